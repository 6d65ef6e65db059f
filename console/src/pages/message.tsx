import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useMessage, useResubmit } from "../api/queries.ts";
import type { MessageDetail } from "../api/types.ts";
import { Findings } from "../message/findings.tsx";
import { MessageState } from "../message/message_state.tsx";
import { Iso, IsoOr } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { dateTime } from "../ui/time.ts";

/** One message: what it held, what could not be read, and a way to have it read again. */
export default function MessagePage() {
  const { message = "" } = useParams();
  return <Loaded query={useMessage(message)}>{(detail) => <MessageView detail={detail} />}</Loaded>;
}

function MessageView({ detail }: { detail: MessageDetail }) {
  const { t } = useTranslation();
  const resubmit = useResubmit();
  return (
    <SpaceBetween size="m">
      <Header
        variant="h1"
        description={t("message.what")}
        actions={
          <Button loading={resubmit.isPending} onClick={() => resubmit.mutate(detail.id)}>
            {t("message.resubmit")}
          </Button>
        }
      >
        <Iso mono>{detail.id}</Iso>
      </Header>
      {resubmit.error && <ProblemAlert error={resubmit.error} />}
      <Container>
        <Facts detail={detail} />
      </Container>
      <Container
        header={
          <Header variant="h2" counter={`(${detail.findings.length})`}>
            {t("message.findings")}
          </Header>
        }
      >
        <Findings findings={detail.findings} />
      </Container>
    </SpaceBetween>
  );
}

function Facts({ detail }: { detail: MessageDetail }) {
  const { t, i18n } = useTranslation();
  const facts = {
    carrier: detail.carrier,
    format: detail.format,
    received: dateTime(detail.received_at, i18n.language),
    parsed: dateTime(detail.parsed_at, i18n.language),
    size: `${detail.size} B`,
    attempts: detail.attempts,
    ...detail.counts,
    sha256: detail.sha256,
  };
  return (
    <KeyValuePairs
      columns={4}
      items={[
        { label: t("columns.status"), value: <MessageState status={detail.status} /> },
        ...Object.entries(facts).map(([key, value]) => ({
          label: t(`message.${key}`, key),
          value: <IsoOr value={value} mono={key === "sha256"} />,
        })),
      ]}
    />
  );
}
