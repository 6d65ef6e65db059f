import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Iso } from "./iso.tsx";
import { remaining } from "./time.ts";

const TICK_MS = 15_000;
let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** One clock for all rows: the time, anew every quarter of a minute. */
export const useNow = () => useSyncExternalStore(subscribe, () => now);

const SIGNS = { past: "✕", soon: "!", later: "" } as const;

/** Time left to act; urgency by sign, colour and words, never by colour alone. */
export function Clock({ deadline }: { deadline: string }) {
  const { t } = useTranslation();
  const { urgency, text } = remaining(deadline, useNow());
  return (
    <span className={`clock ${urgency}`} title={t(`clock.${urgency}`)}>
      {SIGNS[urgency] && (
        <span className="clock-sign" role="img" aria-label={t(`clock.${urgency}`)}>
          {SIGNS[urgency]}
        </span>
      )}
      <Iso>{text}</Iso>
    </span>
  );
}
