/** Invented carriers: a board with something late and something missing, profiles, data quality. */

import { between, random } from "./random.ts";
import { type Asked, Refusal } from "./routes.ts";
import type { BoardRow, CarrierProfile, DueMessage, DueState, Quality, ScheduleChanges } from "./shapes.ts";

const HOUR = 3_600_000;
const NAMES: Record<string, string> = { QX: "Quexair", ZV: "Zephyr Vale", YQ: "Yarrow Quay Airlines" };

const DUE: [DueMessage["kind"], number, string][] = [
  ["pnr", 72, "PNR push, 72 h before departure"],
  ["pnr", 24, "PNR push, 24 h before departure"],
  ["pnr", 1, "PNR push, 1 h before departure"],
  ["pnr", 0, "PNR push, at departure"],
  ["api_passengers", 0, "API passengers, at departure"],
  ["api_crew", 0, "API crew, at departure"],
];

function types(departure: number, now: number, fault: DueState | null): DueMessage[] {
  return DUE.map(([kind, hours, label], index) => {
    const due = departure - hours * HOUR;
    const state: DueState =
      fault && index === (fault === "late" ? 2 : 4) ? fault : due < now ? "received" : "due";
    const came = state === "received" ? due - 600_000 : state === "late" ? due + 2_400_000 : null;
    return {
      key: `${kind}@${hours}`,
      kind,
      label,
      hours,
      due: new Date(due).toISOString(),
      state,
      at: came === null ? null : new Date(came).toISOString(),
      late_minutes: state === "late" ? 40 : null,
      messages: came ? 1 : 0,
      named: came ? 180 : 0,
    };
  });
}

export function board({ world, query }: Asked) {
  const now = Date.now();
  const items: BoardRow[] = world.movements.map((leg, index) => {
    const fault = index % 9 === 4 ? ("missing" as const) : index % 7 === 3 ? ("late" as const) : null;
    return {
      id: leg.id,
      label: leg.label,
      carrier: leg.carrier ?? "",
      carrier_name: NAMES[leg.carrier ?? ""] ?? "",
      number: leg.number ?? "",
      from: leg.origin ?? "",
      to: leg.destination ?? "",
      departure: leg.departure ?? null,
      arrival: leg.arrival ?? null,
      expected: index % 11 !== 5,
      heard: true,
      live: true,
      state: fault ?? "received",
      messages: 5,
      travellers: leg.travellers,
      assessed: leg.assessed,
      cases: leg.cases,
      cancelled: false,
      types: index % 11 === 5 ? [] : types(Date.parse(`${leg.departure}Z`), now, fault),
      incomplete:
        index === 6
          ? [{ kind: "api_passengers", label: "API passengers", parts: 2, named: 99, announced: 260 }]
          : [],
    };
  });
  const state = query.get("state");
  const shown = (row: BoardRow) => !state || (state === "unexpected" ? !row.expected : row.state === state);
  const count = (state: DueState) => items.filter((row) => row.state === state).length;
  const counts = {
    expected: items.filter((row) => row.expected).length,
    heard: items.length,
    unexpected: items.filter((row) => !row.expected).length,
    received: count("received"),
    due: count("due"),
    late: count("late"),
    missing: count("missing"),
    incomplete: count("incomplete"),
  };
  return {
    date: query.get("date"),
    now: new Date(now).toISOString(),
    beyond: false,
    counts,
    items: items.filter(shown),
    cursor: null,
  };
}

const PROFILES = new Map<string, CarrierProfile>(
  Object.entries(NAMES).map(([carrier, name], index) => [
    carrier,
    {
      carrier,
      name,
      icao: `${carrier}A`,
      clients: [],
      senders: [`${carrier}AIR`],
      formats: [
        { format: "PAXLST", versions: ["D:12B"] },
        { format: "PNRGOV", versions: ["17:1"] },
      ],
      contacts: [{ role: "operations", name: "Duty desk", mail: "duty@example.org", phone: "" }],
      live: index !== 2,
      answers: index ? "json" : "edifact",
      certificate: "",
      expectations: DUE.map(([kind, hours]) => ({ kind, hours, grace: 15, patience: 45 })),
      rev: 1,
    },
  ]),
);
const SCORES = [96, 81, null];

