import { Temporal } from 'temporal-polyfill';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { readAway } from './absence-repository.ts';
import { isAt } from './away-rules.ts';

const saturday = 6;

/**
 * Which dates of a range are no working days of the clinic: Saturdays, Sundays, holidays it observes and does not work on, and
 * days it is closed. Closed for a part of a day, or somebody's leave, does not count. Outside the range only weekends are told.
 */
export async function closedDates(db: ReadExecutor, firstDate: string, lastDate: string): Promise<(date: string) => boolean> {
  // What closes one site alone is not the clinic's.
  const away = (await readAway(db, { firstDate, lastDate, practitionerIds: [] })).filter((one) => isAt(one, [null]));
  const holidays = new Set(away.filter(({ kind }) => kind === 'holiday').map((one) => one.firstDate));
  const closures = away.filter(({ kind, startsAt }) => kind === 'closure' && startsAt === null);
  return (date) => Temporal.PlainDate.from(date).dayOfWeek >= saturday || holidays.has(date) || closures.some((one) => one.firstDate <= date && date <= one.lastDate);
}
