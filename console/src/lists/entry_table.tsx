import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Entry } from "../api/types.ts";
import { Empty } from "../ui/empty.tsx";
import { Iso, IsoOr } from "../ui/iso.tsx";
import { ListTable } from "../ui/list_table.tsx";
import { PageLink } from "../ui/page_link.tsx";

interface Props {
  list: string;
  entries: Entry[] | undefined;
  loading: boolean;
  onMore?: () => void;
}

export const entryAddress = (list: string, entry: string) =>
  `/lists/${encodeURIComponent(list)}/entries/${encodeURIComponent(entry)}`;

/** Entries of a list, one a row. */
export function EntryTable({ list, entries, loading, onMore }: Props) {
  const { t } = useTranslation();
  return (
    <ListTable
      label={t("lists.entries")}
      columns={columns(t, list)}
      items={entries}
      trackBy={(row) => row.id}
      loading={loading}
      loadingText={t("loading")}
      empty={<Empty of="entries" />}
      footer={
        onMore && (
          <Box textAlign="center">
            <Button onClick={onMore}>{t("more")}</Button>
          </Box>
        )
      }
    />
  );
}

const columns = (t: TFunction, list: string) => [
  {
    id: "id",
    header: t("entry.id"),
    cell: (row: Entry) => (
      <PageLink to={entryAddress(list, row.id)}>
        <Iso mono>{row.id}</Iso>
      </PageLink>
    ),
  },
  { id: "name", header: t("entry.name"), cell: (row: Entry) => <IsoOr value={row.name} /> },
  { id: "kind", header: t("entry.kind"), cell: (row: Entry) => t(`entry.kinds.${row.kind}`, row.kind) },
  { id: "births", header: t("entry.births"), cell: (row: Entry) => <IsoOr value={row.births.join(", ")} /> },
  {
    id: "nationalities",
    header: t("entry.nationalities"),
    cell: (row: Entry) => <IsoOr value={row.nationalities.join(", ")} />,
  },
  {
    id: "documents",
    header: t("entry.documents"),
    cell: (row: Entry) => <IsoOr value={row.documents.map((each) => each.number).join(", ")} />,
  },
  {
    id: "actions",
    header: t("entry.actions"),
    cell: (row: Entry) => row.actions.map((action) => t(`entry.action.${action}`, action)).join(", "),
  },
];
