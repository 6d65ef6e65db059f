/** Keys of the console: one table, by place of the key, so that Persian and Cyrillic layouts work too. */
import { useEffect, useRef } from "react";
import { preferences } from "./preferences.ts";

/** Where a key works, its name for people, its `event.code` (with Shift+ before it), and its words. */
export const KEYS = [
  { id: "next", place: "list", shown: "j ↓", codes: ["KeyJ", "ArrowDown"] },
  { id: "previous", place: "list", shown: "k ↑", codes: ["KeyK", "ArrowUp"] },
  { id: "open", place: "list", shown: "Enter o", codes: ["Enter", "KeyO"] },
  { id: "peek", place: "list", shown: "Space", codes: ["Space"] },
  { id: "refresh", place: "list", shown: "Shift R", codes: ["Shift+KeyR"] },
  { id: "claim", place: "case", shown: "c", codes: ["KeyC"] },
  { id: "refer", place: "case", shown: "r", codes: ["KeyR"] },
  { id: "clear", place: "case", shown: "d", codes: ["KeyD"] },
  { id: "same", place: "adjudication", shown: "y", codes: ["KeyY"] },
  { id: "different", place: "adjudication", shown: "n", codes: ["KeyN"] },
  { id: "unsure", place: "adjudication", shown: "u", codes: ["KeyU"] },
  { id: "search", place: "everywhere", shown: "/", codes: ["Slash"] },
  { id: "help", place: "everywhere", shown: "?", codes: ["Shift+Slash"] },
] as const;

export type KeyId = (typeof KEYS)[number]["id"];
export type KeyActions = Partial<Record<KeyId, () => void>>;

const BY_CODE = new Map<string, KeyId>(
  KEYS.flatMap((key) => key.codes.map((code) => [code, key.id] as const)),
);

/** Signs are where each layout puts them: they are known by what they print, before the place of the key. */
const BY_SIGN = new Map<string, KeyId>([
  ["/", "search"],
  ["?", "help"],
  ["؟", "help"],
]);

/** What a key press asks for, or nothing inside inputs, with Ctrl/Alt/Meta, or with letters switched off. */
export function keyOf(event: KeyboardEvent, letters = true): KeyId | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return undefined;
  if (event.target instanceof Element && isTyping(event.target, event.code)) return undefined;
  const isLetter = event.code.startsWith("Key") || event.code === "Slash" || BY_SIGN.has(event.key);
  if (isLetter && !letters) return undefined;
  return BY_SIGN.get(event.key) ?? BY_CODE.get((event.shiftKey ? "Shift+" : "") + event.code);
}

function isTyping(target: Element, code: string): boolean {
  if (
    target.closest("input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]")
  )
    return true;
  // A focused button or link keeps its own Enter and Space.
  return (code === "Enter" || code === "Space") && target.closest("button, a, [role=tab]") !== null;
}

/** Listens on the window while the component is shown. */
export function useKeys(actions: KeyActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const id = keyOf(event, preferences().letterKeys);
      const act = id && latest.current[id];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
