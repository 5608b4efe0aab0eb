import type { MergeObstacle, PatientMerge } from '#contract/duplicates.ts';
import { isAmongWithinReach } from '../../access/reach-repository.ts';
import type { RecordReach } from '../../access/record-reach.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { movedRows } from './merge-repository.ts';

/** Where a page of merges ended. */
export interface MergePosition {
  readonly at: string;
  readonly id: string;
}

/** A merge and both records as they are now; null if there is none of this id. */
export async function readMerge(db: ReadExecutor, mergeId: string) {
  const row = await db.selectFrom('patient_merge').selectAll().where('id', '=', mergeId).executeTakeFirst();
  if (!row) return null;
  const people = await db.selectFrom('patient').select(['id', 'version', 'merged_into']).where('id', 'in', [row.survivor_id, row.retired_id]).execute();
  return { row, survivor: people.find(({ id }) => id === row.survivor_id), retired: people.find(({ id }) => id === row.retired_id) };
}

/** Why a merge cannot be undone exactly, as far as the two records tell. */
export function obstacleOf(
  merge: { readonly undone_at: string | null; readonly survivor_version: number; readonly survivor_id: string },
  survivor: { readonly version: number; readonly merged_into: string | null } | undefined,
  retired: { readonly merged_into: string | null } | undefined,
): MergeObstacle | null {
  if (merge.undone_at !== null) return 'ALREADY_UNDONE';
  if (!survivor || !retired || survivor.merged_into !== null || retired.merged_into !== merge.survivor_id) return 'MERGED_AGAIN';
  return survivor.version === merge.survivor_version ? null : 'CHANGED_SINCE';
}

/** Merges of records the caller reads, newest first, after a position. */
export async function listMerges(db: ReadExecutor, reach: RecordReach, after: MergePosition | null, limit: number): Promise<PatientMerge[]> {
  const rows = await db
    .selectFrom('patient_merge as m')
    .innerJoin('patient as s', 's.id', 'm.survivor_id')
    .innerJoin('patient as r', 'r.id', 'm.retired_id')
    .leftJoin('user_account as by', 'by.id', 'm.merged_by')
    .leftJoin('user_account as undoer', 'undoer.id', 'm.undone_by')
    .select([
      'm.id', 'm.merged_at', 'm.merged_by', 'm.moved', 'm.undone_at', 'm.undone_by', 'm.survivor_id', 'm.retired_id', 'm.survivor_version', 's.family_name as survivor_family', 's.given_name as survivor_given',
      's.version', 's.merged_into as survivor_into', 'r.family_name as retired_family', 'r.given_name as retired_given', 'r.merged_into as retired_into', 'by.display_name as by_name', 'undoer.display_name as undoer_name',
    ])
    .where(isAmongWithinReach(reach, 'm.survivor_id'))
    .$if(after !== null, (query) => query.where((eb) => eb(eb.refTuple('m.merged_at', 'm.id'), '<', eb.tuple(after?.at ?? '', after?.id ?? ''))))
    .orderBy('m.merged_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    mergeId: row.id, mergedAt: row.merged_at, mergedByName: row.by_name ?? row.merged_by,
    survivor: { patientId: row.survivor_id, familyName: row.survivor_family, givenName: row.survivor_given },
    retired: { patientId: row.retired_id, familyName: row.retired_family, givenName: row.retired_given },
    moved: Object.values(movedRows.parse(JSON.parse(row.moved))).reduce((sum, ids) => sum + ids.length, 0),
    undoneAt: row.undone_at, undoneByName: row.undoer_name ?? row.undone_by,
    obstacle: obstacleOf(row, { version: row.version, merged_into: row.survivor_into }, { merged_into: row.retired_into }),
  }));
}
