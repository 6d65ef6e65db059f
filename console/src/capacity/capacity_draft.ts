/** The shifts of an office as they are typed: one a line, its parts separated by semicolons. */
import type { Shift } from "../api/types.ts";
import { lineOf, linesOf, partsOf } from "../ui/lines.ts";

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** `team; shift; 06:00-14:00; mon tue wed; 12`. */
export const textOfShifts = (shifts: readonly Shift[]): string =>
  shifts
    .map((each) =>
      lineOf([each.team, each.shift, `${each.since}-${each.until}`, daysText(each.days), each.examinations]),
    )
    .join("\n");

const daysText = (days: readonly string[]) => (days.length === DAYS.length ? "all" : days.join(" "));

/** The shifts, or the first line that is none. */
export function shiftsOf(text: string): { shifts: Shift[]; wrong: string | null } {
  const shifts: Shift[] = [];
  for (const line of linesOf(text)) {
    const shift = shiftOf(line);
    if (!shift) return { shifts, wrong: line };
    shifts.push(shift);
  }
  return { shifts, wrong: null };
}

function shiftOf(line: string): Shift | null {
  const [team = "", shift = "", times = "", days = "", examinations = ""] = partsOf(line);
  const [since = "", until = ""] = times.split("-").map((time) => time.trim());
  const named =
    days.toLowerCase() === "all"
      ? [...DAYS]
      : days
          .toLowerCase()
          .split(/[\s,]+/)
          .filter(Boolean);
  const count = Number(examinations);
  const sound =
    Boolean(team && shift) &&
    TIME.test(since) &&
    TIME.test(until) &&
    named.length > 0 &&
    named.every((day) => DAYS.includes(day as (typeof DAYS)[number])) &&
    examinations !== "" &&
    Number.isInteger(count) &&
    count >= 0;
  return sound ? { team, shift, since, until, days: named, examinations: count } : null;
}
