import type { MessageAutomation } from '#contract/messages.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** Whether rules let messages leave by themselves, and which they may. */

const row = 'clinic';

export interface KeptAutomation extends MessageAutomation {
  readonly isOn: boolean;
  readonly version: number;
  readonly savedAt: string;
  readonly savedBy: string;
}

export async function keptAutomation(db: ReadExecutor): Promise<KeptAutomation | undefined> {
  const found = await db.selectFrom('message_automation as m').leftJoin('user_account as u', 'u.id', 'm.saved_by').selectAll('m').select('u.display_name').where('m.id', '=', row).executeTakeFirst();
  return found && { isOn: found.is_on === 1, dailyLimit: found.daily_limit, from: found.from_time, until: found.until_time, version: found.version, savedAt: found.saved_at, savedBy: found.display_name ?? found.saved_by };
}

/** Keeps it at the version seen (0: there is none yet); false where somebody was faster. */
export async function writeAutomation(db: WriteExecutor, expectedVersion: number, { isOn, dailyLimit, from, until }: MessageAutomation & { readonly isOn: boolean }, { now, userId }: { readonly now: string; readonly userId: string }): Promise<boolean> {
  const values = { is_on: isOn ? 1 : 0, daily_limit: dailyLimit, from_time: from, until_time: until, version: expectedVersion + 1, saved_at: now, saved_by: userId };
  if (expectedVersion === 0) {
    const { numInsertedOrUpdatedRows } = await db.insertInto('message_automation').values({ id: row, ...values }).onConflict((conflict) => conflict.column('id').doNothing()).executeTakeFirst();
    return Number(numInsertedOrUpdatedRows ?? 0) > 0;
  }
  const { numUpdatedRows } = await db.updateTable('message_automation').set(values).where('id', '=', row).where('version', '=', expectedVersion).executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

/** How many messages the program let leave by itself from an instant on. */
export async function countAutomatic(db: ReadExecutor, since: string): Promise<number> {
  const { count } = await db.selectFrom('message').select((eb) => eb.fn.countAll<number>().as('count')).where('automatic_at', '>=', since).executeTakeFirstOrThrow();
  return Number(count);
}

interface Row {
  readonly id: string;
  readonly version: number;
  readonly patientId: string;
}

/** Messages of a rule, in the words it has now and nobody changed, that are due by these channels. */
export async function releasable(db: ReadExecutor, { code, version }: { readonly code: string; readonly version: number }, channels: readonly string[], now: string, limit: number): Promise<readonly Row[]> {
  if (channels.length === 0 || limit <= 0) return [];
  return db
    .selectFrom('message')
    .select(['id', 'version', 'patient_id as patientId'])
    .where('state', '=', 'prepared')
    .where('rule_code', '=', code)
    .where('rule_version', '=', version)
    .where('edited_at', 'is', null)
    .where('channel', 'in', channels)
    .where('due_at', '<=', now)
    .where((either) => either.or([either('expires_at', 'is', null), either('expires_at', '>', now)]))
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** What the program let leave and has not left yet. */
export async function releasedNotLeft(db: ReadExecutor): Promise<readonly Row[]> {
  return db.selectFrom('message').select(['id', 'version', 'patient_id as patientId']).where('state', '=', 'ready').where('automatic_at', 'is not', null).orderBy('id').execute();
}
