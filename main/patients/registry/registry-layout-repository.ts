import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';

/** What a person set for themselves, as JSON by key; `null` when they never did. */
export async function readUserSetting(db: ReadExecutor, userId: string, key: string): Promise<unknown> {
  const row = await db.selectFrom('user_setting').select('value').where('user_id', '=', userId).where('key', '=', key).executeTakeFirst();
  return row ? (JSON.parse(row.value) as unknown) : null;
}

export async function writeUserSetting(db: WriteExecutor, userId: string, key: string, value: unknown, now: string): Promise<void> {
  const set = { value: JSON.stringify(value), updated_at: now };
  await db
    .insertInto('user_setting')
    .values({ user_id: userId, key, ...set })
    .onConflict((conflict) => conflict.columns(['user_id', 'key']).doUpdateSet(set))
    .execute();
}
