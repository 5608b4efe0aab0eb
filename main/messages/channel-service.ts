import type { Inputs, Outputs } from '#contract/index.ts';
import type { SendingChannel } from '#contract/message-channels.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { changeChannel, type KeptChannel, keptChannels, type NewSettings, writeSettings } from './channel-repository.ts';
import { openChannelSecret, sealChannelSecret } from './channel-secret.ts';
import { sendEmail } from './email-sender.ts';
import { addressOf } from './message-text-rules.ts';
import type { Outgoing, SendResult } from './sending.ts';
import { sendSms } from './sms-sender.ts';
import words from './message-words.json' with { type: 'json' };

const nothing = { isOn: false, version: 0, hasSecret: false, testedAt: null, saved: null, settings: null } as const;

/** How the clinic sends e-mails and SMS: kept with sealed secrets, tested, switched on and off. Nothing leaves while it is off. */
export function createChannelService({ unitOfWork, audit, clinic, ports, store }: ServiceDependencies) {
  const find = async (db: ReadExecutor, channel: SendingChannel): Promise<KeptChannel | undefined> => (await keptChannels(db)).find((one) => one.channel === channel);
  const stale = (kept: KeptChannel | undefined): DeclaredError => new DeclaredError('STALE', { version: kept?.version ?? 0, changedBy: kept?.savedBy ?? null, changedAt: kept?.savedAt ?? ports.clock.now() });
  const entry = (caller: Caller, channel: SendingChannel) => ({ userId: caller.userId, entity: 'message-rule', entityId: null, detail: { channel } });
  /** The demonstration sends nothing, whatever is asked. @throws DeclaredError `INVALID` */
  const requireReal = (): void => {
    if (clinic.demonstration) throw new DeclaredError('INVALID', { issues: [{ path: 'channel', code: 'DEMONSTRATION' }] });
  };

  const save = (caller: Caller, { expectedVersion, secret, ...given }: Pick<NewSettings, 'channel' | 'settings'> & { readonly expectedVersion: number; readonly secret: string | null }): Promise<{ version: number }> =>
    unitOfWork.write(async (db) => {
      const kept = await find(db, given.channel);
      if ((kept?.version ?? 0) !== expectedVersion) throw stale(kept);
      const sealed = secret === null ? (kept?.sealed ?? null) : secret === '' ? null : sealChannelSecret(store.dataKey, given.channel, secret);
      if (!(await writeSettings(db, expectedVersion, { ...given, sealed, now: ports.clock.now(), userId: caller.userId }))) throw stale(await find(db, given.channel));
      await audit.record(db, { ...entry(caller, given.channel), action: 'message-channel.saved' });
      return { version: expectedVersion + 1 };
    });

  const send = (kept: KeptChannel, message: Outgoing): Promise<SendResult> => {
    const secret = kept.sealed === null ? '' : openChannelSecret(store.dataKey, kept.channel, kept.sealed);
    return kept.channel === 'email' ? sendEmail(kept.settings, secret, message) : sendSms(kept.settings, secret, message);
  };

  return {
    /** Sends by a channel as it is kept; for the test message and for the outbox. */
    send,

    read: async (_caller: Caller): Promise<Outputs['messageChannels']['read']> => {
      const kept = await unitOfWork.read(keptChannels);
      const shown = ({ isOn, version, sealed, testedAt, savedAt, savedBy }: KeptChannel) => ({ isOn, version, hasSecret: sealed !== null, testedAt, saved: { at: savedAt, by: savedBy } });
      const email = kept.find((one) => one.channel === 'email');
      const sms = kept.find((one) => one.channel === 'sms');
      return { email: email?.channel === 'email' ? { ...shown(email), settings: email.settings } : nothing, sms: sms?.channel === 'sms' ? { ...shown(sms), settings: sms.settings } : nothing, isDemonstration: clinic.demonstration };
    },

    /** @throws DeclaredError `STALE` */
    saveEmail: (caller: Caller, input: Inputs['messageChannels']['saveEmail']): Promise<{ version: number }> => save(caller, { ...input, channel: 'email' }),

    /** @throws DeclaredError `STALE`, `INVALID` */
    saveSms: async (caller: Caller, input: Inputs['messageChannels']['saveSms']): Promise<{ version: number }> => {
      const { url, allowPlain, auth, authName } = input.settings;
      if (!allowPlain && new URL(url).protocol !== 'https:') throw new DeclaredError('INVALID', { issues: [{ path: 'url', code: 'NOT_HTTPS' }] });
      const isNamed = auth === 'header' ? /^[A-Za-z0-9-]+$/.test(authName) : auth !== 'basic' || authName !== '';
      if (!isNamed) throw new DeclaredError('INVALID', { issues: [{ path: 'authName', code: 'REQUIRED' }] });
      return save(caller, { ...input, channel: 'sms' });
    },

    /** @throws DeclaredError `INVALID`, `ILLEGAL_STATE` where nothing is set */
    test: async (caller: Caller, { channel, to }: Inputs['messageChannels']['test']): Promise<Outputs['messageChannels']['test']> => {
      requireReal();
      const address = addressOf(channel, { email: to, phone: to, address: null }, clinic.country);
      if (address === null) throw new DeclaredError('INVALID', { issues: [{ path: 'to', code: 'ADDRESS' }] });
      const kept = await unitOfWork.write(async (db) => {
        const found = await find(db, channel);
        if (!found) throw new DeclaredError('ILLEGAL_STATE', { state: 'unset' });
        // On record before it leaves: what cannot be noted is not sent.
        await audit.record(db, { ...entry(caller, channel), action: 'message-channel.tested' });
        return found;
      });
      const text = words[clinic.language].test;
      const { outcome, detail } = await send(kept, { id: ports.newId(), to: address, subject: text.replace('{clinic}', clinic.name), body: text.replace('{clinic}', clinic.name) });
      if (outcome !== 'sent') return { outcome, detail, version: kept.version };
      const isNoted = await unitOfWork.write((db) => changeChannel(db, channel, kept.version, { testedAt: ports.clock.now() }));
      return { outcome, detail, version: isNoted ? kept.version + 1 : kept.version };
    },

    /** @throws DeclaredError `STALE`, `ILLEGAL_STATE` (not tested with these settings), `INVALID` (the demonstration) */
    switch: (caller: Caller, { channel, isOn, expectedVersion }: Inputs['messageChannels']['switch']): Promise<{ version: number }> =>
      unitOfWork.write(async (db) => {
        if (isOn) requireReal();
        const kept = await find(db, channel);
        if (!kept || kept.version !== expectedVersion) throw stale(kept);
        if (isOn && kept.testedAt === null) throw new DeclaredError('ILLEGAL_STATE', { state: 'untested' });
        if (!(await changeChannel(db, channel, expectedVersion, { isOn }))) throw stale(await find(db, channel));
        await audit.record(db, { ...entry(caller, channel), action: isOn ? 'message-channel.on' : 'message-channel.off' });
        return { version: expectedVersion + 1 };
      }),
  };
}
