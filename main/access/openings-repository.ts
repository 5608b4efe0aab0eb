import type { RecordOpening } from '#contract/access.ts';
import { sql } from 'kysely';
import { addMilliseconds } from '../platform/clock.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { RecordReach } from './record-reach.ts';

/** Openings of closed records by exception. */

const recentMilliseconds = 30 * 86_400_000;

function openings(db: ReadExecutor) {
  return db
    .selectFrom('record_opening')
    .leftJoin('user_account as opener', 'opener.id', 'record_opening.user_id')
    .leftJoin('user_account as reviewer', 'reviewer.id', 'record_opening.reviewed_by')
    .innerJoin('patient', 'patient.id', 'record_opening.patient_id')
    .select([
      'record_opening.id', 'record_opening.patient_id', 'user_id', 'opened_at', 'open_until', 'reason', 'words', 'reviewed_at', 'reviewed_by', 'review_words', 'opener.display_name as opener_name',
      'reviewer.display_name as reviewer_name', 'patient.family_name', 'patient.given_name',
    ]);
}
type OpeningRow = Awaited<ReturnType<ReturnType<typeof openings>['execute']>>[number];

export function openingFrom(row: OpeningRow): RecordOpening {
  return {
    openingId: row.id, openedAt: row.opened_at, openUntil: row.open_until, userId: row.user_id, byName: row.opener_name ?? row.user_id, reason: row.reason as RecordOpening['reason'], words: row.words,
    review: row.reviewed_at === null ? null : { at: row.reviewed_at, byName: row.reviewer_name ?? row.reviewed_by ?? '', words: row.review_words },
  };
}

/** Openings of one record, newest first. */
export async function openingsOf(db: ReadExecutor, patientId: string, limit: number): Promise<readonly RecordOpening[]> {
  const rows = await openings(db).where('record_opening.patient_id', '=', patientId).orderBy('opened_at', 'desc').orderBy('record_opening.id', 'desc').limit(limit).execute();
  return rows.map(openingFrom);
}

/** Openings of all records, newest first, after one a page ended with. */
export async function listOpenings(db: ReadExecutor, { unreviewed, after, limit }: { unreviewed: boolean; after: string | null; limit: number }): Promise<readonly OpeningRow[]> {
  const last = after === null ? undefined : await db.selectFrom('record_opening').select(['opened_at', 'id']).where('id', '=', after).executeTakeFirst();
  return openings(db)
    .$if(unreviewed, (query) => query.where('reviewed_at', 'is', null))
    .$if(last !== undefined, (query) => query.where((eb) => eb(eb.refTuple('record_opening.opened_at', 'record_opening.id'), '<', eb.tuple(last?.opened_at ?? '', last?.id ?? ''))))
    .orderBy('opened_at', 'desc')
    .orderBy('record_opening.id', 'desc')
    .limit(limit)
    .execute();
}

export async function countUnreviewed(db: ReadExecutor): Promise<number> {
  return (await db.selectFrom('record_opening').select(sql<number>`count(*)`.as('count')).where('reviewed_at', 'is', null).executeTakeFirstOrThrow()).count;
}

export async function openingById(db: ReadExecutor, id: string): Promise<OpeningRow | undefined> {
  return openings(db).where('record_opening.id', '=', id).executeTakeFirst();
}

/** Marks an opening as reviewed; false where somebody had already. */
export async function reviewOpening(db: WriteExecutor, id: string, review: { at: string; by: string; words: string | null }): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('record_opening')
    .set({ reviewed_at: review.at, reviewed_by: review.by, review_words: review.words })
    .where('id', '=', id)
    .where('reviewed_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

/** Until when the caller is in by exception (null: not so), and how often others came in so lately. */
export async function readOpeningsAround(db: ReadExecutor, { userId, now }: RecordReach, patientId: string): Promise<{ openUntil: string | null; openings: number }> {
  const own = await db.selectFrom('record_opening').select((eb) => eb.fn.max<string | null>('open_until').as('until')).where('patient_id', '=', patientId).where('user_id', '=', userId).where('open_until', '>', now).executeTakeFirst();
  const others = await db
    .selectFrom('record_opening')
    .select(sql<number>`count(*)`.as('count'))
    .where('patient_id', '=', patientId)
    .where('user_id', '<>', userId)
    .where('opened_at', '>', addMilliseconds(now, -recentMilliseconds))
    .executeTakeFirstOrThrow();
  return { openUntil: own?.until ?? null, openings: others.count };
}
