import Table, { type TableProps } from "@cloudscape-design/components/table";
import type { ReactNode } from "react";

interface Props<Row> {
  label: string;
  columns: TableProps.ColumnDefinition<Row>[];
  items: readonly Row[] | undefined;
  trackBy: (row: Row) => string;
  loading: boolean;
  loadingText: string;
  header?: ReactNode;
  filter?: ReactNode;
  footer?: ReactNode;
  empty: ReactNode;
}

/** An ordinary list: a few dozen rows with the same looks on every page. Long lists use the triage grid. */
export function ListTable<Row>({ label, columns, items, ...rest }: Props<Row>) {
  return (
    <Table
      {...rest}
      items={items ?? []}
      columnDefinitions={columns}
      ariaLabels={{ tableLabel: label }}
      variant="full-page"
      stickyHeader
      wrapLines
      enableKeyboardNavigation
    />
  );
}
