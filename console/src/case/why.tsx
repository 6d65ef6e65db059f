import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useTranslation } from "react-i18next";
import type { Assessment, RuleHit, Score } from "../api/types.ts";
import { SignedBar, signed } from "../ui/bars.tsx";
import { Empty } from "../ui/empty.tsx";
import { Iso } from "../ui/iso.tsx";
import { percent } from "../ui/risk.tsx";

/** Why the machine thinks so: the score's lines with their sum, then each rule with the values that met it. */
export function WhyPanel({ assessment }: { assessment: Assessment | null }) {
  if (!assessment) return <Empty of="assessment" />;
  return (
    <SpaceBetween size="m">
      <ScoreLines score={assessment.score} />
      {assessment.rule_hits.map((hit) => (
        <RuleReasons key={hit.rule} hit={hit} />
      ))}
    </SpaceBetween>
  );
}

function ScoreLines({ score }: { score: Score }) {
  const { t } = useTranslation();
  const largest = Math.max(...score.lines.map((line) => Math.abs(line.points)), 0.01);
  return (
    <table className="plain">
      <caption>{t("why.lines")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("why.reason")}</th>
          <th scope="col" className="sum">
            {t("why.points")}
          </th>
        </tr>
      </thead>
      <tbody>
        {score.lines.map((line) => (
          <tr key={line.source + line.text}>
            <td>
              <bdi>{line.text}</bdi>
              <div className="quiet">
                <Iso mono>{line.source}</Iso>
              </div>
            </td>
            <td>
              <SignedBar value={line.points} largest={largest} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("why.total", { percent: percent(score.probability) })}</th>
          <td className="sum">
            <Iso mono>{signed(score.points)}</Iso>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function RuleReasons({ hit }: { hit: RuleHit }) {
  const { t } = useTranslation();
  return (
    <table className="plain">
      <caption>
        <Iso mono>{hit.rule}</Iso> <bdi>{hit.title}</bdi>
        {hit.shadow && <Box variant="small"> {t("why.shadow")}</Box>}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t("why.condition")}</th>
          <th scope="col">{t("why.actual")}</th>
        </tr>
      </thead>
      <tbody>
        {hit.reasons.map((reason) => (
          <tr key={reason.field + reason.operator + reason.wanted}>
            <td>
              <span
                className={reason.met ? "met" : "unmet"}
                role="img"
                aria-label={t(reason.met ? "why.met" : "why.unmet")}
              >
                {reason.met ? "✓" : "✕"}
              </span>{" "}
              <bdi>
                {reason.label} {reason.operator} {reason.wanted}
              </bdi>
            </td>
            <td>
              <strong>
                <Iso>{reason.value}</Iso>
              </strong>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
