import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useRuleStatistics } from "../api/statistics.ts";
import type { RuleStatistics } from "../api/types.ts";
import { Empty } from "../ui/empty.tsx";
import { Iso, NOTHING } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { PageLink, pathTo } from "../ui/page_link.tsx";
import { Panel } from "../ui/panel.tsx";
import { Percent, Precision } from "../ui/share.tsx";

/** How each rule, list match and the draw have done, and what ought to be done about some of them. */
export function RuleTable() {
  const { t } = useTranslation();
  return (
    <Loaded query={useRuleStatistics()}>
      {(rows) => (
        <SpaceBetween size="m">
          <Proposals rows={rows} />
          <Table
            items={rows}
            trackBy={(row) => row.rule + row.version}
            columnDefinitions={columns(t)}
            ariaLabels={{ tableLabel: t("statistics.rules") }}
            wrapLines
            stickyHeader
            enableKeyboardNavigation
            empty={<Empty of="statistics" />}
            header={
              <Header variant="h2" description={t("rules.what")}>
                {t("statistics.rules")}
              </Header>
            }
          />
        </SpaceBetween>
      )}
    </Loaded>
  );
}

/** What the service proposes: to retire what has gone stale, to merge what says the same. */
function Proposals({ rows }: { rows: RuleStatistics[] }) {
  const { t } = useTranslation();
  const proposed = rows.flatMap((row) => (row.proposal ? [{ row, proposal: row.proposal }] : []));
  if (!proposed.length) return null;
  return (
    <Panel title={t("statistics.proposals", { count: proposed.length })}>
      <ul className="found">
        {proposed.map(({ row, proposal }) => (
          <li key={row.rule + row.version}>
            <strong>{t(`statistics.proposal.${proposal.kind}`)}</strong>{" "}
            <PageLink to={pathTo("rules", row.rule)}>
              <bdi>{row.title}</bdi>
            </PageLink>
            {proposal.with && (
              <>
                {" "}
                {t("statistics.mergeWith")} <Iso mono>{proposal.with}</Iso>
              </>
            )}
            <div className="quiet">
              <bdi>{proposal.why}</bdi>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const COUNTS = ["hits", "referred", "examined", "positive", "alone"] as const;

const columns = (t: TFunction) => [
  {
    id: "rule",
    header: t("rules.rule"),
    minWidth: 220,
    cell: (row: RuleStatistics) => <Named row={row} />,
  },
  ...COUNTS.map((count) => ({
    id: count,
    header: t(`rules.${count}`),
    cell: (row: RuleStatistics) => <Iso>{row[count]}</Iso>,
  })),
  {
    id: "precision",
    header: t("rules.precision"),
    minWidth: 390,
    cell: (row: RuleStatistics) => <Precision of={row} />,
  },
  { id: "weight", header: t("rules.weight"), cell: (row: RuleStatistics) => <Percent of={row.weight} /> },
  {
    id: "decision",
    header: t("rules.decision"),
    cell: (row: RuleStatistics) =>
      row.decision_minutes === null ? NOTHING : <Iso>{`${Math.round(row.decision_minutes)}\u00a0min`}</Iso>,
  },
  {
    id: "drift",
    header: t("rules.drift"),
    minWidth: 130,
    cell: (row: RuleStatistics) => <Drift drift={row.drift} />,
  },
];

function Named({ row }: { row: RuleStatistics }) {
  const { t } = useTranslation();
  const title = <bdi>{row.title}</bdi>;
  return (
    <>
      {row.kind === "rule" ? <PageLink to={pathTo("rules", row.rule)}>{title}</PageLink> : title}
      <div className="quiet">
        {row.kind === "rule" ? t("rule.version", { number: row.version }) : t(`statistics.kinds.${row.kind}`)}
      </div>
    </>
  );
}

const SIGNS = { falling: "warning", steady: "success", rising: "info" } as const;

function Drift({ drift }: { drift: RuleStatistics["drift"] }) {
  const { t } = useTranslation();
  if (!drift) return NOTHING;
  const told = ({ positive, examined }: { positive: number; examined: number }) =>
    `${positive} / ${examined}`;
  return (
    <>
      <StatusIndicator type={SIGNS[drift.direction]}>
        {t(`statistics.directions.${drift.direction}`)}
      </StatusIndicator>
      <div className="quiet">
        <Iso>
          {told(drift.first)} → {told(drift.second)}
        </Iso>{" "}
        <Iso>{drift.since}</Iso>
      </div>
    </>
  );
}
