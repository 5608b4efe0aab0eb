import { identifierSystems } from '#contract/values.ts';
import type { AdministrativeSex } from '#contract/values.ts';
import { foldText, sortKey } from '../patients/patient-name.ts';
import { changePatient, holdPatient } from '../patients/patient-change.ts';
import { patientFieldsFrom } from '../patients/patient-fields.ts';
import { insertPatient, type NewPatient } from '../patients/patient-repository.ts';
import { livingRecord } from '../patients/duplicates/merge-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { readChangesSince } from '../record-history/record-history.ts';
import type { IdentifierContent, MappedPatient, MappedPractitioner, PatientContent, PractitionerContent } from './fhir/mapped-resource.ts';
import { type KeptHere, mergeImported } from './imported-patient-merge.ts';
import { digest, holds, ownId, type SourceKey } from './source-key.ts';
import { keepingBefore } from './undo/rows-before-repository.ts';

/** What writing one resource came to. */
export type Written = { readonly fate: 'created' | 'updated' | 'unchanged'; readonly id: string; readonly kept?: readonly KeptHere[] } | { readonly code: 'IDENTITY_CONFLICT' | 'FILE_NUMBER_TAKEN' | 'PATIENT_AMBIGUOUS' };

/** What every write of an import is marked with. */
export interface ImportMark {
  readonly importId: string;
  readonly userId: string;
  readonly now: string;
  readonly newId: () => string;
}

/** The patient of a key, or null. */
export async function patientBySource(db: ReadExecutor, key: Pick<SourceKey, 'system' | 'id'>): Promise<string | null> {
  const row = await patientRow(db, key);
  return row ? livingRecord(db, row.id) : null;
}

/** The practitioner of a key, or null. */
export async function practitionerBySource(db: ReadExecutor, key: Pick<SourceKey, 'system' | 'id'>): Promise<string | null> {
  return (await practitionerRow(db, key))?.id ?? null;
}

/** Patients who carry a number; at most two, since two are one too many. */
export async function patientsByIdentifier(db: ReadExecutor, system: string, value: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('patient_identifier').select('patient_id').distinct().where('system', '=', system).where('value', '=', value).limit(2).execute();
  return rows.map((row) => row.patient_id);
}

/** Practitioners who carry a number; at most two. */
export async function practitionersByIdentifier(db: ReadExecutor, system: string, value: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('practitioner_identifier').select('practitioner_id').where('system', '=', system).where('value', '=', value).limit(2).execute();
  return rows.map((row) => row.practitioner_id);
}

/** The name of somebody on file as lists sort it, and a patient's birth date. */
export async function namesOf(db: ReadExecutor, table: 'patient' | 'practitioner', id: string): Promise<{ readonly sort_key: string; readonly birth_date?: string | null } | undefined> {
  return table === 'patient'
    ? db.selectFrom('patient').select(['sort_key', 'birth_date']).where('id', '=', id).executeTakeFirst()
    : db.selectFrom('practitioner').select('sort_key').where('id', '=', id).executeTakeFirst();
}

/**
 * Writes a patient: found again by source key, or by a number together with the same name and birth date; then left
 * alone when nothing changed. Somebody registered here and found so is tied to the source, their identity kept as it is.
 */
export async function writePatient(db: WriteExecutor, { content, identifiers, settings }: MappedPatient, key: SourceKey, mark: ImportMark): Promise<Written> {
  const hash = digest([content, identifiers.map(said)]);
  const names = sortKey(content.family_name, content.given_name);
  const known = (await patientRow(db, key)) ?? (await samePatient(db, content, identifiers, names));
  // Merged into another record here: what is about them goes there, and its identity stays as people settled it.
  const living = known ? await livingRecord(db, known.id) : null;
  if (known && living !== null && living !== known.id) return { fate: 'unchanged', id: living };
  if (known && key.kind === 'number' && known.birth_date !== content.birth_date && known.sort_key !== names) return { code: 'IDENTITY_CONFLICT' };
  for (const { system, value } of identifiers.filter((one) => one.system === identifierSystems.file)) {
    const holders = await patientsByIdentifier(db, system, value);
    if (holders.some((holder) => holder !== known?.id)) return { code: 'FILE_NUMBER_TAKEN' };
  }

  const source = { system: key.system, id: key.id, hash, importId: mark.importId };
  if (!known) {
    const id = mark.newId();
    await insertPatient(db, { ...newPatient(id, content, identifiers, source), regionCode: settings.region_code, mobility: settings.mobility, teleSuitability: settings.tele_suitability }, mark);
    return { fate: 'created', id };
  }
  if (known.source_hash === hash || (await hasPatientContent(db, known.id, content, identifiers))) return { fate: 'unchanged', id: known.id };
  const before = await holdPatient(db, known.id);
  if (!before) throw new Error('a patient vanished while held');
  const registeredHere = known.source_system === null;
  // Whoever left from here and comes back under their own id needs no tie to a source.
  const leftFromHere = registeredHere && known.id === ownId(key, 'Patient');
  const tie = registeredHere ? { source_system: key.system, source_id: key.id } : {};
  if (!leftFromHere) {
    await keepingBefore(db, mark, 'patient', [known.id], async () => {
      await db.updateTable('patient').set({ ...tie, source_hash: hash, import_id: mark.importId }).where('id', '=', known.id).execute();
    });
  }
  const history = await readChangesSince(db, { entity: 'patient', entityId: known.id }, 0);
  const merged = mergeImported(before, history, { fields: patientFieldsFrom(content), identifiers, registeredHere }, mark.newId);
  const { changeId } = await changePatient(db, before, { ...merged, userId: mark.userId, origin: 'import', importId: mark.importId }, mark);
  const fate = changeId === null && (!registeredHere || leftFromHere) ? 'unchanged' : 'updated';
  return { fate, id: known.id, kept: merged.kept };
}

