import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inputs } from '#contract/index.ts';
import { newId } from '../../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { addPatient, addReferral, officeHours } from '../testing/booking-fixtures.ts';

type TypeInput = Inputs['visitTypes']['save'];

// The clock stands on Monday 16 November 2026, 10 h 12 in Montréal.
describe.each(engines)('types of visits on %s', (engine) => {
  let clinic: TestClinic;
  let administrator: Caller;
  let secretary: Caller;
  let doctor: string;
  let nurse: string;
  const ultrasound = `clinic-${newId()}`;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    administrator = await clinic.caller('administrator');
    secretary = await clinic.caller('secretary');
    doctor = (await clinic.caller('rheumatologist')).practitionerId ?? '';
    nurse = (await clinic.caller('nurse')).practitionerId ?? '';
    for (const practitionerId of [doctor, nurse]) await clinic.services.people.setWeeklyHours(secretary, { practitionerId, openings: officeHours(), slotMinutes: 30, expectedVersion: 0 });
    await save({ code: ultrasound, label: { fr: 'Échographie', en: 'Ultrasound' }, minutes: 45, bufferBefore: 15, bufferAfter: 15, roles: ['rheumatologist'], modalities: ['IN_PERSON'] });
  });
  afterAll(() => clinic.close());

  const save = (over: Partial<TypeInput> = {}) =>
    clinic.services.visitTypes.save(administrator, { code: `clinic-${newId()}`, expectedVersion: 0, label: { fr: 'Essai', en: 'Trial' }, minutes: null, bufferBefore: 0, bufferAfter: 0, roles: [], classes: [], modalities: [], needsRoom: false, equipment: null, ...over });
  const typeOf = async (code: string) => (await clinic.services.visitTypes.list()).types.find((type) => type.code === code);
  const places = async (from: string, over: Partial<Inputs['appointments']['freeSlots']> = {}) =>
    (await clinic.services.appointments.freeSlots(secretary, { referralId: null, patientId: null, practitionerId: doctor, role: null, modality: 'IN_PERSON', minutes: null, from, days: 1, limit: 60, ...over })).slots.map(({ localStart, minutes }) => [localStart.slice(11), minutes]);
  const book = async (startsAt: string, over: Partial<Inputs['appointments']['book']> = {}) =>
    clinic.services.booking.book(secretary, {
      appointmentId: newId(), patientId: await addPatient(clinic.store), referralId: null, practitionerId: doctor, startsAt, minutes: 30, modality: 'IN_PERSON', patientZone: null, reason: null, consent: null, ...over,
    });

  test('those shipped are as they were until the clinic says otherwise, version by version and on record', async () => {
    expect(await typeOf('joint-procedure')).toMatchObject({ isBuiltIn: true, version: 0, minutes: null, bufferBefore: 0, bufferAfter: 0, roles: [], classes: [], modalities: [], retired: false, atDistance: 'blocked' });
    const changed = await save({ code: 'joint-procedure', label: { fr: 'Autre chose', en: 'Other' }, minutes: 20, bufferAfter: 10 });
    expect(changed).toMatchObject({ version: 1, minutes: 20, bufferAfter: 10, label: { fr: 'Ponction ou infiltration' } });
    await expect(save({ code: 'joint-procedure' })).rejects.toMatchObject({ code: 'STALE', data: { version: 1, changedBy: 'Essai administrator' } });
    expect(await clinic.services.visitTypes.setRetired(administrator, { code: 'joint-procedure', expectedVersion: 1, retired: true })).toMatchObject({ retired: true, minutes: 20, version: 2 });
    const { purposes } = await clinic.services.appointments.prepare(secretary, { referralId: null, patientId: await addPatient(clinic.store), purpose: null });
    expect(purposes.map(({ code }) => code)).not.toContain('joint-procedure');
    expect(purposes.at(-1)).toMatchObject({ code: ultrasound, label: { fr: 'Échographie' }, minutes: 45 });
    const trail = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select('action').where('entity_id', '=', 'joint-procedure').orderBy('seq').execute());
    expect(trail.map(({ action }) => action)).toEqual(['visit-type.changed', 'visit-type.retired']);
  });

  test('one of the clinic needs its own words in both languages', async () => {
    await expect(save({ label: null })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'label', code: 'REQUIRED' }] } });
    await expect(save({ label: { fr: 'échographie', en: 'Scan' } })).rejects.toMatchObject({ data: { issues: [{ path: 'label', code: 'TAKEN' }] } });
  });

  test('its length and the time around it are those of the places, and of what is booked', async () => {
    expect((await places('2026-11-24', { purpose: ultrasound })).at(0)).toEqual(['08:00', 45]);
    const visit = await book('2026-11-24T14:00:00.000Z', { minutes: 45, purpose: ultrasound });
    expect(visit.purpose).toMatchObject({ code: ultrasound, label: { fr: 'Échographie', en: 'Ultrasound' } });
    // From 9 h to 9 h 45, and a quarter of an hour on both sides.
    expect((await places('2026-11-24')).slice(0, 3)).toEqual([['08:00', 30], ['10:00', 30], ['10:30', 30]]);
    expect((await places('2026-11-24', { purpose: ultrasound }))[0]?.[0]).toBe('10:15');
    await expect(book('2026-11-24T13:30:00.000Z')).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    await expect(book('2026-11-24T14:45:00.000Z')).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    expect(await book('2026-11-24T15:00:00.000Z')).toMatchObject({ localStart: '2026-11-24T10:00' });
    // Against a visit without any: it keeps its own distance.
    await expect(book('2026-11-24T15:30:00.000Z', { minutes: 45, purpose: ultrasound })).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    // The person is free again when the visit is over.
    expect(await book('2026-11-24T14:45:00.000Z', { practitionerId: nurse, patientId: visit.patient.id })).toMatchObject({ localStart: '2026-11-24T09:45' });
  });

  test('it keeps the time around it where it moves and where it is put back, whatever the type says since', async () => {
    const visit = await book('2026-12-01T14:00:00.000Z', { minutes: 45, purpose: ultrasound });
    await save({ code: ultrasound, expectedVersion: (await typeOf(ultrasound))?.version ?? 0, label: { fr: 'Échographie', en: 'Ultrasound' }, minutes: 45, bufferBefore: 0, bufferAfter: 0, roles: ['rheumatologist'], modalities: ['IN_PERSON'] });
    const seen = { appointmentId: visit.id, practitionerId: doctor, minutes: 45 };
    await book('2026-12-01T18:00:00.000Z');
    expect((await clinic.services.movePreview.tryMove(secretary, { ...seen, startsAt: '2026-12-01T18:30:00.000Z' })).against).toEqual(['professional-busy']);
    const moved = await clinic.services.visitLife.move(secretary, { ...seen, expectedVersion: visit.version, startsAt: '2026-12-01T19:00:00.000Z' });
    await expect(book('2026-12-01T19:45:00.000Z')).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    await clinic.services.visitUndo.undoStep(secretary, { appointmentId: visit.id, expectedVersion: moved.version });
    await expect(book('2026-12-01T14:45:00.000Z', { minutes: 15 })).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    expect((await clinic.services.movePreview.tryMove(secretary, { ...seen, practitionerId: nurse, startsAt: '2026-12-01T19:00:00.000Z' })).against).toEqual(['competence']);
  });

  test('who may not hold it is neither proposed nor booked, nor a request of another class', async () => {
    const { slots } = await clinic.services.appointments.freeSlots(secretary, { referralId: null, patientId: null, practitionerId: null, role: 'any', modality: 'IN_PERSON', minutes: null, from: '2026-12-08', days: 1, limit: 60, purpose: ultrasound });
    expect(new Set(slots.map(({ practitionerId }) => practitionerId))).toEqual(new Set([doctor]));
    await expect(book('2026-12-08T14:00:00.000Z', { practitionerId: nurse, minutes: 45, purpose: ultrasound })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'practitionerId', code: 'COMPETENCE' }] } });
    const urgent = await save({ label: { fr: 'Visite rapide', en: 'Fast visit' }, classes: ['A'] });
    const patientId = await addPatient(clinic.store);
    const referralId = await addReferral(clinic.store, { patientId, cls: 'C' });
    await expect(book('2026-12-08T14:00:00.000Z', { patientId, referralId, purpose: urgent.code })).rejects.toMatchObject({ data: { issues: [{ path: 'purpose', code: 'CLASS' }] } });
    const other = await addPatient(clinic.store);
    expect(await book('2026-12-08T14:00:00.000Z', { patientId: other, referralId: await addReferral(clinic.store, { patientId: other, cls: 'A' }), purpose: urgent.code })).toMatchObject({ purpose: { code: urgent.code } });
  });

  test('it is held in its own modalities', async () => {
    const prepared = await clinic.services.appointments.prepare(secretary, { referralId: null, patientId: await addPatient(clinic.store), purpose: ultrasound });
    expect([prepared.modality, prepared.allowedModalities]).toEqual(['IN_PERSON', ['IN_PERSON']]);
    await expect(book('2026-12-15T14:00:00.000Z', { modality: 'HOME', minutes: 45, purpose: ultrasound })).rejects.toMatchObject({ data: { issues: [{ path: 'modality', code: 'MODALITY' }] } });
    const call = await save({ label: { fr: 'Appel', en: 'Call' }, modalities: ['PHONE'] });
    expect((await clinic.services.appointments.prepare(secretary, { referralId: null, patientId: await addPatient(clinic.store), purpose: call.code })).allowedModalities).toEqual(['PHONE']);
  });
});
