import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SmsSettings, SmtpSettings } from '#contract/message-channels.ts';
import { addPatient, officeHours } from '../appointments/testing/booking-fixtures.ts';
import { newId } from '../platform/ids.ts';
import { newDataKey } from '../platform/keys/keyring.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { openChannelSecret, resealChannelSecret, sealChannelSecret } from './channel-secret.ts';
import { shippedRules } from './message-content.ts';
import { mostTries, retryAfterMinutes } from './retry-rules.ts';
import { createSendingService } from './sending-service.ts';
import { httpResult } from './sms-sender.ts';
import { smtpResult } from './email-sender.ts';

interface Mail {
  readonly to: readonly string[];
  readonly raw: string;
}

/** A real SMTP server on the loopback address, without encryption; `rules` say what it does with what comes. */
async function smtpServer() {
  const mails: Mail[] = [];
  const rules = { recipient: null as { code: number } | null, cutAfterData: false };
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], logger: false,
    onRcptTo: (_address, _session, done) => done(rules.recipient ? Object.assign(new Error('no such mailbox here'), { responseCode: rules.recipient.code }) : null),
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts).toString('utf8') });
        if (rules.cutAfterData) for (const connection of server.connections) connection._socket.destroy();
        else done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  return { mails, rules, port: (server.server.address() as AddressInfo).port, close: () => new Promise<void>((resolve) => void server.close(() => resolve())) };
}

