import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRandomArm } from "../api/statistics.ts";
import type { RandomArm, Stratum, StreamEstimates } from "../api/types.ts";
import { Empty } from "../ui/empty.tsx";
import { Iso, IsoOr, NOTHING } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/panel.tsx";
import { Estimate, Percent } from "../ui/share.tsx";
import { SampleSizes } from "./sample_sizes.tsx";
import { SharesPanel } from "./shares_panel.tsx";

/** The random arm: what there is to find at all, and how much more the targeting finds than chance. */
export function RandomView() {
  const [period, setPeriod] = useState("");
  return (
    <Loaded query={useRandomArm(period || undefined)}>
      {(arm) => <View arm={arm} period={period} onPeriod={setPeriod} />}
    </Loaded>
  );
}

interface ViewProps {
  arm: RandomArm;
  period: string;
  onPeriod: (period: string) => void;
}

function View({ arm, period, onPeriod }: ViewProps) {
  const { t } = useTranslation();
  const options = ["", ...arm.periods].map((value) => ({ value, label: value || t("random.allPeriods") }));
  return (
    <SpaceBetween size="m">
      <p className="quiet">{t("random.what")}</p>
      <div className="period">
        <Select
          ariaLabel={t("random.period")}
          options={options}
          selectedOption={options.find(({ value }) => value === period) ?? null}
          onChange={({ detail }) => onPeriod(detail.selectedOption.value ?? "")}
        />
      </div>
      {arm.streams.map((stream) => (
        <StreamPanel key={stream.stream} of={stream} />
      ))}
      {arm.strata.length === 0 ? (
        <Empty of="random" />
      ) : (
        <Panel title={t("random.strata")}>
          <Strata strata={arm.strata} />
        </Panel>
      )}
      <SharesPanel />
      <SampleSizes />
      <Panel title={t("random.keys")}>
        <Keys keys={arm.keys} />
      </Panel>
    </SpaceBetween>
  );
}

type Bounds = { low: number | null; high: number | null };

function Share({ value, of }: { value: number | null; of: Bounds }) {
  return <Estimate value={value} interval={of.low === null || of.high === null ? null : [of.low, of.high]} />;
}

function Lift({ of }: { of: StreamEstimates["lift"] }) {
  if (of.value === null) return NOTHING;
  const end = (value: number | null) => (value === null ? "∞" : value.toFixed(1));
  return <Iso>{`× ${of.value.toFixed(1)} (${end(of.low)}–${end(of.high)})`}</Iso>;
}

const rounded = (value: number | null) => (value === null ? "–" : String(Math.round(value)));

function StreamPanel({ of }: { of: StreamEstimates }) {
  const { t } = useTranslation();
  const { missed } = of;
  return (
    <Panel title={t(`streams.${of.stream}`, of.stream)}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: t("random.population"), value: <Iso>{of.population}</Iso> },
          { label: t("random.base"), value: <Share value={of.base.rate} of={of.base} /> },
          { label: t("random.targeted"), value: <Share value={of.targeted.rate} of={of.targeted} /> },
          { label: t("random.lift"), value: <Lift of={of.lift} /> },
          { label: t("random.catch"), value: <Share value={of.catch_rate.value} of={of.catch_rate} /> },
          {
            label: t("random.missed"),
            value: <Iso>{`${rounded(missed.value)} (${rounded(missed.low)}–${rounded(missed.high)})`}</Iso>,
          },
        ]}
      />
    </Panel>
  );
}

function Strata({ strata }: { strata: Stratum[] }) {
  const { t } = useTranslation();
  const heads = ["period", "stratum", "drawn", "examined", "rate", "compliance", "notExamined"];
  return (
    <table className="plain">
      <thead>
        <tr>
          {heads.map((key) => (
            <th scope="col" key={key}>
              {t(`random.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {strata.map((row) => (
          <StratumRow key={[row.period, row.stream, row.way, row.office].join("/")} row={row} />
        ))}
      </tbody>
    </table>
  );
}

/** Below this share of the draw examined or excused by a code, the estimates of a stratum mean little. */
const LEAST_COMPLIANCE = 0.9;

function StratumRow({ row }: { row: Stratum }) {
  const { t } = useTranslation();
  const poor = row.compliance !== null && row.compliance < LEAST_COMPLIANCE;
  const causes = Object.entries(row.not_examined);
  return (
    <tr>
      <td>
        <Iso>{row.period}</Iso>
      </td>
      <td>
        {t(`streams.${row.stream}`, row.stream)} · {t(`random.ways.${row.way}`, row.way)} ·{" "}
        <IsoOr value={row.office} />
      </td>
      <td>
        <Iso>{`${row.drawn} / ${row.population}`}</Iso>
      </td>
      <td>
        <Iso>{`${row.positive} / ${row.examined}`}</Iso>
        {row.pending > 0 && <div className="quiet">{t("random.pending", { count: row.pending })}</div>}
      </td>
      <td>
        <Estimate value={row.rate} interval={row.interval} />
        {row.zero_find_bound !== null && (
          <div className="quiet">
            {t("random.bound")} <Percent of={row.zero_find_bound} />
          </div>
        )}
      </td>
      <td className={poor ? "uneven" : undefined}>
        <Percent of={row.compliance} digits={0} />
        {poor && " !"}
      </td>
      <td>
        {causes.map(([code, count]) => (
          <div key={code}>
            {t(`causes.${code}`, code)}: <Iso>{count}</Iso>
          </div>
        ))}
      </td>
    </tr>
  );
}

/** Keys of the draw: promised before a period, shown after it, so that anybody can draw again. */
function Keys({ keys }: { keys: RandomArm["keys"] }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="quiet">{t("random.keysWhat")}</p>
      <ul className="found">
        {keys.map(({ period, commitment, key }) => (
          <li key={period}>
            <Iso>{period}</Iso> · {t("random.commitment")} <Iso mono>{commitment.slice(0, 24)}…</Iso>
            <div className="quiet">{key ? <Iso mono>{key}</Iso> : t("random.keySecret")}</div>
          </li>
        ))}
      </ul>
    </>
  );
}
