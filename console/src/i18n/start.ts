/** Catalogues: English is always there, other languages come when chosen; a missing text shows in English. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { preferences } from "../app/preferences.ts";
import en from "./en.json" with { type: "json" };

const LATER: Record<string, () => Promise<{ default: Record<string, unknown> }>> = {
  fa: () => import("./fa.json"),
};

export async function startTranslations(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en: { translation: en } },
    lng: "en",
    fallbackLng: "en",
    interpolation: { escapeValue: false },
  });
  await speak(preferences().language);
}

/** Loads a language if needed and shows it. */
export async function speak(language: string): Promise<void> {
  const load = LATER[language];
  if (load && !i18next.hasResourceBundle(language, "translation"))
    i18next.addResourceBundle(language, "translation", (await load()).default);
  await i18next.changeLanguage(language);
}
