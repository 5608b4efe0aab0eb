import { z } from 'zod';
import { preparationStages, tableMapping, tableSurvey } from '#contract/table-imports.ts';
import { sealWithDataKey, unsealWithDataKey, wrapped } from '../../platform/keys/keyring.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';

/** Imports of tables being prepared. What quotes the file is sealed. */

const purpose = 'table-import';

const content = z.object({ id: z.string(), survey: tableSurvey, mapping: tableMapping, remembered: z.string().nullable() });
export type TableImportContent = Omit<z.infer<typeof content>, 'id'>;

export interface TableImport extends TableImportContent {
  readonly id: string;
  readonly stage: (typeof preparationStages)[number];
  readonly fileId: string | null;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly startedBy: string;
  readonly byName: string;
  readonly createdAt: string;
}

function preparations(db: ReadExecutor) {
  return db.selectFrom('table_import').leftJoin('user_account', 'user_account.id', 'table_import.started_by').selectAll('table_import').select('user_account.display_name');
}
type TableImportRow = Awaited<ReturnType<ReturnType<typeof preparations>['executeTakeFirstOrThrow']>>;

/** Opens and closes what is sealed of a preparation. */
export function createTableImportStore(dataKey: Uint8Array) {
  const seal = (id: string, what: TableImportContent): string => JSON.stringify(sealWithDataKey(dataKey, purpose, Buffer.from(JSON.stringify({ id, ...what }))));
  const unseal = (id: string, sealed: string): TableImportContent | null => {
    const plain = unsealWithDataKey(dataKey, purpose, wrapped.parse(JSON.parse(sealed)));
    if (!plain) return null;
    const read = content.safeParse(JSON.parse(Buffer.from(plain).toString('utf8')));
    return read.success && read.data.id === id ? read.data : null;
  };

  const preparationOf = (row: TableImportRow): TableImport | null => {
    const opened = unseal(row.id, row.sealed);
    if (!opened) return null;
    const stage = preparationStages.find((one) => one === row.stage) ?? 'reading';
    return {
      id: row.id, stage, fileId: row.file_id, fileName: row.file_name, bytes: row.bytes, sha256: row.sha256, startedBy: row.started_by, byName: row.display_name ?? row.started_by, createdAt: row.created_at, ...opened,
    };
  };

  return {
    insert: async (db: WriteExecutor, one: Pick<TableImport, 'id' | 'fileId' | 'fileName' | 'bytes' | 'sha256' | 'startedBy'> & TableImportContent, now: string): Promise<void> => {
      const { id, fileId, fileName, bytes, sha256, startedBy, survey, mapping, remembered } = one;
      await db
        .insertInto('table_import')
        .values({ id, stage: 'reading', file_id: fileId, file_name: fileName, bytes, sha256, sealed: seal(id, { survey, mapping, remembered }), started_by: startedBy, created_at: now, updated_at: now })
        .execute();
    },

    /** The preparation, or null: unknown, or sealed under a key this clinic no longer has. */
    read: async (db: ReadExecutor, id: string): Promise<TableImport | null> => {
      const row = await preparations(db).where('table_import.id', '=', id).executeTakeFirst();
      return row ? preparationOf(row) : null;
    },

    /** The latest preparations whose columns were settled, newest first. */
    latest: async (db: ReadExecutor, limit: number): Promise<readonly TableImport[]> => {
      const rows = await preparations(db).where('stage', 'in', ['checked', 'done']).orderBy('table_import.updated_at', 'desc').orderBy('table_import.id', 'desc').limit(limit).execute();
      return rows.flatMap((row) => preparationOf(row) ?? []);
    },

    update: async (db: WriteExecutor, id: string, what: TableImportContent & { readonly stage: TableImport['stage'] }, now: string): Promise<void> => {
      const { stage, survey, mapping, remembered } = what;
      await db.updateTable('table_import').set({ stage, sealed: seal(id, { survey, mapping, remembered }), updated_at: now }).where('id', '=', id).execute();
    },
  };
}
export type TableImportStore = ReturnType<typeof createTableImportStore>;

/** Preparations not finished, newest first. */
export async function listUnfinished(db: ReadExecutor, limit: number) {
  return db
    .selectFrom('table_import')
    .leftJoin('user_account', 'user_account.id', 'table_import.started_by')
    .select(['table_import.id', 'stage', 'file_name', 'bytes', 'started_by', 'table_import.created_at', 'user_account.display_name'])
    .where('stage', 'in', ['reading', 'checked'])
    .orderBy('table_import.updated_at', 'desc')
    .orderBy('table_import.id', 'desc')
    .limit(limit)
    .execute();
}

export async function setStage(db: WriteExecutor, id: string, stage: TableImport['stage'], now: string): Promise<void> {
  await db.updateTable('table_import').set({ stage, updated_at: now }).where('id', '=', id).execute();
}

/** Lets go of the file; the rows keep what was not taken. */
export async function forgetFile(db: WriteExecutor, id: string): Promise<void> {
  await db.updateTable('table_import').set({ file_id: null }).where('id', '=', id).execute();
}

export async function removeTableImport(db: WriteExecutor, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('table_import').where('id', '=', id).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Preparations nobody has touched since an instant, with the files they hold. */
export async function untouchedSince(db: ReadExecutor, instant: string) {
  return db.selectFrom('table_import').select(['id', 'file_id']).where('stage', 'in', ['reading', 'checked']).where('updated_at', '<', instant).execute();
}
