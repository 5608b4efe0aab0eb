import { type Away, easterChoice, holidayCalendar } from '#contract/away.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { holidaysAway, placeOf, stillClosed } from './away-rules.ts';
import { readBusy } from './busy-repository.ts';
import { clinicZone } from './calendar-repository.ts';
import { type HolidayChoice, holidaysBetween, usualHolidays } from './holiday-rules.ts';
import { siteRows } from './sites/site-repository.ts';
import { holidayGroups } from './sites/site-rules.ts';

/** Leave and closures read at a time. */
const maximumAbsences = 500;

/** Civil dates, both included; leave of these professionals, or (null) of all. */
export interface AwayRange {
  readonly firstDate: string;
  readonly lastDate: string;
  readonly practitionerIds: readonly string[] | null;
}

/** An absence as it was written. */
export interface AbsenceRow {
  readonly away: Away;
  readonly addedAt: string;
  readonly by: string | null;
  readonly removed: boolean;
}

/** What the clinic observes. */
export async function holidayChoice(db: ReadExecutor): Promise<HolidayChoice> {
  const { country, holiday_calendar, easter_holiday } = await db.selectFrom('clinic').select(['country', 'holiday_calendar', 'easter_holiday']).executeTakeFirstOrThrow();
  const usual = usualHolidays(country === 'FR' ? 'FR' : 'CA');
  return { calendar: holiday_calendar === null ? usual.calendar : holidayCalendar.parse(holiday_calendar), easter: easter_holiday === null ? usual.easter : easterChoice.parse(easter_holiday) };
}

export async function setHolidayChoice(db: WriteExecutor, { calendar, easter }: HolidayChoice): Promise<void> {
  await db.updateTable('clinic').set({ holiday_calendar: calendar, easter_holiday: easter }).execute();
}

/** Holidays from a date to another on which the clinic works, with who decided it. */
export async function workedHolidays(db: ReadExecutor, firstDate: string, lastDate: string) {
  return db
    .selectFrom('worked_holiday as h')
    .leftJoin('user_account as u', 'u.id', 'h.decided_by')
    .select(['h.date', 'h.decided_at as at', 'u.display_name as by'])
    .where('h.date', '>=', firstDate)
    .where('h.date', '<=', lastDate)
    .execute();
}

/** Holidays on which one place of the clinic works by itself (null: the clinic itself), with who decided it. */
export async function holidaysWorkedAt(db: ReadExecutor, firstDate: string, lastDate: string) {
  return db
    .selectFrom('worked_holiday_place as h')
    .leftJoin('user_account as u', 'u.id', 'h.decided_by')
    .select(['h.date', 'h.site_id as siteId', 'h.decided_at as at', 'u.display_name as by'])
    .where('h.date', '>=', firstDate)
    .where('h.date', '<=', lastDate)
    .orderBy('h.decided_at')
    .execute();
}

/** Writes that one place works on a holiday, or no longer; false where that is already so. */
export async function writeHolidayWorkedAt(db: WriteExecutor, { id, date, siteId, works, now, userId }: { id: string; date: string; siteId: string | null; works: boolean; now: string; userId: string }): Promise<boolean> {
  const isThere = (await holidaysWorkedAt(db, date, date)).some((one) => one.siteId === siteId);
  if (isThere === works) return false;
  if (works) await db.insertInto('worked_holiday_place').values({ id, date, site_id: siteId, decided_at: now, decided_by: userId }).execute();
  else await db.deleteFrom('worked_holiday_place').where('date', '=', date).where('site_id', siteId === null ? 'is' : '=', siteId).execute();
  return true;
}

/** Writes that the clinic works on a holiday everywhere, or no longer; false where that is already so. */
export async function writeWorkedHoliday(db: WriteExecutor, { date, works, now, userId }: { date: string; works: boolean; now: string; userId: string }): Promise<boolean> {
  if (!works) return Number((await db.deleteFrom('worked_holiday').where('date', '=', date).executeTakeFirst()).numDeletedRows) > 0;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('worked_holiday')
    .values({ date, decided_at: now, decided_by: userId })
    .onConflict((conflict) => conflict.column('date').doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows) > 0;
}

