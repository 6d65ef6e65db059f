import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useTranslation } from "react-i18next";
import { useCalibration } from "../api/statistics.ts";
import type { Calibration, CalibrationBin } from "../api/types.ts";
import { Empty } from "../ui/empty.tsx";
import { Iso, IsoOr } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/panel.tsx";
import { Estimate, Percent } from "../ui/share.tsx";
import { across, pointsOf, SIDE, scaleEnd, ticksOf, upwards } from "./plot.ts";

/** Whether scores come true: of those scored 5 %, are 5 in 100 finds? */
export function CalibrationView() {
  return <Loaded query={useCalibration()}>{(data) => <View calibration={data} />}</Loaded>;
}

function View({ calibration }: { calibration: Calibration }) {
  const { t } = useTranslation();
  if (calibration.examined === 0) return <Empty of="calibration" />;
  return (
    <Panel title={t("calibration.title")}>
      <SpaceBetween size="m">
        <p className="quiet">{t("calibration.what")}</p>
        <KeyValuePairs
          columns={4}
          items={[
            { label: t("rules.examined"), value: <Iso>{calibration.examined}</Iso> },
            { label: t("calibration.error"), value: <Percent of={calibration.error} /> },
            { label: t("calibration.errorOfAll"), value: <Percent of={calibration.error_of_all} /> },
            { label: t("statistics.weights"), value: <IsoOr value={calibration.version} mono /> },
          ]}
        />
        <div className="calibration">
          <Plot bins={calibration.bins} />
          <Bins bins={calibration.bins} />
        </div>
        {calibration.note && (
          <p className="quiet">
            <bdi>{calibration.note}</bdi>
          </p>
        )}
      </SpaceBetween>
    </Panel>
  );
}

const percent = (share: number) => `${Number((share * 100).toPrecision(3))} %`;

function Plot({ bins }: { bins: CalibrationBin[] }) {
  const { t } = useTranslation();
  const end = scaleEnd(bins);
  const [left, right, floor, top] = [across(0, end), across(end, end), upwards(0, end), upwards(end, end)];
  return (
    <svg className="plot" viewBox={`0 0 ${SIDE} ${SIDE}`} role="img" direction="ltr">
      <title>{t("calibration.title")}</title>
      {ticksOf(end).map((share) => (
        <g key={share} className="tick">
          <line x1={left} x2={right} y1={upwards(share, end)} y2={upwards(share, end)} />
          <text x={left - 4} y={upwards(share, end) + 4} textAnchor="end">
            {percent(share)}
          </text>
          <text x={across(share, end)} y={floor + 16} textAnchor="middle">
            {percent(share)}
          </text>
        </g>
      ))}
      <line className="ideal" x1={left} y1={floor} x2={right} y2={top} />
      {pointsOf(bins, end).map(({ x, y, low, high, radius, bin }) => (
        <g key={bin.low} className="estimate">
          <line x1={x} x2={x} y1={low} y2={high} />
          <circle cx={x} cy={y} r={radius}>
            <title>{`${percent(bin.predicted)} → ${percent(bin.observed ?? 0)} (${bin.examined})`}</title>
          </circle>
        </g>
      ))}
      <text className="axis" x={SIDE / 2} y={SIDE - 6} textAnchor="middle">
        {t("calibration.predicted")}
      </text>
      <text className="axis" x={left} y={top - 12} textAnchor="start">
        {t("calibration.observed")}
      </text>
    </svg>
  );
}

/** The same as the plot, for reading. */
function Bins({ bins }: { bins: CalibrationBin[] }) {
  const { t } = useTranslation();
  return (
    <table className="plain">
      <thead>
        <tr>
          {["score", "predicted", "observed", "examined", "stands_for"].map((key) => (
            <th scope="col" key={key}>
              {t(`calibration.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bins
          .filter(({ examined }) => examined > 0)
          .map((bin) => (
            <tr key={bin.low}>
              <td>
                <Iso>{`${percent(bin.low)} – ${percent(bin.high)}`}</Iso>
              </td>
              <td>
                <Percent of={bin.predicted} />
              </td>
              <td>
                <Estimate value={bin.observed} interval={bin.interval} />
              </td>
              <td>
                <Iso>{`${bin.positive} / ${bin.examined}`}</Iso>
              </td>
              <td>
                <Iso>{Math.round(bin.stands_for)}</Iso>
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
