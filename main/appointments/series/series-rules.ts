import type { FreeSlot } from '#contract/appointments.ts';
import { addDays, shiftedLike } from '../wall-time.ts';

/**
 * Wall times of a series: the weekday and time of the first in each of the weeks, the first of which is its own.
 *
 * @param weeks as people count them (1, 4, 8, 12), in any order, each once
 */
export function seriesTimes(firstLocal: string, weeks: readonly number[]): { readonly week: number; readonly local: string }[] {
  const counted = [...new Set(weeks)].sort((one, other) => one - other);
  const [date = '', time = ''] = firstLocal.split('T');
  return counted.map((week) => ({ week, local: `${addDays(date, (week - (counted[0] ?? week)) * 7)}T${time}` }));
}

/** Wall times of a series one visit of which has moved: each by as many days and minutes. */
export function movedTimes<Visit extends { readonly localStart: string }>(visits: readonly Visit[], from: string, to: string): { readonly visit: Visit; readonly local: string }[] {
  return visits.map((visit) => ({ visit, local: shiftedLike(visit.localStart, from, to) }));
}


/** The places nearest to a time, the same day first, in the order of how far they are. */
export function nearest(slots: readonly FreeSlot[], local: string, distance: (slot: FreeSlot) => number, limit: number): FreeSlot[] {
  const isSameDay = (slot: FreeSlot): number => Number(slot.localStart.slice(0, 10) !== local.slice(0, 10));
  return [...slots].sort((one, other) => isSameDay(one) - isSameDay(other) || distance(one) - distance(other)).slice(0, limit);
}
