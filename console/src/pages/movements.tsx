import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useMovements } from "../api/queries.ts";
import type { MovementRow } from "../api/types.ts";
import { DayPicker, useDay } from "../ui/day_picker.tsx";
import { Empty } from "../ui/empty.tsx";
import { Iso } from "../ui/iso.tsx";
import { ListTable } from "../ui/list_table.tsx";
import { PageLink, pathTo } from "../ui/page_link.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { Route } from "../ui/route.tsx";
import { dayAfter, portTime } from "../ui/time.ts";

/** The board: all movements of a day with how far their travellers have been assessed. */
export default function MovementsPage() {
  const { t } = useTranslation();
  const [day, setDay] = useDay();
  const movements = useMovements(day);
  return (
    <SpaceBetween size="s">
      {movements.error && <ProblemAlert error={movements.error} onRetry={movements.refetch} />}
      <ListTable
        label={t("pages.movements")}
        columns={columns(t)}
        items={movements.data?.items}
        trackBy={(row) => row.id}
        loading={movements.isPending}
        loadingText={t("loading")}
        empty={
          <Empty of="movements">
            <NextDay day={day} onChange={setDay} />
          </Empty>
        }
        header={
          <Header
            variant="h1"
            counter={movements.data && `(${movements.data.items.length})`}
            actions={<DayPicker day={day} onChange={setDay} />}
          >
            {t("pages.movements")}
          </Header>
        }
      />
    </SpaceBetween>
  );
}

function NextDay({ day, onChange }: { day: string; onChange: (day: string) => void }) {
  const { t } = useTranslation();
  const next = dayAfter(day);
  return <Button onClick={() => onChange(next)}>{t("movement.nextDay", { day: next })}</Button>;
}

const columns = (t: TFunction) => [
  {
    id: "movement",
    header: t("columns.movement"),
    cell: (row: MovementRow) => (
      <PageLink to={pathTo("movements", row.id)}>
        <Iso>{row.label.split(" ")[0]}</Iso>
      </PageLink>
    ),
  },
  {
    id: "route",
    header: t("columns.route"),
    cell: (row: MovementRow) => <Route of={row.label.split(" ")[1] ?? ""} />,
  },
  {
    id: "departure",
    header: t("columns.departure"),
    cell: (row: MovementRow) => <Iso>{portTime(row.departure)}</Iso>,
  },
  {
    id: "arrival",
    header: t("columns.arrival"),
    cell: (row: MovementRow) => <Iso>{portTime(row.arrival)}</Iso>,
  },
  {
    id: "travellers",
    header: t("columns.travellers"),
    cell: (row: MovementRow) => <Iso>{row.travellers}</Iso>,
  },
  { id: "assessed", header: t("columns.assessed"), cell: (row: MovementRow) => <Assessed row={row} /> },
  { id: "matched", header: t("columns.matched"), cell: (row: MovementRow) => <Iso>{row.matched}</Iso> },
  { id: "cases", header: t("columns.cases"), cell: (row: MovementRow) => <Iso>{row.cases}</Iso> },
  { id: "hits", header: t("columns.hits"), cell: (row: MovementRow) => <Iso>{row.hits}</Iso> },
];

function Assessed({ row }: { row: Pick<MovementRow, "assessed" | "travellers"> }) {
  const { t } = useTranslation();
  const open = row.travellers - row.assessed;
  return open > 0 ? (
    <StatusIndicator type="in-progress">{t("movement.open", { count: open })}</StatusIndicator>
  ) : (
    <StatusIndicator type="success">
      <Iso>{row.assessed}</Iso>
    </StatusIndicator>
  );
}
