/** Invented watchlists: two lists, their entries with versions, an import, questions between agencies. */
import { type Asked, Refusal } from "./routes.ts";
import type {
  Adjudication,
  AuthorisationFile,
  Entry,
  EntryFile,
  ListImport,
  Match,
  Watchlist,
} from "./shapes.ts";

const list = (name: string, agency: string, mine: boolean): Watchlist => ({
  name,
  agency,
  partner: mine ? null : agency,
  category: "wanted",
  severity: 3,
  legal_basis: "Border act, section 14",
  retention_days: 1825,
  seen_by: mine ? ["police"] : ["customs"],
  purpose: "border_control",
  format: "jsonl",
  apply_at_once: !mine,
  mine,
  may_edit: mine,
  rev: 1,
});
const LISTS = [list("local-concerns", "customs", true), list("wanted", "police", false)];

const entry = (id: string, name: string, birth: string): Entry => ({
  id,
  list: "local-concerns",
  kind: "person",
  name,
  aliases: [{ name: `${name.split(",")[0]}, A.`, quality: "weak", script: "Latn" }],
  births: [birth],
  places: [],
  nationalities: ["TUR"],
  gender: "M",
  documents: [{ number: "X7712345", type: "P", issuer: "TUR" }],
  phones: [],
  emails: [],
  addresses: [],
  category: "smuggling",
  severity: 2,
  legal_basis: null,
  valid_from: null,
  valid_to: null,
  actions: ["alert", "do-not-board"],
  reference: null,
});
const ENTRIES = new Map(
  [entry("LC-1", "DEMIR, EMRE", "1979-03-02"), entry("LC-2", "OKAFOR, CHINEDU", "1984")].map((one) => [
    one.id,
    one,
  ]),
);

const MATCH: Match = {
  entity: "LC-1",
  list: "local-concerns",
  bits: 21.4,
  band: "review",
  evidence: [
    { f: "name", bits: 9.1, q: "DEMIR", c: "DEMIR", sim: 1, why: "same word, 1 in 900 travellers" },
    { f: "name", bits: 4.1, q: "EMREH", c: "EMRE", sim: 0.93, why: "spelling variant" },
    { f: "dob", bits: 8.2, q: "1979-02-03", c: "1979-03-02", sim: null, why: "day and month exchanged" },
  ],
  name: "DEMIR, EMRE",
  text: "",
  category: "smuggling",
  severity: 2,
  entry: {
    name: "DEMIR, EMRE",
    aliases: ["DEMIR, A."],
    dob: "1979-03-02",
    nationality: "TUR",
    list: "local-concerns",
    agency: "customs",
  },
};

const QUESTION: Adjudication = {
  id: "adj-1",
  state: "open",
  list: "local-concerns",
  entry: "LC-1",
  entry_view: MATCH.entry ?? null,
  match: MATCH,
  person: {
    name: "DEMIR/EMREH",
    date_of_birth: "1979-02-03",
    sex: "M",
    nationality: "TUR",
    documents: [{ number: "U0044112", type: "P", issuer: "TUR" }],
  },
  movement: "air-QX101-20261122-IST-OFF",
  movement_label: "QX101 IST-OFF",
  departure: "2026-11-22T08:10",
  silent: false,
  asked_at: new Date().toISOString(),
  deadline: new Date(Date.now() + 7_200_000).toISOString(),
  answer: null,
  reason: "",
  note: "",
  by: "",
  at: null,
  rev: 1,
};

const imported = (change: Partial<ListImport> = {}): ListImport => ({
  id: "imp-1",
  list: "local-concerns",
  format: "jsonl",
  state: "previewed",
  at: new Date().toISOString(),
  by: "j.meyer",
  added: 12,
  changed: 3,
  removed: 0,
  unchanged: 210,
  rejected: 1,
  kept: true,
  examples: { added: ["LC-9"], changed: ["LC-2"], removed: [] },
  lines: [{ line: 14, why: "The entry has no name. Give it one, or a document, phone or e-mail." }],
  reason: "",
  why: "",
  ...change,
});

