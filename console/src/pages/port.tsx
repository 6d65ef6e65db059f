import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useCaseAction, useMe, useQueue } from "../api/queries.ts";
import type { CaseRow } from "../api/types.ts";
import { Clock } from "../ui/clock.tsx";
import { Empty } from "../ui/empty.tsx";
import { Iso, IsoOr } from "../ui/iso.tsx";
import { ListTable } from "../ui/list_table.tsx";
import { PageLink, pathTo } from "../ui/page_link.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { ScoreChip, WhyChips } from "../ui/risk.tsx";

/** What the port has been asked to examine: new referrals first, then those under way. */
export default function PortPage() {
  const { t } = useTranslation();
  const me = useMe().data;
  const office = me?.office || undefined;
  const referred = useQueue("referred", office);
  const acknowledged = useQueue("acknowledged", office);
  const rows = [referred, acknowledged].flatMap(
    (queue) => queue.data?.pages.flatMap((page) => page.items) ?? [],
  );
  const problem = referred.error ?? acknowledged.error;
  return (
    <SpaceBetween size="s">
      {problem && <ProblemAlert error={problem} onRetry={referred.refetch} />}
      <ListTable
        label={t("pages.port")}
        columns={columns(t)}
        items={rows}
        trackBy={(row) => row.id}
        loading={referred.isPending || acknowledged.isPending}
        loadingText={t("loading")}
        empty={<Empty of="port" />}
        header={
          <Header
            variant="h1"
            counter={`(${rows.length})`}
            description={t("port.what", { office: office ?? "" })}
          >
            {t("pages.port")}
          </Header>
        }
      />
    </SpaceBetween>
  );
}

const columns = (t: TFunction) => [
  {
    id: "score",
    header: t("columns.score"),
    width: 80,
    cell: (row: CaseRow) => <ScoreChip score={row.score} band={row.band} />,
  },
  {
    id: "name",
    header: t("columns.traveller"),
    cell: (row: CaseRow) => (
      <PageLink to={pathTo("port", row.id)}>
        <Iso>{row.name}</Iso>
      </PageLink>
    ),
  },
  {
    id: "nationality",
    header: t("columns.nationality"),
    cell: (row: CaseRow) => <IsoOr value={row.nationality} />,
  },
  { id: "movement", header: t("columns.movement"), cell: (row: CaseRow) => <Iso>{row.movement_label}</Iso> },
  { id: "why", header: t("columns.why"), cell: (row: CaseRow) => <WhyChips why={row.why} /> },
  { id: "clock", header: t("columns.clock"), cell: (row: CaseRow) => <Clock deadline={row.deadline} /> },
  { id: "state", header: t("columns.state"), cell: (row: CaseRow) => t(`states.${row.state}`) },
  { id: "next", header: t("columns.next"), cell: (row: CaseRow) => <NextStep row={row} /> },
];

function NextStep({ row }: { row: CaseRow }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const send = useCaseAction();
  const open = () => navigate(pathTo("port", row.id));
  if (row.state === "acknowledged") {
    return (
      <Button wrapText={false} onClick={open}>
        {t("actions.result")}
      </Button>
    );
  }
  return (
    <Button
      variant="primary"
      wrapText={false}
      loading={send.isPending}
      onClick={() =>
        send.mutate({ id: row.id, rev: row.rev, action: "acknowledge", body: {} }, { onSettled: open })
      }
    >
      {t("actions.acknowledge")}
    </Button>
  );
}
