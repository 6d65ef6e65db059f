import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import Input, { type InputProps } from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FieldType } from "../api/types.ts";
import { FieldSelect } from "./condition_editor.tsx";
import { useEditing } from "./editing.ts";
import type { AskedField } from "./group_editor.tsx";
import { type DraftCondition, WITH_THRESHOLD } from "./tree_draft.ts";
import { COMPARES, pairOf, partsOfPair, type Way, waysOf } from "./values.ts";

interface Props {
  draft: DraftCondition;
  field: AskedField | undefined;
  onChange: (draft: DraftCondition) => void;
}

/** What the field is compared with: a value of its type, a named list, another field, a number of elements. */
export function ValueEditor(props: Props) {
  const { draft, field } = props;
  if (!field) return <span />;
  if (draft.count) return <Threshold {...props} />;
  const way = waysOf(draft.operator);
  if (way === "none") return <span />;
  if (!COMPARES.has(draft.operator)) return <ValueInput {...props} way={way} type={field.type} />;
  return (
    <span className="rule-value">
      {draft.source === "field" ? (
        <OtherField {...props} />
      ) : (
        <ValueInput {...props} way={way} type={field.type} />
      )}
      <SourceChoice {...props} />
    </span>
  );
}

function Threshold({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const { count } = draft;
  if (!count || !WITH_THRESHOLD.has(count.mode)) return <span />;
  return (
    <Input
      type="number"
      ariaLabel={t("rule.threshold")}
      value={String(count.threshold)}
      onChange={({ detail }) =>
        onChange({ ...draft, count: { ...count, threshold: Number.parseInt(detail.value, 10) || 0 } })
      }
    />
  );
}

/** Whether a value or another field is meant. */
function SourceChoice({ draft, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <ButtonDropdown
      variant="icon"
      ariaLabel={t("rule.compare")}
      items={(["value", "field"] as const).map((id) => ({
        id,
        text: t(`rule.compareWith.${id}`),
        itemType: "checkbox",
        checked: draft.source === id,
      }))}
      onItemClick={({ detail }) =>
        onChange({ ...draft, source: detail.id === "field" ? "field" : "value", text: "" })
      }
    />
  );
}

function OtherField({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const { tables } = useEditing();
  return (
    <FieldSelect
      fields={tables.fields}
      chosen={draft.text}
      label={t("rule.otherField")}
      onChange={(text) => onChange({ ...draft, text })}
    />
  );
}

interface InputsProps {
  draft: DraftCondition;
  way: Way;
  type: FieldType;
  onChange: (draft: DraftCondition) => void;
}

function ValueInput({ draft, way, type, onChange }: InputsProps): ReactNode {
  const { t } = useTranslation();
  const { tables } = useEditing();
  const set = (text: string) => onChange({ ...draft, text });
  if (way === "one" && type === "boolean")
    return <OneOf value={draft.text} onChange={set} options={YES_NO.map((id) => [id, t(`rule.${id}`)])} />;
  if (way === "list")
    return <OneOf value={draft.text} onChange={set} options={tables.lists.map((name) => [name, name])} />;
  if (way === "pair" || way === "circle")
    return <Pair draft={draft} way={way} type={type} onChange={onChange} />;
  const kind = way === "one" ? type : way;
  return <Text kind={kind} value={draft.text} label={t("rule.value")} onChange={set} />;
}

const YES_NO = ["true", "false"] as const;

interface OneOfProps {
  value: string;
  options: [string, string][];
  onChange: (value: string) => void;
}

/** One value out of a few. */
export function OneOf({ value, options, onChange }: OneOfProps) {
  const { t } = useTranslation();
  const choices = options.map(([id, label]) => ({ value: id, label }));
  return (
    <Select
      ariaLabel={t("rule.value")}
      placeholder={t("rule.value")}
      options={choices}
      selectedOption={choices.find((choice) => choice.value === value) ?? null}
      onChange={({ detail }) => onChange(detail.selectedOption.value ?? "")}
    />
  );
}

function Pair({ draft, way, type, onChange }: InputsProps) {
  const { t } = useTranslation();
  const [low, high] = partsOfPair(draft.text);
  const set = (a: string, b: string) => onChange({ ...draft, text: pairOf(a, b) });
  const circle = way === "circle";
  return (
    <span className="rule-pair">
      <Text
        kind={circle ? "text" : type}
        value={low}
        label={t(circle ? "rule.place" : "rule.low")}
        onChange={(text) => set(text, high)}
      />
      <Text
        kind={circle ? "number" : type}
        value={high}
        label={t(circle ? "rule.km" : "rule.to")}
        onChange={(text) => set(low, text)}
      />
    </span>
  );
}

const HINTS: Record<string, string> = { date: "YYYY-MM-DD", several: "A, B, C", pattern: "^AB[0-9]+$" };
const MODES: Record<string, InputProps.InputMode> = { number: "decimal", days: "numeric" };

interface TextProps {
  kind: string;
  value: string;
  label: string;
  onChange: (text: string) => void;
}

/** Typed text; codes and numbers stand from left to right in every language. */
function Text({ kind, value, label, onChange }: TextProps) {
  return (
    <div dir="ltr">
      <Input
        value={value}
        ariaLabel={label}
        placeholder={HINTS[kind] ?? label}
        inputMode={MODES[kind] ?? "text"}
        onChange={({ detail }) => onChange(detail.value)}
      />
    </div>
  );
}
