import type { Case } from "../api/types.ts";

/** The traveller whom a case is about: named outright, or the last part of the dossier's address. */
export const travellerOf = (file: Case): string =>
  file.traveller ?? decodeURIComponent(file.dossier.split("/").at(-1) ?? "");
