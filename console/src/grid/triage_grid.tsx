import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, memo, type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import { type KeyActions, useKeys } from "../app/shortcuts.ts";
import type { Cursor } from "./cursor.ts";

export interface Column<Row> {
  id: string;
  header: string;
  /** A CSS grid track: `64px`, `minmax(120px, 2fr)`. */
  track: string;
  cell: (row: Row) => ReactNode;
}

interface Props<Row> {
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  cursor: Cursor;
  rowHeight: number;
  dim?: (row: Row) => boolean;
  onOpen: (row: Row) => void;
  onEnd?: () => void;
  empty: ReactNode;
}

/** A list of thousands of rows under a keyboard cursor: only what is in sight is drawn, rows have one height. */
export function TriageGrid<Row>(props: Props<Row>) {
  const { rows, columns, cursor, rowHeight, onEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new row height is the reason to measure anew
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  useEffect(() => cursor.resize(rows.length), [cursor, rows.length]);
  useEffect(
    () => cursor.subscribe(() => virtual.scrollToIndex(cursor.at, { align: "auto" })),
    [cursor, virtual],
  );
  useGridKeys(props);

  const drawn = virtual.getVirtualItems();
  const atEnd = (drawn.at(-1)?.index ?? 0) >= rows.length - 1;
  useEffect(() => {
    if (atEnd && rows.length) onEnd?.();
  }, [atEnd, rows.length, onEnd]);

  const tracks = { "--tracks": columns.map((column) => column.track).join(" ") } as CSSProperties;
  return (
    <div className="grid" role="grid" aria-label={props.label} aria-rowcount={rows.length + 1} style={tracks}>
      <div className="grid-row grid-head" role="row" aria-rowindex={1} tabIndex={-1}>
        {columns.map((column) => (
          <span key={column.id} role="columnheader" tabIndex={-1}>
            {column.header}
          </span>
        ))}
      </div>
      <div className="grid-scroll" ref={scroller} role="rowgroup" tabIndex={rows.length ? -1 : 0}>
        {rows.length === 0 && props.empty}
        <div className="grid-space" style={{ height: virtual.getTotalSize() }}>
          {drawn.map(({ index, start }) => {
            const row = rows[index] as Row;
            return (
              <GridRow
                key={props.keyOf(row)}
                row={row}
                index={index}
                top={start}
                height={rowHeight}
                columns={columns as readonly Column<unknown>[]}
                cursor={cursor}
                dimmed={props.dim?.(row) ?? false}
                onOpen={props.onOpen as (row: unknown) => void}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function useGridKeys<Row>({ rows, cursor, onOpen }: Props<Row>): void {
  const current = () => rows[cursor.at];
  const actions: KeyActions = {
    next: () => cursor.move(1),
    previous: () => cursor.move(-1),
    open: () => {
      const row = current();
      if (row !== undefined) onOpen(row);
    },
  };
  useKeys(actions);
}

interface RowProps {
  row: unknown;
  index: number;
  top: number;
  height: number;
  columns: readonly Column<unknown>[];
  cursor: Cursor;
  dimmed: boolean;
  onOpen: (row: unknown) => void;
}

const GridRow = memo(function GridRow({
  row,
  index,
  top,
  height,
  columns,
  cursor,
  dimmed,
  onOpen,
}: RowProps) {
  const element = useRef<HTMLDivElement>(null);
  const isCurrent = useSyncExternalStore(cursor.subscribe, () => cursor.at === index);
  useEffect(() => {
    // Focus follows the cursor, but is not taken from whoever types in a filter or a dialog.
    if (isCurrent && !isBusyElsewhere()) element.current?.focus({ preventScroll: true });
  }, [isCurrent]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the grid are heard on the window (useKeys)
    <div
      ref={element}
      role="row"
      tabIndex={isCurrent ? 0 : -1}
      aria-rowindex={index + 2}
      aria-selected={isCurrent}
      className={`grid-row${dimmed ? " dimmed" : ""}`}
      style={{ transform: `translateY(${top}px)`, height }}
      onClick={() => cursor.moveTo(index)}
      onDoubleClick={() => onOpen(row)}
    >
      {columns.map((column) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the row is the focusable unit of this grid
        <span key={column.id} role="gridcell">
          {column.cell(row)}
        </span>
      ))}
    </div>
  );
});

function isBusyElsewhere(): boolean {
  return document.activeElement?.closest("input, textarea, select, [role=dialog]") != null;
}
