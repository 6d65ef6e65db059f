import { useTranslation } from "react-i18next";
import type { Band, Why } from "../api/types.ts";
import { Iso } from "./iso.tsx";

/** 0.874 → `87`; the last hundredth is never rounded away into certainty. */
export const percent = (share: number) => String(Math.min(99, Math.max(0, Math.round(share * 100))));

/** Score in its band's colour; the band is in words for those who do not see colours. */
export function ScoreChip({ score, band, large }: { score: number; band: Band; large?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={`score ${band}${large ? " large" : ""}`} title={t(`bands.${band}`)}>
      <Iso>{percent(score)}</Iso>
      <span className="unseen"> {t(`bands.${band}`)}</span>
    </span>
  );
}

const SHOWN_SHORT = 2;

/** Reasons in one line. Where room is short, the first two share it and a number stands for the rest. */
export function WhyChips({ why, short }: { why: Why[]; short?: boolean }) {
  const shown = short ? why.slice(0, SHOWN_SHORT) : why;
  const rest = why.slice(shown.length);
  return (
    <span className={short ? "whys" : "whys wrapped"}>
      {shown.map((reason) => (
        <span
          key={reason.kind + reason.code}
          dir="auto"
          className={`why ${reason.kind}`}
          title={`${reason.code} ${reason.text}`}
        >
          {reason.text}
        </span>
      ))}
      {rest.length > 0 && (
        <span className="why more" title={rest.map((reason) => reason.text).join("\n")}>
          <Iso>{`+${rest.length}`}</Iso>
        </span>
      )}
    </span>
  );
}
