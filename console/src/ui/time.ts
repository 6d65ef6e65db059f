/** Times as officers read them: Gregorian, Latin digits, 24 hours, in every language. */

const MINUTE = 60_000;
const OPERATIONAL = "-u-ca-gregory-nu-latn";

/** `22 Nov 2026, 14:05` in the browser's time zone; as sent when it is no full time. */
export function dateTime(iso: string | null | undefined, language: string): string {
  if (!iso) return "–";
  const at = new Date(iso);
  if (Number.isNaN(at.getTime()) || !iso.includes("T")) return iso;
  return new Intl.DateTimeFormat((language === "fa" ? "fa-AF" : "en-GB") + OPERATIONAL, {
    day: "2-digit",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
}

/** `22 Nov 14:05` of a local port time, which has no zone and must not get one. */
export function portTime(local: string | null | undefined): string {
  if (!local) return "–";
  const [day = "", time = ""] = local.split("T");
  return `${day} ${time.slice(0, 5)}`.trim();
}

/** Today's date (UTC), as the API wants it. */
export const today = (now = new Date()) => now.toISOString().slice(0, 10);

/** The date some days from now (UTC), or before now. */
export const inDays = (days: number) => today(new Date(Date.now() + days * 24 * 60 * MINUTE));

export type Urgency = "past" | "soon" | "later";

export interface Remaining {
  urgency: Urgency;
  text: string;
}

const SOON_MINUTES = 30;

/** What is left until a deadline: minutes below two hours, then hours, then days. */
export function remaining(deadline: string, now: number): Remaining {
  const minutes = Math.floor((Date.parse(deadline) - now) / MINUTE);
  const urgency = minutes < 0 ? "past" : minutes < SOON_MINUTES ? "soon" : "later";
  return { urgency, text: (minutes < 0 ? "−" : "") + span(Math.abs(minutes)) };
}

function span(minutes: number): string {
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${String(minutes % 60).padStart(2, "0")}` : `${Math.floor(hours / 24)} d`;
}

/** The day after an ISO date. */
export function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
