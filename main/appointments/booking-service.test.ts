import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Inputs } from '#contract/index.ts';
import { newId } from '../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { insertVisit } from './appointment-repository.ts';
import { addPatient, addReferral, officeHours } from './testing/booking-fixtures.ts';
import type { DeskWork } from './testing/other-desk.ts';

type Booking = Inputs['appointments']['book'];

describe.each(engines)('booking on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let doctor: Caller;
  let patientId: string;
  let day = 0;

  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
    doctor = await clinic.caller('rheumatologist');
    await clinic.services.people.setWeeklyHours(secretary, { practitionerId: doctor.practitionerId ?? '', openings: officeHours(), slotMinutes: 30, expectedVersion: 0 });
  });
  afterAll(() => clinic.close());
  beforeEach(async () => {
    patientId = await addPatient(clinic.store);
    // Each test on a Tuesday of its own.
    day += 1;
  });

  const tuesday = (time: string) => new Date(Date.parse(`2026-11-17T${time}:00.000Z`) + (day + 2) * 7 * 86_400_000).toISOString();
  const booking = (over: Partial<Booking> = {}): Booking => ({
    appointmentId: newId(), patientId, referralId: null, practitionerId: doctor.practitionerId ?? '', startsAt: tuesday('14:00'), minutes: 30, modality: 'IN_PERSON',
    patientZone: null, reason: null, consent: null, ...over,
  });
  const book = (input: Booking, caller = secretary) => clinic.services.booking.book(caller, input);
  const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error));
  const rowsAt = (startsAt: string) => clinic.store.unitOfWork.read((db) => db.selectFrom('appointment').selectAll().where('starts_at', '=', startsAt).execute());
  const auditOf = (entityId: string) => clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').selectAll().where('entity_id', '=', entityId).execute());

  test('a visit for an accepted referral: the referral is booked, the rows say so, the trail too', async () => {
    const referralId = await addReferral(clinic.store, { patientId, dueOn: '2026-11-30' });
    const input = booking({ referralId });
    const visit = await book(input);
    expect(visit).toMatchObject({
      id: input.appointmentId, referralId, cls: 'B', startsAt: input.startsAt, localStart: `${input.startsAt.slice(0, 10)}T09:00`, localEnd: `${input.startsAt.slice(0, 10)}T09:30`,
      zone: 'America/Toronto', modality: 'IN_PERSON', videoLink: null, consent: null, late: true, dueOn: '2026-11-30', professionalRole: 'rheumatologist',
    });
    expect(visit.patient).toMatchObject({ id: patientId, familyName: 'Béland', phone: '514 555-0142' });
    const referral = await clinic.store.unitOfWork.read((db) => db.selectFrom('referral').select(['state', 'version', 'updated_by']).where('id', '=', referralId).executeTakeFirstOrThrow());
    expect(referral).toEqual({ state: 'booked', version: 2, updated_by: secretary.userId });
    const trail = await auditOf(visit.id);
    expect(trail.map((row) => [row.action, row.user_id, row.patient_id])).toEqual([['appointment.booked', secretary.userId, patientId]]);
    expect(JSON.parse(trail[0]!.detail ?? '')).toMatchObject({ late: true, referralId });
  });

  test('the same request again is answered from the row; another with its id is refused', async () => {
    const referralId = await addReferral(clinic.store, { patientId });
    const input = booking({ referralId, modality: 'IN_PERSON' });
    const first = await book(input);
    expect(await book(input)).toEqual(first);
    expect(await rowsAt(input.startsAt)).toHaveLength(1);
    await expect(book({ ...input, minutes: 45 })).rejects.toMatchObject({ code: 'DUPLICATE', data: { field: 'appointmentId' } });
  });

  test('the same request several times at once books once and is answered each time', async () => {
    const input = booking({ referralId: await addReferral(clinic.store, { patientId }) });
    const answers = await Promise.all(Array.from({ length: 6 }, () => book(input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await rowsAt(input.startsAt)).toHaveLength(1);
    expect(await auditOf(input.appointmentId)).toHaveLength(1);
  });

  test('of eight people who take the same slot at once, one has it', async () => {
    const inputs = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const patient = await addPatient(clinic.store, { familyName: `Personne ${index}` });
        return booking({ patientId: patient, referralId: await addReferral(clinic.store, { patientId: patient }) });
      }),
    );
    const outcomes = await Promise.allSettled(inputs.map((input) => book(input)));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [codeOf(outcome.reason)] : []))).toEqual(Array(7).fill('SLOT_TAKEN'));
    expect(await rowsAt(inputs[0]!.startsAt)).toHaveLength(1);
    const states = await clinic.store.unitOfWork.read((db) => db.selectFrom('referral').select('state').where('id', 'in', inputs.map((input) => input.referralId ?? '')).execute());
    expect(states.map((row) => row.state).sort()).toEqual([...Array<string>(7).fill('accepted'), 'booked']);
  });

  test('the same from two other desks, each with a connection of its own', async () => {
    const patients = await Promise.all(Array.from({ length: 8 }, () => addPatient(clinic.store)));
    const inputs = patients.map((patient) => booking({ patientId: patient }));
    const desks = await Promise.all([inputs.slice(0, 4), inputs.slice(4)].map((bookings) => openDesk(bookings)));
    const outcomes = await Promise.all(desks.map((desk) => desk.book()));
    expect(outcomes.flat().sort()).toEqual(['BOOKED', ...Array<string>(7).fill('SLOT_TAKEN')]);
    expect(await rowsAt(inputs[0]!.startsAt)).toHaveLength(1);
  });

  /** A desk in a thread of its own, ready to book. */
  async function openDesk(bookings: Booking[]) {
    const workerData: DeskWork = { directory: clinic.directory, dataKey: clinic.store.dataKey, caller: secretary, now: clinic.ports.clock.now(), bookings };
    const worker = new Worker(new URL('./testing/other-desk.ts', import.meta.url), { workerData });
    await once(worker, 'message');
    return {
      book: async () => {
        worker.postMessage('go');
        const [outcomes] = (await once(worker, 'message')) as [string[]];
        await worker.terminate();
        return outcomes;
      },
    };
  }

  test('a referral booked twice at once, at different times, is booked once', async () => {
    const referralId = await addReferral(clinic.store, { patientId });
    const outcomes = await Promise.allSettled(['14:00', '15:00', '18:00', '19:00'].map((time) => book(booking({ referralId, startsAt: tuesday(time) }))));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [codeOf(outcome.reason)] : []))).toEqual(Array(3).fill('ILLEGAL_STATE'));
  });

  test('visits may touch, not overlap; neither for the professional nor for the patient', async () => {
    await book(booking());
    await book(booking({ startsAt: tuesday('14:30') }));
    const other = await addPatient(clinic.store);
    await expect(book(booking({ patientId: other, startsAt: tuesday('14:15') }))).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    const nurse = await clinic.caller('nurse');
    const hours = await clinic.services.people.weeklyHours(nurse, { practitionerId: nurse.practitionerId ?? '' });
    await clinic.services.people.setWeeklyHours(nurse, { practitionerId: nurse.practitionerId ?? '', openings: officeHours(), slotMinutes: 30, expectedVersion: hours.version });
    await expect(book(booking({ practitionerId: nurse.practitionerId ?? '', startsAt: tuesday('14:15') }))).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    await book(booking({ practitionerId: nurse.practitionerId ?? '', patientId: other, startsAt: tuesday('14:15') }));
  });

  test('a cancelled visit frees its time', async () => {
    const first = await book(booking());
    await clinic.store.unitOfWork.write((db) => db.updateTable('appointment').set({ live: 0, status: 'cancelled' }).where('id', '=', first.id).execute());
    await book(booking({ patientId: await addPatient(clinic.store) }));
  });

  test.runIf(engine === 'postgres')('the database itself refuses an overlap that was not looked for', async () => {
    const visit = await book(booking());
    const row = {
      id: newId(), patientId: await addPatient(clinic.store), practitionerId: visit.practitionerId, referralId: null, startsAt: visit.startsAt, endsAt: visit.endsAt, localStart: visit.localStart,
      zone: visit.zone, patientZone: null, modality: 'IN_PERSON', reason: null, purpose: null, videoLink: null, consent: null, createdAt: visit.startsAt, createdBy: secretary.userId,
    } as const;
    await expect(clinic.store.unitOfWork.write((db) => insertVisit(db, row))).rejects.toMatchObject({ code: '23P01' });
    await expect(clinic.store.unitOfWork.write((db) => insertVisit(db, { ...row, practitionerId: secretaryColleague, patientId }))).rejects.toMatchObject({ code: '23P01' });
  });
  let secretaryColleague = '';
  beforeAll(async () => {
    secretaryColleague = (await clinic.caller('ips')).practitionerId ?? '';
  });

  test('a modality held back is booked with a reason of somebody who may override a triage, and the reason stays with the visit', async () => {
    const held = await addPatient(clinic.store, { teleSuitability: 'phone-only' });
    const referralId = await addReferral(clinic.store, { patientId: held });
    const prepared = await clinic.services.appointments.prepare(doctor, { referralId, patientId: null });
    expect([prepared.blocked, prepared.mayOverrideModality]).toEqual([[{ modality: 'VIDEO', concerns: ['decided-face-to-face', 'phone-only'] }, { modality: 'PHONE', concerns: ['decided-face-to-face'] }], true]);
    const wanted = booking({ referralId, patientId: held, modality: 'PHONE' });
    await expect(book({ ...wanted, despite: { away: null, modality: '' } }, doctor)).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'modality', code: 'MODALITY' }] } });
    await expect(book({ ...wanted, despite: { away: null, modality: 'x' } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const visit = await book({ ...wanted, despite: { away: null, modality: 'Examinée hier ailleurs' } }, doctor);
    expect(visit.exceptions).toMatchObject([{ kind: 'modality', reason: 'Examinée hier ailleurs', concerns: ['decided-face-to-face'] }]);
    const [entry] = await auditOf(visit.id);
    expect(JSON.parse(entry?.detail ?? '')).toMatchObject({ despite: 'modality decided-face-to-face' });
  });

  test('what the visit is for holds a modality back, and stays with the visit', async () => {
    const purposes = await clinic.services.appointments.prepare(secretary, { referralId: null, patientId, purpose: 'joint-procedure' });
    expect([purposes.allowedModalities, purposes.blocked.map(({ concerns }) => concerns)]).toEqual([['IN_PERSON', 'HOME'], [['purpose'], ['purpose']]]);
    const wanted = booking({ modality: 'VIDEO', purpose: 'joint-procedure' });
    await expect(book(wanted)).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'modality', code: 'MODALITY' }] } });
    await expect(book({ ...wanted, purpose: 'tea' })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'purpose', code: 'UNKNOWN' }] } });
    await expect(book({ ...wanted, despite: { away: null, modality: 'x' } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const visit = await book({ ...wanted, despite: { away: null, modality: 'Échographie déjà faite' } }, doctor);
    expect(visit).toMatchObject({ purpose: { code: 'joint-procedure', atDistance: 'blocked' }, exceptions: [{ kind: 'modality', concerns: ['purpose'] }] });
    await expect(book({ ...wanted, purpose: null, despite: { away: null, modality: 'Échographie déjà faite' } }, doctor)).rejects.toMatchObject({ code: 'DUPLICATE' });
    const flare = await book(booking({ modality: 'VIDEO', purpose: 'flare', startsAt: tuesday('15:30') }));
    expect(flare.purpose).toMatchObject({ code: 'flare', atDistance: 'caution' });
  });

  test('what is refused writes nothing', async () => {
    const closed = await addReferral(clinic.store, { patientId, state: 'received' });
    await expect(book(booking({ referralId: closed }))).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'received' } });
    const others = await addReferral(clinic.store, { patientId: await addPatient(clinic.store) });
    const invalid = (path: string, code: string) => ({ code: 'INVALID', data: { issues: [{ path, code }] } });
    await expect(book(booking({ referralId: others }))).rejects.toMatchObject(invalid('patientId', 'OTHER_PATIENT'));
    await expect(book(booking({ startsAt: '2026-11-16T14:00:00.000Z' }))).rejects.toMatchObject(invalid('startsAt', 'IN_THE_PAST'));
    await expect(book(booking({ startsAt: tuesday('17:30') }))).rejects.toMatchObject(invalid('startsAt', 'OUTSIDE_HOURS'));
    await expect(book(booking({ startsAt: tuesday('16:45') }))).rejects.toMatchObject(invalid('startsAt', 'OUTSIDE_HOURS'));
    await expect(book(booking({ referralId: await addReferral(clinic.store, { patientId }), modality: 'VIDEO' }))).rejects.toMatchObject(invalid('modality', 'MODALITY'));
    await expect(book(booking({ modality: 'VIDEO', patientZone: 'America/Rosemont' }))).rejects.toMatchObject(invalid('patientZone', 'UNKNOWN_ZONE'));
    await expect(book(booking({ patientId: await addPatient(clinic.store, { deceased: true }) }))).rejects.toMatchObject(invalid('patientId', 'DECEASED'));
    await expect(book(booking({ patientId: newId() }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(book(booking({ practitionerId: newId() }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(book(booking({ referralId: newId() }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await rowsAt(tuesday('14:00'))).toEqual([]);
  });

  test('who may book in their own calendar only', async () => {
    const therapist = await clinic.caller('physiotherapist');
    await expect(book(booking(), therapist)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const own = therapist.practitionerId ?? '';
    const { version } = await clinic.services.people.weeklyHours(therapist, { practitionerId: own });
    await clinic.services.people.setWeeklyHours(therapist, { practitionerId: own, openings: officeHours(), slotMinutes: 45, expectedVersion: version });
    const visit = await book(booking({ practitionerId: own }), therapist);
    expect(visit.practitionerId).toBe(own);
  });

  test('a video visit has an unguessable link where the clinic has a template, and consent can follow', async () => {
    const administrator = await clinic.caller('administrator');
    const without = await book(booking({ modality: 'VIDEO' }));
    expect(without).toMatchObject({ videoLink: null, consent: null });
    await clinic.services.appointments.setVideoSettings(administrator, { template: 'https://visio.clinique.example/{room}' });
    try {
      const visit = await book(booking({ modality: 'VIDEO', startsAt: tuesday('15:00'), patientZone: 'America/Halifax', consent: { given: true, how: 'verbal', limitsExplained: true } }));
      const other = await book(booking({ modality: 'VIDEO', startsAt: tuesday('16:00') }));
      expect(visit.videoLink).toMatch(/^https:\/\/visio\.clinique\.example\/[0-9a-z]{8}(-[0-9a-z]{8}){3}$/);
      expect(other.videoLink).not.toBe(visit.videoLink);
      expect(visit).toMatchObject({ patientZone: 'America/Halifax', consent: { how: 'verbal', notedAt: '2026-11-16T15:12:00.000Z', notedBy: 'Essai secretary' } });
      expect(other.consent).toBe(null);

      const consented = await clinic.services.appointments.noteConsent(doctor, { appointmentId: other.id, consent: { given: true, how: 'written', limitsExplained: true } });
      expect(consented.consent).toMatchObject({ how: 'written', notedBy: 'Essai rheumatologist' });
      const again = await clinic.services.appointments.noteConsent(secretary, { appointmentId: other.id, consent: { given: true, how: 'verbal', limitsExplained: true } });
      expect(again.consent).toEqual(consented.consent);
      expect((await auditOf(other.id)).map((row) => row.action)).toEqual(['appointment.booked', 'appointment.consent-noted']);
    } finally {
      await clinic.services.appointments.setVideoSettings(administrator, { template: null });
    }
  });

  test('consent is noted for visits at a distance, and by who may book there', async () => {
    const visit = await book(booking());
    const consent = { given: true, how: 'verbal', limitsExplained: true } as const;
    await expect(clinic.services.appointments.noteConsent(secretary, { appointmentId: visit.id, consent })).rejects.toMatchObject({ code: 'INVALID' });
    const call = await book(booking({ modality: 'PHONE', startsAt: tuesday('15:00') }));
    await expect(clinic.services.appointments.noteConsent(await clinic.caller('physiotherapist'), { appointmentId: call.id, consent })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(clinic.services.appointments.noteConsent(secretary, { appointmentId: newId(), consent })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
