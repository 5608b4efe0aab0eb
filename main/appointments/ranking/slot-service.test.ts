import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inputs } from '#contract/index.ts';
import { newId } from '../../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { addPatient, addReferral, officeHours } from '../testing/booking-fixtures.ts';

// The clock stands on Monday 16 November 2026, 10 h 12 in Montréal.
describe.each(engines)('the best places on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let doctor: string;
  let nurse: string;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
    doctor = (await clinic.caller('rheumatologist')).practitionerId ?? '';
    nurse = (await clinic.caller('nurse')).practitionerId ?? '';
    for (const practitionerId of [doctor, nurse]) await clinic.services.people.setWeeklyHours(secretary, { practitionerId, openings: officeHours(), slotMinutes: 30, expectedVersion: 0 });
  });
  afterAll(() => clinic.close());

  const best = (over: Partial<Inputs['slots']['best']>) =>
    clinic.services.slots.best(secretary, { referralId: null, patientId: null, practitionerId: null, role: 'any', modality: 'IN_PERSON', minutes: null, from: '2026-11-16', days: 28, ...over });
  const wishes = { weekdays: [], halfDays: [], modalities: [], noticeHours: null, travelKm: null, travelMinutes: null, words: null };
  const book = (patientId: string, startsAt: string, over: object = {}) =>
    clinic.services.booking.book(secretary, { appointmentId: newId(), patientId, referralId: null, practitionerId: nurse, startsAt, minutes: 30, modality: 'IN_PERSON', patientZone: null, reason: null, consent: null, ...over });

  test('one place a half-day, the delay first; each place says why and is free', async () => {
    const patientId = await addPatient(clinic.store);
    const referralId = await addReferral(clinic.store, { patientId, dueOn: '2026-11-18' });
    const found = await best({ referralId });
    expect(found).toMatchObject({ dueOn: '2026-11-18', searchedUntil: '2026-12-13', weights: '1.2.0' });
    expect(found.slots.slice(0, 2).map((slot) => [slot.localStart, slot.role])).toEqual([['2026-11-16T10:30', 'rheumatologist'], ['2026-11-16T13:00', 'rheumatologist']]);
    expect(found.slots[0]?.reasons.map(({ code }) => code)).toEqual(['in-time', 'role-asked', 'modality-decided']);
    expect(found.slots[0]?.otherTimes.map(({ localStart }) => localStart.slice(11))).toEqual(['11:00', '11:30']);
    expect(found.slots.map(({ points }) => points)).toEqual([...found.slots].sort((a, b) => b.points - a.points).map(({ points }) => points));
    expect(new Set(found.slots.map(({ practitionerId, localStart }) => practitionerId + localStart.slice(0, 10) + String(localStart.slice(11) < '12:00'))).size).toBe(found.slots.length);
    // Four weeks, five days, two half-days, two people; this morning has begun and still has places.
    expect([found.halfDays, found.slots.length]).toEqual([80, 20]);
    const visit = await clinic.services.booking.book(secretary, {
      appointmentId: newId(), patientId, referralId, practitionerId: found.slots[0]?.practitionerId ?? '', startsAt: found.slots[0]?.startsAt ?? '', minutes: 30, modality: 'IN_PERSON', patientZone: null, reason: null, consent: null,
    });
    await clinic.services.visitUndo.undoBooking(secretary, { appointmentId: visit.id, expectedVersion: visit.version });
  });

  test('a professional who speaks the language of the person gains by it, another loses; nobody is judged for what nobody has said', async () => {
    const patientId = await addPatient(clinic.store);
    const set = (id: string, languages: readonly string[]) => clinic.store.unitOfWork.write((db) => db.updateTable('practitioner').set({ languages: JSON.stringify(languages) }).where('id', '=', id).execute());
    await clinic.store.unitOfWork.write((db) => db.updateTable('patient').set({ language: 'iu-CA' }).where('id', '=', patientId).execute());
    const codes = async (id: string) => (await best({ patientId })).slots.find(({ practitionerId }) => practitionerId === id)?.reasons.filter(({ code }) => code.startsWith('language')).map(({ code, facts }) => [code, facts.language]);
    expect([await codes(doctor), await codes(nurse)]).toEqual([[], []]);
    await set(nurse, ['fr', 'iu']);
    await set(doctor, ['fr']);
    expect([await codes(nurse), await codes(doctor)]).toEqual([[['language-spoken', 'iu']], undefined]);
    expect((await best({ patientId, practitionerId: doctor })).slots[0]?.reasons.map(({ code }) => code)).toContain('language-not-spoken');
    await set(nurse, []);
    await set(doctor, []);
  });

  test('what the person said raises and lowers places; what was said before stays on record, another’s change in between is told', async () => {
    const patientId = await addPatient(clinic.store);
    expect(await clinic.services.slots.preferences(secretary, { patientId })).toMatchObject({ version: 0, weekdays: [] });
    const said = await clinic.services.slots.setPreferences(secretary, { patientId, expectedVersion: 0, ...wishes, weekdays: [4, 4], halfDays: ['afternoon'], noticeHours: 48, travelKm: 120, travelMinutes: 90, words: 'Enfants à l’école le matin' });
    expect(said).toMatchObject({ version: 1, weekdays: [4], setBy: 'Essai secretary', words: 'Enfants à l’école le matin' });
    const [first] = (await best({ patientId })).slots;
    expect([first?.localStart, first?.reasons.map(({ code }) => code).sort()]).toEqual(['2026-11-19T13:00', ['half-day-wished', 'wait', 'weekday-wished']]);
    const any = await best({ patientId, modality: null });
    expect(any.slots[0]).toMatchObject({ reasons: [{ code: 'travel-saved', points: 16, facts: { km: 240, minutes: 180 } }, {}, {}, {}] });
    expect(any.slots[0]?.modality).not.toBe('IN_PERSON');
    await expect(clinic.services.slots.setPreferences(secretary, { patientId, expectedVersion: 0, ...wishes })).rejects.toMatchObject({ code: 'STALE', data: { version: 1, changedBy: 'Essai secretary' } });
    await clinic.services.slots.setPreferences(secretary, { patientId, expectedVersion: 1, ...wishes });
    const kept = await clinic.store.unitOfWork.read((db) => db.selectFrom('visit_preference').select(['version', 'words', 'replaced_at']).where('patient_id', '=', patientId).orderBy('version').execute());
    expect(kept.map(({ version, words, replaced_at }) => [version, words, replaced_at === null])).toEqual([[1, 'Enfants à l’école le matin', false], [2, null, true]]);
  });

  test('who has seen the person before comes first, and a day on which they come anyway', async () => {
    const patientId = await addPatient(clinic.store);
    clinic.ports.clock.set('2026-11-09T15:12:00.000Z');
    await book(patientId, '2026-11-10T15:00:00.000Z');
    clinic.ports.clock.set('2026-11-16T15:12:00.000Z');
    const again = await best({ patientId });
    expect(again.slots[0]).toMatchObject({ practitionerId: nurse, reasons: [{ code: 'same-professional', facts: { on: '2026-11-10' } }] });
    await book(patientId, '2026-12-02T15:00:00.000Z');
    const grouped = await best({ patientId, practitionerId: doctor, from: '2026-11-30' });
    expect(grouped.slots[0]).toMatchObject({ localStart: '2026-12-02T08:00' });
    expect(grouped.slots[0]?.reasons[0]).toMatchObject({ code: 'same-day', facts: { name: 'Essai nurse' } });
  });

  test('a visit at home goes to the round of whoever is already near that day; a region alone says nothing', async () => {
    const [neighbour, patientId, unknown] = [await addPatient(clinic.store), await addPatient(clinic.store), await addPatient(clinic.store)];
    const live = (id: string, code: string) => clinic.store.unitOfWork.write((db) => db.updateTable('patient').set({ postal_code: code }).where('id', '=', id).execute());
    await live(neighbour, 'H1V 3R9');
    await live(patientId, 'H1V 0B3');
    await book(neighbour, '2026-12-03T15:00:00.000Z', { modality: 'HOME' });
    const reasons = async (id: string) => (await best({ patientId: id, modality: 'HOME', practitionerId: nurse, from: '2026-12-01', days: 7 })).slots.flatMap(({ localStart, reasons: why }) => why.filter(({ code }) => code === 'same-round').map(({ facts }) => [localStart.slice(0, 10), facts.visits]));
    expect(await reasons(patientId)).toEqual([['2026-12-03', 1], ['2026-12-03', 1]]);
    expect(await reasons(unknown)).toEqual([]);
  });

  test('a window of its own: not before, due by', async () => {
    const patientId = await addPatient(clinic.store);
    const found = await best({ patientId, practitionerId: doctor, notBefore: '2026-12-07', dueOn: '2026-12-11' });
    expect(found.slots.slice(0, 10).every(({ localStart }) => localStart >= '2026-12-07' && localStart < '2026-12-12')).toBe(true);
  });

  test('a part of the day is the wall clock’s, also after the clock has changed', async () => {
    const patientId = await addPatient(clinic.store);
    await clinic.services.slots.setPreferences(secretary, { patientId, expectedVersion: 0, ...wishes, halfDays: ['morning'] });
    const spring = await best({ patientId, practitionerId: doctor, from: '2027-03-01', days: 28, limit: 40 });
    expect(spring.slots.filter(({ reasons }) => reasons.some(({ code }) => code === 'half-day-wished')).every(({ localStart }) => localStart.endsWith('T08:00'))).toBe(true);
    // Good Friday is closed.
    expect(spring.slots).toHaveLength(38);
  });

  test('of a record closed to whoever books, nothing the person can or wishes plays a part', async () => {
    const patientId = await addPatient(clinic.store);
    const member = await clinic.caller('rheumatologist');
    await clinic.services.slots.setPreferences(secretary, { patientId, expectedVersion: 0, ...wishes, weekdays: [4], travelKm: 400 });
    await clinic.services.access.restrict(member, { patientId, reason: 'other', words: 'voisine' });
    const told = async (caller: Caller) => (await clinic.services.slots.best(caller, { referralId: null, patientId, practitionerId: doctor, role: null, modality: 'VIDEO', minutes: null, from: '2026-11-16', days: 7 })).slots.map(({ reasons }) => reasons.map(({ code }) => code));
    expect((await told(member))[0]).toEqual(['travel-saved', 'weekday-wished', 'wait']);
    expect(new Set((await told(secretary)).flat())).toEqual(new Set(['wait']));
    await expect(clinic.services.slots.preferences(secretary, { patientId })).rejects.toMatchObject({ code: 'RESTRICTED' });
  });

  test('who is not there, and what is not known, is said', async () => {
    await expect(best({ patientId: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(best({ referralId: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(best({})).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'patientId', code: 'REQUIRED' }] } });
    await expect(best({ patientId: await addPatient(clinic.store), purpose: 'tea' })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(clinic.services.slots.setPreferences(secretary, { patientId: newId(), expectedVersion: 0, ...wishes })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