/** Writes a practitioner, found again as patients are; one of the clinic's own people keeps what the clinic knows of them. */
export async function writePractitioner(db: WriteExecutor, { content, identifiers }: MappedPractitioner, key: SourceKey, mark: ImportMark): Promise<Written> {
  const hash = digest([content, identifiers.map(said)]);
  const names = sortKey(content.family_name, content.given_name);
  const known = (await practitionerRow(db, key)) ?? (await samePractitioner(db, identifiers, names));
  const named = { sort_key: names, search_terms: foldText(`${content.family_name} ${content.given_name} ${content.city ?? ''}`) };
  if (!known) {
    const id = mark.newId();
    await db
      .insertInto('practitioner')
      .values({
        id, ...content, ...named, region_code: null, clinic_role: null,
        source_system: key.system, source_id: key.id, source_hash: hash, import_id: mark.importId, created_at: mark.now, updated_at: mark.now,
      })
      .execute();
    await addPractitionerIdentifiers(db, id, identifiers);
    return { fate: 'created', id };
  }
  if (known.source_hash === hash || (await hasPractitionerContent(db, known.id, content, identifiers))) return { fate: 'unchanged', id: known.id };
  if (known.source_system === null && known.id === ownId(key, 'Practitioner')) return { fate: 'unchanged', id: known.id };
  await keepingBefore(db, mark, 'practitioner', [known.id], async () => {
    if (known.source_system === null) {
      await db.updateTable('practitioner').set({ source_system: key.system, source_id: key.id, source_hash: hash, import_id: mark.importId }).where('id', '=', known.id).execute();
    } else {
      await db
        .updateTable('practitioner')
        .set((eb) => ({ ...content, ...named, source_hash: hash, import_id: mark.importId, updated_at: mark.now, version: eb('version', '+', 1) }))
        .where('id', '=', known.id)
        .execute();
    }
    await addPractitionerIdentifiers(db, known.id, identifiers);
  });
  return { fate: 'updated', id: known.id };
}

/** What a source says of a number, nothing left blank: what it does not say leaves the hash as it was before one could say it. */
function said({ system, value, use, valid_from, valid_to, issuer, ins_qualified }: IdentifierContent): object {
  return { system, value, use, valid_from, ...(valid_to === null ? {} : { valid_to }), ...(issuer === null ? {} : { issuer }), ...(ins_qualified === 0 ? {} : { ins_qualified }) };
}

/** Of a key that came with it, else of the id it left this clinic under. */
async function patientRow(db: ReadExecutor, key: Pick<SourceKey, 'system' | 'id'>) {
  const read = () => db.selectFrom('patient').select(['id', 'sort_key', 'birth_date', 'source_system', 'source_hash']);
  const known = await read().where('source_system', '=', key.system).where('source_id', '=', key.id).executeTakeFirst();
  const own = ownId(key, 'Patient');
  return known ?? (own === null ? undefined : read().where('id', '=', own).executeTakeFirst());
}

