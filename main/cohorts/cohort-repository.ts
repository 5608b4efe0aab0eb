import { type CohortDefinition, cohortDefinition } from '#contract/cohorts.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** Saved cohorts. One that was removed stays in the database, out of every list. */

export interface KeptCohort {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly definition: CohortDefinition;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly shared: boolean;
  readonly updatedAt: string;
  readonly updatedByName: string;
}

function cohortsFor(db: ReadExecutor, userId: string) {
  return db
    .selectFrom('cohort as c')
    .leftJoin('user_account as o', 'o.id', 'c.owner_id')
    .leftJoin('user_account as u', 'u.id', 'c.updated_by')
    .selectAll('c')
    .select(['o.display_name as owner_name', 'u.display_name as updated_by_name'])
    .where('c.removed_at', 'is', null)
    .where((eb) => eb.or([eb('c.shared', '=', 1), eb('c.owner_id', '=', userId)]));
}
type Row = Awaited<ReturnType<ReturnType<typeof cohortsFor>['execute']>>[number];

const keptOf = (row: Row): KeptCohort => ({
  id: row.id, version: row.version, name: row.name, definition: cohortDefinition.parse(JSON.parse(row.definition)), ownerId: row.owner_id, ownerName: row.owner_name ?? row.owner_id, shared: row.shared === 1,
  updatedAt: row.updated_at, updatedByName: row.updated_by_name ?? row.updated_by,
});

const most = 500;

/** Those of a person and those of the clinic. */
export async function cohortsOf(db: ReadExecutor, userId: string): Promise<readonly KeptCohort[]> {
  return (await cohortsFor(db, userId).orderBy('c.name').orderBy('c.id').limit(most).execute()).map(keptOf);
}

/** One a person may see. */
export async function cohortById(db: ReadExecutor, userId: string, id: string): Promise<KeptCohort | undefined> {
  const row = await cohortsFor(db, userId).where('c.id', '=', id).executeTakeFirst();
  return row && keptOf(row);
}

export interface CohortContent {
  readonly name: string;
  readonly definition: CohortDefinition;
  readonly shared: boolean;
}

export async function insertCohort(db: WriteExecutor, id: string, { name, definition, shared }: CohortContent, { now, userId }: { readonly now: string; readonly userId: string }): Promise<void> {
  await db.insertInto('cohort').values({ id, name, definition: JSON.stringify(definition), owner_id: userId, shared: shared ? 1 : 0, created_at: now, updated_at: now, updated_by: userId, version: 1 }).execute();
}

/** Changes or removes a cohort at the version seen; false when it has moved on. */
export async function changeCohort(db: WriteExecutor, id: string, version: number, change: CohortContent | 'removed', { now, userId }: { readonly now: string; readonly userId: string }): Promise<boolean> {
  const columns = change === 'removed' ? { removed_at: now } : { name: change.name, definition: JSON.stringify(change.definition), shared: change.shared ? 1 : 0 };
  const done = await db.updateTable('cohort').set({ ...columns, updated_at: now, updated_by: userId, version: version + 1 }).where('id', '=', id).where('version', '=', version).executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}