/** Leave and closures that touch a range of dates and stand, by their first date. */
export async function absencesBetween(db: ReadExecutor, { firstDate, lastDate, practitionerIds }: AwayRange): Promise<AbsenceRow[]> {
  let query = absences(db).where('a.removed_at', 'is', null).where('a.first_date', '<=', lastDate).where('a.last_date', '>=', firstDate);
  if (practitionerIds) {
    query = query.where((either) => either.or([either('a.practitioner_id', 'is', null), ...(practitionerIds.length > 0 ? [either('a.practitioner_id', 'in', practitionerIds)] : [])]));
  }
  return (await query.orderBy('a.first_date').orderBy('a.id').limit(maximumAbsences).execute()).map(toRow);
}

/** One absence, removed or not, or undefined. */
export async function absenceById(db: ReadExecutor, id: string): Promise<AbsenceRow | undefined> {
  const row = await absences(db).where('a.id', '=', id).executeTakeFirst();
  return row && toRow(row);
}

export async function insertAbsence(db: WriteExecutor, away: Away, { now, userId }: { now: string; userId: string }): Promise<void> {
  await db
    .insertInto('absence')
    .values({
      id: away.key, practitioner_id: away.practitionerId, first_date: away.firstDate, last_date: away.lastDate, starts_at: away.startsAt, ends_at: away.endsAt, words: away.words,
      one_place: away.siteIds === undefined ? 0 : 1, site_id: away.siteIds?.[0] ?? null, added_at: now, added_by: userId,
    })
    .execute();
}

export async function markAbsence(db: WriteExecutor, id: string, removed: { now: string; userId: string } | null): Promise<void> {
  await db.updateTable('absence').set({ removed_at: removed?.now ?? null, removed_by: removed?.userId ?? null }).where('id', '=', id).execute();
}

/** Everything that closes calendars in a range of dates: what the clinic knows of, and when the professionals named are busy by calendars of their own. */
export async function readAway(db: ReadExecutor, range: AwayRange): Promise<Away[]> {
  const closed = await readClosed(db, range);
  if (range.practitionerIds === null || range.practitionerIds.length === 0) return closed;
  const zone = await clinicZone(db);
  return [...closed, ...(await readBusy(db, { ...range, practitionerIds: range.practitionerIds, zone }))];
}

/** What the clinic itself says closes calendars: holidays it does not work on, closures, leave. */
export async function readClosed(db: ReadExecutor, range: AwayRange): Promise<Away[]> {
  const everywhere = new Set((await workedHolidays(db, range.firstDate, range.lastDate)).map(({ date }) => date));
  const here = Map.groupBy(await holidaysWorkedAt(db, range.firstDate, range.lastDate), ({ date }) => date);
  const groups = await observedHolidays(db);
  const holidays = groups.flatMap(({ choice, siteIds, zone }) => {
    const observed = holidaysBetween(choice, range.firstDate, range.lastDate).filter(({ date }) => !everywhere.has(date));
    return stillClosed(holidaysAway(observed, groups.length === 1 ? null : { siteIds, zone }), { siteIds, zone }, (date) => (here.get(date) ?? []).map(({ siteId }) => siteId));
  });
  return [...holidays, ...(await absencesBetween(db, range)).map(({ away }) => away)];
}

/** Which holidays are observed where: one group unless sites have holidays or a zone of their own. */
export async function observedHolidays(db: ReadExecutor) {
  const choice = await holidayChoice(db);
  const zone = await clinicZone(db);
  const sites = (await siteRows(db)).map(({ id, zone: own, holidays }) => ({ id, zone: own, choice: holidays ?? choice }));
  return holidayGroups<HolidayChoice>([{ id: null, zone, choice }, ...sites]);
}

function absences(db: ReadExecutor) {
  return db
    .selectFrom('absence as a')
    .leftJoin('user_account as u', 'u.id', 'a.added_by')
    .leftJoin('site as s', 's.id', 'a.site_id')
    .select(['a.id', 'a.practitioner_id', 'a.first_date', 'a.last_date', 'a.starts_at', 'a.ends_at', 'a.words', 'a.added_at', 'a.removed_at', 'a.one_place', 'a.site_id', 's.zone', 'u.display_name']);
}

function toRow(row: Awaited<ReturnType<ReturnType<typeof absences>['execute']>>[number]): AbsenceRow {
  return {
    away: {
      key: row.id, kind: row.practitioner_id === null ? 'closure' : 'leave', practitionerId: row.practitioner_id, firstDate: row.first_date, lastDate: row.last_date,
      startsAt: row.starts_at, endsAt: row.ends_at, words: row.words, holiday: null, ...(row.one_place === 1 && placeOf(row.site_id, row.zone)),
    },
    addedAt: row.added_at, by: row.display_name, removed: row.removed_at !== null,
  };
}
