/** Watchlists: registers, entries with their versions, imports, adjudications, names tried out. */
import type { ListEntry, Match, TravelDocument } from "./dossiers.ts";

export interface Watchlist {
  name: string;
  agency: string;
  partner: string | null;
  category: string | null;
  severity: number;
  legal_basis: string | null;
  retention_days: number | null;
  seen_by: string[];
  purpose: string | null;
  format: string | null;
  apply_at_once: boolean;
  mine: boolean;
  may_edit: boolean;
  rev: number;
}

export interface Alias {
  name: string;
  quality: string;
  script: string;
}

export interface Entry {
  id: string;
  list: string;
  kind: string;
  name: string;
  aliases: Alias[];
  births: string[];
  places: string[];
  nationalities: string[];
  gender: string | null;
  documents: { number: string; type: string | null; issuer: string | null }[];
  phones: string[];
  emails: string[];
  addresses: string[];
  category: string | null;
  severity: number;
  legal_basis: string | null;
  valid_from: string | null;
  valid_to: string | null;
  actions: string[];
  reference: string | null;
}

export interface EntryVersion {
  digest: string;
  at: string;
  by: string;
  reason: string;
  entry: Entry | null;
}

export interface EntryFile {
  entry: Entry | null;
  digest: string;
  withdrawn: boolean;
  versions: EntryVersion[];
}

/** The newest authorisation to keep from boarding whom an entry names. */
export interface Authorisation {
  list: string;
  entry: string;
  name: string;
  digest: string;
  by: string;
  at: string;
  reason: string;
  until: string;
  withdrawn_by: string;
  withdrawn_at: string;
  withdrawn_reason: string;
  stands: boolean;
  /** False once the entry says something else than what was authorised. */
  covers: boolean;
}

export interface AuthorisationFile {
  entry: Entry | null;
  digest: string;
  author: string;
  asks: boolean;
  may: boolean;
  authorisation: Authorisation | null;
}

export interface ListImport {
  id: string;
  list: string;
  format: string;
  state: "previewed" | "approved" | "applied" | "failed";
  at: string;
  by: string;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  rejected: number;
  kept: boolean;
  examples: Record<"added" | "changed" | "removed", string[]>;
  lines: { line: number; why: string }[];
  reason: string;
  why: string;
}

export interface NameTest {
  name: string;
  dob?: string;
  nationality?: string;
  gender?: string;
  kind?: string;
}

export interface NameAnswer {
  items: Match[];
  threshold: number;
  strong_from: number;
  alerts_per_1000: number;
  index: { version: string; lists: Record<string, number>; entries: number };
}

export type Verdict = "same" | "different" | "unsure";

export interface Adjudication {
  id: string;
  state: "open" | "answered";
  list: string;
  entry: string;
  entry_view: ListEntry | null;
  match: Match;
  person: {
    name: string;
    date_of_birth: string | null;
    sex: string | null;
    nationality: string | null;
    documents: Pick<TravelDocument, "number" | "type" | "issuer">[];
  };
  movement: string;
  movement_label: string;
  departure: string | null;
  silent: boolean;
  asked_at: string;
  deadline: string;
  answer: Verdict | null;
  reason: string;
  note: string;
  by: string;
  at: string | null;
  rev: number;
}
