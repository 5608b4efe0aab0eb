import { type CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../platform/database/open-database.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import { changePatient, holdPatient } from '../patient-change.ts';
import { insertPatient } from '../patient-repository.ts';
import { forgivenCases, registry, searchCases } from '../testing/search-cases.ts';
import { createPatientSearch, type Hit, otherwiseSpeltFrom } from './patient-search-repository.ts';
import { parseSearch } from './search-query-rules.ts';

const keyOf = new Map(registry.map(({ id, key }) => [id, key]));

describe.each(engines)('search on %s', (engine) => {
  let clinic: TestClinic;
  const search = createPatientSearch(engine);

  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    await clinic.store.unitOfWork.write(async (db) => {
      for (const { key: _key, ...patient } of registry) await insertPatient(db, patient, { now: clinic.ports.clock.now(), newId: clinic.ports.newId });
    });
  });
  afterAll(() => clinic.close());

  const find = (text: string, page: { after: Hit | null; limit: number }) => clinic.store.unitOfWork.read((db) => search.find(db, parseSearch(text), page));
  const keys = (hits: readonly Hit[]) => hits.map((hit) => keyOf.get(hit.patientId));

  test.each(searchCases)('%s', async (typed, expected) => {
    const query = parseSearch(typed);
    const hits = query ? await find(typed, { after: null, limit: 50 }) : [];
    expect(keys(hits)).toEqual(expected);
    if (query) expect(await clinic.store.unitOfWork.read((db) => search.count(db, query, 50))).toBe(expected.length);
  });

  test.each(forgivenCases)('%s, forgiven', async (typed, typedSo, near) => {
    const query = parseSearch(typed)!;
    const hits = await find(typed, { after: null, limit: 50 });
    expect(keys(hits)).toEqual([...typedSo, ...near]);
    expect(otherwiseSpeltFrom(hits)).toBe(near.length > 0 ? typedSo.length : null);
    expect(keys(await clinic.store.unitOfWork.read((db) => search.find(db, parseSearch(typed, true), { after: null, limit: 50 })))).toEqual(typedSo);
    const answered = await clinic.store.unitOfWork.read((db) => search.answered(db, query));
    expect(await clinic.store.unitOfWork.read((db) => search.count(db, answered, 50))).toBe(typedSo.length > 0 ? typedSo.length : near.length);
  });

  test('a name entered since is known to the words that are near', async () => {
    expect(await find('tremblya', { after: null, limit: 5 })).toEqual([]);
    const patient = { ...registry[0]!, id: clinic.ports.newId(), familyName: 'Tremblay', identifiers: [] };
    await clinic.store.unitOfWork.write((db) => insertPatient(db, patient, { now: clinic.ports.clock.now(), newId: clinic.ports.newId }));
    expect((await find('tremblya', { after: null, limit: 5 })).map(({ patientId, tier }) => ({ patientId, tier }))).toEqual([{ patientId: patient.id, tier: 3 }]);
    await clinic.store.unitOfWork.write((db) => db.deleteFrom('patient').where('id', '=', patient.id).execute());
    expect(await find('tremblya', { after: null, limit: 5 })).toEqual([]);
  });

  test.each(['', 'pierre', 'r', '19', 'n', 'belend', 'lekeur'])('page by page, %j gives the same as at once', async (typed) => {
    const whole = await find(typed, { after: null, limit: 100 });
    const paged: Hit[] = [];
    for (let after: Hit | null = null; ; after = paged.at(-1) ?? null) {
      const page = await find(typed, { after, limit: 2 });
      if (page.length === 0) break;
      paged.push(...page);
    }
    expect(paged).toEqual(whole);
    expect(new Set(paged.map((hit) => hit.patientId)).size).toBe(paged.length);
  });

  test('without a query: everybody, by name', async () => {
    const hits = await find('', { after: null, limit: 100 });
    expect(hits).toHaveLength(registry.length);
    expect(hits.map((hit) => hit.sortKey)).toEqual(hits.map((hit) => hit.sortKey).sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other))));
    expect(await clinic.store.unitOfWork.read((db) => search.count(db, null, 1))).toBe(registry.length);
  });

  test('more than the bound is not counted', async () => {
    expect(await clinic.store.unitOfWork.read((db) => search.count(db, parseSearch('1979'), 2))).toBeNull();
  });

  test('a changed name is found by its new words only', async () => {
    const [{ key: _key, ...patient }] = registry as [(typeof registry)[number]];
    const write = (familyName: string) =>
      clinic.store.unitOfWork.write(async (db) => {
        const before = (await holdPatient(db, patient.id))!;
        await changePatient(db, before, { fields: { familyName }, userId: 'somebody', origin: 'edit' }, { now: clinic.ports.clock.now(), newId: clinic.ports.newId });
      });
    await write('Quintal');
    expect(keys(await find('quintal', { after: null, limit: 5 }))).toEqual(['beland']);
    expect(keys(await find('béland maryse', { after: null, limit: 5 }))).toEqual([]);
    await write(patient.familyName);
    expect(keys(await find('béland maryse', { after: null, limit: 5 }))).toEqual(['beland']);
  });
});

