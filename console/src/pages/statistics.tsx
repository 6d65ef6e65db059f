import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tabs from "@cloudscape-design/components/tabs";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { CalibrationView } from "../statistics/calibration_view.tsx";
import { RandomView } from "../statistics/random_view.tsx";
import { RuleTable } from "../statistics/rule_table.tsx";
import { WeightsView } from "../statistics/weights_view.tsx";
import { useMay } from "../ui/may.ts";

/** How the targeting does: each rule, the random arm beside it, whether scores come true, weights that wait. */
export default function StatisticsPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const seesWeights = useMay("rule:view");
  const tabs = [
    { id: "rules", label: t("statistics.rules"), content: <RuleTable /> },
    { id: "random", label: t("statistics.random"), content: <RandomView /> },
    { id: "calibration", label: t("statistics.calibration"), content: <CalibrationView /> },
    ...(seesWeights ? [{ id: "weights", label: t("statistics.weights"), content: <WeightsView /> }] : []),
  ];
  return (
    <SpaceBetween size="m">
      <Header variant="h1" description={t("statistics.what")}>
        {t("pages.statistics")}
      </Header>
      <Tabs
        tabs={tabs}
        activeTabId={address.get("tab") ?? "rules"}
        onChange={({ detail }) => setAddress({ tab: detail.activeTabId }, { replace: true })}
      />
    </SpaceBetween>
  );
}
