import { sql } from 'kysely';
import { z } from 'zod';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import { digest } from '../source-key.ts';

/** What rows on file said before an import brought them up to date, kept with the import until it is undone. */

export const broughtTables = ['appointment', 'referral', 'observation', 'medication', 'allergy', 'vaccination', 'condition', 'practitioner', 'patient'] as const;
export type BroughtTable = (typeof broughtTables)[number];

/** Rows of another table that belong to a row and go with it. */
const belongings: Readonly<Partial<Record<BroughtTable, { readonly table: string; readonly by: string; readonly order: readonly string[] }>>> = {
  observation: { table: 'observation_component', by: 'observation_id', order: ['position'] },
  appointment: { table: 'appointment_step', by: 'appointment_id', order: ['version', 'id'] },
  practitioner: { table: 'practitioner_identifier', by: 'practitioner_id', order: ['system', 'value'] },
};
/** Of a patient only which source it is known by: what its record says is put back by the record's history. */
const sourceOfPatient = ['id', 'source_system', 'source_id', 'source_hash', 'import_id'] as const;

const value = z.union([z.string(), z.number(), z.null()]);
const columns = z.record(z.string(), value);
const wholeRow = z.object({ row: columns, parts: z.array(columns) });
type WholeRow = z.infer<typeof wholeRow>;

/** An entry: a row an import changed, and what it said before. */
export interface RowBefore {
  readonly id: string;
  readonly entityId: string;
  readonly before: WholeRow;
  readonly afterDigest: string;
}

interface Mark {
  readonly importId: string;
  readonly newId: () => string;
}

/** Makes a change to rows on file and keeps what they said before it: the first time in an import, as they were when it began. */
export async function keepingBefore(db: WriteExecutor, { importId, newId }: Mark, table: BroughtTable, ids: readonly string[], change: () => Promise<void>): Promise<void> {
  const before = await wholeRows(db, table, ids);
  await change();
  if (before.size === 0) return;
  const after = await wholeRows(db, table, ids);
  const entries = [...before].flatMap(([id, was]) => {
    const is = after.get(id);
    return is === undefined || digestOf(is) === digestOf(was) ? [] : [{ id: newId(), import_id: importId, entity: table, entity_id: id, earlier_import_id: textOf(was.row['import_id']), before: JSON.stringify(was), after_digest: digestOf(is) }];
  });
  if (entries.length === 0) return;
  await db
    .insertInto('import_before')
    .values(entries)
    .onConflict((conflict) => conflict.columns(['import_id', 'entity', 'entity_id']).doUpdateSet((eb) => ({ after_digest: eb.ref('excluded.after_digest') })))
    .execute();
}

/** Rows of one table an import changed, after an entry's id. */
export async function rowsBefore(db: ReadExecutor, importId: string, table: BroughtTable, after: string, limit: number): Promise<readonly RowBefore[]> {
  const rows = await db.selectFrom('import_before').select(['id', 'entity_id', 'before', 'after_digest']).where('import_id', '=', importId).where('entity', '=', table).where('id', '>', after).orderBy('id').limit(limit).execute();
  return rows.map((row) => ({ id: row.id, entityId: row.entity_id, before: wholeRow.parse(JSON.parse(row.before)), afterDigest: row.after_digest }));
}

/** Which of these rows an import changed and an undo could not put back. */
export async function stillKept(db: ReadExecutor, importId: string, table: BroughtTable, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectFrom('import_before').select('entity_id').where('import_id', '=', importId).where('entity', '=', table).where('entity_id', 'in', [...ids]).execute();
  return new Set(rows.map(({ entity_id }) => entity_id));
}

/** Rows an import made and a later one changed, after an entry's id: they carry the later one's mark. */
export async function changedByLaterImport(db: ReadExecutor, importId: string, startedAt: string, table: BroughtTable, after: string, limit: number): Promise<readonly { readonly id: string; readonly entityId: string }[]> {
  const { rows } = await sql<{ id: string; entityId: string }>`select b.id, b.entity_id as "entityId" from import_before b join ${sql.table(table)} t on t.id = b.entity_id
    where b.earlier_import_id = ${importId} and b.entity = ${table} and b.import_id <> ${importId} and b.id > ${after} and ${sql.ref(`t.${madeAt(table)}`)} >= ${startedAt} and (t.import_id is null or t.import_id <> ${importId})
      and not exists (select 1 from import_before own where own.import_id = ${importId} and own.entity = b.entity and own.entity_id = b.entity_id)
    order by b.id limit ${limit}`.execute(db);
  return rows;
}

/** The column that says when a row was put on file. */
export function madeAt(table: BroughtTable): 'entered_at' | 'created_at' {
  return table === 'referral' ? 'entered_at' : 'created_at';
}

/** Rows with what belongs to them, by id, held until the transaction ends. */
export async function holdRows(db: WriteExecutor, table: BroughtTable, ids: readonly string[]): Promise<ReadonlyMap<string, WholeRow>> {
  if (ids.length === 0) return new Map();
  // A write that changes nothing holds the rows on either engine.
  await db.updateTable(table as 'condition').set((eb) => ({ updated_at: eb.ref('updated_at') })).where('id', 'in', [...ids]).execute();
  return wholeRows(db, table, ids);
}

