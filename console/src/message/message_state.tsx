import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { useTranslation } from "react-i18next";
import type { MessageStatus } from "../api/types.ts";

const TYPES: Record<MessageStatus, StatusIndicatorProps.Type> = {
  pending: "pending",
  parsed: "success",
  rejected: "error",
};

/** What became of a message, by sign, colour and word. */
export function MessageState({ status }: { status: MessageStatus }) {
  const { t } = useTranslation();
  return <StatusIndicator type={TYPES[status]}>{t(`messageStates.${status}`)}</StatusIndicator>;
}
