import Badge from "@cloudscape-design/components/badge";
import { useTranslation } from "react-i18next";
import type { Sourced } from "../api/types.ts";
import { Empty } from "../ui/empty.tsx";
import { IsoOr } from "../ui/iso.tsx";
import { PageLink, pathTo } from "../ui/page_link.tsx";

interface Props {
  sources: Record<string, Sourced[]>;
  conflicts: string[];
}

/** What API and PNR each say of a field; fields on which they do not agree come first. */
export function Sources({ sources, conflicts }: Props) {
  const { t } = useTranslation();
  const fields = Object.keys(sources).sort(
    (one, other) =>
      Number(conflicts.includes(other)) - Number(conflicts.includes(one)) || one.localeCompare(other),
  );
  if (!fields.length) return <Empty of="sources" />;
  return (
    <table className="plain">
      <thead>
        <tr>
          <th scope="col">{t("sources.field")}</th>
          <th scope="col">API</th>
          <th scope="col">PNR</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field} className={conflicts.includes(field) ? "conflict" : undefined}>
            <th scope="row">
              {t(`match.fields.${field}`, field)}{" "}
              {conflicts.includes(field) && <Badge color="severity-medium">{t("sources.conflict")}</Badge>}
            </th>
            <td>{<Values of={sources[field]} from="API" />}</td>
            <td>{<Values of={sources[field]} from="PNR" />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Values({ of = [], from }: { of: Sourced[] | undefined; from: string }) {
  const values = of.filter((each) => each.source === from);
  if (!values.length) return <IsoOr value={null} />;
  return values.map((each) => (
    <div key={each.value + each.message}>
      <PageLink to={pathTo("messages", each.message)}>
        <IsoOr value={each.value} />
      </PageLink>
    </div>
  ));
}
