import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useTranslation } from "react-i18next";
import type { RuleField } from "../api/types.ts";
import { ConditionEditor } from "./condition_editor.tsx";
import { useEditing } from "./editing.ts";
import { faultsAt, memberPlace } from "./fault_places.ts";
import { Faults } from "./faults.tsx";
import {
  type DraftGroup,
  type DraftNode,
  emptyCondition,
  emptyGroup,
  isGroup,
  withMember,
  withMoved,
} from "./tree_draft.ts";

export type AskedField = Pick<RuleField, "name" | "label" | "type"> & Partial<RuleField>;

interface Props {
  group: DraftGroup;
  place: string;
  /** What conditions of this group can ask: fields of the subject, or of the elements of a list. */
  fields: readonly AskedField[];
  onChange: (group: DraftGroup) => void;
  onRemove?: () => void;
}

/** Conditions of which all, any or none must hold, one below the other. */
export function GroupEditor({ group, place, fields, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const { readOnly, faults } = useEditing();
  return (
    <fieldset className="rule-group" aria-label={t(group.every ? "rule.every" : "rule.any")}>
      <GroupHead group={group} onChange={onChange} onRemove={onRemove} />
      <Faults texts={faultsAt(faults, place)} />
      <ol>
        {group.members.map((node, index) => (
          <li key={node.key}>
            <Member
              node={node}
              place={memberPlace(place, index)}
              fields={fields}
              onChange={(next) => onChange(withMember(group, node.key, next))}
              onMove={(by) => onChange(withMoved(group, node.key, by))}
            />
          </li>
        ))}
      </ol>
      {!readOnly && (
        <SpaceBetween size="xs" direction="horizontal">
          <Button
            iconName="add-plus"
            onClick={() => onChange({ ...group, members: [...group.members, emptyCondition()] })}
          >
            {t("rule.addCondition")}
          </Button>
          <Button
            variant="link"
            onClick={() => onChange({ ...group, members: [...group.members, emptyGroup()] })}
          >
            {t("rule.addGroup")}
          </Button>
        </SpaceBetween>
      )}
    </fieldset>
  );
}

interface HeadProps {
  group: DraftGroup;
  onChange: (group: DraftGroup) => void;
  onRemove?: () => void;
}

function GroupHead({ group, onChange, onRemove }: HeadProps) {
  const { t } = useTranslation();
  const { readOnly } = useEditing();
  const words = t(group.every ? "rule.every" : "rule.any");
  if (readOnly) return <p className="rule-joins">{group.negated ? t("rule.notSo", { words }) : words}</p>;
  return (
    <div className="rule-joins">
      <SegmentedControl
        label={t("rule.joined")}
        selectedId={group.every ? "every" : "any"}
        options={(["every", "any"] as const).map((id) => ({ id, text: t(`rule.${id}`) }))}
        onChange={({ detail }) => onChange({ ...group, every: detail.selectedId === "every" })}
      />
      <Checkbox
        checked={group.negated}
        onChange={({ detail }) => onChange({ ...group, negated: detail.checked })}
      >
        {t("rule.negated")}
      </Checkbox>
      {onRemove && (
        <Button variant="icon" iconName="close" ariaLabel={t("rule.removeGroup")} onClick={onRemove} />
      )}
    </div>
  );
}

interface MemberProps {
  node: DraftNode;
  place: string;
  fields: readonly AskedField[];
  onChange: (node: DraftNode | null) => void;
  onMove: (by: -1 | 1) => void;
}

function Member({ node, onChange, onMove, ...rest }: MemberProps) {
  const remove = () => onChange(null);
  return isGroup(node) ? (
    <GroupEditor group={node} onChange={onChange} onRemove={remove} {...rest} />
  ) : (
    <ConditionEditor draft={node} onChange={onChange} onRemove={remove} onMove={onMove} {...rest} />
  );
}
