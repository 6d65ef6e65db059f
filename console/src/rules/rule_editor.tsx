import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { type Fault, Problem } from "../api/client.ts";
import { useSaveRule } from "../api/rules.ts";
import type { Rule, RuleTables } from "../api/types.ts";
import { pathTo } from "../ui/page_link.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { type Editing, EditingContext } from "./editing.ts";
import { aboutOf, criteriaOf, emptyRule, isRuleId, type RuleDraft, ruleDraftOf } from "./rule_draft.ts";
import { RuleForm } from "./rule_form.tsx";

interface Props {
  /** The rule that is shown or changed; none: a new one. */
  rule: Rule | null;
  tables: RuleTables;
}

/** Writes a rule; what the service finds wrong with it stands at its place. */
export function RuleEditor({ rule, tables }: Props) {
  const navigate = useNavigate();
  const [draft, setDraft] = useState<RuleDraft>(() => (rule ? ruleDraftOf(rule, tables) : emptyRule()));
  const [touched, touch] = useState(false);
  const save = useSaveRule();
  const readOnly = rule !== null && !rule.steps.includes("edit");
  const faults = useFaults(save.error);
  const about = aboutOf(draft.streams);
  const editing = useMemo<Editing>(
    () => ({ tables, about, readOnly, faults }),
    [tables, about, readOnly, faults],
  );
  const change = (next: RuleDraft) => {
    touch(true);
    setDraft(next);
  };
  const send = () =>
    save.mutate(
      { id: draft.id.trim(), rev: rule?.rev ?? 0, criteria: criteriaOf(draft, tables) },
      {
        onSuccess: (saved) => {
          touch(false);
          navigate(pathTo("rules", saved.id));
        },
      },
    );
  return (
    <EditingContext value={editing}>
      <SpaceBetween size="m">
        {save.error && <Refused error={save.error} faults={faults.length} />}
        {!rule && <Id draft={draft} onChange={change} />}
        <RuleForm draft={draft} onChange={change} />
        {!readOnly && (
          <Save
            rule={rule}
            pending={save.isPending}
            disabled={!touched || !isRuleId(draft.id.trim())}
            onClick={send}
          />
        )}
      </SpaceBetween>
    </EditingContext>
  );
}

/** The service's faults of the rule; those that it gives no words for get ordinary ones. */
function useFaults(error: Error | null): readonly Fault[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const told = error instanceof Problem ? error.errors : [];
    return told.map(({ where, text }) => ({ where, text: text ?? t("rule.unfit") }));
  }, [error, t]);
}

function Refused({ error, faults }: { error: Error; faults: number }) {
  const { t } = useTranslation();
  if (!faults) return <ProblemAlert error={error} />;
  return (
    <Alert type="error" header={t("rule.faults", { count: faults })}>
      {t("rule.faultsWhat")}
    </Alert>
  );
}

function Id({ draft, onChange }: { draft: RuleDraft; onChange: (draft: RuleDraft) => void }) {
  const { t } = useTranslation();
  const wrong = draft.id !== "" && !isRuleId(draft.id);
  return (
    <FormField label={t("rule.id")} description={t("rule.idWhat")} errorText={wrong && t("rule.idWrong")}>
      <div dir="ltr">
        <Input value={draft.id} onChange={({ detail }) => onChange({ ...draft, id: detail.value })} />
      </div>
    </FormField>
  );
}

interface SaveProps {
  rule: Rule | null;
  pending: boolean;
  disabled: boolean;
  onClick: () => void;
}

function Save({ rule, pending, disabled, onClick }: SaveProps) {
  const { t } = useTranslation();
  const counts = rule?.live !== null && rule?.live !== undefined;
  return (
    <SpaceBetween size="xs">
      <p className="quiet">{t(counts ? "rule.saveLive" : "rule.saveWhat")}</p>
      <Button variant="primary" loading={pending} disabled={disabled} onClick={onClick}>
        {t("rule.save")}
      </Button>
    </SpaceBetween>
  );
}
