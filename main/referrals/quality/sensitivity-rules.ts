import { type Urgency, urgencies } from '#contract/triage.ts';

/** Later diagnosis against class: which class people later found to have an inflammatory disease had been given. Pure. */

export interface ClassedRequest {
  readonly period: string;
  readonly patientId: string;
  /** Civil date. */
  readonly completedOn: string;
  readonly cls: Urgency;
}

export interface DiagnosedTally {
  readonly period: string;
  readonly outcome: Urgency | 'known' | 'undated';
  readonly count: number;
}

/** Classes seen within four weeks: where a request for an inflammatory disease belongs. */
export const soonClasses: readonly Urgency[] = ['URG', 'A', 'B', 'C'];

/**
 * Of each person with such a disease, the last request complete on or before the day it was written down counts, with its
 * class. Who had only requests after that day was known already; whose day is not known cannot be told. Each person counts
 * once, in the period of that request, or of the last one they have.
 *
 * @param diagnosedOn the day the disease was first written down, by person; null where it is not known
 */
export function diagnosedTallies(requests: readonly ClassedRequest[], diagnosedOn: ReadonlyMap<string, string | null>): readonly DiagnosedTally[] {
  const later = (one: ClassedRequest, other: ClassedRequest | undefined): ClassedRequest => (other === undefined || one.completedOn >= other.completedOn ? one : other);
  const last = new Map<string, ClassedRequest>();
  const before = new Map<string, ClassedRequest>();
  for (const request of requests) {
    const day = diagnosedOn.get(request.patientId);
    if (day === undefined) continue;
    last.set(request.patientId, later(request, last.get(request.patientId)));
    if (day !== null && request.completedOn <= day) before.set(request.patientId, later(request, before.get(request.patientId)));
  }
  const counts = new Map<string, DiagnosedTally>();
  for (const [patientId, request] of last) {
    const led = before.get(patientId);
    const outcome = led?.cls ?? (diagnosedOn.get(patientId) === null ? 'undated' : 'known');
    const { period } = led ?? request;
    const key = `${period} ${outcome}`;
    counts.set(key, { period, outcome, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

/** How many of one class, in order of urgency, those with nobody left out. */
export function classesOf(tallies: readonly DiagnosedTally[]): readonly { readonly cls: Urgency; readonly count: number }[] {
  return urgencies.map((cls) => ({ cls, count: tallies.reduce((sum, { outcome, count }) => sum + (outcome === cls ? count : 0), 0) })).filter(({ count }) => count > 0);
}
