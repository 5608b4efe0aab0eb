import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { addPatient, addReferral, officeHours } from './testing/booking-fixtures.ts';

describe.each(engines)('bookings taken back on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let doctor: Caller;
  let week = 0;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
    doctor = await clinic.caller('rheumatologist');
    await clinic.services.people.setWeeklyHours(secretary, { practitionerId: doctor.practitionerId ?? '', openings: officeHours(), slotMinutes: 30, expectedVersion: 0, undoes: false });
  });
  afterAll(() => clinic.close());

  const booked = async () => {
    week += 1;
    const patientId = await addPatient(clinic.store);
    const referralId = await addReferral(clinic.store, { patientId });
    const startsAt = new Date(Date.parse('2026-11-17T15:00:00.000Z') + week * 7 * 86_400_000).toISOString();
    const before = await stateOf(referralId);
    const input = { appointmentId: newId(), patientId, referralId, practitionerId: doctor.practitionerId ?? '', startsAt, minutes: 30, modality: 'IN_PERSON' as const, patientZone: null, reason: null, consent: null };
    return { input, referralId, before, visit: await clinic.services.booking.book(secretary, input) };
  };
  const stateOf = (referralId: string) =>
    clinic.store.unitOfWork.read((db) => db.selectFrom('referral').select(['state', 'due_on', 'queue_role', 'decided_cls', 'modality']).where('id', '=', referralId).executeTakeFirstOrThrow());
  const rowOf = (id: string) => clinic.store.unitOfWork.read((db) => db.selectFrom('appointment').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
  const actionsOf = (id: string) =>
    clinic.store.unitOfWork.read(async (db) => (await db.selectFrom('audit_event').select('action').where('entity_id', '=', id).orderBy('seq').execute()).map((row) => row.action));

  test('the time is free, the referral waits again as before, the visit keeps its trace', async () => {
    const { input, referralId, before, visit } = await booked();
    expect(await clinic.services.visitUndo.undoBooking(secretary, { appointmentId: visit.id, expectedVersion: visit.version })).toEqual({ version: 2 });
    expect(await stateOf(referralId)).toEqual(before);
    expect(await rowOf(visit.id)).toMatchObject({ live: 0, status: 'cancelled', cancel_cause: 'booked-by-mistake', cancelled_by: secretary.userId, cancelled_at: clinic.ports.clock.now() });
    const another = await clinic.services.booking.book(secretary, { ...input, appointmentId: newId() });
    expect(another.startsAt).toBe(visit.startsAt);
    expect(await actionsOf(visit.id)).toEqual(['appointment.booked', 'appointment.booking-undone']);
  });

  test('put back, it is the visit it was; refused where the time was taken meanwhile', async () => {
    const { input, referralId, visit } = await booked();
    const before = await rowOf(visit.id);
    await clinic.services.visitUndo.undoBooking(secretary, { appointmentId: visit.id, expectedVersion: 1 });
    const back = await clinic.services.visitUndo.restore(secretary, { appointmentId: visit.id, expectedVersion: 2 });
    expect(back).toEqual({ ...visit, version: 3 });
    expect(await rowOf(visit.id)).toEqual({ ...before, version: 3, updated_at: clinic.ports.clock.now() });
    expect((await stateOf(referralId)).state).toBe('booked');
    await clinic.services.visitUndo.undoBooking(secretary, { appointmentId: visit.id, expectedVersion: 3 });
    const patientId = await addPatient(clinic.store, { familyName: 'Autre' });
    await clinic.services.booking.book(secretary, { ...input, appointmentId: newId(), patientId, referralId: null });
    await expect(clinic.services.visitUndo.restore(secretary, { appointmentId: visit.id, expectedVersion: 4 })).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    expect(await rowOf(visit.id)).toMatchObject({ live: 0, version: 4 });
  });

  test('refused once changed since, naming who; twice; and in another’s calendar', async () => {
    const { visit } = await booked();
    const ips = await clinic.caller('ips');
    const physiotherapist = await clinic.caller('physiotherapist');
    await expect(clinic.services.visitUndo.undoBooking(physiotherapist, { appointmentId: visit.id, expectedVersion: 1 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await clinic.services.visitUndo.undoBooking(ips, { appointmentId: visit.id, expectedVersion: 1 });
    await expect(clinic.services.visitUndo.undoBooking(secretary, { appointmentId: visit.id, expectedVersion: 1 })).rejects.toMatchObject({ code: 'STALE', data: { changedBy: 'Essai ips' } });
    await expect(clinic.services.visitUndo.undoBooking(secretary, { appointmentId: visit.id, expectedVersion: 2 })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await expect(clinic.services.visitUndo.undoBooking(secretary, { appointmentId: newId(), expectedVersion: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('weekly hours put back are the hours of before, and the trail calls it so', async () => {
    const practitionerId = (await clinic.caller('kinesiologist')).practitionerId ?? '';
    const set = (openings: ReturnType<typeof officeHours>, expectedVersion: number, undoes = false) =>
      clinic.services.people.setWeeklyHours(secretary, { practitionerId, openings, slotMinutes: 30, expectedVersion, undoes });
    await set(officeHours(), 0);
    const before = await clinic.services.people.weeklyHours(secretary, { practitionerId });
    await set([], 1);
    await set(before.openings, 2, true);
    expect(await clinic.services.people.weeklyHours(secretary, { practitionerId })).toEqual({ ...before, version: 3 });
    expect(await actionsOf(practitionerId)).toEqual(['availability.set', 'availability.set', 'availability.undone']);
  });
});
