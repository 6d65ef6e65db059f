import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TFunction } from "i18next";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAudit, useVerifyAudit } from "../api/queries.ts";
import type { AuditEntry, AuditVerdict } from "../api/types.ts";
import { Empty } from "../ui/empty.tsx";
import { Iso, IsoOr } from "../ui/iso.tsx";
import { ListTable } from "../ui/list_table.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { dateTime } from "../ui/time.ts";

/** Who did or saw what, for which purpose, and whether the chain of entries is whole. */
export default function AuditPage() {
  const { t, i18n } = useTranslation();
  const [actor, setActor] = useState("");
  const entries = useAudit(useDeferredValue(actor));
  const verify = useVerifyAudit();
  return (
    <SpaceBetween size="s">
      {verify.data && <Verdict verdict={verify.data} />}
      {verify.error && <ProblemAlert error={verify.error} />}
      {entries.error && <ProblemAlert error={entries.error} onRetry={entries.refetch} />}
      <ListTable
        label={t("pages.audit")}
        columns={columns(t, i18n.language)}
        items={entries.data?.items}
        trackBy={(entry) => entry.hash}
        loading={entries.isPending}
        loadingText={t("loading")}
        empty={<Empty of="audit" />}
        filter={
          <Input
            type="search"
            value={actor}
            placeholder={t("audit.filter")}
            ariaLabel={t("audit.filter")}
            onChange={({ detail }) => setActor(detail.value)}
          />
        }
        header={
          <Header
            variant="h1"
            description={t("audit.what")}
            actions={
              <Button loading={verify.isPending} onClick={() => verify.mutate()}>
                {t("audit.verify")}
              </Button>
            }
          >
            {t("pages.audit")}
          </Header>
        }
      />
    </SpaceBetween>
  );
}

function Verdict({ verdict }: { verdict: AuditVerdict }) {
  const { t } = useTranslation();
  const numbers = { chains: verdict.chains, entries: verdict.entries, broken: verdict.broken.length };
  return verdict.intact ? (
    <Alert type="success" header={t("audit.intact")}>
      {t("audit.intactTodo", numbers)}
    </Alert>
  ) : (
    <Alert type="error" header={t("audit.broken")}>
      {t("audit.brokenTodo", numbers)}
    </Alert>
  );
}

const columns = (t: TFunction, language: string) => [
  { id: "at", header: t("audit.at"), cell: (entry: AuditEntry) => <Iso>{dateTime(entry.at, language)}</Iso> },
  { id: "actor", header: t("audit.actor"), cell: (entry: AuditEntry) => <Iso>{entry.actor}</Iso> },
  { id: "action", header: t("audit.action"), cell: (entry: AuditEntry) => <Iso mono>{entry.action}</Iso> },
  {
    id: "resource",
    header: t("audit.resource"),
    cell: (entry: AuditEntry) => <Iso mono>{entry.resource}</Iso>,
  },
  {
    id: "purpose",
    header: t("audit.purpose"),
    cell: (entry: AuditEntry) => t(`purposes.${entry.purpose}`, entry.purpose),
  },
  { id: "decision", header: t("audit.decision"), cell: (entry: AuditEntry) => <Decision entry={entry} /> },
  {
    id: "hash",
    header: t("audit.hash"),
    cell: (entry: AuditEntry) => <IsoOr value={entry.hash.slice(0, 12)} mono />,
  },
];

function Decision({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const allowed = entry.decision === "allowed";
  return (
    <StatusIndicator type={allowed ? "success" : "stopped"}>
      {t(allowed ? "audit.allowed" : "audit.denied")}
    </StatusIndicator>
  );
}
