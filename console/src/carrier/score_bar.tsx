import { useTranslation } from "react-i18next";
import { Iso } from "../ui/iso.tsx";

const WIDTH = 120;
/** From which score on the data are good, and fair. */
const GOOD = 90;
const FAIR = 70;

export const grade = (score: number) => (score >= GOOD ? "good" : score >= FAIR ? "fair" : "poor");

/** A carrier's score of data quality, 0 to 100, drawn and in words. */
export function ScoreBar({ score }: { score: number | null }) {
  const { t } = useTranslation();
  if (score === null) return <span className="quiet">{t("carrier.unscored")}</span>;
  return (
    <span className="bar">
      <svg className="quality" viewBox={`0 0 ${WIDTH} 10`} aria-hidden="true">
        <rect className="track" width={WIDTH} height={10} rx={2} />
        <rect className={grade(score)} width={(score / 100) * WIDTH} height={10} rx={2} />
      </svg>
      <Iso mono>{score.toFixed(0)}</Iso> <span className="quiet">{t(`carrier.grades.${grade(score)}`)}</span>
    </span>
  );
}
