/** Two invented offices: one with shifts and something left undone, one of which nothing is known. */
import { type Asked, Refusal } from "./routes.ts";
import type { OfficeCapacity } from "./shapes.ts";

export const LINE = { above: 14, below: 9, quota: 2, random: 3, unlimited: 0, expected_loss: 1.7 };
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const shift = (
  team: string,
  name: string,
  since: string,
  until: string,
  examinations: number,
  days = DAYS,
) => ({
  ...{ team, since, until, examinations, days },
  shift: name,
});
const OFFICES = new Map<string, OfficeCapacity>(
  [
    {
      ...{
        office: "OFF-T1",
        name: "Offing, terminal 1",
        quota: 4,
        by: "k.lindqvist",
        at: "2026-11-02T08:00:00Z",
        rev: 2,
      },
      shifts: [
        shift("A", "early", "06:00", "14:00", 12),
        shift("B", "late", "14:00", "22:00", 10),
        shift("C", "night", "22:00", "06:00", 4, ["fri", "sat"]),
      ],
      line: LINE,
      left: [
        { month: "2026-11", cases: 31, expected_loss: 2.4, reasons: { no_capacity: 27, left_before: 4 } },
      ],
    },
    {
      ...{ office: "OFF-T2", name: "Offing, terminal 2", quota: 0, by: "", at: null, rev: 0 },
      shifts: [],
      line: { above: 0, below: 0, quota: 0, random: 0, unlimited: 6, expected_loss: 0 },
      left: [],
    },
  ].map((office) => [office.office, office]),
);

function saveCapacity({ params, body, ifMatch, officer }: Asked) {
  const old = OFFICES.get(params[0] ?? "");
  if (!old) throw new Refusal(404, "There is no such office.");
  if (ifMatch !== String(old.rev)) throw new Refusal(409, "Somebody has changed this capacity meanwhile.");
  const saved = { ...old, ...body, by: officer.user, at: new Date().toISOString(), rev: old.rev + 1 };
  OFFICES.set(saved.office, saved);
  return saved;
}

export const CAPACITY_ROUTES: [string, RegExp, (asked: Asked) => unknown][] = [
  ["GET", /^\/capacity$/, () => ({ items: [...OFFICES.values()] })],
  ["PUT", /^\/capacity\/([^/]+)$/, saveCapacity],
];
