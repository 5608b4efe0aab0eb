import type { WriteExecutor } from '../platform/database/schema.ts';

/** What was said of oddities of data. A word taken back stays, marked. */

export interface NewVerdict {
  readonly id: string;
  readonly check: string;
  readonly patientId: string;
  readonly subject: string;
  readonly facts: string;
  readonly reason: string;
  readonly at: string;
  readonly by: string;
}

/** False where the same word was kept already. */
export async function insertVerdict(db: WriteExecutor, one: NewVerdict): Promise<boolean> {
  const known = await db.selectFrom('quality_verdict').select('id').where('id', '=', one.id).executeTakeFirst();
  if (known) return false;
  await db
    .insertInto('quality_verdict')
    .values({ id: one.id, check_code: one.check, patient_id: one.patientId, subject: one.subject, facts: one.facts, reason: one.reason, verified_at: one.at, verified_by: one.by })
    .execute();
  return true;
}

/** Whose record a word is about, and of which check; undefined for an unknown one or one taken back. */
export async function verdictById(db: WriteExecutor, id: string): Promise<{ readonly patientId: string; readonly check: string } | undefined> {
  const row = await db.selectFrom('quality_verdict').select(['patient_id', 'check_code']).where('id', '=', id).where('withdrawn_at', 'is', null).executeTakeFirst();
  return row && { patientId: row.patient_id, check: row.check_code };
}

export async function withdrawVerdict(db: WriteExecutor, id: string, { at, by }: { readonly at: string; readonly by: string }): Promise<void> {
  await db.updateTable('quality_verdict').set({ withdrawn_at: at, withdrawn_by: by }).where('id', '=', id).where('withdrawn_at', 'is', null).execute();
}
