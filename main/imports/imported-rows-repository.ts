import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { MappedClinical } from './fhir/mapped-resource.ts';
import type { Claimed } from './claimed-rows.ts';
import type { ImportMark } from './imported-people-repository.ts';
import { holds, keySystems, type SourceKey } from './source-key.ts';
import { keepingBefore } from './undo/rows-before-repository.ts';

/** A clinical row ready to be written: whose it is is known. */
export interface ClinicalRow {
  readonly mapped: MappedClinical;
  readonly patientId: string;
  /** Who asked for the medication, where that is known. */
  readonly practitionerId: string | null;
  readonly key: SourceKey;
  /** Of everything that is written. */
  readonly hash: string;
}

export interface ClinicalOutcome {
  readonly fate: 'created' | 'updated' | 'unchanged';
  readonly id: string;
}

type ClinicalTable = MappedClinical['table'];
const componentBatch = 200;

/**
 * Writes rows of one table, in order: found again by source key, and left alone when nothing changed. A row whose key is
 * new but which says exactly what a row of the same patient says already (a source that renumbers its exports) is that row.
 *
 * @param claimed rows of this file already recognised: two equal rows of one file stay two
 */
export async function writeClinicalRows(db: WriteExecutor, table: ClinicalTable, rows: readonly ClinicalRow[], claimed: Claimed, mark: ImportMark): Promise<readonly ClinicalOutcome[]> {
  const byKey = await rowsBySource(db, table, rows);
  const taken = new Set([...byKey.values()].map((row) => row.id));
  const bySaying = await rowsByHash(db, table, rows.filter((row) => !byKey.has(keyText(row.key))));
  const outcomes: ClinicalOutcome[] = [];
  const fresh: { id: string; row: ClinicalRow }[] = [];
  const changed: { id: string; row: ClinicalRow }[] = [];
  for (const row of rows) {
    const known = byKey.get(keyText(row.key));
    const same = known ? undefined : (bySaying.get(sayingText(row.patientId, row.hash)) ?? []).find((id) => !taken.has(id) && !claimed.has(id));
    if (known) {
      // What was entered here and comes back otherwise stays as it is here.
      const unchanged = known.source_hash === row.hash || known.source_hash === null || (await saysAlready(db, table, known.id, row));
      if (!unchanged) changed.push({ id: known.id, row });
      outcomes.push({ fate: unchanged ? 'unchanged' : 'updated', id: known.id });
    } else if (same !== undefined) {
      taken.add(same);
      outcomes.push({ fate: 'unchanged', id: same });
    } else {
      const id = mark.newId();
      fresh.push({ id, row });
      outcomes.push({ fate: 'created', id });
    }
  }
  await insertRows(db, fresh, mark);
  await keepingBefore(db, mark, table, [...new Set(changed.map(({ id }) => id))], async () => {
    for (const { id, row } of changed) await updateRow(db, id, row, mark);
  });
  return outcomes;
}

/** Text of a key, to compare keys by. */
export function keyText({ system, id }: Pick<SourceKey, 'system' | 'id'>): string {
  return JSON.stringify([system, id]);
}

function sayingText(patientId: string, hash: string): string {
  return `${patientId} ${hash}`;
}

/** The tables share the columns read here; the type names one of them. */
function anyTable(table: ClinicalTable): 'condition' {
  return table as 'condition';
}

async function rowsBySource(db: ReadExecutor, table: ClinicalTable, rows: readonly ClinicalRow[]) {
  const found = new Map<string, { id: string; source_hash: string | null }>();
  for (const system of new Set(rows.map((row) => row.key.system))) {
    const ids = rows.filter((row) => row.key.system === system).map((row) => row.key.id);
    const known = await db.selectFrom(anyTable(table)).select(['id', 'source_id', 'source_hash']).where('source_system', '=', system).where('source_id', 'in', ids).execute();
    for (const row of known) if (row.source_id !== null) found.set(keyText({ system, id: row.source_id }), row);
  }
  // What left this clinic comes back under its own id.
  const own = rows.flatMap(({ key }) => (key.system === keySystems.uuid && !found.has(keyText(key)) ? [{ key, id: key.id.slice(key.id.indexOf('/') + 1) }] : []));
  if (own.length > 0) {
    const known = await db.selectFrom(anyTable(table)).select(['id', 'source_hash']).where('id', 'in', own.map(({ id }) => id)).execute();
    for (const row of known) for (const { key } of own.filter(({ id }) => id === row.id)) found.set(keyText(key), row);
    // A score left as a result; here it is part of what was signed, and stays so.
    const scores = table === 'observation' ? await db.selectFrom('assessment_score').select('id').where('id', 'in', own.map(({ id }) => id)).execute() : [];
    for (const { id: scoreId } of scores) for (const { key } of own.filter(({ id }) => id === scoreId)) found.set(keyText(key), { id: scoreId, source_hash: null });
  }
  return found;
}

