import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noFilters, type RegistryFilters, type RegistrySort, registrySortKeys } from '#contract/registry.ts';
import { newId } from '../../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import { reachOf } from '../../access/record-reach.ts';
import type { Caller } from '../../users/caller.ts';
import { insertPatient } from '../patient-repository.ts';
import { listEntries } from './registry-list-repository.ts';
import { createRegistryService } from './registry-service.ts';

/** A small registry; ids are made so that their order is not that of the names. Today is 16 November 2026. */
const people = [
  { key: 'beland', familyName: 'Béland', givenName: 'Luc', birthDate: '1950-08-02', sex: 'M', region: '06', mobility: 'aid', tele: 'no', language: 'fr', problem: 'Goutte', cls: 'C', last: '2026-10-01', next: '2026-12-01' },
  { key: 'beland-m', familyName: 'Beland', givenName: 'Maryse', birthDate: '1979-02-08', sex: 'F', region: '06', mobility: 'wheelchair', tele: 'yes', language: 'fr', problem: 'Polyarthrite rhumatoïde', cls: 'A', last: '2026-06-01', next: null },
  { key: 'cote', familyName: 'Côté', givenName: 'Ève', birthDate: '2015', sex: 'F', region: '13', mobility: 'unknown', tele: 'unknown', language: null, problem: null, cls: null, last: null, next: null },
  { key: 'damours', familyName: 'D’Amours', givenName: 'Élise', birthDate: '1990-04-01', sex: 'F', region: null, mobility: 'independent', tele: 'yes', language: 'en', problem: 'Polyarthrite rhumatoïde', cls: null, last: '2025-01-15', next: '2026-11-20' },
  { key: 'ng', familyName: 'Ng', givenName: 'Anh', birthDate: null, sex: 'X', region: '13', mobility: 'homebound', tele: 'phone-only', language: 'en', problem: 'Goutte', cls: 'A', last: null, next: '2026-11-20' },
  { key: 'roy', familyName: 'Roy', givenName: 'Jean', birthDate: '1930-03-14', sex: 'M', region: '06', mobility: 'unknown', tele: 'unknown', language: 'fr', problem: null, cls: null, last: '2026-10-01', next: null, deceased: true },
] as const;

const orders: readonly (readonly [RegistrySort['by'], RegistrySort['direction'], readonly string[]])[] = [
  ['name', 'ascending', ['beland', 'beland-m', 'cote', 'damours', 'ng', 'roy']],
  ['name', 'descending', ['roy', 'ng', 'damours', 'cote', 'beland-m', 'beland']],
  ['birthDate', 'ascending', ['roy', 'beland', 'beland-m', 'damours', 'cote', 'ng']],
  ['birthDate', 'descending', ['cote', 'damours', 'beland-m', 'beland', 'roy', 'ng']],
  ['lastVisit', 'ascending', ['damours', 'beland-m', 'beland', 'roy', 'cote', 'ng']],
  ['lastVisit', 'descending', ['roy', 'beland', 'beland-m', 'damours', 'ng', 'cote']],
  ['nextVisit', 'ascending', ['damours', 'ng', 'beland', 'beland-m', 'cote', 'roy']],
  ['openClass', 'ascending', ['beland-m', 'ng', 'beland', 'cote', 'damours', 'roy']],
  ['openClass', 'descending', ['beland', 'ng', 'beland-m', 'roy', 'damours', 'cote']],
  ['region', 'ascending', ['beland', 'beland-m', 'roy', 'cote', 'ng', 'damours']],
  ['problem', 'ascending', ['beland', 'ng', 'beland-m', 'damours', 'cote', 'roy']],
];

