import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { visitsBetween } from './appointment-repository.ts';
import { addPatient, addReferral, officeHours } from './testing/booking-fixtures.ts';

describe.each(engines)('the schedule on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let doctor: string;
  let nurse: string;
  let patientId: string;

  beforeAll(async () => {
    clinic = await openTestClinic(engine, { timeZone: 'America/Halifax' });
    secretary = await clinic.caller('secretary');
    doctor = (await clinic.caller('rheumatologist')).practitionerId ?? '';
    nurse = (await clinic.caller('nurse')).practitionerId ?? '';
    await clinic.services.people.setWeeklyHours(secretary, { practitionerId: doctor, openings: officeHours(['IN_PERSON', 'VIDEO']), slotMinutes: 30, expectedVersion: 0 });
    await clinic.services.people.setWeeklyHours(secretary, { practitionerId: nurse, openings: officeHours(['PHONE']), slotMinutes: 20, expectedVersion: 0 });
    patientId = await addPatient(clinic.store, { nam: 'BELM79540219' });
  });
  afterAll(() => clinic.close());

  const search = { referralId: null, patientId: null, practitionerId: null, role: null, modality: 'IN_PERSON', minutes: null, from: '2026-11-16', days: 14, limit: 60 } as const;
  const freeSlots = (over: object) => clinic.services.appointments.freeSlots(secretary, { ...search, ...over });
  const book = (practitionerId: string, startsAt: string, modality: 'IN_PERSON' | 'PHONE', patient = patientId) =>
    clinic.services.booking.book(secretary, { appointmentId: newId(), patientId: patient, referralId: null, practitionerId, startsAt, minutes: 30, modality, patientZone: null, reason: null, consent: null });

  test('a referral is looked for among its queue’s role, in the clinic’s zone, from now on, with its delay', async () => {
    const referralId = await addReferral(clinic.store, { patientId, dueOn: '2026-11-17' });
    const { slots, dueOn, searchedUntil } = await freeSlots({ referralId, limit: 30, from: '2026-11-01' });
    expect(dueOn).toBe('2026-11-17');
    expect(searchedUntil).toBe('2026-11-18');
    // 10 h 12 in Montréal is 11 h 12 in Halifax.
    expect(slots[0]).toMatchObject({ practitionerId: doctor, localStart: '2026-11-16T11:30', startsAt: '2026-11-16T15:30:00.000Z', endsAt: '2026-11-16T16:00:00.000Z', minutes: 30, zone: 'America/Halifax', role: 'rheumatologist' });
    expect(new Set(slots.map((slot) => slot.practitionerId))).toEqual(new Set([doctor]));
    expect(slots.filter((slot) => slot.insideDelay).map((slot) => slot.localStart.slice(0, 10)).at(-1)).toBe('2026-11-17');
    expect(slots.find((slot) => !slot.insideDelay)?.localStart).toBe('2026-11-18T08:00');
  });

  test('a professional, a role or everybody can be asked for', async () => {
    expect((await freeSlots({ practitionerId: nurse })).slots).toEqual([]);
    expect((await freeSlots({ practitionerId: nurse, modality: 'PHONE', limit: 1 })).slots).toMatchObject([{ practitionerId: nurse, minutes: 20 }]);
    expect((await freeSlots({ role: 'nurse', modality: 'VIDEO' })).slots).toEqual([]);
    const referralId = await addReferral(clinic.store, { patientId, queueRole: 'physiotherapist' });
    expect((await freeSlots({ referralId })).slots).toEqual([]);
    expect((await freeSlots({ referralId, role: 'any', limit: 1 })).slots).toHaveLength(1);
    await expect(freeSlots({ referralId: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('what is booked is no longer free, for the professional and for the patient', async () => {
    await book(doctor, '2026-11-19T12:00:00.000Z', 'IN_PERSON');
    const other = await addPatient(clinic.store);
    await book(nurse, '2026-11-19T12:30:00.000Z', 'PHONE', other);
    const day = { from: '2026-11-19', days: 1, practitionerId: doctor };
    expect((await freeSlots({ ...day, limit: 1 })).slots[0]?.localStart).toBe('2026-11-19T08:30');
    expect((await freeSlots({ ...day, patientId: other, limit: 1 })).slots[0]?.localStart).toBe('2026-11-19T09:00');
  });

  test('preparing names the patient, the delay and the modalities allowed', async () => {
    const referralId = await addReferral(clinic.store, { patientId, modality: 'VIDEO', dueOn: '2026-12-10' });
    expect(await clinic.services.appointments.prepare(secretary, { referralId, patientId: null })).toMatchObject({
      patient: { id: patientId, familyName: 'Béland', maskedNam: 'BELM\u00A0••••\u00A0••19', teleSuitability: 'yes', city: 'Montréal' },
      referral: { id: referralId, state: 'accepted', cls: 'B', dueOn: '2026-12-10', queueRole: 'rheumatologist' },
      modality: 'VIDEO', allowedModalities: ['VIDEO', 'IN_PERSON', 'HOME', 'PHONE'], zone: 'America/Halifax', hasVideoLink: false, onlyCalendar: null,
    });
    expect(await clinic.services.appointments.prepare(secretary, { referralId: null, patientId })).toMatchObject({ referral: null, modality: 'IN_PERSON' });
    const therapist = await clinic.caller('physiotherapist');
    expect((await clinic.services.appointments.prepare(therapist, { referralId: null, patientId })).onlyCalendar).toBe(therapist.practitionerId);
    await expect(clinic.services.appointments.prepare(secretary, { referralId: null, patientId: null })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(clinic.services.appointments.prepare(secretary, { referralId: null, patientId: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a day holds its visits, the professionals by role with their hours, and how full their week is', async () => {
    await book(doctor, '2026-12-02T13:00:00.000Z', 'IN_PERSON');
    const late = await book(nurse, '2026-12-02T18:00:00.000Z', 'PHONE');
    await book(doctor, '2026-12-03T13:00:00.000Z', 'IN_PERSON');
    const day = await clinic.services.appointments.day(secretary, { date: '2026-12-02', practitionerId: null });
    expect(day).toMatchObject({ date: '2026-12-02', zone: 'America/Halifax' });
    expect(day.appointments.map((visit) => [visit.practitionerId, visit.localStart])).toEqual([[doctor, '2026-12-02T09:00'], [nurse, '2026-12-02T14:00']]);
    expect(day.professionals.map((person) => person.role)).toEqual(['rheumatologist', 'nurse', 'physiotherapist']);
    expect(day.professionals[0]).toMatchObject({ hours: [{ startsAt: '08:00', endsAt: '12:00' }, { startsAt: '13:00', endsAt: '16:00' }], weekBooked: 60, weekOpen: 35 * 60 });
    const own = await clinic.services.appointments.day(secretary, { date: '2026-12-02', practitionerId: nurse });
    expect(own.appointments.map((visit) => visit.id)).toEqual([late.id]);
    expect(own.professionals).toHaveLength(1);
  });

  test('a week of one professional: every day with its hours, its visits and those called off, nobody else’s', async () => {
    const weekend = await book(doctor, '2026-12-11T19:30:00.000Z', 'IN_PERSON');
    const off = await book(doctor, '2026-12-07T13:00:00.000Z', 'IN_PERSON');
    await book(nurse, '2026-12-08T13:00:00.000Z', 'PHONE');
    await book(doctor, '2026-12-14T12:00:00.000Z', 'IN_PERSON');
    await clinic.services.visitLife.cancel(secretary, { appointmentId: off.id, expectedVersion: 1, party: 'patient', cause: 'ill', note: null, request: 'waits' });
    const week = await clinic.services.appointments.week(secretary, { date: '2026-12-13', practitionerId: doctor });
    expect(week).toMatchObject({ monday: '2026-12-07', zone: 'America/Halifax', professional: { practitionerId: doctor, weekBooked: 30, weekOpen: 35 * 60 } });
    expect(week.days.map((day) => [day.date, day.hours.length])).toEqual([7, 8, 9, 10, 11, 12, 13].map((day) => [`2026-12-${String(day).padStart(2, '0')}`, day < 12 ? 2 : 0]));
    expect([week.appointments.map((visit) => visit.id), week.cancelled.map((visit) => visit.id)]).toEqual([[weekend.id], [off.id]]);
    await expect(clinic.services.appointments.week(secretary, { date: '2026-12-13', practitionerId: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a day of the clinic begins at its own midnight', async () => {
    const people = clinic.services.people;
    const openings = [...officeHours(['PHONE']), { weekday: 6, startsAt: '22:00', endsAt: '23:59', modalities: ['PHONE' as const] }, { weekday: 7, startsAt: '00:00', endsAt: '02:00', modalities: ['PHONE' as const] }];
    await people.setWeeklyHours(secretary, { practitionerId: nurse, openings, slotMinutes: 20, expectedVersion: 1 });
    await book(nurse, '2026-12-06T03:00:00.000Z', 'PHONE');
    await book(nurse, '2026-12-06T04:00:00.000Z', 'PHONE');
    const of = async (date: string) => (await clinic.services.appointments.day(secretary, { date, practitionerId: nurse })).appointments.map((visit) => visit.localStart);
    expect(await of('2026-12-05')).toEqual(['2026-12-05T23:00']);
    expect(await of('2026-12-06')).toEqual(['2026-12-06T00:00']);
  });

  test('opening a visit is written in the trail, once', async () => {
    const visit = await book(doctor, '2026-12-09T13:00:00.000Z', 'IN_PERSON');
    expect(await clinic.services.appointments.open(secretary, { appointmentId: visit.id })).toEqual(visit);
    await clinic.services.appointments.open(secretary, { appointmentId: visit.id });
    const trail = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select('action').where('entity_id', '=', visit.id).execute());
    expect(trail.map((row) => row.action)).toEqual(['appointment.booked', 'appointment.opened']);
    await expect(clinic.services.appointments.open(secretary, { appointmentId: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a caller who reaches their own visits sees no others, and one without a reach sees none', async () => {
    const range = { from: '2026-12-02T04:00:00.000Z', until: '2026-12-03T04:00:00.000Z', practitionerId: null, limit: 10 };
    const { userId, roles } = secretary;
    const seen = (scope: 'clinic' | 'own' | 'aggregate', practitionerId: string | null) =>
      clinic.store.unitOfWork.read((db) => visitsBetween(db, { scope, practitionerId, userId, roles, now: clinic.ports.clock.now() }, range)).then((rows) => rows.map((row) => row.practitionerId));
    expect(await seen('clinic', null)).toEqual([doctor, nurse]);
    expect(await seen('own', nurse)).toEqual([nurse]);
    expect(await seen('own', null)).toEqual([]);
    expect(await seen('aggregate', nurse)).toEqual([]);
  });

  test('the template of video links is checked, kept and audited', async () => {
    const administrator = await clinic.caller('administrator');
    const set = (template: string | null) => clinic.services.appointments.setVideoSettings(administrator, { template });
    await expect(set('http://visio.example/{room}')).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'template', code: 'NOT_HTTPS' }] } });
    await expect(set('https://visio.example/')).rejects.toMatchObject({ data: { issues: [{ path: 'template', code: 'ROOM_MISSING' }] } });
    expect(await clinic.services.appointments.videoSettings(administrator)).toEqual({ template: null });
    await set('https://visio.example/{room}');
    expect(await clinic.services.appointments.videoSettings(secretary)).toEqual({ template: 'https://visio.example/{room}' });
    expect((await clinic.services.appointments.prepare(secretary, { referralId: null, patientId })).hasVideoLink).toBe(true);
    await set(null);
  });
});
