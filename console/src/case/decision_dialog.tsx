import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Modal from "@cloudscape-design/components/modal";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCaseAction, useCodes } from "../api/queries.ts";
import type { Case, CaseAction } from "../api/types.ts";
import { Iso } from "../ui/iso.tsx";
import { ProblemAlert } from "../ui/problem.tsx";

interface Props {
  file: Case;
  action: CaseAction;
  onClose: () => void;
}

/** Asks for the coded reason of a decision, and for the office where it is a referral. */
export function DecisionDialog({ file, action, onClose }: Props) {
  const { t } = useTranslation();
  const codes = useCodes().data;
  const reasons = codes?.reasons[action] ?? [];
  const offices = (codes?.offices ?? []).map(({ code, text }) => ({
    value: code,
    label: text,
    description: code,
  }));
  const [reason, setReason] = useState("");
  const [office, setOffice] = useState(file.office ?? "");
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const send = useCaseAction();
  const needsOffice = action === "refer";
  const complete = reason !== "" && (!needsOffice || office !== "");

  const decide = () => {
    setTried(true);
    if (!complete) return;
    const body = { reason, note: note || undefined, office: needsOffice ? office : undefined };
    send.mutate({ id: file.id, rev: file.rev, action, body }, { onSuccess: onClose });
  };

  return (
    <Modal
      visible
      onDismiss={onClose}
      header={t(`decide.${action}`)}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={onClose}>{t("decide.cancel")}</Button>
            <Button variant="primary" loading={send.isPending} onClick={decide}>
              {t(`actions.${action}`)}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Box>
          <strong>
            <Iso>{file.name}</Iso>
          </strong>{" "}
          · <Iso>{file.movement_label}</Iso>
        </Box>
        {send.error && <ProblemAlert error={send.error} />}
        {needsOffice && (
          <FormField label={t("decide.office")} errorText={tried && !office && t("decide.officeMissing")}>
            <Select
              options={offices}
              selectedOption={offices.find(({ value }) => value === office) ?? null}
              onChange={({ detail }) => setOffice(detail.selectedOption.value ?? "")}
              filteringType="auto"
              placeholder={t("decide.officeMissing")}
            />
          </FormField>
        )}
        <FormField label={t("decide.reason")} errorText={tried && !reason && t("decide.reasonMissing")}>
          <RadioGroup
            value={reason}
            items={reasons.map(({ code, text }) => ({ value: code, label: text }))}
            onChange={({ detail }) => setReason(detail.value)}
          />
        </FormField>
        <FormField label={t("decide.note")} description={t(`decide.noteFor.${action}`)}>
          <Textarea value={note} rows={3} onChange={({ detail }) => setNote(detail.value)} />
        </FormField>
      </SpaceBetween>
    </Modal>
  );
}