const narrowed: readonly (readonly [string, Partial<RegistryFilters>, readonly string[]])[] = [
  ['', { region: ['13'] }, ['cote', 'ng']],
  ['', { region: ['13', ''] }, ['cote', 'damours', 'ng']],
  ['', { sex: ['F'], region: ['06'] }, ['beland-m']],
  ['', { problem: ['|goutte'] }, ['beland', 'ng']],
  ['', { problem: [''] }, ['cote', 'roy']],
  ['', { openClass: ['A'] }, ['beland-m', 'ng']],
  ['', { openClass: ['A', 'C'] }, ['beland', 'beland-m', 'ng']],
  ['', { lastSeen: ['0-3'] }, ['beland', 'roy']],
  ['', { lastSeen: ['3-6'] }, ['beland-m']],
  ['', { lastSeen: ['12+', 'never'] }, ['cote', 'damours', 'ng']],
  ['', { booking: ['none'] }, ['beland-m', 'cote', 'roy']],
  ['', { booking: ['none'], life: ['living'], openClass: ['A'] }, ['beland-m']],
  ['', { age: ['0-17'] }, ['cote']],
  ['', { age: ['65-79', '80+'] }, ['beland', 'roy']],
  ['', { mobility: ['wheelchair', 'homebound'] }, ['beland-m', 'ng']],
  ['', { tele: ['yes'] }, ['beland-m', 'damours']],
  ['', { language: ['en'] }, ['damours', 'ng']],
  ['', { language: [''] }, ['cote']],
  ['', { life: ['deceased'] }, ['roy']],
  ['', { region: ['09'] }, []],
  ['béland', {}, ['beland', 'beland-m']],
  ['béland', { sex: ['F'] }, ['beland-m']],
  ['1950', { sex: ['M'] }, ['beland']],
  ['béland', { region: ['13'] }, []],
];

