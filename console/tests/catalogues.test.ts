import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import cloudscapeEnglish from "@cloudscape-design/components/i18n/messages/all.en.json";
import { describe, expect, it } from "vitest";
import cloudscapeDari from "../src/i18n/cloudscape.fa.icu.json";
import en from "../src/i18n/en.json";
import fa from "../src/i18n/fa.json";

const ROOT = path.resolve(import.meta.dirname, "..");
const flat = (tree: object, before = ""): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "object" ? flat(value, `${before}${key}.`) : [`${before}${key}`],
  );
const texts = flat(en);
const dari = flat(fa).filter((key) => !key.startsWith("_"));

/** Keys in the source: `t("a.b")`, and the fixed beginning of `t(`a.${b}`)`. */
function keysInSource(): { whole: string[]; beginnings: string[] } {
  const source = globSync("src/**/*.{ts,tsx}", { cwd: ROOT }).map((file) =>
    readFileSync(path.join(ROOT, file), "utf8"),
  );
  const found = source.flatMap((text) =>
    [...text.matchAll(/\bt\(\s*(["`])(.+?)\1/g)].map((match) => match[2] ?? ""),
  );
  return {
    whole: found.filter((key) => !key.includes("$")),
    beginnings: found.filter((key) => key.includes("$")).map((key) => key.slice(0, key.indexOf("$"))),
  };
}

const has = (key: string) => texts.includes(key) || texts.includes(`${key}_other`);

describe("catalogues", () => {
  it("have every text that the source asks for", () => {
    const { whole, beginnings } = keysInSource();
    expect(whole.filter((key) => !has(key))).toEqual([]);
    expect(beginnings.filter((start) => !texts.some((key) => key.startsWith(start)))).toEqual([]);
  });

  it("have a title and something to do for each empty state", () => {
    const names = Object.entries(en.empty);
    expect(names.filter(([, text]) => !text.title || !text.todo)).toEqual([]);
  });

  it("translate only what exists, and say how much is still English", () => {
    expect(dari.filter((key) => !texts.includes(key))).toEqual([]);
    const unwritten = texts.filter((key) => !dari.includes(key)).length;
    // Goes down as translations come; a rise means that a new text was forgotten.
    expect(unwritten).toBeLessThanOrEqual(34);
  });

  it("name texts that Cloudscape has", () => {
    const known = (cloudscapeEnglish as Record<string, { en: Record<string, object> }>)[
      "cloudscape-design-components"
    ]?.en;
    const own = Object.entries(cloudscapeDari).flatMap(([part, texts]) =>
      Object.keys(texts).map((key) => [part, key] as const),
    );
    expect(own.filter(([part, key]) => !(key in (known?.[part] ?? {})))).toEqual([]);
  });
});
