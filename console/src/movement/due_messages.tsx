import { useTranslation } from "react-i18next";
import type { DueMessage, DueState } from "../api/types.ts";
import { dateTime } from "../ui/time.ts";

/** A sign beside the colour, so that nobody needs to tell colours apart. */
const SIGNS: Record<DueState, string> = { received: "✓", due: "·", late: "!", missing: "✕", incomplete: "◐" };

/** The messages due for a movement, in the order in which they are due, each with whether it has come. */
export function DueMessages({ types }: { types: DueMessage[] }) {
  const { t, i18n } = useTranslation();
  return (
    <ul className="dues">
      {types.map((type) => {
        const words = [
          type.label,
          t(`board.states.${type.state}`),
          t("board.dueAt", { at: dateTime(type.due, i18n.language) }),
          type.at && t("board.cameAt", { at: dateTime(type.at, i18n.language) }),
        ];
        return (
          <li key={type.key} className={`chip ${type.state}`} title={words.filter(Boolean).join(" · ")}>
            <span aria-hidden="true">{SIGNS[type.state]}</span> <bdi>{t(`board.short.${type.kind}`)}</bdi>
            {type.kind === "pnr" && <bdi dir="ltr">{shortHours(type.hours)}</bdi>}
            <span className="unseen">{words.filter(Boolean).join(", ")}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** `−72` for 72 hours before departure. */
const shortHours = (hours: number) => (hours > 0 ? ` −${hours}` : hours < 0 ? ` +${-hours}` : " 0");
