import { useTranslation } from "react-i18next";
import { useCodes } from "../api/queries.ts";
import type { CaseEvent } from "../api/types.ts";
import { Empty } from "../ui/empty.tsx";
import { Iso } from "../ui/iso.tsx";
import { dateTime } from "../ui/time.ts";

/** What happened to a case, newest first. */
export function CaseHistory({ events }: { events: CaseEvent[] }) {
  const { t, i18n } = useTranslation();
  const codes = useCodes().data;
  const inWords = ({ action, reason }: CaseEvent) =>
    [...(codes?.reasons[action] ?? []), ...(codes?.results ?? [])].find(({ code }) => code === reason)
      ?.text ?? reason;
  if (!events.length) return <Empty of="history" />;
  return (
    <ol className="history">
      {[...events].reverse().map((event) => (
        <li key={event.at + event.action}>
          <strong>{t(`events.${event.action}`, event.action)}</strong> <bdi>{event.who}</bdi>
          {event.office && (
            <>
              {" → "}
              <Iso>{event.office}</Iso>
            </>
          )}
          <time dateTime={event.at}>
            <Iso>{dateTime(event.at, i18n.language)}</Iso>
          </time>
          {event.reason && <div className="quiet">{inWords(event)}</div>}
          {event.note && (
            <blockquote>
              <bdi>{event.note}</bdi>
            </blockquote>
          )}
        </li>
      ))}
    </ol>
  );
}
