import type { ChangeOrigin, FieldValue } from '#contract/record-history.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { NewId } from '../ports.ts';
import { fieldChanges, type FieldValues } from '../record-history/field-change-rules.ts';
import { writeRecordChange } from '../record-history/record-history.ts';
import { sortKey } from './patient-name.ts';
import { identifierOfRow, identifierRowOf, type PatientFields, patientColumnsOf, patientFieldsOf, type PatientIdentifier } from './patient-fields.ts';
import { writePatientSearch } from './patient-repository.ts';

/** The one way a patient's row and identifiers change once they are on file: version, search words and history go with them. */

/** A patient as they are, before a change. */
export interface PatientState {
  readonly id: string;
  readonly version: number;
  readonly updatedAt: string;
  readonly fields: PatientFields;
  readonly identifiers: readonly PatientIdentifier[];
}

/** What changes, who does it, and how it came about. */
export interface PatientChange {
  /** Fields that are left out stay as they are. */
  readonly fields?: Partial<PatientFields>;
  /** All identifiers as they shall be; left out, they stay. */
  readonly identifiers?: readonly PatientIdentifier[];
  readonly userId: string;
  readonly origin: ChangeOrigin;
  readonly reason?: string | null;
  readonly importId?: string | null;
  /** Id of the change this one takes back. */
  readonly undoes?: string | null;
}

/** The patient as they are now, held until the transaction ends so that nobody changes them meanwhile; null if nobody has this id. */
export async function holdPatient(db: WriteExecutor, patientId: string): Promise<PatientState | null> {
  // A write that changes nothing holds the row on either engine.
  const held = await db
    .updateTable('patient')
    .set((eb) => ({ updated_at: eb.ref('updated_at') }))
    .where('id', '=', patientId)
    .executeTakeFirst();
  return Number(held.numUpdatedRows) === 0 ? null : readPatientState(db, patientId);
}

/** The patient as they are, or null. */
export async function readPatientState(db: ReadExecutor, patientId: string): Promise<PatientState | null> {
  const row = await db.selectFrom('patient').selectAll().where('id', '=', patientId).executeTakeFirst();
  if (!row) return null;
  const identifiers = await db.selectFrom('patient_identifier').selectAll().where('patient_id', '=', patientId).orderBy('id').execute();
  return { id: row.id, version: row.version, updatedAt: row.updated_at, fields: patientFieldsOf(row), identifiers: identifiers.map(identifierOfRow) };
}

/**
 * Changes a patient: their row, identifiers and search words, version + 1, and the change in the history, all or nothing
 * of the caller's transaction. What says nothing new changes nothing. Auditing is the caller's.
 *
 * @param before from `holdPatient`, in the same transaction
 * @returns the version the patient now has, the id of the change (null when nothing differed) and the fields it names
 */
export async function changePatient(
  db: WriteExecutor,
  before: PatientState,
  change: PatientChange,
  { now, newId }: { readonly now: string; readonly newId: NewId },
): Promise<{ readonly version: number; readonly changeId: string | null; readonly fields: readonly string[] }> {
  const fields: PatientFields = { ...before.fields, ...change.fields };
  const identifiers = change.identifiers ?? before.identifiers;
  const changes = fieldChanges(historyValues(before.fields, before.identifiers), historyValues(fields, identifiers));
  if (changes.length === 0) return { version: before.version, changeId: null, fields: [] };
  const version = before.version + 1;
  await db
    .updateTable('patient')
    .set({ ...patientColumnsOf(fields), sort_key: sortKey(fields.familyName, fields.givenName), version, updated_at: now })
    .where('id', '=', before.id)
    .execute();
  await replaceIdentifiers(db, before, identifiers);
  await writePatientSearch(db, { id: before.id, ...fields, identifiers });
  const { userId, origin, reason, importId, undoes } = change;
  const changeId = await writeRecordChange(
    db,
    { entity: 'patient', entityId: before.id, patientId: before.id, version, userId, origin, changes, reason: reason ?? null, importId: importId ?? null, undoes: undoes ?? null },
    { now, newId },
  );
  return { version, changeId, fields: changes.map(({ field }) => field) };
}

/** Writes the first line of the history of somebody put on file by a person: what the record began with. An import leaves none. */
export async function recordCreation(db: WriteExecutor, patientId: string, userId: string, { now, newId }: { readonly now: string; readonly newId: NewId }): Promise<void> {
  const state = await readPatientState(db, patientId);
  if (!state) return;
  const changes = fieldChanges(nothingKnown, historyValues(state.fields, state.identifiers));
  await writeRecordChange(db, { entity: 'patient', entityId: patientId, patientId, version: state.version, userId, origin: 'created', changes }, { now, newId });
}

/** What a record says before anything is known. */
const nothingKnown: FieldValues = { mobility: 'unknown', teleSuitability: 'unknown', deceased: false };

/** A patient's fields and identifiers as the history names them. */
export function historyValues(fields: Partial<PatientFields>, identifiers: readonly PatientIdentifier[]): FieldValues {
  const rows = identifiers.map((identifier): [string, FieldValue] => {
    const { system, value, use, issuer, validFrom, validTo, insQualified } = identifier;
    return [`identifier:${identifier.id}`, { system, value, use, issuer, validFrom, validTo, insQualified }];
  });
  return { ...fields, ...Object.fromEntries(rows) };
}

async function replaceIdentifiers(db: WriteExecutor, before: PatientState, identifiers: readonly PatientIdentifier[]): Promise<void> {
  const kept = new Set(identifiers.map(({ id }) => id));
  const gone = before.identifiers.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  if (gone.length > 0) await db.deleteFrom('patient_identifier').where('patient_id', '=', before.id).where('id', 'in', gone).execute();
  for (const identifier of identifiers) {
    const known = before.identifiers.find(({ id }) => id === identifier.id);
    const { id, ...row } = identifierRowOf(identifier);
    if (known === undefined) await db.insertInto('patient_identifier').values({ id, patient_id: before.id, ...row }).execute();
    else if (JSON.stringify(identifierRowOf(known)) !== JSON.stringify(identifierRowOf(identifier))) {
      await db.updateTable('patient_identifier').set(row).where('id', '=', id).where('patient_id', '=', before.id).execute();
    }
  }
}
