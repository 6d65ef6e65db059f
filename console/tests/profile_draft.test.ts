import { describe, expect, it } from "vitest";
import type { CarrierProfile } from "../src/api/types.ts";
import { draftOf, profileOf, unreadable } from "../src/carrier/profile_draft.ts";

const PROFILE: CarrierProfile = {
  carrier: "QX",
  name: "Quexair",
  icao: "QXA",
  clients: ["client-1"],
  senders: ["QXAIR", "QXAIR2"],
  formats: [
    { format: "PAXLST", versions: ["D:12B"] },
    { format: "PNRGOV", versions: [] },
  ],
  contacts: [{ role: "operations", name: "Duty desk", mail: "ops@example.org", phone: "+93 1" }],
  live: true,
  answers: "edifact",
  certificate: "AB:CD",
  expectations: [
    { kind: "pnr", hours: 72, grace: 60, patience: 360 },
    { kind: "api_crew", hours: -0.5, grace: 15, patience: 45 },
  ],
  rev: 4,
};
const draft = draftOf(PROFILE);

describe("a carrier's profile as it is typed", () => {
  it("says what it was made of, over the revision it began from", () =>
    expect(profileOf(draft, PROFILE)).toEqual(PROFILE));

  it("forgives empty lines and blanks", () =>
    expect(profileOf({ ...draft, senders: "\n  QXAIR \n\nQXAIR2\n" }, PROFILE).senders).toEqual(
      PROFILE.senders,
    ));

  it.each([
    ["contacts", "operations"],
    ["contacts", "somebody; Name; a@example.org; 1"],
    ["contacts", "operations; Name; a@example.org; 1; more"],
    ["expectations", "pnr; 72; 60"],
    ["expectations", "pnr; soon; 60; 360"],
    ["expectations", "api; 0; 15; 45"],
  ] as const)("says that %s cannot be %s", (key, text) =>
    expect(unreadable({ ...draft, [key]: text })).toEqual([key]),
  );
});
