import { sql } from 'kysely';
import { z } from 'zod';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';

/**
 * Moving what hangs on a record to another, whatever the table. A table with a column `patient_id` moves, unless it is
 * named here: a table somebody adds later moves without being told.
 */

/** What stays where it is: what is worked out from the patient, the trail of what was done and read, the history of the record itself, and numbers, which the merge writes. */
const notMoved: ReadonlySet<string> = new Set(['patient_identifier', 'patient_search', 'registry_entry', 'monitoring_due', 'audit_event', 'record_change']);

/** Rows a patient has once while they are in force: that of the record that stays remains alone. */
const onceInForce: Readonly<Record<string, { readonly over: string; readonly by: readonly string[] }>> = {
  patient_restriction: { over: 'lifted_at', by: [] },
  care_team_member: { over: 'removed_at', by: ['user_id'] },
  visit_preference: { over: 'replaced_at', by: [] },
};

/** Ids of the rows moved, by table. */
export const movedRows = z.record(z.string(), z.array(z.string()));
export type MovedRows = z.infer<typeof movedRows>;

/** The tables whose rows move with a patient. */
export async function tablesThatMove(db: ReadExecutor): Promise<readonly string[]> {
  const tables = await db.introspection.getTables();
  return tables
    .filter(({ name, columns }) => !notMoved.has(name) && columns.some((column) => column.name === 'patient_id') && columns.some((column) => column.name === 'id'))
    .map(({ name }) => name)
    .sort();
}

/** Gives every row of one patient to another; answers which. */
export async function moveRows(db: WriteExecutor, tables: readonly string[], fromId: string, toId: string): Promise<MovedRows> {
  const moved: MovedRows = {};
  for (const table of tables) {
    const once = onceInForce[table];
    const free = once
      ? sql`and (${sql.ref(once.over)} is not null or not exists (select 1 from ${sql.table(table)} as own where own.patient_id = ${toId} and own.${sql.ref(once.over)} is null
          ${sql.join(once.by.map((column) => sql`and own.${sql.ref(column)} = ${sql.table(table)}.${sql.ref(column)}`), sql` `)}))`
      : sql``;
    const { rows } = await sql<{ id: string }>`update ${sql.table(table)} set patient_id = ${toId} where patient_id = ${fromId} ${free} returning id`.execute(db);
    if (rows.length > 0) moved[table] = rows.map(({ id }) => id).sort();
  }
  return moved;
}

/** Gives rows back, those that are still where the merge put them. */
export async function moveRowsBack(db: WriteExecutor, moved: MovedRows, fromId: string, toId: string): Promise<void> {
  for (const [table, ids] of Object.entries(moved)) {
    for (let start = 0; start < ids.length; start += 500) {
      await sql`update ${sql.table(table)} set patient_id = ${toId} where patient_id = ${fromId} and id in (${sql.join(ids.slice(start, start + 500))})`.execute(db);
    }
  }
}

/** Drafts about a record, of whoever has none about the other yet; answers which. */
export async function moveDrafts(db: WriteExecutor, fromId: string, toId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`update draft set record_id = ${toId} where record_id = ${fromId}
    and not exists (select 1 from draft as own where own.record_id = ${toId} and own.user_id = draft.user_id and own.form = draft.form) returning id`.execute(db);
  return rows.map(({ id }) => id).sort();
}

export async function moveDraftsBack(db: WriteExecutor, ids: readonly string[], fromId: string, toId: string): Promise<void> {
  if (ids.length === 0) return;
  await db.updateTable('draft').set({ record_id: toId }).where('record_id', '=', fromId).where('id', 'in', ids).execute();
}

/** How many rows of each kind hang on a record. */
export async function countRowsOf(db: ReadExecutor, patientId: string): Promise<{ kind: string; count: number }[]> {
  const counts = [];
  for (const kind of await tablesThatMove(db)) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(kind)} where patient_id = ${patientId}`.execute(db);
    counts.push({ kind, count: Number(rows[0]?.count ?? 0) });
  }
  return counts.filter(({ count }) => count > 0);
}

/** Whether both have a visit at the same time: no person is in two places. */
export async function haveOverlappingVisits(db: ReadExecutor, oneId: string, otherId: string): Promise<boolean> {
  const row = await db
    .selectFrom('appointment as a')
    .innerJoin('appointment as b', (join) => join.onRef('a.starts_at', '<', 'b.ends_at').onRef('b.starts_at', '<', 'a.ends_at'))
    .select('a.id')
    .where('a.patient_id', '=', oneId)
    .where('b.patient_id', '=', otherId)
    .where('a.live', '=', 1)
    .where('b.live', '=', 1)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether a visit was booked since on a request that moved: giving the request back would part them. */
export async function isBookedSince(db: ReadExecutor, moved: MovedRows, survivorId: string): Promise<boolean> {
  const referrals = moved['referral'] ?? [];
  if (referrals.length === 0) return false;
  const visits = await db.selectFrom('appointment').select('id').where('patient_id', '=', survivorId).where('referral_id', 'in', referrals).execute();
  return visits.some(({ id }) => !(moved['appointment'] ?? []).includes(id));
}

/** The record a merged one leads to in the end; the id itself for one that was not merged. */
export async function livingRecord(db: ReadExecutor, patientId: string): Promise<string> {
  let current = patientId;
  // No longer than any chain of merges a person makes; a circle cannot be made.
  for (let step = 0; step < 20; step += 1) {
    const row = await db.selectFrom('patient').select('merged_into').where('id', '=', current).executeTakeFirst();
    if (!row?.merged_into) return current;
    current = row.merged_into;
  }
  return current;
}

/** Marks a record as merged into another, or as itself again; its version goes up. */
export async function markMerged(db: WriteExecutor, patientId: string, into: string | null, now: string): Promise<void> {
  await db
    .updateTable('patient')
    .set((eb) => ({ merged_into: into, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', patientId)
    .execute();
}