describe.each(engines)('messages sent on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let administrator: Caller;
  let practitionerId: string;
  let mail: Awaited<ReturnType<typeof smtpServer>>;
  let provider: Server;
  const texts: { body: string; headers: Readonly<Record<string, unknown>> }[] = [];
  let status = 200;
  let hour = 13;
  let day = 17;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
    administrator = await clinic.caller('administrator');
    practitionerId = (await clinic.caller('rheumatologist')).practitionerId ?? '';
    await clinic.services.people.setWeeklyHours(secretary, { practitionerId, openings: officeHours(), slotMinutes: 30, expectedVersion: 0, undoes: false });
    const { days, modalities, channels, fr, en, clinicalReason } = shippedRules[0] ?? { days: 3, modalities: [], channels: [], fr: { subject: '', body: '', sms: '' }, en: { subject: '', body: '', sms: '' }, clinicalReason: null };
    await clinic.services.messageRules.saveRule(administrator, { code: 'reminder', expectedVersion: 0, rule: { isOn: true, automatic: false, days, modalities: [...modalities], channels: [...channels], fr, en, clinicalReason } });
    mail = await smtpServer();
    provider = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        texts.push({ body, headers: request.headers });
        response.writeHead(status, { 'Content-Type': 'application/json' }).end('{"sid":"SM123"}');
      });
    });
    await new Promise<void>((resolve) => void provider.listen(0, '127.0.0.1', () => resolve()));
  });
  afterAll(async () => {
    await clinic.close();
    await mail.close();
    provider.close();
  });
  beforeEach(() => {
    mail.rules.recipient = null;
    mail.rules.cutAfterData = false;
    status = 200;
    clinic.ports.clock.set(`2026-11-${day}T14:00:00.000Z`);
  });

  const smtp = (): SmtpSettings => ({ host: '127.0.0.1', port: mail.port, security: 'none', user: '', from: 'clinique@exemple.test', fromName: 'Clinique d’essai' });
  const sms = (): SmsSettings => ({ url: `http://127.0.0.1:${(provider.address() as AddressInfo).port}/messages`, allowPlain: true, format: 'json', toField: 'to', textField: 'text', extra: [{ name: 'from', value: 'Relais' }], auth: 'bearer', authName: '' });
  const channels = () => clinic.services.messageChannels;
  const sendDue = () => clinic.services.messageSending.sendDue();
  /** A reminder of a visit tomorrow, to somebody who agreed to a channel. */
  const reminder = async (channel: 'email' | 'sms') => {
    const patientId = await addPatient(clinic.store);
    await clinic.store.unitOfWork.write((db) => db.updateTable('patient').set({ email: 'maryse@exemple.test', language: 'fr' }).where('id', '=', patientId).execute());
    await clinic.services.outbox.setPreference(secretary, { patientId, channel, wants: true, note: '' });
    hour += 0.5;
    if (hour === 17) hour = 18;
    if (hour === 21) [hour, day] = [13, day + 1];
    const visit = await clinic.services.booking.book(secretary, {
      appointmentId: newId(), patientId, referralId: null, practitionerId, startsAt: `2026-11-${day + 1}T${String(Math.floor(hour)).padStart(2, '0')}:${hour % 1 === 0 ? '00' : '30'}:00.000Z`, minutes: 30, modality: 'IN_PERSON', patientZone: null, reason: null, consent: null,
    });
    await clinic.services.messagePreparation.prepare(secretary.userId);
    const row = await clinic.store.unitOfWork.read((db) => db.selectFrom('message').selectAll().where('appointment_id', '=', visit.id).executeTakeFirstOrThrow());
    return { id: row.id, patientId };
  };
  const letLeave = async (id: string) => {
    const { version } = await messageOf(id);
    return clinic.services.outbox.decide(secretary, { messages: [{ messageId: id, expectedVersion: version }], to: 'ready' });
  };
  const messageOf = (id: string) => clinic.services.outbox.open(secretary, { messageId: id });

  test('nothing leaves before a test message has left and somebody switched it on; then each once, with what the other side said', async () => {
    const one = await reminder('email');
    await letLeave(one.id);
    expect(await sendDue()).toBe(0);
    await channels().saveEmail(administrator, { expectedVersion: 0, settings: smtp(), secret: 'motdepasse-smtp' });
    await expect(channels().switch(administrator, { channel: 'email', isOn: true, expectedVersion: 1 })).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'untested' } });
    const tested = await channels().test(administrator, { channel: 'email', to: 'admin@exemple.test' });
    expect([tested.outcome, tested.version, mail.mails.map(({ to }) => to)]).toEqual(['sent', 2, [['admin@exemple.test']]]);
    expect(await sendDue()).toBe(0);
    await channels().switch(administrator, { channel: 'email', isOn: true, expectedVersion: 2 });
    // Two processes at once: one message.
    const other = createSendingService(clinic.services.dependencies, clinic.services.messagePreparation.prepare, clinic.services.messageAutomation.release, clinic.services.messageChannels.send);
    expect((await Promise.all([sendDue(), other.sendDue()])).reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await sendDue()).toBe(0);
    const [, sent] = mail.mails;
    expect(mail.mails.length).toBe(2);
    expect(sent?.to).toEqual(['maryse@exemple.test']);
    expect(sent?.raw).toContain(`<${one.id}@exemple.test>`);
    expect(sent?.raw).toContain('Auto-Submitted: auto-generated');
    expect(await messageOf(one.id)).toMatchObject({ state: 'sent', attempts: 1, tries: [{ outcome: 'sent', address: 'maryse@exemple.test' }] });
    const actions = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select(['action', 'user_id']).where('entity_id', '=', one.id).where('action', '=', 'message.sent').execute());
    expect(actions).toEqual([{ action: 'message.sent', user_id: 'system:schedule' }]);
    const rows = await clinic.store.unitOfWork.read((db) => db.selectFrom('message_channel').selectAll().execute());
    expect(JSON.stringify(rows)).not.toContain('motdepasse-smtp');
    expect(JSON.stringify(await channels().read(administrator))).not.toContain('motdepasse-smtp');
  });

  test('a mailbox that is not there is refused for good; a server that is full is asked again later, a few times', async () => {
    const [gone, full] = [await reminder('email'), await reminder('email')];
    mail.rules.recipient = { code: 550 };
    await letLeave(gone.id);
    await sendDue();
    expect(await messageOf(gone.id)).toMatchObject({ state: 'failed', cause: 'refused', tries: [{ outcome: 'refused' }] });
    mail.rules.recipient = { code: 452 };
    await letLeave(full.id);
    await sendDue();
    const first = await messageOf(full.id);
    expect([first.state, first.attempts, first.tries.map(({ outcome }) => outcome)]).toEqual(['ready', 1, ['failed']]);
    expect(first.dueAt > clinic.ports.clock.now()).toBe(true);
    await sendDue();
    expect((await messageOf(full.id)).attempts).toBe(1);
    for (let tries = 1; tries < mostTries; tries += 1) {
      clinic.ports.clock.set((await messageOf(full.id)).dueAt);
      await sendDue();
    }
    expect(await messageOf(full.id)).toMatchObject({ state: 'failed', cause: 'retries-spent', attempts: mostTries });
  });

  test('cut off once the text was handed over: nobody knows, it is never sent again by itself; so too what a process that died left', async () => {
    const [cut, left] = [await reminder('email'), await reminder('email')];
    mail.rules.cutAfterData = true;
    await letLeave(cut.id);
    await sendDue();
    mail.rules.cutAfterData = false;
    expect(await messageOf(cut.id)).toMatchObject({ state: 'unclear', tries: [{ outcome: 'unclear' }] });
    const before = mail.mails.length;
    await sendDue();
    expect(mail.mails.length).toBe(before);
    await letLeave(left.id);
    await clinic.store.unitOfWork.write(async (db) => {
      await db.updateTable('message').set({ state: 'sending', updated_at: clinic.ports.clock.now() }).where('id', '=', left.id).execute();
      await db.insertInto('message_attempt').values({ id: newId(), message_id: left.id, at: clinic.ports.clock.now(), by_user: 'system:schedule', channel: 'email', address: 'maryse@exemple.test', outcome: 'started', detail: '', ended_at: null }).execute();
    });
    await sendDue();
    expect((await messageOf(left.id)).state).toBe('sending');
    clinic.ports.clock.set(new Date(Date.parse(clinic.ports.clock.now()) + 11 * 60_000).toISOString());
    await sendDue();
    expect(await messageOf(left.id)).toMatchObject({ state: 'unclear', tries: [{ outcome: 'unclear' }] });
    expect(mail.mails.length).toBe(before);
    // Somebody says so: once more.
    await letLeave(left.id);
    await sendDue();
    expect([mail.mails.length, (await messageOf(left.id)).state]).toEqual([before + 1, 'sent']);
  });

  test('a person who wants no more, and a visit called off since, are not written to; nor is anybody in the evening', async () => {
    const one = await reminder('email');
    await letLeave(one.id);
    const before = mail.mails.length;
    clinic.ports.clock.set(`2026-11-${day}T02:30:00.000Z`);
    await sendDue();
    expect(mail.mails.length).toBe(before);
    clinic.ports.clock.set(`2026-11-${day}T14:30:00.000Z`);
    await clinic.services.outbox.setPreference(secretary, { patientId: one.patientId, channel: 'email', wants: false, note: '' });
    await sendDue();
    expect([mail.mails.length, (await messageOf(one.id)).state === 'sent']).toEqual([before, false]);
  });

  test('SMS by the provider: one request with the token, its reference kept; busy, refused and unclear are told apart', async () => {
    await channels().saveSms(administrator, { expectedVersion: 0, settings: sms(), secret: 'jeton-secret' });
    await expect(channels().saveSms(administrator, { expectedVersion: 1, settings: { ...sms(), allowPlain: false }, secret: null })).rejects.toMatchObject({ code: 'INVALID' });
    const tested = await channels().test(administrator, { channel: 'sms', to: '514 555-0100' });
    await channels().switch(administrator, { channel: 'sms', isOn: true, expectedVersion: tested.version });
    const one = await reminder('sms');
    await letLeave(one.id);
    await sendDue();
    const request = texts.at(-1);
    expect(JSON.parse(request?.body ?? '{}')).toMatchObject({ from: 'Relais', to: '+15145550142', text: expect.stringContaining('rappel de votre rendez-vous') as string });
    expect([request?.headers['authorization'], request?.headers['idempotency-key']]).toEqual(['Bearer jeton-secret', one.id]);
    expect(await messageOf(one.id)).toMatchObject({ state: 'sent', tries: [{ detail: '200 SM123', address: '+15145550142' }] });
    status = 500;
    const two = await reminder('sms');
    await letLeave(two.id);
    await sendDue();
    expect((await messageOf(two.id)).state).toBe('unclear');
    const off = await channels().read(administrator);
    await channels().switch(administrator, { channel: 'sms', isOn: false, expectedVersion: off.sms.version });
    const count = texts.length;
    const three = await reminder('sms');
    await letLeave(three.id);
    await sendDue();
    expect([texts.length, (await messageOf(three.id)).state]).toEqual([count, 'ready']);
  });

  test('a server that does not encrypt is refused where encryption is asked for, and a saved change is to be tested anew', async () => {
    const { email } = await channels().read(administrator);
    await channels().saveEmail(administrator, { expectedVersion: email.version, settings: { ...smtp(), security: 'starttls' }, secret: null });
    const after = (await channels().read(administrator)).email;
    expect([after.isOn, after.testedAt, after.hasSecret]).toEqual([false, null, true]);
    const before = mail.mails.length;
    expect((await channels().test(administrator, { channel: 'email', to: 'admin@exemple.test' })).outcome).not.toBe('sent');
    expect(mail.mails.length).toBe(before);
  });
});

