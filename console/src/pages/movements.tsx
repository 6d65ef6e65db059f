import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBoard } from "../api/carriers.ts";
import type { Board, BoardRow } from "../api/types.ts";
import { DueMessages } from "../movement/due_messages.tsx";
import { DayPicker, useDay } from "../ui/day_picker.tsx";
import { Empty } from "../ui/empty.tsx";
import { Iso } from "../ui/iso.tsx";
import { ListTable } from "../ui/list_table.tsx";
import { PageLink, pathTo } from "../ui/page_link.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { Route } from "../ui/route.tsx";
import { dayAfter, portTime } from "../ui/time.ts";

/** What the board can be narrowed to; `all` shows every movement, expected or heard of. */
const VIEWS = ["all", "missing", "incomplete", "late", "unexpected"] as const;
type View = (typeof VIEWS)[number];

/** The board: every movement expected or heard of, what its carrier has sent, how far travellers are assessed. */
export default function MovementsPage() {
  const { t } = useTranslation();
  const [day, setDay] = useDay();
  const [view, setView] = useState<View>("all");
  const board = useBoard(day, view === "all" ? undefined : view);
  const first = board.data?.pages[0];
  return (
    <SpaceBetween size="s">
      {board.error && <ProblemAlert error={board.error} onRetry={board.refetch} />}
      <ListTable
        label={t("pages.movements")}
        columns={columns(t)}
        items={board.data?.pages.flatMap((page) => page.items)}
        trackBy={(row) => row.id}
        loading={board.isPending}
        loadingText={t("loading")}
        empty={<NothingThere view={view} day={day} onDay={setDay} beyond={first?.beyond ?? false} />}
        footer={
          board.hasNextPage && (
            <Box textAlign="center">
              <Button loading={board.isFetchingNextPage} onClick={() => board.fetchNextPage()}>
                {t("more")}
              </Button>
            </Box>
          )
        }
        header={
          <Header
            variant="h1"
            counter={first && `(${first.counts.expected + first.counts.unexpected})`}
            description={t("board.what")}
            actions={
              <SpaceBetween size="xs" direction="horizontal">
                <Views view={view} onChange={setView} counts={first?.counts} />
                <DayPicker day={day} onChange={setDay} />
              </SpaceBetween>
            }
          >
            {t("pages.movements")}
          </Header>
        }
      />
    </SpaceBetween>
  );
}

interface ViewsProps {
  view: View;
  onChange: (view: View) => void;
  counts: Board["counts"] | undefined;
}

function Views({ view, onChange, counts }: ViewsProps) {
  const { t } = useTranslation();
  const words = (id: View) =>
    id === "all" || !counts ? t(`board.views.${id}`) : `${t(`board.views.${id}`)} (${counts[id]})`;
  return (
    <SegmentedControl
      label={t("board.show")}
      selectedId={view}
      options={VIEWS.map((id) => ({ id, text: words(id) }))}
      onChange={({ detail }) => onChange(detail.selectedId as View)}
    />
  );
}

interface NothingProps {
  view: View;
  day: string;
  onDay: (day: string) => void;
  beyond: boolean;
}

function NothingThere({ view, day, onDay, beyond }: NothingProps) {
  const { t } = useTranslation();
  if (view !== "all") return <Empty of="board" />;
  const next = dayAfter(day);
  return (
    <Empty of={beyond ? "boardBeyond" : "movements"}>
      {!beyond && <Button onClick={() => onDay(next)}>{t("movement.nextDay", { day: next })}</Button>}
    </Empty>
  );
}

const columns = (t: TFunction) => [
  {
    id: "movement",
    header: t("columns.movement"),
    cell: (row: BoardRow) => <Movement row={row} />,
  },
  {
    id: "route",
    header: t("columns.route"),
    cell: (row: BoardRow) => <Route of={row.label.split(" ")[1] ?? `${row.from}-${row.to}`} />,
  },
  {
    id: "departure",
    header: t("columns.departure"),
    cell: (row: BoardRow) => <Iso>{portTime(row.departure)}</Iso>,
  },
  {
    id: "arrival",
    header: t("columns.arrival"),
    cell: (row: BoardRow) => <Iso>{portTime(row.arrival)}</Iso>,
  },
  {
    id: "sent",
    header: t("board.sent"),
    minWidth: 410,
    cell: (row: BoardRow) => <Sent row={row} />,
  },
  {
    id: "travellers",
    header: t("columns.travellers"),
    cell: (row: BoardRow) => <Iso>{row.travellers}</Iso>,
  },
  { id: "assessed", header: t("columns.assessed"), cell: (row: BoardRow) => <Assessed row={row} /> },
  { id: "cases", header: t("columns.cases"), cell: (row: BoardRow) => <Iso>{row.cases}</Iso> },
];

function Movement({ row }: { row: BoardRow }) {
  const designator = <Iso>{row.label.split(" ")[0]}</Iso>;
  return (
    <>
      {row.heard ? <PageLink to={pathTo("movements", row.id)}>{designator}</PageLink> : designator}
      {row.carrier_name && (
        <div className="quiet">
          <bdi>{row.carrier_name}</bdi>
        </div>
      )}
    </>
  );
}

function Sent({ row }: { row: BoardRow }) {
  const { t } = useTranslation();
  const remarks = [
    row.cancelled && t("board.cancelled"),
    !row.expected && t("board.unexpected"),
    !row.live && t("board.test"),
    ...row.incomplete.map((list) => t("board.partsMissing", { list: list.label, count: list.parts })),
  ].filter(Boolean);
  return (
    <>
      <DueMessages types={row.types} />
      {remarks.length > 0 && <div className="quiet">{remarks.join(" · ")}</div>}
    </>
  );
}

function Assessed({ row }: { row: Pick<BoardRow, "assessed" | "travellers"> }) {
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
