import { z } from 'zod';
import { checkOutcomes, type CheckStatement } from '#contract/prevention.ts';
import { livingRecord } from '../patients/duplicates/merge-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** What the checklist reads of a person that no other area gives it, and what somebody stated. */

const outcomeOf = z.enum(checkOutcomes);
/** Nobody's record has more. */
const most = 1000;

export type KeptStatement = CheckStatement & { readonly item: string };

/** Statements that were not taken back. */
export async function statementsOf(db: ReadExecutor, patientId: string): Promise<readonly KeptStatement[]> {
  const rows = await db
    .selectFrom('prevention_check as c')
    .leftJoin('user_account as u', 'u.id', 'c.recorded_by')
    .selectAll('c')
    .select('u.display_name')
    .where('c.patient_id', '=', await livingRecord(db, patientId))
    .where('c.withdrawn_at', 'is', null)
    .orderBy('c.checked_on')
    .orderBy('c.id')
    .limit(most)
    .execute();
  return rows.map((row) => ({ id: row.id, item: row.item, outcome: outcomeOf.parse(row.outcome), on: row.checked_on, note: row.note, by: row.display_name ?? row.recorded_by }));
}

/** Keeps a statement; the same id again is kept once. Answers whether it was new. */
export async function insertStatement(db: WriteExecutor, one: { readonly id: string; readonly patientId: string; readonly item: string; readonly outcome: string; readonly on: string; readonly note: string; readonly now: string; readonly userId: string }): Promise<boolean> {
  const done = await db
    .insertInto('prevention_check')
    .values({ id: one.id, patient_id: await livingRecord(db, one.patientId), item: one.item, outcome: one.outcome, checked_on: one.on, note: one.note, recorded_at: one.now, recorded_by: one.userId })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0) === 1;
}

/** Whose a statement is, while it counts. */
export async function statementOwner(db: ReadExecutor, id: string): Promise<{ readonly patientId: string; readonly item: string } | undefined> {
  const row = await db.selectFrom('prevention_check').select(['patient_id', 'item']).where('id', '=', id).where('withdrawn_at', 'is', null).executeTakeFirst();
  return row && { patientId: row.patient_id, item: row.item };
}

export async function withdrawStatement(db: WriteExecutor, id: string, { now, userId }: { readonly now: string; readonly userId: string }): Promise<boolean> {
  const done = await db.updateTable('prevention_check').set({ withdrawn_at: now, withdrawn_by: userId }).where('id', '=', id).where('withdrawn_at', 'is', null).executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

/** Sex and birth date on file, and what open problems are called. */
export async function personFactsOf(db: ReadExecutor, patientId: string) {
  const living = await livingRecord(db, patientId);
  const person = await db.selectFrom('patient').select(['birth_date', 'administrative_sex']).where('id', '=', living).executeTakeFirst();
  const problems = await db
    .selectFrom('condition')
    .select(['code', 'text'])
    .where('patient_id', '=', living)
    .where('code', 'is not', null)
    .where('code_system', 'like', '%icd-10%')
    .where((eb) => eb.or([eb('verification_status', 'is', null), eb('verification_status', 'not in', ['refuted', 'entered-in-error'])]))
    .orderBy('id')
    .limit(most)
    .execute();
  return { birthDate: person?.birth_date ?? null, sex: person?.administrative_sex ?? null, problems: problems.flatMap(({ code, text }) => (code === null ? [] : [{ code, text: { fr: text, en: text } }])) };
}

export type CopiedCheck = Awaited<ReturnType<typeof everyCheckOf>>[number];

/** Every statement about a person, for a copy of the record; what was taken back is among them, marked. */
export async function everyCheckOf(db: ReadExecutor, patientId: string) {
  return db
    .selectFrom('prevention_check as c')
    .leftJoin('user_account as u', 'u.id', 'c.recorded_by')
    .select(['c.item', 'c.outcome', 'c.checked_on', 'c.note', 'c.recorded_at', 'c.withdrawn_at', 'u.display_name as who'])
    .where('c.patient_id', '=', patientId)
    .orderBy('c.checked_on', 'desc')
    .orderBy('c.id')
    .execute();
}
