/** How rules, score and random arm do; weights, shares of the draw, and the hands there are. */
import type { CapacityLine } from "./cases.ts";

type Interval = [number, number];

export interface RuleStatistics {
  rule: string;
  version: string;
  title: string;
  kind: "rule" | "match" | "random";
  hits: number;
  referred: number;
  examined: number;
  positive: number;
  precision: number | null;
  interval: Interval;
  /** The probability learned from results. */
  weight: number | null;
  /** Finds that no other rule or match pointed to. */
  alone: number;
  decided: number;
  decision_minutes: number | null;
  overlap: { rule: string; version: string; examined: number; positive: number }[];
  drift: {
    since: string;
    first: { examined: number; positive: number };
    second: { examined: number; positive: number };
    p: number;
    direction: "falling" | "steady" | "rising";
  } | null;
  proposal: { kind: "retire" | "merge"; why: string; with: string | null } | null;
}

export interface Stratum {
  period: string;
  stream: string;
  way: string;
  office: string;
  population: number;
  drawn: number;
  examined: number;
  positive: number;
  not_examined: Record<string, number>;
  pending: number;
  compliance: number | null;
  rate: number | null;
  interval: Interval;
  zero_find_bound: number | null;
}

interface Bounded {
  value: number | null;
  low: number | null;
  high: number | null;
}

interface BoundedRate {
  rate: number | null;
  low: number | null;
  high: number | null;
}

export interface StreamEstimates {
  stream: string;
  population: number;
  base: BoundedRate;
  targeted: BoundedRate & { examined: number; positive: number };
  lift: Bounded;
  catch_rate: Bounded;
  missed: Bounded;
}

export interface RandomArm {
  period: string | null;
  periods: string[];
  strata: Stratum[];
  streams: StreamEstimates[];
  keys: { period: string; commitment: string; key: string | null }[];
}

export interface CalibrationBin {
  low: number;
  high: number;
  predicted: number;
  observed: number | null;
  interval: Interval;
  examined: number;
  positive: number;
  stands_for: number;
  observed_of_all: number | null;
}

export interface Calibration {
  version: string;
  calibration: { intercept: number; slope: number };
  bins: CalibrationBin[];
  examined: number;
  error: number | null;
  error_of_all: number | null;
  fit: { intercept: number; slope: number } | null;
  note: string;
}

export interface SampleSize {
  rate: number;
  margin: number;
  level: number;
  population: number | null;
  to_estimate: number;
  to_find_one: number;
  zero_finds: { examined: number; bound: number }[];
}

export interface Weights {
  version: string;
  at: string;
  by: string;
  reason: string;
  approved_by: string | null;
  approved_at: string | null;
  base_rate: number;
  calibration: { intercept: number; slope: number };
  rules: { rule: string; version: string; examined: number; positive: number; weight: number }[];
}

export interface WeightsFile {
  /** EU mode: weights change only when a second person approves. */
  frozen: boolean;
  current: Weights;
  proposed: Weights | null;
  history: Weights[];
}

export interface Share {
  stream: string;
  way: string;
  office: string;
  changes: { from: string; share: number; by: string; at: string; reason: string }[];
  now: number;
  rev: number;
}

export interface Shares {
  default: number;
  items: Share[];
  strata: { streams: string[]; ways: string[]; offices: string[] };
}

export interface Shift {
  team: string;
  shift: string;
  since: string;
  until: string;
  days: string[];
  examinations: number;
}

export interface Capacity {
  office: string;
  shifts: Shift[];
  quota: number;
  by: string;
  at: string | null;
  rev: number;
}

export interface OfficeCapacity extends Capacity {
  name: string;
  line: CapacityLine;
  left: { month: string; cases: number; expected_loss: number; reasons: Record<string, number> }[];
}