describe('what an answer means', () => {
  test.each([
    [200, 'sent'], [202, 'sent'], [302, 'refused'], [400, 'refused'], [401, 'refused'], [408, 'unclear'], [429, 'retry'], [500, 'unclear'], [503, 'retry'],
  ])('HTTP %i: %s', (code, outcome) => {
    expect(httpResult(code, 'not json').outcome).toBe(outcome);
  });

  test.each([
    [{ code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' }, 'retry'],
    [{ code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' }, 'refused'],
    [{ code: 'EENVELOPE', responseCode: 451, command: 'RCPT TO' }, 'retry'],
    [{ code: 'ESOCKET', command: 'CONN', message: 'connect ECONNREFUSED 127.0.0.1:1' }, 'retry'],
    [{ code: 'ETIMEDOUT', command: 'CONN', message: 'Greeting never received' }, 'retry'],
    [{ code: 'ECONNECTION', command: 'CONN', message: 'Connection closed unexpectedly' }, 'unclear'],
    [{ code: 'ETIMEDOUT', command: 'DATA' }, 'unclear'],
    [{ code: 'ETLS', command: 'STARTTLS' }, 'retry'],
    [{ code: 'EUNKNOWN', command: 'CONN' }, 'unclear'],
  ])('SMTP %o: %s', (error, outcome) => {
    expect(smtpResult(error).outcome).toBe(outcome);
  });

  test('the waits grow', () => {
    expect([1, 2, 3, 4, 5].map(retryAfterMinutes)).toEqual([5, 15, 60, 240, 240]);
  });
});

test('the secret of a channel opens under the clinic’s key alone, for its channel alone, and after the key was replaced', () => {
  const [dataKey, otherKey] = [newDataKey(), newDataKey()];
  const sealed = sealChannelSecret(dataKey, 'email', 'motdepasse');
  expect(openChannelSecret(dataKey, 'email', sealed)).toBe('motdepasse');
  expect(() => openChannelSecret(dataKey, 'sms', sealed)).toThrow();
  expect(() => openChannelSecret(otherKey, 'email', sealed)).toThrow();
  expect(openChannelSecret(otherKey, 'email', resealChannelSecret(sealed, dataKey, otherKey))).toBe('motdepasse');
});
