import ColumnLayout from "@cloudscape-design/components/column-layout";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Bearing, Finds, Outlook } from "../api/types.ts";
import { Iso } from "../ui/iso.tsx";
import { PageLink, pathTo } from "../ui/page_link.tsx";
import { Estimate, Percent, Precision } from "../ui/share.tsx";

/** What a run tells: how much work, what was found, what others hit too, on whom it bears, some hits to look at. */
export function OutlookView({ outlook }: { outlook: Outlook }) {
  const { t } = useTranslation();
  const hours = outlook.officer_hours_a_day.toFixed(1);
  return (
    <SpaceBetween size="m">
      <KeyValuePairs
        columns={4}
        items={[
          {
            label: t("run.hits"),
            value: (
              <>
                <Iso>{`${outlook.hits} / ${outlook.subjects}`}</Iso> (
                <Percent of={outlook.share} digits={2} />)
              </>
            ),
          },
          {
            label: t("run.daily"),
            value: <Iso>{`${outlook.hits_a_day.mean} (≤ ${outlook.hits_a_day.most})`}</Iso>,
          },
          {
            label: t("run.hours"),
            value: (
              <>
                <Iso>{hours}</Iso>{" "}
                <span className="quiet">{t("run.minutes", { count: outlook.review_minutes })}</span>
              </>
            ),
          },
          { label: t("run.alone"), value: <Iso>{outlook.alone}</Iso> },
        ]}
      />
      <KeyValuePairs
        columns={2}
        items={[
          { label: t("run.results"), value: <FindsOf finds={outlook.results} /> },
          { label: t("run.draws"), value: <FindsOf finds={outlook.results_of_draws} /> },
        ]}
      />
      <ColumnLayout columns={2}>
        <Overlap outlook={outlook} />
        <Sample ids={outlook.sample} />
      </ColumnLayout>
      <Disparity outlook={outlook} />
    </SpaceBetween>
  );
}

function FindsOf({ finds }: { finds: Finds }) {
  return (
    <>
      <Iso>{`${finds.positive} / ${finds.examined}`}</Iso>
      <br />
      <Precision of={finds} />
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <table className="plain">
      <caption>{title}</caption>
      {children}
    </table>
  );
}

function Overlap({ outlook }: { outlook: Outlook }) {
  const { t } = useTranslation();
  if (!outlook.overlap.length) return <p>{t("run.noOverlap")}</p>;
  return (
    <Part title={t("run.overlap")}>
      <thead>
        <tr>
          {["rule", "both", "of_this", "of_that"].map((key) => (
            <th scope="col" key={key}>
              {t(`run.with.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {outlook.overlap.map((row) => (
          <tr key={row.rule}>
            <td>
              <PageLink to={pathTo("rules", row.rule)}>
                <Iso mono>{row.rule}</Iso>
              </PageLink>
            </td>
            <td>
              <Iso>{row.both}</Iso>
            </td>
            <td>
              <Percent of={row.of_this} digits={0} />
            </td>
            <td>
              <Percent of={row.of_that} digits={0} />
            </td>
          </tr>
        ))}
      </tbody>
    </Part>
  );
}

function Sample({ ids }: { ids: string[] }) {
  const { t } = useTranslation();
  return (
    <section>
      <strong>{t("run.sample", { count: ids.length })}</strong>
      <p className="quiet">{t("run.sampleWhat")}</p>
      <p className="sample">
        {ids.map((id, index) => (
          <PageLink key={id} to={pathTo("travellers", id)}>
            {t("run.hit", { number: index + 1 })}
          </PageLink>
        ))}
      </p>
    </section>
  );
}

const MOST_GROUPS = 8;

/** On whom the rule bears more than on others: the groups with most hits of each dimension. */
function Disparity({ outlook }: { outlook: Outlook }) {
  const { t } = useTranslation();
  return (
    <ColumnLayout columns={Math.min(Object.keys(outlook.disparity).length, 3)}>
      {Object.entries(outlook.disparity).map(([dimension, groups]) => (
        <Part key={dimension} title={t(`run.dimensions.${dimension}`, dimension)}>
          <thead>
            <tr>
              {["group", "hits", "rate", "ratio"].map((key) => (
                <th scope="col" key={key}>
                  {t(`run.bearing.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.slice(0, MOST_GROUPS).map((row) => (
              <BearingRow key={row.group} row={row} />
            ))}
          </tbody>
        </Part>
      ))}
    </ColumnLayout>
  );
}

function BearingRow({ row }: { row: Bearing }) {
  const { t } = useTranslation();
  return (
    <tr>
      <td>
        <Iso>{row.group}</Iso>
      </td>
      <td>
        <Iso>{`${row.hits} / ${row.subjects}`}</Iso>
      </td>
      <td>
        <Estimate value={row.rate} interval={row.interval} />
      </td>
      <td>
        <span className={row.uneven ? "uneven" : undefined} title={row.uneven ? t("run.uneven") : undefined}>
          <Iso>{row.ratio === null ? "–" : `× ${row.ratio.toFixed(1)}`}</Iso>
          {row.uneven && <span className="unseen">{t("run.uneven")}</span>}
          {row.uneven && " !"}
        </span>
      </td>
    </tr>
  );
}
