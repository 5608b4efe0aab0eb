import { sql } from 'kysely';
import type { DuplicateScan } from '#contract/duplicates.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';

/** Pairs of records worth comparing, block by block, in SQL: what a scan walks through page by page. */

export type SkippedGroup = DuplicateScan['skipped'][number];

/** Groups of more people than this are not compared each with each: a default date, a residence's phone. */
const largest = { 'birth-date': 200, name: 100, phone: 60, number: 40 } as const satisfies Record<SkippedGroup['kind'], number>;

/** The values of each block that too many share. */
export interface LargeGroups {
  readonly birthDates: readonly string[];
  readonly names: readonly string[];
  readonly phones: readonly string[];
  readonly numbers: readonly string[];
  readonly skipped: readonly SkippedGroup[];
}

/** Finds the groups too large for pairs: one walk along each index. */
export async function findLargeGroups(db: ReadExecutor): Promise<LargeGroups> {
  const groups = async (kind: SkippedGroup['kind'], table: string, column: string): Promise<readonly { value: string; people: number }[]> => {
    const { rows } = await sql<{ value: string; people: number }>`
      select ${sql.ref(column)} as value, count(*) as people from ${sql.table(table)} where ${sql.ref(column)} is not null group by ${sql.ref(column)} having count(*) > ${largest[kind]} order by 1`.execute(db);
    return rows.map(({ value, people }) => ({ value, people: Number(people) }));
  };
  const birthDates = (await groups('birth-date', 'registry_entry', 'birth_date')).filter(({ value }) => value.length === 10);
  const names = await groups('name', 'registry_entry', 'sort_key');
  const phones = await groups('phone', 'registry_entry', 'phone_key');
  const numbers = await groups('number', 'patient_identifier', 'value');
  const named = (kind: SkippedGroup['kind'], found: readonly { people: number }[]): SkippedGroup[] => found.map(({ people }) => ({ kind, people }));
  return {
    birthDates: birthDates.map(({ value }) => value), names: names.map(({ value }) => value), phones: phones.map(({ value }) => value), numbers: numbers.map(({ value }) => value),
    skipped: [...named('birth-date', birthDates), ...named('name', names), ...named('phone', phones), ...named('number', numbers)].slice(0, 200),
  };
}

/** The next live records by id, of everybody or of one import. */
export async function nextPeople(db: ReadExecutor, { importId, after, limit }: { importId: string | null; after: string | null; limit: number }): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('patient')
    .select('id')
    .where('merged_into', 'is', null)
    .$if(importId !== null, (query) => query.where('import_id', '=', importId))
    .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** How many live records there are to look at. */
export async function countPeople(db: ReadExecutor, importId: string | null): Promise<number> {
  const { count } = await db
    .selectFrom('patient')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('merged_into', 'is', null)
    .$if(importId !== null, (query) => query.where('import_id', '=', importId))
    .executeTakeFirstOrThrow();
  return count;
}

/** Pairs, smaller id first, each once, of these records with others that share a block. */
export async function pairsOf(db: ReadExecutor, ids: readonly string[], large: LargeGroups): Promise<readonly (readonly [string, string])[]> {
  const among = sql.join(ids);
  const swapped = sql`substr(a.birth_date, 1, 5) || substr(a.birth_date, 9, 2) || '-' || substr(a.birth_date, 6, 2)`;
  const except = (column: string, values: readonly string[]) => (values.length === 0 ? sql`` : sql`and ${sql.ref(column)} not in (${sql.join(values)})`);
  const blocks = [
    sql`select a.patient_id as one, b.patient_id as other from registry_entry a join registry_entry b on b.birth_date = a.birth_date where a.patient_id in (${among}) and length(a.birth_date) = 10 ${except('a.birth_date', large.birthDates)}`,
    sql`select a.patient_id as one, b.patient_id as other from registry_entry a join registry_entry b on b.birth_date = ${swapped} where a.patient_id in (${among}) and length(a.birth_date) = 10 ${except('b.birth_date', large.birthDates)}`,
    sql`select a.patient_id as one, b.patient_id as other from registry_entry a join registry_entry b on b.sort_key = a.sort_key where a.patient_id in (${among}) ${except('a.sort_key', large.names)}`,
    sql`select a.patient_id as one, b.patient_id as other from registry_entry a join registry_entry b on b.phone_key = a.phone_key where a.patient_id in (${among}) ${except('a.phone_key', large.phones)}`,
    sql`select a.patient_id as one, b.patient_id as other from patient_identifier a join patient_identifier b on b.system = a.system and b.value = a.value where a.patient_id in (${among}) and a.system <> '' ${except('a.value', large.numbers)}`,
  ];
  const pairs = new Map<string, readonly [string, string]>();
  for (const block of blocks) {
    const { rows } = await sql<{ one: string; other: string }>`${block}`.execute(db);
    for (const { one, other } of rows) {
      if (one === other) continue;
      const pair = one < other ? ([one, other] as const) : ([other, one] as const);
      pairs.set(pair.join(), pair);
    }
  }
  return [...pairs.values()];
}

export async function insertScan(db: WriteExecutor, scan: { id: string; startedAt: string; userId: string; importId: string | null; rulesVersion: string }): Promise<void> {
  await db
    .insertInto('duplicate_scan')
    .values({ id: scan.id, started_at: scan.startedAt, finished_at: null, started_by: scan.userId, import_id: scan.importId, state: 'running', rules_version: scan.rulesVersion })
    .execute();
}

export async function endScan(db: WriteExecutor, id: string, end: { finishedAt: string; state: 'done' | 'failed' | 'cancelled'; people: number; compared: number; found: number; skipped: readonly SkippedGroup[] }): Promise<void> {
  await db
    .updateTable('duplicate_scan')
    .set({ finished_at: end.finishedAt, state: end.state, people: end.people, compared: end.compared, found: end.found, skipped: JSON.stringify(end.skipped) })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute();
}

/** A scan by its id, or the last one. */
export async function readScan(db: ReadExecutor, id: string | null): Promise<DuplicateScan | null> {
  const row = await db
    .selectFrom('duplicate_scan')
    .leftJoin('user_account', 'user_account.id', 'duplicate_scan.started_by')
    .select(['duplicate_scan.id', 'started_at', 'finished_at', 'started_by', 'import_id', 'state', 'people', 'compared', 'found', 'skipped', 'display_name'])
    .$if(id !== null, (query) => query.where('duplicate_scan.id', '=', id ?? ''))
    .orderBy('started_at', 'desc')
    .orderBy('duplicate_scan.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    scanId: row.id, startedAt: row.started_at, finishedAt: row.finished_at, byName: row.display_name ?? row.started_by, importId: row.import_id, state: row.state as DuplicateScan['state'],
    people: row.people, compared: row.compared, found: row.found, skipped: JSON.parse(row.skipped) as SkippedGroup[],
  };
}
