import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useTranslation } from "react-i18next";
import type { Quality, QualityPeriod } from "../api/types.ts";
import { Empty } from "../ui/empty.tsx";
import { Iso } from "../ui/iso.tsx";
import { PageLink, pathTo } from "../ui/page_link.tsx";
import { Panel } from "../ui/panel.tsx";
import { grade, ScoreBar } from "./score_bar.tsx";

/** The quality of a carrier's data over time: the score, what it is made of, and the findings behind it. */
export function QualityView({ quality }: { quality: Quality }) {
  const { t } = useTranslation();
  const { total } = quality;
  if (total.messages === 0) return <Empty of="quality" />;
  const counts = ["messages", "rejected", "travellers", "due", "late", "missing"] as const;
  return (
    <SpaceBetween size="m">
      <Panel title={t("carrier.score")}>
        <SpaceBetween size="s">
          <KeyValuePairs
            columns={4}
            items={[
              { label: t("carrier.score"), value: <ScoreBar score={total.score} /> },
              ...counts.map((key) => ({ label: t(`carrier.counts.${key}`), value: <Iso>{total[key]}</Iso> })),
            ]}
          />
          <Days days={quality.days} />
        </SpaceBetween>
      </Panel>
      <Panel title={t("carrier.parts")}>
        <Parts parts={total.parts} />
      </Panel>
      <Panel title={t("message.findings")}>
        <Behind findings={total.findings} />
      </Panel>
    </SpaceBetween>
  );
}

const HEIGHT = 100;

/** One column a day; a day on which nothing was sent is empty. */
function Days({ days }: { days: QualityPeriod[] }) {
  const { t } = useTranslation();
  const step = 1000 / Math.max(days.length, 1);
  return (
    <figure>
      <svg className="days" viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" role="img">
        <title>{t("carrier.trend")}</title>
        <rect className="track" y={HEIGHT - 1} width={1000} height={1} />
        {days.map((day, index) => {
          const height = ((day.score ?? 0) / 100) * HEIGHT;
          return (
            <rect
              key={day.date}
              className={`day ${grade(day.score ?? 0)}`}
              x={index * step + step * 0.1}
              y={HEIGHT - height}
              width={step * 0.8}
              height={height}
            >
              <title>{`${day.date}: ${day.score ?? "–"}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption className="quiet">
        <Iso>{days[0]?.date}</Iso> – <Iso>{days.at(-1)?.date}</Iso>
      </figcaption>
    </figure>
  );
}

function Parts({ parts }: { parts: Quality["total"]["parts"] }) {
  const { t } = useTranslation();
  return (
    <table className="plain">
      <thead>
        <tr>
          <th scope="col">{t("carrier.part")}</th>
          <th scope="col">{t("carrier.share")}</th>
          <th scope="col">{t("carrier.points")}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.code}>
            <td>
              <bdi>{part.label}</bdi>
            </td>
            <td>
              <Iso mono>{`${(part.share * 100).toFixed(1)} %`}</Iso>
            </td>
            <td>
              <Iso mono>{`${part.points.toFixed(1)} / ${part.weight}`}</Iso>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Behind({ findings }: { findings: Quality["total"]["findings"] }) {
  const { t } = useTranslation();
  if (!findings.length) return <Empty of="findings" />;
  return (
    <table className="plain">
      <thead>
        <tr>
          <th scope="col">{t("finding.severity")}</th>
          <th scope="col">{t("carrier.code")}</th>
          <th scope="col">{t("carrier.count")}</th>
          <th scope="col">{t("carrier.examples")}</th>
        </tr>
      </thead>
      <tbody>
        {findings.map((finding) => (
          <tr key={finding.code}>
            <td>{t(`finding.${finding.severity}`)}</td>
            <td>
              <Iso mono>{finding.code}</Iso>
            </td>
            <td>
              <Iso>{finding.count}</Iso>
            </td>
            <td>
              {finding.examples.map((receipt) => (
                <span key={receipt}>
                  <PageLink to={pathTo("messages", receipt)}>
                    <Iso mono>{receipt}</Iso>
                  </PageLink>{" "}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
