import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identifierSystems } from '#contract/values.ts';
import { readChangesSince, readPatientHistory } from '../record-history/record-history.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { changePatient, holdPatient, type PatientChange, readPatientState } from './patient-change.ts';
import { insertPatient } from './patient-repository.ts';

describe.each(engines)('the one way a patient changes, on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
  });
  afterAll(() => clinic.close());

  const { newId } = { newId: () => clinic.ports.newId() };
  const write = <T>(work: Parameters<typeof clinic.store.unitOfWork.write<T>>[0]) => clinic.store.unitOfWork.write(work);
  const read = <T>(work: Parameters<typeof clinic.store.unitOfWork.read<T>>[0]) => clinic.store.unitOfWork.read(work);
  const somebody = async (): Promise<string> => {
    const id = newId();
    const identifiers = [{ system: identifierSystems.nam, value: 'BELM58531414' }];
    await write((db) => insertPatient(db, { id, familyName: 'Béland', givenName: 'Maryse', birthDate: '1958-03', administrativeSex: 'F', city: 'Laval', identifiers }, { now: clinic.ports.clock.now(), newId }));
    return id;
  };
  const change = (id: string, over: Partial<PatientChange>) =>
    write(async (db) => changePatient(db, (await holdPatient(db, id))!, { userId: secretary.userId, origin: 'edit', ...over }, { now: clinic.ports.clock.now(), newId }));
  const history = (id: string, limit = 20) => read((db) => readPatientHistory(db, id, { entities: null, after: null, limit }));

  test('writes the row, its words and one line of history; the version goes up by one', async () => {
    const id = await somebody();
    expect(await change(id, { fields: { city: 'Longueuil', deceased: true, deceasedOn: '2026' }, reason: 'avis de la famille' })).toMatchObject({ version: 2 });
    const state = await read((db) => readPatientState(db, id));
    expect(state).toMatchObject({ version: 2, fields: { city: 'Longueuil', deceased: true, deceasedOn: '2026', birthDate: '1958-03' } });
    expect(await history(id)).toMatchObject([
      {
        entity: 'patient', entityId: id, version: 2, at: '2026-11-16T15:12:00.000Z', byName: 'Essai secretary', origin: 'edit', reason: 'avis de la famille', undoes: null, importId: null,
        changes: [{ field: 'city', from: 'Laval', to: 'Longueuil' }, { field: 'deceased', from: false, to: true }, { field: 'deceasedOn', from: null, to: '2026' }],
      },
    ]);
  });

  test('what says nothing new changes nothing', async () => {
    const id = await somebody();
    expect(await change(id, { fields: { city: 'Laval' } })).toEqual({ version: 1, changeId: null, fields: [] });
    expect(await history(id)).toEqual([]);
  });

  test('identifiers are added, corrected, ended and removed by their row', async () => {
    const id = await somebody();
    const [nam] = (await read((db) => readPatientState(db, id)))!.identifiers;
    const file = { id: newId(), system: identifierSystems.file, value: `F-${id}`, use: null, issuer: null, validFrom: '2026-11-16', validTo: null, insQualified: false };
    await change(id, { identifiers: [{ ...nam!, value: 'BELM58531515', validTo: '2026-11' }, file] });
    const after = await read((db) => readPatientState(db, id));
    expect(after?.identifiers).toEqual(expect.arrayContaining([{ ...nam!, value: 'BELM58531515', validTo: '2026-11' }, file]));
    await change(id, { identifiers: [file] });
    const [removed, changed] = await history(id);
    expect(removed?.changes).toEqual([{ field: `identifier:${nam!.id}`, from: expect.objectContaining({ value: 'BELM58531515' }) as unknown, to: null }]);
    expect(changed?.changes).toEqual([
      { field: `identifier:${nam!.id}`, from: expect.objectContaining({ value: 'BELM58531414', validTo: null }) as unknown, to: expect.objectContaining({ value: 'BELM58531515', validTo: '2026-11' }) as unknown },
      { field: `identifier:${file.id}`, from: null, to: expect.objectContaining({ system: identifierSystems.file, validFrom: '2026-11-16' }) as unknown },
    ]);
    // The words a person is found by follow.
    const terms = await read((db) => db.selectFrom('patient_search').select('terms').where('patient_id', '=', id).executeTakeFirstOrThrow());
    expect(terms.terms).not.toContain('belm');
    expect(terms.terms).toContain(`f${id.replaceAll('-', '')}`);
  });

  test('what happens twice at once happens one after the other', async () => {
    const id = await somebody();
    await Promise.all(['514 1', '514 2', '514 3', '514 4'].map((phone) => change(id, { fields: { phone } })));
    const changes = await read((db) => readChangesSince(db, { entity: 'patient', entityId: id }, 2, 50));
    expect(changes.map(({ version }) => version)).toEqual([3, 4, 5]);
    // Each began with what the one before had left.
    const all = await read((db) => readChangesSince(db, { entity: 'patient', entityId: id }, 0, 50));
    expect(all.slice(1).map(({ changes: [one] }) => one?.from)).toEqual(all.slice(0, -1).map(({ changes: [one] }) => one?.to));
  });

  test('pages by time, then by id', async () => {
    const id = await somebody();
    for (const city of ['a', 'b', 'c', 'd', 'e']) await change(id, { fields: { city } });
    const whole = await history(id);
    const first = await history(id, 2);
    const rest = await read((db) => readPatientHistory(db, id, { entities: ['patient'], after: first.at(-1)!, limit: 10 }));
    expect([...first, ...rest]).toEqual(whole);
    expect(await read((db) => readPatientHistory(db, id, { entities: ['condition'], after: null, limit: 10 }))).toEqual([]);
  });

  test('nobody is held under an id that is not theirs', async () => {
    expect(await write((db) => holdPatient(db, newId()))).toBeNull();
  });
});
