import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useRuleStatistics } from "../api/queries.ts";
import type { RuleStatistics } from "../api/types.ts";
import { IntervalBar } from "../ui/bars.tsx";
import { Empty } from "../ui/empty.tsx";
import { Iso } from "../ui/iso.tsx";
import { ListTable } from "../ui/list_table.tsx";
import { ProblemAlert } from "../ui/problem.tsx";

/** How each rule has done: hits, referrals, examinations, finds, and the precision with its 95 % interval. */
export default function RulesPage() {
  const { t } = useTranslation();
  const statistics = useRuleStatistics();
  return (
    <SpaceBetween size="s">
      {statistics.error && <ProblemAlert error={statistics.error} onRetry={statistics.refetch} />}
      <ListTable
        label={t("pages.rules")}
        columns={columns(t)}
        items={statistics.data}
        trackBy={(row) => row.rule + row.version}
        loading={statistics.isPending}
        loadingText={t("loading")}
        empty={<Empty of="rules" />}
        header={
          <Header variant="h1" description={t("rules.what")}>
            {t("pages.rules")}
          </Header>
        }
      />
    </SpaceBetween>
  );
}

const COUNTS = ["hits", "referred", "examined", "positive"] as const;
const inPercent = (share: number) => (share * 100).toFixed(1);

const columns = (t: TFunction) => [
  {
    id: "rule",
    header: t("rules.rule"),
    cell: (row: RuleStatistics) => (
      <>
        <Iso mono>{row.rule}</Iso> <bdi>{row.title}</bdi>
      </>
    ),
  },
  {
    id: "version",
    header: t("rules.version"),
    cell: (row: RuleStatistics) => <Iso mono>{row.version.slice(0, 12)}</Iso>,
  },
  ...COUNTS.map((count) => ({
    id: count,
    header: t(`rules.${count}`),
    cell: (row: RuleStatistics) => <Iso>{row[count]}</Iso>,
  })),
  {
    id: "precision",
    header: t("rules.precision"),
    minWidth: 420,
    cell: (row: RuleStatistics) => <Precision row={row} />,
  },
];

function Precision({ row }: { row: RuleStatistics }) {
  const { t } = useTranslation();
  if (row.precision === null || row.examined === 0)
    return <span className="quiet">{t("rules.unexamined")}</span>;
  const [low, high] = row.interval;
  return (
    <span className="bar">
      <IntervalBar value={row.precision} interval={row.interval} />
      <Iso>
        {inPercent(row.precision)} % ({inPercent(low)}–{inPercent(high)})
      </Iso>
    </span>
  );
}
