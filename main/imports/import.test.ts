import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportReport } from '#contract/imports.ts';
import { changePatient, holdPatient, type PatientChange, readPatientState } from '../patients/patient-change.ts';
import { readChangesSince } from '../record-history/record-history.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { ImportSource } from './import-source.ts';
import { importFiles } from './import-command.ts';
import { bundleNames, bundlePath, readTestBundle, sourceOf, type TestBundle } from './testing/test-bundles.ts';

const kept = ['Patient', 'Practitioner', 'Condition', 'Observation', 'MedicationRequest', 'MedicationStatement', 'AllergyIntolerance', 'Immunization'];

/** Counts by type, straight from the JSON; the same resource in two files counts once. */
function countsIn(bundles: readonly TestBundle[], wanted: (type: string) => boolean, once: boolean): Record<string, number> {
  const counts: Record<string, number> = {};
  const seen = new Set<string>();
  for (const { resource } of bundles.flatMap((bundle) => bundle.entry)) {
    const key = `${resource.resourceType}/${resource.id}`;
    if (!wanted(resource.resourceType) || (once && seen.has(key))) continue;
    seen.add(key);
    counts[resource.resourceType] = (counts[resource.resourceType] ?? 0) + 1;
  }
  return counts;
}

interface CameConcept { text?: string; coding: [{ system: string; code: string }] }
/** The elements the test compares, read without the importer's schemas. */
interface Came {
  resourceType: string; id: string; code: CameConcept; status: string; intent: string; effectiveDateTime?: string; issued?: string;
  valueQuantity?: { value: number; unit: string }; valueCodeableConcept?: CameConcept; clinicalStatus?: CameConcept; verificationStatus?: CameConcept;
  onsetDateTime?: string; abatementDateTime?: string; medicationCodeableConcept?: CameConcept; authoredOn?: string; dosageInstruction?: unknown[];
  type?: string; category?: string[]; criticality?: string; recordedDate?: string;
  name?: [{ family: string; given: [string] }]; birthDate?: string; address?: [{ city: string }]; telecom?: [{ value: string }];
}

