import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useTranslation } from "react-i18next";
import type { RuleRow } from "../api/types.ts";
import { Iso, NOTHING } from "../ui/iso.tsx";

/** The day after which the rule no longer counts; marked when it is near. */
export function Expiry({ rule }: { rule: Pick<RuleRow, "expires" | "ends_in" | "ends_soon"> }) {
  const { t } = useTranslation();
  if (!rule.expires) return NOTHING;
  const day = <Iso>{rule.expires}</Iso>;
  if (!rule.ends_soon) return day;
  return (
    <>
      <StatusIndicator type="warning">{day}</StatusIndicator>
      <div className="quiet">{t("rule.endsIn", { count: rule.ends_in ?? 0 })}</div>
    </>
  );
}
