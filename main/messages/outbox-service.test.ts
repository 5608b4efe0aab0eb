import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MessageRule } from '#contract/messages.ts';
import { addPatient, officeHours } from '../appointments/testing/booking-fixtures.ts';
import { newId } from '../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { shippedRules } from './message-content.ts';

/** Monday 16 November 2026, 10 h 12 in Montréal. */
const monday = '2026-11-16T15:12:00.000Z';

describe.each(engines)('the outbox on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let doctor: Caller;
  let administrator: Caller;
  let hour = 12.5;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
    doctor = await clinic.caller('rheumatologist');
    administrator = await clinic.caller('administrator');
    await clinic.services.people.setWeeklyHours(secretary, { practitionerId: doctor.practitionerId ?? '', openings: officeHours(), slotMinutes: 30, expectedVersion: 0, undoes: false });
    await clinic.services.letters.setLetterhead(administrator, { address: '1200, rue Beaubien Est\nMontréal', phone: '514 555-0100', fax: '', email: '' });
    for (const code of ['reminder', 'moved', 'no-show', 'cancelled', 'booked']) await switchOn(code);
  });
  afterAll(() => clinic.close());

  const ruleOf = (code: string): MessageRule => {
    const shipped = shippedRules.find((one) => one.code === code);
    if (!shipped) throw new Error(code);
    const { days, modalities, channels, fr, en, clinicalReason } = shipped;
    return { isOn: true, automatic: false, days, modalities: [...modalities], channels: [...channels], fr, en, clinicalReason };
  };
  const switchOn = (code: string, isOn = true) => clinic.services.messageRules.rules(administrator).then(({ rules }) => clinic.services.messageRules.saveRule(administrator, { code, expectedVersion: rules.find((one) => one.code === code)?.version ?? 0, rule: { ...ruleOf(code), isOn } }));
  /** Somebody with an e-mail address and a postal one. */
  const person = async (facts: { email?: string | null; wants?: 'email' | 'sms'; address?: string | null; language?: string } = {}): Promise<string> => {
    const id = await addPatient(clinic.store);
    await clinic.store.unitOfWork.write((db) => db.updateTable('patient').set({ email: facts.email === undefined ? 'maryse@exemple.test' : facts.email, address_line: facts.address === undefined ? '12, rue des Érables' : facts.address, city: 'Montréal', postal_code: 'H2S 1T5', language: facts.language ?? 'fr' }).where('id', '=', id).execute());
    if (facts.wants) await clinic.services.outbox.setPreference(secretary, { patientId: id, channel: facts.wants, wants: true, note: 'Au téléphone' });
    return id;
  };
  /** A visit of half an hour, each at a time of its own, on Thursday 19 November unless said. */
  const book = async (patientId: string, day = '2026-11-19') => {
    hour += 0.5;
    if (hour === 17) hour = 18;
    if (hour === 21) hour = 13;
    return clinic.services.booking.book(secretary, {
      appointmentId: newId(), patientId, referralId: null, practitionerId: doctor.practitionerId ?? '', startsAt: `${day}T${String(Math.floor(hour)).padStart(2, '0')}:${hour % 1 === 0 ? '00' : '30'}:00.000Z`, minutes: 30, modality: 'IN_PERSON', patientZone: null,
      reason: 'Motif clinique', purpose: 'stable-follow-up', consent: null,
    });
  };
  const earlyVisit = (patientId: string, time: string) => ({
    appointmentId: newId(), patientId, referralId: null, practitionerId: doctor.practitionerId ?? '', startsAt: `2026-11-18T${time}:00.000Z`, minutes: 30, modality: 'IN_PERSON' as const, patientZone: null, reason: '', purpose: 'stable-follow-up', consent: null,
  });
  const at = (instant: string) => clinic.ports.clock.set(instant);
  const prepare = () => clinic.services.messagePreparation.prepare(secretary.userId);
  const about = async (visit: { id: string }) => clinic.store.unitOfWork.read((db) => db.selectFrom('message').selectAll().where('appointment_id', '=', visit.id).orderBy('prepared_at').orderBy('id').execute());
  const seen = (row: { id: string; version: number }) => ({ messageId: row.id, expectedVersion: row.version });

  test('prepared once, by the channel and in the language of the person, without anything clinical; several desks at once prepare no more', async () => {
    at(monday);
    const [maryse, mary, silent] = [await person({ wants: 'email' }), await person({ language: 'en' }), await person({ email: null, address: null })];
    const visits = [await book(maryse), await book(mary), await book(silent)];
    at('2026-11-16T15:20:00.000Z');
    await Promise.all([prepare(), prepare(), prepare()]);
    const [own, english, held] = await Promise.all(visits.map(about));
    expect(own?.map((row) => [row.occasion, row.channel, row.language, row.state].join(' ')).sort()).toEqual(['before-visit email fr prepared', 'visit-booked email fr prepared']);
    const reminder = own?.find((row) => row.occasion === 'before-visit');
    expect(reminder?.subject).toBe('Rappel de votre rendez-vous du jeudi 19 novembre 2026');
    expect(reminder?.body).toContain('appelez-nous au 514 555-0100');
    expect(reminder?.body).toContain('Pour ne plus recevoir ces courriels, dites-le-nous au 514 555-0100.');
    // Three days before was this morning: it may leave now, and nothing is left to say once the visit has begun.
    expect([reminder?.due_at, reminder?.expires_at]).toEqual(['2026-11-16T15:20:00.000Z', visits[0]?.startsAt]);
    expect(JSON.stringify(own)).not.toMatch(/Motif clinique|Suivi stable|rhumatolog/i);
    expect(english?.map((row) => [row.channel, row.language])).toEqual([['letter', 'en'], ['letter', 'en']]);
    expect(english?.[0]?.body).not.toContain('To stop receiving');
    expect(held?.map((row) => [row.state, row.cause])).toEqual([['held', 'no-channel'], ['held', 'no-channel']]);
    expect(await prepare()).toEqual({ prepared: 0, withdrawn: 0 });
  });

  test('a reminder that could only leave once the visit has begun is not prepared', async () => {
    // Eight in the evening: what is prepared leaves at nine the next morning, half an hour after this visit has begun.
    at('2026-11-18T02:00:00.000Z');
    const patientId = await person({ wants: 'email' });
    const [early, later] = [await clinic.services.booking.book(secretary, earlyVisit(patientId, '13:30')), await clinic.services.booking.book(secretary, earlyVisit(patientId, '20:30'))];
    await prepare();
    const occasions = async (visit: { id: string }) => (await about(visit)).map((row) => row.occasion).sort();
    expect([await occasions(early), await occasions(later)]).toEqual([['visit-booked'], ['before-visit', 'visit-booked']]);
    at('2026-11-16T15:30:00.000Z');
  });

  test('a visit moved: its reminder is withdrawn and replaced, and the move is told; moved back, the first one stands again', async () => {
    at('2026-11-16T15:30:00.000Z');
    const visit = await book(await person({ wants: 'email' }));
    await prepare();
    at('2026-11-16T15:40:00.000Z');
    const moved = await clinic.services.visitLife.move(secretary, { appointmentId: visit.id, expectedVersion: visit.version, practitionerId: visit.practitionerId, startsAt: '2026-11-18T18:00:00.000Z', minutes: 30 });
    await prepare();
    const states = async () => (await about(visit)).map((row) => [row.occasion, row.visit_starts_at?.slice(0, 10), row.state, row.cause]).sort((one, other) => String(one).localeCompare(String(other)));
    expect(await states()).toEqual([
      ['before-visit', '2026-11-18', 'prepared', null], ['before-visit', '2026-11-19', 'withdrawn', 'visit-changed'], ['visit-booked', '2026-11-18', 'prepared', null], ['visit-moved', '2026-11-18', 'prepared', null],
    ]);
    expect((await about(visit)).find((row) => row.occasion === 'visit-moved')?.body).toContain('Votre rendez-vous du jeudi 19 novembre 2026 est déplacé. Il aura lieu le mercredi 18 novembre 2026 à 13\u00A0h');
    at('2026-11-16T15:50:00.000Z');
    await clinic.services.visitUndo.undoStep(secretary, { appointmentId: visit.id, expectedVersion: moved.version });
    await prepare();
    expect(await states()).toEqual([
      ['before-visit', '2026-11-18', 'withdrawn', 'visit-changed'], ['before-visit', '2026-11-19', 'prepared', null], ['visit-booked', '2026-11-19', 'prepared', null], ['visit-moved', '2026-11-18', 'withdrawn', 'visit-changed'],
    ]);
  });

  test('a visit called off, or missed, withdraws what was prepared and is told of; taken back, that is withdrawn', async () => {
    at('2026-11-16T16:00:00.000Z');
    const [off, missed] = [await book(await person({ wants: 'email' })), await book(await person({ wants: 'email' }), '2026-11-17')];
    await prepare();
    const cancelled = await clinic.services.visitLife.cancel(secretary, { appointmentId: off.id, expectedVersion: off.version, party: 'clinic', cause: 'professional-absent', note: null, request: 'waits' });
    at('2026-11-17T21:00:00.000Z');
    await clinic.services.visitLife.mark(secretary, { appointmentId: missed.id, expectedVersion: missed.version, as: 'no-show' });
    await prepare();
    expect((await about(off)).filter((row) => row.state === 'prepared').map((row) => row.occasion)).toEqual(['visit-cancelled']);
    const [told] = (await about(missed)).filter((row) => row.state === 'prepared');
    // The day after, from nine in the morning.
    expect([told?.occasion, told?.due_at]).toEqual(['after-no-show', '2026-11-18T14:00:00.000Z']);
    await clinic.services.visitUndo.restore(secretary, { appointmentId: off.id, expectedVersion: cancelled.version });
    await prepare();
    expect((await about(off)).filter((row) => row.occasion === 'visit-cancelled').map((row) => [row.state, row.cause])).toEqual([['withdrawn', 'visit-changed']]);
  });

  test('a message is looked at, changed, let leave, kept back; what is refused is told, reading and deciding are on record', async () => {
    at('2026-11-17T15:00:00.000Z');
    const visit = await book(await person({ wants: 'email' }), '2026-11-20');
    await prepare();
    const [row] = (await about(visit)).filter((one) => one.occasion === 'before-visit');
    if (!row) throw new Error('no reminder');
    const opened = await clinic.services.outbox.open(secretary, { messageId: row.id });
    expect(opened).toMatchObject({ state: 'prepared', address: 'maryse@exemple.test', edited: null, tries: [], patient: { familyName: 'Béland' } });
    const ready = await clinic.services.outbox.decide(secretary, { messages: [seen(row), { messageId: newId(), expectedVersion: 1 }, seen(row)], to: 'ready' });
    expect([ready.done, ready.refused.map(({ code }) => code)]).toEqual([[{ messageId: row.id, version: 2 }], ['NOT_FOUND', 'STALE']]);
    const edited = await clinic.services.outbox.edit(secretary, { messageId: row.id, expectedVersion: 2, subject: 'Rappel', body: 'Apportez vos analyses.' });
    // Other words are to be looked at again.
    expect(edited).toMatchObject({ state: 'prepared', body: 'Apportez vos analyses.', edited: { by: 'Essai secretary' } });
    await clinic.services.outbox.decide(secretary, { messages: [{ messageId: row.id, expectedVersion: 3 }], to: 'cancelled' });
    expect(await prepare()).toMatchObject({ prepared: 0 });
    await expect(clinic.services.outbox.edit(secretary, { messageId: row.id, expectedVersion: 4, subject: 'x', body: 'x' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'cancelled' } });
    const actions = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select('action').where('entity_id', '=', row.id).orderBy('seq').execute());
    expect(actions.map(({ action }) => action)).toEqual(['message.opened', 'message.ready', 'message.edited', 'message.cancelled']);
  });

  test('who refuses a channel is reached by the next; what was prepared by it does not leave, and each word is kept with who and when', async () => {
    at('2026-11-17T16:00:00.000Z');
    const patientId = await person({ wants: 'email' });
    const visit = await book(patientId, '2026-11-20');
    await prepare();
    const after = await clinic.services.outbox.setPreference(secretary, { patientId, channel: 'email', wants: false, note: 'Ne veut plus de courriels' });
    expect(after.find(({ channel }) => channel === 'email')).toEqual({ channel: 'email', wants: false, noted: { at: '2026-11-17T16:00:00.000Z', by: 'Essai secretary', note: 'Ne veut plus de courriels' } });
    expect((await about(visit)).every((row) => row.state === 'withdrawn' && row.cause === 'unsubscribed')).toBe(true);
    await prepare();
    expect((await about(visit)).map((row) => [row.channel, row.state])).toEqual([['letter', 'prepared'], ['letter', 'prepared']]);
    await clinic.services.outbox.setPreference(secretary, { patientId, channel: 'letter', wants: false, note: '' });
    await prepare();
    expect((await about(visit)).map((row) => [row.state, row.cause])).toEqual([['held', 'no-channel'], ['held', 'no-channel']]);
    const list = await clinic.services.outbox.list(secretary, { filter: 'held', limit: 1 });
    expect([list.rows.length, list.next === null, list.counts.held >= 2]).toEqual([1, false, true]);
    const next = await clinic.services.outbox.list(secretary, { filter: 'held', limit: 100, after: list.next });
    expect(next.rows.map(({ id }) => id)).not.toContain(list.rows[0]?.id);
  });

  test('printed on paper, a page each, or taken away as a table; then it has left, and each is in the record of the person', async () => {
    at('2026-11-17T17:00:00.000Z');
    const patientId = await person();
    const visit = await book(patientId, '2026-11-20');
    await prepare();
    const [one, two] = await about(visit);
    if (!one || !two) throw new Error('two messages');
    const paper = await clinic.services.messagePapers.print(secretary, { messages: [seen(one)] });
    expect(Buffer.from(paper.content).subarray(0, 5).toString()).toBe('%PDF-');
    const table = await clinic.services.messagePapers.exportFile(secretary, { messages: [seen(two)] });
    const text = Buffer.from(table.content).toString('utf8');
    expect(text.split('\r\n')[1]).toContain(';Béland;Maryse;fr;letter;');
    expect(text).toContain('12, rue des Érables');
    expect((await about(visit)).map((row) => row.state).sort()).toEqual(['exported', 'printed']);
    await expect(clinic.services.messagePapers.print(secretary, { messages: [seen(one)] })).rejects.toMatchObject({ code: 'STALE' });
    const history = await clinic.services.outbox.ofPatient(secretary, { patientId });
    expect(history.rows.map((row) => row.state).sort()).toEqual(['exported', 'printed']);
    expect((await clinic.services.outbox.open(secretary, { messageId: one.id })).tries).toMatchObject([{ outcome: 'printed', by: 'Essai secretary' }]);
  });

  test('a text that names what is clinical needs a reason, a faulty one is refused, and what happened while a rule was off is not written about', async () => {
    const rule = { ...ruleOf('reminder'), fr: { ...ruleOf('reminder').fr, body: 'Pour {motif}, {prenom}' } };
    const preview = await clinic.services.messageRules.previewRule(administrator, { code: 'reminder', rule });
    expect(preview.problems).toEqual([
      { language: 'fr', part: 'body', code: 'unknown-field', name: 'prenom', nearest: 'prénom' }, { language: 'fr', part: 'body', code: 'clinical-field', name: 'motif', nearest: null },
    ]);
    await expect(clinic.services.messageRules.saveRule(administrator, { code: 'reminder', expectedVersion: 1, rule })).rejects.toMatchObject({ code: 'INVALID' });
    const sound = { ...rule, fr: { ...rule.fr, body: 'Pour {motif}' }, clinicalReason: 'Préparation nécessaire' };
    const seen = await clinic.services.messageRules.previewRule(administrator, { code: 'reminder', rule: { ...sound, fr: { ...sound.fr, body: 'Pour {motif}, {clinique}' } } });
    expect([seen.problems, seen.fr.body]).toEqual([[], expect.stringContaining('Clinique d’essai')]);
    await expect(clinic.services.messageRules.saveRule(administrator, { code: 'unknown', expectedVersion: 0, rule: sound })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await switchOn('booked', false);
    at('2026-11-17T18:00:00.000Z');
    const visit = await book(await person({ wants: 'email' }), '2026-12-15');
    at('2026-11-17T18:10:00.000Z');
    await switchOn('booked');
    await prepare();
    expect(await about(visit)).toEqual([]);
    expect((await clinic.services.messageRules.ruleVersions(administrator, { code: 'booked' })).map(({ version, isOn }) => [version, isOn])).toEqual([[3, true], [2, false], [1, true]]);
  });
});
