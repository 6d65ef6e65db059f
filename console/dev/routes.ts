/** The officers' API over the invented world: one row a route, in the shapes of the contract. */

import { LINE } from "./capacity.ts";
import * as carriers from "./carriers.ts";
import { dossier } from "./dossiers.ts";
import { LIST_ROUTES } from "./lists.ts";
import { explanation, LOG, messageDetail } from "./messages.ts";
import { OFFICES } from "./people.ts";
import { between, pick, random } from "./random.ts";
import { RULE_ROUTES } from "./rules.ts";
import type { Case, CaseRow } from "./shapes.ts";
import { STATISTICS_ROUTES } from "./statistics.ts";
import { act, actionsOf, type Officer } from "./workflow.ts";
import type { World } from "./world.ts";

export interface Asked {
  params: string[];
  query: URLSearchParams;
  body: Record<string, unknown>;
  ifMatch: string | undefined;
  officer: Officer;
  world: World;
}

export class Refusal extends Error {
  readonly status: number;
  readonly errors: { where: string; text: string }[];
  constructor(status: number, detail: string, errors: { where: string; text: string }[] = []) {
    super(detail);
    this.status = status;
    this.errors = errors;
  }
}

type Route = [method: string, path: RegExp, answer: (asked: Asked) => unknown];

const CODES = {
  reasons: {
    clear: [
      { code: "different_person", text: "The list entry is another person" },
      { code: "explained", text: "The indicators have an ordinary explanation" },
      { code: "data_error", text: "The data were wrong and have been put right" },
      { code: "known_traveller", text: "Examined before for the same reason, nothing found" },
    ],
    refer: [
      { code: "confirmed_match", text: "The list entry is this person" },
      { code: "possible_match", text: "The list entry may be this person: verify identity" },
      { code: "risk_indicators", text: "The indicators together call for an examination" },
      { code: "random_draw", text: "Drawn by the machine" },
    ],
    not_examined: [
      { code: "not_arrived", text: "Did not arrive or did not board" },
      { code: "no_capacity", text: "No officer or room free in time" },
      { code: "left_before", text: "Had left before the referral was seen" },
    ],
  },
  results: [
    ...["drugs", "cash", "documents", "weapons", "goods", "wanted_person", "immigration", "other"].map(
      (code) => ({
        code,
        text: code.replace("_", " ").replace(/^./, (letter) => letter.toUpperCase()),
        outcome: "positive",
      }),
    ),
    { code: "nothing_found", text: "Nothing found", outcome: "negative" },
  ],
  offices: OFFICES,
  purposes: [
    { code: "border_control", text: "Control of persons and goods that cross the border" },
    { code: "law_enforcement", text: "A lawful request in a named investigation" },
  ],
};

function caseOf({ world, params }: Asked): Case {
  const file = world.cases.get(params[0] ?? "");
  if (!file) throw new Refusal(404, "No case has this number.");
  return file;
}

function queue({ world, query }: Asked) {
  const all = [...world.cases.values()];
  const office = query.get("office");
  const items = all
    .filter((file) => file.state === query.get("state") && (!office || file.office === office))
    .sort((one, other) => other.score - one.score);
  const counts = Object.fromEntries(
    ["opened", "in_review", "referred", "acknowledged"].map((state) => [
      state,
      all.filter((file) => file.state === state).length,
    ]),
  );
  return { items: items.map(placed), cursor: null, counts, line: LINE };
}

/** The line of today's capacity below the first cases of a queue. */
function placed(row: CaseRow, index: number): CaseRow {
  const above = index < LINE.above;
  const reason = row.random ? "random" : above ? "value" : "capacity";
  return {
    ...row,
    place: { rank: index + 1, line: above || row.random ? "above" : "below", reason, text: "", slot: null },
  };
}

function movement({ world, params }: Asked) {
  const leg = world.movements.find((each) => each.id === params[0]);
  if (!leg) throw new Refusal(404, "No movement has this name.");
  const aboard = [...world.people.values()].filter((person) => person.movement === leg);
  const travellers = aboard.map((person, index) => ({
    id: person.id,
    name: `${person.who.surname}/${person.who.given_names}`,
    role: index < 4 ? "crew" : "passenger",
    nationality: person.who.nationality,
    date_of_birth: person.who.date_of_birth,
    seat: `${10 + Math.floor(index / 6)}${"ABCDEF"[index % 6]}`,
    sources: index % 9 ? ["API", "PNR"] : ["API"],
    band: person.score.band,
    score: person.score.probability,
    matches: person.story?.matches.length ?? 0,
    hits: person.story?.rule_hits.length ?? 0,
    case: [...world.cases.values()].find((file) => file.traveller === person.id)?.id ?? null,
    removed: index === 30,
  }));
  const reports = LOG.slice(0, 3).map((row) => ({
    id: row.id,
    format: row.format ?? "?",
    sent_at: row.received_at,
    source: row.format === "PNRGOV" ? "PNR" : "API",
    travellers: 90,
    bookings: 61,
  }));
  const reconciliation = { messages: 3, named: 260, travellers: leg.travellers, assessed: leg.assessed };
  return { movement: leg, travellers, reports, missing: [], reconciliation };
}

