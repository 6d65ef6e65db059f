import Button from "@cloudscape-design/components/button";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAuthorisation, useAuthorise, useWithdrawAuthorisation } from "../api/lists.ts";
import type { AuthorisationFile, Authorisation as Given } from "../api/types.ts";
import { Day } from "../ui/day.tsx";
import { Iso, IsoOr } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/panel.tsx";
import { ReasonDialog } from "../ui/reason_dialog.tsx";
import { dateTime, inDays } from "../ui/time.ts";

interface Props {
  list: string;
  entry: string;
}

/** Whether carriers are told not to board whom this entry names: a second person agrees to it, until a day. */
export function Authorisation({ list, entry }: Props) {
  const { t } = useTranslation();
  return (
    <Loaded query={useAuthorisation(list, entry)}>
      {(file) =>
        file.asks || file.authorisation ? (
          <Panel title={t("authorisation.title")}>
            <View list={list} entry={entry} file={file} />
          </Panel>
        ) : null
      }
    </Loaded>
  );
}

type Asking = "give" | "withdraw" | null;

function View({ list, entry, file }: Props & { file: AuthorisationFile }) {
  const { t } = useTranslation();
  const [asking, ask] = useState<Asking>(null);
  const given = file.authorisation;
  const close = () => ask(null);
  return (
    <SpaceBetween size="s">
      <Standing given={given} />
      {given && <Facts given={given} />}
      <SpaceBetween size="xs" direction="horizontal">
        {file.may && file.asks && (
          <Button variant="primary" onClick={() => ask("give")}>
            {t(given?.stands ? "authorisation.renew" : "authorisation.give")}
          </Button>
        )}
        {file.may && given?.stands && (
          <Button onClick={() => ask("withdraw")}>{t("authorisation.withdraw")}</Button>
        )}
      </SpaceBetween>
      {!file.may && <p className="quiet">{t("authorisation.others", { author: file.author })}</p>}
      {asking === "give" && <Give list={list} entry={entry} digest={file.digest} onClose={close} />}
      {asking === "withdraw" && <Withdraw list={list} entry={entry} onClose={close} />}
    </SpaceBetween>
  );
}

function Standing({ given }: { given: Given | null }) {
  const { t } = useTranslation();
  if (!given) return <StatusIndicator type="pending">{t("authorisation.none")}</StatusIndicator>;
  if (!given.stands) return <StatusIndicator type="stopped">{t("authorisation.over")}</StatusIndicator>;
  if (!given.covers) return <StatusIndicator type="warning">{t("authorisation.changed")}</StatusIndicator>;
  return <StatusIndicator type="success">{t("authorisation.stands")}</StatusIndicator>;
}

function Facts({ given }: { given: Given }) {
  const { t, i18n } = useTranslation();
  const withdrawn = given.withdrawn_by
    ? [
        {
          label: t("authorisation.withdrawn"),
          value: (
            <>
              <bdi>{given.withdrawn_by}</bdi> <Iso>{dateTime(given.withdrawn_at, i18n.language)}</Iso>:{" "}
              <bdi>{given.withdrawn_reason}</bdi>
            </>
          ),
        },
      ]
    : [];
  return (
    <KeyValuePairs
      columns={4}
      items={[
        { label: t("authorisation.by"), value: <bdi>{given.by}</bdi> },
        { label: t("authorisation.at"), value: <Iso>{dateTime(given.at, i18n.language)}</Iso> },
        { label: t("authorisation.until"), value: <IsoOr value={given.until} /> },
        { label: t("reason.label"), value: <bdi>{given.reason}</bdi> },
        ...withdrawn,
      ]}
    />
  );
}

const USUAL_DAYS = 90;

function Give({ list, entry, digest, onClose }: Props & { digest: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [until, setUntil] = useState(inDays(USUAL_DAYS));
  const give = useAuthorise(list, entry);
  return (
    <ReasonDialog
      title={t("authorisation.give")}
      button={t("authorisation.give")}
      pending={give.isPending}
      error={give.error}
      onConfirm={(reason) => give.mutate({ reason, until, digest }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{t("authorisation.giveWhat")}</p>
      <Day label={t("authorisation.until")} value={until} onChange={setUntil} />
    </ReasonDialog>
  );
}

function Withdraw({ list, entry, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation();
  const withdraw = useWithdrawAuthorisation(list, entry);
  return (
    <ReasonDialog
      title={t("authorisation.withdraw")}
      button={t("authorisation.withdraw")}
      pending={withdraw.isPending}
      error={withdraw.error}
      onConfirm={(reason) => withdraw.mutate(reason, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{t("authorisation.withdrawWhat")}</p>
    </ReasonDialog>
  );
}
