import { describe, expect, it } from "vitest";
import type { CaseAction, Reconciliation } from "../src/api/types.ts";
import { offered } from "../src/case/offered.ts";
import { EMPTY_DRAFT, missing, toBody } from "../src/port/result_draft.ts";
import { balances } from "../src/reconciliation/balance.ts";

const file = (change: object) => ({
  state: "opened" as const,
  actions: ["claim"] as CaseAction[],
  holder: null,
  random: false,
  ...change,
});
const actions = (change: object, user = "me") => offered(file(change), user).map((offer) => offer.action);

describe("what a page offers", () => {
  it("claims in the same step as a decision on an open case", () => {
    expect(offered(file({}), "me").map((offer) => [offer.action, offer.claimFirst])).toEqual([
      ["clear", true],
      ["refer", true],
      ["claim", false],
    ]);
  });
  it("does not clear what the machine has drawn", () =>
    expect(actions({ random: true })).toEqual(["refer", "claim"]));
  it("offers the holder decisions, and others to take over", () => {
    const held = { state: "in_review", holder: "me", actions: ["claim", "release", "clear", "refer"] };
    expect(actions(held)).toEqual(["release", "clear", "refer"]);
    expect(offered(file(held), "other").map((offer) => offer.words)).toEqual(["takeOver"]);
  });
  it("offers the port what the service allows", () =>
    expect(actions({ state: "referred", actions: ["acknowledge", "result"] })).toEqual([
      "acknowledge",
      "result",
    ]));
  it("offers nothing to whoever may do nothing", () => expect(actions({ actions: [] })).toEqual([]));
});

describe("result draft", () => {
  it("names what is missing", () => {
    expect(missing(EMPTY_DRAFT)).toEqual(["outcome", "code"]);
    expect(missing({ ...EMPTY_DRAFT, outcome: "not_examined" })).toEqual(["reason"]);
    const found = { ...EMPTY_DRAFT, outcome: "positive" as const, code: "drugs" };
    expect(missing({ ...found, quantity: "2" })).toEqual(["quantity"]);
    expect(missing({ ...found, quantity: "two", unit: "kg" })).toEqual(["quantity"]);
    expect(missing({ ...found, quantity: "2,5", unit: "kg" })).toEqual([]);
  });
  it("becomes the body of the request", () => {
    const draft = {
      ...EMPTY_DRAFT,
      outcome: "positive" as const,
      code: "drugs",
      quantity: "2,5",
      unit: "kg",
    };
    expect(toBody(draft).result).toEqual({ outcome: "positive", code: "drugs", quantity: 2.5, unit: "kg" });
    const absent = toBody({ ...EMPTY_DRAFT, outcome: "not_examined", reason: "not_arrived" });
    expect(absent).toMatchObject({
      reason: "not_arrived",
      result: { outcome: "not_examined", code: "not_examined" },
    });
  });
});

describe("reconciliation", () => {
  const counts = (change: Partial<Reconciliation>): Reconciliation => ({
    messages: { received: 5, parsed: 3, rejected: 1, pending: 1 },
    travellers: { received: 9, assessed: 9, matched: 0 },
    referrals: {},
    movements: [],
    balanced: true,
    ...change,
  });
  it("adds up", () => {
    const movements = [{ id: "m", label: "m", travellers: 9, assessed: 9, matched: 0, hits: 0 }];
    expect(balances(counts({ movements })).map((line) => line.holds)).toEqual([true, true, true]);
    const lost = { received: 6, parsed: 3, rejected: 1, pending: 1 };
    expect(balances(counts({ movements, messages: lost }))[0]?.holds).toBe(false);
  });
});
