/** The life of a case as far as the console needs it to move. */
import { type Asked, Refusal } from "./routes.ts";
import type { Case, Me } from "./shapes.ts";

export type Officer = Me;

type Step = { from: Case["state"][]; to: Case["state"]; role: string };

const STEPS: Record<string, Step> = {
  claim: { from: ["opened"], to: "in_review", role: "targeting_officer" },
  release: { from: ["in_review"], to: "opened", role: "targeting_officer" },
  clear: { from: ["in_review"], to: "cleared", role: "targeting_officer" },
  refer: { from: ["in_review"], to: "referred", role: "targeting_officer" },
  acknowledge: { from: ["referred"], to: "acknowledged", role: "examining_officer" },
  result: { from: ["acknowledged"], to: "result", role: "examining_officer" },
};

export const actionsOf = (file: Case, officer: Officer) =>
  Object.entries(STEPS)
    .filter(([, step]) => step.from.includes(file.state) && officer.roles.includes(step.role))
    .map(([action]) => action);

export function act(file: Case, { params, body, ifMatch, officer }: Asked): Case {
  const action = params[1] ?? "";
  const step = STEPS[action];
  if (ifMatch !== String(file.rev))
    throw new Refusal(409, `The case is at revision ${file.rev}; you saw ${ifMatch}.`);
  if (!step || !actionsOf(file, officer).includes(action))
    throw new Refusal(403, `A case that is ${file.state} does not allow this.`);
  file.state = step.to;
  file.rev += 1;
  file.holder = action === "claim" ? officer.user : action === "release" ? null : file.holder;
  file.office = (body.office as string | undefined) ?? file.office;
  file.result = (body.result as Case["result"]) ?? file.result;
  file.events.push({
    action,
    who: officer.user,
    at: new Date().toISOString(),
    reason: body.reason as string | undefined,
    note: body.note as string | undefined,
    office: body.office as string | undefined,
  });
  return { ...file, actions: actionsOf(file, officer) as Case["actions"] };
}
