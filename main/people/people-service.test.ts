import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WeeklyOpening } from '#contract/people.ts';
import { newId } from '../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';

const monday: WeeklyOpening = { weekday: 1, startsAt: '08:00', endsAt: '12:00', modalities: ['IN_PERSON', 'VIDEO'] };

describe.each(engines)('people on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let doctor: Caller;
  let nurse: Caller;

  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
    nurse = await clinic.caller('nurse');
    doctor = await clinic.caller('rheumatologist');
  });
  afterAll(() => clinic.close());

  const hoursOf = (caller: Caller) => clinic.services.people.weeklyHours(secretary, { practitionerId: caller.practitionerId ?? '' });
  const set = (caller: Caller, of: Caller, openings: WeeklyOpening[], expectedVersion: number) =>
    clinic.services.people.setWeeklyHours(caller, { practitionerId: of.practitionerId ?? '', openings, slotMinutes: 30, expectedVersion });

  test('professionals come by role, then by name', async () => {
    const professionals = await clinic.services.people.professionals(secretary);
    expect(professionals.map((person) => person.role)).toEqual(['rheumatologist', 'nurse']);
    expect(professionals[0]).toMatchObject({ practitionerId: doctor.practitionerId, displayName: 'Essai rheumatologist', familyName: 'rheumatologist', givenName: 'Essai' });
  });

  test('hours are replaced as a whole, version by version, and audited', async () => {
    expect(await hoursOf(doctor)).toEqual({ openings: [], slotMinutes: 30, version: 0, mayEdit: true });
    const tuesday = { ...monday, weekday: 2, startsAt: '13:00', endsAt: '16:30' };
    expect(await set(doctor, doctor, [tuesday, monday], 0)).toEqual({ version: 1 });
    expect(await hoursOf(doctor)).toEqual({ openings: [monday, tuesday], slotMinutes: 30, version: 1, mayEdit: true });
    expect(await set(secretary, doctor, [], 1)).toEqual({ version: 2 });
    expect(await hoursOf(doctor)).toEqual({ openings: [], slotMinutes: 30, version: 2, mayEdit: true });
    const trail = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select(['action', 'user_id']).where('entity_id', '=', doctor.practitionerId).orderBy('seq').execute());
    expect(trail).toEqual([{ action: 'availability.set', user_id: doctor.userId }, { action: 'availability.set', user_id: secretary.userId }]);
  });

  test('hours changed meanwhile say by whom and when; nothing is written', async () => {
    const { version } = await hoursOf(nurse);
    await set(nurse, nurse, [monday], version);
    await expect(set(secretary, nurse, [], version)).rejects.toMatchObject({
      code: 'STALE', data: { version: version + 1, changedBy: 'Essai nurse', changedAt: '2026-11-16T15:12:00.000Z' },
    });
    expect((await hoursOf(nurse)).openings).toEqual([monday]);
  });

  test('two desks saving at once: one is told', async () => {
    const { version } = await hoursOf(nurse);
    const outcomes = await Promise.allSettled([1, 2, 3].map((weekday) => set(secretary, nurse, [{ ...monday, weekday }], version)));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect((await hoursOf(nurse)).openings).toHaveLength(1);
  });

  test('only one’s own hours, unless one keeps everybody’s', async () => {
    await expect(set(nurse, doctor, [monday], 2)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const mayEdit = async (caller: Caller, of: Caller) => (await clinic.services.people.weeklyHours(caller, { practitionerId: of.practitionerId ?? '' })).mayEdit;
    expect([await mayEdit(nurse, doctor), await mayEdit(nurse, nurse), await mayEdit(secretary, doctor)]).toEqual([false, true, true]);
    await expect(clinic.services.people.setWeeklyHours(secretary, { practitionerId: newId(), openings: [], slotMinutes: 30, expectedVersion: 0 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(clinic.services.people.weeklyHours(secretary, { practitionerId: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('openings that overlap are refused, those that touch are not', async () => {
    const { version } = await hoursOf(nurse);
    await expect(set(nurse, nurse, [monday, { ...monday, startsAt: '11:30', endsAt: '14:00' }], version)).rejects.toMatchObject({
      code: 'INVALID', data: { issues: [{ path: 'openings.1', code: 'OVERLAP' }] },
    });
    await set(nurse, nurse, [monday, { ...monday, startsAt: '12:00', endsAt: '14:00' }], version);
  });

  test('referrers are found by the start of any word, accents and marks forgiven', async () => {
    const add = (familyName: string, givenName: string, organization: string) =>
      clinic.services.people.addReferrer(secretary, { practitionerId: newId(), familyName, givenName, organization, phone: '', fax: '' });
    await add('D’Amours', 'Élise', 'GMF du Plateau');
    await add('Saint-Hilaire', 'Noël', 'Clinique Côte-des-Neiges');
    await add('Bédard', 'Luc', '');
    const found = async (text: string) => (await clinic.services.people.searchReferrers(secretary, { text })).map((one) => one.displayName);
    expect(await found('damou')).toEqual(['Élise D’Amours']);
    expect(await found("elise d'am")).toEqual(['Élise D’Amours']);
    expect(await found('hilaire noel')).toEqual(['Noël Saint-Hilaire']);
    expect(await found('cote neiges')).toEqual(['Noël Saint-Hilaire']);
    expect(await found('plateau')).toEqual(['Élise D’Amours']);
    expect(await found('mours')).toEqual([]);
    expect(await found('%')).toHaveLength(5);
    expect(await found('')).toEqual(['Luc Bédard', 'Élise D’Amours', 'Essai nurse', 'Essai rheumatologist', 'Noël Saint-Hilaire']);
    expect(await clinic.services.people.searchReferrers(secretary, { text: 'bedard' })).toMatchObject([{ organization: null }]);
  });

  test('the same referrer sent twice is one; another under its id is refused', async () => {
    const input = { practitionerId: newId(), familyName: 'Nguyen', givenName: 'Thi', organization: 'CLSC', phone: '514 555-0100', fax: '' };
    const first = await clinic.services.people.addReferrer(secretary, input);
    expect(await clinic.services.people.addReferrer(secretary, input)).toEqual(first);
    await expect(clinic.services.people.addReferrer(secretary, { ...input, givenName: 'Anh' })).rejects.toMatchObject({ code: 'DUPLICATE' });
  });
});
