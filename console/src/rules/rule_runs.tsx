import Button from "@cloudscape-design/components/button";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRuleStep, useRun, useRuns, useStartRun } from "../api/rules.ts";
import type { Rule, RuleRun } from "../api/types.ts";
import { Day } from "../ui/day.tsx";
import { Empty } from "../ui/empty.tsx";
import { Iso } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { useMay } from "../ui/may.ts";
import { Panel } from "../ui/panel.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { dateTime, inDays } from "../ui/time.ts";
import { OutlookView } from "./outlook_view.tsx";

/** What the rule would have done: starts runs over past days, follows them, shows what they tell. */
export function RuleRuns({ rule }: { rule: Rule }) {
  const { t } = useTranslation();
  const runs = useRuns(rule.id);
  const [chosen, choose] = useState<string | null>(null);
  return (
    <SpaceBetween size="m">
      {useMay("rule:write") && rule.mine && <Start rule={rule} onStarted={(run) => choose(run.id)} />}
      <Loaded query={runs}>
        {({ items }) => {
          const shown = items.find(({ id }) => id === chosen) ?? items[0];
          if (!shown) return <Empty of="runs" />;
          return (
            <SpaceBetween size="m">
              <OneRun key={shown.id} rule={rule} row={shown} />
              <Panel title={t("run.all")}>
                <RunList items={items} shown={shown.id} onChoose={choose} />
              </Panel>
            </SpaceBetween>
          );
        }}
      </Loaded>
    </SpaceBetween>
  );
}

const USUAL_DAYS = 90;

function Start({ rule, onStarted }: { rule: Rule; onStarted: (run: RuleRun) => void }) {
  const { t } = useTranslation();
  const [first, setFirst] = useState(inDays(-USUAL_DAYS));
  const [last, setLast] = useState(inDays(-1));
  const start = useStartRun(rule.id);
  return (
    <Panel title={t("run.start")}>
      <SpaceBetween size="s">
        <p className="quiet">{t("run.what")}</p>
        {start.error && <ProblemAlert error={start.error} />}
        <div className="run-start">
          <Day label={t("run.first")} value={first} onChange={setFirst} />
          <Day label={t("run.last")} value={last} onChange={setLast} />
          <Button
            loading={start.isPending}
            onClick={() => start.mutate({ first, last }, { onSuccess: onStarted })}
          >
            {t("run.go")}
          </Button>
        </div>
      </SpaceBetween>
    </Panel>
  );
}

const isOver = (run: RuleRun) => run.state === "done" || run.state === "failed";

function OneRun({ rule, row }: { rule: Rule; row: RuleRun }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const run = useRun(rule.id, row.id, over);
  if (run.data && isOver(run.data) && !over) setOver(true);
  return (
    <Panel
      title={
        <>
          <Iso>{`${row.first} – ${row.last}`}</Iso>{" "}
          <span className="light">{t("rule.version", { number: row.number })}</span>
        </>
      }
    >
      <Loaded query={run}>
        {(data) => (
          <SpaceBetween size="m">
            {!isOver(data) && <Progress run={data} />}
            {data.state === "failed" && <StatusIndicator type="error">{t("run.failed")}</StatusIndicator>}
            {data.outlook && <OutlookView outlook={data.outlook} />}
            {data.state === "done" && <Attach rule={rule} run={data} />}
          </SpaceBetween>
        )}
      </Loaded>
    </Panel>
  );
}

function Progress({ run }: { run: RuleRun }) {
  const { t } = useTranslation();
  return (
    <ProgressBar
      value={run.total ? (run.done / run.total) * 100 : 0}
      label={t(`run.states.${run.state}`)}
      description={t("run.days", { done: run.done, total: run.total })}
    />
  );
}

/** Lays a finished run to the rule's papers; it must have tried the tree that the rule has now. */
function Attach({ rule, run }: { rule: Rule; run: RuleRun }) {
  const { t } = useTranslation();
  const send = useRuleStep(rule.id);
  if (rule.trial?.run === run.id)
    return <StatusIndicator type="success">{t("run.attached")}</StatusIndicator>;
  if (!rule.steps.includes("test") || run.number !== rule.number) return null;
  return (
    <>
      {send.error && <ProblemAlert error={send.error} />}
      <Button
        variant="primary"
        loading={send.isPending}
        onClick={() => send.mutate({ step: "test", rev: rule.rev, body: { run: run.id } })}
      >
        {t("run.attach")}
      </Button>
    </>
  );
}

interface RunListProps {
  items: RuleRun[];
  shown: string;
  onChoose: (run: string) => void;
}

function RunList({ items, shown, onChoose }: RunListProps) {
  const { t, i18n } = useTranslation();
  return (
    <ul className="found">
      {items.map((run) => (
        <li key={run.id}>
          <Button variant="inline-link" disabled={run.id === shown} onClick={() => onChoose(run.id)}>
            {`\u2066${run.first} – ${run.last}\u2069`}
          </Button>{" "}
          {t(`run.states.${run.state}`)} · {t("rule.version", { number: run.number })} · <bdi>{run.by}</bdi>,{" "}
          <Iso>{dateTime(run.at, i18n.language)}</Iso>
        </li>
      ))}
    </ul>
  );
}
