import { useTranslation } from "react-i18next";
import type { MessageRef } from "../api/types.ts";
import { Empty } from "../ui/empty.tsx";
import { Iso } from "../ui/iso.tsx";
import { PageLink, pathTo } from "../ui/page_link.tsx";
import { dateTime } from "../ui/time.ts";

/** The messages that this record rests on. */
export function MessagesOf({ messages }: { messages: MessageRef[] }) {
  const { i18n } = useTranslation();
  if (!messages.length) return <Empty of="messagesOf" />;
  return (
    <ul className="party">
      {messages.map((message) => (
        <li key={message.id}>
          <PageLink to={pathTo("messages", message.id)}>
            <Iso>{message.format}</Iso>
          </PageLink>{" "}
          <span className="quiet">
            <Iso>
              {message.source} · {dateTime(message.sent_at, i18n.language)}
            </Iso>
          </span>
        </li>
      ))}
    </ul>
  );
}
