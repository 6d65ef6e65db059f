import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import Tiles from "@cloudscape-design/components/tiles";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCaseAction, useCodes } from "../api/queries.ts";
import type { Case, Outcome } from "../api/types.ts";
import { ProblemAlert } from "../ui/problem.tsx";
import { type Draft, EMPTY_DRAFT, missing, toBody } from "./result_draft.ts";

const OUTCOMES: Outcome[] = ["positive", "negative", "not_examined"];
const UNITS = ["g", "kg", "l", "pc", "EUR", "USD"].map((value) => ({ value }));

/** The coded result of an examination, recorded at once and in few touches. */
export function ResultForm({ file }: { file: Case }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>(EMPTY_DRAFT);
  const [tried, setTried] = useState(false);
  const send = useCaseAction();
  const gaps = missing(draft);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const record = () => {
    setTried(true);
    if (!gaps.length) send.mutate({ id: file.id, rev: file.rev, action: "result", body: toBody(draft) });
  };
  return (
    <Container
      header={<Header variant="h2">{t("port.form")}</Header>}
      footer={
        <Button variant="primary" loading={send.isPending} onClick={record}>
          {t("port.record")}
        </Button>
      }
    >
      <SpaceBetween size="m">
        {send.error && <ProblemAlert error={send.error} />}
        <FormField
          stretch
          label={t("port.outcome")}
          errorText={tried && gaps.includes("outcome") && t("port.outcomeMissing")}
        >
          <Tiles
            columns={3}
            value={draft.outcome}
            items={OUTCOMES.map((value) => ({
              value,
              label: t(`outcomes.${value}`),
              description: t(`outcomes.${value}What`),
            }))}
            onChange={({ detail }) => change({ outcome: detail.value as Outcome, code: "", reason: "" })}
          />
        </FormField>
        <OutcomeFields draft={draft} change={change} tried={tried} />
        <FormField label={t("decide.note")} description={t("port.noteWhat")}>
          <Textarea value={draft.note} rows={3} onChange={({ detail }) => change({ note: detail.value })} />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}

interface FieldsProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  tried: boolean;
}

function OutcomeFields({ draft, change, tried }: FieldsProps) {
  const { t } = useTranslation();
  const codes = useCodes().data;
  if (!draft.outcome) return null;
  const isReason = draft.outcome === "not_examined";
  const options = isReason
    ? (codes?.reasons.not_examined ?? [])
    : (codes?.results ?? []).filter((code) => code.outcome === draft.outcome);
  const field = isReason ? "reason" : "code";
  return (
    <SpaceBetween size="m">
      <FormField label={t(`port.${field}`)} errorText={tried && !draft[field] && t("port.codeMissing")}>
        <RadioGroup
          value={draft[field]}
          items={options.map(({ code, text }) => ({ value: code, label: text }))}
          onChange={({ detail }) => change({ [field]: detail.value })}
        />
      </FormField>
      {draft.outcome === "positive" && <Quantity draft={draft} change={change} tried={tried} />}
    </SpaceBetween>
  );
}

function Quantity({ draft, change, tried }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <FormField
      label={t("port.quantity")}
      description={t("port.quantityWhat")}
      errorText={tried && missing(draft).includes("quantity") && t("port.quantityWrong")}
    >
      <SpaceBetween direction="horizontal" size="xs">
        <Input
          value={draft.quantity}
          inputMode="decimal"
          ariaLabel={t("port.quantity")}
          onChange={({ detail }) => change({ quantity: detail.value })}
        />
        <Select
          options={UNITS}
          ariaLabel={t("port.unit")}
          placeholder={t("port.unit")}
          selectedOption={UNITS.find(({ value }) => value === draft.unit) ?? null}
          onChange={({ detail }) => change({ unit: detail.selectedOption.value ?? "" })}
        />
      </SpaceBetween>
    </FormField>
  );
}