function reconciliation({ world }: Asked) {
  const total = (key: "travellers" | "assessed" | "matched" | "hits") =>
    world.movements.reduce((sum, leg) => sum + leg[key], 0);
  const states = [...world.cases.values()].map((file) => file.state);
  return {
    messages: { received: 96, parsed: 92, rejected: 3, pending: 1 },
    travellers: { received: total("travellers"), assessed: total("assessed"), matched: total("matched") },
    referrals: Object.fromEntries(
      [...new Set(states)].map((state) => [state, states.filter((each) => each === state).length]),
    ),
    movements: world.movements,
    balanced: true,
  };
}

function search({ world, query }: Asked) {
  const wanted = (query.get("q") ?? "").toUpperCase();
  if (wanted === "AWAY") return { items: [], total: 0, available: false };
  const found = [...world.people.values()].filter(({ who }) =>
    `${who.surname} ${who.given_names}`.includes(wanted),
  );
  const items = found.slice(0, 20).map((person) => ({
    id: person.id,
    kind: "travellers",
    title: `${person.who.surname}/${person.who.given_names}`,
    subtitle: `${person.movement.label} · ${person.who.date_of_birth} · ${person.who.nationality}`,
    at: null,
    highlight: `${person.who.surname} ${person.who.given_names}`.replace(wanted, `<em>${wanted}</em>`),
  }));
  return { items, total: found.length, available: true };
}

function audit({ query }: Asked) {
  const next = random(7);
  const actor = query.get("actor");
  const items = Array.from({ length: 60 }, (_, index) => ({
    actor: pick(next, ["j.meyer", "a.silva", "port.t1"]),
    purpose: "border_control",
    action: pick(next, ["ViewCase", "ViewTraveller", "Search", "Refer", "Clear"]),
    resource: `Case::case-${between(next, 0, 99)}`,
    decision: index % 11 ? "allowed" : "denied",
    policy: "officers",
    at: new Date(Date.now() - index * 95_000).toISOString(),
    hash: Array.from({ length: 64 }, () => Math.floor(next() * 16).toString(16)).join(""),
  }));
  return { items: items.filter((entry) => !actor || entry.actor === actor) };
}

export const ROUTES: Route[] = [
  ["GET", /^\/me$/, ({ officer }) => officer],
  ["GET", /^\/codes$/, () => CODES],
  ["GET", /^\/queue$/, queue],
  [
    "GET",
    /^\/cases\/([^/]+)$/,
    (asked) => ({ ...caseOf(asked), actions: actionsOf(caseOf(asked), asked.officer) }),
  ],
  ["POST", /^\/cases\/([^/]+)\/(\w+)$/, (asked) => act(caseOf(asked), asked)],
  [
    "GET",
    /^\/travellers\/([^/]+)$/,
    ({ world, params }) => {
      const person = world.people.get(params[0] ?? "");
      if (!person) throw new Refusal(404, "No traveller has this number.");
      return dossier(world, person);
    },
  ],
  ...LIST_ROUTES,
  ...RULE_ROUTES,
  ...STATISTICS_ROUTES,
  ["POST", /^\/validate$/, () => explanation()],
  ["GET", /^\/board$/, carriers.board],
  ["GET", /^\/carriers$/, carriers.carriers],
  ["GET", /^\/carriers\/([^/]+)$/, carriers.carrier],
  ["PUT", /^\/carriers\/([^/]+)$/, carriers.saveCarrier],
  ["GET", /^\/carriers\/([^/]+)\/quality$/, carriers.quality],
  ["POST", /^\/schedules$/, carriers.schedule],
  ["GET", /^\/movements\/([^/]+)$/, movement],
  [
    "GET",
    /^\/messages$/,
    ({ query }) => ({
      items: LOG.filter((row) => !query.get("status") || row.status === query.get("status")),
      cursor: null,
    }),
  ],
  ["GET", /^\/messages\/([^/]+)$/, ({ params }) => messageDetail(params[0] ?? "")],
  [
    "POST",
    /^\/messages\/([^/]+)\/resubmit$/,
    ({ params }) => ({ ...messageDetail(params[0] ?? ""), status: "pending" }),
  ],
  ["GET", /^\/search$/, search],
  ["GET", /^\/reconciliation$/, reconciliation],
  ["GET", /^\/audit$/, audit],
  ["GET", /^\/audit\/verify$/, () => ({ chains: 7, entries: 1843, intact: true, broken: [] })],
];
