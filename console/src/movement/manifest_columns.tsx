import type { TFunction } from "i18next";
import type { ManifestRow } from "../api/types.ts";
import type { Column } from "../grid/triage_grid.tsx";
import { Iso, IsoOr, NOTHING } from "../ui/iso.tsx";
import { ScoreChip } from "../ui/risk.tsx";

/** Columns of a manifest. */
export const manifestColumns = (t: TFunction): Column<ManifestRow>[] => [
  {
    id: "score",
    header: t("columns.score"),
    track: "56px",
    cell: (row) =>
      row.band && row.score !== null ? <ScoreChip score={row.score} band={row.band} /> : NOTHING,
  },
  {
    id: "name",
    header: t("columns.traveller"),
    track: "minmax(180px, 3fr)",
    cell: (row) => (
      <strong>
        <Iso>{row.name}</Iso>
      </strong>
    ),
  },
  {
    id: "role",
    header: t("columns.role"),
    track: "minmax(80px, 1fr)",
    cell: (row) => t(`roles.${row.role}`, row.role),
  },
  {
    id: "nationality",
    header: t("columns.nationality"),
    track: "48px",
    cell: (row) => <IsoOr value={row.nationality} />,
  },
  {
    id: "birth",
    header: t("person.dateOfBirth"),
    track: "104px",
    cell: (row) => <IsoOr value={row.date_of_birth} />,
  },
  { id: "seat", header: t("person.seat"), track: "64px", cell: (row) => <IsoOr value={row.seat} /> },
  {
    id: "sources",
    header: t("columns.sources"),
    track: "104px",
    cell: (row) => <Iso>{row.sources.join(" + ")}</Iso>,
  },
  {
    id: "matches",
    header: t("columns.matched"),
    track: "80px",
    cell: (row) => <IsoOr value={row.matches || null} />,
  },
  { id: "hits", header: t("columns.hits"), track: "80px", cell: (row) => <IsoOr value={row.hits || null} /> },
];
