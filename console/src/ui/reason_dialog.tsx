import FormField from "@cloudscape-design/components/form-field";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog, type DialogProps } from "./dialog.tsx";

/** What the service takes for a reason, and not less. */
export const SHORTEST_REASON = 10;

interface Props extends DialogProps {
  onConfirm: (reason: string) => void;
  /** Fewest characters, and what the words are called, where it is not an ordinary reason. */
  shortest?: number;
  label?: string;
  description?: string;
  start?: string;
}

/** Asks for the written reason of a change before it is made. */
export function ReasonDialog({ onConfirm, children, start = "", ...props }: Props) {
  const { t } = useTranslation();
  const { shortest = SHORTEST_REASON, label, description, ...dialog } = props;
  const [reason, setReason] = useState(start);
  const [tried, setTried] = useState(false);
  const enough = reason.trim().length >= shortest;
  const confirm = () => {
    setTried(true);
    if (enough) onConfirm(reason.trim());
  };
  return (
    <Dialog {...dialog} onConfirm={confirm}>
      {children}
      <FormField
        label={label ?? t("reason.label")}
        description={description ?? t("reason.what")}
        errorText={tried && !enough && t("reason.short", { count: shortest })}
      >
        <Textarea value={reason} rows={3} onChange={({ detail }) => setReason(detail.value)} />
      </FormField>
    </Dialog>
  );
}
