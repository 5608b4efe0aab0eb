import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { insertPatient, type NewPatient } from '../patient-repository.ts';

describe.each(engines)('duplicates on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
  });
  afterAll(() => clinic.close());

  const register = async (change: Partial<NewPatient>): Promise<string> => {
    const id = newId();
    await clinic.store.unitOfWork.write((db) =>
      insertPatient(db, { id, familyName: 'Roy', givenName: 'Anne', birthDate: '1970-01-02', administrativeSex: 'F', identifiers: [], ...change }, { now: clinic.ports.clock.now(), newId }),
    );
    return id;
  };
  const scan = (importId: string | null = null, shouldStop = () => false) => clinic.services.duplicates.runScan({ scanId: newId(), userId: secretary.userId, importId }, { onProgress: () => undefined, shouldStop });
  const open = async (state: 'open' | 'different' = 'open') => (await clinic.services.duplicates.list(secretary, { state, after: null, limit: 200 })).pairs;
  const has = (pairs: Awaited<ReturnType<typeof open>>, one: string, other: string) => pairs.some((pair) => [pair.one.patientId, pair.other.patientId].sort().join() === [one, other].sort().join());

  test('a scan finds each block’s pairs, and twins are none', async () => {
    const first = await register({});
    const same = await register({ givenName: 'Annie' });
    const swapped = await register({ birthDate: '1970-02-01' });
    const married = await register({ familyName: 'Gagnon', birthFamilyName: 'Roy' });
    const phoned = await register({ familyName: 'Côté', givenName: 'Paul', birthDate: null, administrativeSex: 'M', phone: '514 555-0177' });
    const phonedAgain = await register({ familyName: 'Cote', givenName: 'Paul', birthDate: '1950-09-09', administrativeSex: 'M', phone: '(514) 555-0177' });
    const twin = await register({ givenName: 'Béatrice' });
    const numbered = await register({ familyName: 'Un', givenName: 'Nom', birthDate: '1961-01-30', identifiers: [{ system: 'urn:x', value: '1' }] });
    const numberedAgain = await register({ familyName: 'Autre', givenName: 'Chose', birthDate: '1990-05-25', identifiers: [{ system: 'urn:x', value: '1' }] });
    await scan();
    const pairs = await open();
    for (const other of [same, swapped, married]) expect(has(pairs, first, other)).toBe(true);
    expect(has(pairs, phoned, phonedAgain)).toBe(true);
    expect(has(pairs, numbered, numberedAgain)).toBe(true);
    expect(has(pairs, first, twin)).toBe(false);
    expect(pairs.map(({ score }) => score)).toEqual(pairs.map(({ score }) => score).sort((one, other) => other - one));
    const { lastScan, open: count } = await clinic.services.duplicates.status(secretary);
    expect(lastScan).toMatchObject({ state: 'done', people: 9, found: count });
    // Page by page, the same.
    const paged = [];
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof clinic.services.duplicates.list>> = await clinic.services.duplicates.list(secretary, { state: 'open', after, limit: 1 });
      paged.push(...page.pairs);
      if (page.next === null) break;
      after = page.next;
    }
    expect(paged).toEqual(pairs);
    await expect(clinic.services.duplicates.list(secretary, { state: 'open', after: 'x', limit: 1 })).rejects.toMatchObject({ code: 'INVALID' });
  });

  test('"not the same person" is remembered until an identity changes', async () => {
    const one = await register({ familyName: 'Jutras' });
    const other = await register({ familyName: 'Jutras' });
    const { pairId } = await clinic.services.duplicates.separate(secretary, { oneId: other, otherId: one });
    await scan();
    expect(has(await open(), one, other)).toBe(false);
    expect(has(await open('different'), one, other)).toBe(true);
    const typed = { familyName: 'Jutras', givenName: 'Anne', birthFamilyName: null, birthDate: '1970-01-02', administrativeSex: 'F' as const, nam: null, fileNumber: null, phone: null };
    const likely = async () => (await clinic.services.patients.likelyDuplicates(secretary, { ...typed, exceptPatientId: one })).map(({ patient }) => patient.id);
    expect(await likely()).not.toContain(other);

    // The phone is no part of an identity.
    await clinic.store.unitOfWork.write((db) => db.updateTable('patient').set({ phone: '514 555-0100' }).where('id', '=', one).execute());
    await scan();
    expect(has(await open(), one, other)).toBe(false);
    await clinic.store.unitOfWork.write((db) => db.updateTable('patient').set({ birth_family_name: 'Jutras-Roy' }).where('id', '=', other).execute());
    expect(await likely()).toContain(other);
    await scan();
    expect(has(await open(), one, other)).toBe(true);

    await clinic.services.duplicates.separate(secretary, { oneId: one, otherId: other });
    expect(await clinic.services.duplicates.reopen(secretary, { pairId })).toEqual({ pairId });
    expect(has(await open(), one, other)).toBe(true);
    await expect(clinic.services.duplicates.reopen(secretary, { pairId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(clinic.services.duplicates.separate(secretary, { oneId: one, otherId: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('what was mended is no longer proposed after a whole scan; a stopped scan drops nothing', async () => {
    const one = await register({ familyName: 'Mercier' });
    const other = await register({ familyName: 'Mercier' });
    await scan();
    expect(has(await open(), one, other)).toBe(true);
    await clinic.store.unitOfWork.write((db) => db.updateTable('patient').set({ given_name: 'Zoé', birth_date: '1999-12-31' }).where('id', '=', other).execute());
    await scan(null, () => true);
    expect((await clinic.services.duplicates.status(secretary)).lastScan?.state).toBe('cancelled');
    expect(has(await open(), one, other)).toBe(true);
    await scan();
    expect(has(await open(), one, other)).toBe(false);
  });

  test('the people of an import are compared with everybody, and with nobody else', async () => {
    const importId = newId();
    const old = await register({ familyName: 'Ancien' });
    const fresh = await register({ familyName: 'Ancien', source: { system: 's', id: newId(), hash: 'h', importId } });
    const apart = [await register({ familyName: 'Absent' }), await register({ familyName: 'Absent' })] as const;
    await scan(importId);
    const pairs = await open();
    expect(has(pairs, old, fresh)).toBe(true);
    expect(has(pairs, ...apart)).toBe(false);
    expect((await clinic.services.duplicates.status(secretary)).lastScan).toMatchObject({ importId, people: 1 });
  });

  test('a value too many share is not compared each with each, and is counted', async () => {
    for (let count = 0; count < 61; count += 1) await register({ familyName: `F${count}`, givenName: `G${count}`, birthDate: null, phone: '450 555-0111' });
    await scan();
    expect((await clinic.services.duplicates.status(secretary)).lastScan?.skipped).toEqual([{ kind: 'phone', people: 61 }]);
  });
});
