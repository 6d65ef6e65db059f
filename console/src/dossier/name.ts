import type { Traveller } from "../api/types.ts";

/** `SURNAME/GIVEN NAMES`, as on a boarding pass. */
export const nameOf = (traveller: Pick<Traveller, "surname" | "given_names">): string =>
  `${traveller.surname ?? ""}/${traveller.given_names ?? ""}`;
