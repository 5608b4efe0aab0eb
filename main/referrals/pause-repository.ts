import { sql } from 'kysely';
import type { Urgency } from '#contract/triage.ts';
import { civilDate } from '../appointments/wall-time.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { Pause } from '../triage/delay-clock-rules.ts';

/** A pause of a delay as it is kept; `id` is null for one that follows from a question to the referrer. */
export interface KeptPause extends Pause {
  readonly id: string | null;
  readonly cause: 'patient' | 'referrer';
  readonly reason: string | null;
  readonly by: string;
}

/** Classes whose delay no question stops: nobody waits for an answer with an emergency. */
const neverAsked: readonly Urgency[] = ['URG', 'A', 'B'];

/**
 * The pauses of a request, oldest first: those somebody entered, and the time an answer of the referrer was awaited, but for
 * urgent classes and questions taken back.
 */
export async function pausesOf(db: ReadExecutor, referral: { readonly id: string; readonly cls: Urgency | null; readonly zone: string }): Promise<KeptPause[]> {
  const entered = await db
    .selectFrom('referral_pause as p')
    .leftJoin('user_account as u', 'u.id', 'p.started_by')
    .select(['p.id', 'p.cause', 'p.reason', 'p.from_date', 'p.until_date', 'p.started_by', 'u.display_name'])
    .where('p.referral_id', '=', referral.id)
    .execute();
  const asked =
    referral.cls === null || neverAsked.includes(referral.cls)
      ? []
      : await db
          .selectFrom('information_request as i')
          .leftJoin('user_account as u', 'u.id', 'i.asked_by')
          .select(['i.asked_at', 'i.ended_at', 'i.asked_by', 'u.display_name'])
          .where('i.referral_id', '=', referral.id)
          .where((where) => where.or([where('i.outcome', 'is', null), where('i.outcome', '!=', 'withdrawn')]))
          .execute();
  const pauses: KeptPause[] = [
    ...entered.map((row) => ({ id: row.id, cause: row.cause as KeptPause['cause'], reason: row.reason, from: row.from_date, until: row.until_date, by: row.display_name ?? row.started_by })),
    ...asked.map((row) => ({
      id: null, cause: 'referrer' as const, reason: null, from: civilDate(row.asked_at, referral.zone), until: row.ended_at === null ? null : civilDate(row.ended_at, referral.zone), by: row.display_name ?? row.asked_by,
    })),
  ];
  return pauses.sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0));
}

export async function insertPause(
  db: WriteExecutor,
  pause: { id: string; referralId: string; cause: string; reason: string; from: string; until: string | null; by: string; now: string },
): Promise<void> {
  await db
    .insertInto('referral_pause')
    .values({
      id: pause.id, referral_id: pause.referralId, cause: pause.cause, reason: pause.reason, from_date: pause.from, until_date: pause.until, started_at: pause.now, started_by: pause.by, ended_at: null, ended_by: null,
    })
    .execute();
}

/** A pause of a request, or undefined. */
export async function pauseById(db: ReadExecutor, referralId: string, id: string): Promise<Pause | undefined> {
  const row = await db.selectFrom('referral_pause').select(['from_date', 'until_date']).where('id', '=', id).where('referral_id', '=', referralId).executeTakeFirst();
  return row && { from: row.from_date, until: row.until_date };
}

/** The delay runs again from a date. */
export async function endPause(db: WriteExecutor, id: string, { until, by, now }: { until: string; by: string; now: string }): Promise<void> {
  await db.updateTable('referral_pause').set({ until_date: until, ended_at: now, ended_by: by }).where('id', '=', id).execute();
}

/** Writes the due date that holds, beside the one without pauses; not a change of the request, so its version stays. */
export async function writeDue(db: WriteExecutor, id: string, due: { dueOn: string; originalDueOn: string | null; pausedAsOf: string | null }): Promise<void> {
  await db.updateTable('referral').set({ due_on: due.dueOn, original_due_on: due.originalDueOn, paused_as_of: due.pausedAsOf }).where('id', '=', id).execute();
}

/** As in the index of them (0047), which is asked before every list. */
const isOpenAndPaused = sql<boolean>`case when paused_as_of is not null and state in ('received', 'accepted') then 1 else 0 end = 1`;

/** Open requests whose delay stands without an end and whose due date is not of today. */
export async function pausedBefore(db: ReadExecutor, today: string): Promise<string[]> {
  const rows = await db.selectFrom('referral').select('id').where('paused_as_of', '<', today).where(isOpenAndPaused).limit(2000).execute();
  return rows.map(({ id }) => id);
}
