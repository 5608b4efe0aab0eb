import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import { visitOf as visitOfReferral } from '../referrals/referral-repository.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { addPatient, addReferral, officeHours } from './testing/booking-fixtures.ts';

const booked = '2026-11-16T15:12:00.000Z';

describe.each(engines)('the life of a visit on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let doctor: Caller;
  let nurse: Caller;
  let week = 0;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
    doctor = await clinic.caller('rheumatologist');
    nurse = await clinic.caller('nurse');
    for (const { practitionerId } of [doctor, nurse]) {
      await clinic.services.people.setWeeklyHours(secretary, { practitionerId: practitionerId ?? '', openings: officeHours(), slotMinutes: 30, expectedVersion: 0, undoes: false });
    }
  });
  afterAll(() => clinic.close());
  beforeEach(() => clinic.ports.clock.set(booked));

  /** A visit on a Tuesday of its own, at 9 h in Montréal (14:00 or 15:00 UTC is 9 or 10 h). */
  const place = (time: string) => new Date(Date.parse(`2026-11-17T${time}:00.000Z`) + week * 7 * 86_400_000).toISOString();
  const visitOf = async (time = '15:00') => {
    const patientId = await addPatient(clinic.store);
    const referralId = await addReferral(clinic.store, { patientId });
    return clinic.services.booking.book(secretary, {
      appointmentId: newId(), patientId, referralId, practitionerId: doctor.practitionerId ?? '', startsAt: place(time), minutes: 30, modality: 'IN_PERSON', patientZone: null, reason: null, consent: null,
    });
  };
  const newVisit = async () => {
    week += 1;
    return visitOf();
  };
  const life = () => clinic.services.visitLife;
  const seen = (visit: { id: string; version: number }) => ({ appointmentId: visit.id, expectedVersion: visit.version });
  const referralOf = (visit: { referralId: string | null }) =>
    clinic.store.unitOfWork.read((db) => db.selectFrom('referral').select(['state', 'due_on']).where('id', '=', visit.referralId ?? '').executeTakeFirstOrThrow());
  const rowOf = (id: string) => clinic.store.unitOfWork.read((db) => db.selectFrom('appointment').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
  const actionsOf = (id: string) =>
    clinic.store.unitOfWork.read(async (db) => (await db.selectFrom('audit_event').select('action').where('entity_id', '=', id).orderBy('seq').execute()).map((row) => row.action));
  const invalid = (code: string) => ({ code: 'INVALID', data: { issues: [expect.objectContaining({ code })] } });

  test('arrived, then done: who and when are kept, the request is closed; taken back step by step, it stands as booked', async () => {
    const visit = await newVisit();
    clinic.ports.clock.set(place('14:52'));
    const arrived = await life().mark(secretary, { ...seen(visit), as: 'arrived' });
    expect(arrived).toMatchObject({ status: 'arrived', version: 2, steps: [{ kind: 'arrived', at: place('14:52'), by: 'Essai secretary' }] });
    expect((await referralOf(visit)).state).toBe('booked');
    clinic.ports.clock.set(place('15:31'));
    const done = await life().mark(doctor, { ...seen(arrived), as: 'done' });
    expect(done.steps.map((step) => [step.kind, step.by])).toEqual([['arrived', 'Essai secretary'], ['done', 'Essai rheumatologist']]);
    expect((await referralOf(visit)).state).toBe('closed');
    const back = await clinic.services.visitUndo.undoStep(doctor, seen(done));
    expect(back).toEqual({ ...arrived, version: 4 });
    expect((await referralOf(visit)).state).toBe('booked');
    expect(await clinic.services.visitUndo.undoStep(secretary, seen(back))).toEqual({ ...visit, version: 5 });
    await expect(clinic.services.visitUndo.undoStep(secretary, { appointmentId: visit.id, expectedVersion: 5 })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    expect(await actionsOf(visit.id)).toEqual(['appointment.booked', 'appointment.arrived', 'appointment.done', 'appointment.step-undone', 'appointment.step-undone']);
  });

  test('nothing happens before the visit’s day, and what was seen elsewhere since is said', async () => {
    const visit = await newVisit();
    for (const as of ['arrived', 'done', 'no-show'] as const) await expect(life().mark(secretary, { ...seen(visit), as })).rejects.toMatchObject(invalid('BEFORE_VISIT_DAY'));
    clinic.ports.clock.set(place('14:00'));
    await expect(life().mark(secretary, { ...seen(visit), as: 'no-show' })).rejects.toMatchObject(invalid('BEFORE_VISIT'));
    await life().mark(nurse, { ...seen(visit), as: 'arrived' });
    await expect(life().mark(secretary, { ...seen(visit), as: 'arrived' })).rejects.toMatchObject({ code: 'STALE', data: { changedBy: 'Essai nurse' } });
    await expect(life().mark(secretary, { ...seen(visit), expectedVersion: 2, as: 'arrived' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'arrived' } });
    await expect(life().cancel(secretary, { ...seen(visit), expectedVersion: 2, party: 'patient', cause: 'ill', note: null, request: 'waits' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    const therapist = await clinic.caller('physiotherapist');
    await expect(life().mark(therapist, { ...seen(visit), expectedVersion: 2, as: 'done' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(life().mark(secretary, { appointmentId: newId(), expectedVersion: 1, as: 'done' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('nobody came: the request waits again with the same due date, and the visit that stood for it is no last visit', async () => {
    const visit = await newVisit();
    const before = await referralOf(visit);
    clinic.ports.clock.set(place('16:00'));
    const missed = await life().mark(secretary, { ...seen(visit), as: 'no-show' });
    expect(await referralOf(visit)).toEqual({ ...before, state: 'accepted' });
    const again = await clinic.services.booking.book(secretary, {
      appointmentId: newId(), patientId: visit.patient.id, referralId: visit.referralId, practitionerId: visit.practitionerId, startsAt: place('18:00'), minutes: 30, modality: 'IN_PERSON',
      patientZone: null, reason: null, consent: null,
    });
    // The request went on with another visit: the first cannot be put back under it.
    await expect(clinic.services.visitUndo.undoStep(secretary, seen(missed))).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'booked' } });
    const record = await clinic.services.patients.open(secretary, { patientId: visit.patient.id });
    expect(record.visits.map((line) => [line.id, line.status])).toEqual([[again.id, 'booked'], [visit.id, 'no-show']]);
    expect((await clinic.store.unitOfWork.read((db) => visitOfReferral(db, visit.referralId ?? '')))?.id).toBe(again.id);
  });

  test('moved to another place and professional: its old time is free; moved back by undo', async () => {
    const visit = await newVisit();
    const before = await rowOf(visit.id);
    const moved = await life().move(secretary, { ...seen(visit), practitionerId: nurse.practitionerId ?? '', startsAt: place('18:00'), minutes: 45 });
    expect(moved).toMatchObject({ practitionerId: nurse.practitionerId, startsAt: place('18:00'), endsAt: place('18:45'), status: 'booked', steps: [{ kind: 'moved', from: { localStart: visit.localStart, professionalName: visit.professionalName } }] });
    expect(moved.localStart.slice(11)).toBe('13:00');
    expect((await referralOf(visit)).state).toBe('booked');
    const back = await clinic.services.visitUndo.undoStep(secretary, seen(moved));
    expect(back).toEqual({ ...visit, version: 3 });
    expect(await rowOf(visit.id)).toEqual({ ...before, version: 3, updated_at: booked });
    // Half an hour later is over itself: that is no conflict.
    const shifted = await life().move(secretary, { ...seen(back), practitionerId: visit.practitionerId, startsAt: place('15:15'), minutes: 30 });
    const free = await clinic.services.appointments.freeSlots(secretary, {
      referralId: null, patientId: visit.patient.id, practitionerId: visit.practitionerId, role: null, modality: 'IN_PERSON', minutes: 30, from: visit.localStart.slice(0, 10), days: 1, limit: 60, moving: visit.id,
    });
    expect(free.slots.map((slot) => slot.startsAt)).toContain(place('15:00'));
    await visitOf('15:45');
    await expect(visitOf('15:00')).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    expect(await actionsOf(shifted.id)).toEqual(['appointment.booked', 'appointment.moved', 'appointment.step-undone', 'appointment.moved']);
  });

  test('a place taken, past, outside the hours: refused, and the visit stays where it was', async () => {
    const visit = await newVisit();
    const other = await visitOf('18:00');
    const before = await rowOf(visit.id);
    const to = (startsAt: string, practitionerId = visit.practitionerId) => life().move(secretary, { ...seen(visit), practitionerId, startsAt, minutes: 30 });
    await expect(to(place('17:45'))).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    await expect(to('2026-11-16T15:00:00.000Z')).rejects.toMatchObject(invalid('IN_THE_PAST'));
    await expect(to(place('23:00'))).rejects.toMatchObject(invalid('OUTSIDE_HOURS'));
    await expect(to(place('18:30'), newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(life().move(await clinic.caller('physiotherapist'), { ...seen(visit), practitionerId: visit.practitionerId, startsAt: place('18:30'), minutes: 30 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await rowOf(visit.id)).toEqual(before);
    // The place it left may be gone when the move is taken back.
    const moved = await life().move(secretary, { ...seen(other), practitionerId: other.practitionerId, startsAt: place('19:00'), minutes: 30 });
    await visitOf('18:00');
    await expect(clinic.services.visitUndo.undoStep(secretary, seen(moved))).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    expect((await rowOf(other.id)).starts_at).toBe(place('19:00'));
  });

  test('called off by the patient: its time is free, the request waits as before, the day and the record say by whom and why; put back', async () => {
    const visit = await newVisit();
    const before = await referralOf(visit);
    const cancelled = await life().cancel(secretary, { ...seen(visit), party: 'patient', cause: 'transport', note: '', request: 'waits' });
    const step = { kind: 'cancelled', at: booked, by: 'Essai secretary', from: null, cancelled: { party: 'patient', cause: 'transport', note: null, request: 'waits' } };
    expect(cancelled).toMatchObject({ status: 'cancelled', steps: [step] });
    // Waits again, in the same delay: a date that passes is not moved by who cancels.
    expect(await referralOf(visit)).toEqual({ ...before, state: 'accepted' });
    const day = await clinic.services.appointments.day(secretary, { date: visit.localStart.slice(0, 10), practitionerId: null });
    expect([day.appointments, day.cancelled.map((one) => one.id)]).toEqual([[], [visit.id]]);
    expect((await clinic.services.patients.open(secretary, { patientId: visit.patient.id })).visits).toMatchObject([{ id: visit.id, status: 'cancelled' }]);
    expect((await clinic.services.appointments.open(secretary, { appointmentId: visit.id })).steps).toEqual(cancelled.steps);
    expect(await clinic.services.appointments.open(secretary, { appointmentId: visit.id })).toEqual(cancelled);
    expect(await clinic.services.visitUndo.undoStep(secretary, seen(cancelled))).toEqual({ ...visit, version: 3 });
    expect(await referralOf(visit)).toEqual(before);
    expect(await rowOf(visit.id)).toMatchObject({ live: 1, cancelled_at: null, cancel_cause: null });
  });

  test('called off for good: the request is closed, and comes back with the visit', async () => {
    const visit = await newVisit();
    await expect(life().cancel(secretary, { ...seen(visit), party: 'referrer', cause: 'ill', note: null, request: 'closed' })).rejects.toMatchObject(invalid('CAUSE'));
    await expect(life().cancel(secretary, { ...seen(visit), party: 'clinic', cause: 'other', note: '', request: 'closed' })).rejects.toMatchObject(invalid('NOTE_REQUIRED'));
    const cancelled = await life().cancel(secretary, { ...seen(visit), party: 'referrer', cause: 'withdrawn', note: 'Vue ailleurs', request: 'closed' });
    expect((await referralOf(visit)).state).toBe('closed');
    await clinic.services.visitUndo.restore(secretary, seen(cancelled));
    expect((await referralOf(visit)).state).toBe('booked');
    expect((await rowOf(visit.id)).live).toBe(1);
  });
});
