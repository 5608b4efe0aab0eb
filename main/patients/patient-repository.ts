import { identifierSystems } from '#contract/values.ts';
import type { AdministrativeSex } from '#contract/values.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { NewId } from '../ports.ts';
import { searchTerms, sortKey } from './patient-name.ts';

/** An identifier as kept: normalised by whoever makes it. */
export interface NewIdentifier {
  readonly system: string;
  readonly value: string;
  readonly use?: string | null;
  /** Date from which it is valid, as partial as it was given. */
  readonly validFrom?: string | null;
  readonly validTo?: string | null;
  readonly issuer?: string | null;
  readonly insQualified?: boolean;
}

/** A person to put on file. What is left out is unknown. */
export interface NewPatient {
  readonly id: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthFamilyName?: string | null;
  readonly prefix?: string | null;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly birthDate: string | null;
  readonly administrativeSex: AdministrativeSex;
  readonly gender?: string | null;
  readonly language?: string | null;
  readonly phone?: string | null;
  readonly email?: string | null;
  readonly addressLine?: string | null;
  readonly city?: string | null;
  readonly postalCode?: string | null;
  readonly regionCode?: string | null;
  readonly country?: string | null;
  readonly mobility?: string;
  readonly teleSuitability?: string;
  readonly deceased?: boolean;
  readonly deceasedOn?: string | null;
  readonly maritalStatus?: string | null;
  readonly identifiers: readonly NewIdentifier[];
  readonly source?: { readonly system: string; readonly id: string; readonly hash: string; readonly importId: string } | null;
}

/** Inserts a patient with identifiers and search words. `now` is an instant. */
export async function insertPatient(db: WriteExecutor, patient: NewPatient, { now, newId }: { now: string; newId: NewId }): Promise<void> {
  await db.insertInto('patient').values({ id: patient.id, ...columnsOf(patient), created_at: now, updated_at: now }).execute();
  await writeIdentifiers(db, patient.id, patient.identifiers, newId);
  await writePatientSearch(db, patient);
}

/** What the words a patient is found by are made of. */
export type SearchedPatient = Pick<NewPatient, 'id' | 'familyName' | 'givenName' | 'birthFamilyName' | 'birthDate'> & { readonly identifiers: readonly Pick<NewIdentifier, 'system' | 'value'>[] };

/** Writes the words a patient is found by; to be called whenever a name, birth date or number changes. */
export async function writePatientSearch(db: WriteExecutor, patient: SearchedPatient): Promise<void> {
  const numbers = patient.identifiers.filter(({ system }) => searchableSystems.has(system)).map(({ value }) => value);
  const words = {
    sort_key: sortKey(patient.familyName, patient.givenName),
    terms: searchTerms({ familyName: patient.familyName, givenName: patient.givenName, birthFamilyName: patient.birthFamilyName ?? null, birthDate: patient.birthDate, numbers }),
  };
  await db
    .insertInto('patient_search')
    .values({ patient_id: patient.id, ...words })
    .onConflict((conflict) => conflict.column('patient_id').doUpdateSet(words))
    .execute();
}

const searchableSystems: ReadonlySet<string> = new Set(Object.values(identifierSystems));

async function writeIdentifiers(db: WriteExecutor, patientId: string, identifiers: readonly NewIdentifier[], newId: NewId): Promise<void> {
  if (identifiers.length === 0) return;
  await db
    .insertInto('patient_identifier')
    .values(identifiers.map(({ system, value, use, validFrom, validTo, issuer, insQualified }) => ({
      id: newId(), patient_id: patientId, system, value, use: use ?? null, valid_from: validFrom ?? null, valid_to: validTo ?? null, issuer: issuer ?? null, ins_qualified: insQualified === true ? 1 : 0,
    })))
    .execute();
}

function columnsOf(patient: NewPatient) {
  return {
    family_name: patient.familyName,
    given_name: patient.givenName,
    birth_family_name: patient.birthFamilyName ?? null,
    prefix: patient.prefix ?? null,
    sort_key: sortKey(patient.familyName, patient.givenName),
    birth_date: patient.birthDate,
    administrative_sex: patient.administrativeSex,
    gender: patient.gender ?? null,
    language: patient.language ?? null,
    phone: patient.phone ?? null,
    email: patient.email ?? null,
    address_line: patient.addressLine ?? null,
    city: patient.city ?? null,
    postal_code: patient.postalCode ?? null,
    region_code: patient.regionCode ?? null,
    country: patient.country ?? null,
    mobility: patient.mobility ?? 'unknown',
    tele_suitability: patient.teleSuitability ?? 'unknown',
    deceased: patient.deceased ? 1 : 0,
    deceased_on: patient.deceasedOn ?? null,
    marital_status: patient.maritalStatus ?? null,
    source_system: patient.source?.system ?? null,
    source_id: patient.source?.id ?? null,
    source_hash: patient.source?.hash ?? null,
    import_id: patient.source?.importId ?? null,
  };
}

/** Whether a patient is on file, and not merged into another. */
export async function patientExists(db: ReadExecutor, patientId: string): Promise<boolean> {
  return (await db.selectFrom('patient').select('id').where('id', '=', patientId).where('merged_into', 'is', null).executeTakeFirst()) !== undefined;
}

/** The patients who hold an identifier, at most ten. */
export async function holdersOf(db: ReadExecutor, system: string, value: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('patient_identifier').select('patient_id').where('system', '=', system).where('value', '=', value).orderBy('patient_id').limit(10).execute();
  return rows.map((row) => row.patient_id);
}

/** When and how a record came to be: registered by a person (where the history tells who), or by an import. */
export async function readBeginning(db: ReadExecutor, patientId: string): Promise<{ readonly at: string; readonly origin: 'created' | 'import'; readonly byName: string | null } | null> {
  const row = await db.selectFrom('patient').select(['created_at', 'import_id', 'source_system']).where('id', '=', patientId).executeTakeFirst();
  if (!row) return null;
  const creation = await db
    .selectFrom('record_change')
    .leftJoin('user_account', 'user_account.id', 'record_change.user_id')
    .select(['display_name', 'user_id'])
    .where('entity', '=', 'patient')
    .where('entity_id', '=', patientId)
    .where('origin', '=', 'created')
    .executeTakeFirst();
  return { at: row.created_at, origin: creation || row.source_system === null ? 'created' : 'import', byName: creation ? (creation.display_name ?? creation.user_id) : null };
}
