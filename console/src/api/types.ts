/** The shapes of the officers' API, after docs/contracts.md section 5. */

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
}

export interface TravelDocument {
  type: string;
  number: string;
  issuer: string | null;
  expiry: string | null;
  issued: string | null;
  surname: string | null;
  given_names: string | null;
}

export interface Address {
  kind: string;
  street: string | null;
  city: string | null;
  state: string | null;
  postal_code: string | null;
  country: string | null;
}

export interface Traveller {
  id: string;
  movement: string;
  surname: string | null;
  given_names: string | null;
  other_names: string[];
  role: string;
  type: string;
  title: string | null;
  date_of_birth: string | null;
  sex: string | null;
  nationality: string | null;
  nationalities: string[];
  place_of_birth: string | null;
  country_of_birth: string | null;
  residence: string | null;
  documents: TravelDocument[];
  phones: string[];
  emails: string[];
  addresses: Address[];
  frequent_flyers: { carrier: string; number: string }[];
  seat: string | null;
  bags: { count: number | null; weight_kg: number | null; tags: string[] };
  status: string | null;
  references: string[];
  removed: boolean;
}

export interface Movement {
  id: string;
  label: string;
  mode: string;
  carrier: string;
  number: string;
  origin: string;
  destination: string;
  departure: string | null;
  arrival: string | null;
  status: string | null;
}

export interface Payment {
  form: string;
  amount: string | null;
  currency: string | null;
  vendor: string | null;
  card: string | null;
  expiry: string | null;
  holder: string | null;
}

export interface Booking {
  id: string;
  locator: string;
  carrier: string;
  created: string | null;
  changed: string | null;
  cancelled: boolean;
  size: number | null;
  group_name: string | null;
  segments: Omit<Movement, "id" | "label">[];
  phones: string[];
  emails: string[];
  addresses: Address[];
  payments: Payment[];
  agency: { id: string | null; name: string | null; city: string | null; country: string | null } | null;
  tickets: string[];
  remarks: string[];
}

export interface Evidence {
  f: string;
  bits: number;
  q: string | null;
  c: string | null;
  sim: number | null;
  why: string;
}

export interface ListEntry {
  name: string;
  aliases: string[];
  dob: string | null;
  nationality: string | null;
  list: string;
  agency: string | null;
}

export interface Match {
  entity: string;
  list: string;
  bits: number;
  band: "strong" | "review" | "weak";
  evidence: Evidence[];
  name: string;
  text: string;
  category: string | null;
  severity: number;
  entry?: ListEntry | null;
}

export interface RuleReason {
  field: string;
  label: string;
  operator: string;
  wanted: string;
  value: string;
  met: boolean;
}

export interface RuleHit {
  rule: string;
  version: string;
  title: string;
  weight: number;
  severity: number;
  agency: string;
  reasons: RuleReason[];
  shadow: boolean;
}

export interface Score {
  probability: number;
  points: number;
  band: Band;
  lines: { source: string; text: string; points: number }[];
}

export interface Assessment {
  score: Score;
  matches: Match[];
  rule_hits: RuleHit[];
  versions: Record<string, string>;
}

export interface Sourced {
  value: string;
  source: "API" | "PNR";
  message: string;
}

export interface MessageRef {
  id: string;
  format: string;
  sent_at: string | null;
  source: string;
}

export interface Dossier {
  traveller: Traveller;
  movement: Movement;
  bookings: Booking[];
  party: { id: string; name: string; same_booking: boolean }[];
  assessment: Assessment | null;
  case: CaseRow | null;
  messages: MessageRef[];
  sources: Record<string, Sourced[]>;
  conflicts: string[];
}

/** A row of the board; only id and label are known of a movement that no report has described yet. */
export interface MovementRow extends Pick<Movement, "id" | "label">, Partial<Omit<Movement, "id" | "label">> {
  travellers: number;
  assessed: number;
  matched: number;
  hits: number;
  cases: number;
}

export interface ManifestRow {
  id: string;
  name: string;
  role: string;
  nationality: string | null;
  date_of_birth: string | null;
  seat: string | null;
  sources: string[];
  band: Band | null;
  score: number | null;
  matches: number;
  hits: number;
  case: string | null;
  removed: boolean;
}

export interface MovementPage {
  movement: MovementRow;
  travellers: ManifestRow[];
  reports: (MessageRef & { travellers: number; bookings: number })[];
  /** Kinds of report that have not come: API, PNR. */
  missing: string[];
  reconciliation: Record<string, number>;
}

export type MessageStatus = "pending" | "parsed" | "rejected";

export interface Finding {
  severity: "fatal" | "error" | "warning" | "info";
  code: string;
  text: string;
  segment: number | null;
  tag: string | null;
  offset: number | null;
}

export interface MessageRow {
  id: string;
  carrier: string;
  status: MessageStatus;
  format: string | null;
  received_at: string;
  parsed_at: string | null;
  size: number;
  counts: Record<string, number>;
  findings: number;
}

export interface MessageDetail extends Omit<MessageRow, "findings"> {
  sha256: string;
  attempts: number;
  findings: Finding[];
}

export type SearchKind = "travellers" | "cases" | "messages";

export interface SearchAnswer {
  items: {
    id: string;
    kind: SearchKind;
    title: string;
    subtitle: string;
    at: string | null;
    highlight: string | null;
  }[];
  total: number;
  available: boolean;
}

export interface RuleStatistics {
  rule: string;
  version: string;
  title: string;
  hits: number;
  referred: number;
  examined: number;
  positive: number;
  precision: number | null;
  interval: [number, number];
}

export interface Reconciliation {
  messages: { received: number; parsed: number; rejected: number; pending: number };
  travellers: { received: number; assessed: number; matched: number };
  referrals: Record<string, number>;
  movements: {
    id: string;
    label: string;
    travellers: number;
    assessed: number;
    matched: number;
    hits: number;
  }[];
  balanced: boolean;
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

export interface AuditEntry {
  actor: string;
  purpose: string;
  action: string;
  resource: string;
  decision: string;
  policy: string | null;
  at: string;
  hash: string;
}

export interface AuditVerdict {
  chains: number;
  entries: number;
  intact: boolean;
  broken: { chain: string; seq: number; why: string }[];
}
