import type { Away } from '#contract/away.ts';
import { holidaysBetween } from '../../appointments/holiday-rules.ts';
import { addDays, weekdayOf } from '../../appointments/wall-time.ts';
import type { Timeline } from './timeline.ts';

/** What the demonstration clinic observes. */
export const demonstrationHolidays = { calendar: 'CA-QC', easter: 'good-friday' } as const;

/** Days before and after today that are filled with visits. */
const filledDays = 210;

type Absence = Omit<Away, 'key' | 'kind' | 'holiday'> & {
  /** Written after its visits were booked: they are in its way, for somebody to move or keep. */
  readonly isLate: boolean;
};

/** Leave of the team and a closure in the weeks to come. The nurse's day was written late. */
export function plannedAbsences(calendars: ReadonlyMap<string, string>, timeline: Timeline): readonly Absence[] {
  const workday = (offset: number): string => {
    const date = timeline.day(offset);
    return weekdayOf(date) > 5 ? addDays(date, 8 - weekdayOf(date)) : date;
  };
  const mondayFrom = (offset: number): string => addDays(timeline.day(offset), (8 - weekdayOf(timeline.day(offset))) % 7);
  const leave = (login: string, firstDate: string, lastDate: string, words: string | null, part: readonly [string, string] | null = null): Absence[] => {
    const practitionerId = calendars.get(login);
    return practitionerId ? [{ practitionerId, firstDate, lastDate, startsAt: part?.[0] ?? null, endsAt: part?.[1] ?? null, words, isLate: false }] : [];
  };
  const [congress, holidays] = [mondayFrom(22), mondayFrom(15)];
  return [
    ...leave('m.ouellet', workday(8), workday(8), 'Formation').map((one) => ({ ...one, isLate: true })),
    ...leave('p.roy', workday(13), workday(13), null, ['12:00', '23:59']),
    ...leave('a.benoit', holidays, addDays(holidays, 4), 'Vacances'),
    ...leave('k.mansouri', congress, addDays(congress, 4), 'Congrès'),
    { practitionerId: null, firstDate: workday(34), lastDate: workday(34), startsAt: null, endsAt: null, words: 'Formation de toute l’équipe', isLate: false },
  ];
}

/** Whether a calendar has no visits on a date: a holiday the clinic does not work on, or leave that was written in time. */
export function closedDays(absences: readonly Absence[], timeline: Timeline): (practitionerId: string, date: string) => boolean {
  const holidays = new Set(holidaysBetween(demonstrationHolidays, timeline.day(-filledDays), timeline.day(filledDays)).map(({ date }) => date));
  // The demonstration is at work on the day it is made.
  holidays.delete(timeline.today);
  return (practitionerId, date) =>
    holidays.has(date) || absences.some((one) => !one.isLate && (one.practitionerId ?? practitionerId) === practitionerId && one.firstDate <= date && date <= one.lastDate);
}
