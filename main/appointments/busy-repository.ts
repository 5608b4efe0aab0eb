import type { Away } from '#contract/away.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { addDays, civilDate, civilDay, localDateTime } from './wall-time.ts';

/** Stretches read at a time: a fortnight of fifty professionals is far below. */
const mostTimes = 20_000;

/** When professionals are busy by calendars of their own, as what closes their calendars, day by day; nothing of what it is for is known. */
export async function readBusy(db: ReadExecutor, { firstDate, lastDate, practitionerIds, zone }: { firstDate: string; lastDate: string; practitionerIds: readonly string[]; zone: string }): Promise<Away[]> {
  if (practitionerIds.length === 0) return [];
  const rows = await db
    .selectFrom('busy_time')
    .select(['practitioner_id', 'starts_at', 'ends_at'])
    .where('practitioner_id', 'in', practitionerIds)
    .where('starts_at', '<', civilDay(lastDate, zone).until)
    .where('ends_at', '>', civilDay(firstDate, zone).from)
    .orderBy('starts_at')
    .limit(mostTimes)
    .execute();
  return rows.flatMap((row) => toAway(row, zone));
}

/** Busy times that meet booked visits starting after an instant, of one calendar or (null) of all; those of the first visits, at most `limit`. */
export async function busyOverVisits(db: ReadExecutor, { after, practitionerId, limit, zone }: { after: string; practitionerId: string | null; limit: number; zone: string }): Promise<Away[]> {
  let query = db
    .selectFrom('busy_time as b')
    .innerJoin('appointment as a', (join) => join.onRef('a.professional_id', '=', 'b.practitioner_id').onRef('a.starts_at', '<', 'b.ends_at').onRef('a.ends_at', '>', 'b.starts_at'))
    .select(['b.practitioner_id', 'b.starts_at', 'b.ends_at', 'a.local_start'])
    .where('a.live', '=', 1)
    .where('a.status', '=', 'booked')
    .where('a.starts_at', '>', after);
  if (practitionerId !== null) query = query.where('b.practitioner_id', '=', practitionerId);
  const rows = await query.orderBy('a.starts_at').limit(limit).execute();
  // Of a stretch of several days, the part of the visit's own.
  const pieces = rows.flatMap((row) => toAway(row, zone).filter(({ firstDate, lastDate }) => firstDate <= row.local_start.slice(0, 10) && row.local_start.slice(0, 10) <= lastDate));
  return [...new Map(pieces.map((piece) => [`${piece.practitionerId ?? ''} ${piece.key}`, piece])).values()];
}

/** A stretch cut at midnights of the clinic: whole days together, parts of days by their wall times. */
function toAway(row: { practitioner_id: string; starts_at: string; ends_at: string }, zone: string): Away[] {
  const pieces: Away[] = [];
  const away = (firstDate: string, lastDate: string, startsAt: string | null, endsAt: string | null): Away => ({
    key: `busy:${row.starts_at}:${firstDate}`, kind: 'busy', practitionerId: row.practitioner_id, firstDate, lastDate, startsAt, endsAt, words: null, holiday: null,
  });
  const [start, end] = [localDateTime(row.starts_at, zone), localDateTime(row.ends_at, zone)];
  const [firstDay, lastDay] = [civilDate(row.starts_at, zone), civilDate(row.ends_at, zone)];
  const [from, until] = [start.slice(11), end.slice(11)];
  // Over the hour that comes twice the end may read before the start: then the whole of those hours.
  if (firstDay === lastDay) return [from < until ? away(firstDay, firstDay, from, until) : away(firstDay, firstDay, `${until.slice(0, 2)}:00`, `${from.slice(0, 2)}:59`)];
  if (from !== '00:00') pieces.push(away(firstDay, firstDay, from, '23:59'));
  const wholeFrom = from === '00:00' ? firstDay : addDays(firstDay, 1);
  const wholeUntil = addDays(lastDay, -1);
  if (wholeFrom <= wholeUntil) pieces.push(away(wholeFrom, wholeUntil, null, null));
  if (until !== '00:00') pieces.push(away(lastDay, lastDay, '00:00', until));
  return pieces;
}
