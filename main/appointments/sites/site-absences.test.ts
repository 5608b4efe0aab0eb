import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inputs } from '#contract/index.ts';
import { newId } from '../../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { addPatient } from '../testing/booking-fixtures.ts';
import { closedDates } from '../working-days.ts';
import { readWorkingCalendar } from '../working-calendar.ts';

type Absence = Inputs['absences']['add'];

// The clock stands on Monday 16 November 2026, 10 h 12 in Montréal. Tuesdays: the clinic in the morning, the Islands in the afternoon.
describe.each(engines)('leave, closures and worked holidays of one place on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let doctor: string;
  const islands = newId();
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    const administrator = await clinic.caller('administrator');
    secretary = await clinic.caller('secretary');
    doctor = (await clinic.caller('rheumatologist')).practitionerId ?? '';
    await clinic.services.sites.save(administrator, { siteId: islands, expectedVersion: 0, name: 'Îles', address: '', city: '', postalCode: '', phone: '', zone: 'America/Halifax', holidays: null, place: null });
    await clinic.services.people.setWeeklyHours(secretary, {
      practitionerId: doctor, slotMinutes: 60, expectedVersion: 0,
      openings: [{ weekday: 2, startsAt: '08:00', endsAt: '10:00', modalities: ['IN_PERSON'] }, { weekday: 2, startsAt: '14:00', endsAt: '16:00', modalities: ['IN_PERSON'], siteId: islands }],
    });
  });
  afterAll(() => clinic.close());

  const close = (over: Partial<Absence>) => clinic.services.absences.add(secretary, { absenceId: newId(), practitionerId: null, firstDate: '2026-11-24', lastDate: '2026-11-24', startsAt: null, endsAt: null, words: 'Panne', ...over });
  const starts = async (from: string, over: Partial<Inputs['appointments']['freeSlots']> = {}) =>
    (await clinic.services.appointments.freeSlots(secretary, { referralId: null, patientId: null, practitionerId: doctor, role: null, modality: 'IN_PERSON', minutes: null, from, days: 1, limit: 60, ...over })).slots.map(({ localStart }) => localStart.slice(11));
  const book = async (startsAt: string, over: Partial<Inputs['appointments']['book']> = {}) =>
    clinic.services.booking.book(secretary, {
      appointmentId: newId(), patientId: await addPatient(clinic.store), referralId: null, practitionerId: doctor, startsAt, minutes: 60, modality: 'IN_PERSON', patientZone: null, reason: null, consent: null, ...over,
    });

  test('a closure of one site leaves the others open: search, booking, holds, series and freed places', async () => {
    const visit = await book('2026-11-24T19:00:00.000Z');
    expect(visit.localStart).toBe('2026-11-24T15:00');
    const absenceId = newId();
    expect(await close({ absenceId, at: islands })).toEqual({ inTheWay: 1 });
    expect(await close({ absenceId, at: islands })).toEqual({ inTheWay: 1 });
    await expect(close({ absenceId })).rejects.toMatchObject({ code: 'DUPLICATE' });
    expect(await starts('2026-11-24')).toEqual(['08:00', '09:00']);
    expect(await starts('2026-11-24', { throughAway: true })).toEqual(['08:00', '09:00', '14:00']);
    const there = '2026-11-24T18:00:00.000Z';
    await expect(book(there)).rejects.toMatchObject({ code: 'AWAY', data: { away: [{ key: absenceId, siteIds: [islands], zone: 'America/Halifax' }] } });
    const hold = { holdId: newId(), patientId: await addPatient(clinic.store), practitionerId: doctor, minutes: 60, modality: 'IN_PERSON' as const, referralId: null, entryId: null, forMinutes: 60 };
    await expect(clinic.services.waiting.hold(secretary, { ...hold, startsAt: there })).rejects.toMatchObject({ code: 'AWAY' });
    const { visits } = await clinic.services.series.plan(secretary, { patientId: hold.patientId, practitionerId: doctor, modality: 'IN_PERSON', minutes: 60, startsAt: '2026-11-17T18:00:00.000Z', weeks: [1, 2] });
    expect(visits.map(({ conflicts }) => conflicts.map(({ kind }) => kind))).toEqual([[], ['away']]);
    // The visit in its way, called off, is no place for anybody else while the site is closed.
    await clinic.services.visitLife.cancel(secretary, { appointmentId: visit.id, expectedVersion: visit.version, party: 'clinic', cause: 'closed', note: null, request: 'waits' });
    const freed = async () => (await clinic.services.waiting.freed(secretary)).places.map(({ startsAt }) => startsAt);
    expect(await freed()).not.toContain(visit.startsAt);
    await clinic.services.absences.remove(secretary, { absenceId, back: false });
    expect(await freed()).toContain(visit.startsAt);
    expect(await starts('2026-11-24')).toEqual(['08:00', '09:00', '14:00', '15:00']);
  });

  test('a part of a day is that of the clock of the site', async () => {
    await close({ at: islands, firstDate: '2026-12-01', lastDate: '2026-12-01', startsAt: '14:00', endsAt: '15:00' });
    expect(await starts('2026-12-01')).toEqual(['08:00', '09:00', '15:00']);
  });

  test('the clinic itself can be closed alone, and somebody be away from one site alone', async () => {
    await close({ at: null, firstDate: '2026-12-08', lastDate: '2026-12-08' });
    expect(await starts('2026-12-08')).toEqual(['14:00', '15:00']);
    await close({ at: islands, practitionerId: doctor, words: null, firstDate: '2026-12-15', lastDate: '2026-12-15' });
    expect(await starts('2026-12-15')).toEqual(['08:00', '09:00']);
    const { professionals } = await clinic.services.appointments.day(secretary, { date: '2026-12-15', practitionerId: doctor });
    expect(professionals[0]).toMatchObject({ away: [{ kind: 'leave', siteIds: [islands] }] });
    await expect(close({ at: newId() })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'at', code: 'UNKNOWN' }] } });
  });

  test('one place works on a holiday: the others stay closed', async () => {
    await clinic.services.absences.setHolidays(secretary, { calendar: 'CA-QC', easter: 'good-friday' });
    // A Tuesday.
    const date = '2031-06-24';
    expect(await starts(date)).toEqual([]);
    await clinic.services.absences.workHoliday(secretary, { date, works: true, at: islands });
    await clinic.services.absences.workHoliday(secretary, { date, works: true, at: islands });
    expect(await starts(date)).toEqual(['14:00', '15:00']);
    await expect(book('2031-06-24T12:00:00.000Z')).rejects.toMatchObject({ code: 'AWAY' });
    const { holidays } = await clinic.services.absences.list(secretary, { from: date, until: date });
    expect(holidays).toMatchObject([{ date, worked: null, workedAt: [{ siteId: islands, by: 'Essai secretary' }] }]);
    await clinic.services.absences.workHoliday(secretary, { date, works: true, at: null });
    expect(await starts(date)).toEqual(['08:00', '09:00', '14:00', '15:00']);
    // Closed there again, what is booked there is in the way of it.
    await book('2031-06-24T17:00:00.000Z');
    expect(await clinic.services.absences.workHoliday(secretary, { date, works: false, at: islands })).toEqual({ inTheWay: 1 });
    expect(await starts(date)).toEqual(['08:00', '09:00']);
    await expect(clinic.services.absences.workHoliday(secretary, { date: '2031-06-25', works: true, at: islands })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const trail = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select(['action', 'detail']).where('action', 'like', 'holidays.%').orderBy('seq').execute());
    expect(trail.slice(1).map(({ action, detail }) => [action, JSON.parse(detail ?? '') as unknown])).toEqual([
      ['holidays.worked', { date, siteId: islands }], ['holidays.worked', { date, siteId: 'clinic' }], ['holidays.closed', { date, siteId: islands }],
    ]);
  });

  test('the working days of delays are the clinic’s; a plan counts a day on which somebody works somewhere', async () => {
    await close({ at: islands, firstDate: '2027-01-12', lastDate: '2027-01-12' });
    await close({ at: null, firstDate: '2027-01-19', lastDate: '2027-01-19' });
    await close({ firstDate: '2027-01-26', lastDate: '2027-01-26' });
    await clinic.store.unitOfWork.read(async (db) => {
      const isClosed = await closedDates(db, '2027-01-01', '2027-01-31');
      expect(['2027-01-12', '2027-01-19', '2027-01-26'].map(isClosed)).toEqual([false, true, true]);
      const { closedBy, unstaffedBy } = await readWorkingCalendar(db, '2027-01-01', '2027-01-31');
      expect(['2027-01-12', '2027-01-19', '2027-01-26'].map((date) => closedBy(date) !== null)).toEqual([false, false, true]);
      expect(unstaffedBy({ roles: ['rheumatologist'], modalities: ['IN_PERSON'], practitionerId: null }, '2027-01-19')).toBe(null);
    });
  });
});
