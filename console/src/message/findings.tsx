import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { useTranslation } from "react-i18next";
import type { Finding } from "../api/types.ts";
import { Empty } from "../ui/empty.tsx";
import { IsoOr } from "../ui/iso.tsx";

/** How bad a finding is, as a sign. */
export const SEVERITY_SIGNS: Record<Finding["severity"], StatusIndicatorProps.Type> = {
  fatal: "error",
  error: "error",
  warning: "warning",
  info: "info",
};

/** Errors and warnings of a message, each with its place and how to mend it. */
export function Findings({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation();
  if (!findings.length) return <Empty of="findings" />;
  return (
    <table className="plain">
      <thead>
        <tr>
          <th scope="col">{t("finding.severity")}</th>
          <th scope="col">{t("finding.segment")}</th>
          <th scope="col">{t("finding.offset")}</th>
          <th scope="col">{t("finding.text")}</th>
        </tr>
      </thead>
      <tbody>
        {findings.map((finding) => (
          <tr key={`${finding.code}-${finding.segment}-${finding.offset}`}>
            <td>
              <StatusIndicator type={SEVERITY_SIGNS[finding.severity]}>
                {t(`finding.${finding.severity}`)}
              </StatusIndicator>
            </td>
            <td>
              <IsoOr value={[finding.segment, finding.tag].filter(Boolean).join(" ")} mono />
            </td>
            <td>
              <IsoOr value={finding.offset} mono />
            </td>
            <td>
              <bdi>{finding.text}</bdi>
              <div className="quiet">
                <IsoOr value={finding.code} mono />
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
