/** What an officer chose for this browser: looks, language, purpose. Kept in localStorage. */
import { applyDensity, applyMode, Density, Mode } from "@cloudscape-design/global-styles";
import { useSyncExternalStore } from "react";

export interface Preferences {
  theme: "light" | "dark";
  density: "compact" | "comfortable";
  language: "en" | "fa";
  purpose: string;
  navigationOpen: boolean;
  letterKeys: boolean;
}

const KEY = "offing.preferences";
const DEFAULTS: Preferences = {
  theme: "light",
  density: "compact",
  language: "en",
  purpose: "border_control",
  navigationOpen: true,
  letterKeys: true,
};

let current: Preferences = { ...DEFAULTS, ...stored() };
const listeners = new Set<() => void>();

function stored(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Preferences>;
  } catch {
    return {};
  }
}

export const preferences = (): Preferences => current;

/** Changes some preferences, keeps them, and redraws whoever shows them. */
export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  localStorage.setItem(KEY, JSON.stringify(current));
  applyLooks();
  for (const listener of listeners) listener();
}

export function usePreferences(): Preferences {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, preferences);
}

/** Puts theme, density and writing direction on the document. */
export function applyLooks(): void {
  applyMode(current.theme === "dark" ? Mode.Dark : Mode.Light);
  applyDensity(current.density === "compact" ? Density.Compact : Density.Comfortable);
  document.documentElement.lang = current.language === "fa" ? "fa-AF" : "en";
  document.documentElement.dir = current.language === "fa" ? "rtl" : "ltr";
}
