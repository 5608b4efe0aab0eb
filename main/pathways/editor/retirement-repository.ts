import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';

/** Pathways that take nobody new. */

/** Every pathway that takes nobody new, by its code: since when, by whom and why. */
export async function retiredPathways(db: ReadExecutor): Promise<ReadonlyMap<string, { readonly at: string; readonly by: string; readonly reason: string }>> {
  const rows = await db.selectFrom('pathway_retirement as r').leftJoin('user_account as u', 'u.id', 'r.retired_by').select(['r.pathway_code', 'r.reason', 'r.retired_at', 'u.display_name']).execute();
  return new Map(rows.map((row) => [row.pathway_code, { at: row.retired_at, by: row.display_name ?? '', reason: row.reason }]));
}

export async function retirePathway(db: WriteExecutor, { code, reason, now, userId }: { readonly code: string; readonly reason: string; readonly now: string; readonly userId: string }): Promise<void> {
  await db.insertInto('pathway_retirement').values({ pathway_code: code, reason, retired_at: now, retired_by: userId }).execute();
}

/** Offers a pathway again; false when it was not retired. */
export async function offerPathway(db: WriteExecutor, code: string): Promise<boolean> {
  const done = await db.deleteFrom('pathway_retirement').where('pathway_code', '=', code).executeTakeFirst();
  return Number(done.numDeletedRows) === 1;
}
