/** Cloudscape wants its messages as parsed ICU trees; translators write text. Parsed here, once, at build time. */
import { parse } from "@formatjs/icu-messageformat-parser";
import type { Plugin } from "vite";

type Messages = Record<string, Record<string, string>>;

const parsed = (texts: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, parse(text, { captureLocation: false })]),
  );

/** Turns each `*.icu.json` into a module with trees in place of its texts. */
export function icuMessages(): Plugin {
  return {
    name: "icu-messages",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith(".icu.json")) return null;
      const messages = JSON.parse(code) as Messages;
      const trees = Object.fromEntries(
        Object.entries(messages).map(([part, texts]) => [part, parsed(texts)]),
      );
      return { code: `export default ${JSON.stringify(trees)};`, map: null, moduleType: "js" };
    },
  };
}
