import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useExplain } from "../api/carriers.ts";
import type { ExplainedFinding, Explanation } from "../api/types.ts";
import { SEVERITY_SIGNS } from "../message/findings.tsx";
import { Empty } from "../ui/empty.tsx";
import { FileOrText } from "../ui/file_or_text.tsx";
import { Iso, IsoOr } from "../ui/iso.tsx";
import { Panel } from "../ui/panel.tsx";
import { ProblemAlert } from "../ui/problem.tsx";

/** The sandbox: what would be made of a message, finding by finding; nothing of it is kept. */
export default function CheckPage() {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const explain = useExplain();
  return (
    <SpaceBetween size="m">
      <Header variant="h1" description={t("check.what")}>
        {t("pages.check")}
      </Header>
      <Container
        footer={
          <Button
            variant="primary"
            disabled={!text.trim()}
            loading={explain.isPending}
            onClick={() => explain.mutate(text)}
          >
            {t("check.read")}
          </Button>
        }
      >
        <FileOrText
          text={text}
          onChange={(next) => {
            setText(next);
            explain.reset();
          }}
        />
      </Container>
      {explain.error && <ProblemAlert error={explain.error} />}
      {explain.data && <Explained of={explain.data} />}
    </SpaceBetween>
  );
}

function Explained({ of }: { of: Explanation }) {
  const { t } = useTranslation();
  const { cards, sensitive } = of.removed;
  return (
    <SpaceBetween size="m">
      {!of.readable && <Alert type="error">{t("check.unreadable")}</Alert>}
      <Panel title={t("check.found")}>
        <KeyValuePairs
          columns={4}
          items={[
            {
              label: t("message.format"),
              value: (
                <IsoOr
                  value={[...new Set(of.messages.map((each) => `${each.format} ${each.version}`))].join(", ")}
                />
              ),
            },
            ...(["messages", "movements", "travellers", "bookings"] as const).map((key) => ({
              label: t(`message.${key}`),
              value: <Iso>{of.counts[key]}</Iso>,
            })),
          ]}
        />
        {of.movements.map((leg) => (
          <div key={`${leg.carrier}${leg.number}${leg.from}${leg.departure}`}>
            <Iso>{`${leg.carrier ?? ""}${leg.number ?? ""} ${leg.from ?? "?"} → ${leg.to ?? "?"} ${leg.departure ?? ""}`}</Iso>
          </div>
        ))}
        {cards + sensitive > 0 && <p className="quiet">{t("check.removed", { cards, sensitive })}</p>}
      </Panel>
      <Panel title={`${t("message.findings")} (${of.counts.findings})`}>
        {of.findings.length === 0 && <Empty of="findings" />}
        <SpaceBetween size="m">
          {of.findings.map((finding) => (
            <OneFinding key={`${finding.code}${finding.segment}${finding.offset}`} finding={finding} />
          ))}
        </SpaceBetween>
      </Panel>
    </SpaceBetween>
  );
}

function OneFinding({ finding }: { finding: ExplainedFinding }) {
  const { t } = useTranslation();
  const place = [finding.segment !== null && `${t("finding.segment")} ${finding.segment}`, finding.tag];
  return (
    <section>
      <StatusIndicator type={SEVERITY_SIGNS[finding.severity]}>
        {t(`finding.${finding.severity}`)}
      </StatusIndicator>{" "}
      <Iso mono>{place.filter(Boolean).join(" ")}</Iso>{" "}
      {finding.offset !== null && (
        <span className="quiet">
          {t("finding.offset")} <Iso mono>{finding.offset}</Iso>
        </span>
      )}
      <div>
        <bdi>{finding.text}</bdi>
      </div>
      {finding.excerpt && (
        <pre className="excerpt" dir="ltr">
          {finding.excerpt.before.map((line) => `${line}\n`).join("")}
          <mark>{finding.excerpt.segment}</mark>
          {finding.excerpt.after.map((line) => `\n${line}`).join("")}
        </pre>
      )}
      {finding.advice && (
        <div className="quiet">
          <bdi>{finding.advice}</bdi>
        </div>
      )}
    </section>
  );
}
