/** The tree of a rule while it is edited: values are text until they are sent, every node has a key of its own. */
import type { Condition, Group, Node, RuleField, RuleTables } from "../api/types.ts";
import { textOf, wantedOf, waysOf } from "./values.ts";

export interface DraftGroup {
  key: string;
  every: boolean;
  negated: boolean;
  members: DraftNode[];
}

export interface DraftCondition {
  key: string;
  field: string;
  operator: string;
  /** Compared with a value, or with another field that `text` names. */
  source: "value" | "field";
  text: string;
  /** How many elements of a list must meet the conditions of `each`. */
  count: { mode: string; threshold: number } | null;
  each: DraftGroup | null;
}

export type DraftNode = DraftGroup | DraftCondition;

/** Ways to count the elements of a list, as react-querybuilder names them. */
export const MODES = ["some", "all", "none", "atLeast", "atMost", "exactly"] as const;
export const WITH_THRESHOLD: ReadonlySet<string> = new Set(["atLeast", "atMost", "exactly"]);

let last = 0;
const nextKey = () => `node-${++last}`;

export const isGroup = (node: DraftNode): node is DraftGroup => "members" in node;
export const emptyCondition = (): DraftCondition => ({
  key: nextKey(),
  field: "",
  operator: "",
  source: "value",
  text: "",
  count: null,
  each: null,
});
export const emptyGroup = (): DraftGroup => ({
  key: nextKey(),
  every: true,
  negated: false,
  members: [emptyCondition()],
});

/** The tree for editing; a tree of one condition is put into a group, so that more can join it. */
export function draftOf(node: Node): DraftGroup {
  const draft = drafted(node);
  return isGroup(draft) ? draft : { key: nextKey(), every: true, negated: false, members: [draft] };
}

function drafted(node: Node): DraftNode {
  if ("rules" in node) {
    const { combinator, not = false, rules } = node;
    return { key: nextKey(), every: combinator === "and", negated: not, members: rules.map(drafted) };
  }
  const counted = node.match !== undefined;
  return {
    key: nextKey(),
    field: node.field,
    operator: node.operator,
    source: node.valueSource ?? "value",
    text: counted ? "" : textOf(node.value),
    count: node.match ? { mode: node.match.mode, threshold: node.match.threshold ?? 1 } : null,
    each: counted ? draftOf(node.value as Node) : null,
  };
}

type Fields = Pick<RuleField, "name" | "type" | "label"> & Partial<Pick<RuleField, "members">>;

/** The tree as it is sent: each value in the type of its field. */
export function treeOf(draft: DraftGroup, tables: Pick<RuleTables, "fields">): Group {
  return grouped(draft, tables.fields);
}

const grouped = (draft: DraftGroup, fields: readonly Fields[]): Group => ({
  combinator: draft.every ? "and" : "or",
  ...(draft.negated ? { not: true } : {}),
  rules: draft.members.map((node) => (isGroup(node) ? grouped(node, fields) : asked(node, fields))),
});

function asked(draft: DraftCondition, fields: readonly Fields[]): Condition {
  const field = fields.find(({ name }) => name === draft.field);
  const { operator, count, each } = draft;
  if (count && each) {
    const threshold = WITH_THRESHOLD.has(count.mode) ? { threshold: count.threshold } : {};
    const match = { mode: count.mode, ...threshold };
    return { field: draft.field, operator, match, value: grouped(each, field?.members ?? []) };
  }
  if (draft.source === "field")
    return { field: draft.field, operator, valueSource: "field", value: draft.text };
  const value = wantedOf(draft.text, waysOf(operator), field?.type ?? "text");
  return { field: draft.field, operator, ...(value === undefined ? {} : { value }) };
}

/** A group with one of its members replaced, or (given nothing) taken out. */
export const withMember = (group: DraftGroup, key: string, node: DraftNode | null): DraftGroup => ({
  ...group,
  members: group.members.flatMap((each) => (each.key !== key ? [each] : node ? [node] : [])),
});

/** A group with a member moved one place up (−1) or down (1); at the ends it stays. */
export function withMoved(group: DraftGroup, key: string, by: -1 | 1): DraftGroup {
  const from = group.members.findIndex((each) => each.key === key);
  const to = from + by;
  const [moved, other] = [group.members[from], group.members[to]];
  if (!moved || !other) return group;
  return { ...group, members: group.members.with(from, other).with(to, moved) };
}

/** A condition after another field was chosen: what does not fit the field any more is cleared. */
export function withField(
  draft: DraftCondition,
  field: Fields,
  operators: readonly string[],
): DraftCondition {
  const counts = field.type === "list";
  const keeps = !counts && !draft.each && operators.includes(draft.operator);
  return {
    ...draft,
    field: field.name,
    operator: counts ? "=" : keeps ? draft.operator : (operators[0] ?? ""),
    source: "value",
    text: keeps && draft.source === "value" ? draft.text : "",
    count: counts ? { mode: "some", threshold: 1 } : null,
    each: counts ? emptyGroup() : null,
  };
}

/** Names of the fields of the subject itself that a tree asks, each once. */
export function fieldsAsked(draft: DraftGroup): string[] {
  const names = draft.members.flatMap((node) =>
    isGroup(node) ? fieldsAsked(node) : [node.field, ...(node.source === "field" ? [node.text] : [])],
  );
  return [...new Set(names.filter(Boolean))];
}
