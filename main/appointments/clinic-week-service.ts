import type { Inputs, Outputs } from '#contract/index.ts';
import { reachOf } from '../access/record-reach.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { readAway } from './absence-repository.ts';
import { takenTimes } from './appointment-repository.ts';
import { awayOf } from './away-rules.ts';
import { professionalHours } from './calendar-repository.ts';
import { weekVisits } from './clinic-week-repository.ts';
import { awayToday, professionalDay, weekOf } from './professional-days.ts';
import { addDays, weekdayOf } from './wall-time.ts';

/** Visits told of one week; the contract's bound. */
const maximumVisits = 3000;

/** The week of the whole clinic: every professional's days side by side, with what is booked in few words. */
export function createClinicWeekService({ unitOfWork, clinic, ports }: ServiceDependencies) {
  const zone = clinic.timeZone;
  return {
    read: async (caller: Caller, { date }: Inputs['appointments']['clinicWeek']): Promise<Outputs['appointments']['clinicWeek']> =>
      unitOfWork.read(async (db) => {
        const range = weekOf(date, zone);
        const people = await professionalHours(db, { practitionerId: null, role: null });
        const practitionerIds = people.map((person) => person.practitionerId);
        const taken = await takenTimes(db, practitionerIds, range);
        const takenBy = Map.groupBy(taken, (visit) => visit.practitionerId);
        const away = await readAway(db, { firstDate: range.monday, lastDate: addDays(range.monday, 6), practitionerIds });
        const visits = await weekVisits(db, reachOf(caller, 'appointment.read', ports.clock.now()), { ...range, limit: maximumVisits + 1 });
        const dates = [0, 1, 2, 3, 4, 5, 6].map((day) => addDays(range.monday, day));
        return {
          monday: range.monday,
          zone,
          professionals: people.map((person) => {
            const theirs = awayOf(away, person.practitionerId);
            const { hours: _hours, away: _away, ...professional } = professionalDay(person, takenBy.get(person.practitionerId) ?? [], { zone, date, away: theirs });
            return { ...professional, days: dates.map((day) => ({ date: day, isOpen: person.openings.some(({ weekday }) => weekday === weekdayOf(day)), away: awayToday(person, theirs, day) })) };
          }),
          visits: visits.slice(0, maximumVisits),
          isWhole: visits.length <= maximumVisits,
        };
      }),
  };
}
