import { type SavedMapping, tableMapping } from '#contract/table-imports.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';

/** Mappings the clinic remembers, by name. */
export async function listMappings(db: ReadExecutor, limit: number): Promise<SavedMapping[]> {
  const rows = await db.selectFrom('import_mapping').selectAll().orderBy('name').limit(limit).execute();
  return rows.flatMap(toMapping);
}

/** The latest mapping made for a file with these titles. */
export async function mappingFor(db: ReadExecutor, signature: string): Promise<SavedMapping | null> {
  const row = await db.selectFrom('import_mapping').selectAll().where('signature', '=', signature).orderBy('updated_at', 'desc').orderBy('id').limit(1).executeTakeFirst();
  return row ? (toMapping(row)[0] ?? null) : null;
}

/** Keeps a mapping under a name; one of the same name is replaced. @returns its id */
export async function putMapping(db: WriteExecutor, mapping: { readonly id: string; readonly name: string; readonly signature: string; readonly body: string; readonly now: string; readonly userId: string }): Promise<string> {
  const { id, name, signature, body, now, userId } = mapping;
  await db
    .insertInto('import_mapping')
    .values({ id, name, signature, body, updated_at: now, updated_by: userId })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ signature, body, updated_at: now, updated_by: userId }))
    .execute();
  return (await db.selectFrom('import_mapping').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id;
}

export async function removeMapping(db: WriteExecutor, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('import_mapping').where('id', '=', id).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

function toMapping(row: { id: string; name: string; body: string; updated_at: string }): SavedMapping[] {
  const read = tableMapping.safeParse(JSON.parse(row.body));
  return read.success ? [{ id: row.id, name: row.name, mapping: read.data, updatedAt: row.updated_at }] : [];
}
