import ColumnLayout from "@cloudscape-design/components/column-layout";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Multiselect from "@cloudscape-design/components/multiselect";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useTranslation } from "react-i18next";
import { Panel } from "../ui/panel.tsx";
import { useEditing } from "./editing.ts";
import { faultsOf } from "./fault_places.ts";
import { GroupEditor } from "./group_editor.tsx";
import type { RuleDraft } from "./rule_draft.ts";
import { TestRows } from "./test_rows.tsx";

interface Props {
  draft: RuleDraft;
  onChange: (draft: RuleDraft) => void;
}

/** All that an author writes: the rule in words, its particulars, the tree, its test rows. */
export function RuleForm({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const { tables } = useEditing();
  return (
    <SpaceBetween size="m">
      <Panel title={t("rule.particulars")}>
        <Particulars draft={draft} onChange={onChange} />
      </Panel>
      <Panel title={t("rule.tree")}>
        <GroupEditor
          group={draft.when}
          place="when"
          fields={tables.fields}
          onChange={(when) => onChange({ ...draft, when })}
        />
      </Panel>
      <Panel title={t("rule.rows")}>
        <p className="quiet">{t("rule.rowsWhat")}</p>
        <TestRows draft={draft} onChange={(tests) => onChange({ ...draft, tests })} />
      </Panel>
    </SpaceBetween>
  );
}

function Particulars({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const { readOnly, faults } = useEditing();
  const change = (part: Partial<RuleDraft>) => onChange({ ...draft, ...part });
  return (
    <SpaceBetween size="m">
      <FormField
        stretch
        label={t("rule.words")}
        description={t("rule.wordsWhat")}
        errorText={faultsOf(faults, "words").join(" ")}
      >
        <Textarea
          value={draft.words}
          rows={2}
          readOnly={readOnly}
          onChange={({ detail }) => change({ words: detail.value })}
        />
      </FormField>
      <ColumnLayout columns={3}>
        <Line of="title" draft={draft} change={change} />
        <Streams draft={draft} change={change} />
        <Line of="weight" draft={draft} change={change} />
        <Severity draft={draft} change={change} />
        <Line of="scenario" draft={draft} change={change} />
        <Line of="source" draft={draft} change={change} />
      </ColumnLayout>
    </SpaceBetween>
  );
}

interface PartProps {
  draft: RuleDraft;
  change: (part: Partial<RuleDraft>) => void;
}

function Line({ of, draft, change }: PartProps & { of: "title" | "weight" | "scenario" | "source" }) {
  const { t } = useTranslation();
  const { readOnly, faults } = useEditing();
  return (
    <FormField
      label={t(`rule.${of}`)}
      description={t(`rule.${of}What`)}
      errorText={faultsOf(faults, of).join(" ")}
    >
      <Input
        value={draft[of]}
        readOnly={readOnly}
        inputMode={of === "weight" ? "decimal" : "text"}
        onChange={({ detail }) => change({ [of]: detail.value })}
      />
    </FormField>
  );
}

function Streams({ draft, change }: PartProps) {
  const { t } = useTranslation();
  const { tables, readOnly, faults } = useEditing();
  const option = (value: string) => ({ value, label: t(`streams.${value}`, value) });
  return (
    <FormField
      label={t("rule.streams")}
      description={t("rule.streamsWhat")}
      errorText={faultsOf(faults, "streams").join(" ")}
    >
      <Multiselect
        disabled={readOnly}
        selectedOptions={draft.streams.map(option)}
        options={tables.streams.map(option)}
        onChange={({ detail }) => change({ streams: detail.selectedOptions.map(({ value }) => value ?? "") })}
      />
    </FormField>
  );
}

function Severity({ draft, change }: PartProps) {
  const { t } = useTranslation();
  const { tables, readOnly } = useEditing();
  const options = tables.severities.map((number) => ({
    value: String(number),
    label: t(`entry.severities.${number}`, String(number)),
  }));
  return (
    <FormField label={t("rule.severity")} description={t("rule.severityWhat")}>
      <Select
        disabled={readOnly}
        options={options}
        selectedOption={options.find(({ value }) => value === draft.severity) ?? null}
        onChange={({ detail }) => change({ severity: detail.selectedOption.value ?? "" })}
      />
    </FormField>
  );
}
