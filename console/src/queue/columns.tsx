import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { CaseRow, Place } from "../api/types.ts";
import type { Column } from "../grid/triage_grid.tsx";
import { Clock } from "../ui/clock.tsx";
import { Iso, IsoOr } from "../ui/iso.tsx";
import { ScoreChip, WhyChips } from "../ui/risk.tsx";
import { Route } from "../ui/route.tsx";

/** Columns of the work queue, in the order in which an officer decides. */
export const queueColumns = (t: TFunction): Column<CaseRow>[] => [
  {
    id: "score",
    header: t("columns.score"),
    track: "46px",
    cell: (row) => <ScoreChip score={row.score} band={row.band} />,
  },
  {
    id: "name",
    header: t("columns.traveller"),
    track: "minmax(130px, 1.4fr)",
    cell: (row) => (
      <strong>
        <Iso>{row.name}</Iso>
      </strong>
    ),
  },
  {
    id: "nationality",
    header: t("columns.nationality"),
    track: "40px",
    cell: (row) => <IsoOr value={row.nationality} />,
  },
  {
    id: "movement",
    header: t("columns.movement"),
    track: "66px",
    cell: (row) => <Iso>{row.movement_label.split(" ")[0]}</Iso>,
  },
  { id: "route", header: t("columns.route"), track: "86px", cell: (row) => <Route of={row.route} /> },
  {
    id: "line",
    header: "",
    track: "14px",
    cell: (row) => row.place?.line === "below" && <BelowLine place={row.place} />,
  },
  {
    id: "why",
    header: t("columns.why"),
    track: "minmax(150px, 3fr)",
    cell: (row) => <WhyChips why={row.why} short />,
  },
  {
    id: "clock",
    header: t("columns.clock"),
    track: "78px",
    cell: (row) => <Clock deadline={row.deadline} />,
  },
  {
    id: "holder",
    header: t("columns.holder"),
    track: "minmax(48px, 0.5fr)",
    cell: (row) => <IsoOr value={row.holder} />,
  },
  { id: "state", header: t("columns.state"), track: "76px", cell: (row) => t(`states.${row.state}`) },
];

/** Marks what today's capacity does not reach, and says why. */
function BelowLine({ place }: { place: Place }) {
  const { t } = useTranslation();
  const words = `${t("capacity.belowLine")}: ${t(`capacity.why.${place.reason}`, place.text ?? "")}`;
  return (
    <span role="img" aria-label={words} title={words}>
      ↓
    </span>
  );
}
