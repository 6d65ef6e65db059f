/** A list that never moves under the cursor: rows change in place, new rows wait until they are asked for. */
import { useCallback, useMemo, useState } from "react";

export interface Frozen<Row> {
  rows: Row[];
  /** How many rows have come since the list was last drawn up. */
  waiting: number;
  /** Keys of rows that have left the list since; they stay in place, dimmed. */
  gone: ReadonlySet<string>;
  refresh: () => void;
}

/** Pure part: what to show of `latest` while the order of `shown` holds. */
export function freeze<Row>(shown: readonly Row[], latest: readonly Row[], keyOf: (row: Row) => string) {
  const newest = new Map(latest.map((row) => [keyOf(row), row]));
  const known = new Set(shown.map(keyOf));
  return {
    rows: shown.map((row) => newest.get(keyOf(row)) ?? row),
    waiting: latest.filter((row) => !known.has(keyOf(row))).length,
    gone: new Set(shown.map(keyOf).filter((key) => !newest.has(key))),
  };
}

/**
 * Holds the order of the first list that came; `view` names the list (filter, state): a new view is a new list.
 * `appended` counts the pages: an older page that was asked for joins at the end without waiting.
 */
export function useFrozen<Row>(
  latest: Row[] | undefined,
  keyOf: (row: Row) => string,
  view: string,
  appended: number,
): Frozen<Row> {
  const [held, hold] = useState<{ view: string; appended: number; rows: Row[] }>();
  const stamp = held?.view === view && held.appended === appended ? held : undefined;
  if (latest && !stamp) {
    const before = held?.view === view ? held.rows : [];
    const known = new Set(before.map(keyOf));
    hold({ view, appended, rows: [...before, ...latest.filter((row) => !known.has(keyOf(row)))] });
  }
  const frozen = useMemo(() => freeze(stamp?.rows ?? [], latest ?? [], keyOf), [stamp, latest, keyOf]);
  const refresh = useCallback(() => hold(undefined), []);
  return { ...frozen, refresh };
}
