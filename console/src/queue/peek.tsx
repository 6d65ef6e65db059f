import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tabs from "@cloudscape-design/components/tabs";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useCase, useDossier } from "../api/queries.ts";
import type { CaseRow, Place } from "../api/types.ts";
import { CaseActions } from "../case/case_actions.tsx";
import { CaseHistory } from "../case/history.tsx";
import { MatchList } from "../case/matches.tsx";
import { travellerOf } from "../case/traveller_of.ts";
import { WhyPanel } from "../case/why.tsx";
import type { Cursor } from "../grid/cursor.ts";
import { Clock } from "../ui/clock.tsx";
import { Iso, IsoOr } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { PageLink, pathTo } from "../ui/page_link.tsx";
import { ScoreChip } from "../ui/risk.tsx";

/**
 * A dossier is opened only where the cursor rests: each opening is a view in the audit trail, so rows passed by
 * are not opened and the next ones are not fetched ahead.
 */
const REST_MS = 150;

interface Props {
  rows: readonly CaseRow[];
  cursor: Cursor;
}

/** The right-hand panel: the case under the cursor, why it is here, and what can be done. */
export function Peek({ rows, cursor }: Props) {
  const at = useSyncExternalStore(cursor.subscribe, () => cursor.at);
  const row = rows[at];
  const rested = useRested(row?.id);
  if (!row) return null;
  return (
    <aside className="peek" aria-label={row.name}>
      <SpaceBetween size="s">
        <Header
          variant="h2"
          description={
            <Iso>
              {row.reference} · {row.movement_label}
            </Iso>
          }
        >
          <ScoreChip score={row.score} band={row.band} />{" "}
          <PageLink to={pathTo("cases", row.id)}>{<Iso>{row.name}</Iso>}</PageLink>
        </Header>
        <Facts row={row} />
        {row.place && <PlaceNote place={row.place} />}
        {rested === row.id && <Opened row={row} />}
      </SpaceBetween>
    </aside>
  );
}

function useRested(id: string | undefined): string | undefined {
  const [rested, rest] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => rest(id), REST_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return rested;
}

function Facts({ row }: { row: CaseRow }) {
  const { t } = useTranslation();
  return (
    <KeyValuePairs
      columns={3}
      minColumnWidth={90}
      items={[
        { label: t("columns.nationality"), value: <IsoOr value={row.nationality} /> },
        { label: t("columns.clock"), value: <Clock deadline={row.deadline} /> },
        { label: t("columns.state"), value: t(`states.${row.state}`) },
      ]}
    />
  );
}

/** Where the case lies to what can be examined today, and why there. */
function PlaceNote({ place }: { place: Place }) {
  const { t } = useTranslation();
  return (
    <p className="quiet">
      {t(`capacity.lines.${place.line}`, { rank: place.rank })}
      {place.reason && `: ${t(`capacity.why.${place.reason}`, place.text ?? place.reason)}`}
    </p>
  );
}

function Opened({ row }: { row: CaseRow }) {
  const { t } = useTranslation();
  const opened = useCase(row.id);
  const dossier = useDossier(opened.data ? travellerOf(opened.data) : null);
  return (
    <Loaded query={opened}>
      {(file) => (
        <>
          <CaseActions file={file} />
          <Tabs
            tabs={[
              {
                id: "why",
                label: t("case.why"),
                content: (
                  <Loaded query={dossier}>{(data) => <WhyPanel assessment={data.assessment} />}</Loaded>
                ),
              },
              {
                id: "compare",
                label: t("case.compare"),
                content: <Loaded query={dossier}>{(data) => <MatchList dossier={data} />}</Loaded>,
              },
              { id: "history", label: t("case.history"), content: <CaseHistory events={file.events} /> },
            ]}
          />
        </>
      )}
    </Loaded>
  );
}
