import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { useQueue } from "../api/queries.ts";
import type { CaseRow, CaseState } from "../api/types.ts";
import { usePreferences } from "../app/preferences.ts";
import { useKeys } from "../app/shortcuts.ts";
import { LineNote } from "../capacity/line_note.tsx";
import { Cursor } from "../grid/cursor.ts";
import { useFrozen } from "../grid/frozen.ts";
import { ROW_HEIGHT } from "../grid/row_height.ts";
import { TriageGrid } from "../grid/triage_grid.tsx";
import { queueColumns } from "../queue/columns.tsx";
import { passes, readQuery, writeQuery } from "../queue/filter.ts";
import { Peek } from "../queue/peek.tsx";
import { QueueFilter } from "../queue/queue_filter.tsx";
import { Empty } from "../ui/empty.tsx";
import { pathTo } from "../ui/page_link.tsx";
import { ProblemAlert } from "../ui/problem.tsx";

const STATES = ["opened", "in_review", "referred", "acknowledged"] as const satisfies CaseState[];
const keyOf = (row: CaseRow) => row.id;

/** Work queue: ranked cases under a keyboard cursor, with the current one opened at the side. */
export default function QueuePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { density } = usePreferences();
  const [address, setAddress] = useSearchParams();
  const [peeking, setPeeking] = useState(true);
  const [cursor] = useState(() => new Cursor());
  const state = (address.get("state") ?? "opened") as CaseState;
  const filter = readQuery(address.get("filter"));
  const queue = useQueue(state);
  const latest = useMemo(() => queue.data?.pages.flatMap((page) => page.items), [queue.data]);
  const list = useFrozen(latest, keyOf, state, queue.data?.pages.length ?? 0);
  const rows = list.rows.filter((row) => passes(row, filter));
  const columns = useMemo(() => queueColumns(t), [t]);
  const { counts = {}, line } = queue.data?.pages[0] ?? {};
  useKeys({ refresh: list.refresh, peek: () => setPeeking(!peeking) });

  const change = (key: string, value: string | null) =>
    setAddress(
      (old) => {
        const next = new URLSearchParams(old);
        if (value) next.set(key, value);
        else next.delete(key);
        return next;
      },
      { replace: true },
    );

  return (
    <div className={`queue${peeking ? " peeking" : ""}`}>
      <div className="queue-list">
        <SpaceBetween size="xs">
          <Header
            variant="h1"
            description={line && <LineNote line={line} />}
            counter={`(${rows.length}${queue.hasNextPage ? "+" : ""})`}
            actions={
              <SpaceBetween size="xs" direction="horizontal">
                <SegmentedControl
                  label={t("columns.state")}
                  selectedId={state}
                  onChange={({ detail }) => change("state", detail.selectedId)}
                  options={STATES.map((id) => ({
                    id,
                    text: `${t(`states.${id}`)} ${counts[id] ?? ""}`.trim(),
                  }))}
                />
                <Button
                  iconName={peeking ? "angle-right-double" : "angle-left-double"}
                  variant="icon"
                  ariaLabel={t("keys.peek")}
                  onClick={() => setPeeking(!peeking)}
                />
              </SpaceBetween>
            }
          >
            {t("pages.queue")}
          </Header>
          <QueueFilter
            rows={list.rows}
            shown={rows.length}
            query={filter}
            onChange={(query) => change("filter", writeQuery(query))}
          />
          {list.waiting > 0 && (
            <button type="button" className="waiting" onClick={list.refresh}>
              {t("queue.waiting", { count: list.waiting })} <kbd>Shift R</kbd>
            </button>
          )}
          {queue.error && <ProblemAlert error={queue.error} onRetry={queue.refetch} />}
        </SpaceBetween>
        <TriageGrid
          label={t("pages.queue")}
          rows={rows}
          columns={columns}
          keyOf={keyOf}
          cursor={cursor}
          rowHeight={ROW_HEIGHT[density]}
          dim={(row) => list.gone.has(row.id)}
          onOpen={(row) => navigate(pathTo("cases", row.id))}
          onEnd={() => queue.hasNextPage && !queue.isFetching && queue.fetchNextPage()}
          empty={
            queue.isPending || queue.error ? null : <Empty of={filter.tokens.length ? "filtered" : "queue"} />
          }
        />
      </div>
      {peeking && <Peek rows={rows} cursor={cursor} />}
    </div>
  );
}
