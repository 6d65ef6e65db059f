import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { useMovement } from "../api/queries.ts";
import type { MovementPage as Manifest, ManifestRow } from "../api/types.ts";
import { usePreferences } from "../app/preferences.ts";
import { MessagesOf } from "../dossier/messages_of.tsx";
import { Cursor } from "../grid/cursor.ts";
import { ROW_HEIGHT } from "../grid/row_height.ts";
import { TriageGrid } from "../grid/triage_grid.tsx";
import { manifestColumns } from "../movement/manifest_columns.tsx";
import { Empty } from "../ui/empty.tsx";
import { Iso } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { pathTo } from "../ui/page_link.tsx";
import { portTime } from "../ui/time.ts";

/** One movement: its times, its numbers, and everyone aboard with the riskiest first. */
export default function MovementPage() {
  const { movement = "" } = useParams();
  return <Loaded query={useMovement(movement)}>{(page) => <MovementView page={page} />}</Loaded>;
}

const byRisk = (one: ManifestRow, other: ManifestRow) => (other.score ?? 0) - (one.score ?? 0);

function MovementView({ page }: { page: Manifest }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { density } = usePreferences();
  const [cursor] = useState(() => new Cursor());
  const rows = useMemo(() => [...page.travellers].sort(byRisk), [page.travellers]);
  const columns = useMemo(() => manifestColumns(t), [t]);
  return (
    <div className="queue">
      <div className="queue-list">
        <SpaceBetween size="s">
          <MovementHeader page={page} />
          <Numbers page={page} />
          <ExpandableSection headerText={t("movement.reports", { count: page.reports.length })}>
            <MessagesOf messages={page.reports} />
          </ExpandableSection>
        </SpaceBetween>
        <TriageGrid
          label={t("movement.manifest")}
          rows={rows}
          columns={columns}
          keyOf={(row) => row.id}
          cursor={cursor}
          rowHeight={ROW_HEIGHT[density]}
          dim={(row) => row.removed}
          onOpen={(row) => navigate(row.case ? pathTo("cases", row.case) : pathTo("travellers", row.id))}
          empty={<Empty of="manifest" />}
        />
      </div>
    </div>
  );
}

function MovementHeader({ page: { movement, missing } }: { page: Manifest }) {
  const { t } = useTranslation();
  return (
    <Header
      variant="h1"
      actions={
        missing.length > 0 && (
          <StatusIndicator type="warning">
            {t("movement.missing", { kinds: missing.join(", ") })}
          </StatusIndicator>
        )
      }
      description={
        <Iso>
          {portTime(movement.departure)} {movement.origin} → {movement.destination}{" "}
          {portTime(movement.arrival)}
        </Iso>
      }
    >
      <Iso>{movement.label}</Iso>
    </Header>
  );
}

function Numbers({ page }: { page: Manifest }) {
  const { t } = useTranslation();
  return (
    <Container>
      <KeyValuePairs
        columns={Math.min(8, Object.keys(page.reconciliation).length || 1)}
        items={Object.entries(page.reconciliation).map(([key, value]) => ({
          label: t(`movement.numbers.${key}`, key.replaceAll("_", " ")),
          value: <Iso>{String(value)}</Iso>,
        }))}
      />
    </Container>
  );
}
