import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** Whose draft, of which form, about which record. */
export interface DraftKey {
  readonly userId: string;
  readonly form: string;
  readonly recordId: string;
}

export async function findDraft(db: ReadExecutor, { userId, form, recordId }: DraftKey) {
  return db.selectFrom('draft').select(['sealed', 'updated_at']).where('user_id', '=', userId).where('form', '=', form).where('record_id', '=', recordId).executeTakeFirst();
}

/** One draft a person, form and record: the later writing replaces the earlier. */
export async function putDraft(db: WriteExecutor, { userId, form, recordId }: DraftKey, draft: { readonly id: string; readonly sealed: string; readonly now: string }): Promise<void> {
  await db
    .insertInto('draft')
    .values({ id: draft.id, user_id: userId, form, record_id: recordId, sealed: draft.sealed, updated_at: draft.now })
    .onConflict((conflict) => conflict.columns(['user_id', 'form', 'record_id']).doUpdateSet({ sealed: draft.sealed, updated_at: draft.now }))
    .execute();
}

/** @returns whether there was one */
export async function removeDraft(db: WriteExecutor, { userId, form, recordId }: DraftKey): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('draft').where('user_id', '=', userId).where('form', '=', form).where('record_id', '=', recordId).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Those of some forms stay. @returns how many were left untouched since */
export async function removeDraftsBefore(db: WriteExecutor, instant: string, lasting: readonly string[]): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('draft').where('updated_at', '<', instant).where('form', 'not in', lasting).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
