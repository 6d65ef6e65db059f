/**
 * Where the points of the calibration plot lie: predicted to the right, observed upwards, both on one scale of square
 * roots, as most scores are small.
 */
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
/** Least distance of two ticks, as a share of an axis: their words must not meet. */
const APART = 0.12;

/** The end of both axes: the least of the readable ones that shows every point (intervals may run out of it). */
export function scaleEnd(bins: readonly CalibrationBin[]): number {
  const most = Math.max(0, ...bins.flatMap((bin) => [bin.predicted, bin.observed ?? 0]));
  return ENDS.find((end) => most <= end) ?? 1;
}

const along = (share: number, end: number) => Math.sqrt(Math.min(Math.max(share, 0) / end, 1));
export const across = (share: number, end: number) => MARGIN + along(share, end) * INNER;
export const upwards = (share: number, end: number) => SIDE - MARGIN - along(share, end) * INNER;

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
export function ticksOf(end: number): number[] {
  const ticks = [end];
  for (const share of ENDS.filter((each) => each < end).reverse()) {
    const next = along(ticks[0] ?? end, end);
    if (next - along(share, end) >= APART && along(share, end) >= APART) ticks.unshift(share);
  }
  return [0, ...ticks];
}
