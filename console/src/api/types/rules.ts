/** Rules: their files with versions and papers, the editor's tables, runs on the past. */

export type RuleState =
  | "draft"
  | "justified"
  | "tested"
  | "submitted"
  | "approved"
  | "live"
  | "shadow"
  | "rejected"
  | "expired"
  | "superseded"
  | "retired";

export type RuleStep =
  | "edit"
  | "justify"
  | "test"
  | "submit"
  | "approve"
  | "reject"
  | "publish"
  | "shadow"
  | "retire"
  | "rollback";

/** All or any of some conditions; `not` turns the answer round. */
export interface Group {
  combinator: "and" | "or";
  not?: boolean;
  rules: Node[];
}

/** One question about a field; with `match`, how many elements of a list meet the group in `value`. */
export interface Condition {
  field: string;
  operator: string;
  value?: unknown;
  valueSource?: "value" | "field";
  match?: { mode: string; threshold?: number };
}

export type Node = Group | Condition;

/** Values of a made-up traveller or consignment, and whether the rule must hit it. */
export interface TestRow {
  values: Record<string, unknown>;
  hit: boolean;
}

export interface RuleRow {
  id: string;
  title: string;
  agency: string;
  state: RuleState;
  number: number;
  live: number | null;
  shadow: number | null;
  streams: string[];
  weight: number;
  severity: number;
  scenario: string;
  expires: string;
  ends_in: number | null;
  ends_soon: boolean;
  review: string;
  author: string;
  approver: string;
  rev: number;
  mine: boolean;
}

export interface RuleChange {
  where: string;
  before: unknown;
  after: unknown;
}

export interface RuleVersion {
  number: number;
  state: RuleState;
  title: string;
  author: string;
  approver: string;
  published_at: string;
  expires: string;
  changes: RuleChange[];
}

export interface RuleEvent {
  step: string;
  state: RuleState;
  number: number;
  by: string;
  at: string;
  reason: string;
}

export interface Trial {
  run: string;
  tree: string;
  first: string;
  last: string;
  subjects: number;
  hits: number;
  at: string;
  by: string;
}

/** What a rule says: all that its author writes. */
export interface RuleCriteria {
  title: string;
  words: string;
  streams: string[];
  weight: number;
  severity: number;
  when: Group;
  tests: TestRow[];
  scenario?: string;
  source?: string;
}

export interface Rule extends RuleRow, Required<RuleCriteria> {
  justification: string;
  told: string;
  authors: string[];
  asked_by: string;
  trial: Trial | null;
  provenance: { from: string; rule: string; version: string; digest: string; at: string } | null;
  steps: RuleStep[];
  lacks: string[];
  versions: RuleVersion[];
  events: RuleEvent[];
}

export type FieldType = "text" | "port" | "number" | "date" | "boolean" | "set" | "route" | "list";

export interface RuleField {
  name: string;
  label: string;
  type: FieldType;
  group: string;
  of: ("traveller" | "consignment")[];
  sentence: string;
  members: Pick<RuleField, "name" | "label" | "type">[];
}

export interface RuleOperator {
  name: string;
  label: string;
  types: FieldType[];
}

/** The tables that the editor offers. */
export interface RuleTables {
  fields: RuleField[];
  operators: RuleOperator[];
  streams: string[];
  lists: string[];
  steps: { state: RuleState; step: RuleStep; to: RuleState }[];
  severities: number[];
}

export interface Finds {
  examined: number;
  positive: number;
  not_examined: number;
  precision: number | null;
  interval: [number, number];
}

export interface Bearing {
  group: string;
  subjects: number;
  hits: number;
  rate: number;
  interval: [number, number];
  ratio: number | null;
  uneven: boolean;
}

export interface Outlook {
  subjects: number;
  days: number;
  hits: number;
  share: number | null;
  hits_a_day: { mean: number; most: number };
  officer_hours_a_day: number;
  review_minutes: number;
  alone: number;
  overlap: { rule: string; both: number; of_this: number; of_that: number }[];
  results: Finds;
  results_of_draws: Finds;
  disparity: Record<string, Bearing[]>;
  sample: string[];
}

export interface RuleRun {
  id: string;
  rule: string;
  number: number;
  state: "waiting" | "running" | "done" | "failed";
  first: string;
  last: string;
  done: number;
  total: number;
  at: string;
  by: string;
  outlook?: Outlook | null;
}

export interface RulePublication {
  rev: number;
  version: string;
  rules: number;
  at: string;
  by: string;
  reason: string;
  pinned: boolean;
}

/** Criteria on their way to another office: text, for whom, and the signature of who sends it. */
export interface RuleBundle {
  bundle: string;
  partner: string;
  signature: string;
}
