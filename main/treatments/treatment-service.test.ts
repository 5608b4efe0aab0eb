import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inputs } from '#contract/index.ts';
import type { TreatmentLine } from '#contract/treatments.ts';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { removeImportedDetails } from '../imports/imported-details-repository.ts';
import { sourceOf } from '../imports/testing/test-bundles.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';

const weekly = { amount: 15, unit: 'mg', times: 1, perDays: 7, asNeeded: false } as const;
type Add = Inputs['treatments']['add'];

describe.each(engines)('treatments, on %s', (engine) => {
  let clinic: TestClinic;
  let doctor: Caller;
  let nurse: Caller;
  let physio: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    [doctor, nurse, physio] = [await clinic.caller('rheumatologist'), await clinic.caller('nurse'), await clinic.caller('physiotherapist')];
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const treatments = () => clinic.services.treatments;
  const aLine = (patientId: string, part: Partial<Add> = {}): Add => ({
    lineId: clinic.ports.newId(), patientId, ingredient: 'methotrexate', text: '', din: null, dose: weekly, route: 'SC', startedOn: '2024-03-01', endedOn: null, stopReason: null, stopNote: '', indication: '', weight: null, confirmations: [], ...part,
  });
  const add = async (patientId: string, part: Partial<Add> = {}): Promise<string> => {
    const line = aLine(patientId, part);
    await treatments().add(doctor, line);
    return line.lineId;
  };
  const linesOf = async (patientId: string): Promise<TreatmentLine[]> => (await treatments().list(doctor, { patientId })).lines;
  const actions = async (lineId: string): Promise<string[]> =>
    (await clinic.store.database.db.selectFrom('audit_event').select('action').where('entity', '=', 'treatment').where('entity_id', '=', lineId).orderBy('seq').execute()).map(({ action }) => action.replace('treatment.', ''));
  const active = (patientId: string, on = '2026-11-16') => clinic.store.unitOfWork.read((db) => clinic.services.activeTreatments.activeTreatmentsOf(db, patientId, on));

  test('a line: begun with a product, its dose changed, stopped, put right; each step in the trail', async () => {
    const patientId = await addPatient(clinic, doctor, 'Ligne');
    const lineId = await add(patientId, { ingredient: 'adalimumab', din: '02511045', dose: { ...weekly, amount: 40, perDays: 14 }, indication: 'PR' });
    expect(await linesOf(patientId)).toMatchObject([{
      text: 'Adalimumab (ABRILADA)', product: { din: '02511045', origin: 'biosimilar' }, atc: 'L04AB04', drugClass: 'bDMARD', lineNumber: 1, isCurrent: true, startedOn: '2024-03-01', indication: 'PR', imported: false, version: 1,
      doses: [{ from: '2024-03-01', to: null, dose: { amount: 40, perDays: 14 }, route: 'SC', text: '40 mg SC une fois aux 2 semaines' }],
    }]);
    expect(await treatments().changeDose(nurse, { lineId, expectedVersion: 1, from: '2025-01-10', dose: { ...weekly, amount: 40 }, route: 'SC', weight: null, confirmations: [] })).toEqual({ version: 2 });
    await expect(treatments().stop(doctor, { lineId, expectedVersion: 1, on: '2026-02', reason: 'secondary-inefficacy', note: '' })).rejects.toMatchObject({ code: 'STALE', data: { version: 2 } });
    await expect(treatments().stop(doctor, { lineId, expectedVersion: 2, on: '2024-12', reason: 'remission', note: '' })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'endedOn', code: 'BEFORE_DOSE' }] } });
    await treatments().stop(doctor, { lineId, expectedVersion: 2, on: '2026-02', reason: 'secondary-inefficacy', note: 'DAS28 4,8' });
    expect(await linesOf(patientId)).toMatchObject([{ isCurrent: false, status: 'stopped', endedOn: '2026-02', stopReason: 'secondary-inefficacy', stopNote: 'DAS28 4,8', doses: [{ to: '2025-01-10' }, { from: '2025-01-10', to: '2026-02' }] }]);
    await expect(treatments().stop(doctor, { lineId, expectedVersion: 3, on: '2026-03', reason: 'other', note: '' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await expect(treatments().changeDose(doctor, { lineId, expectedVersion: 3, from: '2026-03-01', dose: weekly, route: null, weight: null, confirmations: [] })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await treatments().correct(doctor, { lineId, expectedVersion: 3, din: null, startedOn: '2024-02', endedOn: null, stopReason: null, stopNote: '', indication: '' });
    expect(await linesOf(patientId)).toMatchObject([{ isCurrent: true, status: 'active', text: 'Adalimumab', product: null, startedOn: '2024-02', endedOn: null, stopReason: null, stopNote: '', doses: [{ from: '2024-02' }, { to: null }] }]);
    await treatments().withdraw(doctor, { lineId, expectedVersion: 4, reason: 'autre personne' });
    expect(await linesOf(patientId)).toEqual([]);
    await expect(treatments().stop(doctor, { lineId, expectedVersion: 5, on: '2026', reason: 'other', note: '' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await actions(lineId)).toEqual(['added', 'dose-changed', 'stopped', 'corrected', 'withdrawn']);
  });

  test('the same line sent twice is one; two changes from one version: the second is told', async () => {
    const patientId = await addPatient(clinic, doctor, 'Deuxfois');
    const line = aLine(patientId);
    expect(await treatments().add(doctor, line)).toEqual({ version: 1 });
    expect(await treatments().add(doctor, line)).toEqual({ version: 1 });
    expect(await linesOf(patientId)).toHaveLength(1);
    const both = await Promise.allSettled([20, 25].map((amount) => treatments().changeDose(doctor, { lineId: line.lineId, expectedVersion: 1, from: '2025-05-05', dose: { ...weekly, amount }, route: null, weight: null, confirmations: [] })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('methotrexate every day is refused until a reason is given; the reason is kept with who gave it', async () => {
    const patientId = await addPatient(clinic, doctor, 'Hebdo');
    const daily = aLine(patientId, { dose: { ...weekly, amount: 2.5, perDays: 1 } });
    await expect(treatments().add(doctor, daily)).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'guard.weekly-methotrexate', code: 'CONFIRM' }] } });
    expect(await linesOf(patientId)).toEqual([]);
    await treatments().add(doctor, { ...daily, confirmations: [{ guard: 'weekly-methotrexate', reason: 'protocole oncologie' }, { guard: 'two-targeted', reason: 'sans objet' }] });
    expect(await linesOf(patientId)).toMatchObject([{ confirmations: [{ guard: 'weekly-methotrexate', reason: 'protocole oncologie', by: { id: doctor.userId } }] }]);
    const { findings } = await treatments().check(nurse, { patientId, plan: { lineId: null, ingredient: 'methotrexate', dose: weekly, from: '2026-11-16', endedOn: null, weightKg: null } });
    expect(findings.map(({ code }) => code)).toEqual(['already-current']);
  });

  test('hydroxychloroquine by the weight told or on file; the weight is kept among the results', async () => {
    const patientId = await addPatient(clinic, doctor, 'Poids');
    const line = aLine(patientId, { ingredient: 'hydroxychloroquine', route: 'PO', dose: { ...weekly, amount: 400, perDays: 1 }, weight: { kg: 72, on: '2026-11-15' } });
    await expect(treatments().add(doctor, line)).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'guard.hydroxychloroquine-per-kilogram', code: 'CONFIRM' }] } });
    expect((await treatments().list(doctor, { patientId })).weight).toBeNull();
    await treatments().add(doctor, { ...line, dose: { ...weekly, amount: 400, times: 6 } });
    expect((await treatments().list(doctor, { patientId })).weight).toEqual({ kg: 72, on: '2026-11-15' });
    const change = { lineId: line.lineId, expectedVersion: 1, from: '2026-11-16', dose: { ...weekly, amount: 400, perDays: 1 }, route: 'PO', weight: null, confirmations: [] } as const;
    await expect(treatments().changeDose(doctor, { ...change, confirmations: [] })).rejects.toMatchObject({ code: 'INVALID' });
    await treatments().changeDose(doctor, { ...change, confirmations: [{ guard: 'hydroxychloroquine-per-kilogram', reason: 'poids en hausse' }] });
    expect(await active(patientId)).toEqual([
      { id: line.lineId, ingredient: 'hydroxychloroquine', atc: 'P01BA02', drugClass: 'csDMARD', startedOn: '2024-03-01', endedOn: null, doseChangedOn: '2026-11-16', dose: { amount: 400, unit: 'mg', everyDays: 1 }, route: 'PO' },
    ]);
    await expect(treatments().add(doctor, aLine(patientId, { ingredient: 'prednisone', weight: { kg: 70, on: '2026-12-01' }, dose: { ...weekly, perDays: 1 } }))).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'weight' }] } });
  });

  test('a second biologic asks while the first goes on, not once it has ended; a past line is not asked about', async () => {
    const patientId = await addPatient(clinic, doctor, 'Lignes');
    const first = await add(patientId, { ingredient: 'etanercept', startedOn: '2020' });
    await expect(add(patientId, { ingredient: 'tofacitinib', startedOn: '2023-01-01' })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'guard.two-targeted' }] } });
    await add(patientId, { ingredient: 'infliximab', startedOn: '2018', endedOn: '2019-06', stopReason: 'primary-inefficacy' });
    await treatments().stop(doctor, { lineId: first, expectedVersion: 1, on: '2022-12', reason: 'adverse-event', note: '' });
    await add(patientId, { ingredient: 'tofacitinib', startedOn: '2023-01-01' });
    expect((await linesOf(patientId)).map(({ ingredient, lineNumber, isCurrent }) => [ingredient, lineNumber, isCurrent])).toEqual([['tofacitinib', 3, true], ['etanercept', 2, false], ['infliximab', 1, false]]);
  });

  test('adverse events graded, taken back when entered by mistake; coverage warns ahead of its end', async () => {
    const patientId = await addPatient(clinic, doctor, 'Effets');
    const lineId = await add(patientId);
    const event = { lineId, eventId: clinic.ports.newId(), on: '2025-06', term: 'Nausées', grade: 2, serious: false, outcome: 'recovered', note: '' } as const;
    await expect(treatments().addEvent(doctor, { ...event, expectedVersion: 1, grade: 5 })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'outcome', code: 'GRADE' }] } });
    await expect(treatments().addEvent(doctor, { ...event, expectedVersion: 1, on: '2023' })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'on', code: 'BEFORE_START' }] } });
    await treatments().addEvent(doctor, { ...event, expectedVersion: 1 });
    expect(await linesOf(patientId)).toMatchObject([{ version: 2, events: [{ term: 'Nausées', grade: 2, on: '2025-06', outcome: 'recovered', by: { id: doctor.userId } }] }]);
    await treatments().withdrawEvent(doctor, { lineId, expectedVersion: 2, eventId: event.eventId });
    await expect(treatments().withdrawEvent(doctor, { lineId, expectedVersion: 3, eventId: event.eventId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const coverage = { payer: 'RAMQ', sentOn: '2025-12-01', approvedOn: '2025-12-20', renewsOn: '2026-12-30', note: '' };
    await expect(treatments().cover(doctor, { lineId, expectedVersion: 3, coverage: { ...coverage, approvedOn: '2025-11-01' } })).rejects.toMatchObject({ code: 'INVALID' });
    // The clinic's day is 16 November: the warning begins 45 days ahead.
    await treatments().cover(doctor, { lineId, expectedVersion: 3, coverage });
    expect(await linesOf(patientId)).toMatchObject([{ events: [], coverage, renewal: 'due' }]);
    const renewals = (limit = 50) => treatments().renewals(doctor, { limit });
    expect((await renewals()).rows.filter(({ lineId: id }) => id === lineId)).toMatchObject([{ patient: { id: patientId }, payer: coverage.payer, renewsOn: coverage.renewsOn, state: 'due' }]);
    expect(await renewals()).toMatchObject({ withinDays: 45, total: 1 });
    expect((await renewals()).rows[0]?.sentOn).toBeNull();
    // A renewal is asked for while the authorisation holds.
    await treatments().cover(doctor, { lineId, expectedVersion: 4, coverage: { ...coverage, sentOn: '2026-11-15' } });
    expect((await renewals()).rows[0]?.sentOn).toBe('2026-11-15');
    await treatments().cover(doctor, { lineId, expectedVersion: 5, coverage: { ...coverage, sentOn: '2026-11-15', approvedOn: '2026-11-16', renewsOn: '2027-01-01' } });
    expect(await linesOf(patientId)).toMatchObject([{ renewal: null }]);
    expect(await renewals()).toMatchObject({ rows: [], total: 0 });
    await treatments().cover(doctor, { lineId, expectedVersion: 6, coverage: null });
    expect(await linesOf(patientId)).toMatchObject([{ coverage: null, renewal: null, version: 7 }]);
    expect(await actions(lineId)).toEqual(['added', 'event-added', 'event-withdrawn', 'covered', 'covered', 'covered', 'covered']);
  });

  test('whoever keeps only their own notes reads; others are refused; dates that cannot be are told by field', async () => {
    const patientId = await addPatient(clinic, doctor, 'Droits');
    const lineId = await add(patientId);
    expect(await treatments().list(physio, { patientId })).toMatchObject({ mayWrite: false, lines: [{ id: lineId }] });
    for (const refused of [() => treatments().add(physio, aLine(patientId)), () => treatments().stop(physio, { lineId, expectedVersion: 1, on: '2026', reason: 'other', note: '' })]) await expect(refused()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(treatments().add(doctor, aLine(patientId, { ingredient: 'aspirine' }))).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'ingredient', code: 'UNKNOWN' }] } });
    await expect(treatments().add(doctor, aLine(patientId, { ingredient: null }))).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'text', code: 'REQUIRED' }] } });
    await expect(treatments().add(doctor, aLine(patientId, { ingredient: 'leflunomide', din: '02511045' }))).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'din', code: 'UNKNOWN' }] } });
    await expect(treatments().add(doctor, aLine(patientId, { ingredient: 'leflunomide', endedOn: '2023', stopReason: 'other' }))).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'endedOn', code: 'BEFORE_START' }] } });
    await expect(treatments().list(doctor, { patientId: clinic.ports.newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('an imported drug is a line like any other; changed here, a later import of it leaves it; it is not written twice', async () => {
    const patient = { resourceType: 'Patient', id: '1f0c2a7e-0000-4000-8000-000000000001', name: [{ family: 'Importée', given: ['Ida'] }], birthDate: '1961-02-03', gender: 'female' };
    const request = (text: string) => ({
      resourceType: 'MedicationRequest', id: '1f0c2a7e-0000-4000-8000-000000000002', status: 'active', intent: 'order', subject: { reference: `Patient/${patient.id}` }, authoredOn: '2022-05-01',
      medicationCodeableConcept: { coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '105585' }], text: 'Methotrexate 2.5 MG Oral Tablet' },
      dosageInstruction: [{ text, timing: { repeat: { frequency: 1, period: 1, periodUnit: 'wk' } }, doseAndRate: [{ doseQuantity: { value: 15, unit: 'mg' } }] }],
    });
    const take = (text: string) => clinic.services.imports.importSources(doctor.userId, [sourceOf(`${text}.ndjson`, [patient, request(text)].map((one) => JSON.stringify(one)).join('\n'))]);
    await take('15 mg a week');
    const [found] = (await clinic.services.patients.search(doctor, { text: 'Importée', limit: 5 })).patients;
    const patientId = found!.id;
    const [line] = await linesOf(patientId);
    expect(line).toMatchObject({ ingredient: 'methotrexate', drugClass: 'csDMARD', imported: true, isCurrent: true, startedOn: '2022-05-01', doses: [{ dose: weekly, text: '15 mg a week' }] });
    await expect(add(patientId)).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'guard.already-current' }] } });
    await treatments().addEvent(doctor, { lineId: line!.id, expectedVersion: 1, eventId: clinic.ports.newId(), on: '2023', term: 'Nausées', grade: 1, serious: false, outcome: 'unknown', note: '' });
    // What hangs on it does not stop its source from speaking of it.
    expect(await take('15 mg once a week')).toMatchObject({ updated: { MedicationRequest: 1 } });
    const [spoken] = await linesOf(patientId);
    await treatments().changeDose(doctor, { lineId: line!.id, expectedVersion: spoken!.version, from: '2026-01-01', dose: { ...weekly, amount: 20 }, route: 'SC', weight: null, confirmations: [] });
    expect(await take('10 mg a week')).toMatchObject({ updated: {} });
    expect(await linesOf(patientId)).toMatchObject([{ imported: false, doses: [{ dose: { amount: 15 }, to: '2026-01-01' }, { dose: { amount: 20 } }], events: [{ term: 'Nausées' }] }]);
  });

  test('lines leave as MedicationStatement and come back, elsewhere and here, under the same ids', async () => {
    const patientId = await addPatient(clinic, doctor, 'Voyage');
    const lineId = await add(patientId, { ingredient: 'tocilizumab', din: null, dose: { ...weekly, amount: 162 }, startedOn: '2023-05' });
    await treatments().changeDose(doctor, { lineId, expectedVersion: 1, from: '2024-01-15', dose: { ...weekly, amount: 162, perDays: 14 }, route: 'SC', weight: null, confirmations: [] });
    const past = await add(patientId, { ingredient: 'adalimumab', din: '02511045', startedOn: '2020', endedOn: '2023-04', stopReason: 'secondary-inefficacy', stopNote: 'Perte d’effet', indication: 'PR' });
    const exported = async (from: TestClinic): Promise<string> => {
      const files: string[] = [];
      await from.services.exports.writeFiles(await from.caller('rheumatologist'), { scope: { kind: 'clinic' }, format: 'fhir-ndjson', contents: ['clinical'], purpose: 'transfer', note: null, passphrase: null }, { onProgress: () => undefined, shouldStop: () => false }, async ({ name, content }) => {
        const parts: Uint8Array[] = [];
        for await (const part of content) parts.push(part);
        if (/Patient|MedicationStatement/.test(name)) files.push(Buffer.concat(parts).toString('utf8'));
      });
      return files.join('');
    };
    const text = await exported(clinic);
    const statement = text.split('\n').filter(Boolean).map((one) => JSON.parse(one) as { id: string }).find(({ id }) => id === past);
    expect(statement).toMatchObject({
      resourceType: 'MedicationStatement', status: 'stopped', effectivePeriod: { start: '2020', end: '2023-04' }, reasonCode: [{ text: 'PR' }],
      medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'L04AB04' }, { system: 'http://hl7.org/fhir/NamingSystem/ca-hc-din', code: '02511045', display: 'ABRILADA' }] },
      statusReason: [{ coding: [{ system: 'urn:relais:fhir:stop-reason', code: 'secondary-inefficacy' }], text: 'Perte d’effet' }],
    });
    expect(await clinic.services.imports.importSources(doctor.userId, [sourceOf('back.ndjson', text)])).toMatchObject({ created: {}, updated: {}, rejected: [] });
    const there = await openTestClinic(engine);
    try {
      expect(await there.services.imports.importSources((await there.caller('secretary')).userId, [sourceOf('out.ndjson', text)])).toMatchObject({ rejected: [] });
      const [person] = (await there.services.patients.search(await there.caller('rheumatologist'), { text: 'Voyage', limit: 5 })).patients;
      const abroad = (await there.services.treatments.list(await there.caller('rheumatologist'), { patientId: person!.id })).lines;
      const asSeen = (lines: readonly TreatmentLine[]) => lines.map(({ id: _id, version: _version, imported: _imported, ...line }) => line);
      expect(asSeen(abroad)).toEqual(asSeen(await linesOf(patientId)));
      // What it was there, sent back, is known here as the same.
      expect(await clinic.services.imports.importSources(doctor.userId, [sourceOf('again.ndjson', await exported(there))])).toMatchObject({ created: {}, updated: {}, rejected: [] });
      expect((await linesOf(patientId)).map(({ id }) => id).sort()).toEqual([lineId, past].sort());
    } finally {
      await there.services.longWork.close();
      await there.close();
    }
  });

  test('adverse events and coverage leave and come back with their line, graded and dated; taken in again nothing changes; the import taken back, they go', async () => {
    const patientId = await addPatient(clinic, doctor, 'Emporte');
    const lineId = await add(patientId, { ingredient: 'leflunomide', dose: { ...weekly, amount: 20, perDays: 1 }, route: 'PO', startedOn: '2025' });
    const event = { lineId, eventId: clinic.ports.newId(), on: '2025-06', term: 'Diarrhée', grade: 4, serious: true, outcome: 'sequelae', note: 'Hospitalisation' } as const;
    await treatments().addEvent(doctor, { ...event, expectedVersion: 1 });
    const mistaken = clinic.ports.newId();
    const { version } = await treatments().addEvent(doctor, { ...event, expectedVersion: 2, eventId: mistaken, term: 'Autre', grade: 1 });
    const { version: after } = await treatments().withdrawEvent(doctor, { lineId, expectedVersion: version, eventId: mistaken });
    const coverage = { payer: 'RAMQ', sentOn: '2025-01-05', approvedOn: '2025-02-01', renewsOn: '2026-12-01', note: 'SN' };
    await treatments().cover(doctor, { lineId, expectedVersion: after, coverage });
    const files: { name: string; text: string }[] = [];
    const order = { scope: { kind: 'patient', patientId }, format: 'fhir-ndjson', contents: ['clinical'], purpose: 'transfer', note: null, passphrase: null } as const;
    const out = async (from: TestClinic, scope: { kind: 'patient'; patientId: string } = order.scope): Promise<string> => {
      files.length = 0;
      await from.services.exports.writeFiles(await from.caller('rheumatologist'), { ...order, contents: [...order.contents], scope }, { onProgress: () => undefined, shouldStop: () => false }, async ({ name, content }) => {
        const parts: Uint8Array[] = [];
        for await (const part of content) parts.push(part);
        files.push({ name, text: Buffer.concat(parts).toString('utf8') });
      });
      // What hangs on a drug comes before it: the order of a file is not the order of things.
      return files.toReversed().map(({ text }) => text).join('');
    };
    const text = await out(clinic);
    expect(files.map(({ name }) => name)).toEqual(['Patient.ndjson', 'MedicationStatement.ndjson', 'AdverseEvent.ndjson', 'Coverage.ndjson', 'Practitioner.ndjson']);
    expect(text).not.toContain(mistaken);
    expect(JSON.parse(files[2]!.text)).toMatchObject({ event: { text: 'Diarrhée' }, severity: { coding: [{ code: 'severe' }] }, extension: [{ url: 'urn:relais:fhir:adverse-event-grade', valueCode: '4' }, { valueString: 'Hospitalisation' }], suspectEntity: [{ instance: { reference: `MedicationStatement/${lineId}` } }] });
    expect(await clinic.services.imports.importSources(doctor.userId, [sourceOf('same.ndjson', text)])).toMatchObject({ created: {}, updated: {}, rejected: [] });
    const there = await openTestClinic(engine);
    try {
      const secretary = await there.caller('secretary');
      const visitor = await there.caller('rheumatologist');
      const taken = await there.services.imports.importSources(secretary.userId, [sourceOf('out.ndjson', text)]);
      expect(taken).toMatchObject({ rejected: [], created: { AdverseEvent: 1, Coverage: 1 } });
      const [person] = (await there.services.patients.search(visitor, { text: 'Emporte', limit: 5 })).patients;
      const [line] = (await there.services.treatments.list(visitor, { patientId: person!.id })).lines;
      const { lineId: _line, eventId, ...said } = event;
      expect(line).toMatchObject({ coverage, events: [{ id: eventId, ...said }] });
      expect(await there.services.imports.importSources(secretary.userId, [sourceOf('twice.ndjson', text)])).toMatchObject({ created: {}, updated: {}, unchanged: { AdverseEvent: 1, Coverage: 1 } });
      expect(await there.services.imports.importSources(secretary.userId, [sourceOf('alone.ndjson', files[2]!.text.replaceAll(lineId, clinic.ports.newId()).replaceAll(eventId, clinic.ports.newId()))])).toMatchObject({ rejected: [{ code: 'TREATMENT_UNKNOWN' }] });
      expect((await out(there, { kind: 'patient', patientId: person!.id })).split('\n').sort()).toEqual(text.split('\n').sort());
      await there.store.unitOfWork.write((db) => removeImportedDetails(db, taken.importId));
      expect((await there.services.treatments.list(visitor, { patientId: person!.id })).lines).toMatchObject([{ coverage: null, events: [] }]);
    } finally {
      await there.services.longWork.close();
      await there.close();
    }
  });

  test('several people at once', async () => {
    const [one, other] = [await addPatient(clinic, doctor, 'Un'), await addPatient(clinic, doctor, 'Autre')];
    await add(one);
    const many = await clinic.store.unitOfWork.read((db) => clinic.services.activeTreatments.activeTreatmentsOfMany(db, [one, other], '2026-11-16'));
    expect([...many].map(([id, taken]) => [id, taken.map(({ ingredient }) => ingredient)])).toEqual([[one, ['methotrexate']], [other, []]]);
    expect(many.get(one)).toEqual(await active(one));
  });
});
