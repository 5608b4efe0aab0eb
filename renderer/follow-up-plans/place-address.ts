import type { DatedStep } from '#contract/plans.ts';

/** Where a place for a step is looked for: its person, its profession, from the day its window begins. */
export function placeAddress(patientId: string, { roles, fromOn }: Pick<DatedStep, 'roles' | 'fromOn'>, today: string): string {
  const search = new URLSearchParams({ patientId, ...(roles[0] && { role: roles[0] }), from: fromOn > today ? fromOn : today });
  return `/schedule?${search.toString()}`;
}
