import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IdentifierInput } from '#contract/identifiers.ts';
import type { PatientFieldsInput } from '#contract/patient-edits.ts';
import { identifierSystems } from '#contract/values.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { writeRecordChange } from '../record-history/record-history.ts';

describe.each(engines)('editing a record on %s', (engine) => {
  let clinic: TestClinic;
  let sophie: Caller;
  let marc: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    sophie = await clinic.caller('secretary');
    marc = await clinic.caller('nurse');
  });
  afterAll(() => clinic.close());

  const newId = () => clinic.ports.newId();
  const somebody = async (over: { familyName?: string; nam?: string | null; fileNumber?: string | null } = {}): Promise<string> => {
    const patientId = newId();
    await clinic.services.patients.register(sophie, {
      patientId, familyName: 'Tremblay', givenName: 'Marie', birthFamilyName: null, birthDate: '1958-03-14', administrativeSex: 'F', nam: 'TREM 5853 1414', fileNumber: null,
      language: 'fr', phone: '514 555-0101', email: null, addressLine: null, city: 'Montréal', postalCode: 'H2X 1Y4', regionCode: '06', mobility: 'aid', teleSuitability: 'yes', ...over,
    });
    return patientId;
  };
  const save = (caller: Caller, patientId: string, expectedVersion: number, fields: PatientFieldsInput, identifiers?: IdentifierInput[]) =>
    clinic.services.patientEdits.save(caller, { patientId, expectedVersion, fields, reason: null, ...(identifiers ? { identifiers } : {}) });
  const open = (patientId: string) => clinic.services.patients.open(marc, { patientId });
  const history = async (patientId: string, caller = sophie) => (await clinic.services.patientEdits.history(caller, { patientId, after: null, limit: 50 })).changes;
  const audited = (action: string, patientId: string) =>
    clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select(['user_id', 'detail']).where('action', '=', action).where('patient_id', '=', patientId).execute());
  const row = (system: string, value: string, over: Partial<IdentifierInput> = {}): IdentifierInput => ({ id: newId(), system, value, use: null, issuer: null, validFrom: null, validTo: null, insQualified: false, ...over });

  test('changes what is given, in its stored form, leaves the rest, tells the history and the trail', async () => {
    const patientId = await somebody();
    const saved = await save(marc, patientId, 1, { familyName: '  Roy  Tremblay ', postalCode: 'h2x1y5', phone: '', birthDate: '1958-03', maritalStatus: 'W', identityDocument: 'passport', identityVerifiedOn: '2026-11-01' });
    expect(saved).toMatchObject({ version: 2, changeId: expect.any(String) as string });
    const { identity, version } = await open(patientId);
    expect({ ...identity, version }).toMatchObject({ version: 2, familyName: 'Roy Tremblay', postalCode: 'H2X 1Y5', phone: null, birthDate: '1958-03', city: 'Montréal', mobility: 'aid', maritalStatus: 'W', identityDocument: 'passport' });
    expect((await clinic.services.patients.search(sophie, { text: 'roy tremblay marie', limit: 5 })).patients.map(({ id }) => id)).toContain(patientId);
    const [edit, creation] = await history(patientId);
    expect(edit).toMatchObject({ id: saved.changeId, version: 2, byName: 'Essai nurse', origin: 'edit' });
    expect(edit?.changes).toContainEqual({ field: 'postalCode', from: 'H2X 1Y4', to: 'H2X 1Y5' });
    expect(creation).toMatchObject({ version: 1, origin: 'created', byName: 'Essai secretary' });
    expect(await audited('patient.edited', patientId)).toEqual([{ user_id: marc.userId, detail: '{"fields":["familyName","birthDate","maritalStatus","phone","postalCode","identityDocument","identityVerifiedOn"]}' }]);
    expect(await audited('patient.history-read', patientId)).toHaveLength(1);
  });

  test('an old version is refused, and told what was changed since, by whom; nothing is overwritten', async () => {
    const patientId = await somebody();
    await save(marc, patientId, 1, { city: 'Laval' });
    await save(marc, patientId, 2, { phone: '514 555-0102' });
    const error: unknown = await save(sophie, patientId, 1, { city: 'Longueuil' }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'STALE',
      data: {
        version: 3, changedBy: 'Essai nurse', changedAt: clinic.ports.clock.now(),
        changes: [{ version: 2, byName: 'Essai nurse', changes: [{ field: 'city', from: 'Montréal', to: 'Laval' }] }, { version: 3, changes: [{ field: 'phone', from: '514 555-0101', to: '514 555-0102' }] }],
      },
    });
    expect((await open(patientId)).identity).toMatchObject({ city: 'Laval', phone: '514 555-0102' });
    // Of several who save at once, one wins.
    const answers = await Promise.allSettled([1, 2, 3, 4].map((number) => save(sophie, patientId, 3, { city: `Ville ${number}` })));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []))).toEqual([1, 2, 3].map(() => expect.objectContaining({ code: 'STALE' }) as unknown));
  });

  test('an edit is taken back while nothing came after, which is told too', async () => {
    const patientId = await somebody();
    const [nam] = (await open(patientId)).identifiers;
    const first = await save(sophie, patientId, 1, { city: 'Laval', deceased: true, deceasedOn: '2026' }, [row(identifierSystems.foreign, 'BE-7', { issuer: 'INAMI' })]);
    expect(await clinic.services.patientEdits.undo(sophie, { patientId, changeId: first.changeId! })).toEqual({ version: 3 });
    const after = await open(patientId);
    expect(after.identity).toMatchObject({ city: 'Montréal', deceased: false, deceasedOn: null });
    expect(after.identifiers).toEqual([nam]);
    expect((await history(patientId))[0]).toMatchObject({ origin: 'undo', undoes: first.changeId, version: 3 });
    expect(await audited('patient.edit-undone', patientId)).toHaveLength(1);
    await expect(clinic.services.patientEdits.undo(sophie, { patientId, changeId: first.changeId! })).rejects.toMatchObject({ code: 'STALE' });
    const second = await save(sophie, patientId, 3, { city: 'Laval' });
    await save(marc, patientId, 4, { phone: '' });
    await expect(clinic.services.patientEdits.undo(sophie, { patientId, changeId: second.changeId! })).rejects.toMatchObject({ code: 'STALE', data: { changedBy: 'Essai nurse' } });
    expect((await open(patientId)).identity).toMatchObject({ city: 'Laval', phone: null });
  });

  test('what is wrong is told by field, and nothing is kept', async () => {
    const patientId = await somebody();
    const refused = async (fields: PatientFieldsInput, issues: readonly { path: string; code: string }[], identifiers?: IdentifierInput[]) => {
      await expect(save(sophie, patientId, 1, fields, identifiers)).rejects.toMatchObject({ code: 'INVALID', data: { issues } });
    };
    await refused({ birthDate: '2026-11-17' }, [{ path: 'birthDate', code: 'FUTURE' }]);
    await refused({ birthDate: '1901-11-15' }, [{ path: 'birthDate', code: 'TOO_OLD' }]);
    await refused({ birthDate: '1899' }, [{ path: 'birthDate', code: 'TOO_OLD' }]);
    await refused({ birthDate: '1958-02-30' }, [{ path: 'birthDate', code: 'DATE' }]);
    await refused({ deceasedOn: '2020' }, [{ path: 'deceasedOn', code: 'NOT_DECEASED' }]);
    await refused({ deceased: true, deceasedOn: '1957-12' }, [{ path: 'deceasedOn', code: 'BEFORE_BIRTH' }]);
    await refused({ identityDocument: 'passport' }, [{ path: 'identityVerifiedOn', code: 'REQUIRED' }]);
    await refused({ birthPlaceCode: '6748' }, [{ path: 'birthPlaceCode', code: 'PLACE' }]);
    await refused({ regionCode: '19' }, [{ path: 'regionCode', code: 'UNKNOWN' }]);
    const bad = row(identifierSystems.nir, '1 57 01 67 482 154 62');
    await refused({}, [{ path: `identifiers.${bad.id}`, code: 'NIR_KEY' }], [bad]);
    const nam = row(identifierSystems.nam, 'GAGM 5853 1414');
    await refused({}, [{ path: `identifiers.${nam.id}`, code: 'FAMILY_NAME_MISMATCH' }], [nam]);
    const foreign = row(identifierSystems.foreign, 'X-1');
    await refused({}, [{ path: `identifiers.${foreign.id}`, code: 'ISSUER' }], [foreign]);
    const [one, same] = [row(identifierSystems.file, 'F-1'), row(identifierSystems.file, ' F-1 ')];
    await refused({}, [{ path: `identifiers.${one.id}`, code: 'TWICE' }, { path: `identifiers.${same.id}`, code: 'TWICE' }], [one, same]);
    expect((await open(patientId)).version).toBe(1);
    // Nobody alive was born more than 125 years ago; on the day, one still may be.
    await expect(save(sophie, patientId, 1, { birthDate: '1901-11-16' }, [])).resolves.toMatchObject({ version: 2 });
  });

  test('a name changes although the card still carries the old one', async () => {
    const patientId = await somebody();
    await expect(save(sophie, patientId, 1, { familyName: 'Bouchard' })).resolves.toMatchObject({ version: 2 });
  });

  test('numbers: corrected, ended, of another issuer; a NIR is found; the file number is nobody else’s', async () => {
    const patientId = await somebody({ nam: null, fileNumber: 'E-100' });
    const [file] = (await open(patientId)).identifiers as [IdentifierInput];
    const nir = row(identifierSystems.nir, '2 58 03 67 482 145');
    await save(sophie, patientId, 1, {}, [{ ...file, value: 'E-101', validTo: '2026-11' }, nir, row(identifierSystems.foreign, '85.07.30-033.28', { issuer: 'Belgique, registre national' })]);
    const { identifiers } = await open(patientId);
    expect(identifiers).toContainEqual({ ...file, value: 'E-101', validTo: '2026-11' });
    const kept = identifiers.find(({ id }) => id === nir.id)!.value;
    expect(kept).toMatch(/^258036748214500$|^2580367482145\d\d$/);
    for (const text of ['2 58 03 67 482 145', kept, '2580367', '85.07.30-033.28']) {
      expect((await clinic.services.patients.search(sophie, { text, limit: 5 })).patients.map(({ id }) => id), text).toContain(patientId);
    }
    expect((await clinic.services.patients.search(sophie, { text: kept, limit: 5 })).patients[0]?.maskedNir).toBe(`2\u00A058\u00A0••\u00A0••\u00A0•••\u00A0•••\u00A0${kept.slice(13)}`);
    expect((await clinic.services.patients.checkNir(sophie, { nir: kept, birthDate: '1958-03', administrativeSex: 'F', birthPlaceCode: null, exceptPatientId: null })).warnings).toEqual(['ALREADY_USED']);
    expect((await clinic.services.patients.checkNir(sophie, { nir: kept, birthDate: '1958-03', administrativeSex: 'F', birthPlaceCode: null, exceptPatientId: patientId })).warnings).toEqual([]);
    const other = await somebody({ familyName: 'Tremblay-Autre', nam: null });
    await expect(save(sophie, other, 1, {}, [row(identifierSystems.file, 'E-101')])).rejects.toMatchObject({ code: 'DUPLICATE', data: { field: 'fileNumber', patientId } });
  });

  test('an INS is qualified for a verified identity only, and no longer once a trait of it changes', async () => {
    const patientId = await somebody({ nam: null });
    const nir = row(identifierSystems.nir, '2580367482145', { insQualified: true });
    await expect(save(sophie, patientId, 1, {}, [nir])).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: `identifiers.${nir.id}`, code: 'INS_IDENTITY' }] } });
    await save(sophie, patientId, 1, { identityDocument: 'national-id', identityVerifiedOn: '2026-11-16', birthPlaceCode: '67482' }, [nir]);
    await save(sophie, patientId, 2, { city: 'Strasbourg' });
    expect((await open(patientId)).identifiers[0]?.insQualified).toBe(true);
    await save(sophie, patientId, 3, { givenName: 'Maria' });
    expect((await open(patientId)).identifiers[0]?.insQualified).toBe(false);
    const [last] = await history(patientId);
    expect(last?.changes.map(({ field }) => field)).toEqual(['givenName', `identifier:${nir.id}`]);
  });

  test('the history is paged, and a secretary sees none of its clinical part', async () => {
    const patientId = await somebody();
    for (const [index, city] of ['a', 'b', 'c'].entries()) await save(marc, patientId, index + 1, { city });
    await clinic.store.unitOfWork.write((db) =>
      writeRecordChange(db, { entity: 'condition', entityId: newId(), patientId, version: 2, userId: marc.userId, origin: 'edit', changes: [{ field: 'text', from: 'a', to: 'b' }] }, { now: clinic.ports.clock.now(), newId }),
    );
    const ask = (caller: Caller, after: string | null) => clinic.services.patientEdits.history(caller, { patientId, after, limit: 2 });
    const first = await ask(sophie, null);
    const second = await ask(sophie, first.next);
    expect([...first.changes, ...second.changes].map(({ entity, version }) => `${entity} ${version}`)).toEqual(['patient 4', 'patient 3', 'patient 2', 'patient 1']);
    expect(second.next).toBeNull();
    expect(first.begun).toEqual({ at: clinic.ports.clock.now(), origin: 'created', byName: 'Essai secretary' });
    expect((await ask(marc, null)).changes[0]).toMatchObject({ entity: 'condition' });
    await expect(ask(sophie, 'x')).rejects.toMatchObject({ code: 'INVALID' });
    await expect(clinic.services.patientEdits.history(sophie, { patientId: newId(), after: null, limit: 2 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test.each([
    ['nothing', {}, []],
    ['a telephone of Québec', { phone: '(514) 555-0101 poste 12' }, []],
    ['a short one', { phone: '555-0101' }, ['PHONE']],
    ['one of France, from there', { phone: '+33 6 12 34 56 78', country: 'FR' }, []],
    ['one of France without its zero', { phone: '6 12 34 56', country: 'FR' }, ['PHONE']],
    ['one of another country', { phone: '+32 2 555 12 12' }, []],
    ['an address without a domain', { email: 'marie@exemple' }, ['EMAIL']],
    ['a postal code of Canada', { postalCode: 'h2x1y4' }, []],
    ['another', { postalCode: 'H2X 1Y' }, ['POSTAL_CODE_CA']],
    ['one of France', { postalCode: '75013', country: 'FR' }, []],
    ['one of France, too short', { postalCode: '7501', country: 'FR' }, ['POSTAL_CODE_FR']],
  ])('contact details: %s', async (_, over, codes) => {
    const warnings = await clinic.services.patientEdits.checkEntry(sophie, { phone: '', email: '', postalCode: '', country: null, ...over });
    expect(warnings.map(({ code }) => code)).toEqual(codes);
  });
});
