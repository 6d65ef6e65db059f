/** Runs of invented rules on an invented past; one takes eight seconds. */
import type { Asked } from "./routes.ts";
import { day } from "./rule_files.ts";
import type { Outlook, Rule, RuleRun } from "./shapes.ts";

const finds = (positive: number, examined: number, interval: [number, number]) => ({
  ...{ examined, positive, not_examined: 2, interval },
  precision: examined ? positive / examined : null,
});
const bearing = (group: string, subjects: number, hits: number, ratio: number, uneven = false) => ({
  ...{ group, subjects, hits, ratio, uneven },
  rate: hits / subjects,
  interval: [(hits * 0.8) / subjects, (hits * 1.22) / subjects] as [number, number],
});

const OUTLOOK: Outlook = {
  subjects: 184_210,
  days: 90,
  hits: 412,
  share: 0.00224,
  hits_a_day: { mean: 4.58, most: 11 },
  officer_hours_a_day: 0.92,
  review_minutes: 12,
  alone: 287,
  overlap: [
    { rule: "broken-travel", both: 96, of_this: 0.233, of_that: 0.061 },
    { rule: "one-card-many-strangers", both: 29, of_this: 0.07, of_that: 0.31 },
  ],
  results: finds(11, 90, [0.063, 0.208]),
  results_of_draws: finds(1, 12, [0.002, 0.385]),
  disparity: {
    nationality: [
      bearing("TUR", 21_400, 61, 1.3),
      bearing("NGA", 4_100, 34, 3.9, true),
      bearing("BRA", 9_900, 30, 1.4),
      bearing("DEU", 33_000, 29, 0.4, true),
    ],
    sex: [bearing("M", 98_000, 300, 2.4, true), bearing("F", 86_000, 110, 0.4, true)],
    age: [
      bearing("18-29", 40_100, 150, 2.1, true),
      bearing("30-39", 39_000, 120, 1.5),
      bearing("65-", 20_000, 12, 0.2, true),
    ],
  },
  sample: Array.from({ length: 20 }, (_, index) => `trv-${index * 7}`),
};

const RUNS = new Map<string, RuleRun & { since: number }>();
const run = (
  rule: string,
  number: number,
  first: string,
  last: string,
  since: number,
): RuleRun & { since: number } => ({
  ...{ rule, number, first, last, since },
  id: `run-${RUNS.size + 1}`,
  state: "running",
  done: 0,
  total: 90,
  at: new Date(since).toISOString(),
  by: "j.meyer",
});
RUNS.set("run-1", run("late-cash-ticket", 2, day(-91), day(-1), Date.now() - 86_400_000));

/** A run takes eight seconds. */
function aged({ since, ...rest }: RuleRun & { since: number }): RuleRun {
  const done = Math.min(rest.total, Math.floor(((Date.now() - since) / 8_000) * rest.total));
  const over = done >= rest.total;
  return { ...rest, done, state: over ? "done" : "running", outlook: over ? OUTLOOK : null };
}

export function startRun(rule: Rule, asked: Asked): RuleRun {
  const started = run(rule.id, rule.number, String(asked.body.first), String(asked.body.last), Date.now());
  RUNS.set(started.id, started);
  return aged(started);
}

export const runsOf = (asked: Asked) =>
  [...RUNS.values()]
    .filter(({ rule }) => rule === asked.params[0])
    .map(aged)
    .reverse();
