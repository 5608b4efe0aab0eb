import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CohortCondition, type CohortDefinition, everybody } from '#contract/cohorts.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { belongs } from './testing/definition-interpreter.ts';
import { drawPeople, plantPeople, type SmallPerson } from './testing/small-clinic.ts';

const today = '2026-11-16';
const asking = (...conditions: CohortCondition[]): CohortDefinition => ({ version: 1, life: 'living', groups: [{ match: 'all', conditions }] });
const women = asking({ kind: 'sex', values: ['F', 'X'] });

describe.each(engines)('cohorts, on %s', (engine) => {
  let clinic: TestClinic;
  let doctor: Caller;
  let nurse: Caller;
  let people: readonly SmallPerson[];
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    [doctor, nurse] = [await clinic.caller('rheumatologist'), await clinic.caller('nurse')];
    people = await plantPeople(clinic, drawPeople(40, 5));
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const cohorts = () => clinic.services.cohorts;
  const id = () => clinic.ports.newId();
  const namesOf = (rows: readonly { id: string }[]) => rows.map((row) => row.id);

  test('a page after the other names everybody who answers, once, by name', async () => {
    const wanted = people.filter((person) => belongs(person, women, today)).map((person) => person.id);
    expect(wanted.length).toBeGreaterThan(4);
    const found: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<ReturnType<typeof cohorts>['page']>> = await cohorts().page(doctor, { definition: women, after, limit: 3 });
      expect(page.rows.length).toBeLessThanOrEqual(3);
      found.push(...namesOf(page.rows));
      if (page.next === null) break;
      after = page.next;
    }
    const order = (personId: string): number => (people.findIndex((one) => one.id === personId) * 7) % people.length;
    expect(found).toEqual([...wanted].sort((one, other) => order(one) - order(other)));
    expect(await cohorts().count(doctor, { definition: women })).toEqual({ count: wanted.length, of: people.length, catchingUp: false });
  });

  test('a cursor that is not one is refused', async () => {
    await expect(cohorts().page(doctor, { definition: women, after: 'x' })).rejects.toMatchObject({ code: 'INVALID' });
  });

  test('what changes in a record changes who answers', async () => {
    const onRituximab = asking({ kind: 'treatment', ingredients: ['rituximab'], classes: [], when: 'current', minMonths: null, maxMonths: null, minLine: null, stopReasons: [] });
    const living = people.find(({ deceased }) => !deceased)?.id ?? '';
    expect((await cohorts().count(doctor, { definition: onRituximab })).count).toBe(0);
    const lineId = id();
    await clinic.services.treatments.add(doctor, { lineId, patientId: living, ingredient: 'rituximab', text: '', din: null, dose: null, route: null, startedOn: '2026-10-01', endedOn: null, stopReason: null, stopNote: '', indication: '', weight: null, confirmations: [{ guard: 'two-advanced', reason: 'essai' }] });
    expect(namesOf((await cohorts().page(doctor, { definition: onRituximab })).rows)).toEqual([living]);
    expect((await cohorts().page(doctor, { definition: onRituximab })).rows[0]?.advanced).toContainEqual(expect.objectContaining({ fr: 'Rituximab' }));
    await clinic.services.treatments.withdraw(doctor, { lineId, expectedVersion: 1, reason: 'erreur' });
    expect((await cohorts().count(doctor, { definition: onRituximab })).count).toBe(0);
  });

  test('a record closed to whoever asks is neither counted nor shown', async () => {
    const all: CohortDefinition = { ...everybody, life: 'everybody' };
    const closed = people[3]?.id ?? '';
    await clinic.services.access.restrict(doctor, { patientId: closed, reason: 'person-request', words: 'x' });
    const byDoctor = await cohorts().page(doctor, { definition: all, limit: 200 });
    const byNurse = await cohorts().page(nurse, { definition: all, limit: 200 });
    expect(namesOf(byDoctor.rows)).toContain(closed);
    expect(namesOf(byNurse.rows)).toEqual(namesOf(byDoctor.rows).filter((one) => one !== closed));
    expect(await cohorts().count(nurse, { definition: all })).toMatchObject({ count: people.length - 1, of: people.length - 1 });
    await clinic.services.access.lift(doctor, { patientId: closed, words: 'x' });
  });

  test('a cohort is kept, shared, changed at the version seen, and removed', async () => {
    const cohortId = id();
    const kept = { cohortId, name: 'Femmes', definition: women, shared: false };
    expect(await cohorts().save(doctor, { ...kept, expectedVersion: null })).toEqual({ version: 1 });
    expect(await cohorts().save(doctor, { ...kept, expectedVersion: null })).toEqual({ version: 1 });
    expect((await cohorts().list(doctor)).cohorts).toMatchObject([{ id: cohortId, name: 'Femmes', definition: women, isOwn: true, shared: false }]);
    expect((await cohorts().list(nurse)).cohorts).toEqual([]);
    await expect(cohorts().save(nurse, { ...kept, expectedVersion: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await cohorts().save(doctor, { ...kept, shared: true, expectedVersion: 1 })).toEqual({ version: 2 });
    expect((await cohorts().list(nurse)).cohorts).toMatchObject([{ id: cohortId, isOwn: false, ownerName: 'Essai rheumatologist' }]);
    expect(await cohorts().save(nurse, { ...kept, name: 'Toutes les femmes', shared: true, expectedVersion: 2 })).toEqual({ version: 3 });
    await expect(cohorts().save(nurse, { ...kept, shared: false, expectedVersion: 3 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(cohorts().save(doctor, { ...kept, shared: true, expectedVersion: 2 })).rejects.toMatchObject({ code: 'STALE', data: { version: 3, changedBy: 'Essai nurse' } });
    await expect(cohorts().remove(doctor, { cohortId, expectedVersion: 2 })).rejects.toMatchObject({ code: 'STALE' });
    expect(await cohorts().remove(doctor, { cohortId, expectedVersion: 3 })).toEqual({ removed: true });
    expect((await cohorts().list(nurse)).cohorts).toEqual([]);
    const trail = await clinic.store.database.db.selectFrom('audit_event').select(['action', 'detail']).where('entity', '=', 'cohort').orderBy('seq').execute();
    expect(trail.map(({ action }) => action)).toEqual(['cohort.saved', 'cohort.changed', 'cohort.changed', 'cohort.removed']);
    expect(JSON.parse(trail[0]?.detail ?? '')).toEqual({ shared: false, conditions: ['sex'] });
  });

  test('the words of a definition are there in both languages', async () => {
    const { drugs, instruments, diagnosisGroups, tests } = await cohorts().vocabulary(doctor);
    expect(drugs).toContainEqual({ code: 'methotrexate', label: { fr: 'Méthotrexate', en: 'Methotrexate' }, drugClass: 'csDMARD' });
    expect(instruments.find(({ code }) => code === 'das28-crp')?.categories.map(({ code }) => code)).toEqual(['remission', 'low', 'moderate', 'high']);
    expect(diagnosisGroups.length).toBeGreaterThan(10);
    expect(tests.find(({ code }) => code === 'crp')?.unit).toBe('mg/L');
  });
});
