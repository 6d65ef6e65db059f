import Badge from "@cloudscape-design/components/badge";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useCarriers } from "../api/carriers.ts";
import type { CarrierRow } from "../api/types.ts";
import { NewCarrier } from "../carrier/new_carrier.tsx";
import { ScheduleUpload } from "../carrier/schedule_upload.tsx";
import { ScoreBar } from "../carrier/score_bar.tsx";
import { Empty } from "../ui/empty.tsx";
import { Iso, IsoOr } from "../ui/iso.tsx";
import { ListTable } from "../ui/list_table.tsx";
import { useMay } from "../ui/may.ts";
import { PageLink, pathTo } from "../ui/page_link.tsx";
import { ProblemAlert } from "../ui/problem.tsx";

/** All carriers: who sends what, in which quality. */
export default function CarriersPage() {
  const { t } = useTranslation();
  const carriers = useCarriers();
  const mayEdit = useMay("carrier:edit");
  return (
    <SpaceBetween size="m">
      {carriers.error && <ProblemAlert error={carriers.error} onRetry={carriers.refetch} />}
      <ListTable
        label={t("pages.carriers")}
        columns={columns(t)}
        items={carriers.data?.items}
        trackBy={(row) => row.carrier}
        loading={carriers.isPending}
        loadingText={t("loading")}
        empty={<Empty of="carriers" />}
        header={
          <Header variant="h1" description={t("carrier.what")} actions={mayEdit && <NewCarrier />}>
            {t("pages.carriers")}
          </Header>
        }
      />
      {mayEdit && <ScheduleUpload />}
    </SpaceBetween>
  );
}

const columns = (t: TFunction) => [
  {
    id: "carrier",
    header: t("message.carrier"),
    cell: (row: CarrierRow) => (
      <PageLink to={pathTo("carriers", row.carrier)}>
        <Iso>{row.carrier}</Iso>
      </PageLink>
    ),
  },
  { id: "name", header: t("carrier.name"), cell: (row: CarrierRow) => <bdi>{row.name || "–"}</bdi> },
  { id: "icao", header: "ICAO", cell: (row: CarrierRow) => <IsoOr value={row.icao} /> },
  {
    id: "live",
    header: t("carrier.standing"),
    cell: (row: CarrierRow) => (
      <Badge color={row.live ? "green" : "grey"}>{t(row.live ? "carrier.live" : "carrier.test")}</Badge>
    ),
  },
  {
    id: "formats",
    header: t("message.format"),
    cell: (row: CarrierRow) => <IsoOr value={row.formats.map((each) => each.format).join(", ")} />,
  },
  {
    id: "score",
    header: t("carrier.score"),
    minWidth: 220,
    cell: (row: CarrierRow) => <ScoreBar score={row.score} />,
  },
];
