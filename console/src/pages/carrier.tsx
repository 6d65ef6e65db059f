import Badge from "@cloudscape-design/components/badge";
import Header from "@cloudscape-design/components/header";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tabs from "@cloudscape-design/components/tabs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useCarrier, useQuality } from "../api/carriers.ts";
import type { CarrierFile } from "../api/types.ts";
import { Notices } from "../carrier/notices.tsx";
import { ProfileForm } from "../carrier/profile_form.tsx";
import { QualityView } from "../carrier/quality_view.tsx";
import { Iso } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";

/** One carrier: the quality of its data, what it was told, what was agreed with it. */
export default function CarrierPage() {
  const { carrier = "" } = useParams();
  return <Loaded query={useCarrier(carrier)}>{(file) => <CarrierView file={file} />}</Loaded>;
}

function CarrierView({ file }: { file: CarrierFile }) {
  const { t } = useTranslation();
  return (
    <SpaceBetween size="m">
      <Header
        variant="h1"
        description={<bdi>{file.name}</bdi>}
        actions={
          <Badge color={file.live ? "green" : "grey"}>{t(file.live ? "carrier.live" : "carrier.test")}</Badge>
        }
      >
        <Iso>{file.carrier}</Iso>
      </Header>
      <Tabs
        tabs={[
          { id: "quality", label: t("carrier.quality"), content: <QualityTab carrier={file.carrier} /> },
          {
            id: "notices",
            label: `${t("carrier.notices")} (${file.notices.length})`,
            content: <Notices notices={file.notices} />,
          },
          {
            id: "profile",
            label: t("carrier.profile"),
            content: <ProfileForm key={file.rev} profile={file} />,
          },
        ]}
      />
    </SpaceBetween>
  );
}

const PERIODS = ["7", "28", "90"];

function QualityTab({ carrier }: { carrier: string }) {
  const { t } = useTranslation();
  const [days, setDays] = useState("28");
  const quality = useQuality(carrier, Number(days));
  return (
    <SpaceBetween size="m">
      <SegmentedControl
        label={t("carrier.period")}
        selectedId={days}
        options={PERIODS.map((id) => ({ id, text: t("carrier.days", { count: Number(id) }) }))}
        onChange={({ detail }) => setDays(detail.selectedId)}
      />
      <Loaded query={quality}>{(data) => <QualityView quality={data} />}</Loaded>
    </SpaceBetween>
  );
}
