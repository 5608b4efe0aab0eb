import { Temporal } from 'temporal-polyfill';
import type { CareSite, PathwayBody } from '#contract/pathways.ts';
import { dayAfter, daysLater, doseDays, phaseDates } from '../phase-rules.ts';

/** Days and places of the doses of a course. Pure civil dates. */

/** How far a course is planned where the pathway has no end. */
const openEnded = 'P24M';

/**
 * The days of the doses of a schedule from one day until the end of the pathway, that day included.
 *
 * @param everyDays days between two doses; source: the schedule of the definition
 */
export function courseDays(body: Pick<PathwayBody, 'ends'>, { includedOn, from, everyDays }: { readonly includedOn: string; readonly from: string; readonly everyDays: number }): readonly string[] {
  return doseDays(from, everyDays, dayAfter(includedOn, body.ends ?? openEnded));
}

interface Placed {
  readonly phase: string;
  readonly site: CareSite;
}

/**
 * Where a dose is given: in the place of the phase its day falls in, but never in a phase whose gate the person has not
 * passed once that day has come; and in none they have left behind.
 *
 * @param chosen where somebody decided otherwise for this dose
 */
export function placeOfDose(body: Pick<PathwayBody, 'phases' | 'ends'>, { includedOn, phase, dueOn, today, chosen }: { readonly includedOn: string; readonly phase: string | null; readonly dueOn: string; readonly today: string; readonly chosen: CareSite | null }): Placed {
  const entered = Math.max(body.phases.findIndex(({ code }) => code === phase), 0);
  const byDate = phaseDates(body, includedOn).findLastIndex(({ from }) => from <= dueOn);
  const place = body.phases[dueOn <= today ? entered : Math.max(entered, byDate)] ?? body.phases[entered];
  if (!place) throw new Error('a pathway has a phase');
  return { phase: place.code, site: chosen ?? place.site };
}

/** A dose to be moved, and those after it that follow by as many days. */
export function movedDays<Dose extends { readonly number: number; readonly dueOn: string }>(planned: readonly Dose[], moved: Dose, on: string, following: boolean): readonly { readonly dose: Dose; readonly dueOn: string }[] {
  const { days } = Temporal.PlainDate.from(moved.dueOn).until(on, { largestUnit: 'day' });
  return planned.filter(({ number }) => number === moved.number || (following && number > moved.number)).map((dose) => ({ dose, dueOn: daysLater(dose.dueOn, days) }));
}
