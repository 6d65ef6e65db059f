import { Iso } from "./iso.tsx";

/** `FRA-IAD` as `FRA → IAD`; the arrow points the same way in every language. */
export const Route = ({ of }: { of: string }) => <Iso>{of.replace("-", " → ")}</Iso>;
