/** Invented figures: rules that do well and badly, a random arm, a calibration, weights that wait. */
import { CAPACITY_ROUTES } from "./capacity.ts";
import type { Asked } from "./routes.ts";
import type { RuleStatistics, Shares, WeightsFile } from "./shapes.ts";

type Row = [
  rule: string,
  version: string,
  title: string,
  counts: number[],
  interval: [number, number],
  extra?: object,
];
const ROWS: Row[] = [
  ["late-cash-ticket", "2", "Late cash ticket, often on this way", [412, 96, 90, 11, 6], [0.063, 0.208]],
  ["broken-travel", "1", "Broken travel", [151, 60, 55, 14, 9], [0.147, 0.389]],
  [
    "one-card-many-strangers",
    "1",
    "One card, many strangers",
    [34, 21, 19, 8, 2],
    [0.203, 0.665],
    {
      proposal: {
        kind: "merge",
        why: "29 of its 34 hits were hits of late-cash-ticket too; it found nothing that the other had not.",
        with: "late-cash-ticket",
      },
    },
  ],
  [
    "route-of-interest",
    "3",
    "Route of interest",
    [902, 140, 131, 2, 0],
    [0.001, 0.054],
    {
      proposal: {
        kind: "retire",
        why: "Two finds in 131 examinations, none since June: below the rate of the random arm.",
        with: null,
      },
      drift: {
        since: "2026-06-01",
        first: { examined: 60, positive: 2 },
        second: { examined: 71, positive: 0 },
        p: 0.03,
        direction: "falling",
      },
    },
  ],
  [
    "match:wanted:strong",
    "",
    "List wanted, strong match",
    [20, 20, 18, 12, 12],
    [0.41, 0.867],
    { kind: "match" },
  ],
  [
    "random:passenger",
    "",
    "Random draw, passengers",
    [1840, 1840, 1721, 9, 7],
    [0.002, 0.01],
    { kind: "random" },
  ],
  ["light-goods-high-value", "1", "Little weight, much value, first import", [77, 0, 0, 0, 0], [0, 1]],
];

export const ruleStatistics = (): RuleStatistics[] =>
  ROWS.map(
    ([
      rule,
      version,
      title,
      [hits = 0, referred = 0, examined = 0, positive = 0, alone = 0],
      interval,
      extra,
    ]) => ({
      ...{ rule, version, title, hits, referred, examined, positive, alone, interval },
      kind: "rule",
      precision: examined ? positive / examined : null,
      weight: (positive + 1) / (examined + 30),
      decided: examined,
      decision_minutes: examined ? 9 + (examined % 7) : null,
      overlap: [],
      drift:
        examined > 50
          ? {
              since: "2026-06-01",
              first: { examined: 40, positive: 5 },
              second: { examined: 50, positive: 6 },
              p: 0.8,
              direction: "steady",
            }
          : null,
      proposal: null,
      ...extra,
    }),
  );

const stratum = (
  way: string,
  office: string,
  drawn: number,
  examined: number,
  positive: number,
  compliance: number,
) => ({
  ...{ way, office, drawn, examined, positive, compliance },
  period: "2026-11",
  stream: "passenger",
  population: drawn * 100,
  not_examined: compliance < 0.9 ? { no_capacity: drawn - examined } : {},
  pending: compliance < 0.95 ? 3 : 0,
  rate: examined ? positive / examined : null,
  interval: [positive ? 0.002 : 0, 0.012] as [number, number],
  zero_find_bound: positive ? null : 3 / examined,
});

const randomArm = ({ query }: Asked) => ({
  period: query.get("period"),
  periods: ["2026-11", "2026-10"],
  strata: [
    stratum("air-inbound", "OFF-T1", 812, 790, 5, 0.97),
    stratum("air-inbound", "OFF-T2", 600, 510, 4, 0.85),
    stratum("air-outbound", "OFF-T1", 428, 421, 0, 0.98),
  ],
  streams: [
    {
      stream: "passenger",
      population: 184_000,
      base: { rate: 0.0052, low: 0.0024, high: 0.0099 },
      targeted: { examined: 312, positive: 41, rate: 0.131, low: 0.096, high: 0.174 },
      lift: { value: 25.2, low: 13.1, high: 55.4 },
      catch_rate: { value: 0.043, low: 0.022, high: 0.09 },
      missed: { value: 916, low: 400, high: 1780 },
    },
  ],
  keys: [
    { period: "2026-11", commitment: "9f2c6b1e70d94c1c8ab35f0e2d7711aa", key: null },
    {
      period: "2026-10",
      commitment: "77ab01c4f3e2498d9be0aa5514c2d9f0",
      key: "c0ffee00d1ce5eed0000000000000000",
    },
  ],
});

