import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { addPatient, officeHours } from './testing/booking-fixtures.ts';

const present = '2026-11-16T15:12:00.000Z';

describe.each(engines)('leave, closures and holidays on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let doctor: Caller;
  let nurse: Caller;
  let own: string;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
    doctor = await clinic.caller('rheumatologist');
    nurse = await clinic.caller('nurse');
    own = doctor.practitionerId ?? '';
    for (const { practitionerId } of [doctor, nurse]) {
      await clinic.services.people.setWeeklyHours(secretary, { practitionerId: practitionerId ?? '', openings: officeHours(), slotMinutes: 30, expectedVersion: 0, undoes: false });
    }
  });
  afterAll(() => clinic.close());
  beforeEach(() => clinic.ports.clock.set(present));

  const absences = () => clinic.services.absences;
  const leave = (over: object = {}) => ({ absenceId: newId(), practitionerId: own as string | null, firstDate: '2026-11-23', lastDate: '2026-11-27', startsAt: null as string | null, endsAt: null as string | null, words: null as string | null, ...over });
  const freeOn = async (from: string, over: object = {}) =>
    clinic.services.appointments.freeSlots(secretary, { referralId: null, patientId: null, practitionerId: own, role: null, modality: 'IN_PERSON', minutes: 30, from, days: 1, limit: 60, ...over });
  const booking = async (startsAt: string, over: object = {}) => ({
    appointmentId: newId(), patientId: await addPatient(clinic.store), referralId: null, practitionerId: own, startsAt, minutes: 30, modality: 'IN_PERSON' as const, patientZone: null, reason: null, consent: null, ...over,
  });
  const book = async (startsAt: string, over: object = {}) => clinic.services.booking.book(secretary, await booking(startsAt, over));
  const waysOf = async (practitionerId: string | null = null) => (await absences().inTheWay(secretary, { practitionerId })).map(({ visit, away }) => [visit.id, away.map(({ key }) => key)]);
  const actionsOf = (id: string) => clinic.store.unitOfWork.read(async (db) => (await db.selectFrom('audit_event').select('action').where('entity_id', '=', id).orderBy('seq').execute()).map(({ action }) => action));

  test('leave takes its days out of the search, the load and the booking, and gives them back', async () => {
    const one = leave({ words: 'Congrès' });
    expect(await absences().add(doctor, one)).toEqual({ inTheWay: 0 });
    expect(await absences().add(doctor, one)).toEqual({ inTheWay: 0 });
    await expect(absences().add(doctor, { ...one, words: 'Autre' })).rejects.toMatchObject({ code: 'DUPLICATE' });
    const free = await freeOn('2026-11-23', { days: 7 });
    expect([free.slots, free.away.map(({ key, words }) => [key, words])]).toEqual([[], [[one.absenceId, 'Congrès']]]);
    // The nurse's calendar is as open as before.
    expect((await freeOn('2026-11-23', { practitionerId: nurse.practitionerId })).slots).not.toEqual([]);
    const day = await clinic.services.appointments.day(secretary, { date: '2026-11-24', practitionerId: null });
    expect(day.professionals.map(({ practitionerId, away, weekOpen, hasHours }) => [practitionerId, away.length, weekOpen, hasHours])).toEqual([[own, 1, 0, true], [nurse.practitionerId, 0, 5 * 7 * 60, true]]);
    const week = await clinic.services.appointments.week(secretary, { date: '2026-11-24', practitionerId: own });
    expect(week.days.map(({ away }) => away.length)).toEqual([1, 1, 1, 1, 1, 0, 0]);
    await expect(book('2026-11-24T15:00:00.000Z')).rejects.toMatchObject({ code: 'AWAY', data: { away: [{ key: one.absenceId, kind: 'leave', words: 'Congrès' }] } });
    await absences().remove(doctor, { absenceId: one.absenceId, back: false });
    await absences().remove(doctor, { absenceId: one.absenceId, back: false });
    expect((await freeOn('2026-11-23')).slots).toHaveLength(14);
    expect(await actionsOf(one.absenceId)).toEqual(['absence.added', 'absence.removed']);
  });

  test('a half-day leaves the other half', async () => {
    const { absenceId, ...half } = leave({ firstDate: '2026-12-01', lastDate: '2026-12-01', startsAt: '12:00', endsAt: '17:00' });
    await absences().add(secretary, { absenceId, ...half });
    expect((await freeOn('2026-12-01')).slots.map(({ localStart }) => localStart.slice(11))).toEqual(['08:00', '08:30', '09:00', '09:30', '10:00', '10:30', '11:00', '11:30']);
  });

  test('a closure is everybody’s, and needs a word of why', async () => {
    await expect(absences().add(secretary, leave({ practitionerId: null }))).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'words', code: 'REQUIRED' }] } });
    await expect(absences().add(secretary, leave({ practitionerId: null, words: '', lastDate: '2026-11-22' }))).rejects.toMatchObject({ code: 'INVALID' });
    await absences().add(secretary, leave({ practitionerId: null, words: 'Déménagement', firstDate: '2026-12-02', lastDate: '2026-12-02' }));
    for (const practitionerId of [own, nurse.practitionerId]) expect((await freeOn('2026-12-02', { practitionerId })).slots).toEqual([]);
  });

  test('a professional writes their own leave, a secretary everybody’s; closures and holidays are for the clinic to say', async () => {
    await expect(absences().add(nurse, leave())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(absences().add(nurse, leave({ practitionerId: null, words: 'x' }))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(absences().setHolidays(nurse, { calendar: 'none', easter: 'both' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(absences().workHoliday(nurse, { date: '2026-12-25', works: true })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const mine = leave({ practitionerId: nurse.practitionerId, firstDate: '2027-02-01', lastDate: '2027-02-01' });
    await absences().add(nurse, mine);
    await expect(absences().remove(doctor, { absenceId: mine.absenceId, back: false })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(absences().remove(secretary, { absenceId: newId(), back: false })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(absences().add(secretary, leave({ practitionerId: newId() }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const range = { from: '2027-02-01', until: '2027-02-01' };
    expect((await absences().list(secretary, range)).may).toEqual({ clinic: true, everybody: true, own: null });
    expect(await absences().list(nurse, range)).toMatchObject({ absences: [{ key: mine.absenceId, by: 'Essai nurse' }], may: { clinic: false, everybody: false, own: nurse.practitionerId } });
  });

  test('holidays are the country’s until another choice; the clinic may work on one', async () => {
    expect((await freeOn('2026-12-25')).slots).toEqual([]);
    await expect(book('2026-12-25T15:00:00.000Z')).rejects.toMatchObject({ code: 'AWAY', data: { away: [{ kind: 'holiday', holiday: { fr: 'Noël', en: 'Christmas Day' } }] } });
    await absences().workHoliday(secretary, { date: '2026-12-25', works: true });
    await absences().workHoliday(secretary, { date: '2026-12-25', works: true });
    const { holidays } = await absences().list(secretary, { from: '2026-12-25', until: '2027-01-01' });
    expect(holidays).toMatchObject([{ date: '2026-12-25', source: 'N-1.1, art. 60, 7°', worked: { at: present, by: 'Essai secretary' } }, { date: '2027-01-01', worked: null }]);
    expect((await freeOn('2026-12-25')).slots).toHaveLength(14);
    const visit = await book('2026-12-25T15:00:00.000Z');
    // Closed again: the visit stays and is listed.
    expect(await absences().workHoliday(secretary, { date: '2026-12-25', works: false })).toEqual({ inTheWay: 1 });
    expect(await waysOf()).toEqual([[visit.id, ['holiday:2026-12-25']]]);
    await expect(absences().workHoliday(secretary, { date: '2026-12-24', works: true })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await absences().setHolidays(secretary, { calendar: 'none', easter: 'both' });
    expect(await waysOf()).toEqual([]);
    expect((await freeOn('2026-12-25')).slots).not.toEqual([]);
    await absences().setHolidays(secretary, { calendar: 'CA-QC', easter: 'easter-monday' });
    expect((await absences().list(secretary, { from: '2027-03-01', until: '2027-04-30' })).holidays.map(({ date }) => date)).toEqual(['2027-03-29']);
    await clinic.services.visitLife.cancel(secretary, { appointmentId: visit.id, expectedVersion: visit.version, party: 'clinic', cause: 'closed', note: null, request: 'waits' });
  });

  test('leave over a booked visit moves nothing: it is listed until it is moved or kept with a reason', async () => {
    const [kept, moved] = [await book('2027-01-12T15:00:00.000Z'), await book('2027-01-13T15:00:00.000Z')];
    const one = leave({ firstDate: '2027-01-11', lastDate: '2027-01-15' });
    expect(await absences().add(secretary, one)).toEqual({ inTheWay: 2 });
    expect(await waysOf(own)).toEqual([[kept.id, [one.absenceId]], [moved.id, [one.absenceId]]]);
    expect(await waysOf(nurse.practitionerId)).toEqual([]);
    expect(await clinic.services.appointments.open(secretary, { appointmentId: kept.id })).toEqual(kept);
    await clinic.services.visitLife.move(secretary, { appointmentId: moved.id, expectedVersion: moved.version, practitionerId: own, startsAt: '2027-01-20T15:00:00.000Z', minutes: 30 });
    const stays = await absences().keepVisit(secretary, { appointmentId: kept.id, expectedVersion: kept.version, reason: 'Vient quand même le mardi' });
    expect(stays.exceptions).toMatchObject([{ kind: 'away', reason: 'Vient quand même le mardi', by: 'Essai secretary', at: present, away: [{ key: one.absenceId }] }]);
    expect(await waysOf(own)).toEqual([]);
    // Another closure over the same day is another question.
    const closure = leave({ practitionerId: null, words: 'Panne', firstDate: '2027-01-12', lastDate: '2027-01-12' });
    expect(await absences().add(secretary, closure)).toEqual({ inTheWay: 1 });
    expect(await waysOf(own)).toEqual([[kept.id, [closure.absenceId]]]);
    await absences().remove(secretary, { absenceId: closure.absenceId, back: false });
    expect(await actionsOf(kept.id)).toEqual(['appointment.booked', 'appointment.opened', 'appointment.kept']);
    await expect(absences().keepVisit(secretary, { appointmentId: kept.id, expectedVersion: 9, reason: 'x' })).rejects.toMatchObject({ code: 'STALE' });
    await expect(absences().keepVisit(secretary, { appointmentId: moved.id, expectedVersion: 2, reason: 'x' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
  });

  test('a visit may be booked or moved there with a reason, which is kept with it where it is', async () => {
    await absences().add(secretary, leave({ firstDate: '2027-02-08', lastDate: '2027-02-12', words: 'Vacances' }));
    expect((await freeOn('2027-02-09')).slots).toEqual([]);
    const through = await freeOn('2027-02-09', { throughAway: true });
    expect([through.slots.length, through.slots[0]?.away.map(({ words }) => words)]).toEqual([14, ['Vacances']]);
    await expect(book('2027-02-09T15:00:00.000Z', { despite: { away: '' } })).rejects.toMatchObject({ code: 'AWAY' });
    const visit = await book('2027-02-09T15:00:00.000Z', { despite: { away: 'Urgence, revient pour la voir' } });
    expect(visit.exceptions).toMatchObject([{ kind: 'away', reason: 'Urgence, revient pour la voir', away: [{ words: 'Vacances' }] }]);
    expect(await waysOf(own)).toEqual([]);
    const move = (expectedVersion: number, startsAt: string, despite?: { away: string | null }) =>
      clinic.services.visitLife.move(secretary, { appointmentId: visit.id, expectedVersion, practitionerId: own, startsAt, minutes: 30, ...(despite ? { despite } : {}) });
    await expect(move(1, '2027-02-10T15:00:00.000Z')).rejects.toMatchObject({ code: 'AWAY' });
    const other = await move(1, '2027-02-10T15:00:00.000Z', { away: 'Le mercredi plutôt' });
    expect(other.exceptions.map(({ reason }) => reason)).toEqual(['Le mercredi plutôt']);
    const outside = await move(2, '2027-02-16T15:00:00.000Z');
    expect(outside.exceptions).toEqual([]);
    // Moved back by undo, what was said of that place holds again.
    const back = await clinic.services.visitUndo.undoStep(secretary, { appointmentId: visit.id, expectedVersion: 3 });
    expect(back.exceptions.map(({ reason }) => reason)).toEqual(['Le mercredi plutôt']);
    // A reason where none is needed is not kept.
    expect((await book('2027-02-17T15:00:00.000Z', { despite: { away: 'x' } })).exceptions).toEqual([]);
  });
});

test('who runs a clinic alone, as administrator and professional, closes it', async () => {
  const clinic = await openTestClinic('sqlite');
  const doctor = await clinic.caller('rheumatologist');
  const both: Caller = { ...doctor, grants: { ...doctor.grants, 'settings.manage': 'clinic' } };
  await clinic.services.absences.add(both, { absenceId: newId(), practitionerId: null, firstDate: '2026-12-24', lastDate: '2026-12-24', startsAt: '12:00', endsAt: '17:00', words: 'Veille de Noël' });
  expect((await clinic.services.absences.list(both, { from: '2026-12-24', until: '2026-12-24' })).may).toEqual({ clinic: true, everybody: false, own: doctor.practitionerId });
  await clinic.close();
});
