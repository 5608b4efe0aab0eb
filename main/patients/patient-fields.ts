import type { PatientTable } from '../platform/database/tables/patient-tables.ts';

/** What people and imports change of a patient, by the name the contract, the history and the page use. */
export interface PatientFields {
  readonly familyName: string;
  readonly givenName: string;
  readonly birthFamilyName: string | null;
  readonly prefix: string | null;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly birthDate: string | null;
  readonly birthPlaceCode: string | null;
  readonly administrativeSex: string;
  readonly gender: string | null;
  readonly maritalStatus: string | null;
  readonly language: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly addressLine: string | null;
  readonly city: string | null;
  readonly postalCode: string | null;
  readonly regionCode: string | null;
  readonly country: string | null;
  readonly mobility: string;
  readonly teleSuitability: string;
  readonly deceased: boolean;
  readonly deceasedOn: string | null;
  readonly identityDocument: string | null;
  readonly identityVerifiedOn: string | null;
}
export type PatientField = keyof PatientFields;

const columns = {
  familyName: 'family_name', givenName: 'given_name', birthFamilyName: 'birth_family_name', prefix: 'prefix', birthDate: 'birth_date', birthPlaceCode: 'birth_place_code',
  administrativeSex: 'administrative_sex', gender: 'gender', maritalStatus: 'marital_status', language: 'language', phone: 'phone', email: 'email', addressLine: 'address_line', city: 'city',
  postalCode: 'postal_code', regionCode: 'region_code', country: 'country', mobility: 'mobility', teleSuitability: 'tele_suitability', deceased: 'deceased', deceasedOn: 'deceased_on',
  identityDocument: 'identity_document', identityVerifiedOn: 'identity_verified_on',
} as const satisfies Record<PatientField, keyof PatientTable>;

type PatientColumn = (typeof columns)[PatientField];
/** A patient's row, of the columns above. */
export type PatientColumnValues = { readonly [Column in Exclude<PatientColumn, NumberColumn | RequiredColumn>]: string | null } & { readonly [Column in NumberColumn]: number } & {
  readonly [Column in RequiredColumn]: string;
};
type NumberColumn = 'deceased';
type RequiredColumn = 'family_name' | 'given_name' | 'administrative_sex' | 'mobility' | 'tele_suitability';

/** The fields of some columns: a flag is 0 or 1 in the database, false or true elsewhere. */
export function patientFieldsFrom(row: Partial<PatientColumnValues>): Partial<PatientFields> {
  const given = (Object.keys(columns) as PatientField[]).filter((field) => row[columns[field]] !== undefined);
  return Object.fromEntries(given.map((field) => [field, field === 'deceased' ? row.deceased === 1 : row[columns[field]]]));
}

/** The fields of a whole row. */
export function patientFieldsOf(row: PatientColumnValues): PatientFields {
  return patientFieldsFrom(row) as PatientFields;
}

/** The columns of a patient's fields. */
export function patientColumnsOf(fields: PatientFields): PatientColumnValues {
  const entries = (Object.keys(columns) as PatientField[]).map((field) => [columns[field], field === 'deceased' ? Number(fields.deceased) : fields[field]]);
  return Object.fromEntries(entries) as PatientColumnValues;
}

/** A number a person is known by; normalised by whoever writes it. */
export interface PatientIdentifier {
  readonly id: string;
  readonly system: string;
  readonly value: string;
  readonly use: string | null;
  /** Who gave it out, for a system that says nothing by itself. */
  readonly issuer: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** Fetched from the national service for an identity that was verified. */
  readonly insQualified: boolean;
}

export interface IdentifierRow {
  readonly id: string;
  readonly system: string;
  readonly value: string;
  readonly use: string | null;
  readonly issuer: string | null;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  readonly ins_qualified: number;
}

/** An identifier from its row. */
export function identifierOfRow({ id, system, value, use, issuer, valid_from, valid_to, ins_qualified }: IdentifierRow): PatientIdentifier {
  return { id, system, value, use, issuer, validFrom: valid_from, validTo: valid_to, insQualified: ins_qualified === 1 };
}

/** An identifier's row. */
export function identifierRowOf({ id, system, value, use, issuer, validFrom, validTo, insQualified }: PatientIdentifier): IdentifierRow {
  return { id, system, value, use, issuer, valid_from: validFrom, valid_to: validTo, ins_qualified: insQualified ? 1 : 0 };
}
