import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useCase, useCodes } from "../api/queries.ts";
import type { Case } from "../api/types.ts";
import { CaseActions } from "../case/case_actions.tsx";
import { CaseHistory } from "../case/history.tsx";
import { ResultForm } from "../port/result_form.tsx";
import { Clock } from "../ui/clock.tsx";
import { Empty } from "../ui/empty.tsx";
import { Iso } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { PageLink, pathTo } from "../ui/page_link.tsx";
import { ScoreChip, WhyChips } from "../ui/risk.tsx";

/** One referral at the port: what to examine and why, then the coded result. */
export default function ResultPage() {
  const { case: id = "" } = useParams();
  return <Loaded query={useCase(id)}>{(file) => <Referral file={file} />}</Loaded>;
}

function Referral({ file }: { file: Case }) {
  const { t } = useTranslation();
  const order = file.events.findLast((event) => event.action === "refer");
  return (
    <SpaceBetween size="m">
      <Header
        variant="h1"
        description={
          <span className="case-line">
            <Iso>{file.reference}</Iso>
            <Iso>{file.movement_label}</Iso>
            <Clock deadline={file.deadline} />
            <PageLink to={pathTo("cases", file.id)}>{t("port.dossier")}</PageLink>
          </span>
        }
        actions={file.state === "referred" && <CaseActions file={file} />}
      >
        <ScoreChip score={file.score} band={file.band} large /> <Iso>{file.name}</Iso>{" "}
        <span className="quiet light">{t(`states.${file.state}`)}</span>
      </Header>
      <div className="dossier">
        <SpaceBetween size="m">
          <Container header={<Header variant="h2">{t("port.instructions")}</Header>}>
            <SpaceBetween size="s">
              <WhyChips why={file.why} />
              {order?.note ? <bdi>{order.note}</bdi> : <Empty of="instructions" />}
            </SpaceBetween>
          </Container>
          {file.actions.includes("result") && <ResultForm file={file} />}
          {file.result && <Recorded file={file} />}
        </SpaceBetween>
        <Container header={<Header variant="h2">{t("case.history")}</Header>}>
          <CaseHistory events={file.events} />
        </Container>
      </div>
    </SpaceBetween>
  );
}

function Recorded({ file: { result } }: { file: Case }) {
  const { t } = useTranslation();
  const codes = useCodes().data?.results;
  if (!result) return null;
  const found = codes?.find(({ code }) => code === result.code)?.text ?? result.code;
  return (
    <Container header={<Header variant="h2">{t("port.recorded")}</Header>}>
      <strong>{t(`outcomes.${result.outcome}`)}</strong> · <bdi>{found}</bdi>
      {result.quantity ? (
        <>
          {" · "}
          <Iso>
            {result.quantity} {result.unit}
          </Iso>
        </>
      ) : null}
    </Container>
  );
}
