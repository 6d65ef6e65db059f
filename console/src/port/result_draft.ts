/** A result while it is being written, what it still lacks, and what is sent. */
import type { ActionBody, Outcome } from "../api/types.ts";

export interface Draft {
  outcome: Outcome | null;
  code: string;
  reason: string;
  quantity: string;
  unit: string;
  note: string;
}

export const EMPTY_DRAFT: Draft = { outcome: null, code: "", reason: "", quantity: "", unit: "", note: "" };

/** The code that stands for a referral that was not examined; its why is the reason. */
const NOT_EXAMINED = "not_examined";

export type Gap = "outcome" | "code" | "reason" | "quantity";

/** What must still be filled in. A quantity needs a unit and the other way round. */
export function missing(draft: Draft): Gap[] {
  const gaps: [Gap, boolean][] = [
    ["outcome", draft.outcome === null],
    ["code", draft.outcome !== NOT_EXAMINED && draft.code === ""],
    ["reason", draft.outcome === NOT_EXAMINED && draft.reason === ""],
    ["quantity", (draft.quantity !== "") !== (draft.unit !== "") || Number.isNaN(amount(draft.quantity))],
  ];
  return gaps.filter(([, holds]) => holds).map(([gap]) => gap);
}

const amount = (text: string) => Number(text.replace(",", "."));

/** The body of `POST /cases/{case}/result`. */
export function toBody(draft: Draft): ActionBody {
  const outcome = draft.outcome ?? "negative";
  const code = outcome === NOT_EXAMINED ? NOT_EXAMINED : draft.code;
  return {
    reason: draft.reason || code,
    note: draft.note || undefined,
    result: {
      outcome,
      code,
      ...(draft.quantity ? { quantity: amount(draft.quantity), unit: draft.unit } : {}),
      ...(draft.note ? { note: draft.note } : {}),
    },
  };
}
