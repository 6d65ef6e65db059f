/** The shapes of the officers' API, after docs/contracts.md section 5. */
export type * from "./types/carriers.ts";
export type * from "./types/cases.ts";
export type * from "./types/dossiers.ts";
export type * from "./types/lists.ts";
export type * from "./types/oversight.ts";
export type * from "./types/rules.ts";
export type * from "./types/statistics.ts";
