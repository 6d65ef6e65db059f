import { useTranslation } from "react-i18next";
import type { Entry, EntryVersion } from "../api/types.ts";
import { Iso } from "../ui/iso.tsx";
import { dateTime } from "../ui/time.ts";

/** Fields that say something else than the version before. */
function changed(now: Entry | null, before: Entry | null | undefined): string[] {
  if (!now || !before) return [];
  return (Object.keys(now) as (keyof Entry)[]).filter(
    (key) => JSON.stringify(now[key]) !== JSON.stringify(before[key]),
  );
}

/** Everything the entry has ever said, newest first: who changed what, and why. */
export function Versions({ versions }: { versions: EntryVersion[] }) {
  const { t, i18n } = useTranslation();
  return (
    <table className="plain">
      <thead>
        <tr>
          {["at", "by", "change", "reason"].map((key) => (
            <th scope="col" key={key}>
              {t(`entry.version.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {versions.map((version, index) => {
          const before = versions[index + 1];
          const fields = changed(version.entry, before?.entry);
          const what = !version.entry ? "withdrawn" : before?.entry ? "changed" : "written";
          return (
            <tr key={version.at + version.digest}>
              <td>
                <Iso>{dateTime(version.at, i18n.language)}</Iso>
              </td>
              <td>
                <bdi>{version.by}</bdi>
              </td>
              <td>
                {t(`entry.version.${what}`)} {fields.map((field) => t(`entry.${field}`, field)).join(", ")}
              </td>
              <td>
                <bdi>{version.reason}</bdi>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
