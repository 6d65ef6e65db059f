import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useCaseAction } from "../api/queries.ts";
import type { Case, CaseAction } from "../api/types.ts";
import { useKeys } from "../app/shortcuts.ts";
import { pathTo } from "../ui/page_link.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { DecisionDialog } from "./decision_dialog.tsx";

/** How each action is taken: at once, after a dialog, or on a page of its own. */
const WAYS: Record<CaseAction, { way: "now" | "dialog" | "page"; primary?: boolean }> = {
  claim: { way: "now", primary: true },
  acknowledge: { way: "now", primary: true },
  result: { way: "page", primary: true },
  refer: { way: "dialog", primary: true },
  clear: { way: "dialog" },
  release: { way: "now" },
};
const ORDER: CaseAction[] = ["release", "clear", "refer", "claim", "acknowledge", "result"];

/** What this officer may do with this case now, as buttons and as keys. */
export function CaseActions({ file }: { file: Case }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asking, ask] = useState<CaseAction>();
  const send = useCaseAction();
  const take = (action: CaseAction) => {
    if (!file.actions.includes(action) || send.isPending) return;
    const { way } = WAYS[action];
    if (way === "dialog") ask(action);
    else if (way === "page") navigate(pathTo("port", file.id));
    else send.mutate({ id: file.id, rev: file.rev, action, body: {} });
  };
  useKeys({ claim: () => take("claim"), refer: () => take("refer"), clear: () => take("clear") });
  return (
    <SpaceBetween size="xs">
      <SpaceBetween size="xs" direction="horizontal">
        {ORDER.filter((action) => file.actions.includes(action)).map((action) => (
          <Button
            key={action}
            variant={WAYS[action].primary ? "primary" : "normal"}
            loading={send.isPending && send.variables.action === action}
            onClick={() => take(action)}
          >
            {t(`actions.${action}`)}
          </Button>
        ))}
      </SpaceBetween>
      {send.error && <ProblemAlert error={send.error} />}
      {asking && <DecisionDialog file={file} action={asking} onClose={() => ask(undefined)} />}
    </SpaceBetween>
  );
}
