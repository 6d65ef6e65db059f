import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSchedule } from "../api/carriers.ts";
import type { ScheduleChanges } from "../api/types.ts";
import { FileOrText } from "../ui/file_or_text.tsx";
import { Iso } from "../ui/iso.tsx";
import { ProblemAlert } from "../ui/problem.tsx";

/** Takes in a carrier's schedule: shows what it would change, then puts it in force. */
export function ScheduleUpload() {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [carrier, setCarrier] = useState("");
  const schedule = useSchedule();
  const send = (apply: boolean) => schedule.mutate({ text, carrier, apply });
  const changes = schedule.data;
  const ready = changes && !changes.applied && !changes.problems.length;
  return (
    <Container
      header={
        <Header variant="h2" description={t("schedule.what")}>
          {t("schedule.title")}
        </Header>
      }
      footer={
        <SpaceBetween size="xs" direction="horizontal">
          <Button disabled={!text} loading={schedule.isPending} onClick={() => send(false)}>
            {t("schedule.look")}
          </Button>
          {ready && (
            <Button variant="primary" loading={schedule.isPending} onClick={() => send(true)}>
              {t("schedule.apply")}
            </Button>
          )}
        </SpaceBetween>
      }
    >
      <SpaceBetween size="m">
        <FormField label={t("message.carrier")} description={t("schedule.carrierWhat")}>
          <Input value={carrier} onChange={({ detail }) => setCarrier(detail.value.trim().toUpperCase())} />
        </FormField>
        <FileOrText
          text={text}
          onChange={(next) => {
            setText(next);
            schedule.reset();
          }}
        />
        {schedule.error && <ProblemAlert error={schedule.error} />}
        {changes && <Changes changes={changes} />}
      </SpaceBetween>
    </Container>
  );
}

const KINDS = ["added", "changed", "removed"] as const;

function Changes({ changes }: { changes: ScheduleChanges }) {
  const { t } = useTranslation();
  if (changes.problems.length)
    return (
      <Alert type="error" header={t("schedule.problems", { count: changes.problems.length })}>
        <ul>
          {changes.problems.slice(0, 20).map((problem) => (
            <li key={problem.line}>
              <Iso mono>{problem.line}</Iso> <bdi>{problem.why}</bdi>
            </li>
          ))}
        </ul>
      </Alert>
    );
  return (
    <Alert
      type={changes.applied ? "success" : "info"}
      header={t(changes.applied ? "schedule.applied" : "schedule.wouldChange", { count: changes.legs })}
    >
      {changes.seasons.map((season) => (
        <div key={season.carrier + season.season}>
          <Iso>{`${season.carrier} ${season.season}`}</Iso>
          {KINDS.map((kind) => (
            <details key={kind}>
              <summary>{t(`schedule.${kind}`, { count: season.counts[kind] })}</summary>
              <ul>
                {season[kind].slice(0, 50).map((leg) => (
                  <li key={leg}>
                    <Iso mono>{leg}</Iso>
                  </li>
                ))}
              </ul>
            </details>
          ))}
        </div>
      ))}
    </Alert>
  );
}
