import Button from "@cloudscape-design/components/button";
import Select, { type SelectProps } from "@cloudscape-design/components/select";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { RuleTables } from "../api/types.ts";
import { Iso } from "../ui/iso.tsx";
import { useEditing } from "./editing.ts";
import { eachPlace, faultsAt } from "./fault_places.ts";
import { Faults } from "./faults.tsx";
import { type AskedField, GroupEditor } from "./group_editor.tsx";
import { type DraftCondition, emptyGroup, MODES, withField } from "./tree_draft.ts";
import { ValueEditor } from "./value_editor.tsx";

interface Props {
  draft: DraftCondition;
  place: string;
  fields: readonly AskedField[];
  onChange: (draft: DraftCondition) => void;
  onRemove: () => void;
  onMove: (by: -1 | 1) => void;
}

/** One condition: a field, an operator that its type has, a value of that type. */
export function ConditionEditor(props: Props) {
  const { draft, place, fields, onChange } = props;
  const { readOnly, faults } = useEditing();
  const field = fields.find(({ name }) => name === draft.field);
  return (
    <div className="rule-condition">
      {readOnly ? <Told draft={draft} field={field} /> : <Inputs {...props} field={field} />}
      {field?.sentence && !readOnly && (
        <p className="quiet">
          <bdi>{field.sentence}</bdi>
        </p>
      )}
      <Faults texts={faultsAt(faults, place)} />
      {draft.each && (
        <GroupEditor
          group={draft.each}
          place={eachPlace(place)}
          fields={field?.members ?? []}
          onChange={(each) => onChange({ ...draft, each })}
        />
      )}
    </div>
  );
}

/** Operators of a field by name; one name can have other words for another type. */
const operatorsOf = ({ operators }: Pick<RuleTables, "operators">, field: AskedField | undefined) =>
  operators.filter(({ types }) => field && types.includes(field.type));

function Told({ draft, field }: { draft: DraftCondition; field: AskedField | undefined }) {
  const { t } = useTranslation();
  const { tables } = useEditing();
  const operator = operatorsOf(tables, field).find(({ name }) => name === draft.operator);
  const other = draft.source === "field" && tables.fields.find(({ name }) => name === draft.text)?.label;
  return (
    <p>
      <strong>{field?.label ?? draft.field}</strong>{" "}
      {draft.count
        ? t(`rule.modes.${draft.count.mode}`, { n: draft.count.threshold })
        : (operator?.label ?? draft.operator)}{" "}
      {other || (draft.text && <Iso mono>{draft.text}</Iso>)}
    </p>
  );
}

function Inputs({ draft, fields, onChange, onRemove, onMove, field }: Props & { field?: AskedField }) {
  const { t } = useTranslation();
  const { tables } = useEditing();
  const choose = (name: string) => {
    const chosen = fields.find((each) => each.name === name);
    const operators = operatorsOf(tables, chosen).map((operator) => operator.name);
    if (chosen) onChange(withField(draft, chosen, operators));
  };
  return (
    <div className="rule-inputs">
      <FieldSelect fields={fields} chosen={draft.field} onChange={choose} label={t("rule.field")} />
      <OperatorSelect draft={draft} field={field} onChange={onChange} />
      <ValueEditor draft={draft} field={field} onChange={onChange} />
      <span className="rule-tools">
        <Button variant="icon" iconName="angle-up" ariaLabel={t("rule.up")} onClick={() => onMove(-1)} />
        <Button variant="icon" iconName="angle-down" ariaLabel={t("rule.down")} onClick={() => onMove(1)} />
        <Button variant="icon" iconName="close" ariaLabel={t("rule.remove")} onClick={onRemove} />
      </span>
    </div>
  );
}

interface FieldProps {
  fields: readonly AskedField[];
  chosen: string;
  label: string;
  onChange: (name: string) => void;
}

/** Fields by group, found by label, name or sentence. */
export function FieldSelect({ fields, chosen, label, onChange }: FieldProps) {
  const { t } = useTranslation();
  const { about } = useEditing();
  const options = useMemo(() => {
    const shown = fields.filter(({ of }) => !of || of.includes(about));
    const groups = [...new Set(shown.map(({ group }) => group ?? ""))];
    const option = ({ name, label, sentence }: AskedField) => ({ value: name, label, description: sentence });
    return groups.map((group) => ({
      label: group ? t(`rule.groups.${group}`, group) : t("rule.elements"),
      options: shown.filter((field) => (field.group ?? "") === group).map(option),
    }));
  }, [fields, about, t]);
  const field = fields.find(({ name }) => name === chosen);
  return (
    <Select
      ariaLabel={label}
      placeholder={label}
      filteringType="auto"
      filteringPlaceholder={t("rule.findField")}
      virtualScroll
      selectedOption={chosen ? { value: chosen, label: field?.label ?? chosen } : null}
      options={options}
      onChange={({ detail }) => onChange(detail.selectedOption.value ?? "")}
    />
  );
}

const COUNTS = "count:";

interface OperatorProps {
  draft: DraftCondition;
  field: AskedField | undefined;
  onChange: (draft: DraftCondition) => void;
}

/** Operators of the field's type; a list also has ways to count its elements. */
function OperatorSelect({ draft, field, onChange }: OperatorProps) {
  const { t } = useTranslation();
  const { tables } = useEditing();
  const modes = field?.type === "list" ? MODES : [];
  const options: SelectProps.Option[] = [
    ...modes.map((mode) => ({ value: COUNTS + mode, label: t(`rule.modes.${mode}`, { n: "…" }) })),
    ...operatorsOf(tables, field).map(({ name, label }) => ({ value: name, label })),
  ];
  const chosen = draft.count ? COUNTS + draft.count.mode : draft.operator;
  const choose = (value: string) =>
    value.startsWith(COUNTS)
      ? onChange({
          ...draft,
          operator: "=",
          count: { threshold: draft.count?.threshold ?? 1, mode: value.slice(COUNTS.length) },
          each: draft.each ?? emptyGroup(),
        })
      : onChange({ ...draft, operator: value, count: null, each: null });
  return (
    <Select
      ariaLabel={t("rule.operator")}
      placeholder={t("rule.operator")}
      disabled={!field}
      selectedOption={options.find(({ value }) => value === chosen) ?? null}
      options={options}
      onChange={({ detail }) => choose(detail.selectedOption.value ?? "")}
    />
  );
}
