/** Server state about statistics, weights, the random arm and capacity: one hook a route. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useClient, useGet } from "./queries.ts";
import type * as T from "./types.ts";

export const useRuleStatistics = () => useGet<T.RuleStatistics[]>("/statistics/rules");
export const useRandomArm = (period?: string) => useGet<T.RandomArm>("/statistics/random", { period });
export const useCalibration = () => useGet<T.Calibration>("/statistics/calibration");
export const useSampleSize = (asked: { rate: number; margin: number; population?: number } | null) =>
  useGet<T.SampleSize>(asked && "/statistics/sample-size", asked ?? {});
export const useWeights = () => useGet<T.WeightsFile>("/weights");
export const useShares = () => useGet<T.Shares>("/random");
export const useCapacity = () => useGet<{ items: T.OfficeCapacity[] }>("/capacity");

/** A write after which one route is asked again, also when it was refused. */
function useWrite<Asked, Answer>(route: string, send: (asked: Asked) => Promise<Answer>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => cache.invalidateQueries({ queryKey: [route] }),
  });
}

export function useProposeWeights() {
  const client = useClient();
  return useWrite("/weights", (reason: string) =>
    client.post<{ proposed: T.Weights }>("/weights", { reason }),
  );
}

export function useApproveWeights() {
  const client = useClient();
  return useWrite("/weights", (version: string) =>
    client.post<{ current: T.Weights }>(`/weights/${encodeURIComponent(version)}/approve`, {}),
  );
}

type Stratum = Pick<T.Share, "stream" | "way" | "office">;

export function useSaveShare() {
  const client = useClient();
  return useWrite(
    "/random",
    (to: Stratum & { share: number; reason: string; from?: string; rev: number }) => {
      const path = [to.stream, to.way, to.office].map(encodeURIComponent).join("/");
      return client.put<T.Share>(
        `/random/${path}`,
        { share: to.share, reason: to.reason, ...(to.from ? { from: to.from } : {}) },
        to.rev,
      );
    },
  );
}

export function useSaveCapacity() {
  const client = useClient();
  return useWrite("/capacity", (to: Pick<T.Capacity, "office" | "shifts" | "quota" | "rev">) =>
    client.put<T.Capacity>(
      `/capacity/${encodeURIComponent(to.office)}`,
      { shifts: to.shifts, quota: to.quota },
      to.rev,
    ),
  );
}
