import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** Keys of `clinic_setting` that are about backups. */
export type BackupSettingKey = 'backup' | 'backup-state';

/** A setting's JSON, or null when it was never written. */
export async function readSetting(db: ReadExecutor, key: BackupSettingKey): Promise<unknown> {
  const row = await db.selectFrom('clinic_setting').select('value').where('key', '=', key).executeTakeFirst();
  return row ? JSON.parse(row.value) : null;
}

export async function writeSetting(db: WriteExecutor, key: BackupSettingKey, value: unknown, by: { readonly userId: string; readonly now: string }): Promise<void> {
  const row = { value: JSON.stringify(value), updated_at: by.now, updated_by: by.userId };
  await db.insertInto('clinic_setting').values({ key, ...row }).onConflict((conflict) => conflict.column('key').doUpdateSet(row)).execute();
}

/** When the clinic was made. */
export async function clinicMadeAt(db: ReadExecutor): Promise<string> {
  const { created_at } = await db.selectFrom('clinic').select('created_at').executeTakeFirstOrThrow();
  return created_at;
}
