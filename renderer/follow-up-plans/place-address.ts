import type { DatedStep } from '#contract/plans.ts';

/** Where a place for a step is looked for: its person, its profession, from the day its window begins, by the day it ends. */
export function placeAddress(patientId: string, { roles, fromOn, untilOn }: Pick<DatedStep, 'roles' | 'fromOn' | 'untilOn'>, today: string): string {
  const search = new URLSearchParams({ patientId, ...(roles[0] && { role: roles[0] }), from: fromOn > today ? fromOn : today, ...(untilOn >= today && { due: untilOn }) });
  return `/schedule?${search.toString()}`;
}
