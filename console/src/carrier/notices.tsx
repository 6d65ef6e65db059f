import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useTranslation } from "react-i18next";
import type { Notice } from "../api/types.ts";
import { Empty } from "../ui/empty.tsx";
import { Iso } from "../ui/iso.tsx";
import { PageLink, pathTo } from "../ui/page_link.tsx";
import { dateTime } from "../ui/time.ts";

/** What the carrier has been told about messages that did not come in time, newest first. */
export function Notices({ notices }: { notices: Notice[] }) {
  const { t, i18n } = useTranslation();
  if (!notices.length) return <Empty of="notices" />;
  return (
    <table className="plain">
      <thead>
        <tr>
          {["at", "state", "kind", "movement", "due"].map((key) => (
            <th scope="col" key={key}>
              {t(`carrier.notice.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {notices.map((notice) => (
          <tr key={notice.id}>
            <td>
              <Iso>{dateTime(notice.at, i18n.language)}</Iso>
            </td>
            <td>
              <StatusIndicator type={notice.state === "missing" ? "error" : "warning"}>
                {t(`board.states.${notice.state}`)}
              </StatusIndicator>
            </td>
            <td>{t(`board.kinds.${notice.kind}`, { hours: notice.hours })}</td>
            <td>
              <PageLink to={pathTo("movements", notice.movement)}>
                <Iso>{notice.label}</Iso>
              </PageLink>
            </td>
            <td>
              <Iso>{dateTime(notice.due, i18n.language)}</Iso>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
