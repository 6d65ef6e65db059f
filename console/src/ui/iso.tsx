import type { ReactNode } from "react";

/**
 * A code, number with unit, name in Latin letters, route or document number.
 * Everything of that kind goes through here, so that right-to-left text around it cannot turn it about.
 */
export function Iso({ children, mono }: { children: ReactNode; mono?: boolean }) {
  return (
    <bdi dir="ltr" className={mono ? "iso mono" : "iso"}>
      {children}
    </bdi>
  );
}

/** What is shown where nothing was reported. */
export const NOTHING = "–";

/** A value or a dash, isolated. */
export function IsoOr({ value, mono }: { value: string | number | null | undefined; mono?: boolean }) {
  return value === null || value === undefined || value === "" ? NOTHING : <Iso mono={mono}>{value}</Iso>;
}
