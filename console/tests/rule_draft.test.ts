import { describe, expect, it } from "vitest";
import { RULES, TABLES } from "../dev/rule_files.ts";
import { DAYS, shiftsOf, textOfShifts } from "../src/capacity/capacity_draft.ts";
import { aboutOf, criteriaOf, isRuleId, ruleDraftOf } from "../src/rules/rule_draft.ts";
import { across, INNER, pointsOf, SIDE, scaleEnd, ticksOf, upwards } from "../src/statistics/plot.ts";

describe("a rule as it is typed", () => {
  it.each([...RULES.values()].map((rule) => [rule.id, rule] as const))(
    "%s says what it was made of",
    (_id, rule) => {
      const { title, words, streams, weight, severity, when, tests, scenario } = rule;
      expect(criteriaOf(ruleDraftOf(rule, TABLES), TABLES)).toEqual({
        ...{ title, words, streams, weight, severity, when, tests, scenario },
      });
    },
  );

  it("is about a traveller or a consignment", () => {
    expect(aboutOf([])).toBe("traveller");
    expect(aboutOf(["crew"])).toBe("traveller");
    expect(aboutOf(["import"])).toBe("consignment");
  });

  it.each([
    ["cash-late", true],
    ["9-lives", true],
    ["new", false],
    ["a", false],
    ["Cash", false],
    ["a/b", false],
    ["-x", false],
  ])("may be called %s: %s", (id, may) => {
    expect(isRuleId(id)).toBe(may);
  });
});

const EARLY = {
  team: "A",
  shift: "early",
  since: "06:00",
  until: "14:00",
  days: [...DAYS],
  examinations: 12,
};
const NIGHT = {
  team: "C",
  shift: "night",
  since: "22:00",
  until: "06:00",
  days: ["fri", "sat"],
  examinations: 0,
};

describe("shifts as they are typed", () => {
  it("say what they were made of", () => {
    expect(shiftsOf(textOfShifts([EARLY, NIGHT]))).toEqual({ shifts: [EARLY, NIGHT], wrong: null });
  });

  it.each([
    "A; early; 06:00; all; 12",
    "A; early; 06:00-25:00; all; 12",
    "A; early; 06:00-14:00; someday; 12",
    "A; early; 06:00-14:00; ; 12",
    "A; early; 06:00-14:00; all; 1.5",
    "A; early; 06:00-14:00; all; -1",
    "A; early; 06:00-14:00; all",
    "; early; 06:00-14:00; all; 12",
  ])("%s is none", (line) => {
    expect(shiftsOf(line).wrong).toBe(line);
  });
});

const bin = (predicted: number, observed: number | null, examined: number) => ({
  ...{ predicted, observed, examined, low: predicted, high: predicted, positive: 0 },
  interval: [0, 1] as [number, number],
  stands_for: examined,
  observed_of_all: null,
});

describe("the calibration plot", () => {
  it.each([
    [0.004, 0.01],
    [0.01, 0.01],
    [0.31, 0.5],
    [0.9, 1],
  ])("shows %s on a scale to %s", (most, end) => {
    expect(scaleEnd([bin(most, 0, 1)])).toBe(end);
  });

  it("puts what came true on the line from corner to corner", () => {
    for (const share of [0, 0.01, 0.2, 0.5]) {
      expect(across(share, 0.5) + upwards(share, 0.5)).toBeCloseTo(SIDE);
    }
    expect(across(0.5, 0.5) - across(0, 0.5)).toBeCloseTo(INNER);
  });

  it("leaves out bins in which nobody was examined, and keeps intervals inside", () => {
    const points = pointsOf([bin(0.1, 0.1, 10), bin(0.2, null, 0)], 0.2);
    expect(points).toHaveLength(1);
    expect(points[0]?.high).toBe(upwards(0.2, 0.2));
  });

  it("has ticks that rise from nothing to the end and stand apart", () => {
    for (const end of [0.01, 0.1, 0.5, 1]) {
      const ticks = ticksOf(end);
      expect([ticks[0], ticks.at(-1)]).toEqual([0, end]);
      ticks.slice(1).forEach((tick, index) => {
        expect(across(tick, end) - across(ticks[index] ?? 0, end)).toBeGreaterThan(30);
      });
    }
  });
});
