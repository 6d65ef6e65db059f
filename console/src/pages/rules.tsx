import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useRules } from "../api/rules.ts";
import { useRuleStatistics } from "../api/statistics.ts";
import type { RuleRow, RuleStatistics } from "../api/types.ts";
import { BundleButtons } from "../rules/bundle_buttons.tsx";
import { Expiry } from "../rules/expiry.tsx";
import { Publications } from "../rules/publications.tsx";
import { RuleState } from "../rules/rule_state.tsx";
import { Empty } from "../ui/empty.tsx";
import { Iso, IsoOr } from "../ui/iso.tsx";
import { ListTable } from "../ui/list_table.tsx";
import { useMay } from "../ui/may.ts";
import { PageLink, pathTo } from "../ui/page_link.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { Precision } from "../ui/share.tsx";

/** What the list can be narrowed to, and which rules pass. */
const VIEWS = {
  all: () => true,
  live: (row) => row.live !== null,
  waiting: (row) => row.state === "submitted" || row.state === "approved",
  written: (row) => ["draft", "justified", "tested", "rejected"].includes(row.state),
  ending: (row) => row.ends_soon || row.state === "expired",
} satisfies Record<string, (row: RuleRow) => boolean>;
type View = keyof typeof VIEWS;

/** The risk rules that this person may see: whose, how they stand, when they end, how well they do. */
export default function RulesPage() {
  const { t } = useTranslation();
  const [view, setView] = useState<View>("all");
  const rules = useRules();
  const statistics = useRuleStatistics();
  const shown = rules.data?.items.filter(VIEWS[view]);
  return (
    <SpaceBetween size="s">
      {rules.error && <ProblemAlert error={rules.error} onRetry={rules.refetch} />}
      <ListTable
        label={t("pages.rules")}
        columns={columns(t, statistics.data ?? [])}
        items={shown}
        trackBy={(row) => row.id}
        loading={rules.isPending}
        loadingText={t("loading")}
        empty={<Empty of={view === "all" ? "rules" : "rulesView"} />}
        header={
          <Header
            variant="h1"
            counter={shown && `(${shown.length})`}
            description={t("rules.list")}
            actions={<Actions view={view} onView={setView} rules={rules.data?.items ?? []} />}
          >
            {t("pages.rules")}
          </Header>
        }
      />
      <Publications />
    </SpaceBetween>
  );
}

interface ActionsProps {
  view: View;
  onView: (view: View) => void;
  rules: RuleRow[];
}

function Actions({ view, onView, rules }: ActionsProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayWrite = useMay("rule:write");
  return (
    <SpaceBetween size="xs" direction="horizontal">
      <SegmentedControl
        label={t("board.show")}
        selectedId={view}
        options={(Object.keys(VIEWS) as View[]).map((id) => ({ id, text: t(`rules.views.${id}`) }))}
        onChange={({ detail }) => onView(detail.selectedId as View)}
      />
      {mayWrite && <BundleButtons rules={rules.filter(({ mine }) => mine)} />}
      {mayWrite && (
        <Button variant="primary" onClick={() => navigate("/rules/new")}>
          {t("rule.new")}
        </Button>
      )}
    </SpaceBetween>
  );
}

const columns = (t: TFunction, statistics: RuleStatistics[]) => {
  const doing = (row: RuleRow) =>
    statistics.find(({ rule, version }) => rule === row.id && version === String(row.live ?? row.number));
  return [
    {
      id: "rule",
      header: t("rules.rule"),
      minWidth: 260,
      cell: (row: RuleRow) => (
        <>
          <PageLink to={pathTo("rules", row.id)}>
            <bdi>{row.title}</bdi>
          </PageLink>
          <div className="quiet">
            <Iso mono>{row.id}</Iso>
          </div>
        </>
      ),
    },
    {
      id: "state",
      header: t("columns.state"),
      minWidth: 165,
      cell: (row: RuleRow) => (
        <>
          <RuleState state={row.state} />
          {row.live !== null && row.live !== row.number && (
            <div className="quiet">{t("rule.liveIs", { number: row.live })}</div>
          )}
        </>
      ),
    },
    {
      id: "streams",
      header: t("rule.streams"),
      cell: (row: RuleRow) => row.streams.map((stream) => t(`streams.${stream}`, stream)).join(", "),
    },
    { id: "agency", header: t("lists.agency"), cell: (row: RuleRow) => <IsoOr value={row.agency} /> },
    {
      id: "expires",
      header: t("rule.expires"),
      minWidth: 150,
      cell: (row: RuleRow) => <Expiry rule={row} />,
    },
    { id: "hits", header: t("rules.hits"), cell: (row: RuleRow) => <IsoOr value={doing(row)?.hits} /> },
    {
      id: "precision",
      header: t("rules.precision"),
      minWidth: 420,
      cell: (row: RuleRow) => <PrecisionOf row={doing(row)} />,
    },
  ];
};

function PrecisionOf({ row }: { row: RuleStatistics | undefined }) {
  return row ? <Precision of={row} /> : <IsoOr value={null} />;
}