describe.each(engines)('import on %s', (engine) => {
  let clinic: TestClinic;
  beforeEach(async () => {
    clinic = await openTestClinic(engine);
  });
  afterEach(() => clinic.close());

  const run = async (...sources: ImportSource[]): Promise<ImportReport> => clinic.services.imports.importSources((await clinic.caller('secretary')).userId, sources);
  const rows = async <T>(query: string): Promise<T[]> => (await sql.raw<T>(query).execute(clinic.store.database.db)).rows;
  const count = async (table: string): Promise<number> => Number((await rows<{ n: number }>(`select count(*) as n from ${table}`))[0]?.n);

  test('four bundles: every resource of a kept type is a row, the others are counted', async () => {
    const bundles = bundleNames.map(readTestBundle);
    const report = await run(...bundleNames.map((name) => sourceOf(name, readTestBundle(name))));
    expect(report.rejected).toEqual([]);
    expect(report.created).toEqual(countsIn(bundles, (type) => kept.includes(type), true));
    expect(report.notKept).toEqual(countsIn(bundles, (type) => !kept.includes(type), false));
    expect(report.updated).toEqual({});
    expect({ patient: await count('patient'), condition: await count('condition'), observation: await count('observation'), allergy: await count('allergy'), medication: await count('medication'), vaccination: await count('vaccination') }).toEqual({
      patient: report.created['Patient'], condition: report.created['Condition'], observation: report.created['Observation'],
      allergy: report.created['AllergyIntolerance'], medication: report.created['MedicationRequest'], vaccination: report.created['Immunization'],
    });
    const components = bundles.flatMap((bundle) => bundle.entry).flatMap(({ resource }) => (Array.isArray(resource['component']) ? (resource['component'] as unknown[]) : []));
    expect(await count('observation_component')).toBe(components.length);
    // Whatever an observation measured is in a column.
    expect(await count(`observation where value_kind is null and not exists (select 1 from observation_component where observation_id = observation.id)`)).toBe(0);
    // Every request names who wrote it.
    expect(await count('medication where practitioner_id is null')).toBe(0);
  });

  test('what the rows say is what came', async () => {
    await run(...bundleNames.map((name) => sourceOf(name, readTestBundle(name))));
    const came = bundleNames.flatMap((name) => readTestBundle(name).entry).map(({ resource }) => resource as unknown as Came);
    const utc = (text: string | undefined): string | null => (text === undefined ? null : new Date(text).toISOString());
    const of = (type: string) => came.filter((resource) => resource.resourceType === type);
    const bySource = <T extends { source_id: string }>(found: readonly T[]) => Object.fromEntries(found.map(({ source_id, ...row }) => [source_id.slice(source_id.indexOf('/') + 1), row]));
    const told = <T>(type: string, tell: (resource: Came) => T) => Object.fromEntries(of(type).map((resource) => [resource.id, tell(resource)]));

    expect(bySource(await rows<{ source_id: string }>('select source_id, code_system, code, text, status, effective_at, issued_at, value_number, value_unit, value_code, value_text from observation'))).toEqual(
      told('Observation', ({ code, status, effectiveDateTime, issued, valueQuantity, valueCodeableConcept }) => ({
        code_system: code.coding[0].system, code: code.coding[0].code, text: code.text, status, effective_at: utc(effectiveDateTime), issued_at: utc(issued),
        value_number: valueQuantity?.value ?? null, value_unit: valueQuantity?.unit ?? null, value_code: valueCodeableConcept?.coding[0].code ?? null, value_text: valueCodeableConcept?.text ?? null,
      })),
    );
    expect(bySource(await rows<{ source_id: string }>('select source_id, code, text, clinical_status, verification_status, onset_on, ended_on from condition'))).toEqual(
      told('Condition', ({ code, clinicalStatus, verificationStatus, onsetDateTime, abatementDateTime }) => ({
        code: code.coding[0].code, text: code.text, clinical_status: clinicalStatus?.coding[0].code, verification_status: verificationStatus?.coding[0].code, onset_on: utc(onsetDateTime), ended_on: utc(abatementDateTime),
      })),
    );
    expect(bySource(await rows<{ source_id: string }>('select source_id, text, status, intent, authored_on, dosage from medication'))).toEqual(
      told('MedicationRequest', ({ medicationCodeableConcept, status, intent, authoredOn, dosageInstruction }) => ({
        text: medicationCodeableConcept?.text, status, intent, authored_on: utc(authoredOn), dosage: dosageInstruction ? JSON.stringify(dosageInstruction) : null,
      })),
    );
    expect(bySource(await rows<{ source_id: string }>('select source_id, text, kind, category, criticality, recorded_on from allergy'))).toEqual(
      told('AllergyIntolerance', ({ code, type, category, criticality, recordedDate }) => ({ text: code.text, kind: type, category: category?.[0], criticality, recorded_on: utc(recordedDate) })),
    );
    expect(bySource(await rows<{ source_id: string }>('select source_id, family_name, given_name, birth_date, city, phone from patient'))).toEqual(
      told('Patient', ({ name, birthDate, address, telecom }) => ({ family_name: name![0].family, given_name: name![0].given[0], birth_date: birthDate, city: address![0].city, phone: telecom![0].value })),
    );
  });

  test('the same files again, under other names and from the disk, change nothing', async () => {
    const first = await run(...bundleNames.map((name) => sourceOf(name, readTestBundle(name))));
    const before = await rows('select id, version, updated_at, source_hash from observation order by id');
    clinic.ports.clock.set('2026-11-17T15:00:00.000Z');
    const renamed = await run(...bundleNames.map((name) => sourceOf(`copie de ${name}`, readTestBundle(name))));
    const fromDisk = await importFiles(clinic, await clinic.caller('secretary'), bundleNames.map(bundlePath));
    for (const report of [renamed, fromDisk]) {
      expect(report).toMatchObject({ created: {}, updated: {}, rejected: [], unchanged: first.created });
    }
    expect(await rows('select id, version, updated_at, source_hash from observation order by id')).toEqual(before);
  });

  test('the same people and facts under new ids are recognised', async () => {
    const bundle = readTestBundle('p01.json');
    const first = await run(sourceOf('p01.json', bundle));
    const ids = new Map(bundle.entry.map(({ resource }, index) => [resource.id ?? '', `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`]));
    const renumbered = [...ids].reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(bundle));
    expect(await run(sourceOf('export.json', renumbered))).toMatchObject({ created: {}, updated: {}, rejected: [], unchanged: first.created });
  });

  test('a changed field updates its row, once', async () => {
    const bundle = readTestBundle('p01.json');
    await run(sourceOf('p01.json', bundle));
    const condition = bundle.entry.find(({ resource }) => resource.resourceType === 'Condition' && resource['clinicalStatus'] !== undefined)!.resource;
    condition['clinicalStatus'] = { coding: [{ code: 'inactive' }] };
    const patient = bundle.entry.find(({ resource }) => resource.resourceType === 'Patient')!.resource;
    patient['name'] = [{ use: 'official', family: 'Marvin-Roy', given: ['Hershel'] }];
    const pressure = bundle.entry.find(({ resource }) => Array.isArray(resource['component']))!.resource;
    pressure['component'] = (pressure['component'] as unknown[]).slice(0, 1);
    const again = await run(sourceOf('p01.json', bundle));
    expect(again.updated).toEqual({ Condition: 1, Patient: 1, Observation: 1 });
    expect(again.created).toEqual({});
    expect(await rows(`select clinical_status, version from condition where source_id = 'Condition/${condition.id}'`)).toEqual([{ clinical_status: 'inactive', version: 2 }]);
    expect(await rows('select family_name, sort_key from patient')).toEqual([{ family_name: 'Marvin-Roy', sort_key: 'marvin roy  hershel' }]);
    expect((await clinic.services.patients.search(await clinic.caller('secretary'), { text: 'marvin-roy', limit: 10 })).patients).toHaveLength(1);
    expect(await count(`observation_component join observation on id = observation_id where source_id = 'Observation/${pressure.id}'`)).toBe(1);
    expect((await run(sourceOf('p01.json', bundle))).updated).toEqual({});
  });

  test("O'Connell is found, and her record shows what came", async () => {
    await run(sourceOf('p19.json', readTestBundle('p19.json')));
    const caller = await clinic.caller('rheumatologist');
    const found = await clinic.services.patients.search(caller, { text: 'oconnell freda', limit: 10 });
    expect(found.patients).toMatchObject([{ familyName: "O'Connell", birthDate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as string }]);
    const record = await clinic.services.patients.open(caller, { patientId: found.patients[0]!.id });
    expect(record.clinical?.problems.length).toBe(4);
    expect(record.clinical?.medications.length).toBe(3);
    expect(record.clinical?.resultCount).toBe(59);
  });

  test('a person already registered here is the one the file speaks of, and keeps the identity given here', async () => {
    const secretary = await clinic.caller('secretary');
    const patientId = clinic.ports.newId();
    await clinic.services.patients.register(secretary, {
      patientId, familyName: 'Tremblay', givenName: 'Odile', birthFamilyName: null, birthDate: '1958-03-14', administrativeSex: 'F', nam: 'TREO 5853 1419', fileNumber: null, language: 'fr',
      phone: '514 555-0101', email: null, addressLine: null, city: null, postalCode: null, regionCode: '06', mobility: 'aid', teleSuitability: 'yes',
    });
    const odile = {
      resourceType: 'Patient', id: 'a1', name: [{ family: 'Tremblay', given: ['Odile'] }], birthDate: '1958-03-14', gender: 'female',
      identifier: [{ system: 'urn:oid:2.16.840.1.113883.4.56', value: 'treo58531419' }], telecom: [{ system: 'phone', value: '418 555-0199' }],
    };
    const problem = { resourceType: 'Condition', subject: { reference: 'Patient/a1' }, code: { text: 'Polyarthrite rhumatoïde' } };
    const file = sourceOf('x.json', { resourceType: 'Bundle', type: 'collection', entry: [{ resource: odile }, { resource: problem }] });
    expect(await run(file)).toMatchObject({ created: { Condition: 1 }, updated: { Patient: 1 }, rejected: [] });
    expect(await rows('select id, phone, mobility from patient')).toEqual([{ id: patientId, phone: '514 555-0101', mobility: 'aid' }]);
    expect(await run(file)).toMatchObject({ created: {}, updated: {}, unchanged: { Patient: 1, Condition: 1 } });
    // What was typed at registration outlives later files too; blanks are filled.
    const later = { ...odile, birthDate: '1958-03-14', address: [{ city: 'Lévis' }], telecom: [{ system: 'phone', value: '418 555-0200' }] };
    expect(await run(sourceOf('y.json', { resourceType: 'Bundle', type: 'collection', entry: [{ resource: later }] }))).toMatchObject({
      updated: { Patient: 1 }, kept: [{ patientId, field: 'phone', byName: 'Essai secretary' }],
    });
    expect(await rows('select phone, city from patient')).toEqual([{ phone: '514 555-0101', city: 'Lévis' }]);
  });

  describe('what a person changed since', () => {
    const file = (over: object, name = 'x.json') =>
      sourceOf(name, {
        resourceType: 'Bundle', type: 'collection',
        entry: [{ resource: { resourceType: 'Patient', id: '0b9d7a52-5b84-4c0d-9b8f-0c8a4f1f7a11', name: [{ family: 'Béland', given: ['Maryse'] }], birthDate: '1958-03-14', gender: 'female', ...over } }],
      });
    const phone = (value: string) => [{ system: 'phone', value }];
    const insurance = (value: string) => [{ system: 'urn:oid:2.16.840.1.113883.4.56', value }];
    const amend = async (change: Partial<PatientChange>, by: 'secretary' | 'nurse' = 'nurse') => {
      const { userId } = await clinic.caller(by);
      const [{ id }] = (await rows<{ id: string }>('select id from patient')) as [{ id: string }];
      await clinic.store.unitOfWork.write(async (db) => changePatient(db, (await holdPatient(db, id))!, { userId, origin: 'edit', ...change }, { now: clinic.ports.clock.now(), newId: clinic.ports.newId }));
      return id;
    };

    test('is kept, field by field, and listed with who wrote it; the rest is taken', async () => {
      await run(file({ telecom: phone('418 555-0101'), address: [{ city: 'Lévis' }] }));
      const patientId = await amend({ fields: { city: 'Québec' } });
      const report = await run(file({ telecom: phone('418 555-0199'), address: [{ city: 'Saint-Romuald' }] }, 'y.json'));
      expect(report).toMatchObject({ updated: { Patient: 1 }, kept: [{ source: 'y.json', row: 'entry[0].resource', patientId, field: 'city', byName: 'Essai nurse' }] });
      expect(await rows('select city, phone, version from patient')).toEqual([{ city: 'Québec', phone: '418 555-0199', version: 3 }]);
      const [imported] = await clinic.store.unitOfWork.read((db) => readChangesSince(db, { entity: 'patient', entityId: patientId }, 2));
      expect(imported).toMatchObject({ origin: 'import', importId: report.importId, byName: 'Essai secretary', changes: [{ field: 'phone', from: '418 555-0101', to: '418 555-0199' }] });
      // The list shows the report as it was.
      expect((await clinic.services.imports.list(await clinic.caller('secretary'), { after: null })).batches[0]?.report).toEqual(report);
    });

    test('a change taken back leaves the field to its source again', async () => {
      await run(file({ address: [{ city: 'Lévis' }] }));
      await amend({ fields: { city: 'Québec' } });
      await amend({ fields: { city: 'Lévis' }, origin: 'undo' });
      expect(await run(file({ address: [{ city: 'Beauport' }] }))).toMatchObject({ updated: { Patient: 1 }, kept: [] });
      expect(await rows('select city from patient')).toEqual([{ city: 'Beauport' }]);
    });

    test('a number corrected or removed here does not come back, one of the source is replaced by its source', async () => {
      await run(file({ identifier: insurance('BELM58531412') }));
      await run(file({ identifier: insurance('BELM58531413') }));
      expect(await rows('select value from patient_identifier')).toEqual([{ value: 'BELM58531413' }]);
      const patientId = await amend({});
      const state = await clinic.store.unitOfWork.read((db) => readPatientState(db, patientId));
      await amend({ identifiers: [{ ...state!.identifiers[0]!, value: 'BELM58531414' }] });
      expect((await run(file({ identifier: insurance('BELM58531413'), telecom: phone('1') }))).kept).toMatchObject([{ field: 'urn:relais:identifier:ramq-nam', byName: 'Essai nurse' }]);
      expect((await run(file({ identifier: insurance('BELM58531415'), telecom: phone('2') }))).kept).toMatchObject([{ field: 'urn:relais:identifier:ramq-nam', byName: 'Essai nurse' }]);
      expect(await rows('select value from patient_identifier')).toEqual([{ value: 'BELM58531414' }]);
      await amend({ identifiers: [] }, 'secretary');
      expect((await run(file({ identifier: insurance('BELM58531413'), telecom: phone('3') }))).kept).toMatchObject([{ byName: 'Essai nurse' }]);
      expect(await rows('select value from patient_identifier')).toEqual([]);
    });
  });

  test('each batch is on record, in the list and in the trail', async () => {
    const secretary = await clinic.caller('secretary');
    const report = await run(sourceOf('p59.json', readTestBundle('p59.json')));
    const { batches, next } = await clinic.services.imports.list(secretary, { after: null });
    expect(next).toBeNull();
    expect(batches).toEqual([
      { id: report.importId, startedAt: clinic.ports.clock.now(), finishedAt: clinic.ports.clock.now(), byName: 'Essai secretary', files: ['p59.json'], state: 'done', kind: 'fhir', report, table: null, undo: null, undoneBy: null },
    ]);
    const trail = await rows<{ action: string; detail: string }>(`select action, detail from audit_event where entity = 'import_batch' order by seq`);
    expect(trail.map(({ action }) => action)).toEqual(['import.started', 'import.done']);
    expect(JSON.parse(trail[1]!.detail)).toMatchObject({ rejected: 0, updated: 0, files: 1 });
  });

  test('asked to stop, it keeps what was taken and says so; the next run takes the rest', async () => {
    const secretary = await clinic.caller('secretary');
    let asked = 0;
    const sources = bundleNames.map((name) => sourceOf(name, readTestBundle(name)));
    const cut = await clinic.services.imports.importSources(secretary.userId, sources, { shouldStop: () => (asked += 1) > 4 });
    expect(cut.cancelled).toBe(true);
    expect(cut.created['Patient']).toBe(1);
    expect(await count('observation')).toBe(cut.created['Observation'] ?? 0);
    expect((await clinic.services.imports.list(secretary, { after: null })).batches[0]).toMatchObject({ state: 'cancelled', report: cut });
    const rest = await run(...sources);
    expect(rest.rejected).toEqual([]);
    expect(rest.unchanged['Patient']).toBe(1);
    expect((rest.created['Observation'] ?? 0) + (rest.unchanged['Observation'] ?? 0)).toBe(countsIn(bundleNames.map(readTestBundle), (type) => type === 'Observation', true)['Observation']);
  });

  test('a file that cannot be read ends the batch as failed, and what came before stays', async () => {
    const broken: ImportSource = { ...sourceOf('p59.json', '{}'), read: () => Promise.reject(new Error('gone')) };
    await expect(run(sourceOf('p01.json', readTestBundle('p01.json')), broken)).rejects.toThrow('gone');
    expect(await count('patient')).toBe(1);
    const [batch] = (await clinic.services.imports.list(await clinic.caller('secretary'), { after: null })).batches;
    expect(batch).toMatchObject({ state: 'failed', report: { created: { Patient: 1 } } });
  });
});
