/** An entry as it is typed: lists are lines, their parts are separated by semicolons. */
import type { Entry } from "../api/types.ts";
import { lineOf, linesOf, partsOf } from "../ui/lines.ts";

export const KINDS = [
  "person",
  "company",
  "vessel",
  "aircraft",
  "vehicle",
  "container",
  "document",
  "phone",
  "email",
  "address",
  "card",
  "account",
  "pattern",
] as const;
export const ACTIONS = ["alert", "silent", "do-not-board", "do-not-load"] as const;
export const LINES = [
  "aliases",
  "births",
  "nationalities",
  "documents",
  "phones",
  "emails",
  "addresses",
  "places",
] as const;
export const WORDS = ["category", "legal_basis", "valid_from", "valid_to", "reference"] as const;

export type Draft = Record<"id" | "kind" | "name" | "gender" | "severity", string> &
  Record<(typeof LINES)[number], string> &
  Record<(typeof WORDS)[number], string> & { actions: string[] };

export const EMPTY_ENTRY: Draft = {
  id: "",
  kind: "person",
  name: "",
  gender: "",
  severity: "2",
  aliases: "",
  births: "",
  nationalities: "",
  documents: "",
  phones: "",
  emails: "",
  addresses: "",
  places: "",
  category: "",
  legal_basis: "",
  valid_from: "",
  valid_to: "",
  reference: "",
  actions: ["alert"],
};

/** The draft in which an entry's editing begins. */
export function draftOf(entry: Entry): Draft {
  const plain = (values: string[]) => values.join("\n");
  return {
    id: entry.id,
    kind: entry.kind,
    name: entry.name,
    gender: entry.gender ?? "",
    severity: String(entry.severity),
    aliases: plain(entry.aliases.map((each) => lineOf([each.name, each.quality, each.script]))),
    births: plain(entry.births),
    nationalities: plain(entry.nationalities),
    documents: plain(entry.documents.map((each) => lineOf([each.number, each.type, each.issuer]))),
    phones: plain(entry.phones),
    emails: plain(entry.emails),
    addresses: plain(entry.addresses),
    places: plain(entry.places),
    category: entry.category ?? "",
    legal_basis: entry.legal_basis ?? "",
    valid_from: entry.valid_from ?? "",
    valid_to: entry.valid_to ?? "",
    reference: entry.reference ?? "",
    actions: entry.actions,
  };
}

/** What a draft says; the service checks it and names what cannot be used. */
export function entryOf(draft: Draft): Partial<Entry> {
  const word = (text: string) => text.trim() || null;
  return {
    kind: draft.kind,
    name: draft.name.trim(),
    gender: word(draft.gender),
    severity: Number(draft.severity),
    aliases: linesOf(draft.aliases).map((line) => {
      const [name = "", quality, script] = partsOf(line);
      return { name, quality: quality || "strong", script: script || "Latn" };
    }),
    births: linesOf(draft.births),
    nationalities: linesOf(draft.nationalities).map((code) => code.toUpperCase()),
    documents: linesOf(draft.documents).map((line) => {
      const [number = "", type, issuer] = partsOf(line);
      return { number, type: type || null, issuer: issuer?.toUpperCase() || null };
    }),
    phones: linesOf(draft.phones),
    emails: linesOf(draft.emails),
    addresses: linesOf(draft.addresses),
    places: linesOf(draft.places),
    category: word(draft.category),
    legal_basis: word(draft.legal_basis),
    valid_from: word(draft.valid_from),
    valid_to: word(draft.valid_to),
    reference: word(draft.reference),
    actions: draft.actions,
  };
}