/** The one patient with this name, this birth date and one of these numbers. */
async function samePatient(db: ReadExecutor, content: PatientContent, identifiers: readonly IdentifierContent[], names: string) {
  const numbers = identifiers.filter((one) => one.system !== '');
  if (content.birth_date === null || numbers.length === 0) return undefined;
  const rows = await db
    .selectFrom('patient')
    .innerJoin('patient_identifier', 'patient_identifier.patient_id', 'patient.id')
    .select(['patient.id', 'patient.sort_key', 'patient.birth_date', 'patient.source_system', 'patient.source_hash'])
    .distinct()
    .where((eb) => eb.or(numbers.map(({ system, value }) => eb.and({ system, value }))))
    .where('patient.birth_date', '=', content.birth_date)
    .where('patient.sort_key', '=', names)
    .limit(2)
    .execute();
  return rows.length === 1 ? rows[0] : undefined;
}

async function practitionerRow(db: ReadExecutor, key: Pick<SourceKey, 'system' | 'id'>) {
  const read = () => db.selectFrom('practitioner').select(['id', 'sort_key', 'source_system', 'source_hash']);
  const known = await read().where('source_system', '=', key.system).where('source_id', '=', key.id).executeTakeFirst();
  const own = ownId(key, 'Practitioner');
  return known ?? (own === null ? undefined : read().where('id', '=', own).executeTakeFirst());
}

/** Whether somebody on file is exactly what a file says, number by number. */
async function hasPatientContent(db: ReadExecutor, id: string, content: PatientContent, identifiers: readonly IdentifierContent[]): Promise<boolean> {
  const row = await db.selectFrom('patient').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  if (!holds(row, content)) return false;
  const held = await db.selectFrom('patient_identifier').select(['system', 'value', 'use', 'valid_from', 'valid_to', 'issuer', 'ins_qualified']).where('patient_id', '=', id).execute();
  const numbers = new Set(held.map((one) => JSON.stringify(said(one))));
  return identifiers.every((one) => numbers.has(JSON.stringify(said(one))));
}

async function hasPractitionerContent(db: ReadExecutor, id: string, content: PractitionerContent, identifiers: readonly IdentifierContent[]): Promise<boolean> {
  const row = await db.selectFrom('practitioner').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  if (!holds(row, content)) return false;
  const numbers = (await db.selectFrom('practitioner_identifier').select(['system', 'value']).where('practitioner_id', '=', id).execute()).map(({ system, value }) => JSON.stringify([system, value]));
  return identifiers.every(({ system, value }) => numbers.includes(JSON.stringify([system, value])));
}

/** The one practitioner with this name and one of these numbers. */
async function samePractitioner(db: ReadExecutor, identifiers: readonly IdentifierContent[], names: string) {
  const numbers = identifiers.filter((one) => one.system !== '');
  if (numbers.length === 0) return undefined;
  const rows = await db
    .selectFrom('practitioner')
    .innerJoin('practitioner_identifier', 'practitioner_identifier.practitioner_id', 'practitioner.id')
    .select(['practitioner.id', 'practitioner.sort_key', 'practitioner.source_system', 'practitioner.source_hash'])
    .distinct()
    .where((eb) => eb.or(numbers.map(({ system, value }) => eb.and({ system, value }))))
    .where('practitioner.sort_key', '=', names)
    .limit(2)
    .execute();
  return rows.length === 1 ? rows[0] : undefined;
}

async function addPractitionerIdentifiers(db: WriteExecutor, practitionerId: string, identifiers: readonly IdentifierContent[]): Promise<void> {
  if (identifiers.length === 0) return;
  await db
    .insertInto('practitioner_identifier')
    .values(identifiers.map(({ system, value }) => ({ practitioner_id: practitionerId, system, value })))
    .onConflict((conflict) => conflict.columns(['practitioner_id', 'system', 'value']).doNothing())
    .execute();
}

function newPatient(id: string, content: PatientContent, identifiers: readonly IdentifierContent[], source: NewPatient['source']): NewPatient {
  return {
    id,
    familyName: content.family_name,
    givenName: content.given_name,
    birthFamilyName: content.birth_family_name,
    prefix: content.prefix,
    birthDate: content.birth_date,
    administrativeSex: content.administrative_sex as AdministrativeSex,
    gender: content.gender,
    language: content.language,
    phone: content.phone,
    email: content.email,
    addressLine: content.address_line,
    city: content.city,
    postalCode: content.postal_code,
    country: content.country,
    deceased: content.deceased === 1,
    deceasedOn: content.deceased_on,
    maritalStatus: content.marital_status,
    identifiers: identifiers.map(({ system, value, use, valid_from, valid_to, issuer, ins_qualified }) => ({ system, value, use, validFrom: valid_from, validTo: valid_to, issuer, insQualified: ins_qualified === 1 })),
    source: source ?? null,
  };
}

