/** Where the points of the calibration plot lie: predicted to the right, observed upwards, both on one scale. */
import type { CalibrationBin } from "../api/types.ts";

export const SIDE = 360;
const MARGIN = 40;
export const INNER = SIDE - 2 * MARGIN;

export interface Point {
  x: number;
  y: number;
  low: number;
  high: number;
  radius: number;
  bin: CalibrationBin;
}

/** Ends of the scale that are easy to read. */
const ENDS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];
const TICKS = 4;

/** The end of both axes: the least of the readable ones that shows every point (intervals may run out of it). */
export function scaleEnd(bins: readonly CalibrationBin[]): number {
  const most = Math.max(0, ...bins.flatMap((bin) => [bin.predicted, bin.observed ?? 0]));
  return ENDS.find((end) => most <= end) ?? 1;
}

export const across = (share: number, end: number) => MARGIN + Math.min(share / end, 1) * INNER;
export const upwards = (share: number, end: number) => SIDE - MARGIN - Math.min(share / end, 1) * INNER;

/** The bins in which somebody was examined, as points with the ends of their intervals. */
export function pointsOf(bins: readonly CalibrationBin[], end: number): Point[] {
  const most = Math.max(1, ...bins.map(({ examined }) => examined));
  return bins
    .filter((bin) => bin.examined > 0 && bin.observed !== null)
    .map((bin) => ({
      bin,
      x: across(bin.predicted, end),
      y: upwards(bin.observed ?? 0, end),
      low: upwards(bin.interval[0], end),
      high: upwards(bin.interval[1], end),
      radius: 3 + 5 * Math.sqrt(bin.examined / most),
    }));
}

/** Shares that are written at the axes. */
export const ticksOf = (end: number) =>
  Array.from({ length: TICKS + 1 }, (_, index) => (end * index) / TICKS);
