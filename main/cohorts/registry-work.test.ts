import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CohortDefinition, completenessKeys } from '#contract/cohorts.ts';
import { qualityCheckCodes } from '#contract/quality.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { drawPeople, plantPeople, type SmallPerson } from './testing/small-clinic.ts';

const everyone: CohortDefinition = { version: 1, life: 'everybody', groups: [] };
const living: CohortDefinition = { version: 1, life: 'living', groups: [] };

describe.each(engines)('the work of a registry, on %s', (engine) => {
  let clinic: TestClinic;
  let doctor: Caller;
  let secretary: Caller;
  let people: readonly SmallPerson[];
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    [doctor, secretary] = [await clinic.caller('rheumatologist'), await clinic.caller('secretary')];
    people = await plantPeople(clinic, drawPeople(40, 5));
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });
  const id = () => clinic.ports.newId();
  const { services } = { services: () => clinic.services };

  test('figures count each person once a quarter, and nobody twice in completeness', async () => {
    const figures = await services().cohortFigures.figures(doctor, { definition: everyone, instrument: 'cdai' });
    expect(figures).toMatchObject({ people: people.length, chosen: 'cdai', target: ['remission', 'low'], catchingUp: false });
    expect(figures.quarters).toHaveLength(12);
    expect(figures.quarters.at(-1)?.quarter).toBe('2026-4');
    // By hand: the last scored visit of each person in each quarter.
    const quarterOf = (on: string): string => `${on.slice(0, 4)}-${String(Math.ceil(Number(on.slice(5, 7)) / 3))}`;
    for (const { quarter, counts } of figures.quarters) {
      const lasts = people.flatMap((person) => {
        const [last] = person.visits.map((visit, place) => ({ ...visit, place })).filter(({ on, signed, scores }) => signed && quarterOf(on) === quarter && scores.some(({ instrument }) => instrument === 'cdai'))
          .sort((one, other) => (one.on === other.on ? other.place - one.place : one.on < other.on ? 1 : -1));
        return last?.scores.find(({ instrument }) => instrument === 'cdai')?.category ?? [];
      });
      expect(counts, quarter).toEqual(['remission', 'low', 'moderate', 'high'].map((category) => lasts.filter((one) => one === category).length));
    }
    expect(figures.completeness.map(({ key }) => key)).toEqual([...completenessKeys]);
    for (const { done, of } of figures.completeness) expect(done).toBeLessThanOrEqual(of);
    const [all] = figures.survival;
    expect(all).toMatchObject({ key: 'all' });
    expect(all?.marks[0]?.atRisk).toBe(all?.count);
    expect(all?.ended).toBeGreaterThan(0);
    expect(figures.toTarget.count).toBeGreaterThan(0);
  });

  test('every check is counted and listed alike, and names the oddity', async () => {
    const { checks } = await services().quality.list(doctor);
    expect(checks.map(({ check }) => check)).toEqual([...qualityCheckCodes]);
    for (const { check, open } of checks) {
      const page = await services().quality.page(doctor, { check, verified: false, after: null });
      expect(page.findings.length, check).toBe(Math.min(open, 50));
    }
    const wrong = people.flatMap(({ sex, diagnoses, id: patientId }) => (sex === 'M' && diagnoses.some(({ code, verification }) => code === 'Z33' && verification !== 'refuted' && verification !== 'entered-in-error') ? [patientId] : []));
    const found = (await services().quality.page(doctor, { check: 'male-pregnancy', verified: false, after: null })).findings.map(({ patient }) => patient.id);
    expect([...new Set(found)].sort()).toEqual(wrong.sort());
    expect(checks.filter(({ open }) => open > 0).length).toBeGreaterThan(6);
  });

  test('what was verified is left out until its facts change, and can be taken back', async () => {
    const check = 'stop-before-start';
    const patientId = people[0]?.id ?? '';
    const lineId = id();
    const now = clinic.ports.clock.now();
    const row = { id: lineId, patient_id: patientId, code_system: 'http://www.whocc.no/atc', code: 'L04AB02', text: 'Infliximab', other_codings: null, source_system: null, source_id: null, source_hash: null, import_id: null, created_at: now, updated_at: now, kind: 'statement', status: 'stopped', intent: null, authored_on: null, started_on: '2024-05-01', ended_on: '2024-01-01', dosage: null, reason_text: null, practitioner_id: null };
    await clinic.store.unitOfWork.write((db) => db.insertInto('medication').values(row).execute());
    await services().quality.list(doctor);
    const ours = async (verified: boolean) => (await services().quality.page(doctor, { check, verified, after: null })).findings.find(({ subject }) => subject === lineId);
    const finding = await ours(false);
    expect(finding).toMatchObject({ facts: 'Infliximab · 2024-05-01 → 2024-01-01', patient: { id: patientId } });
    const said = { check, patientId, subject: lineId, facts: finding?.facts ?? '', reason: 'Date reçue ainsi' } as const;
    await expect(services().quality.verify(doctor, { ...said, verdictId: id(), facts: 'autre' })).rejects.toMatchObject({ code: 'STALE' });
    await expect(services().quality.verify(doctor, { ...said, verdictId: id(), subject: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const verdictId = id();
    await services().quality.verify(doctor, { ...said, verdictId });
    await services().quality.verify(doctor, { ...said, verdictId });
    expect(await ours(false)).toBeUndefined();
    expect(await ours(true)).toMatchObject({ verdict: { id: verdictId, reason: 'Date reçue ainsi', by: 'Essai rheumatologist' } });
    await clinic.store.unitOfWork.write((db) => db.updateTable('medication').set({ started_on: '2024-06-01' }).where('id', '=', lineId).execute());
    await services().quality.list(doctor);
    expect(await ours(false)).toMatchObject({ facts: 'Infliximab · 2024-06-01 → 2024-01-01', verdict: null });
    await clinic.store.unitOfWork.write((db) => db.updateTable('medication').set({ started_on: '2024-05-01' }).where('id', '=', lineId).execute());
    await services().quality.list(doctor);
    expect(await ours(true)).toBeDefined();
    await services().quality.reopen(doctor, { verdictId });
    expect(await ours(false)).toBeDefined();
  });

  test('a recall of everybody is made once, shows from its day on, and is closed at the version seen', async () => {
    const count = people.filter(({ deceased }) => !deceased).length;
    expect(await services().recalls.create(doctor, { definition: living, cohortId: null, dueOn: '2026-11-20', reason: 'Bilan annuel' })).toEqual({ created: count, already: 0 });
    expect(await services().recalls.create(doctor, { definition: living, cohortId: null, dueOn: '2026-11-20', reason: 'Encore' })).toEqual({ created: 0, already: count });
    expect(await services().recalls.list(secretary, {})).toMatchObject({ total: 0, recalls: [] });
    clinic.ports.clock.set('2026-11-20T15:00:00.000Z');
    const page = await services().recalls.list(secretary, { limit: 3 });
    expect(page).toMatchObject({ total: count, recalls: [{ reason: 'Bilan annuel', version: 1 }, {}, {}] });
    const [first] = page.recalls;
    expect(await services().recalls.close(secretary, { recallId: first?.id ?? '', expectedVersion: 1, state: 'done', outcome: '' })).toEqual({ version: 2 });
    await expect(services().recalls.close(secretary, { recallId: first?.id ?? '', expectedVersion: 1, state: 'done', outcome: '' })).rejects.toMatchObject({ code: 'STALE' });
    const rest = await services().recalls.list(secretary, { after: page.next, limit: 100 });
    expect([page.recalls.length, rest.recalls.length, rest.total]).toEqual([3, count - 3, count - 1]);
    const closed = page.recalls[1]?.patient.id ?? '';
    await services().access.restrict(doctor, { patientId: closed, reason: 'person-request', words: 'x' });
    expect((await services().recalls.list(secretary, { limit: 100 })).recalls.map(({ patient }) => patient.id)).not.toContain(closed);
    clinic.ports.clock.set('2026-11-16T15:12:00.000Z');
  });

  test('a saved cohort leaves through the exports, for whoever may use cohorts', async () => {
    const cohortId = id();
    await services().cohorts.save(doctor, { cohortId, expectedVersion: null, name: 'Vivantes', definition: living, shared: true });
    const scope = { kind: 'cohort', cohortId } as const;
    const count = people.filter(({ deceased }) => !deceased).length;
    expect(await services().exports.preview(doctor, { scope, contents: ['clinical'] })).toMatchObject({ people: count, closed: 0 });
    await expect(services().exports.preview(secretary, { scope, contents: ['clinical'] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(services().exports.preview(doctor, { scope: { kind: 'cohort', cohortId: id() }, contents: ['clinical'] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('everybody is given a responsible professional, whom a cohort asks about', async () => {
    const practitionerId = doctor.practitionerId ?? '';
    const theirs: CohortDefinition = { version: 1, life: 'living', groups: [{ match: 'all', conditions: [{ kind: 'responsible', practitionerIds: [practitionerId] }] }] };
    const { assigned } = await services().recalls.assign(doctor, { definition: living, practitionerId });
    expect(assigned).toBe(people.filter(({ deceased }) => !deceased).length);
    expect(await services().cohorts.count(doctor, { definition: theirs })).toMatchObject({ count: assigned });
    expect((await services().cohorts.page(doctor, { definition: theirs })).rows[0]?.responsible).toBe('Essai rheumatologist');
    await services().recalls.assign(doctor, { definition: living, practitionerId: null });
    expect(await services().cohorts.count(doctor, { definition: theirs })).toMatchObject({ count: 0 });
    await expect(services().recalls.assign(doctor, { definition: living, practitionerId: id() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('the record says who is responsible; changed there, put back, refused when another was said meanwhile', async () => {
    const patientId = people.find(({ deceased }) => !deceased)?.id ?? '';
    const practitionerId = doctor.practitionerId ?? '';
    const shown = async () => (await services().patients.open(secretary, { patientId })).responsible;
    expect(await shown()).toBeNull();
    expect(await services().recalls.setResponsible(doctor, { patientId, practitionerId, expected: null })).toEqual({ practitionerId });
    expect(await shown()).toEqual({ practitionerId, name: 'Essai rheumatologist' });
    await expect(services().recalls.setResponsible(doctor, { patientId, practitionerId: null, expected: null })).rejects.toMatchObject({ code: 'STALE', data: { changedBy: 'Essai rheumatologist' } });
    await services().recalls.setResponsible(doctor, { patientId, practitionerId: null, expected: practitionerId });
    expect(await shown()).toBeNull();
    await expect(services().recalls.setResponsible(doctor, { patientId, practitionerId: id(), expected: null })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(services().recalls.setResponsible(doctor, { patientId: id(), practitionerId, expected: null })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