const fileOf = (id: string): EntryFile => {
  const found = ENTRIES.get(id);
  if (!found) throw new Refusal(404, "No entry has this id.");
  const at = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const versions = [
    { digest: "d2", at: at(2), by: "j.meyer", reason: "Second spelling seen in a booking", entry: found },
    {
      digest: "d1",
      at: at(90),
      by: "j.meyer",
      reason: "Seizure of last August",
      entry: { ...found, aliases: [] },
    },
  ];
  return { entry: found, digest: "d2", withdrawn: false, versions };
};

const authorisation = ({ params }: Asked): AuthorisationFile => {
  const { entry: found, digest } = fileOf(params[1] ?? "");
  const given = {
    list: "local-concerns",
    entry: "LC-1",
    name: "DEMIR, EMRE",
    digest,
    by: "k.lindqvist",
    at: "2026-11-20T09:30:00Z",
    reason: "Court order 114/2026: to be kept from boarding",
    until: "2027-02-18",
    withdrawn_by: "",
    withdrawn_at: "",
    withdrawn_reason: "",
    stands: true,
    covers: true,
  };
  return { entry: found, digest, author: "m.osei", asks: true, may: true, authorisation: given };
};

export const LIST_ROUTES: [string, RegExp, (asked: Asked) => unknown][] = [
  ["GET", /^\/lists$/, () => ({ items: LISTS })],
  ["GET", /^\/lists\/([^/]+)$/, ({ params }) => LISTS.find((one) => one.name === params[0])],
  [
    "GET",
    /^\/lists\/([^/]+)\/entries$/,
    ({ query }) => {
      const wanted = (query.get("q") ?? "").toUpperCase();
      const found = [...ENTRIES.values()].filter((one) => `${one.id} ${one.name}`.includes(wanted));
      return { items: found.map((one) => ({ entry: one, digest: "d2" })), cursor: null };
    },
  ],
  ["GET", /^\/lists\/([^/]+)\/entries\/([^/]+)$/, ({ params }) => fileOf(params[1] ?? "")],
  ["GET", /^\/lists\/([^/]+)\/entries\/([^/]+)\/authorisation$/, authorisation],
  [
    "PUT",
    /^\/lists\/([^/]+)\/entries\/([^/]+)$/,
    ({ params, body }) => {
      const id = params[1] ?? "";
      ENTRIES.set(id, { ...entry(id, "", ""), ...(body.entry as Partial<Entry>) });
      return fileOf(id);
    },
  ],
  [
    "POST",
    /^\/lists\/([^/]+)\/entries\/([^/]+)\/withdraw$/,
    ({ params }) => ({ ...fileOf(params[1] ?? ""), entry: null, withdrawn: true }),
  ],
  ["GET", /^\/lists\/([^/]+)\/imports$/, () => ({ items: [imported()] })],
  ["POST", /^\/lists\/([^/]+)\/imports$/, () => imported()],
  ["POST", /^\/lists\/([^/]+)\/imports\/([^/]+)\/apply$/, () => imported({ state: "approved" })],
  [
    "POST",
    /^\/names\/test$/,
    ({ body }) => ({
      items: String(body.name).toUpperCase().includes("DEMIR") ? [MATCH] : [],
      threshold: 17.2,
      strong_from: 23.2,
      alerts_per_1000: 1,
      index: { version: "wl-20261122+d3", lists: { "local-concerns": 212 }, entries: 212 },
    }),
  ],
  [
    "GET",
    /^\/adjudications$/,
    ({ query }) => ({ items: QUESTION.state === query.get("state") ? [QUESTION] : [], cursor: null }),
  ],
  [
    "POST",
    /^\/adjudications\/([^/]+)$/,
    ({ body }) => Object.assign(QUESTION, { state: "answered", answer: body.answer, rev: QUESTION.rev + 1 }),
  ],
];
