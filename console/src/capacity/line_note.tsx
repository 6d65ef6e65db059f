import { useTranslation } from "react-i18next";
import type { CapacityLine } from "../api/types.ts";
import { Iso } from "../ui/iso.tsx";

/** How much of what waits can be examined today, and what is expected to be lost with the rest. */
export function LineNote({ line }: { line: CapacityLine }) {
  const { t } = useTranslation();
  if (line.above + line.below === 0) return <span>{t("capacity.unlimited", { count: line.unlimited })}</span>;
  return (
    <span>
      {t("capacity.above", { count: line.above })} · {t("capacity.below", { count: line.below })}
      {line.below > 0 && (
        <>
          {" "}
          ({t("capacity.loss")} <Iso>{line.expected_loss.toFixed(1)}</Iso>)
        </>
      )}
      {line.quota > 0 && ` · ${t("capacity.quotaFill", { count: line.quota })}`}
      {line.random > 0 && ` · ${t("capacity.random", { count: line.random })}`}
    </span>
  );
}
