import { Temporal } from 'temporal-polyfill';
import type { PathwayBody } from '#contract/pathways.ts';

/** Days of a pathway: its phases, its end, its doses. Pure civil dates `YYYY-MM-DD`: a change of clock moves nothing. */

export interface DatedPhase {
  readonly code: string;
  readonly site: PathwayBody['phases'][number]['site'];
  readonly from: string;
  /** The first day that is no longer of it; null where it goes on. */
  readonly until: string | null;
}

/** The day a period after another; the last of the month where there is no such day (31 August + 6 months is 28 February). */
export function dayAfter(date: string, period: string): string {
  return Temporal.PlainDate.from(date).add(Temporal.Duration.from(period), { overflow: 'constrain' }).toString();
}

/** A civil date so many days later, or earlier. */
export function daysLater(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/**
 * The phases from a day of inclusion. Each is counted from that day in one go, so that the end of a short month does not stay
 * with those after it.
 */
export function phaseDates({ phases, ends }: Pick<PathwayBody, 'phases' | 'ends'>, inclusion: string): readonly DatedPhase[] {
  const end = ends === null ? null : dayAfter(inclusion, ends);
  return phases.map(({ code, site, starts }, index) => {
    const next = phases[index + 1];
    return { code, site, from: dayAfter(inclusion, starts), until: next ? dayAfter(inclusion, next.starts) : end };
  });
}

/** Days of the doses from one day until before another, counted from the first. */
export function doseDays(first: string, everyDays: number, until: string): readonly string[] {
  const days: string[] = [];
  for (let date = Temporal.PlainDate.from(first); date.toString() < until; date = date.add({ days: everyDays })) days.push(date.toString());
  return days;
}
