/** The rules' routes over invented rules, with a life cycle short enough to walk. */
import { type Asked, Refusal } from "./routes.ts";
import { event, RULES, ruleOf, TABLES } from "./rule_files.ts";
import { runsOf, startRun } from "./rule_runs.ts";
import type { Node, Rule, RuleState, RuleStep } from "./shapes.ts";

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

const PUBLICATIONS = [3, 2, 1].map((rev) => ({
  rev,
  version: `rules-${rev}`,
  rules: 40 + rev,
  at: `2026-11-0${rev}T09:10:00Z`,
  by: "k.lindqvist",
  reason: "late-cash-ticket made live",
  pinned: false,
}));

type Route = [method: string, path: RegExp, answer: (asked: Asked) => unknown];

export const RULE_ROUTES: Route[] = [
  ["GET", /^\/rules$/, () => ({ items: [...RULES.values()] })],
  ["GET", /^\/rules\/fields$/, () => TABLES],
  ["GET", /^\/rules\/publications$/, () => ({ items: PUBLICATIONS })],
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
  ["POST", /^\/rules\/([^/]+)\/runs$/, (asked) => startRun(ruleIn(asked), asked)],
  [
    "GET",
    /^\/rules\/([^/]+)\/runs\/([^/]+)$/,
    (asked) => runsOf(asked).find(({ id }) => id === asked.params[1]),
  ],
  ["POST", /^\/rules\/([^/]+)\/(\w+)$/, take],
];
