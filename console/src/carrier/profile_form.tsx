import Button from "@cloudscape-design/components/button";
import ColumnLayout from "@cloudscape-design/components/column-layout";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import Toggle from "@cloudscape-design/components/toggle";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSaveCarrier } from "../api/carriers.ts";
import type { CarrierProfile } from "../api/types.ts";
import { useMay } from "../ui/may.ts";
import { Panel } from "../ui/panel.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { type Draft, draftOf, profileOf, unreadable } from "./profile_draft.ts";

/** What was agreed with a carrier; who may edit it, edits it here. */
export function ProfileForm({ profile }: { profile: CarrierProfile }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>(() => draftOf(profile));
  const save = useSaveCarrier();
  const mayEdit = useMay("carrier:edit");
  const wrong = unreadable(draft);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  return (
    <Container
      footer={
        mayEdit && (
          <Button
            variant="primary"
            loading={save.isPending}
            disabled={wrong.length > 0}
            onClick={() => save.mutate(profileOf(draft, profile))}
          >
            {t("carrier.save")}
          </Button>
        )
      }
    >
      <SpaceBetween size="m">
        {save.error && <ProblemAlert error={save.error} />}
        <Identity draft={draft} change={change} readOnly={!mayEdit} />
        <Lines draft={draft} change={change} readOnly={!mayEdit} wrong={wrong} />
        <Answers draft={draft} change={change} readOnly={!mayEdit} />
      </SpaceBetween>
    </Container>
  );
}

interface PartProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  readOnly: boolean;
}

function Identity({ draft, change, readOnly }: PartProps) {
  const { t } = useTranslation();
  return (
    <ColumnLayout columns={3}>
      <FormField label={t("carrier.name")}>
        <Input
          value={draft.name}
          readOnly={readOnly}
          onChange={({ detail }) => change({ name: detail.value })}
        />
      </FormField>
      <FormField label={t("carrier.icao")}>
        <Input
          value={draft.icao}
          readOnly={readOnly}
          onChange={({ detail }) => change({ icao: detail.value.toUpperCase() })}
        />
      </FormField>
      <FormField label={t("carrier.standing")} description={t("carrier.testWhat")}>
        <Toggle
          checked={draft.live}
          disabled={readOnly}
          onChange={({ detail }) => change({ live: detail.checked })}
        >
          {t(draft.live ? "carrier.live" : "carrier.test")}
        </Toggle>
      </FormField>
    </ColumnLayout>
  );
}

/** Parts of which there are several: one a line. */
const LINES = ["senders", "clients", "formats", "contacts", "expectations"] as const;

function Lines({ draft, change, readOnly, wrong }: PartProps & { wrong: string[] }) {
  const { t } = useTranslation();
  return (
    <ColumnLayout columns={2}>
      {LINES.map((key) => (
        <FormField
          key={key}
          stretch
          label={t(`carrier.lines.${key}.label`)}
          description={t(`carrier.lines.${key}.what`)}
          errorText={wrong.includes(key) && t(`carrier.lines.${key}.wrong`)}
        >
          <div className="paste" dir="ltr">
            <Textarea
              value={draft[key]}
              rows={key === "expectations" ? 6 : 3}
              readOnly={readOnly}
              spellcheck={false}
              onChange={({ detail }) => change({ [key]: detail.value })}
            />
          </div>
        </FormField>
      ))}
    </ColumnLayout>
  );
}

function Answers({ draft, change, readOnly }: PartProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t("carrier.answers")}>
      <RadioGroup
        value={draft.answers}
        readOnly={readOnly}
        items={(["json", "edifact"] as const).map((value) => ({
          value,
          label: t(`carrier.answer.${value}`),
        }))}
        onChange={({ detail }) => change({ answers: detail.value as Draft["answers"] })}
      />
    </Panel>
  );
}
