/** What an operator compares with: how it is typed, and what is sent. */
import type { FieldType } from "../api/types.ts";

/** `one` value, `several` with commas, a `pair` of bounds, a `circle` (place and km), `days`, a named `list`, none. */
export type Way = "one" | "several" | "pair" | "circle" | "days" | "pattern" | "list" | "none";

const WAYS: Record<string, Way> = {
  between: "pair",
  notBetween: "pair",
  in: "several",
  notIn: "several",
  hasAll: "several",
  passes: "several",
  passesDirectly: "several",
  doesNotPass: "several",
  startsAt: "several",
  endsAt: "several",
  near: "circle",
  far: "circle",
  matches: "pattern",
  inList: "list",
  notInList: "list",
  moreThanDaysAhead: "days",
  moreThanDaysAgo: "days",
  inNextDays: "days",
  inLastDays: "days",
  daysAfterTravel: "days",
  daysBeforeTravel: "days",
  null: "none",
  notNull: "none",
};
export const waysOf = (operator: string): Way => WAYS[operator] ?? "one";

/** Operators that also compare with another field; whether the two fit, the service says. */
export const COMPARES: ReadonlySet<string> = new Set([
  "=",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "in",
  "notIn",
  "hasAll",
]);

/** A stored value as text. */
export const textOf = (value: unknown): string =>
  value === undefined || value === null ? "" : Array.isArray(value) ? value.join(", ") : String(value);

/** Both parts of a pair or circle, typed one beside the other. */
export function partsOfPair(text: string): [string, string] {
  const [low = "", ...rest] = text.split(",");
  return [low.trim(), rest.join(",").trim()];
}

export const pairOf = (low: string, high: string): string => `${low}, ${high}`;

/** What was typed, in the type of its field; what does not fit is sent as typed, and the service says what would. */
export function wantedOf(text: string, way: Way, type: FieldType): unknown {
  switch (way) {
    case "none":
      return undefined;
    case "days":
      return scalar(text, "number");
    case "circle": {
      const [place, km] = partsOfPair(text);
      return [place, scalar(km, "number")];
    }
    case "several":
    case "pair":
      return split(text).map((part) => scalar(part, type));
    case "one":
      return scalar(text, type);
    default:
      return text.trim();
  }
}

/** The value of a field in a test row: nothing typed is nothing known. */
export function fieldValueOf(text: string, type: FieldType): unknown {
  if (!text.trim()) return undefined;
  if (type === "list") return parsed(text);
  return type === "set" || type === "route" ? split(text) : scalar(text, type);
}

/** A field's value as text; the elements of a list as JSON. */
export const fieldTextOf = (value: unknown, type: FieldType): string =>
  type === "list" && value !== undefined ? JSON.stringify(value) : textOf(value);

const split = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);

function scalar(text: string, type: FieldType): unknown {
  const trimmed = text.trim();
  if (type === "number") return trimmed && Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
  if (type === "boolean") return trimmed === "true" ? true : trimmed === "false" ? false : trimmed;
  return trimmed;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
