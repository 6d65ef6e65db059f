import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import ColumnLayout from "@cloudscape-design/components/column-layout";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTestName } from "../api/lists.ts";
import type { NameAnswer, NameTest } from "../api/types.ts";
import { Compare } from "../case/matches.tsx";
import { Empty } from "../ui/empty.tsx";
import { Iso } from "../ui/iso.tsx";
import { ProblemAlert } from "../ui/problem.tsx";

const FIELDS = ["name", "dob", "nationality", "gender"] as const;

/** Tries a name against the lists: who is found, with which evidence, and what it takes for an alert. */
export default function NamesPage() {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<NameTest>({ name: "" });
  const test = useTestName();
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value)) as unknown as NameTest;
  const ask = () => asked.name.trim() && test.mutate(given);
  return (
    <SpaceBetween size="m">
      <Header variant="h1" description={t("names.what")}>
        {t("pages.names")}
      </Header>
      <Container
        footer={
          <Button variant="primary" disabled={!asked.name.trim()} loading={test.isPending} onClick={ask}>
            {t("names.try")}
          </Button>
        }
      >
        <ColumnLayout columns={4}>
          {FIELDS.map((field) => (
            <FormField key={field} label={t(`names.${field}`)} description={t(`names.${field}What`)}>
              <Input
                value={asked[field] ?? ""}
                onKeyDown={({ detail }) => detail.key === "Enter" && ask()}
                onChange={({ detail }) => setAsked({ ...asked, [field]: detail.value })}
              />
            </FormField>
          ))}
        </ColumnLayout>
      </Container>
      {test.error && <ProblemAlert error={test.error} />}
      {test.data && <Found answer={test.data} />}
    </SpaceBetween>
  );
}

function Found({ answer }: { answer: NameAnswer }) {
  const { t } = useTranslation();
  const bits = (value: number) => value.toFixed(1);
  return (
    <SpaceBetween size="m">
      <Alert type="info">
        {t("names.thresholds", {
          review: bits(answer.threshold),
          strong: bits(answer.strong_from),
          entries: answer.index.entries,
        })}{" "}
        <span className="quiet">
          <Iso mono>{answer.index.version}</Iso>
        </span>
      </Alert>
      {answer.items.length === 0 && <Empty of="names" />}
      {answer.items.map((match) => (
        <Container key={match.list + match.entity}>
          <Compare match={match} />
        </Container>
      ))}
    </SpaceBetween>
  );
}
