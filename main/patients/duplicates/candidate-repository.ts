import { identifierSystems } from '#contract/values.ts';
import type { AdministrativeSex } from '#contract/values.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { sortKey } from '../patient-name.ts';
import { type Identity, phoneKey, swappedDate } from './duplicate-rules.ts';

/** An identity on file. */
export interface IdentityOnFile extends Identity {
  readonly patientId: string;
}

/** Most records a block gives: a default birth date or a residence's phone brings many strangers. */
const largestBlock = 100;

/** Identities of some patients, by id; two statements whatever the number. */
export async function readIdentities(db: ReadExecutor, ids: readonly string[]): Promise<ReadonlyMap<string, IdentityOnFile>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('patient')
    .select(['id', 'family_name', 'given_name', 'birth_family_name', 'birth_date', 'administrative_sex', 'phone', 'email', 'postal_code'])
    .where('id', 'in', ids)
    .execute();
  const numbers = await db.selectFrom('patient_identifier').select(['patient_id', 'system', 'value']).where('patient_id', 'in', ids).execute();
  const byPatient = Map.groupBy(numbers, (number) => number.patient_id);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        patientId: row.id, familyName: row.family_name, givenName: row.given_name, birthFamilyName: row.birth_family_name, birthDate: row.birth_date,
        administrativeSex: row.administrative_sex as AdministrativeSex, phone: row.phone, email: row.email, postalCode: row.postal_code,
        identifiers: (byPatient.get(row.id) ?? []).map(({ system, value }) => ({ system, value })),
      },
    ]),
  );
}

/**
 * Records worth comparing with an identity: those that share a number, the birth date (day and month exchanged too),
 * the whole name or the phone. The same blocks the scan of the registry pairs records by.
 */
export async function candidatesOf(db: ReadExecutor, identity: Identity): Promise<readonly string[]> {
  const found = new Set<string>();
  const add = (rows: readonly { readonly id: string }[]): void => {
    for (const { id } of rows) found.add(id);
  };
  for (const { system, value } of identity.identifiers) {
    if (system === '' || value === '') continue;
    add(await db.selectFrom('patient_identifier').select('patient_id as id').where('system', '=', system).where('value', '=', value).orderBy('patient_id').limit(largestBlock).execute());
  }
  const { birthDate, familyName, givenName } = identity;
  const isNamed = familyName !== '' && givenName !== '';
  if (birthDate?.length === 10 && isNamed) {
    const swapped = swappedDate(birthDate);
    add(await db.selectFrom('patient').select('id').where('birth_date', 'in', swapped ? [birthDate, swapped] : [birthDate]).orderBy('id').limit(3 * largestBlock).execute());
  }
  if (isNamed) add(await db.selectFrom('patient').select('id').where('sort_key', '=', sortKey(familyName, givenName)).orderBy('id').limit(largestBlock).execute());
  const phone = phoneKey(identity.phone);
  if (phone !== null) add(await db.selectFrom('registry_entry').select('patient_id as id').where('phone_key', '=', phone).orderBy('patient_id').limit(largestBlock).execute());
  if (found.size === 0) return [];
  // A record merged into another is that other.
  const live = await db.selectFrom('patient').select('id').where('id', 'in', [...found]).where('merged_into', 'is', null).execute();
  return live.map(({ id }) => id);
}

/** Those of whom it was said that they are not this person, neither identity having changed since. */
export async function separatedFrom(db: ReadExecutor, patientId: string): Promise<readonly { readonly otherId: string; readonly own: string | null; readonly others: string | null }[]> {
  const rows = await db
    .selectFrom('duplicate_pair')
    .select(['one_id', 'other_id', 'one_identity', 'other_identity'])
    .where('state', '=', 'different')
    .where((eb) => eb.or([eb('one_id', '=', patientId), eb('other_id', '=', patientId)]))
    .limit(200)
    .execute();
  return rows.map((row) =>
    row.one_id === patientId ? { otherId: row.other_id, own: row.one_identity, others: row.other_identity } : { otherId: row.one_id, own: row.other_identity, others: row.one_identity },
  );
}

/** A NAM and a file number as the identifiers of somebody not on file yet. */
export function typedIdentifiers(nam: string | null, fileNumber: string | null): Identity['identifiers'] {
  return [...(nam ? [{ system: identifierSystems.nam, value: nam }] : []), ...(fileNumber ? [{ system: identifierSystems.file, value: fileNumber }] : [])];
}
