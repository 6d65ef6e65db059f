import { describe, expect, it } from "vitest";
import { passes, readQuery, suggestions, writeQuery } from "../src/queue/filter.ts";
import { caseRow } from "./rows.ts";

const row = caseRow({ band: "red", score: 0.87, name: "KARIMI/LAILA", office: "T1" });
const query = (propertyKey: string | undefined, operator: string, value: string) => ({
  operation: "and" as const,
  tokens: [{ propertyKey, operator, value }],
});

describe("queue filter", () => {
  it.each([
    ["band", "=", "red", true],
    ["band", "!=", "red", false],
    ["score", ">=", "87", true],
    ["score", "<=", "86", false],
    ["name", ":", "karimi", true],
    ["name", "!:", "karimi", false],
    ["office", "=", "T2", false],
    ["why", ":", "r-014", true],
    [undefined, ":", "laila", true],
  ])("%s %s %s: %s", (key, operator, value, expected) => {
    expect(passes(row, query(key, operator, value))).toBe(expected);
  });

  it("joins tokens by and, or by or", () => {
    const tokens = [...query("band", "=", "red").tokens, ...query("office", "=", "T2").tokens];
    expect(passes(row, { operation: "and", tokens })).toBe(false);
    expect(passes(row, { operation: "or", tokens })).toBe(true);
  });

  it("survives a broken address and comes back from its own", () => {
    expect(readQuery("{not json").tokens).toEqual([]);
    expect(readQuery(null).tokens).toEqual([]);
    const wanted = query("band", "=", "red");
    expect(readQuery(writeQuery(wanted))).toEqual(wanted);
    expect(writeQuery({ operation: "and", tokens: [] })).toBeNull();
  });

  it("suggests each value once", () => {
    const offices = suggestions([row, row, caseRow({ office: "T2" })]).filter(
      (each) => each.propertyKey === "office",
    );
    expect(offices.map((each) => each.value)).toEqual(["T1", "T2"]);
  });
});
