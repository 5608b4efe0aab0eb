import { identifierSystems } from '#contract/values.ts';
import type { AdministrativeSex } from '#contract/values.ts';
import { foldText, sortKey } from '../patients/patient-name.ts';
import { insertPatient, type NewPatient, writePatientSearch } from '../patients/patient-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { IdentifierContent, MappedPatient, MappedPractitioner, PatientContent } from './fhir/mapped-resource.ts';
import { digest, type SourceKey } from './source-key.ts';

/** What writing one resource came to. */
export type Written = { readonly fate: 'created' | 'updated' | 'unchanged'; readonly id: string } | { readonly code: 'IDENTITY_CONFLICT' | 'FILE_NUMBER_TAKEN' };

/** What every write of an import is marked with. */
export interface ImportMark {
  readonly importId: string;
  readonly now: string;
  readonly newId: () => string;
}

/** The patient of a key, or null. */
export async function patientBySource(db: ReadExecutor, key: Pick<SourceKey, 'system' | 'id'>): Promise<string | null> {
  const row = await db.selectFrom('patient').select('id').where('source_system', '=', key.system).where('source_id', '=', key.id).executeTakeFirst();
  return row?.id ?? null;
}

/** The practitioner of a key, or null. */
export async function practitionerBySource(db: ReadExecutor, key: Pick<SourceKey, 'system' | 'id'>): Promise<string | null> {
  const row = await db.selectFrom('practitioner').select('id').where('source_system', '=', key.system).where('source_id', '=', key.id).executeTakeFirst();
  return row?.id ?? null;
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

/**
 * Writes a patient: found again by source key, or by a number together with the same name and birth date; then left
 * alone when nothing changed. Somebody registered here and found so is tied to the source, their identity kept as it is.
 */
export async function writePatient(db: WriteExecutor, { content, identifiers }: MappedPatient, key: SourceKey, mark: ImportMark): Promise<Written> {
  const hash = digest([content, identifiers]);
  const names = sortKey(content.family_name, content.given_name);
  const known = (await patientRow(db, key)) ?? (await samePatient(db, content, identifiers, names));
  if (known && key.kind === 'number' && known.birth_date !== content.birth_date && known.sort_key !== names) return { code: 'IDENTITY_CONFLICT' };
  for (const { system, value } of identifiers.filter((one) => one.system === identifierSystems.file)) {
    const holders = await patientsByIdentifier(db, system, value);
    if (holders.some((holder) => holder !== known?.id)) return { code: 'FILE_NUMBER_TAKEN' };
  }

  const source = { system: key.system, id: key.id, hash, importId: mark.importId };
  if (!known) {
    const id = mark.newId();
    await insertPatient(db, newPatient(id, content, identifiers, source), mark);
    return { fate: 'created', id };
  }
  if (known.source_hash === hash) return { fate: 'unchanged', id: known.id };
  if (known.source_system === null) {
    await db.updateTable('patient').set({ source_system: key.system, source_id: key.id, source_hash: hash, import_id: mark.importId }).where('id', '=', known.id).execute();
  } else {
    await db
      .updateTable('patient')
      .set((eb) => ({ ...content, sort_key: names, source_hash: hash, import_id: mark.importId, updated_at: mark.now, version: eb('version', '+', 1) }))
      .where('id', '=', known.id)
      .execute();
  }
  await mergeIdentifiers(db, known.id, identifiers, mark);
  const own = known.source_system === null ? await identityOf(db, known.id) : content;
  await writePatientSearch(db, newPatient(known.id, own, await identifiersOf(db, known.id), null));
  return { fate: 'updated', id: known.id };
}

/** Writes a practitioner, found again as patients are; one of the clinic's own people keeps what the clinic knows of them. */
export async function writePractitioner(db: WriteExecutor, { content, identifiers }: MappedPractitioner, key: SourceKey, mark: ImportMark): Promise<Written> {
  const hash = digest([content, identifiers]);
  const names = sortKey(content.family_name, content.given_name);
  const known = (await practitionerRow(db, key)) ?? (await samePractitioner(db, identifiers, names));
  const named = { sort_key: names, search_terms: foldText(`${content.family_name} ${content.given_name} ${content.city ?? ''}`) };
  if (!known) {
    const id = mark.newId();
    await db
      .insertInto('practitioner')
      .values({
        id, ...content, ...named, organization: null, region_code: null, clinic_role: null,
        source_system: key.system, source_id: key.id, source_hash: hash, import_id: mark.importId, created_at: mark.now, updated_at: mark.now,
      })
      .execute();
    await addPractitionerIdentifiers(db, id, identifiers);
    return { fate: 'created', id };
  }
  if (known.source_hash === hash) return { fate: 'unchanged', id: known.id };
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
  return { fate: 'updated', id: known.id };
}

async function patientRow(db: ReadExecutor, key: SourceKey) {
  return db
    .selectFrom('patient')
    .select(['id', 'sort_key', 'birth_date', 'source_system', 'source_hash'])
    .where('source_system', '=', key.system)
    .where('source_id', '=', key.id)
    .executeTakeFirst();
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

async function practitionerRow(db: ReadExecutor, key: SourceKey) {
  return db
    .selectFrom('practitioner')
    .select(['id', 'sort_key', 'source_system', 'source_hash'])
    .where('source_system', '=', key.system)
    .where('source_id', '=', key.id)
    .executeTakeFirst();
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

/** Adds the numbers that are new; one that replaces the only one of its system takes its place. None is taken away. */
async function mergeIdentifiers(db: WriteExecutor, patientId: string, incoming: readonly IdentifierContent[], mark: ImportMark): Promise<void> {
  const present = await db.selectFrom('patient_identifier').select(['id', 'system', 'value']).where('patient_id', '=', patientId).execute();
  for (const one of incoming) {
    const ofSystem = present.filter((row) => row.system === one.system);
    if (ofSystem.some((row) => row.value === one.value)) continue;
    const alone = ofSystem.length === 1 && incoming.filter((other) => other.system === one.system).length === 1 ? ofSystem[0] : undefined;
    if (alone) await db.updateTable('patient_identifier').set({ value: one.value, use: one.use, valid_from: one.valid_from }).where('id', '=', alone.id).execute();
    else await db.insertInto('patient_identifier').values({ id: mark.newId(), patient_id: patientId, ...one }).execute();
  }
}

async function addPractitionerIdentifiers(db: WriteExecutor, practitionerId: string, identifiers: readonly IdentifierContent[]): Promise<void> {
  if (identifiers.length === 0) return;
  await db
    .insertInto('practitioner_identifier')
    .values(identifiers.map(({ system, value }) => ({ practitioner_id: practitionerId, system, value })))
    .onConflict((conflict) => conflict.columns(['practitioner_id', 'system', 'value']).doNothing())
    .execute();
}

async function identifiersOf(db: ReadExecutor, patientId: string): Promise<readonly IdentifierContent[]> {
  return db.selectFrom('patient_identifier').select(['system', 'value', 'use', 'valid_from']).where('patient_id', '=', patientId).execute();
}

async function identityOf(db: ReadExecutor, patientId: string): Promise<SearchedIdentity> {
  return db.selectFrom('patient').select(['family_name', 'given_name', 'birth_family_name', 'birth_date', 'administrative_sex']).where('id', '=', patientId).executeTakeFirstOrThrow();
}

type SearchedIdentity = Pick<PatientContent, 'family_name' | 'given_name' | 'birth_family_name' | 'birth_date' | 'administrative_sex'> & Partial<PatientContent>;

function newPatient(id: string, content: SearchedIdentity, identifiers: readonly IdentifierContent[], source: NewPatient['source']): NewPatient {
  return {
    id,
    familyName: content.family_name,
    givenName: content.given_name,
    birthFamilyName: content.birth_family_name,
    prefix: content.prefix ?? null,
    birthDate: content.birth_date,
    administrativeSex: content.administrative_sex as AdministrativeSex,
    gender: content.gender ?? null,
    language: content.language ?? null,
    phone: content.phone ?? null,
    email: content.email ?? null,
    addressLine: content.address_line ?? null,
    city: content.city ?? null,
    postalCode: content.postal_code ?? null,
    country: content.country ?? null,
    deceased: content.deceased === 1,
    deceasedOn: content.deceased_on ?? null,
    maritalStatus: content.marital_status ?? null,
    identifiers: identifiers.map(({ system, value, use, valid_from }) => ({ system, value, use, validFrom: valid_from })),
    source: source ?? null,
  };
}

