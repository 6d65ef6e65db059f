/** Server state: one hook a route of the API. */
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { Client } from "./client.ts";
import type * as T from "./types.ts";

export const ClientContext = createContext<Client | null>(null);

/** The API client of this session. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error("useClient outside of ClientContext");
  return client;
}

/** A queue is asked again this often: new work shows within seconds, unchanged work costs a 304. */
export const POLL_MS = 10_000;
const QUEUE_PAGE = 200;

const casePath = (id: string) => `/cases/${encodeURIComponent(id)}`;

/** What a route answers; nothing is asked while the path is null. */
export function useGet<Answer>(
  path: string | null,
  query: Record<string, string | number | undefined> = {},
  pollMs?: number,
) {
  const client = useClient();
  return useQuery({
    queryKey: [path, query],
    queryFn: () => client.get<Answer>(path ?? "", query),
    enabled: path !== null,
    refetchInterval: pollMs,
  });
}

export const useMe = () => useGet<T.Me>("/me");
export const useCodes = () => useGet<T.Codes>("/codes");
// Not polled: each reading of a case is a view in the audit trail. A stale one is caught by If-Match.
export const useCase = (id: string | null) => useGet<T.Case>(id && casePath(id));
export const useDossier = (id: string | null) =>
  useGet<T.Dossier>(id && `/travellers/${encodeURIComponent(id)}`);
export const useMovement = (id: string) => useGet<T.MovementPage>(`/movements/${encodeURIComponent(id)}`);
export const useMessage = (id: string) => useGet<T.MessageDetail>(`/messages/${encodeURIComponent(id)}`);
export const useReconciliation = (date: string) =>
  useGet<T.Reconciliation>("/reconciliation", { date }, POLL_MS);
export const useAudit = (actor: string) => useGet<{ items: T.AuditEntry[] }>("/audit", { actor, limit: 200 });

export function useQueue(state: T.CaseState, office?: string, enabled = true) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: ["/queue", state, office],
    queryFn: ({ pageParam }) =>
      client.get<T.QueuePage>("/queue", { state, office, limit: QUEUE_PAGE, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.cursor ?? undefined,
    refetchInterval: POLL_MS,
    enabled,
  });
}

export function useMessages(date: string, status: string | undefined) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: ["/messages", date, status],
    queryFn: ({ pageParam }) =>
      client.get<T.Page<T.MessageRow>>("/messages", { date, status, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.cursor ?? undefined,
  });
}

export function useSearch(q: string, kind: T.SearchKind) {
  const client = useClient();
  return useQuery({
    queryKey: ["/search", q, kind],
    queryFn: () => client.get<T.SearchAnswer>("/search", { q, kind }),
    enabled: q.trim().length > 1,
    placeholderData: keepPreviousData,
  });
}

export function useCaseAction() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (to: { id: string; rev: number; action: T.CaseAction; body: T.ActionBody }) =>
      client.post<T.Case>(`${casePath(to.id)}/${to.action}`, to.body, to.rev),
    onSuccess: (file, { id }) => cache.setQueryData([casePath(id), {}], file),
    // A stale write ends here too: what the officer sees next is what the service holds.
    onSettled: (_case, _problem, { id }) => {
      void cache.invalidateQueries({ queryKey: [casePath(id)] });
      void cache.invalidateQueries({ queryKey: ["/queue"] });
    },
  });
}

export function useResubmit() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      client.post<T.MessageDetail>(`/messages/${encodeURIComponent(id)}/resubmit`, {}),
    onSuccess: () => cache.invalidateQueries(),
  });
}

export function useVerifyAudit() {
  const client = useClient();
  return useMutation({ mutationFn: () => client.get<T.AuditVerdict>("/audit/verify") });
}
