import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** Setting: true from the making of a recovery sheet until it was read back from paper. */
export const uncheckedSheetSetting = 'recoverySheetUnchecked';

/** A setting of the clinic as it was written, or undefined. */
export async function readClinicSetting(db: ReadExecutor, key: string): Promise<unknown> {
  const row = await db.selectFrom('clinic_setting').select('value').where('key', '=', key).executeTakeFirst();
  return row === undefined ? undefined : (JSON.parse(row.value) as unknown);
}

/** Writes a setting; `value` is JSON. */
export async function writeClinicSetting(db: WriteExecutor, setting: { key: string; value: unknown; now: string; userId: string }): Promise<void> {
  const { key, now, userId } = setting;
  const values = { value: JSON.stringify(setting.value), updated_at: now, updated_by: userId };
  await db.insertInto('clinic_setting').values({ key, ...values }).onConflict((conflict) => conflict.column('key').doUpdateSet(values)).execute();
}
