import PropertyFilter, { type PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CaseRow } from "../api/types.ts";
import { PROPERTIES, suggestions } from "./filter.ts";

interface Props {
  rows: readonly CaseRow[];
  shown: number;
  query: PropertyFilterProps.Query;
  onChange: (query: PropertyFilterProps.Query) => void;
}

/** The token filter above the queue. */
export function QueueFilter({ rows, shown, query, onChange }: Props) {
  const { t } = useTranslation();
  const options = useMemo(() => suggestions(rows), [rows]);
  return (
    <PropertyFilter
      query={query}
      onChange={({ detail }) => onChange(detail)}
      filteringOptions={options}
      filteringProperties={PROPERTIES.map(({ key, operators }) => ({
        key,
        operators,
        propertyLabel: t(`filter.${key}`),
        groupValuesLabel: t("filter.valuesOf", { property: t(`filter.${key}`) }),
      }))}
      countText={t("queue.shown", { count: shown })}
      filteringPlaceholder={t("queue.filterPlaceholder")}
      filteringAriaLabel={t("queue.filterPlaceholder")}
      expandToViewport
      hideOperations={false}
    />
  );
}
