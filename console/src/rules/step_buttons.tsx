import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRuleStep } from "../api/rules.ts";
import type { Rule } from "../api/types.ts";
import { Day } from "../ui/day.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { ReasonDialog } from "../ui/reason_dialog.tsx";
import { inDays } from "../ui/time.ts";

/** Steps with a button at the head of the page, the usual next one first; runs and versions offer the others. */
const OFFERED = ["publish", "approve", "submit", "justify", "shadow", "reject", "retire"] as const;
type Offered = (typeof OFFERED)[number];
/** Steps that lead on to going live; the others are no usual next step. */
const ONWARDS: ReadonlySet<Offered> = new Set(["publish", "approve", "submit", "justify"]);
const WITH_REASON: ReadonlySet<Offered> = new Set(["reject", "retire"]);
/** What the service takes for a justification. */
const SHORTEST_JUSTIFICATION = 20;

/** What this person may do with the rule now, as the service says. */
export function StepButtons({ rule }: { rule: Rule }) {
  const { t } = useTranslation();
  const [asking, ask] = useState<Offered | null>(null);
  const offered = OFFERED.filter((step) => rule.steps.includes(step));
  return (
    <>
      <SpaceBetween size="xs" direction="horizontal">
        {offered.map((step, index) => (
          <Button
            key={step}
            variant={index === 0 && ONWARDS.has(step) ? "primary" : "normal"}
            onClick={() => ask(step)}
          >
            {t(`rule.steps.${step}`)}
          </Button>
        ))}
      </SpaceBetween>
      {asking && <Ask rule={rule} step={asking} onClose={() => ask(null)} />}
    </>
  );
}

interface AskProps {
  rule: Rule;
  step: Offered;
  onClose: () => void;
}

/** Asks what the step needs: a justification, days, a reason, or only to be sure. */
function Ask({ rule, step, onClose }: AskProps) {
  const { t } = useTranslation();
  const send = useRuleStep(rule.id);
  const take = (body: object) => send.mutate({ step, rev: rule.rev, body }, { onSuccess: onClose });
  const dialog = {
    title: t(`rule.steps.${step}`),
    button: t(`rule.steps.${step}`),
    pending: send.isPending,
    error: send.error,
    onClose,
    children: <p>{t(`rule.stepWhat.${step}`)}</p>,
  };
  if (step === "submit") return <Submit {...dialog} rule={rule} onConfirm={take} />;
  if (step === "justify")
    return (
      <ReasonDialog
        {...dialog}
        label={t("rule.justification")}
        description={t("rule.justificationWhat")}
        shortest={SHORTEST_JUSTIFICATION}
        start={rule.justification}
        onConfirm={(justification) => take({ justification })}
      />
    );
  if (WITH_REASON.has(step)) return <ReasonDialog {...dialog} onConfirm={(reason) => take({ reason })} />;
  return <Dialog {...dialog} onConfirm={() => take({})} />;
}

interface SubmitProps {
  rule: Rule;
  title: string;
  button: string;
  pending: boolean;
  error: Error | null;
  onConfirm: (body: object) => void;
  onClose: () => void;
  children: ReactNode;
}

/** A year from now is the longest that a rule may go without being looked at again. */
const LONGEST_DAYS = 365;

function Submit({ rule, onConfirm, children, ...dialog }: SubmitProps) {
  const { t } = useTranslation();
  const [expires, setExpires] = useState(inDays(LONGEST_DAYS));
  const [review, setReview] = useState(rule.review || inDays(LONGEST_DAYS / 2));
  return (
    <Dialog {...dialog} onConfirm={() => onConfirm({ expires, ...(review ? { review } : {}) })}>
      {children}
      <Day label={t("rule.expires")} value={expires} onChange={setExpires} />
      <Day label={t("rule.review")} value={review} onChange={setReview} />
    </Dialog>
  );
}
