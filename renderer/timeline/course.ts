import type { Outputs } from '#contract/index.ts';
import type { TimelineAssessment, TimelineTreatment } from '#contract/timeline.ts';
import { dayOf } from './time-window.ts';

/** The course of a person as it is asked what happened when. Pure. */

export type Course = Outputs['timeline']['open'];
export type CourseVisit = Course['visits'][number];
export type CourseResult = Course['results'][number]['points'][number];

/** Drugs that are bands: those against the disease, and what is taken for pain; the rest is in the list of treatments. */
const drawnClasses: readonly TimelineTreatment['drugClass'][] = ['csDMARD', 'bDMARD', 'tsDMARD', 'glucocorticoid', 'ULT', 'analgesic'];

export function drawnTreatments({ treatments }: Pick<Course, 'treatments'>): readonly TimelineTreatment[] {
  return treatments.filter(({ drugClass, startedOn, endedOn }) => drawnClasses.includes(drugClass) && (startedOn !== null || endedOn !== null));
}

/** What happened on one day. */
export interface Moment {
  readonly on: string;
  readonly day: number;
  readonly assessment: TimelineAssessment | null;
  readonly results: readonly { readonly series: Course['results'][number]; readonly point: CourseResult }[];
  readonly started: readonly TimelineTreatment[];
  readonly stopped: readonly TimelineTreatment[];
  readonly changed: readonly { readonly treatment: TimelineTreatment; readonly dose: TimelineTreatment['doses'][number] }[];
  readonly events: readonly { readonly treatment: TimelineTreatment; readonly event: TimelineTreatment['events'][number] }[];
  readonly visits: readonly CourseVisit[];
  readonly diagnoses: Course['diagnoses'];
}

/** Every day on which something is known, oldest first; a partial date is its first day. Visits to come are not among them. */
export function momentsOf(course: Course): readonly Moment[] {
  const treatments = drawnTreatments(course);
  const byDay = new Map<number, { on: string } & { -readonly [Key in 'results' | 'started' | 'stopped' | 'changed' | 'events' | 'visits' | 'diagnoses']: Moment[Key][number][] } & { assessment: TimelineAssessment | null }>();
  const at = (on: string) => {
    const day = dayOf(on);
    const known = byDay.get(day) ?? { on, assessment: null, results: [], started: [], stopped: [], changed: [], events: [], visits: [], diagnoses: [] };
    byDay.set(day, known);
    // Of a month and a day in it, the day says more.
    if (on.length > known.on.length) known.on = on;
    return known;
  };
  for (const assessment of course.assessments) at(assessment.on).assessment = assessment;
  for (const series of course.results) for (const point of series.points) at(point.on).results.push({ series, point });
  for (const treatment of treatments) {
    if (treatment.startedOn !== null) at(treatment.startedOn).started.push(treatment);
    if (treatment.endedOn !== null && !treatment.isCurrent) at(treatment.endedOn).stopped.push(treatment);
    for (const dose of treatment.doses.slice(1)) if (dose.from !== null) at(dose.from).changed.push({ treatment, dose });
    for (const event of treatment.events) at(event.on).events.push({ treatment, event });
  }
  for (const visit of course.visits) if (visit.on <= course.today) at(visit.on).visits.push(visit);
  for (const diagnosis of course.diagnoses) if (diagnosis.onsetOn !== null && diagnosis.isRheumatic) at(diagnosis.onsetOn).diagnoses.push(diagnosis);
  return [...byDay].sort(([one], [other]) => one - other).map(([day, known]) => ({ ...known, day }));
}

/** Whether there is a course to draw: something was found, measured or taken. */
export function hasCourse(course: Course): boolean {
  return course.assessments.length > 0 || course.results.some(({ points }) => points.length > 1) || drawnTreatments(course).length > 0;
}

/** The first day of what is drawn. A diagnosis long before anything else is said at the edge. */
export function firstDayOf(course: Course): number {
  const days = [
    ...course.assessments.map(({ on }) => on), ...course.results.flatMap(({ points }) => points[0]?.on ?? []), ...drawnTreatments(course).flatMap(({ startedOn, endedOn }) => startedOn ?? endedOn ?? []), ...course.visits.map(({ on }) => on),
  ].map(dayOf);
  return Math.min(dayOf(course.today), ...days);
}

/** The place in the list of the moment nearest to a day; -1 where there is none. */
export function nearestMoment(moments: readonly Moment[], day: number): number {
  let nearest = -1;
  for (const [index, moment] of moments.entries()) if (nearest < 0 || Math.abs(moment.day - day) < Math.abs((moments[nearest]?.day ?? Infinity) - day)) nearest = index;
  return nearest;
}

/** The last assessment up to a day that examined joints. */
export function jointsKnownOn(course: Course, day: number): TimelineAssessment | null {
  return course.assessments.findLast(({ on, jointSet }) => jointSet !== null && dayOf(on) <= day) ?? null;
}

/** What is taken on a day, as far as is known. */
export function takenOn(course: Course, day: number): readonly { readonly treatment: TimelineTreatment; readonly dose: TimelineTreatment['doses'][number] | null }[] {
  return drawnTreatments(course)
    .filter(({ startedOn, endedOn, isCurrent }) => (startedOn === null || dayOf(startedOn) <= day) && (endedOn === null ? isCurrent : dayOf(endedOn) > day))
    .map((treatment) => ({ treatment, dose: treatment.doses.findLast(({ from }) => from === null || dayOf(from) <= day) ?? null }));
}
