import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { type Change, changeReferral } from './referral-repository.ts';

/** The question to the referrer that waits for its answer, or undefined. */
export async function openInformationRequest(db: ReadExecutor, referralId: string) {
  const row = await db
    .selectFrom('information_request')
    .leftJoin('user_account', 'user_account.id', 'information_request.asked_by')
    .select(['information_request.id', 'asked_at', 'asked_by', 'user_account.display_name', 'items', 'message'])
    .where('referral_id', '=', referralId)
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row && { id: row.id, askedAt: row.asked_at, askedBy: row.display_name ?? row.asked_by, items: JSON.parse(row.items) as string[], message: row.message };
}

/** Keeps a question to the referrer, and marks the referral as waiting for the answer. */
export async function insertInformationRequest(db: WriteExecutor, by: Change, asked: { id: string; items: readonly string[]; message: string }): Promise<boolean> {
  if (!(await changeReferral(db, by, { asked_at: by.now }))) return false;
  await db
    .insertInto('information_request')
    .values({
      id: asked.id, referral_id: by.id, asked_at: by.now, asked_by: by.by, items: JSON.stringify(asked.items), message: asked.message, ended_at: null, ended_by: null, outcome: null,
    })
    .execute();
  return true;
}

/** Marks the question of a referral as ended; the referral waits no longer. */
export async function endInformationRequest(db: WriteExecutor, by: Change, outcome: 'answered' | 'withdrawn'): Promise<boolean> {
  if (!(await changeReferral(db, by, { asked_at: null }))) return false;
  await markAsked(db, by, outcome);
  return true;
}

/** The answer has come once nothing asked for is missing any more: part of the change that brought it. */
export async function endAskingOnceAnswered(db: WriteExecutor, by: Pick<Change, 'id' | 'by' | 'now'>, missing: readonly string[]): Promise<void> {
  const asked = await openInformationRequest(db, by.id);
  if (!asked || asked.items.length === 0 || asked.items.some((item) => missing.includes(item))) return;
  await markAsked(db, by, 'answered');
  await db.updateTable('referral').set({ asked_at: null }).where('id', '=', by.id).execute();
}

async function markAsked(db: WriteExecutor, by: Pick<Change, 'id' | 'by' | 'now'>, outcome: 'answered' | 'withdrawn'): Promise<void> {
  await db.updateTable('information_request').set({ ended_at: by.now, ended_by: by.by, outcome }).where('referral_id', '=', by.id).where('ended_at', 'is', null).execute();
}
