import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inputs } from '#contract/index.ts';
import { newId } from '../../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { addPatient, officeHours } from '../testing/booking-fixtures.ts';

type Booking = Inputs['appointments']['book'];

// The clock stands on Monday 16 November 2026, 10 h 12 in Montréal.
describe.each(engines)('rooms, equipment and overbooking on %s', (engine) => {
  let clinic: TestClinic;
  let administrator: Caller;
  let secretary: Caller;
  const calendars: string[] = [];
  const [scan, injection, scanner, firstRoom, secondRoom] = [`clinic-${newId()}`, `clinic-${newId()}`, newId(), newId(), newId()];
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    administrator = await clinic.caller('administrator');
    secretary = await clinic.caller('secretary');
    for (const role of ['rheumatologist', 'ips', 'nurse', 'physiotherapist'] as const) {
      const practitionerId = (await clinic.caller(role)).practitionerId ?? '';
      calendars.push(practitionerId);
      await clinic.services.people.setWeeklyHours(secretary, { practitionerId, openings: officeHours(), slotMinutes: 30, expectedVersion: 0 });
    }
    await add({ resourceId: scanner, kind: 'ultrasound', name: 'Échographe' });
    await add({ resourceId: firstRoom, name: 'Salle 1' });
    await add({ resourceId: secondRoom, name: 'Salle 2' });
    const type = { expectedVersion: 0, minutes: 30, bufferBefore: 0, bufferAfter: 0, roles: [], classes: [], modalities: [] };
    await clinic.services.visitTypes.save(administrator, { ...type, code: scan, label: { fr: 'Échographie', en: 'Scan' }, needsRoom: false, equipment: 'ultrasound' });
    await clinic.services.visitTypes.save(administrator, { ...type, code: injection, label: { fr: 'Infiltration', en: 'Injection' }, needsRoom: true, equipment: null });
  });
  afterAll(() => clinic.close());

  const add = (over: Partial<Inputs['resources']['save']> = {}) => clinic.services.resources.save(administrator, { resourceId: newId(), expectedVersion: 0, siteId: null, kind: 'room', name: 'Salle', ...over });
  const booking = async (startsAt: string, who: number, over: Partial<Booking> = {}): Promise<Booking> => ({
    appointmentId: newId(), patientId: await addPatient(clinic.store), referralId: null, practitionerId: calendars[who] ?? '', startsAt, minutes: 30, modality: 'IN_PERSON', patientZone: null, reason: null, consent: null, ...over,
  });
  const book = async (startsAt: string, who: number, over: Partial<Booking> = {}) => clinic.services.booking.book(secretary, await booking(startsAt, who, over));
  const used = () =>
    clinic.store.unitOfWork.read((db) => db.selectFrom('appointment_resource as u').innerJoin('appointment as a', 'a.id', 'u.appointment_id').select(['u.resource_id', 'u.starts_at', 'u.ends_at', 'a.live as visitLive', 'u.live']).where('u.live', '=', 1).execute());
  const starts = async (purpose: string | null, who: number, from: string, over: Partial<Inputs['appointments']['freeSlots']> = {}) =>
    (await clinic.services.appointments.freeSlots(secretary, { referralId: null, patientId: null, practitionerId: calendars[who] ?? '', role: null, modality: 'IN_PERSON', minutes: 30, from, days: 1, limit: 60, purpose, ...over })).slots;

  test('are named once for their site, renamed and taken out of use, on record', async () => {
    await expect(add({ name: 'salle 1' })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'name', code: 'TAKEN' }] } });
    await expect(add({ siteId: newId() })).rejects.toMatchObject({ data: { issues: [{ path: 'siteId', code: 'UNKNOWN' }] } });
    const resourceId = newId();
    await add({ resourceId, name: 'Bureau' });
    expect(await add({ resourceId, name: 'Bureau' })).toMatchObject({ version: 1 });
    expect(await add({ resourceId, name: 'Bureau 2', expectedVersion: 1 })).toMatchObject({ name: 'Bureau 2', version: 2 });
    await expect(add({ resourceId, name: 'Bureau 3', expectedVersion: 1 })).rejects.toMatchObject({ code: 'STALE', data: { version: 2, changedBy: 'Essai administrator' } });
    expect(await clinic.services.resources.setRetired(administrator, { resourceId, expectedVersion: 2, retired: true })).toMatchObject({ retired: true });
    expect((await clinic.services.resources.list()).resources.at(-1)?.id).toBe(resourceId);
  });

  test('one ultrasound is at one visit at a time, whoever holds it; a visit called off leaves it', async () => {
    const at = '2026-11-24T14:00:00.000Z';
    const visit = await book(at, 0, { purpose: scan });
    expect(visit.resources).toEqual([{ id: scanner, kind: 'ultrasound', name: 'Échographe' }]);
    await expect(book(at, 1, { purpose: scan })).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    expect((await starts(scan, 1, '2026-11-24')).map(({ startsAt }) => startsAt)).not.toContain(at);
    expect((await starts(null, 1, '2026-11-24')).map(({ startsAt }) => startsAt)).toContain(at);
    // Places to move a visit to are judged by what that visit needs.
    const elsewhere = await book('2026-11-24T19:00:00.000Z', 1, { purpose: scan });
    expect((await starts(null, 1, '2026-11-24', { moving: elsewhere.id })).map(({ startsAt }) => startsAt)).not.toContain(at);
    await clinic.services.visitUndo.undoBooking(secretary, { appointmentId: elsewhere.id, expectedVersion: elsewhere.version });
    // Moved, it goes along; taken back, it is where it was.
    const seen = { appointmentId: visit.id, practitionerId: calendars[0] ?? '', minutes: 30 };
    const moved = await clinic.services.visitLife.move(secretary, { ...seen, expectedVersion: visit.version, startsAt: '2026-11-24T15:00:00.000Z' });
    const other = await book(at, 1, { purpose: scan });
    expect((await clinic.services.movePreview.tryMove(secretary, { ...seen, startsAt: at })).against).toEqual(['taken']);
    await expect(clinic.services.visitUndo.undoStep(secretary, { appointmentId: visit.id, expectedVersion: moved.version })).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    await clinic.services.visitLife.cancel(secretary, { appointmentId: other.id, expectedVersion: other.version, party: 'patient', cause: 'ill', note: null, request: 'waits' });
    expect(await clinic.services.visitUndo.undoStep(secretary, { appointmentId: visit.id, expectedVersion: moved.version })).toMatchObject({ startsAt: at, resources: [{ id: scanner }] });
    // By telephone nobody needs it.
    expect((await book('2026-11-24T14:00:00.000Z', 2, { purpose: scan, modality: 'PHONE', consent: { given: true, how: 'verbal', limitsExplained: true } })).resources).toEqual([]);
  });

  test('any free room serves, until none is; many writers at once take each once', async () => {
    const at = '2026-12-01T14:00:00.000Z';
    const inputs = await Promise.all([0, 1, 2, 3].map((who) => booking(at, who, { purpose: injection })));
    const outcomes = await Promise.allSettled(inputs.map((input) => clinic.services.booking.book(secretary, input)));
    const booked = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value.resources.map(({ id }) => id) : []));
    expect([...booked].sort()).toEqual([firstRoom, secondRoom].sort());
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'SLOT_TAKEN' });
    const rows = await used();
    for (const [index, one] of rows.entries()) {
      expect(one.visitLive).toBe(1);
      expect(rows.slice(index + 1).some((other) => other.resource_id === one.resource_id && other.starts_at < one.ends_at && one.starts_at < other.ends_at)).toBe(false);
    }
  });

  test('a professional in a room of their own takes it; nobody else does meanwhile', async () => {
    const { version } = await clinic.services.people.weeklyHours(secretary, { practitionerId: calendars[3] ?? '' });
    const opening = { weekday: 2, startsAt: '08:00', endsAt: '12:00', modalities: ['IN_PERSON' as const, 'HOME' as const] };
    await expect(clinic.services.people.setWeeklyHours(secretary, { practitionerId: calendars[3] ?? '', openings: [{ ...opening, roomId: scanner }], slotMinutes: 30, expectedVersion: version })).rejects.toMatchObject({ data: { issues: [{ code: 'UNKNOWN_ROOM' }] } });
    await clinic.services.people.setWeeklyHours(secretary, { practitionerId: calendars[3] ?? '', openings: [{ ...opening, roomId: firstRoom }], slotMinutes: 30, expectedVersion: version });
    const at = '2026-12-08T14:00:00.000Z';
    expect((await book(at, 3)).resources).toMatchObject([{ id: firstRoom }]);
    expect((await book(at, 0, { purpose: injection })).resources).toMatchObject([{ id: secondRoom }]);
    await expect(book(at, 1, { purpose: injection })).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    expect((await book('2026-12-08T15:00:00.000Z', 3, { modality: 'HOME' })).resources).toEqual([]);
  });

  test('a place held takes the room and equipment of its type with it, for everybody but whom it is held for', async () => {
    const at = '2027-01-12T14:00:00.000Z';
    const patientId = await addPatient(clinic.store);
    const hold = (over: Partial<Inputs['waiting']['hold']> = {}) =>
      clinic.services.waiting.hold(secretary, { holdId: newId(), practitionerId: calendars[0] ?? '', startsAt: at, minutes: 30, modality: 'IN_PERSON', patientId, referralId: null, entryId: null, purpose: scan, forMinutes: 60, ...over });
    const { id: holdId, purpose } = await hold();
    expect(purpose).toBe(scan);
    await expect(hold({ practitionerId: calendars[1] ?? '', patientId: await addPatient(clinic.store) })).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    await expect(book(at, 1, { purpose: scan })).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    expect((await starts(scan, 1, '2027-01-12')).map(({ startsAt }) => startsAt)).not.toContain(at);
    const later = await book('2027-01-12T19:00:00.000Z', 1, { purpose: scan });
    const tried = (practitionerId: string | undefined) => clinic.services.movePreview.tryMove(secretary, { appointmentId: later.id, practitionerId: practitionerId ?? '', startsAt: at, minutes: 30 });
    expect([(await tried(calendars[1])).against, (await tried(calendars[0])).against]).toEqual([['taken'], ['held', 'taken']]);
    expect((await book(at, 0, { purpose: scan, patientId })).resources).toMatchObject([{ id: scanner }]);
    expect((await clinic.services.waiting.holds(secretary)).holds.some(({ id }) => id === holdId)).toBe(false);
    // Let go, or run out, it leaves what it had.
    const next = await hold({ startsAt: '2027-01-12T20:00:00.000Z' });
    await clinic.services.waiting.release(secretary, { holdId: next.id });
    await book('2027-01-12T20:00:00.000Z', 1, { purpose: scan });
  });

  test('a series is told of rooms, equipment and professions before anything is booked, and offered places that have them', async () => {
    const [first, second] = ['2027-02-02T14:00:00.000Z', '2027-02-09T14:00:00.000Z'];
    await book(second, 1, { purpose: scan });
    const plan = async (purpose: string, who = 0) => (await clinic.services.series.plan(secretary, { patientId: await addPatient(clinic.store), practitionerId: calendars[who] ?? '', modality: 'IN_PERSON', minutes: 30, startsAt: first, purpose, weeks: [1, 2] })).visits;
    const visits = await plan(scan);
    expect(visits.map(({ conflicts }) => conflicts.map(({ kind }) => kind))).toEqual([[], ['equipment']]);
    const [instead] = visits[1]?.alternatives ?? [];
    expect(instead?.startsAt).not.toBe(second);
    const common = { seriesId: newId(), patientId: await addPatient(clinic.store), referralId: null, modality: 'IN_PERSON' as const, minutes: 30, patientZone: null, purpose: scan, reason: null, consent: null };
    const booked = await clinic.services.series.book(secretary, { ...common, visits: [{ appointmentId: newId(), practitionerId: calendars[0] ?? '', startsAt: first }, { appointmentId: newId(), practitionerId: instead?.practitionerId ?? '', startsAt: instead?.startsAt ?? '' }] });
    expect(booked.visits.map(({ resources }) => resources.map(({ id }) => id))).toEqual([[scanner], [scanner]]);
    for (const who of [3, 2]) await book(second, who, { purpose: injection });
    expect((await plan(injection)).map(({ conflicts }) => conflicts.map(({ kind }) => kind))).toEqual([['professional'], ['room']]);
    const nurses = `clinic-${newId()}`;
    await clinic.services.visitTypes.save(administrator, { code: nurses, label: { fr: 'Enseignement infirmier', en: 'Nurse teaching' }, expectedVersion: 0, minutes: 30, bufferBefore: 0, bufferAfter: 0, roles: ['nurse'], classes: [], modalities: [], needsRoom: false, equipment: null });
    const ofNurse = await plan(nurses);
    expect(ofNurse.map(({ conflicts }) => conflicts.map(({ kind }) => kind))).toEqual([['professional', 'competence'], ['competence']]);
    expect(new Set(ofNurse.flatMap(({ alternatives }) => alternatives.map(({ role }) => role)))).toEqual(new Set(['nurse']));
  });

  test('a room is chosen by hand among those that are free, and kept when the visit moves', async () => {
    const at = '2027-03-02T14:00:00.000Z';
    const free = async (startsAt: string, over: Partial<Inputs['resources']['free']> = {}) =>
      (await clinic.services.resources.free({ practitionerId: calendars[0] ?? '', startsAt, minutes: 30, modality: 'IN_PERSON', purpose: injection, moving: null, ...over })).rooms.map(({ id }) => id);
    expect(await free(at)).toEqual(expect.arrayContaining([firstRoom, secondRoom]));
    expect([await free(at, { purpose: scan }), await free(at, { modality: 'PHONE' }), await free('2027-03-06T14:00:00.000Z')]).toEqual([[], [], []]);
    const visit = await book(at, 0, { purpose: injection, roomId: secondRoom });
    expect(visit.resources).toMatchObject([{ id: secondRoom }]);
    expect(await free(at, { practitionerId: calendars[1] ?? '' })).not.toContain(secondRoom);
    await expect(book(at, 1, { purpose: injection, roomId: secondRoom })).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    const to = { appointmentId: visit.id, practitionerId: calendars[0] ?? '', minutes: 30 };
    const moved = await clinic.services.visitLife.move(secretary, { ...to, expectedVersion: visit.version, startsAt: '2027-03-02T15:00:00.000Z' });
    expect(moved.resources).toMatchObject([{ id: secondRoom }]);
    expect(await free('2027-03-02T15:00:00.000Z', { purpose: null, moving: visit.id })).toContain(secondRoom);
    const elsewhere = await clinic.services.visitLife.move(secretary, { ...to, expectedVersion: moved.version, startsAt: '2027-03-02T15:30:00.000Z', roomId: firstRoom });
    expect(elsewhere.resources).toMatchObject([{ id: firstRoom }]);
    // Taken back, in whichever is free where it was.
    expect((await clinic.services.visitUndo.undoStep(secretary, { appointmentId: visit.id, expectedVersion: elsewhere.version })).resources).toMatchObject([{ id: firstRoom }]);
  });

  test('whoever waits for an earlier visit is offered a place that has what their visit needs', async () => {
    const at = '2026-12-22T14:00:00.000Z';
    const patientId = await addPatient(clinic.store);
    const visit = await book('2026-12-22T20:00:00.000Z', 2, { purpose: scan, patientId });
    await clinic.services.waiting.add(secretary, { entryId: newId(), patientId, appointmentId: visit.id, role: 'nurse', modality: null, dueOn: null, words: null });
    const offered = async () => (await clinic.services.waiting.matches(secretary, { practitionerId: calendars[2] ?? '', startsAt: at, minutes: 30, modality: 'IN_PERSON' })).matches.some(({ patient }) => patient.id === patientId);
    expect(await offered()).toBe(true);
    const other = await book(at, 1, { purpose: scan });
    expect(await offered()).toBe(false);
    await clinic.services.visitUndo.undoBooking(secretary, { appointmentId: other.id, expectedVersion: other.version });
    expect(await offered()).toBe(true);
  });

  test('a visit over another needs a reason, shows it, and leaves what is the person’s and the room’s alone', async () => {
    const at = '2026-12-15T14:00:00.000Z';
    const first = await book(at, 0);
    const places = await starts(null, 0, '2026-12-15', { throughTaken: true });
    expect(places.filter(({ overbooks }) => overbooks).map(({ startsAt }) => startsAt)).toEqual([at]);
    await expect(book(at, 0)).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    const over = await book(at, 0, { despite: { away: null, overbook: 'Poussée, vient de loin' } });
    expect(over).toMatchObject({ overbooked: true, exceptions: [{ kind: 'overbook', reason: 'Poussée, vient de loin', by: 'Essai secretary' }] });
    expect(await clinic.services.appointments.open(secretary, { appointmentId: first.id })).toMatchObject({ overbooked: false });
    const trail = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select('detail').where('entity_id', '=', over.id).where('action', '=', 'appointment.booked').executeTakeFirstOrThrow());
    expect(JSON.parse(trail.detail ?? '')).toMatchObject({ despite: 'overbook' });
    // Nobody is a patient twice at once, whatever the reason.
    await expect(book(at, 1, { patientId: first.patient.id, despite: { away: null, overbook: 'Pressé' } })).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    // Elsewhere it is over nothing; taken back, its reason still stands.
    const moved = await clinic.services.visitLife.move(secretary, { appointmentId: over.id, expectedVersion: over.version, practitionerId: calendars[0] ?? '', startsAt: '2026-12-15T15:00:00.000Z', minutes: 30 });
    expect(moved).toMatchObject({ overbooked: false, exceptions: [] });
    expect(await clinic.services.visitUndo.undoStep(secretary, { appointmentId: over.id, expectedVersion: moved.version })).toMatchObject({ overbooked: true, exceptions: [{ kind: 'overbook' }] });
    // Moved over another visit: a reason is asked, kept with the place, and told by the search for it.
    const seenOver = (await clinic.services.appointments.open(secretary, { appointmentId: over.id })).version;
    const another = await book('2026-12-15T18:00:00.000Z', 0);
    const onto = { appointmentId: over.id, expectedVersion: seenOver, practitionerId: calendars[0] ?? '', startsAt: another.startsAt, minutes: 30 };
    expect((await starts(null, 0, '2026-12-15', { throughTaken: true, moving: over.id })).filter(({ overbooks }) => overbooks).map(({ startsAt }) => startsAt)).toEqual([at, another.startsAt]);
    await expect(clinic.services.visitLife.move(secretary, onto)).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    const onAnother = await clinic.services.visitLife.move(secretary, { ...onto, despite: { away: null, overbook: 'Ne peut que l’après-midi' } });
    expect(onAnother).toMatchObject({ overbooked: true, exceptions: [{ kind: 'overbook', reason: 'Ne peut que l’après-midi' }] });
    expect(await clinic.services.visitUndo.undoStep(secretary, { appointmentId: over.id, expectedVersion: onAnother.version })).toMatchObject({ startsAt: at, overbooked: true, exceptions: [{ reason: 'Poussée, vient de loin' }] });
    // A third still finds the place taken.
    await expect(book(at, 0)).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
  });
});
