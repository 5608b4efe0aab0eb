import { holdPlan, type HoldPlan, type KeptPlan } from '#contract/prevention.ts';
import { livingRecord } from '../patients/duplicates/merge-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** Plans of operations kept in a record, as they were worked out. */

/** Nobody's record has more. */
const most = 100;

/** Plans that were not taken back, the last first. */
export async function keptPlansOf(db: ReadExecutor, patientId: string): Promise<readonly KeptPlan[]> {
  const rows = await db
    .selectFrom('hold_plan as p')
    .leftJoin('user_account as u', 'u.id', 'p.recorded_by')
    .selectAll('p')
    .select('u.display_name')
    .where('p.patient_id', '=', await livingRecord(db, patientId))
    .where('p.withdrawn_at', 'is', null)
    .orderBy('p.recorded_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => ({ ...holdPlan.parse(JSON.parse(row.plan)), id: row.id, note: row.note, at: row.recorded_at, by: row.display_name ?? row.recorded_by }));
}

/** Keeps a plan; the same id again is kept once. Answers whether it was new. */
export async function insertPlan(db: WriteExecutor, { id, patientId, plan, note, now, userId }: { readonly id: string; readonly patientId: string; readonly plan: HoldPlan; readonly note: string; readonly now: string; readonly userId: string }): Promise<boolean> {
  const done = await db
    .insertInto('hold_plan')
    .values({ id, patient_id: await livingRecord(db, patientId), event: plan.event.code, happens_on: plan.on, plan: JSON.stringify(plan), note, recorded_at: now, recorded_by: userId })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0) === 1;
}

/** Whose a plan is, while it is not taken back. */
export async function planOwner(db: ReadExecutor, id: string): Promise<string | undefined> {
  return (await db.selectFrom('hold_plan').select('patient_id').where('id', '=', id).where('withdrawn_at', 'is', null).executeTakeFirst())?.patient_id;
}

export async function withdrawPlan(db: WriteExecutor, id: string, { now, userId, reason }: { readonly now: string; readonly userId: string; readonly reason: string }): Promise<boolean> {
  const done = await db.updateTable('hold_plan').set({ withdrawn_at: now, withdrawn_by: userId, withdrawn_reason: reason }).where('id', '=', id).where('withdrawn_at', 'is', null).executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

export type CopiedPlan = Awaited<ReturnType<typeof everyPlanOf>>[number];

/** Every plan of a person, for a copy of the record; what was taken back is among them, with why. */
export async function everyPlanOf(db: ReadExecutor, patientId: string) {
  const rows = await db
    .selectFrom('hold_plan as p')
    .leftJoin('user_account as u', 'u.id', 'p.recorded_by')
    .select(['p.happens_on', 'p.plan', 'p.note', 'p.recorded_at', 'p.withdrawn_at', 'p.withdrawn_reason', 'u.display_name as who'])
    .where('p.patient_id', '=', patientId)
    .orderBy('p.happens_on', 'desc')
    .orderBy('p.id')
    .execute();
  return rows.map(({ plan, ...row }) => ({ ...row, plan: holdPlan.parse(JSON.parse(plan)) }));
}
