import { Temporal } from 'temporal-polyfill';
import { type AccessFigures, smallestCount } from '#contract/indicators.ts';
import { type Urgency, urgencies } from '#contract/triage.ts';

/** A request with its first visit, cancelled and missed ones left out. Dates are civil dates of the clinic. */
export interface AnsweredRequest {
  readonly receivedOn: string;
  readonly dueOn: string | null;
  readonly state: string;
  /** Null while no visit is booked. */
  readonly firstVisitOn: string | null;
}

/** Requests answered otherwise than by a visit here. */
const elsewhere: ReadonlySet<string> = new Set(['emergency', 'redirected', 'advised', 'declined', 'cancelled']);

/** How many open requests each class has; a count too small to be given is null. */
export function openByClass(counts: readonly { readonly cls: Urgency | null; readonly count: number }[]): AccessFigures['open'] {
  const of = (cls: Urgency | null): number => counts.find((one) => one.cls === cls)?.count ?? 0;
  const classes = [...urgencies, null].filter((cls) => cls !== null || of(null) > 0).map((cls) => ({ cls, count: guarded(of(cls)) }));
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const hidden = classes.filter(({ count }) => count === null).length;
  // The total would give a single hidden count away.
  return { classes, total: hidden === 1 ? null : guarded(total) };
}

/**
 * Of the requests that have a first visit (booked or taken place), or whose delay ran out without one: the share whose
 * visit is on or before the due date. Left out: answered elsewhere, closed without a visit, without a due date.
 */
export function insideDelay(requests: readonly AnsweredRequest[], today: string): AccessFigures['inside'] {
  const judged = requests.flatMap(({ dueOn, state, firstVisitOn }) => {
    if (dueOn === null || elsewhere.has(state)) return [];
    if (firstVisitOn !== null) return [firstVisitOn <= dueOn];
    return dueOn < today && state !== 'closed' ? [false] : [];
  });
  return judged.length < smallestCount ? null : { share: judged.filter((inside) => inside).length / judged.length, of: judged.length };
}

/** Days from the request to a first visit that is today or past; between two middle ones, half-way. */
export function medianWait(requests: readonly AnsweredRequest[], today: string): AccessFigures['wait'] {
  const waits = requests
    .flatMap(({ receivedOn, firstVisitOn }) => (firstVisitOn !== null && firstVisitOn <= today ? [daysBetween(receivedOn, firstVisitOn)] : []))
    .sort((one, other) => one - other);
  if (waits.length < smallestCount) return null;
  const upper = Math.floor(waits.length / 2);
  const medianDays = waits.length % 2 === 1 ? (waits[upper] ?? 0) : ((waits[upper - 1] ?? 0) + (waits[upper] ?? 0)) / 2;
  return { medianDays, of: waits.length };
}

const guarded = (count: number): number | null => (count > 0 && count < smallestCount ? null : count);

/** A visit before the request was written down (it came by telephone) waited no day. */
const daysBetween = (from: string, to: string): number => Math.max(0, Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days);
