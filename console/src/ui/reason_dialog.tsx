import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "./problem.tsx";

/** What the service takes for a reason, and not less. */
export const SHORTEST_REASON = 10;

interface Props {
  title: string;
  button: string;
  pending: boolean;
  error: Error | null;
  onConfirm: (reason: string) => void;
  onClose: () => void;
  children?: ReactNode;
}

/** Asks for the written reason of a change before it is made. */
export function ReasonDialog({ title, button, pending, error, onConfirm, onClose, children }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const enough = reason.trim().length >= SHORTEST_REASON;
  const confirm = () => {
    setTried(true);
    if (enough) onConfirm(reason.trim());
  };
  return (
    <Modal
      visible
      onDismiss={onClose}
      header={title}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={onClose}>{t("decide.cancel")}</Button>
            <Button variant="primary" loading={pending} onClick={confirm}>
              {button}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {error && <ProblemAlert error={error} />}
        {children}
        <FormField
          label={t("reason.label")}
          description={t("reason.what")}
          errorText={tried && !enough && t("reason.short", { count: SHORTEST_REASON })}
        >
          <Textarea value={reason} rows={3} onChange={({ detail }) => setReason(detail.value)} />
        </FormField>
      </SpaceBetween>
    </Modal>
  );
}
