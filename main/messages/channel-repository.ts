import { type SendingChannel, type SmsSettings, smsSettings, type SmtpSettings, smtpSettings } from '#contract/message-channels.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** How the clinic sends by a channel, as it is kept. */
export type KeptChannel = { readonly isOn: boolean; readonly version: number; readonly sealed: string | null; readonly testedAt: string | null; readonly savedAt: string; readonly savedBy: string } & (
  | { readonly channel: 'email'; readonly settings: SmtpSettings }
  | { readonly channel: 'sms'; readonly settings: SmsSettings }
);

export async function keptChannels(db: ReadExecutor): Promise<readonly KeptChannel[]> {
  const rows = await db.selectFrom('message_channel as c').leftJoin('user_account as u', 'u.id', 'c.saved_by').selectAll('c').select('u.display_name').execute();
  return rows.map((row) => {
    const state = { isOn: row.is_on === 1, version: row.version, sealed: row.sealed, testedAt: row.tested_at, savedAt: row.saved_at, savedBy: row.display_name ?? row.saved_by };
    const read: unknown = JSON.parse(row.settings);
    return row.channel === 'email' ? { ...state, channel: 'email', settings: smtpSettings.parse(read) } : { ...state, channel: 'sms', settings: smsSettings.parse(read) };
  });
}

export interface NewSettings {
  readonly channel: SendingChannel;
  readonly settings: SmtpSettings | SmsSettings;
  readonly sealed: string | null;
  readonly now: string;
  readonly userId: string;
}

/** Keeps settings at the version seen, switched off and untested; false where somebody was faster. */
export async function writeSettings(db: WriteExecutor, expectedVersion: number, { channel, settings, sealed, now, userId }: NewSettings): Promise<boolean> {
  const values = { settings: JSON.stringify(settings), sealed, is_on: 0, tested_at: null, saved_at: now, saved_by: userId };
  if (expectedVersion === 0) {
    const { numInsertedOrUpdatedRows } = await db.insertInto('message_channel').values({ channel, ...values }).onConflict((conflict) => conflict.column('channel').doNothing()).executeTakeFirst();
    return Number(numInsertedOrUpdatedRows ?? 0) > 0;
  }
  const { numUpdatedRows } = await db.updateTable('message_channel').set({ ...values, version: expectedVersion + 1 }).where('channel', '=', channel).where('version', '=', expectedVersion).executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

/** Switches a channel, or notes its test, at the version seen. */
export async function changeChannel(db: WriteExecutor, channel: SendingChannel, version: number, change: { readonly isOn?: boolean; readonly testedAt?: string }): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('message_channel')
    .set({ version: version + 1, ...(change.isOn === undefined ? {} : { is_on: change.isOn ? 1 : 0 }), ...(change.testedAt === undefined ? {} : { tested_at: change.testedAt }) })
    .where('channel', '=', channel)
    .where('version', '=', version)
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

/** Puts every sealed secret under another data key. */
export async function resealChannelSecrets(db: WriteExecutor, reseal: (sealed: string) => string): Promise<void> {
  const rows = await db.selectFrom('message_channel').select(['channel', 'sealed']).where('sealed', 'is not', null).execute();
  for (const { channel, sealed } of rows) if (sealed !== null) await db.updateTable('message_channel').set({ sealed: reseal(sealed) }).where('channel', '=', channel).execute();
}
