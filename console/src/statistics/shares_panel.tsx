import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSaveShare, useShares } from "../api/statistics.ts";
import type { Share, Shares } from "../api/types.ts";
import { OneOf } from "../rules/value_editor.tsx";
import { Iso } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { useMay } from "../ui/may.ts";
import { Panel } from "../ui/panel.tsx";
import { ReasonDialog } from "../ui/reason_dialog.tsx";
import { Percent } from "../ui/share.tsx";

/** Which share of whom the machine draws, with every change ahead; supervisors set it. */
export function SharesPanel() {
  const { t } = useTranslation();
  return (
    <Panel title={t("shares.title")}>
      <Loaded query={useShares()}>{(shares) => <Table shares={shares} />}</Loaded>
    </Panel>
  );
}

const ANY = "*";
type Draft = Pick<Share, "stream" | "way" | "office" | "rev"> & { now: number };

function Table({ shares }: { shares: Shares }) {
  const { t } = useTranslation();
  const [changing, change] = useState<Draft | null>(null);
  const mayChange = useMay("draw:edit");
  const named = (text: string, value: string) => (value === ANY ? t("shares.others") : text);
  return (
    <SpaceBetween size="s">
      <p>
        {t("shares.usual")} <Percent of={shares.default} />. <span className="quiet">{t("shares.what")}</span>
      </p>
      <table className="plain">
        <tbody>
          {shares.items.map((share) => (
            <tr key={[share.stream, share.way, share.office].join("/")}>
              <td>
                {named(t(`streams.${share.stream}`, share.stream), share.stream)} ·{" "}
                {named(t(`random.ways.${share.way}`, share.way), share.way)} ·{" "}
                <Iso>{named(share.office, share.office)}</Iso>
              </td>
              <td>
                <Percent of={share.now} />
              </td>
              <td>
                {share.changes.map((each) => (
                  <div key={each.from} className="quiet">
                    {t("shares.from")} <Iso>{each.from}</Iso>: <Percent of={each.share} /> ·{" "}
                    <bdi>{each.by}</bdi> · <bdi>{each.reason}</bdi>
                  </div>
                ))}
              </td>
              <td>
                {mayChange && (
                  <Button variant="inline-link" onClick={() => change(share)}>
                    {t("shares.change")}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {mayChange && (
        <Button onClick={() => change({ stream: ANY, way: ANY, office: ANY, rev: 0, now: shares.default })}>
          {t("shares.add")}
        </Button>
      )}
      {changing && <Change shares={shares} of={changing} onClose={() => change(null)} />}
    </SpaceBetween>
  );
}

interface ChangeProps {
  shares: Shares;
  of: Draft;
  onClose: () => void;
}

function Change({ shares, of, onClose }: ChangeProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(of);
  const [percent, setPercent] = useState(String(Number((of.now * 100).toPrecision(4))));
  const save = useSaveShare();
  const { streams, ways, offices } = shares.strata;
  const fresh = of.rev === 0;
  const options = (values: string[], group: string): [string, string][] => [
    [ANY, t("shares.others")],
    ...values
      .filter((value) => value !== ANY)
      .map((value): [string, string] => [value, t(`${group}.${value}`, value)]),
  ];
  const choices = {
    stream: options(streams, "streams"),
    way: options(ways, "random.ways"),
    office: options(offices, ""),
  };
  const send = (reason: string) => {
    const { stream, way, office } = draft;
    const known = shares.items.find(
      (each) => each.stream === stream && each.way === way && each.office === office,
    );
    save.mutate(
      { stream, way, office, rev: known?.rev ?? 0, share: Number(percent) / 100, reason },
      { onSuccess: onClose },
    );
  };
  return (
    <ReasonDialog
      title={t("shares.change")}
      button={t("shares.save")}
      pending={save.isPending}
      error={save.error}
      onConfirm={send}
      onClose={onClose}
    >
      <p>{t("shares.changeWhat")}</p>
      {fresh &&
        (["stream", "way", "office"] as const).map((key) => (
          <FormField key={key} label={t(`shares.${key}`)}>
            <OneOf
              value={draft[key]}
              options={choices[key]}
              onChange={(value) => setDraft({ ...draft, [key]: value })}
            />
          </FormField>
        ))}
      <FormField label={t("shares.share")}>
        <Input value={percent} inputMode="decimal" onChange={({ detail }) => setPercent(detail.value)} />
      </FormField>
    </ReasonDialog>
  );
}
