/** Server state about carriers: one hook a route. */
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { POLL_MS, useClient, useGet } from "./queries.ts";
import type * as T from "./types.ts";

const carrierPath = (carrier: string) => `/carriers/${encodeURIComponent(carrier)}`;

/** A day's board in pages; `state` narrows it, its counts are of the whole day. */
export function useBoard(date: string, state: string | undefined) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: ["/board", date, state],
    queryFn: ({ pageParam }) => client.get<T.Board>("/board", { date, state, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.cursor ?? undefined,
    refetchInterval: 6 * POLL_MS,
  });
}

export const useCarriers = () => useGet<{ items: T.CarrierRow[] }>("/carriers");
export const useCarrier = (carrier: string) => useGet<T.CarrierFile>(carrierPath(carrier));
export const useQuality = (carrier: string, days: number) =>
  useGet<T.Quality>(`${carrierPath(carrier)}/quality`, { days });

export function useSaveCarrier() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ carrier, rev, ...profile }: T.CarrierProfile) =>
      client.put<T.CarrierProfile>(carrierPath(carrier), profile, rev),
    onSettled: () => cache.invalidateQueries({ queryKey: ["/carriers"] }),
    onSuccess: (saved) => cache.invalidateQueries({ queryKey: [carrierPath(saved.carrier)] }),
  });
}

/** A carrier in test, with nothing agreed but the service's usual times. */
export function useAddCarrier() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (carrier: string) => client.put<T.CarrierProfile>(carrierPath(carrier), { live: false }, 0),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["/carriers"] }),
  });
}

/** Reads a schedule; with `apply` and no problems it takes force. */
export function useSchedule() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ text, carrier, apply }: { text: string; carrier: string; apply: boolean }) =>
      client.upload<T.ScheduleChanges>("/schedules", text, { apply: String(apply), carrier }),
    onSuccess: (changes) => changes.applied && cache.invalidateQueries({ queryKey: ["/board"] }),
  });
}

/** Has a message explained; it is neither stored nor cached. */
export function useExplain() {
  const client = useClient();
  return useMutation({ mutationFn: (text: string) => client.upload<T.Explanation>("/validate", text) });
}
