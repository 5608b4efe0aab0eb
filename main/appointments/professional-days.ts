import type { ProfessionalDay } from '#contract/appointments.ts';
import type { Away } from '#contract/away.ts';
import { professionalName, shortProfessionalName } from '../people/person-name.ts';
import { awayOf, awayOn, closuresOf } from './away-rules.ts';
import type { ProfessionalHours } from './calendar-repository.ts';
import { hoursOn, weekLoad } from './slot-rules.ts';
import { toInterval } from './slot-search.ts';
import { addDays, civilDay, weekdayOf } from './wall-time.ts';

/** The week, Monday to Sunday, of a civil date: its Monday, and its first instant and the one after its last. */
export function weekOf(date: string, zone: string): { readonly monday: string; readonly from: string; readonly until: string } {
  const monday = addDays(date, 1 - weekdayOf(date));
  return { monday, from: civilDay(monday, zone).from, until: civilDay(addDays(monday, 6), zone).until };
}

/** What closes a professional's calendar on a date, at the sites where they work then; where they do not work, at any of theirs. */
export function awayToday(person: ProfessionalHours, away: readonly Away[], date: string): Away[] {
  const openings = person.openings.filter(({ weekday }) => weekday === weekdayOf(date));
  const sites = (openings.length > 0 ? openings : person.openings).map(({ siteId }) => siteId ?? null);
  return awayOf(awayOn(away, date), person.practitionerId, sites.length > 0 ? sites : [null]);
}

/** When a professional works on a date, and how full their week is. `week`: what is booked in it; `away`: what closes it. */
export function professionalDay(person: ProfessionalHours, week: readonly { startsAt: string; endsAt: string }[], { zone, date, away }: { zone: string; date: string; away: readonly Away[] }): ProfessionalDay {
  const load = weekLoad({ openings: person.openings, booked: week.map(toInterval), closed: closuresOf(away, zone) }, zone, date);
  return {
    practitionerId: person.practitionerId, displayName: professionalName(person), shortName: shortProfessionalName(person), role: person.role,
    hours: hoursOn(person.openings, date, zone), away: awayToday(person, away, date), hasHours: person.openings.length > 0, weekBooked: load.booked, weekOpen: load.open,
  };
}
