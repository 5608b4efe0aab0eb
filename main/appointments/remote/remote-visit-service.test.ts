import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { addPatient, officeHours } from '../testing/booking-fixtures.ts';

const before = '2026-11-16T15:12:00.000Z';
/** Tuesday 17 November, 9 h 30 in Montréal. */
const thatDay = '2026-11-17T14:30:00.000Z';
const checklist = { identity: ['name', 'birth-date'], place: '12, rue des Érables, Laval', phone: '514 555-0142', emergencyContact: 'Sa fille, 514 555-0143', others: null, interpreter: '', plan: 'call-back', technical: 'works' } as const;
const kept = { ...checklist, identity: [...checklist.identity] };

describe.each(engines)('visits at a distance on their day on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let doctor: Caller;
  let hour = 13;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
    doctor = await clinic.caller('rheumatologist');
    await clinic.services.people.setWeeklyHours(secretary, { practitionerId: doctor.practitionerId ?? '', openings: officeHours(), slotMinutes: 30, expectedVersion: 0, undoes: false });
  });
  afterAll(() => clinic.close());
  beforeEach(() => clinic.ports.clock.set(before));

  const book = async (modality: 'VIDEO' | 'PHONE' | 'IN_PERSON', startsAt: string, patientId?: string) => {
    const id = patientId ?? (await addPatient(clinic.store));
    return clinic.services.booking.book(secretary, {
      appointmentId: newId(), patientId: id, referralId: null, practitionerId: doctor.practitionerId ?? '', startsAt, minutes: 30, modality, patientZone: null, reason: null, purpose: 'stable-follow-up',
      consent: modality === 'IN_PERSON' ? null : { given: true, how: 'verbal', limitsExplained: true },
    });
  };
  /** Half an hour of its own on the Tuesday. */
  const place = (): string => {
    hour += 0.5;
    if (hour === 17) hour = 18;
    return `2026-11-17T${String(Math.floor(hour)).padStart(2, '0')}:${hour % 1 === 0 ? '00' : '30'}:00.000Z`;
  };
  const seen = (visit: { id: string; version: number }) => ({ appointmentId: visit.id, expectedVersion: visit.version });
  const check = (visit: { id: string }, expectedVersion = 0) => clinic.services.remoteVisits.check(secretary, { appointmentId: visit.id, expectedVersion, checklist: kept });
  const invalid = (code: string) => ({ code: 'INVALID', data: { issues: [expect.objectContaining({ code })] } });
  const life = () => clinic.services.visitLife;

  test('begins only with its verifications kept, which say who noted them and when, and are read with the visit', async () => {
    const visit = await book('VIDEO', place());
    expect(visit.remote).toEqual({ version: 0, suitability: { state: 'allowed', concerns: [], why: null }, checklist: null, fallback: null, outcome: null });
    await expect(check(visit)).rejects.toMatchObject(invalid('BEFORE_VISIT_DAY'));
    clinic.ports.clock.set(thatDay);
    for (const as of ['in-progress', 'done'] as const) await expect(life().mark(doctor, { ...seen(visit), as })).rejects.toMatchObject(invalid('CHECKLIST'));
    const remote = await check(visit);
    expect(remote).toMatchObject({ version: 1, checklist: { ...kept, at: thatDay, by: 'Essai secretary' } });
    await expect(check(visit)).rejects.toMatchObject({ code: 'STALE', data: { version: 1 } });
    const begun = await life().mark(doctor, { ...seen(visit), as: 'in-progress' });
    expect([begun.status, begun.remote]).toEqual(['in-progress', remote]);
    await expect(life().cancel(secretary, { ...seen(begun), party: 'patient', cause: 'ill', note: null, request: 'waits' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    const done = await life().mark(doctor, { ...seen(begun), as: 'done', outcome: { examLimits: 'Articulations non palpées', convert: null } });
    expect(done.remote?.outcome).toEqual({ examLimits: 'Articulations non palpées', convert: null, at: thatDay, by: 'Essai rheumatologist' });
    await expect(check(visit, 2)).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
  });

  test('without consent it does not begin; face to face nothing is asked', async () => {
    const patientId = await addPatient(clinic.store);
    const visit = await clinic.services.booking.book(secretary, {
      appointmentId: newId(), patientId, referralId: null, practitionerId: doctor.practitionerId ?? '', startsAt: place(), minutes: 30, modality: 'PHONE', patientZone: null, reason: null, purpose: null, consent: null,
    });
    const inPerson = await book('IN_PERSON', place());
    clinic.ports.clock.set(thatDay);
    await check(visit);
    await expect(life().mark(doctor, { ...seen(visit), as: 'in-progress' })).rejects.toMatchObject(invalid('CONSENT'));
    expect((await life().mark(doctor, { ...seen(inPerson), as: 'in-progress' })).status).toBe('in-progress');
    await expect(check(inPerson)).rejects.toMatchObject(invalid('FACE_TO_FACE'));
    await expect(clinic.services.remoteVisits.fallBack(secretary, { appointmentId: visit.id, expectedVersion: 1, reason: 'x' })).rejects.toMatchObject(invalid('NOT_VIDEO'));
  });

  test('to be seen in person within ten days: on the list with its window until booked, given up with a reason, gone with the word that the visit was done', async () => {
    const visit = await book('VIDEO', place());
    clinic.ports.clock.set(thatDay);
    await check(visit);
    const fallback = await clinic.services.remoteVisits.fallBack(doctor, { appointmentId: visit.id, expectedVersion: 1, reason: 'Image coupée' });
    expect(fallback.fallback).toEqual({ reason: 'Image coupée', at: thatDay, by: 'Essai rheumatologist' });
    const done = await life().mark(doctor, { ...seen(visit), as: 'done', outcome: { examLimits: '', convert: { withinDays: 10, reason: 'DAS28 à faire' } } });
    expect(done.remote?.outcome?.convert).toEqual({ until: '2026-11-27', reason: 'DAS28 à faire', state: 'open' });
    const list = async () => (await clinic.services.remoteVisits.toBook(secretary, {})).rows.filter((row) => row.appointmentId === visit.id);
    expect(await list()).toMatchObject([{ until: '2026-11-27', reason: 'DAS28 à faire', seenOn: '2026-11-17', patient: { id: visit.patient.id }, phone: '514 555-0142' }]);
    const dropped = await clinic.services.remoteVisits.drop(secretary, { appointmentId: visit.id, expectedVersion: 3, reason: 'Vue ailleurs' });
    expect([dropped.outcome?.convert?.state, await list()]).toEqual(['dropped', []]);
    await clinic.services.remoteVisits.drop(secretary, { appointmentId: visit.id, expectedVersion: 4, reason: null });
    const booked = await book('IN_PERSON', '2026-11-18T15:00:00.000Z', visit.patient.id);
    expect(await list()).toEqual([]);
    expect((await clinic.services.appointments.open(secretary, { appointmentId: visit.id })).remote?.outcome?.convert?.state).toBe('booked');
    // What was booked is called off: the person waits again.
    await life().cancel(secretary, { ...seen(booked), party: 'patient', cause: 'ill', note: null, request: 'waits' });
    expect(await list()).toHaveLength(1);
    const back = await clinic.services.visitUndo.undoStep(doctor, seen(done));
    expect([back.status, back.remote?.outcome, await list()]).toEqual(['booked', null, []]);
  });

  test('confirmed until it is moved; several marked at once, each refusal told', async () => {
    const [one, two] = [await book('IN_PERSON', place()), await book('VIDEO', place())];
    const confirmed = await life().mark(secretary, { ...seen(one), as: 'confirmed' });
    expect([confirmed.status, confirmed.confirmed]).toEqual(['booked', { at: before, by: 'Essai secretary' }]);
    const answer = await clinic.services.visitMarks.markMany(secretary, { visits: [seen(confirmed), seen(two), { appointmentId: one.id, expectedVersion: 1 }, { appointmentId: newId(), expectedVersion: 1 }], as: 'confirmed' });
    expect(answer.done.map(({ id }) => id)).toEqual([two.id]);
    expect(answer.refused.map(({ code, state, changedBy }) => [code, state, changedBy])).toEqual([['ILLEGAL_STATE', 'confirmed', null], ['STALE', null, 'Essai secretary'], ['NOT_FOUND', null, null]]);
    const moved = await life().move(secretary, { ...seen(confirmed), practitionerId: one.practitionerId, startsAt: '2026-11-18T18:00:00.000Z', minutes: 30 });
    expect(moved.confirmed).toBeNull();
    expect((await clinic.services.visitUndo.undoStep(secretary, seen(moved))).confirmed).toEqual(confirmed.confirmed);
    clinic.ports.clock.set('2026-11-17T20:30:00.000Z');
    const many = await clinic.services.visitMarks.markMany(secretary, { visits: [{ appointmentId: one.id, expectedVersion: 4 }, { appointmentId: two.id, expectedVersion: 2 }], as: 'done' });
    expect([many.done.map(({ id }) => id), many.refused]).toEqual([[one.id], [{ appointmentId: two.id, code: 'INVALID', field: 'CHECKLIST', state: null, changedBy: null }]]);
  });
});
