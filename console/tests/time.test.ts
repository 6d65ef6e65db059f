import { describe, expect, it } from "vitest";
import { dateTime, dayAfter, portTime, remaining, today } from "../src/ui/time.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");

describe("clock", () => {
  it.each([
    ["2026-11-22T11:34:00Z", "past", "−26 min"],
    ["2026-11-22T12:00:00Z", "soon", "0 min"],
    ["2026-11-22T12:29:59Z", "soon", "29 min"],
    ["2026-11-22T12:30:00Z", "later", "30 min"],
    ["2026-11-22T13:59:00Z", "later", "119 min"],
    ["2026-11-22T14:05:00Z", "later", "2 h 05"],
    ["2026-11-25T12:00:00Z", "later", "3 d"],
  ])("%s is %s: %s", (deadline, urgency, text) => {
    expect(remaining(deadline, NOW)).toEqual({ urgency, text });
  });
});

describe("times", () => {
  it("gives port times no zone", () => {
    expect(portTime("2026-11-22T06:05")).toBe("2026-11-22 06:05");
    expect(portTime("2026-11-22")).toBe("2026-11-22");
    expect(portTime(null)).toBe("–");
  });

  it("keeps Gregorian dates and Latin digits in Dari", () => {
    expect(dateTime("2026-11-22T06:05:00Z", "fa")).toMatch(/22.*\d{2}:05/);
    expect(dateTime("not a time", "en")).toBe("not a time");
  });

  it("names the day as the API wants it", () => expect(today(new Date(NOW))).toBe("2026-11-22"));
});

describe("the day after", () => {
  it.each([
    ["2026-11-22", "2026-11-23"],
    ["2026-12-31", "2027-01-01"],
    ["2028-02-28", "2028-02-29"],
  ])("%s is followed by %s", (day, next) => {
    expect(dayAfter(day)).toBe(next);
  });
});
