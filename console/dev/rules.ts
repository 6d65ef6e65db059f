/** Invented rules: a few files in different states, a life cycle short enough to walk, a run that takes a moment. */
import { type Asked, Refusal } from "./routes.ts";
import tables from "./rule_tables.json" with { type: "json" };
import type {
  Condition,
  Group,
  Node,
  Outlook,
  Rule,
  RuleRun,
  RuleState,
  RuleStep,
  RuleTables,
} from "./shapes.ts";

/** Step → from which states, to which, and by whose right. */
const STEPS: Partial<Record<RuleStep, { from: RuleState[]; to: RuleState; right: string }>> = {
  edit: {
    from: ["draft", "justified", "tested", "submitted", "live", "shadow", "rejected"],
    to: "draft",
    right: "write",
  },
  justify: { from: ["draft", "justified"], to: "justified", right: "write" },
  test: { from: ["justified", "tested"], to: "tested", right: "write" },
  submit: { from: ["tested", "shadow"], to: "submitted", right: "write" },
  approve: { from: ["submitted"], to: "approved", right: "approve" },
  reject: { from: ["submitted", "approved"], to: "rejected", right: "approve" },
  publish: { from: ["approved"], to: "live", right: "approve" },
  shadow: { from: ["tested", "live"], to: "shadow", right: "write" },
  retire: { from: ["live", "shadow", "expired"], to: "retired", right: "write" },
};
const LISTS = ["cash-routes", "synthetic-drug-origins"];
const STREAMS = ["passenger", "crew", "transit", "import", "export", "cargo_transit"];
const TABLES = { ...tables, streams: STREAMS, lists: LISTS, steps: [], severities: [1, 2, 3] } as RuleTables;

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
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