export const carriers = () => ({
  items: [...PROFILES.values()].map((profile, index) => ({ ...profile, score: SCORES[index] ?? null })),
});

function profileOf(params: string[]): CarrierProfile {
  const found = PROFILES.get(params[0] ?? "");
  if (!found) throw new Refusal(404, "No carrier has this code.");
  return found;
}

export function carrier({ params, world }: Asked) {
  const notices = world.movements.slice(0, 3).map((leg, index) => ({
    id: `notice-${index}`,
    at: new Date(Date.now() - index * 5 * HOUR).toISOString(),
    movement: leg.id,
    label: leg.label,
    kind: index ? "pnr" : "api_passengers",
    hours: index ? 24 : 0,
    due: new Date(Date.now() - (index * 5 + 1) * HOUR).toISOString(),
    state: index === 1 ? "late" : "missing",
  }));
  return { ...profileOf(params), notices, schedules: [{ season: "W26", version: "v1" }] };
}

export function saveCarrier({ params, body, ifMatch }: Asked) {
  const code = params[0] ?? "";
  const rev = PROFILES.get(code)?.rev ?? 0;
  if (ifMatch !== String(rev)) throw new Refusal(409, "Somebody has changed this profile meanwhile.");
  const first = [...PROFILES.values()][0];
  const saved = { ...first, ...body, carrier: code, rev: rev + 1 } as CarrierProfile;
  PROFILES.set(code, saved);
  return saved;
}

export function quality({ params, query }: Asked): Quality {
  const next = random(17);
  const count = Number(query.get("days") ?? 28);
  const days = Array.from({ length: count }, (_, index) => ({
    date: new Date(Date.now() - (count - index) * 24 * HOUR).toISOString().slice(0, 10),
    messages: between(next, 20, 40),
    travellers: between(next, 2000, 4000),
    score: index % 13 === 8 ? null : between(next, index > 20 ? 60 : 85, 99),
  }));
  const part = (code: string, label: string, weight: number, share: number) => ({
    code,
    label,
    weight,
    share,
    points: weight * share,
  });
  return {
    carrier: params[0] ?? "",
    days,
    weeks: [],
    total: {
      messages: 812,
      rejected: 3,
      travellers: 88_120,
      due: 640,
      late: 22,
      missing: 4,
      score: 91.4,
      parts: [
        part("readable", "Messages that could be read", 30, 0.996),
        part("complete", "Required particulars filled in", 40, 0.93),
        part("timely", "Messages in time", 30, 0.82),
      ],
      fields: [{ field: "document_number", missing: 812, share: 0.009 }],
      findings: [
        { code: "date-unreadable", severity: "error", count: 41, examples: ["msg-0006"] },
        { code: "count-differs", severity: "warning", count: 12, examples: ["msg-0011", "msg-0016"] },
      ],
    },
  };
}

export function schedule({ query, body }: Asked): ScheduleChanges {
  const text = String(body.text ?? "");
  const problems = text.includes("?")
    ? [{ line: 2, why: "The days of operation are 1234567 or blanks." }]
    : [];
  const applied = query.get("apply") === "true" && !problems.length;
  const added = ["QX101 IST-OFF 1234567 08:10", "QX102 OFF-IST 1234567 14:30"];
  return {
    applied,
    format: "csv",
    legs: 2,
    codeshares: 1,
    elsewhere: 0,
    problems,
    seasons: problems.length
      ? []
      : [
          {
            carrier: "QX",
            season: "W26",
            version: "v2",
            added,
            changed: [],
            removed: [],
            counts: { added: 2, changed: 0, removed: 0, unchanged: 0 },
          },
        ],
  };
}
