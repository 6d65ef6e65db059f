import { I18nProvider, type I18nProviderProps } from "@cloudscape-design/components/i18n";
import english from "@cloudscape-design/components/i18n/messages/all.en.json" with { type: "json" };
import { type ReactNode, useEffect, useState } from "react";
import { usePreferences } from "../app/preferences.ts";
import { speak } from "./start.ts";

type Texts = Record<string, Record<string, unknown>>;
const COMPONENTS = "cloudscape-design-components";
const ENGLISH = (english as unknown as Record<string, { en: Texts }>)[COMPONENTS]?.en ?? {};
const BUNDLES: Record<string, () => Promise<{ default: unknown }>> = {
  fa: () => import("./cloudscape.fa.icu.json"),
};

/** Gives Cloudscape's own texts in the chosen language. It has no fallback of its own, so English goes first. */
export function Language({ children }: { children: ReactNode }) {
  const { language } = usePreferences();
  const [own, setOwn] = useState<{ language: string; texts: Texts }>();
  useEffect(() => {
    void speak(language);
    void BUNDLES[language]?.().then((bundle) => setOwn({ language, texts: bundle.default as Texts }));
  }, [language]);
  const messages = [ENGLISH, ...(own?.language === language ? [own.texts] : [])].map(
    (texts) => ({ [COMPONENTS]: { [language]: texts } }) as unknown as I18nProviderProps.Messages,
  );
  return (
    <I18nProvider locale={language} messages={messages}>
      {children}
    </I18nProvider>
  );
}
