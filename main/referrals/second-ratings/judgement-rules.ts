import type { Judgement } from '#contract/second-ratings.ts';
import { urgencies } from '#contract/triage.ts';

/** What two people decided of one request, and how it is told apart. Pure. */

/** Where a request goes, as one word: the profession of a visit, or the other ways out. */
export function destinationOf({ disposition, primary }: Pick<Judgement, 'disposition' | 'primary'>): string {
  return disposition === 'book' ? (primary ?? '') : disposition;
}

/** Whether two decided otherwise: another class, or another destination. */
export function differ(one: Judgement, other: Judgement): boolean {
  return one.cls !== other.cls || destinationOf(one) !== destinationOf(other);
}

/** How many classes apart two are. */
export function classesApart(one: Pick<Judgement, 'cls'>, other: Pick<Judgement, 'cls'>): number {
  return Math.abs(urgencies.indexOf(one.cls) - urgencies.indexOf(other.cls));
}

/**
 * The first way in which a judgement contradicts itself, or null: an emergency goes to emergency and nothing else does; a visit
 * is somebody's of the clinic, and nothing but a visit is.
 *
 * @param isOfTheClinic whether a profession of the rules has a role here
 */
export function judgementRefusal({ cls, disposition, primary }: Judgement, isOfTheClinic: (primary: NonNullable<Judgement['primary']>) => boolean): { readonly path: string; readonly code: string } | null {
  if ((cls === 'URG') !== (disposition === 'emergency')) return { path: 'disposition', code: 'EMERGENCY_MISMATCH' };
  if (disposition === 'book' && (primary === null || !isOfTheClinic(primary))) return { path: 'primary', code: 'OUTSIDE_THE_CLINIC' };
  if (disposition !== 'book' && primary !== null) return { path: 'primary', code: 'NOT_A_VISIT' };
  return null;
}