function ruleOf(seed: Seed): Rule {
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
const event = (step: string, state: RuleState, number: number, by: string, at: string, reason = "") => ({
  ...{ step, state, number, by, at, reason },
});
const EVENTS = [
  event("publish", "live", 2, "k.lindqvist", "2026-11-01T09:10:00Z"),
  event("approve", "approved", 2, "k.lindqvist", "2026-11-01T09:08:00Z"),
  event("edit", "draft", 2, "m.osei", "2026-10-28T14:41:00Z", "Fewer ordinary late bookers"),
];

const RULES = new Map(
  [
    ruleOf({
      id: "late-cash-ticket",
      title: "Late cash ticket, often on this way",
      state: "live",
      number: 2,
      when: CASH,
      versions: VERSIONS,
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

const stepsOf = (rule: Rule, { officer }: Asked): RuleStep[] =>
  (Object.keys(STEPS) as RuleStep[])
    .filter((step) => STEPS[step]?.from.includes(rule.state))
    .filter((step) => officer.permissions.includes(`rule:${STEPS[step]?.right}`));

function ruleIn(asked: Asked): Rule {
  const rule = RULES.get(asked.params[0] ?? "");
  if (!rule) throw new Refusal(404, "There is no such rule.");
  return rule;
}

const shown = (rule: Rule, asked: Asked): Rule => ({ ...rule, steps: stepsOf(rule, asked) });

function seen(rev: number, ifMatch: string | undefined) {
  if (ifMatch !== String(rev)) throw new Refusal(409, `The rule is at revision ${rev}; you saw ${ifMatch}.`);
}

/** Two of the faults that the service finds, at their nodes. */
function faultsIn(node: Node, where: string): { where: string; text: string }[] {
  if ("rules" in node)
    return node.rules.length
      ? node.rules.flatMap((each, index) => faultsIn(each, `${where}.rules[${index}]`))
      : [{ where: `${where}.rules`, text: "the group is empty: give it a condition or remove it" }];
  if (!TABLES.fields.some(({ name }) => name === node.field) && !where.includes(".value"))
    return [{ where: `${where}.field`, text: `there is no field '${node.field}'` }];
  if (node.match) return faultsIn(node.value as Node, `${where}.value`);
  return node.value === "" ? [{ where: `${where}.value`, text: "give a number" }] : [];
}

function save(asked: Asked): Rule {
  const id = asked.params[0] ?? "";
  const old = RULES.get(id);
  seen(old?.rev ?? 0, asked.ifMatch);
  const criteria = asked.body as unknown as Rule;
  const faults = faultsIn(criteria.when, "when");
  if (faults.length) throw new Refusal(400, "This is no rule yet.", faults);
  const lacks = ["a run of this tree on the past", "the approval of a second person"];
  const state = "draft" as const;
  const rule = { ...(old ?? ruleOf({ ...criteria, id, state, rev: 0 })), ...criteria, id, state, lacks };
  RULES.set(id, { ...rule, rev: rule.rev + 1, trial: null });
  return shown(RULES.get(id) ?? rule, asked);
}

function take(asked: Asked): Rule {
  const rule = ruleIn(asked);
  const step = asked.params[1] as RuleStep;
  seen(rule.rev, asked.ifMatch);
  if (!stepsOf(rule, asked).includes(step))
    throw new Refusal(403, `A version that is ${rule.state} does not allow '${step}'.`);
  const to = STEPS[step]?.to ?? rule.state;
  const { justification = rule.justification, expires = rule.expires } = asked.body as Partial<Rule>;
  const at = new Date().toISOString();
  const events = [
    event(step, to, rule.number, asked.officer.user, at, String(asked.body.reason ?? "")),
    ...rule.events,
  ];
  RULES.set(rule.id, { ...rule, justification, expires, state: to, rev: rule.rev + 1, events });
  return shown(RULES.get(rule.id) ?? rule, asked);
}

const finds = (positive: number, examined: number, interval: [number, number]) => ({
  ...{ examined, positive, not_examined: 2, interval },
  precision: examined ? positive / examined : null,
});
const bearing = (group: string, subjects: number, hits: number, ratio: number, uneven = false) => ({
  ...{ group, subjects, hits, ratio, uneven },
  rate: hits / subjects,
  interval: [(hits * 0.8) / subjects, (hits * 1.22) / subjects] as [number, number],
});

const OUTLOOK: Outlook = {
  subjects: 184_210,
  days: 90,
  hits: 412,
  share: 0.00224,
  hits_a_day: { mean: 4.58, most: 11 },
  officer_hours_a_day: 0.92,
  review_minutes: 12,
  alone: 287,
  overlap: [
    { rule: "broken-travel", both: 96, of_this: 0.233, of_that: 0.061 },
    { rule: "one-card-many-strangers", both: 29, of_this: 0.07, of_that: 0.31 },
  ],
  results: finds(11, 90, [0.063, 0.208]),
  results_of_draws: finds(1, 12, [0.002, 0.385]),
  disparity: {
    nationality: [
      bearing("TUR", 21_400, 61, 1.3),
      bearing("NGA", 4_100, 34, 3.9, true),
      bearing("BRA", 9_900, 30, 1.4),
      bearing("DEU", 33_000, 29, 0.4, true),
    ],
    sex: [bearing("M", 98_000, 300, 2.4, true), bearing("F", 86_000, 110, 0.4, true)],
    age: [
      bearing("18-29", 40_100, 150, 2.1, true),
      bearing("30-39", 39_000, 120, 1.5),
      bearing("65-", 20_000, 12, 0.2, true),
    ],
  },
  sample: Array.from({ length: 20 }, (_, index) => `trv-${index * 7}`),
};

const RUNS = new Map<string, RuleRun & { since: number }>();
const run = (
  rule: string,
  number: number,
  first: string,
  last: string,
  since: number,
): RuleRun & { since: number } => ({
  ...{ rule, number, first, last, since },
  id: `run-${RUNS.size + 1}`,
  state: "running",
  done: 0,
  total: 90,
  at: new Date(since).toISOString(),
  by: "j.meyer",
});
RUNS.set("run-1", run("late-cash-ticket", 2, day(-91), day(-1), Date.now() - 86_400_000));

/** A run takes eight seconds. */
function aged({ since, ...rest }: RuleRun & { since: number }): RuleRun {
  const done = Math.min(rest.total, Math.floor(((Date.now() - since) / 8_000) * rest.total));
  const over = done >= rest.total;
  return { ...rest, done, state: over ? "done" : "running", outlook: over ? OUTLOOK : null };
}

function startRun(asked: Asked): RuleRun {
  const rule = ruleIn(asked);
  const started = run(rule.id, rule.number, String(asked.body.first), String(asked.body.last), Date.now());
  RUNS.set(started.id, started);
  return aged(started);
}

const runsOf = (asked: Asked) =>
  [...RUNS.values()]
    .filter(({ rule }) => rule === asked.params[0])
    .map(aged)
    .reverse();

type Route = [method: string, path: RegExp, answer: (asked: Asked) => unknown];

export const RULE_ROUTES: Route[] = [
  ["GET", /^\/rules$/, () => ({ items: [...RULES.values()] })],
  ["GET", /^\/rules\/fields$/, () => TABLES],
  [
    "POST",
    /^\/rules\/bundles$/,
    ({ body }) => ({ bundle: "…", partner: body.partner, signature: "v1,mock" }),
  ],
  [
    "POST",
    /^\/rules\/bundles\/import$/,
    () => ({ imported: [], refused: [{ rule: "x", why: "The signature does not fit." }] }),
  ],
  ["GET", /^\/rules\/([^/]+)$/, (asked) => shown(ruleIn(asked), asked)],
  ["PUT", /^\/rules\/([^/]+)$/, save],
  ["GET", /^\/rules\/([^/]+)\/runs$/, (asked) => ({ items: runsOf(asked) })],
  ["POST", /^\/rules\/([^/]+)\/runs$/, startRun],
  [
    "GET",
    /^\/rules\/([^/]+)\/runs\/([^/]+)$/,
    (asked) => runsOf(asked).find(({ id }) => id === asked.params[1]),
  ],
  ["POST", /^\/rules\/([^/]+)\/(\w+)$/, take],
];
