import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inputs } from '#contract/index.ts';
import { newId } from '../../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { pastOpenings } from '../past-openings.ts';
import { addPatient } from '../testing/booking-fixtures.ts';

type SiteInput = Inputs['sites']['save'];

// The clock stands on Monday 16 November 2026, 10 h 12 in Montréal.
describe.each(engines)('sites on %s', (engine) => {
  let clinic: TestClinic;
  let administrator: Caller;
  let secretary: Caller;
  let doctor: string;
  let nurse: string;
  const islands = newId();
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    administrator = await clinic.caller('administrator');
    secretary = await clinic.caller('secretary');
    doctor = (await clinic.caller('rheumatologist')).practitionerId ?? '';
    nurse = (await clinic.caller('nurse')).practitionerId ?? '';
    await save({ siteId: islands });
    await hours(doctor, [
      { weekday: 2, startsAt: '08:00', endsAt: '12:00', modalities: ['IN_PERSON'] },
      { weekday: 2, startsAt: '14:00', endsAt: '16:00', modalities: ['IN_PERSON', 'VIDEO'], siteId: islands },
      { weekday: 7, startsAt: '00:00', endsAt: '04:00', modalities: ['IN_PERSON'], siteId: islands },
    ]);
  });
  afterAll(() => clinic.close());

  const save = (over: Partial<SiteInput> = {}, caller = administrator) =>
    clinic.services.sites.save(caller, {
      siteId: newId(), expectedVersion: 0, name: 'Îles', address: '430, chemin Principal', city: 'Cap-aux-Meules', postalCode: '', phone: '', zone: 'America/Halifax', holidays: null, place: { latitude: 47.38, longitude: -61.86 }, ...over,
    });
  const hours = async (practitionerId: string, openings: Inputs['people']['setWeeklyHours']['openings']) => {
    const { version } = await clinic.services.people.weeklyHours(secretary, { practitionerId });
    return clinic.services.people.setWeeklyHours(secretary, { practitionerId, openings, slotMinutes: 30, expectedVersion: version });
  };
  const free = async (from: string, over: Partial<Inputs['appointments']['freeSlots']> = {}) =>
    (await clinic.services.appointments.freeSlots(secretary, { referralId: null, patientId: null, practitionerId: doctor, role: null, modality: 'IN_PERSON', minutes: null, from, days: 1, limit: 60, ...over })).slots;
  const book = async (startsAt: string, over: Partial<Inputs['appointments']['book']> = {}) =>
    clinic.services.booking.book(secretary, {
      appointmentId: newId(), patientId: await addPatient(clinic.store), referralId: null, practitionerId: doctor, startsAt, minutes: 30, modality: 'IN_PERSON', patientZone: null, reason: null, consent: null, ...over,
    });
  const sites = async () => (await clinic.services.sites.list()).sites;

  test('are added and changed version by version, told apart by name, and on record', async () => {
    const siteId = newId();
    const added = await save({ siteId, name: 'Laval', zone: 'America/Toronto', place: null });
    expect(added).toMatchObject({ id: siteId, version: 1, retired: false, openings: 0, place: null });
    // Sent again after a cut connection: answered from the row.
    expect(await save({ siteId, name: 'Laval', zone: 'America/Toronto', place: null })).toEqual(added);
    await expect(save({ name: 'LAVAL' })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'name', code: 'TAKEN' }] } });
    expect(await save({ siteId, expectedVersion: 1, name: 'Laval-Ouest', zone: 'America/Toronto', place: null })).toMatchObject({ version: 2, name: 'Laval-Ouest' });
    await expect(save({ siteId, expectedVersion: 1, name: 'Autre' })).rejects.toMatchObject({ code: 'STALE', data: { version: 2, changedBy: 'Essai administrator' } });
    await expect(save({ expectedVersion: 3, name: 'Nulle part' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await clinic.services.sites.setRetired(administrator, { siteId, expectedVersion: 2, retired: true })).toMatchObject({ retired: true, version: 3 });
    const trail = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select('action').where('entity_id', '=', siteId).orderBy('seq').execute());
    expect(trail.map(({ action }) => action)).toEqual(['site.added', 'site.changed', 'site.retired']);
    expect((await sites()).at(-1)?.id).toBe(siteId);
  });

  test('where somebody has hours stays in use; hours at one that is not are refused', async () => {
    await expect(clinic.services.sites.setRetired(administrator, { siteId: islands, expectedVersion: 1, retired: true })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ code: 'IN_USE' }] } });
    const closed = newId();
    await save({ siteId: closed, name: 'Fermé' });
    await clinic.services.sites.setRetired(administrator, { siteId: closed, expectedVersion: 1, retired: true });
    await expect(hours(nurse, [{ weekday: 1, startsAt: '08:00', endsAt: '09:00', modalities: ['PHONE'], siteId: closed }])).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'openings.0', code: 'UNKNOWN_SITE' }] } });
    // Half past twelve on the Islands is half past eleven in Montréal.
    await expect(hours(nurse, [{ weekday: 1, startsAt: '08:00', endsAt: '12:00', modalities: ['PHONE'] }, { weekday: 1, startsAt: '12:30', endsAt: '14:00', modalities: ['PHONE'], siteId: islands }])).rejects.toMatchObject({
      data: { issues: [{ path: 'openings.1', code: 'OVERLAP' }] },
    });
  });

  test('their hours are on their own clock, and a visit keeps wall time, zone and instant of where it is', async () => {
    const slots = await free('2026-11-24');
    expect(slots.map(({ localStart, zone, site }) => [localStart.slice(11), zone, site?.name ?? null])).toEqual([
      ...['08:00', '08:30', '09:00', '09:30', '10:00', '10:30', '11:00', '11:30'].map((time) => [time, 'America/Toronto', null]),
      ...['14:00', '14:30', '15:00', '15:30'].map((time) => [time, 'America/Halifax', 'Îles']),
    ]);
    const there = slots.at(-1);
    expect(there?.startsAt).toBe('2026-11-24T19:30:00.000Z');
    const visit = await book('2026-11-24T19:30:00.000Z');
    expect(visit).toMatchObject({ localStart: '2026-11-24T15:30', localEnd: '2026-11-24T16:00', zone: 'America/Halifax', site: { id: islands, name: 'Îles' } });
    // Moved to Montréal, it is on Montréal's clock; taken back, on that of the Islands.
    const moved = await clinic.services.visitLife.move(secretary, { appointmentId: visit.id, expectedVersion: visit.version, practitionerId: doctor, startsAt: '2026-11-24T13:00:00.000Z', minutes: 30 });
    expect(moved).toMatchObject({ localStart: '2026-11-24T08:00', zone: 'America/Toronto', site: null });
    expect(await clinic.services.visitUndo.undoStep(secretary, { appointmentId: visit.id, expectedVersion: moved.version })).toMatchObject({ localStart: '2026-11-24T15:30', zone: 'America/Halifax', site: { name: 'Îles' } });
    // Between the two nobody works, whatever the wall clock of either says.
    await expect(book('2026-11-24T17:30:00.000Z')).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ code: 'OUTSIDE_HOURS' }] } });
    // By video, the professional's clock is that of where they are.
    expect((await free('2026-12-01', { modality: 'VIDEO' })).map(({ localStart, zone }) => [localStart, zone])[0]).toEqual(['2026-12-01T14:00', 'America/Halifax']);
  });

  test('the days on which their clocks change have the right length', async () => {
    // Sunday nights of the Islands, 0 h to 4 h: 3 hours in March, 5 in November.
    expect([await free('2027-03-14'), await free('2027-11-07'), await free('2027-11-14')].map(({ length }) => length)).toEqual([6, 10, 8]);
    const twice = (await free('2027-11-07')).filter(({ localStart }) => localStart.slice(11) === '01:00');
    expect(twice.map(({ startsAt }) => startsAt)).toEqual(['2027-11-07T04:00:00.000Z', '2027-11-07T05:00:00.000Z']);
    for (const { startsAt } of twice) expect(await book(startsAt)).toMatchObject({ localStart: '2027-11-07T01:00', zone: 'America/Halifax' });
  });

  test('a series keeps the hour of its site over the change of clocks', async () => {
    const { visits } = await clinic.services.series.plan(secretary, { patientId: await addPatient(clinic.store), practitionerId: doctor, modality: 'IN_PERSON', minutes: 30, startsAt: '2027-03-09T18:00:00.000Z', weeks: [1, 2] });
    expect(visits.map(({ localStart, startsAt, conflicts }) => [localStart, startsAt, conflicts])).toEqual([['2027-03-09T14:00', '2027-03-09T18:00:00.000Z', []], ['2027-03-16T14:00', '2027-03-16T17:00:00.000Z', []]]);
  });

  test('have a day of their own, on their own clock', async () => {
    const paris = newId();
    await save({ siteId: paris, name: 'Paris', zone: 'Europe/Paris', place: null });
    // Monday, 1 h to 3 h in Paris: Sunday evening in Montréal.
    await hours(nurse, [{ weekday: 1, startsAt: '01:00', endsAt: '03:00', modalities: ['IN_PERSON'], siteId: paris }, { weekday: 1, startsAt: '09:00', endsAt: '11:00', modalities: ['IN_PERSON'] }]);
    const night = await book('2026-11-30T00:30:00.000Z', { practitionerId: nurse });
    expect(night).toMatchObject({ localStart: '2026-11-30T01:30', zone: 'Europe/Paris' });
    const day = (over: Partial<Inputs['appointments']['day']>) => clinic.services.appointments.day(secretary, { date: '2026-11-30', practitionerId: null, ...over });
    const there = await day({ siteId: paris });
    expect([there.zone, there.appointments.map(({ id }) => id)]).toEqual(['Europe/Paris', [night.id]]);
    expect(there.professionals.map(({ hours: own }) => own)).toEqual([[], [{ startsAt: '01:00', endsAt: '03:00', siteId: paris }]]);
    expect((await day({})).appointments.map(({ id }) => id)).not.toContain(night.id);
    expect((await day({ date: '2026-11-29' })).appointments.map(({ id }) => id)).toContain(night.id);
    await expect(day({ siteId: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    // Proposed from the first day of a search on: what is taken the evening before, here, is seen.
    expect((await free('2026-11-30', { practitionerId: nurse })).map(({ startsAt }) => startsAt)).not.toContain(night.startsAt);
    await expect(hours(nurse, [{ weekday: 1, startsAt: '01:00', endsAt: '03:00', modalities: ['IN_PERSON'], siteId: paris }, { weekday: 7, startsAt: '19:00', endsAt: '20:00', modalities: ['IN_PERSON'] }])).rejects.toMatchObject({ data: { issues: [{ code: 'OVERLAP' }] } });
  });

  test('who waits for an earlier place is offered it by the instant, whatever the wall clocks say', async () => {
    const patientId = await addPatient(clinic.store);
    // 14 h on the Islands is 13 h in Montréal: later than noon there, earlier than 13 h 30 here.
    const visit = await book('2026-12-01T18:00:00.000Z', { patientId });
    await clinic.services.waiting.add(secretary, { entryId: newId(), patientId, appointmentId: visit.id, role: 'rheumatologist', modality: null, dueOn: null, words: null });
    const offered = async (startsAt: string) => (await clinic.services.waiting.matches(secretary, { practitionerId: doctor, startsAt, minutes: 30, modality: 'IN_PERSON' })).matches.some(({ patient }) => patient.id === patientId);
    expect([await offered('2026-12-01T16:30:00.000Z'), await offered('2026-12-01T18:30:00.000Z')]).toEqual([true, false]);
  });

  test('hours that have passed are counted by the clock of their site', async () => {
    // The Islands keep an hour that Montréal has not: with 14 h to 16 h closed there, nothing of that is open.
    await clinic.services.absences.add(secretary, { absenceId: newId(), practitionerId: null, firstDate: '2027-02-09', lastDate: '2027-02-09', startsAt: '14:00', endsAt: '16:00', words: 'Panne', at: islands });
    const [past] = await clinic.store.unitOfWork.read((db) => pastOpenings(db, { from: '2027-02-09', until: '2027-02-09', zone: 'America/Toronto' }));
    expect(past).toMatchObject({ practitionerId: doctor, planned: 360, away: 120, unused: 240 });
  });

  test('observe their own holidays: the others work', async () => {
    // A Tuesday that is a holiday in Québec only.
    await clinic.services.absences.setHolidays(secretary, { calendar: 'CA-QC', easter: 'good-friday' });
    const there = async () => (await free('2031-06-24')).map(({ site }) => site?.name ?? 'clinic');
    expect(new Set(await there())).toEqual(new Set());
    const [site] = (await sites()).filter(({ id }) => id === islands);
    await save({ siteId: islands, expectedVersion: site?.version ?? 0, holidays: { calendar: 'none', easter: 'good-friday' } });
    expect(new Set(await there())).toEqual(new Set(['Îles']));
    expect(await book('2031-06-24T17:00:00.000Z')).toMatchObject({ localStart: '2031-06-24T14:00' });
    await expect(book('2031-06-24T12:00:00.000Z')).rejects.toMatchObject({ code: 'AWAY' });
    const { professionals } = await clinic.services.appointments.day(secretary, { date: '2031-06-24', practitionerId: doctor });
    expect(professionals[0]?.away.map(({ siteIds }) => siteIds?.includes(null))).toEqual([true]);
  });

  test('another zone holds for hours to come: no visit moves', async () => {
    const visit = await book('2026-12-15T18:00:00.000Z');
    const [site] = (await sites()).filter(({ id }) => id === islands);
    const version = site?.version ?? 0;
    // In Paris the afternoon there would be the morning here.
    await expect(save({ siteId: islands, expectedVersion: version, zone: 'Europe/Paris' })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'zone', code: 'OVERLAP' }] } });
    await save({ siteId: islands, expectedVersion: version, zone: 'America/Blanc-Sablon' });
    expect(await clinic.services.appointments.open(secretary, { appointmentId: visit.id })).toMatchObject({ startsAt: visit.startsAt, localStart: visit.localStart, zone: 'America/Halifax', version: visit.version });
    expect((await free('2027-06-22')).map(({ localStart, startsAt, zone }) => [localStart, startsAt, zone]).at(-1)).toEqual(['2027-06-22T15:30', '2027-06-22T19:30:00.000Z', 'America/Blanc-Sablon']);
  });
});
