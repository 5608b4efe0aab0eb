import { acuteKinds } from '#contract/acute-care.ts';
import { type PathwayReport, type ToxicityPlace, toxicityPlaces } from '#contract/programme.ts';
import { type CountedDays, guardedCount, guardedDays, guardedParts } from './guarded-figures.ts';

/** What happened to people while they were on a pathway, from what the database counted. Pure. */

/** People included, and the days all of them together were on the pathway. */
export interface Followed {
  readonly people: number;
  readonly days: number;
}

export interface AcuteTally {
  readonly kind: string;
  readonly related: string;
  readonly count: number;
}

const monthDays = 365.25 / 12;

/** Emergency visits and admissions, each with those due to the treatment, and how many in a hundred months of one person; nothing of so few people, or of so few events, is told. */
export function acuteFigures({ people, days }: Followed, tallies: readonly AcuteTally[]): PathwayReport['acute'] {
  const months = days / monthDays;
  const isTold = guardedCount(people) !== null;
  return {
    people: guardedCount(people), months: isTold ? Math.round(months * 10) / 10 : null,
    kinds: acuteKinds.map((kind) => {
      const own = tallies.filter((one) => one.kind === kind);
      const all = own.reduce((sum, { count }) => sum + count, 0);
      const due = own.filter(({ related }) => related === 'yes').reduce((sum, { count }) => sum + count, 0);
      const isWhole = isTold && guardedCount(all) !== null;
      return {
        kind, count: isTold ? guardedCount(all) : null,
        // Those that are not due to it would be told by the difference.
        related: isWhole && guardedCount(all - due) !== null ? guardedCount(due) : null,
        per100Months: isWhole && months > 0 ? Math.round((all / months) * 1000) / 10 : null,
      };
    }),
  };
}

/** Toxicity by where it was first seen; null: nobody noted it. */
export interface DetectionTally {
  readonly place: ToxicityPlace | null;
  readonly count: number;
}

/** Places where any was seen, in their order; the one nobody noted last. */
export function detectionFigures(tallies: readonly DetectionTally[]): PathwayReport['detected'] {
  const places = [...toxicityPlaces, null].map((place) => ({ place, count: tallies.filter((one) => one.place === place).reduce((sum, { count }) => sum + count, 0) })).filter(({ count }) => count > 0);
  const told = guardedParts(places.map(({ count }) => count));
  return places.map(({ place }, index) => ({ place, count: told[index] ?? null }));
}

/** A first symptom and what was done about it, as civil dates. */
export interface SymptomCourse {
  readonly symptomOn: string;
  readonly actedOn: string;
}

export function symptomFigures(courses: readonly SymptomCourse[]): PathwayReport['symptomDays'] {
  const days = courses.map(({ symptomOn, actedOn }) => Math.max(0, Math.round((Date.parse(actedOn) - Date.parse(symptomOn)) / 86_400_000)));
  return guardedDays([...Map.groupBy(days, (one) => one)].map(([one, own]): CountedDays => ({ days: one, count: own.length })));
}
