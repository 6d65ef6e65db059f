import { describe, expect, it } from "vitest";
import type { Entry } from "../src/api/types.ts";
import { draftOf, EMPTY_ENTRY, entryOf } from "../src/lists/entry_draft.ts";

const ENTRY: Entry = {
  id: "W-17",
  list: "wanted",
  kind: "person",
  name: "Orlova, Ekaterina",
  aliases: [
    { name: "Katya Orlova", quality: "weak", script: "Latn" },
    { name: "Орлова Екатерина", quality: "strong", script: "Cyrl" },
  ],
  births: ["1981-04", "1983"],
  places: ["Riga"],
  nationalities: ["RUS", "LVA"],
  gender: "F",
  documents: [
    { number: "X123", type: "P", issuer: "LVA" },
    { number: "778", type: null, issuer: null },
  ],
  phones: ["+37112345"],
  emails: ["k@example.org"],
  addresses: ["Riga, Brivibas 1"],
  category: "fraud",
  severity: 3,
  legal_basis: "Art. 5",
  valid_from: null,
  valid_to: "2030-01-01",
  actions: ["alert", "do-not-board"],
  reference: null,
};

describe("an entry as it is typed", () => {
  it("says what it was made of", () => {
    const { id: _id, list: _list, ...fields } = ENTRY;
    expect(entryOf(draftOf(ENTRY))).toEqual(fields);
  });

  it("takes an alias for strong and Latin unless told otherwise, codes in any case", () => {
    const typed = entryOf({ ...EMPTY_ENTRY, aliases: "Katya", nationalities: "rus", documents: "1; P; lva" });
    expect(typed.aliases).toEqual([{ name: "Katya", quality: "strong", script: "Latn" }]);
    expect(typed.nationalities).toEqual(["RUS"]);
    expect(typed.documents).toEqual([{ number: "1", type: "P", issuer: "LVA" }]);
  });
});
