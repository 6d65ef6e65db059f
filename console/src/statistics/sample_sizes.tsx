import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSampleSize } from "../api/statistics.ts";
import { Iso } from "../ui/iso.tsx";
import { Panel } from "../ui/panel.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { Percent } from "../ui/share.tsx";

/** What was typed in per cent, as a share; nothing where it is none. */
const shareOf = (text: string) => {
  const share = Number(text) / 100;
  return share > 0 && share < 1 ? share : null;
};

/** How many must be drawn to know a rate well enough, or to find one at all. */
export function SampleSizes() {
  const { t } = useTranslation();
  const [rate, setRate] = useState("1");
  const [margin, setMargin] = useState("0.5");
  const [share, width] = [shareOf(useDeferredValue(rate)), shareOf(useDeferredValue(margin))];
  const answer = useSampleSize(share && width ? { rate: share, margin: width } : null);
  const { data } = answer;
  return (
    <Panel title={t("random.sizes")}>
      <SpaceBetween size="s">
        <div className="run-start">
          <FormField label={t("random.assumed")}>
            <Input value={rate} inputMode="decimal" onChange={({ detail }) => setRate(detail.value)} />
          </FormField>
          <FormField label={t("random.margin")}>
            <Input value={margin} inputMode="decimal" onChange={({ detail }) => setMargin(detail.value)} />
          </FormField>
        </div>
        {answer.error && <ProblemAlert error={answer.error} />}
        {data && (
          <KeyValuePairs
            columns={3}
            items={[
              { label: t("random.toEstimate"), value: <Iso>{data.to_estimate}</Iso> },
              { label: t("random.toFindOne"), value: <Iso>{data.to_find_one}</Iso> },
              {
                label: t("random.zeroFinds"),
                value: data.zero_finds.map(({ examined, bound }) => (
                  <div key={examined}>
                    <Iso>{examined}</Iso>: {t("random.atMost")} <Percent of={bound} digits={2} />
                  </div>
                )),
              },
            ]}
          />
        )}
      </SpaceBetween>
    </Panel>
  );
}
