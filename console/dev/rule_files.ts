/** Invented rules in different states, with their versions and what was done to them. */
import tables from "./rule_tables.json" with { type: "json" };
import type { Condition, Group, Node, Rule, RuleState, RuleTables } from "./shapes.ts";

const LISTS = ["cash-routes", "synthetic-drug-origins"];
const STREAMS = ["passenger", "crew", "transit", "import", "export", "cargo_transit"];
export const TABLES = {
  ...tables,
  streams: STREAMS,
  lists: LISTS,
  steps: [],
  severities: [1, 2, 3],
} as RuleTables;

export const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const cond = (field: string, operator: string, value?: unknown): Condition => ({ field, operator, value });
const all = (...rules: Node[]): Group => ({ combinator: "and", rules });
const any = (...rules: Node[]): Group => ({ combinator: "or", rules });

const CASH = all(
  cond("cash", "=", true),
  cond("one_way", "=", true),
  any(cond("lead_hours", "<=", 24), cond("broken_travel", "=", true)),
  {
    field: "trips",
    operator: "=",
    match: { mode: "atLeast", threshold: 3 },
    value: all(cond("days_ago", "<=", 30), cond("destination_country", "in", ["NLD", "BEL"])),
  },
);

type Seed = Partial<Rule> & Pick<Rule, "id" | "title" | "state" | "when">;

export function ruleOf(seed: Seed): Rule {
  return {
    agency: "customs",
    number: 1,
    live: seed.state === "live" ? (seed.number ?? 1) : null,
    shadow: seed.state === "shadow" ? 1 : null,
    streams: ["passenger"],
    weight: 0.03,
    severity: 2,
    scenario: "couriers",
    expires: day(240),
    ends_in: 240,
    ends_soon: false,
    review: day(120),
    author: "m.osei",
    approver: seed.state === "live" ? "k.lindqvist" : "",
    rev: 4,
    mine: true,
    words: "A ticket paid in cash shortly before a one-way journey, by somebody who travels this way often.",
    source: "",
    tests: [
      { values: { cash: true, one_way: true, lead_hours: 7, trips: [{ days_ago: 3 }] }, hit: true },
      { values: { cash: true, one_way: false, lead_hours: 7 }, hit: false },
    ],
    told: "Paid in cash is yes and One-way journey is yes and (Hours booked ahead at most 24 or Broken travel is yes) and Earlier trips has at least 3 with (Days ago at most 30 and Country of destination is one of NLD, BEL)",
    justification:
      "Couriers are hired late, get cash for the ticket and no way back; each alone is common, together rare.",
    authors: ["m.osei"],
    asked_by: "",
    trial: null,
    provenance: null,
    steps: [],
    lacks: [],
    versions: [],
    events: [],
    ...seed,
  };
}

const VERSIONS: Rule["versions"] = [
  {
    number: 2,
    state: "live",
    title: "Late cash ticket, often on this way",
    author: "m.osei",
    approver: "k.lindqvist",
    published_at: "2026-11-01T09:10:00Z",
    expires: day(240),
    changes: [
      { where: "weight", before: 0.02, after: 0.03 },
      { where: "when.rules[2].rules[0].value", before: 48, after: 24 },
      { where: "when.rules[3]", before: null, after: CASH.rules[3] },
    ],
  },
  {
    number: 1,
    state: "superseded",
    title: "Late cash ticket",
    author: "m.osei",
    approver: "k.lindqvist",
    published_at: "2026-04-02T11:00:00Z",
    expires: day(20),
    changes: [],
  },
];
export const event = (
  step: string,
  state: RuleState,
  number: number,
  by: string,
  at: string,
  reason = "",
) => ({
  ...{ step, state, number, by, at, reason },
});
const EVENTS = [
  event("publish", "live", 2, "k.lindqvist", "2026-11-01T09:10:00Z"),
  event("approve", "approved", 2, "k.lindqvist", "2026-11-01T09:08:00Z"),
  event("edit", "draft", 2, "m.osei", "2026-10-28T14:41:00Z", "Fewer ordinary late bookers"),
];

export const RULES = new Map(
  [
    ruleOf({
      id: "late-cash-ticket",
      title: "Late cash ticket, often on this way",
      state: "live",
      number: 2,
      when: CASH,
      versions: VERSIONS,
      trial: {
        ...{ run: "run-1", tree: "t1", first: "2026-07-01", last: "2026-09-30" },
        ...{ subjects: 184_210, hits: 412, at: "2026-10-28T15:00:00Z", by: "m.osei" },
      },
      events: EVENTS,
    }),
    ruleOf({
      id: "one-card-many-strangers",
      title: "One card, many strangers",
      state: "submitted",
      number: 2,
      live: 1,
      asked_by: "m.osei",
      when: all(cond("card_bookings", ">=", 3), cond("third_party_payer", "=", true)),
      lacks: ["the approval of a second person"],
    }),
    ruleOf({
      id: "broken-travel",
      title: "Broken travel",
      state: "live",
      ends_in: 12,
      ends_soon: true,
      expires: day(12),
      when: all(cond("broken_travel", "=", true)),
    }),
    ruleOf({
      id: "light-goods-high-value",
      title: "Little weight, much value, first import",
      state: "shadow",
      streams: ["import"],
      when: all(cond("value_a_kg", ">", 900), cond("gross_kg", "<", 30)),
    }),
    ruleOf({
      id: "late-and-light",
      title: "Long stay without baggage",
      state: "draft",
      justification: "",
      rev: 1,
      when: all(cond("stay_days", ">", 20), cond("bag_count", "=", 0)),
      lacks: ["a written justification", "a run of this tree on the past", "an expiry that is not over"],
    }),
  ].map((rule) => [rule.id, rule]),
);
