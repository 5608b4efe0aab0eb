import type { Away, VisitException } from '#contract/away.ts';
import type { Holiday } from './holiday-rules.ts';
import type { Closure } from './slot-rules.ts';
import { civilDay, type Interval, offsetStretches, toMilliseconds, wallIntervals } from './wall-time.ts';

/** When a calendar is closed beside its weekly hours. Pure; dates and times in the clinic's zone, unless they have their own. */

/** The longest leave or closure, in days. */
const longestDays = 800;

/** A statutory holiday as a stretch in which every calendar is closed, or those of the sites that observe it; two on one day are one. */
export function holidaysAway(holidays: readonly Holiday[], sites: { readonly siteIds: (string | null)[]; readonly zone: string } | null = null): Away[] {
  const dates = [...new Set(holidays.map(({ date }) => date))];
  return dates.map((date) => {
    const names = holidays.filter((holiday) => holiday.date === date).map(({ name }) => name);
    return {
      key: `holiday:${date}${sites && !sites.siteIds.includes(null) ? `:${sites.siteIds.join(',')}` : ''}`, kind: 'holiday', practitionerId: null, firstDate: date, lastDate: date, startsAt: null, endsAt: null, words: null,
      holiday: { fr: names.map(({ fr }) => fr).join(', '), en: names.map(({ en }) => en).join(', ') }, ...sites,
    };
  });
}

/**
 * Holidays without the places that work on them; what is closed nowhere any more is left out. The key of one stays, so that what
 * was answered at the others is.
 *
 * @param group the sites that observe them, null among them the clinic itself
 * @param working the places that work on a date by themselves
 */
export function stillClosed(holidays: readonly Away[], { siteIds, zone }: { readonly siteIds: readonly (string | null)[]; readonly zone: string }, working: (date: string) => readonly (string | null)[]): Away[] {
  return holidays.flatMap((one) => {
    const open = working(one.firstDate);
    if (!siteIds.some((siteId) => open.includes(siteId))) return [one];
    const left = siteIds.filter((siteId) => !open.includes(siteId));
    return left.length > 0 ? [{ ...one, siteIds: left, zone }] : [];
  });
}

/** What makes leave or a closure that of one place: a site in its zone, or (both null) the clinic itself. */
export function placeOf(siteId: string | null, zone: string | null): Pick<Away, 'siteIds' | 'zone'> {
  return { siteIds: [siteId], ...(zone !== null && { zone }) };
}

/** The instants of a stretch: exact over a change of clock, whole days from midnight to midnight. */
export function awayIntervals({ firstDate, lastDate, startsAt, endsAt, zone: own }: Pick<Away, 'firstDate' | 'lastDate' | 'startsAt' | 'endsAt' | 'zone'>, clinicZone: string): Interval[] {
  const zone = own ?? clinicZone;
  if (startsAt !== null && endsAt !== null) return wallIntervals(offsetStretches(zone, firstDate, 1), firstDate, startsAt, endsAt);
  return [{ from: toMilliseconds(civilDay(firstDate, zone).from), until: toMilliseconds(civilDay(lastDate, zone).until) }];
}

/** What closes calendars, as stretches at sites. */
export function closuresOf(aways: readonly Away[], clinicZone: string): Closure[] {
  return aways.flatMap((one) => awayIntervals(one, clinicZone).map((interval) => ({ ...interval, siteIds: one.siteIds })));
}

/** What closes a professional's calendar; at these sites (null: the clinic itself), or at any. */
export function awayOf(aways: readonly Away[], practitionerId: string, siteIds?: readonly (string | null)[]): Away[] {
  return aways.filter((one) => (one.practitionerId === null || one.practitionerId === practitionerId) && (siteIds === undefined || isAt(one, siteIds)));
}

/** Whether something closes one of these sites. */
export function isAt({ siteIds: closed }: Pick<Away, 'siteIds'>, siteIds: readonly (string | null)[]): boolean {
  return closed === undefined || siteIds.some((siteId) => closed.includes(siteId));
}

/** What closes a calendar on a date, or a part of it. */
export function awayOn(aways: readonly Away[], date: string): Away[] {
  return awayBetween(aways, date, date);
}

/** What closes a calendar on any day from a date to another, both included. */
export function awayBetween(aways: readonly Away[], first: string, last: string): Away[] {
  return aways.filter(({ firstDate, lastDate }) => firstDate <= last && first <= lastDate);
}

/** What closes a calendar during a part of a visit. */
export function awayDuring(aways: readonly Away[], visit: Interval, zone: string): Away[] {
  return aways.filter((one) => awayIntervals(one, zone).some(({ from, until }) => from < visit.until && visit.from < until));
}

/** What speaks against a visit where it is, of which nobody has yet said that it stays in spite of it. */
export function unanswered(aways: readonly Away[], exceptions: readonly VisitException[]): Away[] {
  const answered = new Set(exceptions.flatMap((exception) => exception.away.map(({ key }) => key)));
  return aways.filter(({ key }) => !answered.has(key));
}

export interface AbsenceFacts extends Pick<Away, 'practitionerId' | 'firstDate' | 'lastDate' | 'startsAt' | 'endsAt' | 'words'> {
  readonly today: string;
}

/** The first thing wrong with leave or a closure, or null. */
export function absenceProblem({ practitionerId, firstDate, lastDate, startsAt, endsAt, words, today }: AbsenceFacts): { readonly path: string; readonly code: string } | null {
  if (lastDate < firstDate) return { path: 'lastDate', code: 'END_BEFORE_START' };
  if (lastDate < today) return { path: 'lastDate', code: 'IN_THE_PAST' };
  if (Date.parse(lastDate) - Date.parse(firstDate) > longestDays * 86_400_000) return { path: 'lastDate', code: 'TOO_LONG' };
  if ((startsAt === null) !== (endsAt === null)) return { path: 'endsAt', code: 'REQUIRED' };
  if (startsAt !== null && firstDate !== lastDate) return { path: 'startsAt', code: 'PART_OF_ONE_DAY' };
  if (startsAt !== null && endsAt !== null && endsAt <= startsAt) return { path: 'endsAt', code: 'END_BEFORE_START' };
  if (practitionerId === null && !words) return { path: 'words', code: 'REQUIRED' };
  return null;
}
