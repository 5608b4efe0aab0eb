import type { ToxicityTally } from './pathway-rules.ts';

/** Incidents of doses that are signs of toxicity, each counted once. Pure. */

export interface DoseIncident {
  readonly doseId: string;
  readonly patientId: string;
  /** The day the dose was given, and the day after, on which its consequence may come to hospital. */
  readonly givenOn: string;
  readonly dayAfter: string;
  readonly organ: string;
  readonly grade: number;
}

interface OtherSigns {
  /** Organs that calls after a dose found. */
  readonly calls: readonly { readonly doseId: string; readonly organ: string }[];
  /** Emergency visits and admissions due to the treatment that no call had found first. */
  readonly visits: readonly { readonly patientId: string; readonly happenedOn: string; readonly organ: string }[];
}

/**
 * How many incidents showed each grade of each organ. Of one dose an organ counts once, by its highest grade; not where a call
 * after that dose found the same organ, or it took the person to hospital that day or the next: it is counted there.
 */
export function incidentTallies(incidents: readonly DoseIncident[], { calls, visits }: OtherSigns): readonly ToxicityTally[] {
  const own = incidents.filter(
    ({ doseId, patientId, organ, givenOn, dayAfter }) =>
      !calls.some((call) => call.doseId === doseId && call.organ === organ) && !visits.some((visit) => visit.patientId === patientId && visit.organ === organ && visit.happenedOn >= givenOn && visit.happenedOn <= dayAfter),
  );
  const worst = [...Map.groupBy(own, ({ doseId, organ }) => `${doseId} ${organ}`).values()].map((same) => same.reduce((most, one) => (one.grade > most.grade ? one : most)));
  return [...Map.groupBy(worst, ({ organ, grade }) => `${organ} ${grade}`).values()].flatMap((same) => (same[0] ? [{ organ: same[0].organ, grade: same[0].grade, count: same.length }] : []));
}
