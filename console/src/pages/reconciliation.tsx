import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useReconciliation } from "../api/queries.ts";
import type { Reconciliation } from "../api/types.ts";
import { balances } from "../reconciliation/balance.ts";
import { DayPicker, useDay } from "../ui/day_picker.tsx";
import { Empty } from "../ui/empty.tsx";
import { Iso } from "../ui/iso.tsx";
import { ListTable } from "../ui/list_table.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { PageLink, pathTo } from "../ui/page_link.tsx";

/** Counts in = counts out: nothing received may be lost on the way to an assessment. */
export default function ReconciliationPage() {
  const { t } = useTranslation();
  const [day, setDay] = useDay();
  const query = useReconciliation(day);
  return (
    <SpaceBetween size="m">
      <Header
        variant="h1"
        description={t("reconciliation.what")}
        actions={<DayPicker day={day} onChange={setDay} />}
      >
        {t("pages.reconciliation")}
      </Header>
      <Loaded query={query}>{(counts) => <Counts counts={counts} />}</Loaded>
    </SpaceBetween>
  );
}

function Counts({ counts }: { counts: Reconciliation }) {
  const { t } = useTranslation();
  return (
    <SpaceBetween size="m">
      <Verdict balanced={counts.balanced} />
      <Container header={<Header variant="h2">{t("reconciliation.sums")}</Header>}>
        <table className="plain sums">
          <tbody>
            {balances(counts).map((line) => (
              <tr key={line.key} className={line.holds ? undefined : "conflict"}>
                <th scope="row">{t(`reconciliation.lines.${line.key}`)}</th>
                <td>
                  <Iso mono>
                    {line.left} {line.holds ? "=" : "≠"} {line.right.join(" + ")}
                  </Iso>
                </td>
                <td className="quiet">{t(`reconciliation.words.${line.key}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Container>
      <Referrals referrals={counts.referrals} />
      <ListTable
        label={t("reconciliation.movements")}
        columns={columns(t)}
        items={counts.movements}
        trackBy={(row) => row.id}
        loading={false}
        loadingText={t("loading")}
        empty={<Empty of="movements" />}
        header={<Header variant="h2">{t("reconciliation.movements")}</Header>}
      />
    </SpaceBetween>
  );
}

function Verdict({ balanced }: { balanced: boolean }) {
  const { t } = useTranslation();
  const key = balanced ? "balanced" : "unbalanced";
  return (
    <Alert
      type={balanced ? "success" : "error"}
      header={<span className="verdict">{t(`reconciliation.${key}`)}</span>}
    >
      {t(`reconciliation.${key}Todo`)}
    </Alert>
  );
}

function Referrals({ referrals }: { referrals: Record<string, number> }) {
  const { t } = useTranslation();
  const states = Object.entries(referrals);
  return (
    <Container header={<Header variant="h2">{t("reconciliation.referrals")}</Header>}>
      <KeyValuePairs
        columns={Math.min(8, states.length || 1)}
        items={states.map(([state, count]) => ({
          label: t(`states.${state}`, state),
          value: <Iso>{String(count)}</Iso>,
        }))}
      />
    </Container>
  );
}

type Row = Reconciliation["movements"][number];

const columns = (t: TFunction) => [
  {
    id: "movement",
    header: t("columns.movement"),
    cell: (row: Row) => (
      <PageLink to={pathTo("movements", row.id)}>
        <Iso>{row.label}</Iso>
      </PageLink>
    ),
  },
  ...(["travellers", "assessed", "matched", "hits"] as const).map((count) => ({
    id: count,
    header: t(`columns.${count}`),
    cell: (row: Row) => (
      <span className={count === "assessed" && row.assessed !== row.travellers ? "off" : undefined}>
        <Iso>{row[count]}</Iso>
      </span>
    ),
  })),
];
