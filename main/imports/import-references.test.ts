import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportReport } from '#contract/imports.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import { maximumDocumentBytes } from './fhir/bundle-reading.ts';
import { bundleOf, sourceOf, type TestEntry } from './testing/test-bundles.ts';

const ann = { resourceType: 'Patient', id: '1', name: [{ family: 'Roy', given: ['Ann'] }], birthDate: '1958-03-14' };
const zoe = { resourceType: 'Patient', id: '1', name: [{ family: 'Lee', given: ['Zoé'] }], birthDate: '1990-01-02' };
const problem = (reference: string, text = 'Goutte', id?: string): TestEntry['resource'] => ({ resourceType: 'Condition', ...(id ? { id } : {}), subject: { reference }, code: { text } });

describe.each(engines)('references and identity on %s', (engine) => {
  let clinic: TestClinic;
  beforeEach(async () => {
    clinic = await openTestClinic(engine);
  });
  afterEach(() => clinic.close());

  const run = async (files: Readonly<Record<string, unknown>>): Promise<ImportReport> =>
    clinic.services.imports.importSources((await clinic.caller('secretary')).userId, Object.entries(files).map(([name, content]) => sourceOf(name, content)));
  const codes = (report: ImportReport) => report.rejected.map(({ source, row, code }) => `${source} ${row} ${code}`);
  const problemsBy = async (): Promise<string[]> => {
    const rows = await clinic.store.database.db.selectFrom('condition').innerJoin('patient', 'patient.id', 'patient_id').select(['family_name', 'text']).execute();
    return rows.map((row) => `${row.family_name}: ${row.text}`).sort();
  };

  test('a rejected patient takes along what points at it, and nothing else', async () => {
    const bundle = { resourceType: 'Bundle', type: 'transaction', entry: [
      { fullUrl: 'urn:uuid:aaaaaaaa-0000-4000-8000-000000000001', resource: { ...ann, birthDate: '1958-02-30' } },
      { fullUrl: 'urn:uuid:aaaaaaaa-0000-4000-8000-000000000002', resource: { ...zoe, id: '2' } },
      { resource: problem('urn:uuid:aaaaaaaa-0000-4000-8000-000000000001') },
      { resource: problem('urn:uuid:aaaaaaaa-0000-4000-8000-000000000002') },
    ] };
    const report = await run({ 'a.json': bundle });
    expect(codes(report)).toEqual(['a.json entry[0].resource.birthDate DATE_IMPOSSIBLE', 'a.json entry[2].resource PATIENT_REJECTED']);
    expect(report.rejected[1]?.reason).toBe('The patient it points at was rejected.');
    expect(report.created).toEqual({ Patient: 1, Condition: 1 });
  });

  test('a patient in another file of the import is found, whichever comes first', async () => {
    expect(await run({ 'a.json': problem('Patient/1'), 'b.json': ann })).toMatchObject({ created: { Patient: 1, Condition: 1 }, rejected: [] });
    expect(await run({ 'b.json': ann, 'a.json': problem('Patient/1') })).toMatchObject({ created: {}, unchanged: { Patient: 1, Condition: 1 }, rejected: [] });
  });

  test('"Patient/1" of two sources are two people, and nobody’s when it could be either', async () => {
    expect(await run({ 'a.json': bundleOf([ann, problem('Patient/1', 'Goutte', 'c')]), 'b.json': bundleOf([zoe, problem('Patient/1', 'Lupus', 'c')]) })).toMatchObject({ created: { Patient: 2, Condition: 2 } });
    expect(await problemsBy()).toEqual(['Lee: Lupus', 'Roy: Goutte']);
    const third = await run({ 'a.json': ann, 'b.json': zoe, 'c.json': problem('Patient/1') });
    expect(codes(third)).toEqual(['c.json  PATIENT_AMBIGUOUS']);
  });

  test('a reference leads to the patient of the same server only', async () => {
    const entry = (base: string, resource: TestEntry['resource']) => ({ fullUrl: `${base}/${resource.resourceType}/${resource.id}`, resource });
    const bundle = { resourceType: 'Bundle', type: 'searchset', entry: [
      entry('https://a.example/fhir', ann), entry('https://b.example/fhir', zoe),
      entry('https://a.example/fhir', problem('Patient/1', 'Goutte', 'c')), entry('https://b.example/fhir', problem('Patient/1/_history/3', 'Lupus', 'c')),
      { resource: problem('Patient/1', 'Arthrose') },
    ] };
    const report = await run({ 'a.json': bundle });
    expect(codes(report)).toEqual(['a.json entry[4].resource PATIENT_AMBIGUOUS']);
    expect(await problemsBy()).toEqual(['Lee: Lupus', 'Roy: Goutte']);
    // A later file may point at a patient of that server.
    expect(await run({ 'b.json': problem('https://a.example/fhir/Patient/1', 'Arthrose') })).toMatchObject({ created: { Condition: 1 }, rejected: [] });
  });

  test('a search by number leads to its one bearer, in the file or on file', async () => {
    const numbered = { ...ann, identifier: [{ system: 'http://x', value: '7' }] };
    const doctor = { resourceType: 'Practitioner', name: [{ family: 'Dubois' }], identifier: [{ system: 'http://npi', value: '9' }] };
    const drug = { resourceType: 'MedicationRequest', status: 'active', intent: 'order', subject: { reference: 'Patient?identifier=http://x|7' }, requester: { reference: 'Practitioner?identifier=http://npi|9' }, medicationCodeableConcept: { text: 'MTX' } };
    expect(await run({ 'a.json': bundleOf([numbered, doctor, drug]) })).toMatchObject({ created: { Patient: 1, Practitioner: 1, MedicationRequest: 1 }, rejected: [] });
    const [row] = await clinic.store.database.db.selectFrom('medication').innerJoin('practitioner', 'practitioner.id', 'practitioner_id').select('family_name').execute();
    expect(row?.family_name).toBe('Dubois');
    expect(await run({ 'b.json': { ...problem('x'), subject: { identifier: { system: 'http://x', value: '7' } } } })).toMatchObject({ created: { Condition: 1 }, rejected: [] });
    expect(codes(await run({ 'c.json': problem('Patient?identifier=http://x|8') }))).toEqual(['c.json  PATIENT_UNKNOWN']);
    expect(codes(await run({ 'd.json': problem('Group/8') }))).toEqual(['d.json  SUBJECT_NOT_PATIENT']);
    // A practitioner nobody knows does not hold a request back.
    expect(await run({ 'e.json': bundleOf([numbered, { ...drug, requester: { reference: 'Practitioner/nobody' }, medicationCodeableConcept: { text: 'HCQ' } }]) })).toMatchObject({ created: { MedicationRequest: 1 }, rejected: [] });
  });

  test('a number that now belongs to somebody else altogether is refused', async () => {
    const numbered = (person: object) => ({ ...person, id: undefined, identifier: [{ system: 'http://x', value: '7' }] });
    await run({ 'a.json': numbered(ann) });
    expect(codes(await run({ 'b.json': numbered(zoe) }))).toEqual(['b.json  IDENTITY_CONFLICT']);
    expect(await run({ 'c.json': numbered({ ...ann, name: [{ family: 'Roy-Côté', given: ['Ann'] }] }) })).toMatchObject({ updated: { Patient: 1 } });
  });

  test('a clinic file number has one bearer', async () => {
    const numbered = (person: object) => ({ ...person, identifier: [{ system: 'urn:relais:identifier:clinic-file', value: '004217' }] });
    await run({ 'a.json': numbered({ ...ann, id: '0b5b0d2c-1111-4000-8000-000000000001' }) });
    expect(codes(await run({ 'b.json': numbered({ ...zoe, id: '0b5b0d2c-1111-4000-8000-000000000002' }) }))).toEqual(['b.json  FILE_NUMBER_TAKEN']);
  });

  test('practitioners who share the number of their hospital stay apart', async () => {
    const doctor = (family: string) => ({ resourceType: 'Practitioner', name: [{ family }], identifier: [{ system: 'http://hospital', value: '1' }] });
    const files = { 'a.json': bundleOf([doctor('Briet'), doctor('Anne')]) };
    expect(await run(files)).toMatchObject({ created: { Practitioner: 2 }, rejected: [] });
    expect(await run(files)).toMatchObject({ created: {}, unchanged: { Practitioner: 2 } });
  });

  test('the same resource twice in one file is one row; equal facts without an address too', async () => {
    const uuid = '0b5b0d2c-1111-4000-8000-000000000003';
    const report = await run({ 'a.json': bundleOf([ann, problem('Patient/1', 'Goutte', uuid), problem('Patient/1', 'Goutte tophacée', uuid), problem('Patient/1', 'Lupus'), problem('Patient/1', 'Lupus')]) });
    expect(report).toMatchObject({ created: { Patient: 1, Condition: 2 }, updated: { Condition: 1 }, unchanged: { Condition: 1 } });
    expect(await problemsBy()).toEqual(['Roy: Goutte tophacée', 'Roy: Lupus']);
  });

  test('more components than a transaction’s rows', async () => {
    const component = Array.from({ length: 450 }, (_, index) => ({ code: { text: `c${index}` }, valueInteger: index }));
    const report = await run({ 'a.json': bundleOf([ann, { resourceType: 'Observation', status: 'final', subject: { reference: 'Patient/1' }, code: { text: 'Panel' }, component }]) });
    expect(report.created).toEqual({ Patient: 1, Observation: 1 });
    const { n } = await clinic.store.database.db.selectFrom('observation_component').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    expect(Number(n)).toBe(450);
  });

  test('people described inside what points at them are put on file; the rest inside is counted apart', async () => {
    const drug = {
      resourceType: 'MedicationRequest', status: 'active', intent: 'order', medicationCodeableConcept: { text: 'MTX' }, subject: { reference: '#p' }, requester: { reference: '#d' },
      contained: [{ ...ann, id: 'p' }, { resourceType: 'Practitioner', id: 'd', name: [{ family: 'Dubois' }] }, { resourceType: 'Organization', id: 'o' }],
    };
    const visit = {
      resourceType: 'Appointment', status: 'booked', start: '2026-12-10T14:00:00Z', end: '2026-12-10T14:30:00Z', contained: [{ ...zoe, id: 'p' }, { resourceType: 'Practitioner', id: 'd', name: [{ family: 'Dubois' }] }],
      participant: [{ actor: { reference: '#p' }, status: 'accepted' }, { actor: { reference: '#d' }, status: 'accepted' }],
    };
    const lines = [visit, drug].map((one) => JSON.stringify(one)).join('\n');
    const report = await run({ 'a.ndjson': lines });
    expect(report).toMatchObject({ created: { Patient: 2, Practitioner: 1, MedicationRequest: 1, Appointment: 1 }, unchanged: { Practitioner: 1 }, notKept: { 'Organization (contained)': 1 }, rejected: [] });
    expect(await run({ 'b.json': bundleOf([visit, drug]) })).toMatchObject({ created: {}, rejected: [] });
    // A practitioner of whom no name is said does not hold a request back; a patient who cannot be read does.
    const nameless = { ...drug, contained: [{ ...ann, id: 'p', birthDate: '1958-02-30' }, { resourceType: 'Practitioner', id: 'd' }] };
    expect(codes(await run({ 'c.json': nameless }))).toEqual(['c.json contained[0].birthDate DATE_IMPOSSIBLE', 'c.json  PATIENT_REJECTED']);
  });

  test('a conditional create points at whoever carries the number, and changes nothing of them', async () => {
    const numbered = { ...ann, id: undefined, identifier: [{ system: 'http://x', value: '7' }], address: [{ city: 'Laval' }] };
    const bundle = (person: object, search: string) => ({ resourceType: 'Bundle', type: 'transaction', entry: [
      { fullUrl: 'urn:uuid:aaaaaaaa-0000-4000-8000-000000000001', resource: person, request: { method: 'POST', url: 'Patient', ifNoneExist: search } },
      { resource: problem('urn:uuid:aaaaaaaa-0000-4000-8000-000000000001') },
    ] });
    expect(await run({ 'a.json': bundle(numbered, 'identifier=http://x|7') })).toMatchObject({ created: { Patient: 1, Condition: 1 }, rejected: [] });
    const moved = { ...numbered, address: [{ city: 'Gaspé' }] };
    expect(await run({ 'b.json': bundle(moved, 'identifier=http%3A%2F%2Fx%7C7') })).toMatchObject({ created: {}, updated: {}, unchanged: { Patient: 1, Condition: 1 } });
    // Somebody else with the same number, and a search that is no number.
    expect(codes(await run({ 'c.json': bundle({ ...zoe, id: undefined }, 'identifier=http://x|7') }))).toEqual(['c.json entry[0].resource IDENTITY_CONFLICT', 'c.json entry[1].resource PATIENT_REJECTED']);
    expect(await run({ 'd.json': bundle(moved, 'name=Roy') })).toMatchObject({ updated: { Patient: 1 } });
  });

  test('a resource a line: whatever the order, over many reads, each line that cannot be read alone', async () => {
    const observation = (index: number) => ({ resourceType: 'Observation', id: `o${index}`, status: 'final', subject: { reference: 'Patient/1' }, code: { text: `Résultat ${index}` }, valueInteger: index });
    const drug = { resourceType: 'MedicationRequest', status: 'active', intent: 'order', subject: { reference: 'Patient/1' }, medicationReference: { reference: 'Medication/m' } };
    const lines = [
      ...Array.from({ length: engine === 'sqlite' ? 2300 : 300 }, (_, index) => observation(index)), drug, { resourceType: 'Encounter' }, { ...ann, birthDate: '1958-02-30', id: '2' }, problem('Patient/2'),
      { resourceType: 'Medication', id: 'm', code: { text: 'MTX' } }, ann,
    ].map((one) => JSON.stringify(one));
    const bytes = Buffer.concat([Buffer.from(`\n${lines.join('\r\n')}\n{"resourceType":"Patient",\n[]\n`), Buffer.from([0x22, 0xff, 0x0a])]);
    const report = await clinic.services.imports.importSources((await clinic.caller('secretary')).userId, [{ name: 'a.ndjson', bytes: bytes.length, sha256: 'x', read: () => Promise.resolve(bytes) }]);
    expect(report).toMatchObject({ created: { Patient: 1, MedicationRequest: 1, Observation: lines.length - 6 }, notKept: { Encounter: 1, Medication: 1 } });
    const at = lines.length;
    expect(codes(report).map((line) => line.replace('a.ndjson line ', ''))).toEqual([`${at - 2}.birthDate DATE_IMPOSSIBLE`, `${at - 1} PATIENT_REJECTED`, `${at + 2} NOT_JSON`, `${at + 3} NOT_JSON`, `${at + 4} ENCODING`]);
    expect((await clinic.store.database.db.selectFrom('medication').select('text').execute()).map(({ text }) => text)).toEqual(['MTX']);
  });

  test('resources made to break a reader are refused or read for what they say', async () => {
    const deep = (depth: number): string => `${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`;
    const [open, drugged] = [`{"resourceType":"Patient","name":[{"family":"Roy"}],"id":"1"`, `{"resourceType":"MedicationRequest","status":"active","intent":"order","subject":{"reference":"Patient/1"},"medicationCodeableConcept":{"text":"MTX"}`];
    // Nested deeper than any stack: in an element nobody reads, and in one that is kept whole.
    expect(await run({ 'a.ndjson': `${open},"extra":${deep(200_000)}}\n${drugged},"dosageInstruction":[{"text":"x","timing":${deep(200_000)}}]}` })).toMatchObject({ created: { Patient: 1, MedicationRequest: 1 }, rejected: [] });
    expect(codes(await run({ 'b.json': deep(200_000) }))).toEqual(['b.json  NOT_FHIR']);
    // A text of ten million characters, where a name is expected and where anything is kept.
    const long = 'é'.repeat(10_000_000);
    expect(codes(await run({ 'c.json': { ...ann, name: [{ family: long }] } }))).toEqual(['c.json name[0].family TOO_LONG']);
    expect(codes(await run({ 'd.ndjson': `${open}}\n${drugged},"dosageInstruction":[{"text":"${long}"}]}` }))).toEqual(['d.ndjson line 2.dosageInstruction[0].text TOO_LONG']);
    // Said twice, the last one holds, as in every JSON reader; names of the language are names like others.
    expect(await run({ 'e.json': '{"resourceType":"Patient","id":"7","name":[{"family":"Un"}],"name":[{"family":"Deux"}],"__proto__":{"birthDate":"1950-01-01","admin":true},"constructor":{"prototype":{"admin":true}}}' })).toMatchObject({ created: { Patient: 1 } });
    const found = await clinic.store.database.db.selectFrom('patient').select(['family_name', 'birth_date']).orderBy('family_name').execute();
    expect(found).toEqual([{ family_name: 'Deux', birth_date: null }, { family_name: 'Roy', birth_date: null }]);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
    expect(codes(await run({ 'f.json': Array.from({ length: 3 }, () => '').join('{') }))).toEqual(['f.json  NOT_JSON']);
  });

  test('a bundle larger than can be read at once is refused, and what to do instead is said', async () => {
    const bytes = Buffer.alloc(maximumDocumentBytes + 1, 0x20);
    bytes.write('{"resourceType":"Bundle","type":"collection"}');
    const report = await clinic.services.imports.importSources((await clinic.caller('secretary')).userId, [{ name: 'a.json', bytes: bytes.length, sha256: 'x', read: () => Promise.resolve(bytes) }]);
    expect(report.rejected).toEqual([{ source: 'a.json', row: '', code: 'FILE_TOO_LARGE', reason: expect.stringMatching(/NDJSON/) as string }]);
  });

  test('other contained resources are counted apart', async () => {
    expect((await run({ 'a.json': { ...ann, contained: [{ resourceType: 'Organization', id: 'o' }] } })).notKept).toEqual({ 'Organization (contained)': 1 });
  });
});
