import ColumnLayout from "@cloudscape-design/components/column-layout";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Multiselect from "@cloudscape-design/components/multiselect";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useTranslation } from "react-i18next";
import { ACTIONS, type Draft, KINDS, LINES, WORDS } from "./entry_draft.ts";

interface Props {
  draft: Draft;
  fresh: boolean;
  readOnly: boolean;
  onChange: (draft: Draft) => void;
}

/** The fields of an entry. */
export function EntryForm({ draft, fresh, readOnly, onChange }: Props) {
  const { t } = useTranslation();
  const change = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  return (
    <SpaceBetween size="m">
      <ColumnLayout columns={3}>
        <Word of="id" draft={draft} change={change} readOnly={!fresh} />
        <Choice of="kind" draft={draft} change={change} readOnly={readOnly} options={[...KINDS]} />
        <Word of="name" draft={draft} change={change} readOnly={readOnly} />
        <Choice of="gender" draft={draft} change={change} readOnly={readOnly} options={["", "M", "F"]} />
        <Choice of="severity" draft={draft} change={change} readOnly={readOnly} options={["1", "2", "3"]} />
        <FormField label={t("entry.actions")}>
          <Multiselect
            disabled={readOnly}
            selectedOptions={draft.actions.map((value) => ({ value, label: t(`entry.action.${value}`) }))}
            options={ACTIONS.map((value) => ({ value, label: t(`entry.action.${value}`) }))}
            onChange={({ detail }) =>
              change({ actions: detail.selectedOptions.map((option) => option.value ?? "") })
            }
          />
        </FormField>
      </ColumnLayout>
      <ColumnLayout columns={2}>
        {LINES.map((key) => (
          <FormField key={key} stretch label={t(`entry.${key}`)} description={t(`entry.lines.${key}`)}>
            <Textarea
              value={draft[key]}
              rows={3}
              readOnly={readOnly}
              spellcheck={false}
              onChange={({ detail }) => change({ [key]: detail.value })}
            />
          </FormField>
        ))}
      </ColumnLayout>
      <ColumnLayout columns={3}>
        {WORDS.map((key) => (
          <Word key={key} of={key} draft={draft} change={change} readOnly={readOnly} />
        ))}
      </ColumnLayout>
    </SpaceBetween>
  );
}

interface FieldProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  readOnly: boolean;
}

function Word({ of, draft, change, readOnly }: FieldProps & { of: "id" | "name" | (typeof WORDS)[number] }) {
  const { t } = useTranslation();
  return (
    <FormField label={t(`entry.${of}`)} description={of.startsWith("valid") ? "YYYY-MM-DD" : undefined}>
      <Input
        value={draft[of]}
        readOnly={readOnly}
        onChange={({ detail }) => change({ [of]: detail.value })}
      />
    </FormField>
  );
}

const WORDED: Record<string, string> = { kind: "kinds", gender: "genders", severity: "severities" };

function Choice({
  of,
  options,
  draft,
  change,
  readOnly,
}: FieldProps & { of: "kind" | "gender" | "severity"; options: string[] }) {
  const { t } = useTranslation();
  const choices = options.map((value) => ({ value, label: t(`entry.${WORDED[of]}.${value || "none"}`) }));
  return (
    <FormField label={t(`entry.${of}`)}>
      <Select
        disabled={readOnly}
        options={choices}
        selectedOption={choices.find(({ value }) => value === draft[of]) ?? null}
        onChange={({ detail }) => change({ [of]: detail.selectedOption.value ?? "" })}
      />
    </FormField>
  );
}
