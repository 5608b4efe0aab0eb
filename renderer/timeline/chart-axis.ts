import { placeOf, type TimeWindow } from './time-window.ts';

/** The common axis of the plots: where a day lies, in units of the drawing (a pixel each). */
export interface ChartAxis {
  readonly window: TimeWindow;
  /** Left edge of the plots; before it, their names. */
  readonly left: number;
  readonly plot: number;
  /** Right edge of the drawing; after the plots, their last values. */
  readonly width: number;
  readonly x: (day: number) => number;
}

/** Names at the left, words and last values at the right. */
export const gutters = { left: 132, right: 108 } as const;
/** Less does not show ten years: the drawing then scrolls in its sheet. */
const narrowest = 560;

export function chartAxis(window: TimeWindow, available: number): ChartAxis {
  const width = Math.max(narrowest, available);
  const plot = width - gutters.left - gutters.right;
  return { window, left: gutters.left, plot, width, x: (day) => gutters.left + placeOf(day, window) * plot };
}

/** The day at a place of the drawing. */
export function dayAt(axis: ChartAxis, x: number): number {
  return axis.window.from + ((x - axis.left) / axis.plot) * (axis.window.to - axis.window.from);
}

/** Heights of what stands under one another. */
export const activityHeight = 104;
export const laneHeight = 17;
export const visitsHeight = 16;
export const jointRowHeight = 12;
