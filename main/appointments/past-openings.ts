import type { Role } from '#contract/permissions.ts';
import { professionalName } from '../people/person-name.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { readAway } from './absence-repository.ts';
import { takenTimes } from './appointment-repository.ts';
import { awayOf, closuresOf } from './away-rules.ts';
import { professionalHours } from './calendar-repository.ts';
import { hoursBefore } from './past-hours-repository.ts';
import { hoursAt } from './past-hours-rules.ts';
import { leftOpen, minutesOf, openIntervals, type PlacedOpening } from './slot-rules.ts';
import { siteRows } from './sites/site-repository.ts';
import { toInterval } from './slot-search.ts';
import { addDays, civilDay, subtract, zoneDays } from './wall-time.ts';

/** A day of one professional's calendar that has passed, in minutes. */
export interface PastDay {
  readonly practitionerId: string;
  readonly name: string;
  readonly role: Role;
  readonly slotMinutes: number;
  readonly date: string;
  /** By the weekly hours in force at the end of the day. */
  readonly planned: number;
  /** Before the first hours on record: counted by those. */
  readonly isAssumed: boolean;
  /** Of it, closed by leave, a closure or a holiday. */
  readonly away: number;
  /** Of it, open and without a visit. */
  readonly unused: number;
}

/** What became of the weekly hours between two past days, a professional and a day at a time; days without hours are left out. A month at most. */
export async function pastOpenings(db: ReadExecutor, { from, until, zone }: { readonly from: string; readonly until: string; readonly zone: string }): Promise<readonly PastDay[]> {
  const people = await professionalHours(db, { practitionerId: null, role: null });
  const practitionerIds = people.map(({ practitionerId }) => practitionerId);
  if (practitionerIds.length === 0) return [];
  // A day more on either side: a site counts the day by its own clock.
  const [dayBefore, dayAfter] = [addDays(from, -1), addDays(until, 1)];
  const taken = Map.groupBy(await takenTimes(db, practitionerIds, { from: civilDay(dayBefore, zone).from, until: civilDay(dayAfter, zone).until, except: null }), ({ practitionerId }) => practitionerId);
  const away = await readAway(db, { firstDate: dayBefore, lastDate: dayAfter, practitionerIds });
  const dates: string[] = [];
  for (let date = from; date <= until; date = addDays(date, 1)) dates.push(date);
  const zones = zoneDays(zone, from, dates.length);
  const siteZones = new Map((await siteRows(db)).map(({ id, zone: own }) => [id, own] as const));
  const { before, presentSince } = await hoursBefore(db, practitionerIds);
  return people.flatMap(({ practitionerId, prefix, familyName, givenName, role, ...present }) => {
    const visits = (taken.get(practitionerId) ?? []).map(toInterval);
    const closed = closuresOf(awayOf(away, practitionerId), zone);
    return dates.flatMap((date) => {
      const { openings, slotMinutes, isAssumed } = hoursAt(before.get(practitionerId) ?? [], { ...present, sinceAt: presentSince.get(practitionerId) ?? null }, civilDay(date, zone).until);
      const open = openIntervals(openings.map((opening) => onOwnClock(opening, siteZones)), zones, date, null);
      if (open.length === 0) return [];
      const [planned, left] = [minutesOf(open), leftOpen(open, closed)];
      return [{ practitionerId, name: professionalName({ prefix, familyName, givenName }), role, slotMinutes, date, isAssumed, planned, away: planned - minutesOf(left), unused: minutesOf(subtract(left, visits)) }];
    });
  });
}

/** An opening as it was kept, on the clock of its site: hours that were replaced keep the site, which says its zone. */
function onOwnClock(opening: PlacedOpening, siteZones: ReadonlyMap<string, string>): PlacedOpening {
  const own = opening.siteId === undefined ? undefined : siteZones.get(opening.siteId);
  return own === undefined ? opening : { ...opening, zone: own };
}