const BINS = [0.001, 0.004, 0.012, 0.03, 0.06, 0.11, 0.19, 0.31];
const calibration = () => ({
  version: "2026-11-01.3",
  calibration: { intercept: -0.1, slope: 0.96 },
  bins: BINS.map((predicted, index) => {
    const examined = [620, 540, 380, 190, 120, 84, 40, 22][index] ?? 0;
    const observed = predicted * ([0.9, 1.1, 0.95, 1.2, 0.9, 1.05, 0.85, 1.15][index] ?? 1);
    const width = 1.96 * Math.sqrt((observed * (1 - observed)) / examined) + 1 / examined;
    return {
      low: BINS[index - 1] ?? 0,
      high: predicted * 1.4,
      predicted,
      observed,
      interval: [Math.max(0, observed - width), observed + width],
      examined,
      positive: Math.round(observed * examined),
      stands_for: examined * (index < 3 ? 90 : 1),
      observed_of_all: observed,
    };
  }),
  examined: 1996,
  error: 0.012,
  error_of_all: 0.004,
  fit: { intercept: -0.02, slope: 1.01 },
  note: "Travellers below the threshold are known from the random arm alone.",
});

function sampleSize({ query }: Asked) {
  const [rate, margin] = [Number(query.get("rate")), Number(query.get("margin"))];
  return {
    ...{ rate, margin, level: 0.95, population: null },
    to_estimate: Math.ceil((3.8416 * rate * (1 - rate)) / margin ** 2),
    to_find_one: Math.ceil(Math.log(0.05) / Math.log(1 - rate)),
    zero_finds: [100, 300, 1000].map((examined) => ({ examined, bound: 1 - 0.05 ** (1 / examined) })),
  };
}

const weightsOf = (version: string, factor: number) => ({
  version,
  at: "2026-11-18T08:00:00Z",
  by: "m.osei",
  reason: "Results of October and November",
  approved_by: factor === 1 ? "k.lindqvist" : null,
  approved_at: factor === 1 ? "2026-11-18T10:00:00Z" : null,
  base_rate: 0.0052,
  calibration: { intercept: -0.1, slope: 0.96 },
  rules: ROWS.slice(0, 4).map(([rule, ruleVersion, , [, , examined = 0, positive = 0]]) => ({
    ...{ rule, version: ruleVersion, examined, positive },
    weight: (factor * (positive + 1)) / (examined + 30),
  })),
});
const WEIGHTS: WeightsFile = {
  frozen: true,
  current: weightsOf("000003", 1),
  proposed: weightsOf("000004", 1.2),
  history: [weightsOf("000002", 1)],
};

const SHARES: Shares = {
  default: 0.01,
  items: [
    {
      ...{ stream: "passenger", way: "air-inbound", office: "OFF-T2", now: 0.02, rev: 1 },
      changes: [
        {
          from: "2026-11-01",
          share: 0.02,
          by: "k.lindqvist",
          at: "2026-10-20T09:00:00Z",
          reason: "New terminal: estimates need more examinations",
        },
      ],
    },
  ],
  strata: {
    streams: ["passenger", "crew"],
    ways: ["air-inbound", "air-outbound"],
    offices: ["OFF-T1", "OFF-T2"],
  },
};

type Route = [method: string, path: RegExp, answer: (asked: Asked) => unknown];

export const STATISTICS_ROUTES: Route[] = [
  ...CAPACITY_ROUTES,
  ["GET", /^\/statistics\/rules$/, ruleStatistics],
  ["GET", /^\/statistics\/random$/, randomArm],
  ["GET", /^\/statistics\/calibration$/, calibration],
  ["GET", /^\/statistics\/sample-size$/, sampleSize],
  ["GET", /^\/weights$/, () => WEIGHTS],
  ["GET", /^\/random$/, () => SHARES],
];
