import type { CaseRow } from "../src/api/types.ts";

/** A row of the queue about an invented person. */
export const caseRow = (change: Partial<CaseRow> = {}): CaseRow => ({
  id: "case-1",
  reference: "OFF-1",
  state: "opened",
  band: "amber",
  score: 0.2,
  stream: "passenger",
  random: false,
  office: null,
  agency: "customs",
  name: "MOREAU/CLAIRE",
  nationality: "FRA",
  movement: "air-QX1-20261122-CDG-OFF",
  movement_label: "QX1 CDG-OFF",
  route: "CDG-OFF",
  departure: null,
  arrival: null,
  deadline: "2026-11-22T12:00:00Z",
  why: [{ kind: "rule", code: "R-014", text: "Late ticket paid in cash" }],
  holder: null,
  rev: 1,
  ...change,
});
