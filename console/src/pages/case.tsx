import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useCase, useDossier } from "../api/queries.ts";
import type { Case } from "../api/types.ts";
import { CaseActions } from "../case/case_actions.tsx";
import { CaseHistory } from "../case/history.tsx";
import { travellerOf } from "../case/traveller_of.ts";
import { DossierView } from "../dossier/dossier_view.tsx";
import { Clock } from "../ui/clock.tsx";
import { Iso } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { PageLink, pathTo } from "../ui/page_link.tsx";
import { Panel } from "../ui/panel.tsx";
import { ScoreChip, WhyChips } from "../ui/risk.tsx";
import { Route } from "../ui/route.tsx";

/** One case: who, why, what can be done, and everything known of the traveller. */
export default function CasePage() {
  const { case: id = "" } = useParams();
  const opened = useCase(id);
  return <Loaded query={opened}>{(file) => <CaseView file={file} />}</Loaded>;
}

function CaseView({ file }: { file: Case }) {
  const { t } = useTranslation();
  const dossier = useDossier(travellerOf(file));
  return (
    <SpaceBetween size="m">
      <CaseHeader file={file} />
      <Loaded query={dossier}>
        {(data) => (
          <DossierView dossier={data}>
            <Panel title={t("case.history")}>
              <CaseHistory events={file.events} />
            </Panel>
          </DossierView>
        )}
      </Loaded>
    </SpaceBetween>
  );
}

function CaseHeader({ file }: { file: Case }) {
  const { t } = useTranslation();
  return (
    <Header variant="h1" actions={<CaseActions file={file} />} description={<CaseLine file={file} />}>
      <ScoreChip score={file.score} band={file.band} large /> <Iso>{file.name}</Iso>{" "}
      <span className="quiet light">
        {t(`states.${file.state}`)}
        {file.holder && (
          <>
            {" · "}
            <bdi>{file.holder}</bdi>
          </>
        )}
      </span>
    </Header>
  );
}

function CaseLine({ file }: { file: Case }) {
  return (
    <span className="case-line">
      <Iso>{file.reference}</Iso>
      <PageLink to={pathTo("movements", file.movement)}>
        <Iso>{file.movement_label}</Iso>
      </PageLink>
      <Route of={file.route} />
      {file.office && <Iso>{file.office}</Iso>}
      <Clock deadline={file.deadline} />
      <WhyChips why={file.why} />
    </span>
  );
}
