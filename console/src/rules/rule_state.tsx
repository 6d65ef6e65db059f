import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { useTranslation } from "react-i18next";
import type { RuleState as State } from "../api/types.ts";

const SIGNS: Record<State, StatusIndicatorProps.Type> = {
  draft: "pending",
  justified: "pending",
  tested: "pending",
  submitted: "in-progress",
  approved: "in-progress",
  live: "success",
  shadow: "info",
  rejected: "error",
  expired: "warning",
  superseded: "stopped",
  retired: "stopped",
};

/** Where a version of a rule stands; by sign and word. */
export function RuleState({ state }: { state: State }) {
  const { t } = useTranslation();
  return <StatusIndicator type={SIGNS[state] ?? "info"}>{t(`rule.states.${state}`)}</StatusIndicator>;
}
