/** The queue's filter: a table of properties and a pure test of one row against the chosen tokens. */
import type { PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import type { CaseRow } from "../api/types.ts";
import { percent } from "../ui/risk.tsx";

type Query = PropertyFilterProps.Query;
type Token = PropertyFilterProps.Token;

interface Property {
  key: string;
  operators: string[];
  /** Values of a row; a token holds when one of them does. */
  values: (row: CaseRow) => string[];
}

const TEXT = ["=", "!=", ":", "!:"];

export const PROPERTIES: Property[] = [
  { key: "band", operators: ["=", "!="], values: (row) => [row.band] },
  { key: "score", operators: [">=", "<=", "="], values: (row) => [percent(row.score)] },
  { key: "name", operators: TEXT, values: (row) => [row.name] },
  { key: "nationality", operators: ["=", "!="], values: (row) => [row.nationality ?? ""] },
  { key: "movement", operators: TEXT, values: (row) => [row.movement_label] },
  { key: "route", operators: TEXT, values: (row) => [row.route] },
  { key: "office", operators: ["=", "!="], values: (row) => [row.office ?? ""] },
  { key: "holder", operators: ["=", "!="], values: (row) => [row.holder ?? ""] },
  { key: "why", operators: TEXT, values: (row) => row.why.flatMap((why) => [why.code, why.text]) },
  { key: "stream", operators: ["=", "!="], values: (row) => [row.stream] },
];

const BY_KEY = new Map(PROPERTIES.map((property) => [property.key, property]));

const fold = (text: unknown) => String(text).toLocaleLowerCase("en");

type Test = (values: string[], wanted: string) => boolean;
const contains: Test = (values, wanted) => values.some((value) => fold(value).includes(fold(wanted)));
const equals: Test = (values, wanted) => values.some((value) => fold(value) === fold(wanted));

const TESTS: Record<string, Test> = {
  ":": contains,
  "!:": (values, wanted) => !contains(values, wanted),
  "=": equals,
  "!=": (values, wanted) => !equals(values, wanted),
  ">=": (values, wanted) => values.some((value) => Number(value) >= Number(wanted)),
  "<=": (values, wanted) => values.some((value) => Number(value) <= Number(wanted)),
};

/** Whether a row passes; a token without a property looks at all of them. */
export function passes(row: CaseRow, query: Query): boolean {
  if (!query.tokens.length) return true;
  const holds = (token: Token) => tokenHolds(row, token);
  return query.operation === "and" ? query.tokens.every(holds) : query.tokens.some(holds);
}

function tokenHolds(row: CaseRow, token: Token): boolean {
  const property = token.propertyKey ? BY_KEY.get(token.propertyKey) : undefined;
  const values = property ? property.values(row) : PROPERTIES.flatMap((each) => each.values(row));
  return TESTS[token.operator]?.(values, String(token.value)) ?? true;
}

/** The values that occur in the list, as suggestions for the filter. */
export function suggestions(rows: readonly CaseRow[]): { propertyKey: string; value: string }[] {
  return PROPERTIES.filter(({ operators }) => !operators.includes(">=")).flatMap(({ key, values }) =>
    [...new Set(rows.flatMap(values))]
      .filter(Boolean)
      .sort()
      .map((value) => ({ propertyKey: key, value })),
  );
}

const EVERYTHING: Query = { tokens: [], operation: "and" };

/** The filter as it stands in the address; what cannot be read shows everything. */
export function readQuery(text: string | null): Query {
  try {
    const query = JSON.parse(text ?? "null") as Query | null;
    return query && Array.isArray(query.tokens) ? { ...EVERYTHING, ...query } : EVERYTHING;
  } catch {
    return EVERYTHING;
  }
}

export const writeQuery = (query: Query): string | null =>
  query.tokens.length ? JSON.stringify(query) : null;