describe.each(engines)('the registry on %s', (engine) => {
  let clinic: TestClinic;
  let registry: ReturnType<typeof createRegistryService>;
  let doctor: Caller;
  let secretary: Caller;
  const keyOf = new Map<string, string>();

  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    registry = createRegistryService(clinic.services.dependencies);
    doctor = await clinic.caller('rheumatologist');
    secretary = await clinic.caller('secretary');
    const now = clinic.ports.clock.now();
    for (const [index, person] of people.entries()) {
      const id = `00000000-0000-7000-8000-0000000000${97 - index}`;
      keyOf.set(id, person.key);
      await clinic.store.unitOfWork.write(async (db) => {
        await insertPatient(
          db,
          {
            id, familyName: person.familyName, givenName: person.givenName, birthDate: person.birthDate, administrativeSex: person.sex, regionCode: person.region, mobility: person.mobility, teleSuitability: person.tele,
            language: person.language, deceased: 'deceased' in person, identifiers: [],
          },
          { now, newId },
        );
        const source = { source_system: null, source_id: null, source_hash: null, import_id: null };
        if (person.problem) {
          await db
            .insertInto('condition')
            .values({ ...source, id: newId(), patient_id: id, code_system: null, code: null, text: person.problem, other_codings: null, created_at: now, updated_at: now, clinical_status: 'active', verification_status: null, category: null, onset_on: null, ended_on: null, recorded_on: null })
            .execute();
        }
        if (person.cls) {
          await db
            .insertInto('referral')
            .values({
              ...source, id: newId(), patient_id: id, referrer_id: null, reason_code: null, requested_cls: null, free_text: '', findings: '[]', prerequisites_provided: '[]', state: 'received', received_at: now, completed_on: '2026-11-16',
              entered_at: now, entered_by: 'x', proposed_cls: person.cls, decided_cls: null, due_on: null, queue_role: null, modality: null, updated_at: now, updated_by: 'x',
            })
            .execute();
        }
        for (const day of [person.last, person.next]) {
          if (day === null) continue;
          const hour = 10 + index;
          await db
            .insertInto('appointment')
            .values({
              id: newId(), patient_id: id, professional_id: doctor.practitionerId!, referral_id: null, starts_at: `${day}T${hour}:00:00.000Z`, ends_at: `${day}T${hour}:30:00.000Z`, local_start: `${day}T0${hour - 5 > 9 ? 9 : hour - 5}:00`, zone: 'America/Toronto',
              patient_zone: null, modality: 'PHONE', status: 'booked', live: 1, reason: null, video_link: null, consent: null, created_at: now, created_by: 'x', updated_at: now,
            })
            .execute();
        }
      });
    }
  });
  afterAll(() => clinic.close());

  const list = (ask: { text?: string; filters?: Partial<RegistryFilters>; sort?: RegistrySort; after?: string | null; limit?: number; caller?: Caller }) =>
    registry.list(ask.caller ?? doctor, { text: ask.text ?? '', filters: { ...noFilters, ...ask.filters }, sort: ask.sort ?? { by: 'name', direction: 'ascending' }, after: ask.after ?? null, limit: ask.limit ?? 100 });
  const keys = (rows: readonly { readonly id: string }[]) => rows.map((row) => keyOf.get(row.id));
  const pageByPage = async (ask: Parameters<typeof list>[0], limit: number) => {
    const found: (string | undefined)[] = [];
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof list>> = await list({ ...ask, after, limit });
      found.push(...keys(page.rows));
      if (page.next === null) return found;
      after = page.next;
    }
  };

  test.each(orders)('by %s, %s', async (by, direction, expected) => {
    const sort = { by, direction };
    expect(keys((await list({ sort })).rows)).toEqual(expected);
    expect(await pageByPage({ sort }, 1)).toEqual(expected);
    expect(await pageByPage({ sort }, 4)).toEqual(expected);
  });

  test.each(narrowed)('%j with %j', async (text, filters, expected) => {
    expect(keys((await list({ text, filters })).rows)).toEqual(expected);
    expect(await pageByPage({ text, filters }, 1)).toEqual(expected);
    const { total, all } = await registry.facets(doctor, { text, filters: { ...noFilters, ...filters } });
    expect({ total, all }).toEqual({ total: expected.length, all: people.length });
    for (const by of registrySortKeys) expect(new Set(await pageByPage({ text, filters, sort: { by, direction: 'descending' } }, 2)), by).toEqual(new Set(expected));
  });

  test('each facet is counted under the filters of the others', async () => {
    const { facets } = await registry.facets(doctor, { text: '', filters: { ...noFilters, region: ['13'], sex: ['F', 'X'] } });
    const counts = (facet: string) => Object.fromEntries((facets[facet] ?? []).map(({ value, count }) => [value, count]));
    expect(counts('region')).toEqual({ '06': 1, '13': 2, '': 1 });
    expect(counts('sex')).toEqual({ F: 1, X: 1 });
    expect(counts('openClass')).toEqual({ A: 1 });
    expect(counts('age')).toEqual({ '0-17': 1 });
    expect(counts('lastSeen')).toEqual({ never: 2 });
    expect(counts('booking')).toEqual({ none: 1 });
    expect(counts('life')).toEqual({ living: 2 });
    expect(facets['problem']).toEqual([{ value: '', label: null, count: 1 }, { value: '|goutte', label: 'Goutte', count: 1 }]);
  });

  test('filters that leave many rows are walked along the order, and give the same rows as when they are sorted', async () => {
    for (const by of registrySortKeys) {
      for (const direction of ['ascending', 'descending'] as const) {
        for (const [, filters] of narrowed.filter(([text]) => text === '')) {
          const question = { query: null, filters: { ...noFilters, ...filters }, today: '2026-11-16', reach: reachOf(secretary, 'patient.read', clinic.ports.clock.now()) };
          const page = (manyAnswers: number) => clinic.store.unitOfWork.read((db) => listEntries(db, engine, question, { by, direction }, { after: null, limit: 4, manyAnswers }));
          expect(await page(1), `${by} ${direction} ${JSON.stringify(filters)}`).toEqual(await page(1000));
        }
      }
    }
  });

  test('whoever does not read clinical parts neither filters, sorts nor counts by them', async () => {
    await expect(list({ caller: secretary, filters: { problem: ['|goutte'] } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(list({ caller: secretary, sort: { by: 'problem', direction: 'ascending' } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(registry.facets(secretary, { text: '', filters: { ...noFilters, problem: [''] } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await registry.facets(secretary, { text: '', filters: noFilters })).facets['problem']).toBeUndefined();
    expect((await list({ caller: secretary })).rows.every((row) => row.mainProblem === null)).toBe(true);
  });

  test('a text without anything to search by finds nobody, and is counted so', async () => {
    expect(await registry.facets(doctor, { text: '🙂', filters: noFilters })).toEqual({ total: 0, all: people.length, facets: {} });
  });

  test('each person’s own columns and order are kept', async () => {
    expect(await registry.layout(doctor)).toBeNull();
    const layout = { columns: ['region', 'problem'] as const, sort: { by: 'lastVisit', direction: 'descending' } as const };
    await registry.saveLayout(doctor, { columns: [...layout.columns], sort: layout.sort });
    await registry.saveLayout(doctor, { columns: ['region', 'problem', 'region'], sort: layout.sort });
    expect(await registry.layout(doctor)).toEqual(layout);
    expect(await registry.layout(secretary)).toBeNull();
  });
});
