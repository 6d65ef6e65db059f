/** The service's faults of a rule, each at the place that it is about. */
import type { Fault } from "../api/client.ts";

/** Place of a member of a group: `when.rules[2]`. */
export const memberPlace = (place: string, index: number) => `${place}.rules[${index}]`;
/** Place of the conditions that elements of a list must meet. */
export const eachPlace = (place: string) => `${place}.value`;

const OWN = /^(\.\w+(\.threshold)?)?$/;

/** What is wrong with one node itself, without what is wrong with those inside it. */
export const faultsAt = (faults: readonly Fault[], place: string): string[] =>
  faults
    .filter(({ where }) => where.startsWith(place) && OWN.test(where.slice(place.length)))
    .map(({ text }) => text);

/** What is wrong with a part of the rule that is no node of the tree (`title`, `tests`). */
export const faultsOf = (faults: readonly Fault[], part: string): string[] =>
  faults
    .filter(({ where }) => where === part || where === `body.${part}` || where.startsWith(`${part}[`))
    .map(({ where, text }) => (where.startsWith(`${part}[`) ? `${where}: ${text}` : text));
