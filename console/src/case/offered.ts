/** Which actions a page offers: what the service allows, put in the way in which officers work. */
import type { Case, CaseAction } from "../api/types.ts";

export interface Offer {
  action: CaseAction;
  /** Claimed in the same step: one key less between seeing a case and deciding it. */
  claimFirst: boolean;
  /** Key of the button's words. */
  words: string;
}

const offer = (action: CaseAction, claimFirst = false, words: string = action): Offer => ({
  action,
  claimFirst,
  words,
});

/** Buttons for a case as this officer sees it, the most likely one last. */
export function offered(
  file: Pick<Case, "state" | "actions" | "holder" | "random">,
  user: string | undefined,
): Offer[] {
  const { state, actions, holder, random } = file;
  if (state === "opened" && actions.includes("claim"))
    // What the machine has drawn cannot be cleared, only referred.
    return [...(random ? [] : [offer("clear", true)]), offer("refer", true), offer("claim")];
  if (state === "in_review" && holder !== user)
    return actions.includes("claim") ? [offer("claim", false, "takeOver")] : [];
  return ORDER.filter((action) => actions.includes(action)).map((action) => offer(action));
}

/** `claim` is not among them: whoever holds the case has it already. */
const ORDER: CaseAction[] = ["release", "clear", "refer", "acknowledge", "result"];
