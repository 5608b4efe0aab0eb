import type { BusyCalendar, CalendarFeed } from '#contract/calendars.ts';
import type { Language } from '#contract/values.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** Rows written by one statement. */
const rowsAtOnce = 200;

/** An address as the server reads it. */
export interface FeedRow {
  readonly id: string;
  readonly practitionerId: string;
  readonly language: Language;
  readonly withNames: boolean;
  readonly isOpen: boolean;
  readonly lastReadAt: string | null;
}

const feedColumns = ['id', 'practitioner_id as practitionerId', 'language', 'with_names', 'closed_at', 'last_read_at as lastReadAt'] as const;
type SelectedFeed = { id: string; practitionerId: string; language: string; with_names: number; closed_at: string | null; lastReadAt: string | null };
const toFeed = ({ id, practitionerId, language, with_names, closed_at, lastReadAt }: SelectedFeed): FeedRow => ({
  id, practitionerId, language: language === 'en' ? 'en' : 'fr', withNames: with_names === 1, isOpen: closed_at === null, lastReadAt,
});

export async function feedByToken(db: ReadExecutor, tokenHash: string): Promise<FeedRow | undefined> {
  const row = await db.selectFrom('calendar_feed').select(feedColumns).where('token_hash', '=', tokenHash).executeTakeFirst();
  return row && toFeed(row);
}

export async function feedById(db: ReadExecutor, id: string): Promise<FeedRow | undefined> {
  const row = await db.selectFrom('calendar_feed').select(feedColumns).where('id', '=', id).executeTakeFirst();
  return row && toFeed(row);
}

/** Open addresses of a professional's calendar, the newest first. */
export async function openFeeds(db: ReadExecutor, practitionerId: string): Promise<CalendarFeed[]> {
  const rows = await db
    .selectFrom('calendar_feed as f')
    .leftJoin('user_account as u', 'u.id', 'f.opened_by')
    .select(['f.id', 'f.language', 'f.with_names', 'f.opened_at', 'f.last_read_at', 'u.display_name'])
    .where('f.practitioner_id', '=', practitionerId)
    .where('f.closed_at', 'is', null)
    .orderBy('f.opened_at', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => ({ id: row.id, language: row.language === 'en' ? 'en' : 'fr', withNames: row.with_names === 1, openedAt: row.opened_at, openedBy: row.display_name, lastReadAt: row.last_read_at }));
}

export async function insertFeed(db: WriteExecutor, feed: { id: string; practitionerId: string; tokenHash: string; language: Language; withNames: boolean; now: string; userId: string }): Promise<void> {
  const { id, practitionerId, tokenHash, language, withNames, now, userId } = feed;
  await db.insertInto('calendar_feed').values({ id, practitioner_id: practitionerId, token_hash: tokenHash, language, with_names: withNames ? 1 : 0, opened_at: now, opened_by: userId }).execute();
}

export async function closeFeed(db: WriteExecutor, id: string, { now, userId }: { now: string; userId: string }): Promise<void> {
  await db.updateTable('calendar_feed').set({ closed_at: now, closed_by: userId }).where('id', '=', id).where('closed_at', 'is', null).execute();
}

export async function noteFeedRead(db: WriteExecutor, id: string, now: string): Promise<void> {
  await db.updateTable('calendar_feed').set({ last_read_at: now }).where('id', '=', id).execute();
}

/** Visits to come of the people these visits are of, a hundred at most. */
export async function idsToCome(db: ReadExecutor, appointmentIds: readonly string[], now: string): Promise<string[]> {
  const rows = await db
    .selectFrom('appointment')
    .select('id')
    .where('patient_id', 'in', (of) => of.selectFrom('appointment').select('patient_id').where('id', 'in', appointmentIds))
    .where('live', '=', 1)
    .where('starts_at', '>', now)
    .orderBy('starts_at')
    .limit(100)
    .execute();
  return rows.map(({ id }) => id);
}

/** Calendars from which a professional's busy times were read, by name. */
export async function busyCalendars(db: ReadExecutor, practitionerId: string, now: string): Promise<BusyCalendar[]> {
  const rows = await db
    .selectFrom('busy_calendar as c')
    .leftJoin('user_account as u', 'u.id', 'c.read_by')
    .select(['c.id', 'c.name', 'c.read_at', 'c.read_until', 'u.display_name'])
    .select((of) => of.selectFrom('busy_time as b').select((count) => count.fn.countAll<number>().as('times')).whereRef('b.calendar_id', '=', 'c.id').where('b.ends_at', '>', now).as('times'))
    .where('c.practitioner_id', '=', practitionerId)
    .orderBy('c.name')
    .orderBy('c.id')
    .limit(20)
    .execute();
  return rows.map((row) => ({ id: row.id, name: row.name, readAt: row.read_at, readBy: row.display_name, readUntil: row.read_until, times: Number(row.times ?? 0) }));
}

export async function busyCalendarById(db: ReadExecutor, id: string): Promise<{ readonly practitionerId: string } | undefined> {
  return db.selectFrom('busy_calendar').select('practitioner_id as practitionerId').where('id', '=', id).executeTakeFirst();
}

/** Writes a calendar and its times in place of what it held before. */
export async function replaceBusyCalendar(
  db: WriteExecutor,
  calendar: { id: string; practitionerId: string; name: string; times: readonly { startsAt: string; endsAt: string }[]; readUntil: string; now: string; userId: string; newId: () => string },
): Promise<void> {
  const { id, practitionerId, name, times, readUntil, now, userId, newId } = calendar;
  const written = { name, read_at: now, read_by: userId, read_until: readUntil };
  await db.insertInto('busy_calendar').values({ id, practitioner_id: practitionerId, ...written }).onConflict((conflict) => conflict.column('id').doUpdateSet(written)).execute();
  await db.deleteFrom('busy_time').where('calendar_id', '=', id).execute();
  for (let from = 0; from < times.length; from += rowsAtOnce) {
    const rows = times.slice(from, from + rowsAtOnce).map(({ startsAt, endsAt }) => ({ id: newId(), calendar_id: id, practitioner_id: practitionerId, starts_at: startsAt, ends_at: endsAt }));
    await db.insertInto('busy_time').values(rows).execute();
  }
}

export async function deleteBusyCalendar(db: WriteExecutor, id: string): Promise<void> {
  await db.deleteFrom('busy_time').where('calendar_id', '=', id).execute();
  await db.deleteFrom('busy_calendar').where('id', '=', id).execute();
}
