/** A rule as it is typed, and as it is sent. */
import type { Rule, RuleCriteria, RuleField, RuleTables, TestRow } from "../api/types.ts";
import { type DraftGroup, draftOf, emptyGroup, treeOf } from "./tree_draft.ts";
import { fieldTextOf, fieldValueOf } from "./values.ts";

export interface DraftRow {
  key: string;
  /** What is typed for each field; blank: not known. */
  texts: Record<string, string>;
  hit: boolean;
}

export interface RuleDraft {
  id: string;
  title: string;
  words: string;
  streams: string[];
  weight: string;
  severity: string;
  scenario: string;
  source: string;
  when: DraftGroup;
  tests: DraftRow[];
}

let last = 0;

export const emptyRow = (hit: boolean): DraftRow => ({ key: `row-${++last}`, texts: {}, hit });

export const emptyRule = (): RuleDraft => ({
  id: "",
  title: "",
  words: "",
  streams: [],
  weight: "2",
  severity: "2",
  scenario: "",
  source: "",
  when: emptyGroup(),
  tests: [],
});

type Tables = Pick<RuleTables, "fields">;
const typeOf = (fields: readonly RuleField[], name: string) =>
  fields.find((field) => field.name === name)?.type ?? "text";

const CARGO_STREAMS: ReadonlySet<string> = new Set(["import", "export", "cargo_transit"]);

/** What rules of these streams are about; travellers and cargo have rules of their own. */
export const aboutOf = (streams: readonly string[]): "traveller" | "consignment" =>
  streams.some((stream) => CARGO_STREAMS.has(stream)) ? "consignment" : "traveller";

/** The rule for editing; the weight, a probability, in per cent. */
export function ruleDraftOf(rule: Rule, tables: Tables): RuleDraft {
  const { id, title, words, streams, severity, scenario, source } = rule;
  return {
    ...{ id, title, words, streams, scenario, source },
    weight: String(Number((rule.weight * 100).toPrecision(6))),
    severity: String(severity),
    when: draftOf(rule.when),
    tests: rule.tests.map((row) => ({ ...emptyRow(row.hit), texts: textsOf(row, tables) })),
  };
}

const textsOf = (row: TestRow, { fields }: Tables) =>
  Object.fromEntries(
    Object.entries(row.values).map(([name, value]) => [name, fieldTextOf(value, typeOf(fields, name))]),
  );

/** What is sent of a rule. */
export function criteriaOf(draft: RuleDraft, tables: Tables): RuleCriteria {
  return {
    title: draft.title.trim(),
    words: draft.words.trim(),
    streams: draft.streams,
    weight: Number((Number(draft.weight) / 100).toPrecision(6)),
    severity: Number(draft.severity),
    ...(draft.scenario.trim() ? { scenario: draft.scenario.trim() } : {}),
    ...(draft.source.trim() ? { source: draft.source.trim() } : {}),
    when: treeOf(draft.when, tables),
    tests: draft.tests.map((row) => ({ values: valuesOf(row, tables), hit: row.hit })),
  };
}

const valuesOf = (row: DraftRow, { fields }: Tables) =>
  Object.fromEntries(
    Object.entries(row.texts)
      .map(([name, text]) => [name, fieldValueOf(text, typeOf(fields, name))] as const)
      .filter(([, value]) => value !== undefined),
  );

/** What a new rule may be called: it stands in addresses. */
export const RULE_ID = /^[a-z0-9][a-z0-9-]{1,62}$/;
/** Whether a new rule may have this id; `new` is the address of another page. */
export const isRuleId = (id: string) => RULE_ID.test(id) && id !== "new";
