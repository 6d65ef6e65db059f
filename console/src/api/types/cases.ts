/** Officers, the queue, cases and the tables of codes. */

export type Band = "red" | "amber" | "green";

export type CaseState =
  | "opened"
  | "in_review"
  | "cleared"
  | "referred"
  | "acknowledged"
  | "result"
  | "closed"
  | "expired"
  | "cancelled";

export type CaseAction = "claim" | "release" | "clear" | "refer" | "acknowledge" | "result";

export type Outcome = "positive" | "negative" | "not_examined";

export interface Me {
  user: string;
  name: string;
  roles: string[];
  agency: string;
  office: string;
  permissions: string[];
}

export interface Why {
  kind: "match" | "rule" | "random";
  code: string;
  text: string;
}

export interface CaseRow {
  id: string;
  reference: string;
  state: CaseState;
  band: Band;
  score: number;
  stream: string;
  random: boolean;
  office: string | null;
  agency: string;
  name: string;
  nationality: string | null;
  movement: string;
  movement_label: string;
  route: string;
  departure: string | null;
  arrival: string | null;
  deadline: string;
  why: Why[];
  holder: string | null;
  rev: number;
  /** Where the case stands to what an office can examine today; only while it waits. */
  place?: Place | null;
}

export interface Place {
  rank: number;
  line: "above" | "below" | "unlimited";
  reason: string | null;
  text: string | null;
  slot: string | null;
}

/** How the waiting cases of a queue lie to today's capacity. */
export interface CapacityLine {
  above: number;
  below: number;
  quota: number;
  random: number;
  unlimited: number;
  expected_loss: number;
}

export interface CaseEvent {
  action: string;
  who: string;
  at: string;
  reason?: string | null;
  note?: string | null;
  office?: string | null;
}

export interface Result {
  outcome: Outcome;
  code: string;
  quantity?: number | null;
  unit?: string | null;
  note?: string | null;
  reason?: string | null;
}

export interface Case extends CaseRow {
  traveller: string;
  events: CaseEvent[];
  actions: CaseAction[];
  dossier: string;
  result?: Result | null;
}

export interface ActionBody {
  reason?: string;
  note?: string;
  office?: string;
  result?: Result;
}

export type QueueCounts = Partial<Record<CaseState, number>>;

export interface Page<T> {
  items: T[];
  cursor: string | null;
}

export interface QueuePage extends Page<CaseRow> {
  counts: QueueCounts;
  line?: CapacityLine | null;
}

export interface Code {
  code: string;
  text: string;
}

export interface Codes {
  reasons: Record<string, Code[]>;
  results: (Code & { outcome: Outcome })[];
  offices: Code[];
  /** What this person may name as purpose, the usual one first. */
  purposes: Code[];
}
