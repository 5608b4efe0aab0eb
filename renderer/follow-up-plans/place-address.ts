import type { DatedStep } from '#contract/plans.ts';

type Placed = Pick<DatedStep, 'roles' | 'modalities' | 'fromOn' | 'untilOn'> & Partial<Pick<DatedStep, 'minutes' | 'purpose'>>;

/** Where a place for a step is looked for: its person, its profession, how it is done, for what and how long, from the day its window begins, by the day it ends. */
export function placeAddress(patientId: string, { roles, modalities, minutes, purpose, fromOn, untilOn }: Placed, today: string): string {
  const search = new URLSearchParams({
    patientId, ...(roles[0] && { role: roles[0] }), ...(modalities.length > 0 && { by: modalities.join(',') }), ...(minutes && { minutes: String(minutes) }), ...(purpose && { purpose }), from: fromOn > today ? fromOn : today, ...(untilOn >= today && { due: untilOn }),
  });
  return `/schedule?${search.toString()}`;
}
