import type { Away } from '#contract/away.ts';
import type { Role } from '#contract/permissions.ts';
import type { VisitModality } from '#contract/values.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { readClosed } from './absence-repository.ts';
import { awayOf, awayOn, isAt } from './away-rules.ts';
import { professionalHours } from './calendar-repository.ts';
import { weekdayOf } from './wall-time.ts';

/** Who could take a visit: one professional where they have one of the roles, else whoever has one. */
export interface VisitNeed {
  readonly roles: readonly Role[];
  readonly modalities: readonly VisitModality[];
  readonly practitionerId: string | null;
}

/** Why nobody takes a visit on a day; `nobody`: no one has hours for it on any day. */
export type Unstaffed = 'no-hours' | 'leave' | 'nobody';

/** The days the clinic works on, and its professionals' hours and leave, over a range of dates. */
export interface WorkingCalendar {
  /** What closes the clinic all day; null where it works. */
  readonly closedBy: (date: string) => 'weekend' | Pick<Away, 'kind' | 'words' | 'holiday'> | null;
  readonly unstaffedBy: (need: VisitNeed, date: string) => Unstaffed | null;
}

const saturday = 6;

/** Reads the working calendar of a range of civil dates, both included. */
export async function readWorkingCalendar(db: ReadExecutor, firstDate: string, lastDate: string): Promise<WorkingCalendar> {
  const people = await professionalHours(db, { practitionerId: null, role: null });
  // Holidays and closures apart, so that no number of leaves hides one.
  const closing = (await readClosed(db, { firstDate, lastDate, practitionerIds: [] })).filter((one) => one.startsAt === null && isAt(one, [null]));
  const away = await readClosed(db, { firstDate, lastDate, practitionerIds: people.map(({ practitionerId }) => practitionerId) });
  const leave = away.filter(({ kind, startsAt }) => kind === 'leave' && startsAt === null);
  return {
    closedBy: (date) => (weekdayOf(date) >= saturday ? 'weekend' : (awayOn(closing, date)[0] ?? null)),
    unstaffedBy: ({ roles, modalities, practitionerId }, date) => {
      const ofRole = people.filter(({ role }) => roles.includes(role));
      const own = ofRole.filter((person) => person.practitionerId === practitionerId);
      const asked = (own.length > 0 ? own : ofRole).map(({ practitionerId: id, openings }) => ({ id, days: openings.filter((one) => one.modalities.some((modality) => modalities.includes(modality))).map(({ weekday }) => weekday) }));
      if (!asked.some(({ days }) => days.length > 0)) return 'nobody';
      const working = asked.filter(({ days }) => days.includes(weekdayOf(date)));
      if (working.length === 0) return 'no-hours';
      return working.every(({ id }) => awayOn(awayOf(leave, id), date).length > 0) ? 'leave' : null;
    },
  };
}
