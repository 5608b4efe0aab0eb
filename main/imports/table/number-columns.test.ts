import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExportRequest } from '#contract/exports.ts';
import { identifierSystems } from '#contract/values.ts';
import { enterRequestsAndVisits } from '../../exports/testing/requests-and-visits.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import { workHere } from '../../testing/work-here.ts';
import { tableSteps } from './testing/table-steps.ts';

/** Numbers of people leave in a table and come back: who gave them, from when, until when. */

const request: ExportRequest = { scope: { kind: 'clinic' }, format: 'csv', contents: ['clinical', 'allergies', 'referrals', 'visits'], purpose: 'transfer', note: null, passphrase: null };

describe.each(engines)('numbers in tables on %s', (engine) => {
  let here: TestClinic;
  let there: TestClinic;
  beforeEach(async () => {
    here = await openTestClinic(engine);
    workHere(here.services);
    there = await openTestClinic(engine);
    workHere(there.services);
  });
  afterEach(async () => {
    for (const clinic of [here, there]) {
      await clinic.services.longWork.close();
      await clinic.close();
    }
  });

  const exported = async (format: 'csv' | 'xlsx'): Promise<readonly { readonly name: string; readonly content: Buffer }[]> => {
    const files: { name: string; content: Buffer }[] = [];
    const never = { onProgress: () => undefined, shouldStop: () => false };
    await here.services.exports.writeFiles(await here.caller('rheumatologist'), { ...request, format }, never, async ({ name, content }) => {
      const parts: Uint8Array[] = [];
      for await (const part of content) parts.push(part);
      files.push({ name, content: Buffer.concat(parts) });
    });
    return files;
  };
  const numbersOf = async ({ store }: TestClinic) =>
    store.database.db.selectFrom('patient_identifier').select(['system', 'value', 'issuer', 'valid_from', 'valid_to']).orderBy('system').orderBy('value').execute();
  const taken = async (content: Buffer, name: string): Promise<void> => {
    const steps = tableSteps(there, await there.caller('secretary'));
    const prepared = await steps.begin(content, name);
    const counts = await steps.check(prepared, { sure: 'merge', likely: 'create' });
    expect(counts.states).toEqual({ ready: 1 });
    expect((await steps.run(prepared.importId)).counts.states).toEqual({ taken: 1 });
  };

  test.each(['csv', 'xlsx'] as const)('%s: issuers and dates of all of them come back as they left, the columns recognised by themselves', async (format) => {
    const { patientId } = await enterRequestsAndVisits(here);
    await here.store.database.db
      .insertInto('patient_identifier')
      .values({ id: here.ports.newId(), patient_id: patientId, system: 'http://hopital.example/dossiers', value: '=A-17', use: 'usual', issuer: null, valid_from: '2011', valid_to: '2020-05-31', ins_qualified: 0 })
      .execute();
    const files = await exported(format);
    const people = files.find(({ name }) => /patients/.test(name)) ?? files[0];
    await taken(people!.content, people!.name);
    // Of the insurance number a table says until when, and no more.
    const before = (await numbersOf(here)).map((one) => (one.system === identifierSystems.nam ? { ...one, valid_from: null } : one));
    expect(before).toHaveLength(5);
    expect(await numbersOf(there)).toEqual(before);
  });

  test('a column of another clinic’s numbers says who gave them by its title; a later file adds their dates', async () => {
    await taken(Buffer.from('Nom;Prénom;Date de naissance;Autre numéro\nRoy;Anne;1958-03-14;H-12\n'), 'a.csv');
    expect(await numbersOf(there)).toEqual([{ system: 'urn:relais:identifier:foreign', value: 'H-12', issuer: 'Autre numéro', valid_from: null, valid_to: null }]);
    await taken(Buffer.from('Nom;Prénom;Date de naissance;Autres numéros;Émetteurs des autres numéros;Autres numéros valides jusqu’au\nRoy;Anne;1958-03-14;"H-12\nB-3";"Autre numéro\nCHUM";"2027-05\n"\n'), 'b.csv');
    expect(await numbersOf(there)).toEqual([
      { system: 'urn:relais:identifier:foreign', value: 'B-3', issuer: 'CHUM', valid_from: null, valid_to: null },
      { system: 'urn:relais:identifier:foreign', value: 'H-12', issuer: 'Autre numéro', valid_from: null, valid_to: '2027-05' },
    ]);
  });
});
