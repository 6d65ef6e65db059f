import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { useTranslation } from "react-i18next";
import { Problem } from "../api/client.ts";

/** Statuses that have words of their own; any other shows those of `failed`. */
const WORDS: Record<number, string> = {
  0: "offline",
  401: "signedOut",
  403: "forbidden",
  404: "missing",
  409: "stale",
  412: "stale",
  503: "away",
};

/** What went wrong and what to do now; the service's own sentence comes first when it has one. */
export function ProblemAlert({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const { t } = useTranslation();
  const problem = error instanceof Problem ? error : new Problem({ detail: error.message }, 500);
  const words = WORDS[problem.status] ?? "failed";
  return (
    <Alert
      type={problem.status === 409 || problem.status === 412 ? "warning" : "error"}
      header={t(`problems.${words}.title`)}
      action={onRetry && <Button onClick={() => onRetry()}>{t("problems.retry")}</Button>}
    >
      {problem.detail && (
        <p>
          <bdi>{problem.detail}</bdi>
        </p>
      )}
      <p>{t(`problems.${words}.todo`)}</p>
    </Alert>
  );
}
