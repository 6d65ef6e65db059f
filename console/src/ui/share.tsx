import { useTranslation } from "react-i18next";
import { IntervalBar } from "./bars.tsx";
import { Iso, NOTHING } from "./iso.tsx";

const inPercent = (share: number, digits = 1) => (share * 100).toFixed(digits);

/** `4.2 %`, isolated; a dash where nothing is known. */
export function Percent({ of, digits }: { of: number | null | undefined; digits?: number }) {
  return of === null || of === undefined ? NOTHING : <Iso>{`${inPercent(of, digits)} %`}</Iso>;
}

/** `4.2 % (1.0–9.9)`: an estimate with the interval in which it lies. */
export function Estimate({ value, interval }: { value: number | null; interval: [number, number] | null }) {
  if (value === null) return NOTHING;
  const range = interval ? ` (${inPercent(interval[0])}–${inPercent(interval[1])})` : "";
  return (
    <Iso>
      {inPercent(value)} %{range}
    </Iso>
  );
}

interface PrecisionProps {
  of: { precision: number | null; examined: number; interval: [number, number] };
}

/** Finds per examination with the 95 % interval, as a bar and in numbers. */
export function Precision({ of }: PrecisionProps) {
  const { t } = useTranslation();
  if (of.precision === null || of.examined === 0)
    return <span className="quiet">{t("rules.unexamined")}</span>;
  return (
    <span className="bar">
      <IntervalBar value={of.precision} interval={of.interval} />
      <Estimate value={of.precision} interval={of.interval} />
    </span>
  );
}
