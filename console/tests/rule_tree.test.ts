import { describe, expect, it } from "vitest";
import type { Group } from "../src/api/types.ts";
import { eachPlace, faultsAt, faultsOf, memberPlace } from "../src/rules/fault_places.ts";
import {
  type DraftCondition,
  draftOf,
  emptyCondition,
  fieldsAsked,
  isGroup,
  treeOf,
  withField,
  withMember,
  withMoved,
} from "../src/rules/tree_draft.ts";
import { fieldValueOf, wantedOf, waysOf } from "../src/rules/values.ts";

const field = (name: string, type: string, members: object[] = []) =>
  ({ name, type, label: name, group: "x", of: ["traveller"], sentence: "", members }) as never;
const TABLES = {
  fields: [
    field("cash", "boolean"),
    field("lead_hours", "number"),
    field("origin", "port"),
    field("departure_date", "date"),
    field("trips", "list", [field("days_ago", "number"), field("port", "text")]),
  ],
};

const TREE: Group = {
  combinator: "and",
  rules: [
    { field: "cash", operator: "=", value: true },
    {
      combinator: "or",
      not: true,
      rules: [
        { field: "lead_hours", operator: "between", value: [2, 7.5] },
        { field: "origin", operator: "near", value: ["BOG", 500] },
        { field: "origin", operator: "in", value: ["BOG", "MDE"] },
        { field: "origin", operator: "null" },
        { field: "origin", operator: "matches", value: "^B[A-Z]{2,3}$" },
        { field: "departure_date", operator: "inNextDays", value: 3 },
        { field: "lead_hours", operator: "<", valueSource: "field", value: "stay_days" },
      ],
    },
    {
      field: "trips",
      operator: "=",
      match: { mode: "atLeast", threshold: 3 },
      value: { combinator: "and", rules: [{ field: "days_ago", operator: "<=", value: 30 }] },
    },
    {
      field: "trips",
      operator: "=",
      match: { mode: "none" },
      value: { combinator: "or", rules: [{ field: "port", operator: "=", value: "BOG" }] },
    },
  ],
};

const keys = (tree: { members: { key: string }[] }) => tree.members.map(({ key }) => key);

describe("a tree while it is edited", () => {
  it("says, when it is sent, what it was made of", () => {
    expect(treeOf(draftOf(TREE), TABLES)).toEqual(TREE);
  });

  it("is a group, also when it was one condition", () => {
    const condition = { field: "cash", operator: "=", value: true };
    expect(treeOf(draftOf(condition), TABLES)).toEqual({ combinator: "and", rules: [condition] });
  });

  it("moves members, and keeps them at the ends", () => {
    const draft = draftOf(TREE);
    const [a, b, c, d] = keys(draft);
    expect(keys(withMoved(draft, a ?? "", 1))).toEqual([b, a, c, d]);
    expect(withMoved(draft, a ?? "", -1)).toBe(draft);
    expect(withMoved(draft, d ?? "", 1)).toBe(draft);
    expect(keys(withMember(draft, b ?? "", null))).toEqual([a, c, d]);
  });

  it("clears of a condition what the new field does not have", () => {
    const operators = ["=", "<"];
    const draft = { ...emptyCondition(), field: "lead_hours", operator: "<", text: "7" };
    expect(withField(draft, field("age", "number"), operators)).toMatchObject({ operator: "<", text: "7" });
    expect(withField(draft, field("cash", "boolean"), ["="])).toMatchObject({ operator: "=", text: "" });
    const listed = withField(draft, field("trips", "list"), ["null"]);
    expect(listed.count).toEqual({ mode: "some", threshold: 1 });
    expect(listed.each && isGroup(listed.each)).toBe(true);
    expect(withField(listed as DraftCondition, field("age", "number"), operators).each).toBeNull();
  });

  it("names the fields it asks once, those compared with too", () => {
    expect(fieldsAsked(draftOf(TREE))).toEqual([
      "cash",
      "lead_hours",
      "origin",
      "departure_date",
      "stay_days",
      "trips",
    ]);
  });
});

describe("what is compared with", () => {
  it.each([
    ["=", "7", "number", 7],
    ["=", " seven ", "number", "seven"],
    ["=", "", "number", ""],
    ["=", "true", "boolean", true],
    ["in", "BOG, ,MDE", "port", ["BOG", "MDE"]],
    ["in", "1, 2", "number", [1, 2]],
    ["between", "2026-01-01, 2026-02-01", "date", ["2026-01-01", "2026-02-01"]],
    ["near", "BOG, 500", "port", ["BOG", 500]],
    ["inList", "cash-routes", "text", "cash-routes"],
    ["matches", "^A{1,2}$", "text", "^A{1,2}$"],
    ["null", "left over", "text", undefined],
  ] as const)("%s %s (%s)", (operator, text, type, sent) => {
    expect(wantedOf(text, waysOf(operator), type)).toEqual(sent);
  });

  it("leaves out of a test row what is blank", () => {
    expect(fieldValueOf("  ", "number")).toBeUndefined();
    expect(fieldValueOf("A, B", "set")).toEqual(["A", "B"]);
    expect(fieldValueOf('[{"days_ago":3}]', "list")).toEqual([{ days_ago: 3 }]);
    expect(fieldValueOf("[", "list")).toBe("[");
  });
});

describe("the service's faults", () => {
  const faults = [
    { where: "when.rules[2].value", text: "number" },
    { where: "when.rules[2].value.rules[0].field", text: "inner" },
    { where: "when.rules[1].rules", text: "empty" },
    { where: "when.rules[10].field", text: "tenth" },
    { where: "when.combinator", text: "joined" },
    { where: "when.rules[3].match.threshold", text: "whole" },
    { where: "tests[0].values.age", text: "row" },
    { where: "words", text: "say it" },
  ];

  it.each([
    ["when", ["joined"]],
    [memberPlace("when", 1), ["empty"]],
    [memberPlace("when", 2), ["number"]],
    [memberPlace(eachPlace(memberPlace("when", 2)), 0), ["inner"]],
    [memberPlace("when", 3), ["whole"]],
    [memberPlace("when", 10), ["tenth"]],
  ])("stand at %s", (place, texts) => {
    expect(faultsAt(faults, place)).toEqual(texts);
  });

  it("of other parts stand at those", () => {
    expect(faultsOf(faults, "words")).toEqual(["say it"]);
    expect(faultsOf(faults, "tests")).toEqual(["tests[0].values.age: row"]);
  });
});
