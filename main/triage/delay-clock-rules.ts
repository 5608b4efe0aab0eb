/** The delay of a request: it runs from the complete request, stands still while somebody else is waited for, and runs on. */

/** How long a class may wait, and which days count. */
export interface Delay {
  readonly days: number;
  readonly counting: 'calendar' | 'working';
}

/** A stretch in which the delay stands: from a civil date until the one on which it runs again, null while nobody knows. */
export interface Pause {
  readonly from: string;
  readonly until: string | null;
}

/** More days than any delay with its pauses has; a guard against a calendar that never opens. */
const mostDays = 6000;
const millisecondsPerDay = 86_400_000;

/**
 * The civil date by which a person is to be seen: the day on which the last day of the delay has passed, days in a pause not
 * counted. Pauses may overlap, in any order; one that starts after the delay has run out changes nothing.
 *
 * @param completedOn date of the complete request in the clinic's zone, `YYYY-MM-DD`
 * @param asOf today: a pause without an end is taken to end here
 * @param isClosed whether a date is no working day; asked for working days only
 */
export function dueWithPauses(completedOn: string, delay: Delay, pauses: readonly Pause[], asOf: string, isClosed: (date: string) => boolean = () => false): string {
  const stretches = pauses.map(({ from, until }) => ({ from, until: until ?? asOf }));
  let counted = 0;
  let date = completedOn;
  for (let passed = 0; counted < delay.days && passed < mostDays; passed += 1) {
    date = nextDay(date);
    const isPaused = stretches.some(({ from, until }) => from < date && date <= until);
    const isCounted = !isPaused && (delay.counting === 'calendar' || !isClosed(date));
    if (isCounted) counted += 1;
  }
  return date;
}

/** The longest pause that is entered at once, in days. */
const longestPause = 366;

/** The first thing wrong with a pause, or null. */
export function pauseProblem({ from, until }: Pause, { completedOn, today }: { readonly completedOn: string; readonly today: string }): { readonly path: string; readonly code: string } | null {
  if (from < completedOn) return { path: 'from', code: 'BEFORE_THE_REQUEST' };
  if (from > today) return { path: 'from', code: 'IN_THE_FUTURE' };
  if (until !== null && until <= from) return { path: 'until', code: 'END_BEFORE_START' };
  if (until !== null && (Date.parse(until) - Date.parse(from)) / millisecondsPerDay > longestPause) return { path: 'until', code: 'TOO_LONG' };
  return null;
}

/** Whether the delay stands on a date. */
export function isPausedOn(pauses: readonly Pause[], date: string): boolean {
  return pauses.some(({ from, until }) => from <= date && (until === null || date < until));
}

function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + millisecondsPerDay).toISOString().slice(0, 10);
}

/** Who waits for a place, of which kind, and by when. */
export interface Waiting {
  readonly id: string;
  readonly dueOn: string;
  readonly kind: string;
}

/** A free time in somebody's calendar, and the day it is on. */
export interface FreePlace {
  readonly calendar: string;
  readonly from: number;
  readonly until: number;
  readonly day: string;
}

/** A request that will not be seen inside its delay, as the calendars are now. `placeOn`: the day of the place it would get. */
export interface Breach {
  readonly id: string;
  readonly dueOn: string;
  readonly placeOn: string | null;
}

/**
 * Who passes their delay if places are taken by those due first. A time of a calendar is given once, of whatever kind the visit
 * is: in person and by video are free at the same time only as long as neither is taken.
 *
 * @param places free places by kind, each list in order
 */
export function breachesOf(waiting: readonly Waiting[], places: ReadonlyMap<string, readonly FreePlace[]>): Breach[] {
  const inOrder = [...waiting].sort((one, other) => (one.dueOn === other.dueOn ? compare(one.id, other.id) : compare(one.dueOn, other.dueOn)));
  const taken = new Map<string, FreePlace[]>();
  const isFree = (place: FreePlace): boolean => !(taken.get(place.calendar) ?? []).some(({ from, until }) => from < place.until && place.from < until);
  return inOrder.flatMap(({ id, dueOn, kind }) => {
    const place = (places.get(kind) ?? []).find(isFree);
    if (place) taken.set(place.calendar, [...(taken.get(place.calendar) ?? []), place]);
    const placeOn = place?.day ?? null;
    return placeOn === null || placeOn > dueOn ? [{ id, dueOn, placeOn }] : [];
  });
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
