import { addMilliseconds } from '../../platform/clock.ts';
import { builtInDrugClasses } from '../../assessments/assessment-content.ts';
import { workOut } from '../../assessments/assessment-work.ts';
import { classesAmong } from '../../assessments/drug-class-rules.ts';
import type { SignedAssessment } from '../../assessments/signed-assessments-repository.ts';
import type { InstrumentContent } from '../../instruments/instrument-content.ts';
import { drugs } from './clinical-profiles.ts';
import type { SeededRandom } from './random.ts';
import { activityOn, type Regimen } from './regimens.ts';
import { assessedDisease, entryOf, traitsOf } from './seeded-entries.ts';
import type { SeededPatient } from './seeded-patients.ts';
import type { Timeline } from './timeline.ts';

/** An instrument with the stored version it is read from. */
export interface SeededInstrument {
  readonly content: InstrumentContent;
  readonly versionId: string;
}

/** A visit at which the disease was assessed: days from today, and how active it was. */
export interface AssessedVisit {
  readonly day: number;
  readonly activity: number;
}

/** Visits of whoever is not told about by hand at most. */
const mostVisits = 12;
const signingMinutes = 14;

/** The days somebody was assessed, first to last: every three months after a change of treatment, twice a year else. */
export function assessedVisits(person: Pick<SeededPatient, 'key' | 'knownForDays' | 'profile'>, regimens: readonly Regimen[], draw: SeededRandom): readonly AssessedVisit[] {
  if (!person.profile || regimens.length === 0 || person.knownForDays < 30) return [];
  const visits: AssessedVisit[] = [];
  const last = -draw.whole(6, 95);
  let day = -person.knownForDays + 2;
  while (day < last) {
    visits.push({ day, activity: activityOn(regimens, day) });
    const since = regimens.findLast(({ from }) => from <= day)?.from;
    day += since !== undefined && day - since < 280 ? draw.whole(80, 105) : draw.whole(165, 200);
  }
  visits.push({ day: Math.max(last, (visits.at(-1)?.day ?? last) + 1), activity: activityOn(regimens, last) });
  if (person.key !== null || visits.length <= mostVisits) return visits;
  // Of a long life, the first and the last, and as many between as make a course.
  const step = (visits.length - 1) / (mostVisits - 1);
  return Array.from({ length: mostVisits }, (_, index) => visits[Math.round(index * step)]).flatMap((visit) => visit ?? []);
}

/** C-reactive protein, in mg/L, on a day: it follows activity, unless a drug lowers it by itself. */
export function crpOf(activity: number, isLowered: boolean, draw: SeededRandom): number {
  const level = isLowered ? 0.4 + draw.fraction() * 0.9 : 1 + activity ** 1.7 * 58 * (0.6 + draw.fraction() * 0.8) + draw.fraction() * 2;
  return Math.round(level * 10) / 10;
}

/** Whether what somebody takes on a day lowers the acute phase: the class of their drugs. */
export function loweringClasses(regimens: readonly Regimen[], day: number): readonly string[] | null {
  const taken = regimens.findLast(({ from }) => from <= day)?.drugs ?? [];
  return classesAmong(taken.map((key) => drugs[key]), builtInDrugClasses.body.classes);
}

/** The signed assessments of a person, worked out by the instruments in force. */
export function signedAssessments(
  person: SeededPatient, visits: readonly (AssessedVisit & { readonly crp: number })[], regimens: readonly Regimen[],
  { draw, timeline, newId, authorIds, instruments }: { readonly draw: SeededRandom; readonly timeline: Timeline; readonly newId: () => string; readonly authorIds: readonly string[]; readonly instruments: ReadonlyMap<string, SeededInstrument> },
): readonly SignedAssessment[] {
  const disease = assessedDisease(person.profile?.key);
  if (!disease || authorIds.length === 0) return [];
  const traits = traitsOf(disease, draw);
  const authorId = draw.pick(authorIds);
  const known = new Map([...disease.each, ...(disease.function ? [disease.function] : [])].flatMap((id) => {
    const instrument = instruments.get(id);
    return instrument ? [[id, instrument.content] as const] : [];
  }));
  return visits.map(({ day, activity, crp }, index) => {
    const entry = entryOf(disease, { activity: Math.max(0, activity + (draw.fraction() - 0.5) * 0.07), on: timeline.day(day), crp, withFunction: index % 2 === 0 || index === visits.length - 1 }, traits, draw);
    const { counts, results } = workOut(entry, { instruments: known, drugClasses: loweringClasses(regimens, day) });
    const begunAt = timeline.at(entry.on, `${String(draw.whole(8, 15)).padStart(2, '0')}:${draw.whole(10, 45)}`);
    return {
      id: newId(), patientId: person.patient.id, authorId, entry, counts, begunAt, signedAt: addMilliseconds(begunAt, signingMinutes * 60_000),
      scores: results.map((result) => ({ result, contentVersionId: instruments.get(result.instrument)?.versionId ?? '' })),
    };
  });
}
