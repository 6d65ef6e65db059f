import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tabs from "@cloudscape-design/components/tabs";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { useEntries, useList } from "../api/lists.ts";
import type { Watchlist } from "../api/types.ts";
import { EntryTable } from "../lists/entry_table.tsx";
import { ListImports } from "../lists/list_imports.tsx";
import { Iso, IsoOr } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { ProblemAlert } from "../ui/problem.tsx";

/** One watchlist: whose it is and why, its entries, its imports. */
export default function ListPage() {
  const { list = "" } = useParams();
  return <Loaded query={useList(list)}>{(data) => <ListView list={data} />}</Loaded>;
}

function ListView({ list }: { list: Watchlist }) {
  const { t } = useTranslation();
  const facts = {
    agency: list.agency,
    partner: list.partner,
    category: list.category,
    severity: list.severity,
    basis: list.legal_basis,
    retention: list.retention_days && t("carrier.days", { count: list.retention_days }),
    seenBy: list.seen_by.join(", "),
  };
  const tabs = [{ id: "entries", label: t("lists.entries"), content: <Entries list={list} /> }];
  if (list.may_edit)
    tabs.push({ id: "imports", label: t("lists.imports"), content: <ListImports list={list} /> });
  return (
    <SpaceBetween size="m">
      <Header variant="h1">
        <Iso>{list.name}</Iso>
      </Header>
      <KeyValuePairs
        columns={4}
        items={Object.entries(facts).map(([key, value]) => ({
          label: t(`lists.${key}`),
          value: <IsoOr value={value} />,
        }))}
      />
      <Tabs tabs={tabs} />
    </SpaceBetween>
  );
}

function Entries({ list }: { list: Watchlist }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const entries = useEntries(list.name, useDeferredValue(typed.trim()));
  return (
    <SpaceBetween size="s">
      <SpaceBetween size="xs" direction="horizontal">
        <Input
          type="search"
          value={typed}
          placeholder={t("lists.find")}
          ariaLabel={t("lists.find")}
          onChange={({ detail }) => setTyped(detail.value)}
        />
        {list.may_edit && (
          <Button onClick={() => navigate(`/lists/${encodeURIComponent(list.name)}/new`)}>
            {t("lists.newEntry")}
          </Button>
        )}
      </SpaceBetween>
      {entries.error && <ProblemAlert error={entries.error} onRetry={entries.refetch} />}
      <EntryTable
        list={list.name}
        entries={entries.data?.pages.flatMap((page) => page.items.map((item) => item.entry))}
        loading={entries.isPending}
        onMore={entries.hasNextPage ? () => void entries.fetchNextPage() : undefined}
      />
    </SpaceBetween>
  );
}