/** Whether a row still is as the import left it. */
export function isUnchanged(row: WholeRow, { afterDigest }: RowBefore): boolean {
  return digestOf(row) === afterDigest;
}

/** Whether the time a visit held before is somebody else's now: the professional's or the patient's. */
export async function isPlaceTaken(db: ReadExecutor, { entityId, before: { row } }: RowBefore): Promise<boolean> {
  if (row['live'] !== 1) return false;
  const [professional, patient, starts, ends] = ['professional_id', 'patient_id', 'starts_at', 'ends_at'].map((column) => textOf(row[column]) ?? '') as [string, string, string, string];
  const other = await db
    .selectFrom('appointment')
    .select('id')
    .where('live', '=', 1)
    .where('id', '!=', entityId)
    .where((either) => either.or([either('professional_id', '=', professional), either('patient_id', '=', patient)]))
    .where('starts_at', '<', ends)
    .where('ends_at', '>', starts)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

/** Puts a row back as it was, with what belongs to it, and forgets the entry. */
export async function putRowBack(db: WriteExecutor, table: BroughtTable, { id, entityId, before: { row, parts } }: RowBefore): Promise<void> {
  const { id: _id, ...said } = row;
  await sql`update ${sql.table(table)} set ${sql.join(Object.entries(said).map(([column, was]) => sql`${sql.ref(column)} = ${was}`))} where id = ${entityId}`.execute(db);
  const belonging = belongings[table];
  if (belonging) {
    await sql`delete from ${sql.table(belonging.table)} where ${sql.ref(belonging.by)} = ${entityId}`.execute(db);
    for (const part of parts) {
      const names = Object.keys(part);
      await sql`insert into ${sql.table(belonging.table)} (${sql.join(names.map((name) => sql.ref(name)))}) values (${sql.join(Object.values(part))})`.execute(db);
    }
  }
  await forgetEntry(db, id);
}

export async function forgetEntry(db: WriteExecutor, id: string): Promise<void> {
  await db.deleteFrom('import_before').where('id', '=', id).execute();
}

/** Whose a row is and who has written it since an import left it, as far as its table tells; null when it is gone. */
export async function whoWrote(db: ReadExecutor, table: BroughtTable, id: string, importId: string) {
  const by = table === 'referral' ? sql.ref('t.updated_by') : table === 'appointment' ? sql`(select s.by_user from appointment_step s where s.appointment_id = t.id order by s.version desc limit 1)` : sql`null`;
  const isPerson = table === 'patient' || table === 'practitioner';
  const whose = isPerson ? sql`null` : sql.ref('t.patient_id');
  const name = isPerson ? sql`t.family_name || ', ' || t.given_name` : table === 'referral' || table === 'appointment' ? sql`''` : sql.ref('t.text');
  const { rows } = await sql<{ patientId: string | null; name: string; at: string; person: string | null; importer: string | null }>`select ${whose} as "patientId", ${name} as name, t.updated_at as at, u.display_name as person, i.display_name as importer
    from ${sql.table(table)} t
    left join user_account u on u.id = ${by}
    left join import_batch b on b.id = t.import_id and b.id <> ${importId}
    left join user_account i on i.id = b.started_by
    where t.id = ${id}`.execute(db);
  const [row] = rows;
  return row ? { patientId: table === 'patient' ? id : row.patientId, name: row.name.slice(0, 200), byName: row.importer ?? row.person, at: row.at } : null;
}

async function wholeRows(db: ReadExecutor, table: BroughtTable, ids: readonly string[]): Promise<ReadonlyMap<string, WholeRow>> {
  if (ids.length === 0) return new Map();
  const wanted = table === 'patient' ? sql.join(sourceOfPatient.map((column) => sql.ref(column))) : sql`*`;
  const { rows } = await sql`select ${wanted} from ${sql.table(table)} where id in (${sql.join(ids)}) order by id`.execute(db);
  const belonging = belongings[table];
  const parts = belonging
    ? (await sql`select * from ${sql.table(belonging.table)} where ${sql.ref(belonging.by)} in (${sql.join(ids)}) order by ${sql.join([belonging.by, ...belonging.order].map((column) => sql.ref(column)))}`.execute(db)).rows
    : [];
  const byOwner = Map.groupBy(z.array(columns).parse(parts), (part) => textOf(part[belonging?.by ?? '']));
  return new Map(z.array(columns).parse(rows).map((row) => [textOf(row['id']) ?? '', { row, parts: byOwner.get(textOf(row['id'])) ?? [] }]));
}

/** Of what is said: a column added to the schema later says nothing. */
function digestOf({ row, parts }: WholeRow): string {
  const said = (one: WholeRow['row']): unknown => Object.entries(one).filter(([, cell]) => cell !== null).sort(([first], [second]) => (first < second ? -1 : 1));
  return digest([said(row), parts.map(said)]);
}

function textOf(cell: string | number | null | undefined): string | null {
  return typeof cell === 'string' ? cell : null;
}
