import { createContext, useContext } from "react";
import type { Fault } from "../api/client.ts";
import type { RuleTables } from "../api/types.ts";

/** What every part of the tree editor needs to know. */
export interface Editing {
  tables: RuleTables;
  about: "traveller" | "consignment";
  readOnly: boolean;
  faults: readonly Fault[];
}

export const EditingContext = createContext<Editing | null>(null);

/** What is being edited, and with what. */
export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error("useEditing outside of EditingContext");
  return editing;
}
