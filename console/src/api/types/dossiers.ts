/** One traveller: person, bookings, matches, rule hits, score, sources. */
import type { Band, CaseRow } from "./cases.ts";

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
  /** What people have said of this pair before. */
  judgement?: { verdict: "same" | "different"; by: string; at: string; reason: string } | null;
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
