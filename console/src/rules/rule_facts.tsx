import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useTranslation } from "react-i18next";
import type { Rule } from "../api/types.ts";
import { IsoOr } from "../ui/iso.tsx";
import { Panel } from "../ui/panel.tsx";
import { Percent } from "../ui/share.tsx";
import { Expiry } from "./expiry.tsx";

/** The rule in words, why it is needed, and its papers. */
export function RuleFacts({ rule }: { rule: Rule }) {
  const { t } = useTranslation();
  const { trial, provenance } = rule;
  return (
    <Panel title={<bdi className="rule-words">{rule.words}</bdi>}>
      <SpaceBetween size="m">
        <p className="told">
          <bdi>{rule.told}</bdi>
        </p>
        {rule.justification && (
          <p>
            <strong>{t("rule.justification")}:</strong> <bdi>{rule.justification}</bdi>
          </p>
        )}
        <KeyValuePairs
          columns={4}
          items={[
            { label: t("lists.agency"), value: <IsoOr value={rule.agency} /> },
            {
              label: t("rule.streams"),
              value: rule.streams.map((stream) => t(`streams.${stream}`, stream)).join(", "),
            },
            { label: t("rule.weight"), value: <Percent of={rule.weight} /> },
            { label: t("rule.severity"), value: t(`entry.severities.${rule.severity}`) },
            { label: t("rule.expires"), value: <Expiry rule={rule} /> },
            { label: t("rule.review"), value: <IsoOr value={rule.review} /> },
            { label: t("rule.author"), value: <IsoOr value={rule.authors.join(", ") || rule.author} /> },
            { label: t("rule.approver"), value: <IsoOr value={rule.approver} /> },
            {
              label: t("run.title"),
              value: trial ? (
                <IsoOr value={`${trial.first} – ${trial.last}: ${trial.hits} / ${trial.subjects}`} />
              ) : (
                "–"
              ),
            },
            ...(provenance
              ? [{ label: t("rule.from"), value: <IsoOr value={`${provenance.from}: ${provenance.rule}`} /> }]
              : []),
          ]}
        />
      </SpaceBetween>
    </Panel>
  );
}