describe.each(engines)('search plans on %s', (engine) => {
  let clinic: TestClinic;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    await clinic.store.unitOfWork.write(async (db) => {
      const series = engine === 'sqlite' ? sql`with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 20000)` : sql`with numbers(n) as (select generate_series(1, 20000))`;
      const name = sql`'f' || (n % 9973) || '  g' || (n % 311)`;
      const terms = sql`'f' || (n % 9973) || ' g' || (n % 311) || ' 19' || (10 + n % 90) || '0101'`;
      await sql`insert into patient (id, family_name, given_name, sort_key, administrative_sex, created_at, updated_at)
        ${series} select 'p' || n, 'f', 'g', ${name}, 'unknown', '', '' from numbers`.execute(db);
      await sql`insert into patient_search (patient_id, sort_key, terms) ${series} select 'p' || n, ${name}, ${terms} from numbers`.execute(db);
    });
    if (engine === 'postgres') await sql`vacuum analyze patient_search`.execute(clinic.store.database.db);
  });
  afterAll(() => clinic.close());

  test.each([['f42 g1', 'names and words'], ['g17 f9', 'words only'], ['19450101', 'a birth date'], ['thi lan laca', 'five beginnings of a name'], ['simon st j', 'ten beginnings'], ['', 'the whole list']])('%j (%s) reads no table from end to end', async (typed) => {
    const plans = await plansOf(clinic, engine, typed);
    expect(plans.length).toBeGreaterThan(0);
    const wholeTable = engine === 'sqlite' ? /SCAN patient_search($| (?!USING COVERING INDEX))/m : /Seq Scan/;
    for (const plan of plans) expect(plan).not.toMatch(wholeTable);
    // Only the whole list walks along the index of names; a search goes straight to its rows.
    if (typed !== '' && engine === 'sqlite') {
      for (const plan of plans) {
        expect(plan).toMatch(/SEARCH (patient_search|search_word) USING/);
        expect(plan).not.toMatch(/SCAN patient_search /);
      }
    }
  });
});

/** The plans of the statements that finding runs. */
async function plansOf(clinic: TestClinic, engine: Engine, typed: string): Promise<readonly string[]> {
  const { db } = clinic.store.database;
  const statements: CompiledQuery[] = [];
  const watched = db.withPlugin({
    transformQuery: ({ node, queryId }) => {
      statements.push(db.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
  await createPatientSearch(engine).find(watched, parseSearch(typed), { after: null, limit: 21 });
  const explain = sql.raw(engine === 'sqlite' ? 'explain query plan ' : 'explain ');
  const plans: string[] = [];
  for (const statement of statements) {
    const { rows } = await sql<Record<string, unknown>>`${explain}${fragmentOf(statement)}`.execute(db);
    plans.push(rows.map((row) => String(row['detail'] ?? row['QUERY PLAN'])).join('\n'));
  }
  return plans;
}

/** A compiled statement as a fragment of another. */
function fragmentOf({ sql: text, parameters }: CompiledQuery) {
  const parts = text.split(/\?|\$\d+/);
  return sql.join(parts.flatMap((part, index) => [sql.raw(part), ...(index < parameters.length ? [sql`${parameters[index]}`] : [])]), sql.raw(''));
}
