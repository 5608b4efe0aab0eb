import { type Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { createPatientSearch } from '../main/patients/patient-search/patient-search-repository.ts';
import { parseSearch } from '../main/patients/patient-search/search-query-rules.ts';
import { insertPatient } from '../main/patients/patient-repository.ts';
import { registry } from '../main/patients/testing/search-cases.ts';
import { openTestClinic } from '../main/testing/test-clinic.ts';
import { up } from './0090-longer-beginnings.ts';

test('whoever was on file before the index was made anew is found after it, and changes still reach it', async () => {
  const clinic = await openTestClinic('sqlite');
  const { db } = clinic.store.database;
  const person = registry[0];
  if (!person) throw new Error('the registry of the cases is empty');
  const { key: _key, ...patient } = { ...person, familyName: 'Quenneville', givenName: 'Bertrande' };
  await clinic.store.unitOfWork.write((writer) => insertPatient(writer, patient, { now: clinic.ports.clock.now(), newId: clinic.ports.newId }));
  const found = async (text: string) => (await createPatientSearch('sqlite').find(db, parseSearch(text), { after: null, limit: 5 })).map(({ patientId }) => patientId);

  await sql`drop table patient_search_words`.execute(db);
  await sql`create virtual table patient_search_words using fts5(terms, content='patient_search', content_rowid='search_id', tokenize='ascii', prefix='2 3 4')`.execute(db);
  expect(await found('bertrande quen')).toEqual([]);
  await up(db as unknown as Kysely<unknown>);
  for (const text of ['bertrande quen', 'bertr quennevi', 'quennev bertrand']) expect(await found(text), text).toEqual([patient.id]);

  await clinic.store.unitOfWork.write((writer) => writer.deleteFrom('patient').where('id', '=', patient.id).execute());
  expect(await found('bertrande quen')).toEqual([]);
  await sql`insert into patient_search_words (patient_search_words, rank) values ('integrity-check', 1)`.execute(db);
  await clinic.close();
});
