/** Server state about watchlists: one hook a route. */
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { POLL_MS, useClient, useGet } from "./queries.ts";
import type * as T from "./types.ts";

const listPath = (list: string) => `/lists/${encodeURIComponent(list)}`;
const entryPath = (list: string, entry: string) => `${listPath(list)}/entries/${encodeURIComponent(entry)}`;

export const useLists = () => useGet<{ items: T.Watchlist[] }>("/lists");
export const useList = (list: string) => useGet<T.Watchlist>(listPath(list));
export const useEntry = (list: string, entry: string | null) =>
  useGet<T.EntryFile>(entry && entryPath(list, entry));
export const useImports = (list: string) => useGet<{ items: T.ListImport[] }>(`${listPath(list)}/imports`);
export const useAdjudications = (state: "open" | "answered") =>
  useGet<T.Page<T.Adjudication>>("/adjudications", { state }, POLL_MS);

export function useEntries(list: string, q: string) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: [`${listPath(list)}/entries`, q],
    queryFn: ({ pageParam }) =>
      client.get<T.Page<{ entry: T.Entry; digest: string }>>(`${listPath(list)}/entries`, {
        q,
        limit: 50,
        cursor: pageParam,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.cursor ?? undefined,
  });
}

/** A write about one list: everything shown of it is asked for again. */
function useListWrite<Asked, Answer>(list: string, send: (asked: Asked) => Promise<Answer>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () =>
      cache.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith(listPath(list)),
      }),
  });
}

export function useSaveEntry(list: string) {
  const client = useClient();
  return useListWrite(list, (to: { id: string; digest: string; entry: Partial<T.Entry>; reason: string }) =>
    client.put<T.EntryFile>(entryPath(list, to.id), { entry: to.entry, reason: to.reason }, to.digest),
  );
}

export function useWithdrawEntry(list: string) {
  const client = useClient();
  return useListWrite(list, (to: { id: string; digest: string; reason: string }) =>
    client.post<T.EntryFile>(`${entryPath(list, to.id)}/withdraw`, { reason: to.reason }, to.digest),
  );
}

const authorisationPath = (list: string, entry: string) => `${entryPath(list, entry)}/authorisation`;

export const useAuthorisation = (list: string, entry: string) =>
  useGet<T.AuthorisationFile>(authorisationPath(list, entry));

export function useAuthorise(list: string, entry: string) {
  const client = useClient();
  return useListWrite(list, (given: { reason: string; until: string; digest: string }) =>
    client.put<T.AuthorisationFile>(authorisationPath(list, entry), given),
  );
}

export function useWithdrawAuthorisation(list: string, entry: string) {
  const client = useClient();
  return useListWrite(list, (reason: string) =>
    client.post<T.AuthorisationFile>(`${authorisationPath(list, entry)}/withdraw`, { reason }),
  );
}

export function usePreviewImport(list: string) {
  const client = useClient();
  return useListWrite(list, (to: { text: string; format: string }) =>
    client.upload<T.ListImport>(`${listPath(list)}/imports`, to.text, { format: to.format }),
  );
}

export function useApplyImport(list: string) {
  const client = useClient();
  return useListWrite(list, (to: { id: string; reason: string }) =>
    client.post<T.ListImport>(`${listPath(list)}/imports/${encodeURIComponent(to.id)}/apply`, {
      reason: to.reason,
    }),
  );
}

export function useTestName() {
  const client = useClient();
  return useMutation({ mutationFn: (asked: T.NameTest) => client.post<T.NameAnswer>("/names/test", asked) });
}

export function useAdjudicate() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (to: { id: string; rev: number; answer: T.Verdict; note?: string }) =>
      client.post<T.Adjudication>(
        `/adjudications/${encodeURIComponent(to.id)}`,
        { answer: to.answer, note: to.note },
        to.rev,
      ),
    onSettled: () => cache.invalidateQueries({ queryKey: ["/adjudications"] }),
  });
}
