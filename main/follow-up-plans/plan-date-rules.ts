import { Temporal } from 'temporal-polyfill';
import type { TemplateStep } from '#contract/plans.ts';

/** Civil dates of a plan. Pure; `YYYY-MM-DD`, no instants: a change of clock moves nothing. */

const pattern = /^(-?)P(\d{1,3})([DWM])$/;

interface Period {
  readonly count: number;
  readonly unit: 'days' | 'weeks' | 'months';
}

function periodOf(text: string): Period {
  const [, sign = '', count = '0', letter = 'D'] = pattern.exec(text) ?? [];
  return { count: Number(count) * (sign === '-' ? -1 : 1), unit: letter === 'M' ? 'months' : letter === 'W' ? 'weeks' : 'days' };
}

const add = (date: string, { count, unit }: Period): string => Temporal.PlainDate.from(date).add({ [unit]: count }).toString();

/** A date so many days later, or earlier. */
export function shiftDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Whole days from a date to another; negative where the other is before. */
export function daysFrom(date: string, other: string): number {
  return Temporal.PlainDate.from(date).until(Temporal.PlainDate.from(other), { largestUnit: 'day' }).days;
}

/** A date so many months later; the last day of the month where there is no such day. */
export function monthsLater(date: string, months: number): string {
  return add(date, { count: months, unit: 'months' });
}

/**
 * The day an occurrence of a step falls on. Counted from the anchor in one go where the units agree, so that the end of a short
 * month does not stay with those after it.
 *
 * @param occurrence 1 for the first
 */
export function idealDay(anchor: string, { offset, repeat }: Pick<TemplateStep, 'offset' | 'repeat'>, occurrence: number): string {
  const first = periodOf(offset);
  if (!repeat || occurrence === 1) return add(anchor, first);
  const every = periodOf(repeat.every);
  const later = every.count * (occurrence - 1);
  return first.unit === every.unit ? add(anchor, { count: first.count + later, unit: first.unit }) : add(add(anchor, first), { count: later, unit: every.unit });
}

/** How many occurrences of a step there are until a day; the first is always one. */
export function occurrencesUntil(anchor: string, step: Pick<TemplateStep, 'offset' | 'repeat'>, horizon: string): number {
  const { repeat } = step;
  if (!repeat) return 1;
  if (repeat.times !== undefined) return repeat.times;
  let count = 1;
  while (count < mostOccurrences && idealDay(anchor, step, count + 1) <= horizon) count += 1;
  return count;
}

const mostOccurrences = 400;
