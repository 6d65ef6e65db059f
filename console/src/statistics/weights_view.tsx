import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApproveWeights, useProposeWeights, useWeights } from "../api/statistics.ts";
import type { Weights, WeightsFile } from "../api/types.ts";
import { Empty } from "../ui/empty.tsx";
import { Iso } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { useMay } from "../ui/may.ts";
import { PageLink, pathTo } from "../ui/page_link.tsx";
import { Panel } from "../ui/panel.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { ReasonDialog } from "../ui/reason_dialog.tsx";
import { Percent } from "../ui/share.tsx";
import { dateTime } from "../ui/time.ts";

/** What the score has learned from results: what counts now, what waits for a second person, what was before. */
export function WeightsView() {
  return <Loaded query={useWeights()}>{(file) => <View file={file} />}</Loaded>;
}

function View({ file }: { file: WeightsFile }) {
  const { t } = useTranslation();
  const [asking, ask] = useState(false);
  const propose = useProposeWeights();
  const mayPropose = useMay("rule:write");
  return (
    <SpaceBetween size="m">
      <Alert
        type="info"
        header={t(file.frozen ? "weights.frozen" : "weights.learning")}
        action={
          file.frozen && mayPropose && <Button onClick={() => ask(true)}>{t("weights.propose")}</Button>
        }
      >
        {t(file.frozen ? "weights.frozenWhat" : "weights.learningWhat")}
      </Alert>
      {file.proposed ? <Proposed proposed={file.proposed} current={file.current} /> : <Empty of="proposal" />}
      <Panel title={t("weights.history")}>
        <History versions={[file.current, ...file.history]} />
      </Panel>
      {asking && (
        <ReasonDialog
          title={t("weights.propose")}
          button={t("weights.propose")}
          pending={propose.isPending}
          error={propose.error}
          onConfirm={(reason) => propose.mutate(reason, { onSuccess: () => ask(false) })}
          onClose={() => ask(false)}
        >
          <p>{t("weights.proposeWhat")}</p>
        </ReasonDialog>
      )}
    </SpaceBetween>
  );
}

function Proposed({ proposed, current }: { proposed: Weights; current: Weights }) {
  const { t } = useTranslation();
  const approve = useApproveWeights();
  const mayApprove = useMay("rule:approve");
  return (
    <Panel title={t("weights.waiting")}>
      <SpaceBetween size="s">
        <Written weights={proposed} />
        {approve.error && <ProblemAlert error={approve.error} />}
        <Changed proposed={proposed} current={current} />
        {mayApprove && (
          <Button
            variant="primary"
            loading={approve.isPending}
            onClick={() => approve.mutate(proposed.version)}
          >
            {t("weights.approve")}
          </Button>
        )}
      </SpaceBetween>
    </Panel>
  );
}

function Written({ weights }: { weights: Weights }) {
  const { i18n } = useTranslation();
  return (
    <p>
      <Iso mono>{weights.version}</Iso> · <bdi>{weights.by}</bdi> ·{" "}
      <Iso>{dateTime(weights.at, i18n.language)}</Iso> · <bdi>{weights.reason}</bdi>
    </p>
  );
}

/** Every rule with what it counts now and what it would count. */
function Changed({ proposed, current }: { proposed: Weights; current: Weights }) {
  const { t } = useTranslation();
  const now = new Map(current.rules.map((row) => [`${row.rule} ${row.version}`, row.weight]));
  return (
    <table className="plain">
      <thead>
        <tr>
          {["rule", "results", "now", "then"].map((key) => (
            <th scope="col" key={key}>
              {t(`weights.columns.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {proposed.rules.map((row) => (
          <tr key={`${row.rule} ${row.version}`}>
            <td>
              <PageLink to={pathTo("rules", row.rule)}>
                <Iso mono>{row.rule}</Iso>
              </PageLink>
            </td>
            <td>
              <Iso>{`${row.positive} / ${row.examined}`}</Iso>
            </td>
            <td>
              <Percent of={now.get(`${row.rule} ${row.version}`)} digits={2} />
            </td>
            <td>
              <strong>
                <Percent of={row.weight} digits={2} />
              </strong>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function History({ versions }: { versions: Weights[] }) {
  const { t } = useTranslation();
  const unique = versions.filter(
    (one, index) => versions.findIndex(({ version }) => version === one.version) === index,
  );
  return (
    <ul className="found">
      {unique.map((weights) => (
        <li key={weights.version}>
          <Written weights={weights} />
          {weights.approved_by && (
            <span className="quiet">
              {t("rule.approver")}: <bdi>{weights.approved_by}</bdi>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
