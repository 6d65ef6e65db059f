/** Carriers: the expected-movement board, profiles, data quality, schedules; messages tried out. */
import type { Finding } from "./oversight.ts";

export type DueState = "missing" | "incomplete" | "late" | "due" | "received";

/** One message that is due for a movement, and whether it has come. */
export interface DueMessage {
  key: string;
  kind: "pnr" | "api_passengers" | "api_crew";
  label: string;
  hours: number;
  due: string;
  state: DueState;
  at: string | null;
  late_minutes: number | null;
  messages: number;
  named: number;
}

export interface BoardRow {
  id: string;
  label: string;
  carrier: string;
  carrier_name: string;
  number: string;
  from: string;
  to: string;
  departure: string | null;
  arrival: string | null;
  expected: boolean;
  heard: boolean;
  live: boolean;
  state: DueState;
  messages: number;
  travellers: number;
  assessed: number;
  cases: number;
  cancelled: boolean;
  types: DueMessage[];
  incomplete: { kind: string; label: string; parts: number; named: number; announced: number | null }[];
}

export interface Board {
  date: string;
  now: string;
  beyond: boolean;
  counts: Record<DueState | "expected" | "heard" | "unexpected", number>;
  items: BoardRow[];
  cursor: string | null;
}

export interface CarrierContact {
  role: "data_quality" | "operations";
  name: string;
  mail: string;
  phone: string;
}

export interface Expectation {
  kind: DueMessage["kind"];
  hours: number;
  grace: number;
  patience: number;
}

export interface CarrierProfile {
  carrier: string;
  name: string;
  icao: string | null;
  clients: string[];
  senders: string[];
  formats: { format: string; versions: string[] }[];
  contacts: CarrierContact[];
  live: boolean;
  answers: "json" | "edifact";
  certificate: string;
  expectations: Expectation[];
  rev: number;
}

export interface Notice {
  id: string;
  at: string;
  movement: string;
  label: string;
  kind: DueMessage["kind"];
  hours: number;
  due: string;
  state: "late" | "missing" | "incomplete";
}

export type CarrierRow = CarrierProfile & { score: number | null };
export type CarrierFile = CarrierProfile & {
  notices: Notice[];
  schedules: { season: string; version: string; legs?: number }[];
};

export interface QualityPart {
  code: string;
  label: string;
  weight: number;
  share: number;
  points: number;
}

export interface QualityPeriod {
  date: string;
  messages: number;
  travellers: number;
  score: number | null;
}

export interface Quality {
  carrier: string;
  days: QualityPeriod[];
  weeks: QualityPeriod[];
  total: {
    messages: number;
    rejected: number;
    travellers: number;
    due: number;
    late: number;
    missing: number;
    score: number | null;
    parts: QualityPart[];
    fields: { field: string; missing: number; share: number }[];
    findings: { code: string; severity: Finding["severity"]; count: number; examples: string[] }[];
  };
}

export interface ScheduleChanges {
  applied: boolean;
  format: string;
  legs: number;
  codeshares: number;
  elsewhere: number;
  problems: { line: number; why: string }[];
  seasons: {
    carrier: string;
    season: string;
    version: string;
    added: string[];
    changed: string[];
    removed: string[];
    counts: Record<"added" | "changed" | "removed" | "unchanged", number>;
  }[];
}

export type ExplainedFinding = Finding & {
  excerpt: { before: string[]; segment: string; after: string[] } | null;
  advice: string;
};

/** What would be made of a file; nothing of it is kept. */
export interface Explanation {
  readable: boolean;
  counts: Record<"messages" | "movements" | "travellers" | "bookings" | "findings", number>;
  removed: { cards: number; sensitive: number };
  messages: { format: string; version: string; travellers: number; bookings: number }[];
  movements: {
    carrier: string | null;
    number: string | null;
    from: string | null;
    to: string | null;
    departure: string | null;
  }[];
  findings: ExplainedFinding[];
}
