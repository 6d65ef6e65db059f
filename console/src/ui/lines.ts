/** Lists as people type them: one item a line, its parts separated by semicolons. */
export const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

export const partsOf = (line: string): string[] => line.split(";").map((part) => part.trim());

/** A line of parts; empty ones at its end are left out. */
export const lineOf = (parts: (string | number | null | undefined)[]): string =>
  parts
    .map((part) => String(part ?? ""))
    .join("; ")
    .replace(/[; ]+$/, "");
