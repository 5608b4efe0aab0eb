import type { ProfessionalDay } from '#contract/appointments.ts';
import type { Away } from '#contract/away.ts';
import { professionalName, shortProfessionalName } from '../people/person-name.ts';
import { awayIntervals, awayOn } from './away-rules.ts';
import type { ProfessionalHours } from './calendar-repository.ts';
import { weekLoad, workingHours } from './slot-rules.ts';
import { toInterval } from './slot-search.ts';
import { addDays, civilDay, weekdayOf } from './wall-time.ts';

/** The week, Monday to Sunday, of a civil date: its Monday, and its first instant and the one after its last. */
export function weekOf(date: string, zone: string): { readonly monday: string; readonly from: string; readonly until: string } {
  const monday = addDays(date, 1 - weekdayOf(date));
  return { monday, from: civilDay(monday, zone).from, until: civilDay(addDays(monday, 6), zone).until };
}

/** When a professional works on a date, and how full their week is. `week`: what is booked in it; `away`: what closes it. */
export function professionalDay(person: ProfessionalHours, week: readonly { startsAt: string; endsAt: string }[], { zone, date, away }: { zone: string; date: string; away: readonly Away[] }): ProfessionalDay {
  const load = weekLoad({ openings: person.openings, booked: week.map(toInterval), closed: away.flatMap((one) => awayIntervals(one, zone)) }, zone, date);
  return {
    practitionerId: person.practitionerId, displayName: professionalName(person), shortName: shortProfessionalName(person), role: person.role,
    hours: workingHours(person.openings, weekdayOf(date)), away: awayOn(away, date), hasHours: person.openings.length > 0, weekBooked: load.booked, weekOpen: load.open,
  };
}
