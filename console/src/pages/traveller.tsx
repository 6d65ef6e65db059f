import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useDossier } from "../api/queries.ts";
import type { Dossier } from "../api/types.ts";
import { DossierView } from "../dossier/dossier_view.tsx";
import { nameOf } from "../dossier/name.ts";
import { Iso } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { PageLink, pathTo } from "../ui/page_link.tsx";
import { ScoreChip } from "../ui/risk.tsx";

/** A traveller without opening a case, as reached from a manifest or a search. */
export default function TravellerPage() {
  const { traveller = "" } = useParams();
  const dossier = useDossier(traveller);
  return (
    <Loaded query={dossier}>
      {(data) => (
        <SpaceBetween size="m">
          <TravellerHeader dossier={data} />
          <DossierView dossier={data} />
        </SpaceBetween>
      )}
    </Loaded>
  );
}

function TravellerHeader({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation();
  const score = dossier.assessment?.score;
  return (
    <Header
      variant="h1"
      description={
        <PageLink to={pathTo("movements", dossier.movement.id)}>
          <Iso>{dossier.movement.label}</Iso>
        </PageLink>
      }
      actions={
        dossier.case && <PageLink to={pathTo("cases", dossier.case.id)}>{t("traveller.toCase")}</PageLink>
      }
    >
      {score && <ScoreChip score={score.probability} band={score.band} large />}{" "}
      <Iso>{nameOf(dossier.traveller)}</Iso>
    </Header>
  );
}
