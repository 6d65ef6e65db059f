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

/** Reasons in one line. Where room is short, the first keeps its words and the others their codes. */
export function WhyChips({ why, short }: { why: Why[]; short?: boolean }) {
  return (
    <span className={short ? "whys" : "whys wrapped"}>
      {why.map((reason, index) => (
        <span
          key={reason.kind + reason.code}
          dir="auto"
          className={`why ${reason.kind}${short && index ? " code" : ""}`}
          title={`${reason.code} ${reason.text}`}
        >
          {short && index ? reason.code : reason.text}
        </span>
      ))}
    </span>
  );
}
