import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApplyImport, useImports, usePreviewImport } from "../api/lists.ts";
import type { ListImport, Watchlist } from "../api/types.ts";
import { Empty } from "../ui/empty.tsx";
import { FileOrText } from "../ui/file_or_text.tsx";
import { Iso } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/panel.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { ReasonDialog } from "../ui/reason_dialog.tsx";
import { dateTime } from "../ui/time.ts";

const FORMATS = ["jsonl", "csv", "un-xml", "ofac-xml", "eu", "uk", "sltd"].map((value) => ({ value }));

/** Takes in a list as its publisher sends it: what it would change is shown before it is applied. */
export function ListImports({ list }: { list: Watchlist }) {
  const { t } = useTranslation();
  const imports = useImports(list.name);
  const [applying, apply] = useState<ListImport | null>(null);
  const send = useApplyImport(list.name);
  return (
    <SpaceBetween size="m">
      <Upload list={list} />
      <Panel title={t("lists.imports")}>
        <Loaded query={imports}>
          {({ items }) => (items.length ? <Imports items={items} onApply={apply} /> : <Empty of="imports" />)}
        </Loaded>
      </Panel>
      {applying && (
        <ReasonDialog
          title={t("import.apply")}
          button={t("import.apply")}
          pending={send.isPending}
          error={send.error}
          onConfirm={(reason) => send.mutate({ id: applying.id, reason }, { onSuccess: () => apply(null) })}
          onClose={() => apply(null)}
        >
          <p>{t("import.applyWhat", { ...applying })}</p>
        </ReasonDialog>
      )}
    </SpaceBetween>
  );
}

function Upload({ list }: { list: Watchlist }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [format, setFormat] = useState(list.format ?? "jsonl");
  const preview = usePreviewImport(list.name);
  return (
    <Panel title={t("import.title")}>
      <SpaceBetween size="m">
        <FormField label={t("message.format")}>
          <Select
            options={FORMATS}
            selectedOption={FORMATS.find(({ value }) => value === format) ?? null}
            onChange={({ detail }) => setFormat(detail.selectedOption.value ?? "")}
          />
        </FormField>
        <FileOrText text={text} onChange={setText} />
        {preview.error && <ProblemAlert error={preview.error} />}
        <Button
          disabled={!text}
          loading={preview.isPending}
          onClick={() => preview.mutate({ text, format }, { onSuccess: () => setText("") })}
        >
          {t("schedule.look")}
        </Button>
      </SpaceBetween>
    </Panel>
  );
}

const SIGNS: Record<ListImport["state"], StatusIndicatorProps.Type> = {
  previewed: "pending",
  approved: "in-progress",
  applied: "success",
  failed: "error",
};
const COUNTS = ["added", "changed", "removed", "rejected"] as const;

function Imports({ items, onApply }: { items: ListImport[]; onApply: (one: ListImport) => void }) {
  const { t, i18n } = useTranslation();
  return (
    <SpaceBetween size="s">
      {items.map((one) => (
        <section key={one.id}>
          <StatusIndicator type={SIGNS[one.state]}>{t(`import.states.${one.state}`)}</StatusIndicator>{" "}
          <Iso>{dateTime(one.at, i18n.language)}</Iso> · <Iso>{one.format}</Iso> · <bdi>{one.by}</bdi>
          <div>{COUNTS.map((kind) => t(`import.${kind}`, { count: one[kind] })).join(" · ")}</div>
          {one.kept && <div className="quiet">{t("import.kept")}</div>}
          {one.why && (
            <div>
              <bdi>{one.why}</bdi>
            </div>
          )}
          {one.lines.length > 0 && (
            <details>
              <summary>{t("import.lines")}</summary>
              <ul>
                {one.lines.map((line) => (
                  <li key={line.line}>
                    <Iso mono>{line.line}</Iso> <bdi>{line.why}</bdi>
                  </li>
                ))}
              </ul>
            </details>
          )}
          {one.state === "previewed" && <Button onClick={() => onApply(one)}>{t("import.apply")}</Button>}
        </section>
      ))}
    </SpaceBetween>
  );
}
