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
  const closing = (await readClosed(db, { firstDate, lastDate, practitionerIds: [] })).filter(({ startsAt }) => startsAt === null);
  const away = await readClosed(db, { firstDate, lastDate, practitionerIds: people.map(({ practitionerId }) => practitionerId) });
  const wholeDays = away.filter(({ startsAt }) => startsAt === null);
  // Where people work; nobody has hours: the clinic itself.
  const places = [...new Set(people.flatMap(({ openings }) => openings.map(({ siteId }) => siteId ?? null)))];
  const sites = places.length > 0 ? places : [null];
  return {
    closedBy: (date) => {
      if (weekdayOf(date) >= saturday) return 'weekend';
      const closed = awayOn(closing, date);
      return sites.every((siteId) => closed.some((one) => isAt(one, [siteId]))) ? (closed[0] ?? null) : null;
    },
    unstaffedBy: ({ roles, modalities, practitionerId }, date) => {
      const ofRole = people.filter(({ role }) => roles.includes(role));
      const own = ofRole.filter((person) => person.practitionerId === practitionerId);
      const asked = (own.length > 0 ? own : ofRole).map((person) => ({ ...person, openings: person.openings.filter((one) => one.modalities.some((modality) => modalities.includes(modality))) }));
      if (!asked.some(({ openings }) => openings.length > 0)) return 'nobody';
      const working = asked.map((person) => ({ ...person, openings: person.openings.filter(({ weekday }) => weekday === weekdayOf(date)) })).filter(({ openings }) => openings.length > 0);
      if (working.length === 0) return 'no-hours';
      const isAway = ({ practitionerId: id, openings }: (typeof working)[number]): boolean => openings.every(({ siteId }) => awayOf(awayOn(wholeDays, date), id, [siteId ?? null]).length > 0);
      return working.every(isAway) ? 'leave' : null;
    },
  };
}
