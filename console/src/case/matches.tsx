import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useTranslation } from "react-i18next";
import type { Dossier, Evidence, Match } from "../api/types.ts";
import { SignedBar, signed } from "../ui/bars.tsx";
import { Empty } from "../ui/empty.tsx";
import { Iso, IsoOr } from "../ui/iso.tsx";
import { dateTime } from "../ui/time.ts";

const BADGES = { strong: "severity-critical", review: "severity-medium", weak: "severity-neutral" } as const;

/** Each candidate list entry beside the traveller, field by field. */
export function MatchList({ dossier }: { dossier: Dossier }) {
  const matches = dossier.assessment?.matches ?? [];
  if (!matches.length) return <Empty of="matches" />;
  return (
    <SpaceBetween size="m">
      {matches.map((match) => (
        <Compare key={match.list + match.entity} match={match} />
      ))}
    </SpaceBetween>
  );
}

/** One list entry beside whoever was asked about, line by line. */
export function Compare({ match }: { match: Match }) {
  const { t } = useTranslation();
  const largest = Math.max(...match.evidence.map((line) => Math.abs(line.bits)), 0.01);
  return (
    <section>
      <EntryHead match={match} />
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t("match.field")}</th>
            <th scope="col">{t("match.traveller")}</th>
            <th scope="col">{t("match.entry")}</th>
            <th scope="col" className="sum">
              {t("match.bits")}
            </th>
          </tr>
        </thead>
        <tbody>
          {match.evidence.map((line) => (
            <EvidenceRows key={[line.f, line.q, line.c, line.why].join()} line={line} largest={largest} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t("match.total")}
            </th>
            <td className="sum">
              <Iso mono>{signed(match.bits)}</Iso>
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function EvidenceRows({ line, largest }: { line: Evidence; largest: number }) {
  const { t } = useTranslation();
  return (
    <>
      <tr className={line.why ? "noted" : undefined}>
        <th scope="row">{t(`match.fields.${line.f}`, line.f)}</th>
        <td>
          <IsoOr value={line.q} />
        </td>
        <td>
          <IsoOr value={line.c} />
        </td>
        <td>
          <SignedBar value={line.bits} largest={largest} />
        </td>
      </tr>
      {line.why && (
        <tr>
          <td />
          <td colSpan={3} className="quiet">
            <bdi>{line.why}</bdi>
          </td>
        </tr>
      )}
    </>
  );
}

function EntryHead({ match }: { match: Match }) {
  const { t, i18n } = useTranslation();
  const entry = match.entry;
  // Matching counts a judgement while neither side has changed; then it is one of the lines.
  const holds = match.evidence.some((line) => line.f === "cleared" || line.f === "confirmed");
  return (
    <Box margin={{ bottom: "xxs" }}>
      <Badge color={BADGES[match.band]}>{t(`match.bands.${match.band}`)}</Badge>{" "}
      <strong>
        <Iso>{entry?.name ?? match.name}</Iso>
      </strong>{" "}
      <span className="quiet">
        <Iso>
          {[match.list, match.entity, entry?.agency, entry?.dob, entry?.nationality]
            .filter(Boolean)
            .join(" · ")}
        </Iso>
      </span>
      {match.text && (
        <div>
          <bdi>{match.text}</bdi>
        </div>
      )}
      {match.judgement && (
        <div>
          <Badge color={!holds ? "grey" : match.judgement.verdict === "same" ? "red" : "green"}>
            {t(`match.judged.${match.judgement.verdict}`)}
          </Badge>{" "}
          <span className="quiet">
            <bdi>{match.judgement.by}</bdi> · <Iso>{dateTime(match.judgement.at, i18n.language)}</Iso>{" "}
            {!holds && t("match.judged.over")}
          </span>
        </div>
      )}
      {entry && entry.aliases.length > 0 && (
        <div className="quiet">
          {t("match.aliases")} <Iso>{entry.aliases.join(" · ")}</Iso>
        </div>
      )}
    </Box>
  );
}
