import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMessages } from "../api/queries.ts";
import type { MessageRow } from "../api/types.ts";
import { MessageState } from "../message/message_state.tsx";
import { DayPicker, useDay } from "../ui/day_picker.tsx";
import { Empty } from "../ui/empty.tsx";
import { Iso, IsoOr } from "../ui/iso.tsx";
import { ListTable } from "../ui/list_table.tsx";
import { PageLink, pathTo } from "../ui/page_link.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { dateTime } from "../ui/time.ts";

const STATUSES = ["", "pending", "parsed", "rejected"];

/** Every message received on a day, with what became of it. */
export default function MessagesPage() {
  const { t, i18n } = useTranslation();
  const [day, setDay] = useDay();
  const [status, setStatus] = useState("");
  const log = useMessages(day, status || undefined);
  return (
    <SpaceBetween size="s">
      {log.error && <ProblemAlert error={log.error} onRetry={log.refetch} />}
      <ListTable
        label={t("pages.messages")}
        columns={columns(t, i18n.language)}
        items={log.data?.pages.flatMap((page) => page.items)}
        trackBy={(row) => row.id}
        loading={log.isPending}
        loadingText={t("loading")}
        empty={<Empty of="messages" />}
        footer={
          log.hasNextPage && (
            <Box textAlign="center">
              <Button loading={log.isFetchingNextPage} onClick={() => log.fetchNextPage()}>
                {t("more")}
              </Button>
            </Box>
          )
        }
        header={
          <Header
            variant="h1"
            actions={
              <SpaceBetween size="xs" direction="horizontal">
                <SegmentedControl
                  label={t("columns.status")}
                  selectedId={status}
                  options={STATUSES.map((id) => ({ id, text: t(`messageStates.${id || "all"}`) }))}
                  onChange={({ detail }) => setStatus(detail.selectedId)}
                />
                <DayPicker day={day} onChange={setDay} />
              </SpaceBetween>
            }
          >
            {t("pages.messages")}
          </Header>
        }
      />
    </SpaceBetween>
  );
}

const columns = (t: TFunction, language: string) => [
  {
    id: "receipt",
    header: t("message.receipt"),
    cell: (row: MessageRow) => (
      <PageLink to={pathTo("messages", row.id)}>
        <Iso mono>{row.id}</Iso>
      </PageLink>
    ),
  },
  {
    id: "status",
    header: t("columns.status"),
    cell: (row: MessageRow) => <MessageState status={row.status} />,
  },
  { id: "carrier", header: t("message.carrier"), cell: (row: MessageRow) => <Iso>{row.carrier}</Iso> },
  { id: "format", header: t("message.format"), cell: (row: MessageRow) => <IsoOr value={row.format} /> },
  {
    id: "received",
    header: t("message.received"),
    cell: (row: MessageRow) => <Iso>{dateTime(row.received_at, language)}</Iso>,
  },
  {
    id: "travellers",
    header: t("columns.travellers"),
    cell: (row: MessageRow) => <IsoOr value={row.counts.travellers} />,
  },
  {
    id: "findings",
    header: t("message.findings"),
    cell: (row: MessageRow) => <IsoOr value={row.findings || null} />,
  },
];