/** Whether a row says what the file says, column by column: it left from here, or was put right here already. */
async function saysAlready(db: ReadExecutor, table: ClinicalTable, id: string, { mapped, patientId, practitionerId }: ClinicalRow): Promise<boolean> {
  const row = await db.selectFrom(anyTable(table)).selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const who = mapped.table === 'medication' ? { practitioner_id: practitionerId } : {};
  if (!holds(row, { ...mapped.content, ...who, patient_id: patientId })) return false;
  if (mapped.table !== 'observation') return true;
  const components = await db.selectFrom('observation_component').selectAll().where('observation_id', '=', id).orderBy('position').execute();
  return components.length === mapped.components.length && mapped.components.every((one, position) => holds(components[position] ?? {}, one));
}

/** Ids of the rows that say the same, by patient and hash, oldest first. */
async function rowsByHash(db: ReadExecutor, table: ClinicalTable, rows: readonly ClinicalRow[]) {
  const found = new Map<string, string[]>();
  if (rows.length === 0) return found;
  const known = await db
    .selectFrom(anyTable(table))
    .select(['id', 'patient_id', 'source_hash'])
    .where('patient_id', 'in', [...new Set(rows.map((row) => row.patientId))])
    .where('source_hash', 'in', rows.map((row) => row.hash))
    .orderBy('id')
    .execute();
  for (const row of known) {
    const text = sayingText(row.patient_id, row.source_hash ?? '');
    found.set(text, [...(found.get(text) ?? []), row.id]);
  }
  return found;
}

async function insertRows(db: WriteExecutor, fresh: readonly { id: string; row: ClinicalRow }[], mark: ImportMark): Promise<void> {
  const common = ({ id, row }: { id: string; row: ClinicalRow }) => ({
    id,
    patient_id: row.patientId,
    source_system: row.key.system,
    source_id: row.key.id,
    source_hash: row.hash,
    import_id: mark.importId,
    created_at: mark.now,
    updated_at: mark.now,
  });
  const conditions = fresh.flatMap((one) => (one.row.mapped.table === 'condition' ? [{ ...common(one), ...one.row.mapped.content }] : []));
  const observations = fresh.flatMap((one) => (one.row.mapped.table === 'observation' ? [{ ...common(one), ...one.row.mapped.content }] : []));
  const medications = fresh.flatMap((one) => (one.row.mapped.table === 'medication' ? [{ ...common(one), ...one.row.mapped.content, practitioner_id: one.row.practitionerId }] : []));
  const allergies = fresh.flatMap((one) => (one.row.mapped.table === 'allergy' ? [{ ...common(one), ...one.row.mapped.content }] : []));
  const vaccinations = fresh.flatMap((one) => (one.row.mapped.table === 'vaccination' ? [{ ...common(one), ...one.row.mapped.content }] : []));
  if (conditions.length > 0) await db.insertInto('condition').values(conditions).execute();
  if (observations.length > 0) await db.insertInto('observation').values(observations).execute();
  if (medications.length > 0) await db.insertInto('medication').values(medications).execute();
  if (allergies.length > 0) await db.insertInto('allergy').values(allergies).execute();
  if (vaccinations.length > 0) await db.insertInto('vaccination').values(vaccinations).execute();
  await insertComponents(db, fresh);
}

async function updateRow(db: WriteExecutor, id: string, row: ClinicalRow, mark: ImportMark): Promise<void> {
  const { mapped, patientId } = row;
  const common = { patient_id: patientId, source_hash: row.hash, import_id: mark.importId, updated_at: mark.now };
  switch (mapped.table) {
    case 'condition':
      await db.updateTable('condition').set((eb) => ({ ...common, ...mapped.content, version: eb('version', '+', 1) })).where('id', '=', id).execute();
      return;
    case 'observation':
      await db.updateTable('observation').set((eb) => ({ ...common, ...mapped.content, version: eb('version', '+', 1) })).where('id', '=', id).execute();
      await db.deleteFrom('observation_component').where('observation_id', '=', id).execute();
      await insertComponents(db, [{ id, row }]);
      return;
    case 'medication':
      await db
        .updateTable('medication')
        .set((eb) => ({ ...common, ...mapped.content, practitioner_id: row.practitionerId, version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .execute();
      return;
    case 'allergy':
      await db.updateTable('allergy').set((eb) => ({ ...common, ...mapped.content, version: eb('version', '+', 1) })).where('id', '=', id).execute();
      return;
    case 'vaccination':
      await db.updateTable('vaccination').set((eb) => ({ ...common, ...mapped.content, version: eb('version', '+', 1) })).where('id', '=', id).execute();
  }
}

async function insertComponents(db: WriteExecutor, rows: readonly { id: string; row: ClinicalRow }[]): Promise<void> {
  const components = rows.flatMap(({ id, row: { mapped } }) =>
    mapped.table === 'observation' ? mapped.components.map((component, position) => ({ observation_id: id, position, ...component })) : [],
  );
  for (let start = 0; start < components.length; start += componentBatch) {
    await db.insertInto('observation_component').values(components.slice(start, start + componentBatch)).execute();
  }
}
