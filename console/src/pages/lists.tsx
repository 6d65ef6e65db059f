import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useLists } from "../api/lists.ts";
import type { Watchlist } from "../api/types.ts";
import { Empty } from "../ui/empty.tsx";
import { Iso, IsoOr } from "../ui/iso.tsx";
import { ListTable } from "../ui/list_table.tsx";
import { PageLink, pathTo } from "../ui/page_link.tsx";
import { ProblemAlert } from "../ui/problem.tsx";

/** The watchlists that this person may see, and whose they are. */
export default function ListsPage() {
  const { t } = useTranslation();
  const lists = useLists();
  return (
    <SpaceBetween size="s">
      {lists.error && <ProblemAlert error={lists.error} onRetry={lists.refetch} />}
      <ListTable
        label={t("pages.lists")}
        columns={columns(t)}
        items={lists.data?.items}
        trackBy={(row) => row.name}
        loading={lists.isPending}
        loadingText={t("loading")}
        empty={<Empty of="lists" />}
        header={
          <Header variant="h1" description={t("lists.what")}>
            {t("pages.lists")}
          </Header>
        }
      />
    </SpaceBetween>
  );
}

const columns = (t: TFunction) => [
  {
    id: "name",
    header: t("lists.name"),
    cell: (row: Watchlist) => (
      <PageLink to={pathTo("lists", row.name)}>
        <Iso>{row.name}</Iso>
      </PageLink>
    ),
  },
  { id: "agency", header: t("lists.agency"), cell: (row: Watchlist) => <IsoOr value={row.agency} /> },
  { id: "category", header: t("lists.category"), cell: (row: Watchlist) => <IsoOr value={row.category} /> },
  { id: "basis", header: t("lists.basis"), cell: (row: Watchlist) => <bdi>{row.legal_basis || "–"}</bdi> },
  {
    id: "source",
    header: t("lists.source"),
    cell: (row: Watchlist) => <IsoOr value={row.partner ?? row.format} />,
  },
  {
    id: "may",
    header: t("lists.may"),
    cell: (row: Watchlist) => t(row.may_edit ? "lists.mayEdit" : "lists.maySee"),
  },
];
