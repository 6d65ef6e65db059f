/** Movements, messages, search, statistics, reconciliation, audit. */
import type { Band } from "./cases.ts";
import type { MessageRef, Movement } from "./dossiers.ts";

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
