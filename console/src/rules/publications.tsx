import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePublications, useRuleSet } from "../api/rules.ts";
import type { RulePublication } from "../api/types.ts";
import { Empty } from "../ui/empty.tsx";
import { Iso } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { useMay } from "../ui/may.ts";
import { ReasonDialog } from "../ui/reason_dialog.tsx";
import { dateTime } from "../ui/time.ts";

/** A set to go back to, or (none) the wish to let changes in again. */
type Asking = { to: number | null } | null;

/** The sets of live rules, the one in use first; a supervisor can go back to an earlier one and stay there. */
export function Publications() {
  const { t } = useTranslation();
  const [asking, ask] = useState<Asking>(null);
  const mayUse = useMay("rule:approve");
  return (
    <ExpandableSection headerText={t("ruleSets.title")} headerDescription={t("ruleSets.what")}>
      <Loaded query={usePublications()}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty of="ruleSets" />
          ) : (
            <ul className="found">
              {items.map((set, index) => (
                <li key={set.rev}>
                  <Told set={set} current={index === 0} />
                  {mayUse && index > 0 && (
                    <Button variant="inline-link" onClick={() => ask({ to: set.rev })}>
                      {t("ruleSets.use")}
                    </Button>
                  )}
                  {mayUse && index === 0 && set.pinned && (
                    <Button variant="inline-link" onClick={() => ask({ to: null })}>
                      {t("ruleSets.release")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {asking && <Ask to={asking.to} onClose={() => ask(null)} />}
    </ExpandableSection>
  );
}

function Told({ set, current }: { set: RulePublication; current: boolean }) {
  const { t, i18n } = useTranslation();
  return (
    <>
      <Iso mono>{set.version}</Iso> · {t("ruleSets.rules", { count: set.rules })} · <bdi>{set.by}</bdi>,{" "}
      <Iso>{dateTime(set.at, i18n.language)}</Iso> · <bdi>{set.reason}</bdi>{" "}
      {current && (
        <StatusIndicator type={set.pinned ? "warning" : "success"}>
          {t(set.pinned ? "ruleSets.pinned" : "ruleSets.current")}
        </StatusIndicator>
      )}{" "}
    </>
  );
}

function Ask({ to, onClose }: { to: number | null; onClose: () => void }) {
  const { t } = useTranslation();
  const send = useRuleSet();
  const words = to === null ? "release" : "use";
  return (
    <ReasonDialog
      title={t(`ruleSets.${words}`)}
      button={t(`ruleSets.${words}`)}
      pending={send.isPending}
      error={send.error}
      onConfirm={(reason) => send.mutate({ rev: to, reason }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{t(`ruleSets.${words}What`)}</p>
    </ReasonDialog>
  );
}
