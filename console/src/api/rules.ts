/** Server state about rules: one hook a route. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useClient, useGet } from "./queries.ts";
import type * as T from "./types.ts";

const RULES = "/rules";
/** A run that is under way is looked at this often. */
const RUN_POLL_MS = 2_000;
const rulePath = (rule: string) => `${RULES}/${encodeURIComponent(rule)}`;

export const useRules = () => useGet<{ items: T.RuleRow[] }>(RULES);
export const useRuleTables = () => useGet<T.RuleTables>(`${RULES}/fields`);
export const useRule = (rule: string | null) => useGet<T.Rule>(rule && rulePath(rule));
export const useRuns = (rule: string) => useGet<{ items: T.RuleRun[] }>(`${rulePath(rule)}/runs`);
export const usePublications = () => useGet<{ items: T.RulePublication[] }>(`${RULES}/publications`);

/** One run, asked for again until it is over. */
export function useRun(rule: string, run: string | null, over: boolean) {
  return useGet<T.RuleRun>(
    run && `${rulePath(rule)}/runs/${encodeURIComponent(run)}`,
    {},
    over ? undefined : RUN_POLL_MS,
  );
}

/** A write about rules: everything shown of them is asked for again, also after a refusal. */
function useRuleWrite<Asked, Answer>(send: (asked: Asked) => Promise<Answer>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () =>
      cache.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(RULES) }),
  });
}

export function useSaveRule() {
  const client = useClient();
  return useRuleWrite((to: { id: string; rev: number; criteria: T.RuleCriteria }) =>
    client.put<T.Rule>(rulePath(to.id), to.criteria, to.rev),
  );
}

export function useRuleStep(rule: string) {
  const client = useClient();
  return useRuleWrite((to: { step: T.RuleStep; rev: number; body: object }) =>
    client.post<T.Rule>(`${rulePath(rule)}/${to.step}`, to.body, to.rev),
  );
}

export function useStartRun(rule: string) {
  const client = useClient();
  return useRuleWrite((days: { first: string; last: string }) =>
    client.post<T.RuleRun>(`${rulePath(rule)}/runs`, days),
  );
}

/** Goes back to an earlier set of live rules, or (without one) lets changes in again. */
export function useRuleSet() {
  const client = useClient();
  return useRuleWrite((to: { rev: number | null; reason: string }) =>
    client.post<{ rev: number }>(
      to.rev === null ? `${RULES}/release` : `${RULES}/publications/${to.rev}/use`,
      { reason: to.reason },
    ),
  );
}

export function useExportRules() {
  const client = useClient();
  return useMutation({
    mutationFn: (to: { rules: string[]; partner: string }) =>
      client.post<T.RuleBundle>(`${RULES}/bundles`, to),
  });
}

export function useImportRules() {
  const client = useClient();
  return useRuleWrite((bundle: T.RuleBundle) =>
    client.post<{ imported: { rule: string; number: number }[]; refused: { rule: string; why: string }[] }>(
      `${RULES}/bundles/import`,
      bundle,
    ),
  );
}
