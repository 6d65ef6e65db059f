import Button from "@cloudscape-design/components/button";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Toggle from "@cloudscape-design/components/toggle";
import { useTranslation } from "react-i18next";
import { Empty } from "../ui/empty.tsx";
import { useEditing } from "./editing.ts";
import { faultsOf } from "./fault_places.ts";
import { Faults } from "./faults.tsx";
import { type DraftRow, emptyRow, type RuleDraft } from "./rule_draft.ts";
import { fieldsAsked } from "./tree_draft.ts";
import { OneOf } from "./value_editor.tsx";

interface Props {
  draft: RuleDraft;
  onChange: (tests: DraftRow[]) => void;
}

/** Made-up cases with what the rule must say of each: one row a case, one column a field that the tree asks. */
export function TestRows({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const { tables, readOnly, faults } = useEditing();
  const { tests } = draft;
  const told = tests.flatMap((row) => Object.keys(row.texts));
  const names = [...new Set([...fieldsAsked(draft.when), ...told])];
  const label = (name: string) => tables.fields.find((field) => field.name === name)?.label ?? name;
  const change = (row: DraftRow) => onChange(tests.map((each) => (each.key === row.key ? row : each)));
  return (
    <SpaceBetween size="s">
      <Faults texts={faultsOf(faults, "tests")} />
      {tests.length === 0 ? (
        <Empty of="testRows" />
      ) : (
        <div className="rows">
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{t("rule.rowHits")}</th>
                {names.map((name) => (
                  <th scope="col" key={name}>
                    {label(name)}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {tests.map((row) => (
                <Row
                  key={row.key}
                  row={row}
                  names={names}
                  onChange={change}
                  onRemove={() => onChange(tests.filter((each) => each.key !== row.key))}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {!readOnly && (
        <Button iconName="add-plus" onClick={() => onChange([...tests, emptyRow(tests.length === 0)])}>
          {t("rule.addRow")}
        </Button>
      )}
    </SpaceBetween>
  );
}

interface RowProps {
  row: DraftRow;
  names: string[];
  onChange: (row: DraftRow) => void;
  onRemove: () => void;
}

function Row({ row, names, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  const { readOnly } = useEditing();
  return (
    <tr>
      <td>
        <Toggle
          checked={row.hit}
          readOnly={readOnly}
          onChange={({ detail }) => onChange({ ...row, hit: detail.checked })}
        >
          {t(row.hit ? "rule.hits" : "rule.passes")}
        </Toggle>
      </td>
      {names.map((name) => (
        <td key={name}>
          <Cell
            name={name}
            text={row.texts[name] ?? ""}
            onChange={(text) => onChange({ ...row, texts: { ...row.texts, [name]: text } })}
          />
        </td>
      ))}
      <td>
        {!readOnly && (
          <Button variant="icon" iconName="close" ariaLabel={t("rule.removeRow")} onClick={onRemove} />
        )}
      </td>
    </tr>
  );
}

function Cell({ name, text, onChange }: { name: string; text: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const { tables, readOnly } = useEditing();
  const field = tables.fields.find((each) => each.name === name);
  if (field?.type === "boolean" && !readOnly)
    return (
      <OneOf
        value={text}
        onChange={onChange}
        options={[
          ["", "–"],
          ["true", t("rule.true")],
          ["false", t("rule.false")],
        ]}
      />
    );
  return (
    <div dir="ltr">
      <Input
        value={text}
        readOnly={readOnly}
        ariaLabel={field?.label ?? name}
        placeholder="–"
        onChange={({ detail }) => onChange(detail.value)}
      />
    </div>
  );
}
