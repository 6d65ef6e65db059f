import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRuleStep } from "../api/rules.ts";
import type { Rule, RuleChange, RuleEvent, RuleVersion } from "../api/types.ts";
import { Iso, IsoOr } from "../ui/iso.tsx";
import { Panel } from "../ui/panel.tsx";
import { ReasonDialog } from "../ui/reason_dialog.tsx";
import { dateTime } from "../ui/time.ts";
import { RuleState } from "./rule_state.tsx";

/** All versions with what each changed, a way back to one that was live, and what was done to the rule. */
export function RuleVersions({ rule }: { rule: Rule }) {
  const { t } = useTranslation();
  const [back, goBack] = useState<RuleVersion | null>(null);
  const mayGoBack = (version: RuleVersion) =>
    rule.steps.includes("rollback") &&
    Boolean(version.published_at) &&
    ["superseded", "retired"].includes(version.state);
  return (
    <SpaceBetween size="m">
      {rule.versions.map((version, index) => (
        <Panel
          key={version.number}
          title={
            <>
              {t("rule.version", { number: version.number })} <RuleState state={version.state} />
            </>
          }
        >
          <SpaceBetween size="s">
            <p className="quiet">
              {t("rule.author")}: <IsoOr value={version.author} /> · {t("rule.approver")}:{" "}
              <IsoOr value={version.approver} /> · {t("rule.expires")}: <IsoOr value={version.expires} />
            </p>
            <Changes changes={version.changes} first={index === rule.versions.length - 1} />
            {mayGoBack(version) && (
              <Button onClick={() => goBack(version)}>{t("rule.steps.rollback")}</Button>
            )}
          </SpaceBetween>
        </Panel>
      ))}
      <Panel title={t("case.history")}>
        <Events events={rule.events} />
      </Panel>
      {back && <Rollback rule={rule} to={back} onClose={() => goBack(null)} />}
    </SpaceBetween>
  );
}

const told = (value: unknown) =>
  value === null || value === undefined || value === ""
    ? "–"
    : typeof value === "string"
      ? value
      : JSON.stringify(value);

function Changes({ changes, first }: { changes: RuleChange[]; first: boolean }) {
  const { t } = useTranslation();
  if (!changes.length) return <p>{t(first ? "rule.firstVersion" : "rule.noChanges")}</p>;
  return (
    <table className="plain">
      <thead>
        <tr>
          {["where", "before", "after"].map((key) => (
            <th scope="col" key={key}>
              {t(`rule.change.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ where, before, after }) => (
          <tr key={where}>
            <td>
              <Iso mono>{where}</Iso>
            </td>
            <td>
              <bdi className="was">{told(before)}</bdi>
            </td>
            <td>
              <bdi className="is">{told(after)}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Events({ events }: { events: RuleEvent[] }) {
  const { t, i18n } = useTranslation();
  return (
    <ol className="history">
      {events.map((event) => (
        <li key={event.at + event.step}>
          <time dateTime={event.at}>
            <Iso>{dateTime(event.at, i18n.language)}</Iso>
          </time>
          <strong>{t(`rule.events.${event.step}`, event.step)}</strong> ·{" "}
          {t("rule.version", { number: event.number })} · <bdi>{event.by}</bdi>
          {event.reason && (
            <blockquote>
              <bdi>{event.reason}</bdi>
            </blockquote>
          )}
        </li>
      ))}
    </ol>
  );
}

function Rollback({ rule, to, onClose }: { rule: Rule; to: RuleVersion; onClose: () => void }) {
  const { t } = useTranslation();
  const send = useRuleStep(rule.id);
  const take = (reason: string) =>
    send.mutate(
      { step: "rollback", rev: rule.rev, body: { number: to.number, reason } },
      { onSuccess: onClose },
    );
  return (
    <ReasonDialog
      title={t("rule.steps.rollback")}
      button={t("rule.steps.rollback")}
      pending={send.isPending}
      error={send.error}
      onConfirm={take}
      onClose={onClose}
    >
      <p>{t("rule.stepWhat.rollback", { number: to.number })}</p>
    </ReasonDialog>
  );
}
