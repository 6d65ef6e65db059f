import Alert from "@cloudscape-design/components/alert";
import Badge from "@cloudscape-design/components/badge";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tabs from "@cloudscape-design/components/tabs";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useRule, useRuleTables } from "../api/rules.ts";
import type { Rule, RuleTables } from "../api/types.ts";
import { RuleEditor } from "../rules/rule_editor.tsx";
import { RuleFacts } from "../rules/rule_facts.tsx";
import { RuleRuns } from "../rules/rule_runs.tsx";
import { RuleState } from "../rules/rule_state.tsx";
import { RuleVersions } from "../rules/rule_versions.tsx";
import { StepButtons } from "../rules/step_buttons.tsx";
import { Iso } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";

/** One rule: what it says, what it would have done, its versions, and the steps of its life. */
export default function RulePage() {
  const { rule: id } = useParams();
  const { t } = useTranslation();
  const rule = useRule(id ?? null);
  const tables = useRuleTables();
  return (
    <Loaded query={tables}>
      {(known) =>
        id ? (
          <Loaded query={rule}>{(file) => <RuleView rule={file} tables={known} />}</Loaded>
        ) : (
          <SpaceBetween size="m">
            <Header variant="h1" description={t("rule.newWhat")}>
              {t("rule.new")}
            </Header>
            <RuleEditor rule={null} tables={known} />
          </SpaceBetween>
        )
      }
    </Loaded>
  );
}

function RuleView({ rule, tables }: { rule: Rule; tables: RuleTables }) {
  const { t } = useTranslation();
  const editor = <RuleEditor key={`${rule.number}-${rule.state}`} rule={rule} tables={tables} />;
  return (
    <SpaceBetween size="m">
      <Header
        variant="h1"
        description={
          <>
            <Iso mono>{rule.id}</Iso> · {t("rule.version", { number: rule.number })} ·{" "}
            <RuleState state={rule.state} />{" "}
            {rule.live !== null && rule.live !== rule.number && (
              <Badge color="green">{t("rule.liveIs", { number: rule.live })}</Badge>
            )}{" "}
            {rule.shadow !== null && rule.shadow !== rule.number && (
              <Badge color="blue">{t("rule.shadowIs", { number: rule.shadow })}</Badge>
            )}
          </>
        }
        actions={<StepButtons rule={rule} />}
      >
        <bdi>{rule.title}</bdi>
      </Header>
      {rule.state !== "live" && rule.lacks.length > 0 && (
        <Alert type="info" header={t("rule.lacks")}>
          <bdi>{rule.lacks.join(" · ")}</bdi>
        </Alert>
      )}
      <RuleFacts rule={rule} />
      <Tabs
        tabs={[
          { id: "says", label: t("rule.says"), content: editor },
          { id: "runs", label: t("run.title"), content: <RuleRuns rule={rule} /> },
          {
            id: "versions",
            label: `${t("rule.versions")} (${rule.versions.length})`,
            content: <RuleVersions rule={rule} />,
          },
        ]}
      />
    </SpaceBetween>
  );
}
