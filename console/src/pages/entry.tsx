import Badge from "@cloudscape-design/components/badge";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { useEntry, useList, useSaveEntry, useWithdrawEntry } from "../api/lists.ts";
import type { EntryFile } from "../api/types.ts";
import { Authorisation } from "../lists/authorisation.tsx";
import { type Draft, draftOf, EMPTY_ENTRY, entryOf } from "../lists/entry_draft.ts";
import { EntryForm } from "../lists/entry_form.tsx";
import { entryAddress } from "../lists/entry_table.tsx";
import { Versions } from "../lists/versions.tsx";
import { Iso } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/panel.tsx";
import { ReasonDialog } from "../ui/reason_dialog.tsx";

const NEW: EntryFile = { entry: null, digest: "", withdrawn: false, versions: [] };

/** One list entry: what it says, what it has said before, and a way to change it. */
export default function EntryPage() {
  const { list = "", entry } = useParams();
  const file = useEntry(list, entry ?? null);
  if (entry === undefined) return <EntryView list={list} file={NEW} />;
  return <Loaded query={file}>{(data) => <EntryView key={data.digest} list={list} file={data} />}</Loaded>;
}

type Asking = "save" | "withdraw" | null;

function EntryView({ list, file }: { list: string; file: EntryFile }) {
  const { t } = useTranslation();
  const mayEdit = useList(list).data?.may_edit ?? false;
  const last = file.entry ?? file.versions.find((version) => version.entry)?.entry;
  const [draft, setDraft] = useState<Draft>(() => (last ? draftOf(last) : EMPTY_ENTRY));
  const [asking, ask] = useState<Asking>(null);
  const fresh = file === NEW;
  return (
    <SpaceBetween size="m">
      <Header
        variant="h1"
        actions={
          mayEdit && (
            <SpaceBetween size="xs" direction="horizontal">
              {file.entry && <Button onClick={() => ask("withdraw")}>{t("entry.withdraw")}</Button>}
              <Button variant="primary" disabled={!draft.id.trim()} onClick={() => ask("save")}>
                {t("entry.save")}
              </Button>
            </SpaceBetween>
          )
        }
      >
        {fresh ? t("lists.newEntry") : <Iso mono>{last?.id}</Iso>}{" "}
        {file.withdrawn && <Badge color="grey">{t("entry.version.withdrawn")}</Badge>}
      </Header>
      {file.entry && <Authorisation list={list} entry={file.entry.id} />}
      <Container>
        <EntryForm draft={draft} fresh={fresh} readOnly={!mayEdit} onChange={setDraft} />
      </Container>
      {file.versions.length > 0 && (
        <Panel title={t("entry.versions")}>
          <Versions versions={file.versions} />
        </Panel>
      )}
      {asking && <Ask asking={asking} list={list} file={file} draft={draft} onClose={() => ask(null)} />}
    </SpaceBetween>
  );
}

interface AskProps {
  asking: "save" | "withdraw";
  list: string;
  file: EntryFile;
  draft: Draft;
  onClose: () => void;
}

function Ask({ asking, list, file, draft, onClose }: AskProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const save = useSaveEntry(list);
  const withdraw = useWithdrawEntry(list);
  const id = draft.id.trim();
  const done = () => {
    onClose();
    navigate(entryAddress(list, id));
  };
  const to = { id, digest: file.digest };
  const act = (reason: string) =>
    asking === "save"
      ? save.mutate({ ...to, entry: entryOf(draft), reason }, { onSuccess: done })
      : withdraw.mutate({ ...to, reason }, { onSuccess: done });
  return (
    <ReasonDialog
      title={t(`entry.${asking}`)}
      button={t(`entry.${asking}`)}
      pending={save.isPending || withdraw.isPending}
      error={save.error ?? withdraw.error}
      onConfirm={act}
      onClose={onClose}
    >
      <p>{t(`entry.${asking}What`)}</p>
    </ReasonDialog>
  );
}
