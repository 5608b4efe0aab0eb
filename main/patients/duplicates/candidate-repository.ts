import { sql } from 'kysely';
import { identifierSystems } from '#contract/values.ts';
import type { AdministrativeSex } from '#contract/values.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { sortKey } from '../patient-name.ts';
import { type Identity, phoneKey, swappedDate } from './duplicate-rules.ts';

/** An identity on file. */
export interface IdentityOnFile extends Identity {
  readonly patientId: string;
}

/** Most records a number or a name gives. */
const largestBlock = 100;
/** What more people share says nothing of who somebody is: a default birth date, a residence's phone. The scan passes over it too. */
const largest = { birthDate: 200, phone: 60 } as const;

/** Identities of some patients, by id; two statements whatever the number. */
export async function readIdentities(db: ReadExecutor, ids: readonly string[]): Promise<ReadonlyMap<string, IdentityOnFile>> {
  const [first] = ids;
  if (first === undefined) return new Map();
  // Lists of few lengths: a statement whose text is known is not prepared again.
  const padded = [...ids, ...Array<string>(2 ** Math.ceil(Math.log2(ids.length)) - ids.length).fill(first)];
  const rows = await db
    .selectFrom('patient')
    .select(['id', 'family_name', 'given_name', 'birth_family_name', 'birth_date', 'administrative_sex', 'phone', 'email', 'postal_code'])
    .where('id', 'in', padded)
    .execute();
  const numbers = await db.selectFrom('patient_identifier').select(['patient_id', 'system', 'value']).where('patient_id', 'in', padded).execute();
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
  const { birthDate, familyName, givenName } = identity;
  const isNamed = familyName !== '' && givenName !== '';
  const phone = phoneKey(identity.phone);
  const swapped = birthDate?.length === 10 ? swappedDate(birthDate) : null;
  const blocks = [
    ...identity.identifiers.flatMap(({ system, value }) => (system === '' || value === '' ? [] : [sql`select patient_id as id from patient_identifier where system = ${system} and value = ${value} order by patient_id limit ${largestBlock}`])),
    ...(birthDate?.length === 10 && isNamed ? [birthDate, ...(swapped ? [swapped] : [])] : []).map((date) => sql`select id from patient where birth_date = ${date}
      and (select count(*) from (select 1 from patient where birth_date = ${date} limit ${largest.birthDate + 1}) as sharing) <= ${largest.birthDate}`),
    ...(isNamed ? [sql`select id from patient where sort_key = ${sortKey(familyName, givenName)} order by id limit ${largestBlock}`] : []),
    ...(phone === null ? [] : [sql`select patient_id as id from registry_entry where phone_key = ${phone}
      and (select count(*) from (select 1 from registry_entry where phone_key = ${phone} limit ${largest.phone + 1}) as sharing) <= ${largest.phone}`]),
  ];
  if (blocks.length === 0) return [];
  // One statement, however many blocks. A record merged into another is that other.
  const union = sql.join(blocks.map((block, index) => sql`select id from (${block}) as ${sql.ref(`block_${index}`)}`), sql` union `);
  const { rows } = await sql<{ id: string }>`select id from patient where merged_into is null and id in (${union})`.execute(db);
  return rows.map(({ id }) => id);
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
