import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAdjudicate, useAdjudications } from "../api/lists.ts";
import type { Adjudication, Verdict } from "../api/types.ts";
import { useKeys } from "../app/shortcuts.ts";
import { Compare } from "../case/matches.tsx";
import { Clock } from "../ui/clock.tsx";
import { Empty } from "../ui/empty.tsx";
import { Iso, IsoOr } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { ProblemAlert } from "../ui/problem.tsx";

const STATES = ["open", "answered"] as const;
type State = (typeof STATES)[number];

/** Matches with entries of this agency's lists that others ask about, one after the other. */
export default function AdjudicationsPage() {
  const { t } = useTranslation();
  const [state, setState] = useState<State>("open");
  const asked = useAdjudications(state);
  return (
    <SpaceBetween size="m">
      <Header
        variant="h1"
        description={t("adjudication.what")}
        actions={
          <SegmentedControl
            label={t("columns.state")}
            selectedId={state}
            options={STATES.map((id) => ({ id, text: t(`adjudication.states.${id}`) }))}
            onChange={({ detail }) => setState(detail.selectedId as State)}
          />
        }
      >
        {t("pages.adjudications")}
      </Header>
      <Loaded query={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty of="adjudications" />
          ) : state === "open" ? (
            <OneByOne items={items} />
          ) : (
            items.map((item) => <Question key={item.id} item={item} />)
          )
        }
      </Loaded>
    </SpaceBetween>
  );
}

const ANSWERS: Verdict[] = ["same", "different", "unsure"];

/** The most urgent question with its three answers; an answer brings the next. */
function OneByOne({ items }: { items: Adjudication[] }) {
  const { t } = useTranslation();
  const send = useAdjudicate();
  const item = items.find((each) => each.id !== send.variables?.id || !send.isSuccess) ?? items[0];
  const give = (answer: Verdict) =>
    item && !send.isPending && send.mutate({ id: item.id, rev: item.rev, answer });
  useKeys({ same: () => give("same"), different: () => give("different"), unsure: () => give("unsure") });
  if (!item) return null;
  return (
    <SpaceBetween size="s">
      {send.error && <ProblemAlert error={send.error} />}
      <SpaceBetween size="xs" direction="horizontal">
        {ANSWERS.map((answer) => (
          <Button
            key={answer}
            variant={answer === "unsure" ? "normal" : "primary"}
            loading={send.isPending && send.variables?.answer === answer}
            onClick={() => give(answer)}
          >
            {t(`adjudication.answers.${answer}`)}
          </Button>
        ))}
        <span className="quiet">{t("adjudication.left", { count: items.length })}</span>
      </SpaceBetween>
      <Question item={item} />
    </SpaceBetween>
  );
}

function Question({ item }: { item: Adjudication }) {
  const { t } = useTranslation();
  const { person } = item;
  const facts = {
    name: person.name,
    dob: person.date_of_birth,
    sex: person.sex,
    nationality: person.nationality,
    documents: person.documents.map((each) => each.number).join(", "),
  };
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={item.silent && t("adjudication.silent")}
          actions={
            item.answer ? (
              <strong>{t(`adjudication.answers.${item.answer}`)}</strong>
            ) : (
              <Clock deadline={item.deadline} />
            )
          }
        >
          <Iso>{person.name}</Iso> <span className="light">{<Iso>{item.movement_label}</Iso>}</span>
        </Header>
      }
    >
      <SpaceBetween size="m">
        <KeyValuePairs
          columns={4}
          items={Object.entries(facts).map(([key, value]) => ({
            label: t(`match.fields.${key}`),
            value: <IsoOr value={value} />,
          }))}
        />
        <Compare match={{ ...item.match, entry: item.entry_view }} />
      </SpaceBetween>
    </Container>
  );
}
