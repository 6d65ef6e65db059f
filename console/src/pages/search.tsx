import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useSearch } from "../api/queries.ts";
import type { SearchAnswer, SearchKind } from "../api/types.ts";
import { Empty } from "../ui/empty.tsx";
import { Highlight } from "../ui/highlight.tsx";
import { Iso } from "../ui/iso.tsx";
import { PageLink, pathTo } from "../ui/page_link.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { dateTime } from "../ui/time.ts";

const KINDS: SearchKind[] = ["travellers", "cases", "messages"];
const PAUSE_MS = 300;

/** Search over travellers, cases and messages; says so when the engine is away, while the rest works on. */
export default function SearchPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const kind = (address.get("kind") ?? "travellers") as SearchKind;
  const asked = address.get("q") ?? "";
  const [text, setText] = useState(asked);
  useEffect(() => {
    const timer = setTimeout(
      () => text !== asked && setAddress({ q: text, kind }, { replace: true }),
      PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [text, asked, kind, setAddress]);
  const search = useSearch(asked, kind);
  return (
    <SpaceBetween size="m">
      <Header variant="h1" description={t("search.what")}>
        {t("pages.search")}
      </Header>
      <SpaceBetween size="xs" direction="horizontal">
        <div className="search-box">
          <Input
            type="search"
            value={text}
            autoFocus
            placeholder={t("search.placeholder")}
            ariaLabel={t("pages.search")}
            onChange={({ detail }) => setText(detail.value)}
          />
        </div>
        <SegmentedControl
          label={t("search.kind")}
          selectedId={kind}
          options={KINDS.map((id) => ({ id, text: t(`search.kinds.${id}`) }))}
          onChange={({ detail }) => setAddress({ q: text, kind: detail.selectedId }, { replace: true })}
        />
      </SpaceBetween>
      {search.error && <ProblemAlert error={search.error} onRetry={search.refetch} />}
      {search.data ? <Answer answer={search.data} /> : <Empty of="searchStart" />}
    </SpaceBetween>
  );
}

function Answer({ answer }: { answer: SearchAnswer }) {
  const { t, i18n } = useTranslation();
  if (!answer.available)
    return (
      <Alert type="warning" header={t("search.away.title")}>
        {t("search.away.todo")}
      </Alert>
    );
  if (!answer.items.length) return <Empty of="search" />;
  return (
    <Container
      header={
        <Header variant="h2" counter={`(${answer.total})`}>
          {t("search.found")}
        </Header>
      }
    >
      <ul className="found">
        {answer.items.map((item) => (
          <li key={item.kind + item.id}>
            <PageLink to={pathTo(item.kind, item.id)}>
              <Iso>{item.title}</Iso>
            </PageLink>{" "}
            <span className="quiet">
              <Iso>
                {item.subtitle} {item.at && `· ${dateTime(item.at, i18n.language)}`}
              </Iso>
            </span>
            {item.highlight && (
              <div>
                <Highlight text={item.highlight} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Container>
  );
}
