import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Multiselect from "@cloudscape-design/components/multiselect";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useExportRules, useImportRules } from "../api/rules.ts";
import type { RuleBundle, RuleRow } from "../api/types.ts";
import { Dialog } from "../ui/dialog.tsx";
import { FileOrText } from "../ui/file_or_text.tsx";
import { Iso } from "../ui/iso.tsx";

/** Criteria to and from another office: a signed bundle out, drafts in. */
export function BundleButtons({ rules }: { rules: RuleRow[] }) {
  const { t } = useTranslation();
  const [asking, ask] = useState<"out" | "in" | null>(null);
  return (
    <SpaceBetween size="xs" direction="horizontal">
      <Button onClick={() => ask("in")}>{t("bundle.in")}</Button>
      <Button disabled={!rules.length} onClick={() => ask("out")}>
        {t("bundle.out")}
      </Button>
      {asking === "out" && <Export rules={rules} onClose={() => ask(null)} />}
      {asking === "in" && <Import onClose={() => ask(null)} />}
    </SpaceBetween>
  );
}

function Export({ rules, onClose }: { rules: RuleRow[]; onClose: () => void }) {
  const { t } = useTranslation();
  const [chosen, choose] = useState<string[]>([]);
  const [partner, setPartner] = useState("");
  const [tried, setTried] = useState(false);
  const send = useExportRules();
  const enough = chosen.length > 0 && partner.trim() !== "";
  const confirm = () => {
    setTried(true);
    if (!enough) return;
    send.mutate(
      { rules: chosen, partner: partner.trim() },
      { onSuccess: (bundle) => saveFile(`rules-${partner.trim()}.json`, bundle) },
    );
  };
  return (
    <Dialog
      title={t("bundle.out")}
      button={t("bundle.make")}
      pending={send.isPending}
      error={send.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t("bundle.outWhat")}</p>
      <FormField label={t("pages.rules")} errorText={tried && !enough && t("bundle.choose")}>
        <Multiselect
          filteringType="auto"
          selectedOptions={chosen.map((value) => ({ value, label: value }))}
          options={rules.map(({ id, title }) => ({ value: id, label: id, description: title }))}
          onChange={({ detail }) => choose(detail.selectedOptions.map(({ value }) => value ?? ""))}
        />
      </FormField>
      <FormField label={t("lists.partner")} description={t("bundle.partnerWhat")}>
        <Input value={partner} onChange={({ detail }) => setPartner(detail.value)} />
      </FormField>
    </Dialog>
  );
}

/** Hands a bundle to the officer as a file; it goes nowhere else. */
function saveFile(name: string, content: object) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content)], { type: "application/json" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function bundleOf(text: string): RuleBundle | null {
  try {
    const { bundle, partner, signature } = JSON.parse(text) as RuleBundle;
    return bundle && partner && signature ? { bundle, partner, signature } : null;
  } catch {
    return null;
  }
}

function Import({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const send = useImportRules();
  const bundle = bundleOf(text);
  const confirm = () => {
    setTried(true);
    if (bundle) send.mutate(bundle);
  };
  return (
    <Dialog
      title={t("bundle.in")}
      button={t("bundle.take")}
      pending={send.isPending}
      error={send.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t("bundle.inWhat")}</p>
      <FormField stretch errorText={tried && !bundle && t("bundle.unreadable")}>
        <FileOrText text={text} onChange={setText} />
      </FormField>
      {send.data && (
        <SpaceBetween size="xs">
          <p>{t("bundle.imported", { count: send.data.imported.length })}</p>
          <ul className="rule-faults">
            {send.data.refused.map(({ rule, why }) => (
              <li key={rule}>
                <Iso mono>{rule}</Iso> <bdi>{why}</bdi>
              </li>
            ))}
          </ul>
        </SpaceBetween>
      )}
    </Dialog>
  );
}
