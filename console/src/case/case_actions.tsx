import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useCaseAction, useMe } from "../api/queries.ts";
import type { Case, CaseAction } from "../api/types.ts";
import { useKeys } from "../app/shortcuts.ts";
import { pathTo } from "../ui/page_link.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { DecisionDialog } from "./decision_dialog.tsx";
import { type Offer, offered } from "./offered.ts";

/** How each action is taken: at once, after a dialog, or on a page of its own. */
const WAYS: Record<CaseAction, "now" | "dialog" | "page"> = {
  claim: "now",
  release: "now",
  acknowledge: "now",
  clear: "dialog",
  refer: "dialog",
  result: "page",
};

/** What this officer may do with this case now, as buttons and as keys. */
export function CaseActions({ file }: { file: Case }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asking, ask] = useState<CaseAction>();
  const send = useCaseAction();
  const offers = offered(file, useMe().data?.user);

  const post = (action: CaseAction, then?: (answer: Case) => void) =>
    send.mutate({ id: file.id, rev: file.rev, action, body: {} }, { onSuccess: then });
  const ways = {
    now: (action: CaseAction) => post(action),
    dialog: (action: CaseAction) => ask(action),
    page: () => navigate(pathTo("port", file.id)),
  };
  const take = ({ action, claimFirst }: Offer) => {
    if (send.isPending) return;
    if (claimFirst) post("claim", (answer) => answer.actions.includes(action) && ways[WAYS[action]](action));
    else ways[WAYS[action]](action);
  };
  const byKey = (action: CaseAction) => () => {
    const wanted = offers.find((each) => each.action === action);
    if (wanted) take(wanted);
  };
  useKeys({ claim: byKey("claim"), refer: byKey("refer"), clear: byKey("clear") });

  return (
    <SpaceBetween size="xs">
      <SpaceBetween size="xs" direction="horizontal">
        {offers.map((each, index) => (
          <Button
            key={each.action}
            variant={index === offers.length - 1 ? "primary" : "normal"}
            disabled={send.isPending}
            onClick={() => take(each)}
          >
            {t(`actions.${each.words}`)}
          </Button>
        ))}
      </SpaceBetween>
      {send.error && <ProblemAlert error={send.error} />}
      {asking && <DecisionDialog file={file} action={asking} onClose={() => ask(undefined)} />}
    </SpaceBetween>
  );
}
