import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RegisterPatientInput } from '#contract/patients.ts';
import { noFilters } from '#contract/registry.ts';
import { newId } from '../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { insertPatient } from './patient-repository.ts';
import { createPatientService } from './patient-service.ts';
import { createRegistryService } from './registry/registry-service.ts';

const form = (change: Partial<RegisterPatientInput> = {}): RegisterPatientInput => ({
  patientId: newId(), familyName: 'Tremblay', givenName: 'Marie', birthFamilyName: null, birthDate: '1958-03-14', administrativeSex: 'F', nam: 'trem 5853 1414', fileNumber: null,
  language: 'fr', phone: '', email: '', addressLine: ' 12  rue des Érables ', city: 'Montréal', postalCode: 'h2x1y4', regionCode: '06', mobility: 'aid', teleSuitability: 'yes', ...change,
});

describe.each(engines)('patients on %s', (engine) => {
  let clinic: TestClinic;
  let patients: ReturnType<typeof createPatientService>;
  let doctor: Caller;
  let secretary: Caller;

  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    patients = createPatientService(clinic.services.dependencies);
    doctor = await clinic.caller('rheumatologist');
    secretary = await clinic.caller('secretary');
  });
  afterAll(() => clinic.close());

  const list = (caller: Caller, page: { text: string; after: string | null; limit: number }) =>
    createRegistryService(clinic.services.dependencies).list(caller, { filters: noFilters, sort: { by: 'name', direction: 'ascending' }, ...page });
  const audited = (action: string, patientId: string) =>
    clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select(['user_id', 'detail']).where('action', '=', action).where('patient_id', '=', patientId).execute());

  describe('registering', () => {
    test('keeps what was typed, in its stored form, findable and audited', async () => {
      const input = form({ fileNumber: ' 000 101 ' });
      expect(await patients.register(secretary, input)).toEqual({ patientId: input.patientId });
      const record = await patients.open(doctor, { patientId: input.patientId });
      expect(record.identity).toMatchObject({
        familyName: 'Tremblay', birthDate: '1958-03-14', administrativeSex: 'F', phone: null, email: null, addressLine: '12 rue des Érables', postalCode: 'H2X 1Y4', regionCode: '06',
        mobility: 'aid', teleSuitability: 'yes', language: 'fr', deceased: false,
      });
      expect(record.identifiers).toMatchObject([
        { system: 'urn:relais:identifier:clinic-file', value: '000 101', use: null, validTo: null, insQualified: false },
        { system: 'urn:relais:identifier:ramq-nam', value: 'TREM58531414', use: null },
      ]);
      const { patients: found } = await patients.search(secretary, { text: 'trem 5853', limit: 5 });
      expect(found).toMatchObject([{ id: input.patientId, maskedNam: 'TREM\u00A0••••\u00A0••14', fileNumber: '000 101' }]);
      expect(await audited('patient.registered', input.patientId)).toEqual([{ user_id: secretary.userId, detail: '{"nam":true,"nir":false,"fileNumber":true}' }]);
    });

    test('the same form sent again makes nobody twice', async () => {
      const input = form({ familyName: 'Encore', nam: null });
      await patients.register(secretary, input);
      await patients.register(secretary, input);
      await Promise.all([patients.register(secretary, input), patients.register(secretary, input)]);
      expect((await patients.search(secretary, { text: 'encore', limit: 5 })).patients).toHaveLength(1);
      expect(await audited('patient.registered', input.patientId)).toHaveLength(1);
    });

    test('a form sent twice at the same moment makes one person', async () => {
      const input = form({ familyName: 'Jumelle', nam: null });
      const answers = await Promise.all([1, 2, 3, 4].map(() => patients.register(secretary, input)));
      expect(answers).toEqual(answers.map(() => ({ patientId: input.patientId })));
      expect((await patients.search(secretary, { text: 'jumelle', limit: 5 })).patients).toHaveLength(1);
    });

    test('a file number in use is refused, and says whose', async () => {
      const first = form({ familyName: 'Première', nam: null, fileNumber: 'F-7' });
      await patients.register(secretary, first);
      await expect(patients.register(secretary, form({ nam: null, fileNumber: 'F-7' }))).rejects.toMatchObject({ code: 'DUPLICATE', data: { field: 'fileNumber', patientId: first.patientId } });
      const [one, other] = [form({ nam: null, fileNumber: 'F-8' }), form({ nam: null, fileNumber: 'F-8' })];
      const outcomes = await Promise.allSettled([patients.register(secretary, one), patients.register(secretary, other)]);
      expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toMatchObject({ code: 'DUPLICATE' });
    });

    test('a number used twice is allowed: it is a warning while typing', async () => {
      const [first, second] = [form({ familyName: 'Roy', givenName: 'Jean', birthDate: '2001-01-09', administrativeSex: 'M', nam: 'ROYJ01010916' }), form({ familyName: 'Roy', givenName: 'Jean', birthDate: '2001-01-09', administrativeSex: 'M', nam: 'ROYJ01010916' })];
      await patients.register(secretary, first);
      await patients.register(secretary, second);
      const check = { nam: 'royj 0101 0916', familyName: 'Roy', givenName: 'Jean', birthDate: '2001-01-09', administrativeSex: 'M' } as const;
      expect((await patients.checkNam(secretary, { ...check, exceptPatientId: first.patientId })).warnings).toEqual(['ALREADY_USED']);
      expect((await patients.checkNam(secretary, { ...check, exceptPatientId: null })).warnings).toEqual(['ALREADY_USED']);
      expect((await patients.checkNam(secretary, { ...check, nam: 'TREM 5853', exceptPatientId: null })).errors).toEqual(['FORMAT']);
    });

    test.each<[string, Partial<RegisterPatientInput>, { path: string; code: string }]>([
      ['a malformed number', { nam: 'TREM 5853' }, { path: 'nam', code: 'FORMAT' }],
      ['another birth date', { birthDate: '1958-03-15' }, { path: 'nam', code: 'BIRTH_DATE_MISMATCH' }],
      ['another name', { familyName: 'Gagnon' }, { path: 'nam', code: 'FAMILY_NAME_MISMATCH' }],
      ['a birth to come', { nam: null, birthDate: '2026-11-17' }, { path: 'birthDate', code: 'FUTURE' }],
      ['a slip of the century', { nam: null, birthDate: '1079-02-08' }, { path: 'birthDate', code: 'TOO_OLD' }],
      ['a French number with a wrong key', { nir: '1 57 01 67 482 154 62' }, { path: 'nir', code: 'NIR_KEY' }],
      ['a region that is none', { regionCode: '19' }, { path: 'regionCode', code: 'UNKNOWN' }],
    ])('%s is refused at its field, and nothing is kept', async (_, change, issue) => {
      const input = form(change);
      await expect(patients.register(secretary, input)).rejects.toMatchObject({ code: 'INVALID', data: { issues: [issue] } });
      await expect(patients.open(secretary, { patientId: input.patientId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    test('a French number is kept whole, and finds the person', async () => {
      const input = form({ familyName: 'Lefèvre', nam: null, nir: '2 58 03 67 482 145' });
      await patients.register(secretary, input);
      const [nir] = (await patients.open(doctor, { patientId: input.patientId })).identifiers;
      expect(nir).toMatchObject({ system: 'urn:oid:1.2.250.1.213.1.4.8', value: expect.stringMatching(/^2580367482145\d\d$/) as string });
      expect((await patients.search(secretary, { text: '2 58 03 67', limit: 5 })).patients.map(({ id }) => id)).toContain(input.patientId);
    });

    test('a wrong check digit does not hold anybody up', async () => {
      await expect(patients.register(secretary, form({ familyName: 'Tremblay-Chiffre', nam: 'TREM58531415' }))).resolves.toBeDefined();
    });

    test('what cannot be audited is not done', async () => {
      const { unitOfWork, clinic: summary, ports, store } = clinic.services.dependencies;
      const audit = { record: () => Promise.reject(new Error('no audit')), recordReading: () => Promise.reject(new Error('no audit')) };
      const unaudited = createPatientService({ unitOfWork, clinic: summary, ports, store, audit });
      const input = form({ familyName: 'Sanstrace', nam: null });
      await expect(unaudited.register(secretary, input)).rejects.toThrow('no audit');
      expect((await patients.search(secretary, { text: 'sanstrace', limit: 5 })).patients).toEqual([]);
    });
  });

  describe('likely duplicates', () => {
    const known = form({ familyName: 'Saint-Onge', givenName: 'Marie-Ève', birthDate: '1990-05-06', nam: null, fileNumber: 'D-1', birthFamilyName: 'Lavoie' });
    beforeAll(() => patients.register(secretary, known));
    const look = (change: Partial<Parameters<typeof patients.likelyDuplicates>[1]>) =>
      patients.likelyDuplicates(secretary, {
        familyName: '', givenName: '', birthFamilyName: null, birthDate: null, administrativeSex: null, nam: null, fileNumber: null, phone: null, exceptPatientId: null, ...change,
      });
    const reasonsOf = (found: Awaited<ReturnType<typeof look>>) => found.map((one) => one.reasons.map(({ reason }) => reason));

    test.each<[string, string, string, readonly string[] | null]>([
      ['Saint-Onge', 'Marie-Ève', '1990-05-06', ['same-birth-date', 'same-family-name', 'same-given-name']],
      ['ST ONGE', 'marie eve', '1990-05-06', ['same-birth-date', 'same-family-name', 'same-given-name']],
      ['Lavoie', 'Marie-Ève', '1990-05-06', ['same-birth-date', 'same-given-name', 'birth-family-name']],
      ['Marie-Ève', 'Saint-Onge', '1990-05-06', ['same-birth-date', 'swapped-names']],
      ['Saint-Onge', 'Marie', '1990-05-06', ['same-birth-date', 'same-family-name', 'similar-given-name']],
      ['Saint-Onge', 'Marie-Ève', '1990-06-05', ['swapped-birth-date', 'same-family-name', 'same-given-name']],
      ['Saint-Onge', 'Marie-Ève', '1990-05-07', ['same-family-name', 'same-given-name', 'near-birth-date']],
      ['Saint-Onge', 'Marie-Ève', '1951-11-30', null],
      ['Bouchard', 'Paul', '1990-05-06', null],
      ['Saint-Onge', '', '1990-05-06', null],
    ])('%s, %s, %s', async (familyName, givenName, birthDate, reasons) => {
      const found = await look({ familyName, givenName, birthDate });
      expect(reasonsOf(found).map((list) => [...list].sort())).toEqual(reasons ? [[...reasons].sort()] : []);
    });

    test('by file number, insurance number and phone', async () => {
      expect(await look({ fileNumber: 'D-1' })).toMatchObject([{ patient: { id: known.patientId }, strength: 'probable', reasons: [{ reason: 'same-file-number' }] }]);
      expect(reasonsOf(await look({ nam: 'trem 5853 1414' }))).toContainEqual(['same-number']);
      const calling = form({ familyName: 'Téléphone', givenName: 'Rose', birthDate: '1970-02-03', nam: null, phone: '514 555-0142' });
      await patients.register(secretary, calling);
      const found = await look({ familyName: 'Téléphone', givenName: 'Rose', birthDate: '1970-02-23', phone: '(514) 555-0142' });
      expect(found).toMatchObject([{ patient: { id: calling.patientId } }]);
      expect(reasonsOf(found)[0]).toContain('same-phone');
    });

    test('somebody being edited is not their own likeness', async () => {
      const typed = { familyName: 'Saint-Onge', givenName: 'Marie-Ève', birthDate: '1990-05-06' };
      expect(await look({ ...typed, exceptPatientId: known.patientId })).toEqual([]);
    });
  });

  describe('opening', () => {
    const patientId = newId();
    beforeAll(async () => {
      await clinic.store.unitOfWork.write(async (db) => {
        await insertPatient(
          db,
          { id: patientId, familyName: 'Gauthier', givenName: 'Hélène', birthDate: '1958-06-21', administrativeSex: 'F', identifiers: [] },
          { now: clinic.ports.clock.now(), newId },
        );
        const row = { patient_id: patientId, code_system: 'http://snomed.info/sct', other_codings: null, source_system: null, source_id: null, source_hash: null, import_id: null, created_at: '', updated_at: '' };
        const condition = { ...row, verification_status: null, category: null, ended_on: null, recorded_on: null };
        await db
          .insertInto('condition')
          .values([
            { ...condition, id: newId(), code: '73595000', text: 'Stress (finding)', clinical_status: 'active', onset_on: '2026-01-01' },
            { ...condition, id: newId(), code: '44054006', text: 'Diabète', clinical_status: 'active', onset_on: '2020-01-01' },
            { ...condition, id: newId(), code: '69896004', text: 'Polyarthrite rhumatoïde', clinical_status: 'active', onset_on: '2016-11-01' },
            { ...condition, id: newId(), code: '90560007', text: 'Goutte', clinical_status: 'resolved', onset_on: '2021-11-01' },
          ])
          .execute();
        const observation = {
          ...row, code_system: 'http://loinc.org', status: 'final', category: 'laboratory', issued_at: null, value_kind: 'Quantity', value_unit: 'mg/L', value_unit_code: null, value_code_system: null,
          value_code: null, value_text: null, interpretation: null, reference_low: null, reference_high: 10,
        };
        await db
          .insertInto('observation')
          .values([
            ...[1, 2, 3, 4, 5].map((day) => ({ ...observation, id: newId(), code: '1988-5', text: 'CRP', effective_at: `2026-0${day}-01T10:00:00Z`, value_number: day * 4 })),
            { ...observation, id: newId(), code: '4537-7', text: 'VS', effective_at: '2026-01-01', value_number: 3 },
            { ...observation, id: newId(), code: '85354-9', text: 'Tension', category: 'vital-signs', effective_at: '2026-05-02', value_number: null },
            { ...observation, id: newId(), code: '1988-5', text: 'CRP', effective_at: '2026-09-01', value_number: 99, status: 'entered-in-error' },
          ])
          .execute();
        const pressure = await db.selectFrom('observation').select('id').where('code', '=', '85354-9').executeTakeFirstOrThrow();
        await db
          .insertInto('observation_component')
          .values([1, 0].map((position) => ({
            observation_id: pressure.id, position, code_system: 'http://loinc.org', code: null, text: position === 0 ? 'Systolique' : 'Diastolique', other_codings: null, value_kind: 'Quantity',
            value_number: position === 0 ? 128 : 76, value_unit: 'mmHg', value_unit_code: null, value_code_system: null, value_code: null, value_text: null,
          })))
          .execute();
        const allergy = { ...row, kind: null, category: null, verification_status: null, recorded_on: null };
        await db
          .insertInto('allergy')
          .values([
            { ...allergy, id: newId(), code: null, text: 'Sulfamides', criticality: 'high', clinical_status: 'active', reactions: '[{"manifestation":[{"text":"Éruption"}]}]' },
            { ...allergy, id: newId(), code: null, text: 'Arachides', criticality: 'low', clinical_status: 'resolved', reactions: null },
          ])
          .execute();
        const medication = { ...row, kind: 'request', intent: 'order', started_on: null, ended_on: null, reason_text: null, practitioner_id: null };
        await db
          .insertInto('medication')
          .values([
            { ...medication, id: newId(), code: null, text: 'Étanercept', status: 'stopped', authored_on: '2024-01-01', dosage: null },
            { ...medication, id: newId(), code: null, text: 'Méthotrexate', status: 'active', authored_on: '2016-01-01', dosage: '[{"text":"15 mg/sem. SC"}]' },
          ])
          .execute();
        const referral = {
          patient_id: patientId, referrer_id: null, requested_cls: null, free_text: '', findings: '{}', prerequisites_provided: '[]', entered_at: '2026-11-01T00:00:00.000Z', entered_by: doctor.userId,
          completed_on: '2026-11-01', source_system: null, source_id: null, source_hash: null, import_id: null, updated_at: '', updated_by: '', queue_role: null, modality: null, reason_code: 'RH01',
        };
        await db
          .insertInto('referral')
          .values([
            { ...referral, id: newId(), state: 'received', received_at: '2026-11-01T00:00:00.000Z', proposed_cls: 'C', decided_cls: null, due_on: '2026-12-01' },
            { ...referral, id: newId(), state: 'accepted', received_at: '2026-10-01T00:00:00.000Z', proposed_cls: 'D', decided_cls: 'B', due_on: null },
            { ...referral, id: newId(), state: 'closed', received_at: '2026-09-01T00:00:00.000Z', proposed_cls: 'A', decided_cls: 'A', due_on: null },
          ])
          .execute();
        const visit = {
          patient_id: patientId, professional_id: doctor.practitionerId ?? '', referral_id: null, zone: 'America/Toronto', patient_zone: null, status: 'booked', live: 1, reason: null, video_link: null,
          consent: null, created_at: '', created_by: '', updated_at: '', modality: 'IN_PERSON',
        };
        await db
          .insertInto('appointment')
          .values([
            { ...visit, id: newId(), starts_at: '2026-08-18T14:00:00.000Z', ends_at: '2026-08-18T14:30:00.000Z', local_start: '2026-08-18T10:00' },
            { ...visit, id: newId(), starts_at: '2026-11-20T15:40:00.000Z', ends_at: '2026-11-20T16:00:00.000Z', local_start: '2026-11-20T10:40' },
            { ...visit, id: newId(), starts_at: '2026-12-20T15:40:00.000Z', ends_at: '2026-12-20T16:00:00.000Z', local_start: '2026-12-20T10:40' },
          ])
          .execute();
      });
    });

    test('a clinician sees the whole record', async () => {
      const record = await patients.open(doctor, { patientId });
      expect(record.allergies).toMatchObject([{ text: 'Sulfamides', reaction: 'Éruption' }, { text: 'Arachides', clinicalStatus: 'resolved', reaction: null }]);
      expect(record.clinical?.problems.map((problem) => problem.text)).toEqual(['Polyarthrite rhumatoïde', 'Diabète', 'Stress (finding)', 'Goutte']);
      expect(record.clinical?.medications).toMatchObject([{ text: 'Méthotrexate', dosage: '15 mg/sem. SC' }, { text: 'Étanercept', dosage: null }]);
      // The latest of each test; what was entered in error is not there.
      expect(record.clinical?.results).toMatchObject([
        { text: 'CRP', value: { number: 20, unit: 'mg/L' }, interpretation: 'H', effectiveAt: '2026-05-01T10:00:00Z' },
        { text: 'VS', value: { number: 3 }, interpretation: null },
        { text: 'Tension', components: [{ text: 'Systolique', number: 128 }, { text: 'Diastolique', number: 76 }] },
      ]);
      expect(record.clinical?.resultCount).toBe(7);
      expect(record.referrals.map((line) => [line.state, line.cls])).toEqual([['received', 'C'], ['accepted', 'B'], ['closed', 'A']]);
      expect(record.visits).toMatchObject([{ minutes: 20, professionalName: 'Essai rheumatologist' }, { minutes: 20 }, { minutes: 30 }]);
    });

    test('the front desk sees allergies, referrals and visits, not the rest', async () => {
      const record = await patients.open(secretary, { patientId });
      expect(record.clinical).toBeNull();
      expect(record.allergies).toHaveLength(2);
      expect(record.referrals).toHaveLength(3);
    });

    test('the reading is audited, once in ten minutes', async () => {
      const other = await clinic.caller('nurse');
      await patients.open(other, { patientId });
      await patients.open(other, { patientId });
      expect((await audited('patient.opened', patientId)).filter((row) => row.user_id === other.userId)).toHaveLength(1);
      clinic.ports.clock.set('2026-11-16T15:23:00.000Z');
      await patients.open(other, { patientId });
      expect((await audited('patient.opened', patientId)).filter((row) => row.user_id === other.userId)).toHaveLength(2);
    });

    test('nobody with this id: not found, and no trace', async () => {
      const nobody = newId();
      await expect(patients.open(doctor, { patientId: nobody })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(patients.results(doctor, { patientId: nobody, test: null, after: null, limit: 10 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await audited('patient.opened', nobody)).toEqual([]);
    });

    test('all results, newest first, page by page', async () => {
      const whole = await patients.results(doctor, { patientId, test: null, after: null, limit: 100 });
      expect(whole.next).toBeNull();
      expect(whole.results.map((result) => result.effectiveAt?.slice(0, 10))).toEqual(['2026-05-02', '2026-05-01', '2026-04-01', '2026-03-01', '2026-02-01', '2026-01-01', '2026-01-01']);
      const paged = [];
      for (let after: string | null = null; ; ) {
        const page: Awaited<ReturnType<typeof patients.results>> = await patients.results(doctor, { patientId, test: null, after, limit: 3 });
        paged.push(...page.results);
        after = page.next;
        if (after === null) break;
      }
      expect(paged).toEqual(whole.results);
      const one = await patients.results(doctor, { patientId, test: 'CRP', after: null, limit: 100 });
      expect(one.results.map((result) => result.value.number)).toEqual([20, 16, 12, 8, 4]);
    });

    test('its line in the registry', async () => {
      const [row] = (await list(doctor, { text: 'gauthier', after: null, limit: 10 })).rows;
      expect(row).toMatchObject({ mainProblem: 'Polyarthrite rhumatoïde', lastVisitOn: '2026-08-18', nextVisitAt: '2026-11-20T15:40:00.000Z', openReferralClass: 'B' });
      const [asSecretary] = (await list(secretary, { text: 'gauthier', after: null, limit: 10 })).rows;
      expect(asSecretary).toMatchObject({ mainProblem: null, openReferralClass: 'B' });
    });
  });

  describe('the registry', () => {
    test('pages by name; only a page that is the whole answer is counted', async () => {
      const whole = await list(doctor, { text: '', after: null, limit: 200 });
      expect(whole.total).toBe(whole.rows.length);
      const names: string[] = [];
      for (let after: string | null = null; ; ) {
        const page: Awaited<ReturnType<typeof list>> = await list(doctor, { text: '', after, limit: 2 });
        names.push(...page.rows.map((row) => row.id));
        expect(page.total).toBeNull();
        after = page.next;
        if (after === null) break;
      }
      expect(names).toEqual(whole.rows.map((row) => row.id));
    });

    test('who is spelt otherwise is shown after those spelt as typed, and counted only where nobody is', async () => {
      for (const familyName of ['Quesnel', 'Quesnal']) await patients.register(secretary, form({ familyName, nam: null }));
      const found = await list(doctor, { text: 'quesnel', after: null, limit: 10 });
      expect(found.rows.map((row) => row.familyName)).toEqual(['Quesnel', 'Quesnal']);
      expect([found.total, found.nearFrom]).toEqual([1, 1]);
      const near = await list(doctor, { text: 'quesnol', after: null, limit: 10 });
      expect([near.rows.length, near.total, near.nearFrom]).toEqual([2, 2, 0]);
    });

    test('a text with nothing to search by finds nobody', async () => {
      expect(await list(doctor, { text: '🙂', after: null, limit: 10 })).toEqual({ rows: [], next: null, total: 0, nearFrom: null });
      expect(await patients.search(doctor, { text: '🙂', limit: 10 })).toEqual({ patients: [], hasMore: false, nearFrom: null });
    });

    test('a cursor made elsewhere is refused', async () => {
      await expect(list(doctor, { text: '', after: '3.x', limit: 10 })).rejects.toMatchObject({ code: 'INVALID' });
    });

    test('search says when there is more', async () => {
      expect(await patients.search(doctor, { text: 'tremblay', limit: 1 })).toMatchObject({ patients: [{ familyName: 'Tremblay' }], hasMore: true });
    });

    test('no lasting lock: a search while somebody writes', async () => {
      await clinic.store.unitOfWork.read((db) => sql`select 1`.execute(db));
      await Promise.all([patients.register(secretary, form({ nam: null })), patients.search(doctor, { text: 'roy', limit: 5 }), list(doctor, { text: '', after: null, limit: 5 })]);
    });
  });
});
