import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';

const blank = { other_codings: null, source_system: null, source_id: null, source_hash: null, import_id: null } as const;

describe.each(engines)('safety monitoring, on %s', (engine) => {
  let clinic: TestClinic;
  let nurse: Caller;
  let physio: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    [nurse, physio] = [await clinic.caller('nurse'), await clinic.caller('physiotherapist')];
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const monitoring = () => clinic.services.monitoring;
  const results = () => clinic.services.monitoredResults;
  const db = () => clinic.store.database.db;
  const id = () => clinic.ports.newId();

  const prescribe = async (patientId: string, code: string, startedOn: string): Promise<string> => {
    const row = { id: id(), patient_id: patientId, ...blank, code_system: 'http://www.whocc.no/atc', code, text: code, kind: 'request', status: 'active', intent: 'order', authored_on: startedOn, started_on: startedOn, ended_on: null, dosage: null, reason_text: null, practitioner_id: null, created_at: clinic.ports.clock.now(), updated_at: clinic.ports.clock.now() };
    await clinic.store.unitOfWork.write((write) => write.insertInto('medication').values(row).execute());
    return row.id;
  };
  const typed = (code: string, number: number | null, unit: string | null, more: object = {}) => ({ resultId: id(), test: code, number, comparator: null, unit, words: null, ...more });
  const quiet = () => [typed('haemoglobin', 134, 'g/L'), typed('wbc', 6, '×10⁹/L'), typed('platelets', 240, '×10⁹/L'), typed('creatinine', 70, 'µmol/L'), typed('alt', 22, 'U/L')];
  const onMethotrexate = async (name: string, startedOn = '2024-01-01') => {
    const patientId = await addPatient(clinic, nurse, name);
    await prescribe(patientId, 'L04AX03', startedOn);
    return patientId;
  };
  const late = async (caller = nurse) => (await monitoring().late(caller, { after: null, limit: 100 })).rows;
  const lateOf = async (patientId: string) => (await late()).find(({ patient }) => patient.id === patientId);
  const stateOf = async (patientId: string, check: string) => (await monitoring().open(nurse, { patientId })).items.find((item) => item.check === check);

  test('results typed are read by the rules, and take the person off the list', async () => {
    const patientId = await onMethotrexate('Tapée');
    expect(await stateOf(patientId, 'cbc')).toMatchObject({ state: 'never', doneOn: null });
    expect(await lateOf(patientId)).toMatchObject({ dueOn: '2024-01-29', treatments: [{ fr: 'Méthotrexate' }], severity: null, outcome: null });
    expect(await results().record(nurse, { patientId, takenOn: '2026-11-10', results: quiet() })).toEqual({ recorded: 5, questions: [] });
    expect(await stateOf(patientId, 'cbc')).toMatchObject({ state: 'done', doneOn: '2026-11-10', dueOn: '2027-02-02' });
    expect((await stateOf(patientId, 'liver'))?.values).toMatchObject([{ test: 'alt', number: 22, unit: 'U/L' }]);
    expect(await lateOf(patientId)).toBeUndefined();
    const rows = await db().selectFrom('observation').selectAll().where('patient_id', '=', patientId).where('code', '=', '14682-9').execute();
    expect(rows).toMatchObject([{ code_system: 'http://loinc.org', text: 'Créatinine', value_kind: 'quantity', value_number: 70, value_unit: 'µmol/L', value_unit_code: 'umol/L', effective_at: '2026-11-10', category: 'laboratory', status: 'final' }]);
  });

  test('the same results sent twice are kept once', async () => {
    const patientId = await onMethotrexate('Deux fois');
    const sent = { patientId, takenOn: '2026-11-10', results: quiet() };
    expect([await results().record(nurse, sent), await results().record(nurse, sent)]).toEqual([{ recorded: 5, questions: [] }, { recorded: 0, questions: [] }]);
  });

  test('what is implausible is asked about, refused beyond what lives, and kept once confirmed', async () => {
    const patientId = await addPatient(clinic, nurse, 'Unité');
    const asked = { patientId, takenOn: '2026-11-10', results: [typed('haemoglobin', 13.4, 'g/L')] };
    expect(await results().record(nurse, asked)).toMatchObject({ recorded: 0, questions: [{ test: 'haemoglobin', text: { en: 'Haemoglobin 13.4 g/L: this looks like a value in g/dL.' } }] });
    expect((await results().typed(nurse, { patientId })).results).toEqual([]);
    expect(await results().record(nurse, { ...asked, confirmed: true })).toEqual({ recorded: 1, questions: [] });
    await expect(results().record(nurse, { patientId, takenOn: '2026-11-10', results: [typed('haemoglobin', 1340, 'g/L')], confirmed: true })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'results.haemoglobin.number', code: 'RANGE' }] } });
    await expect(results().record(nurse, { patientId, takenOn: '2026-11-10', results: [typed('alt', 20, 'cells')] })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ code: 'UNIT' }] } });
    await expect(results().record(nurse, { patientId, takenOn: '2026-11-10', results: [typed('alt', 20, null)] })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ code: 'REQUIRED' }] } });
    await expect(results().record(nurse, { patientId, takenOn: '2026-11-17', results: [typed('alt', 20, 'U/L')] })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'takenOn', code: 'FUTURE' }] } });
    expect((await results().record(nurse, { patientId, takenOn: '2026-11-12', results: [typed('haemoglobin', 120, 'g/L')] })).questions).toMatchObject([{ text: { en: expect.stringContaining('far from the value before') as string } }]);
  });

  test('another unit, a bound, words: each read as it was given', async () => {
    const patientId = await addPatient(clinic, nurse, 'Bornes');
    await results().record(nurse, { patientId, takenOn: '2026-11-10', results: [typed('creatinine', 1, 'mg/dL'), typed('crp', 3, 'mg/L', { comparator: '<' }), typed('hbsag', null, null, { words: 'négatif' }), typed('eye-examination', null, null, { words: 'normal' })] });
    const { tests } = await results().entry(nurse, { patientId });
    const previous = (code: string) => tests.find((one) => one.code === code)?.previous;
    expect(previous('creatinine')).toMatchObject({ number: 1, unit: 'mg/dL', on: '2026-11-10' });
    expect(previous('crp')).toMatchObject({ number: null, comparator: '<', words: '< 3 mg/L' });
    expect(previous('hbsag')).toMatchObject({ words: 'négatif' });
    expect(previous('eye-examination')).toMatchObject({ words: 'normal' });
    const codes = await db().selectFrom('observation').select(['code_system', 'code']).where('patient_id', '=', patientId).orderBy('code').execute();
    expect(codes.map(({ code }) => code)).toEqual(['1988-5', '2160-0', '5195-3', 'eye-examination']);
    expect(codes.at(-1)?.code_system).toBe('urn:relais:monitored-test');
  });

  test('a correction keeps what was before with the reason; what is taken back counts no more', async () => {
    const patientId = await onMethotrexate('Corrigée');
    await results().record(nurse, { patientId, takenOn: '2026-11-10', results: [typed('anc', 0.4, '×10⁹/L')], confirmed: true });
    expect((await monitoring().open(nurse, { patientId })).alerts[0]).toMatchObject({ id: 'anc-critical', severity: 'critical' });
    expect((await lateOf(patientId))?.severity).toBe('critical');
    const [kept] = (await results().typed(nurse, { patientId })).results;
    const change = { resultId: kept?.resultId ?? '', expectedVersion: 1, number: 4, comparator: null, unit: '×10⁹/L', words: null, takenOn: '2026-11-10', reason: 'Virgule oubliée' };
    expect((await results().correct(nurse, { ...change, number: 40 })).questions).toHaveLength(1);
    expect(await results().correct(nurse, change)).toEqual({ recorded: 1, questions: [] });
    expect((await monitoring().open(nurse, { patientId })).alerts).toEqual([]);
    await expect(results().correct(nurse, change)).rejects.toMatchObject({ code: 'STALE', data: { version: 2 } });
    const { changes } = await clinic.services.patientEdits.history(nurse, { patientId, after: null, limit: 10 });
    expect(changes[0]).toMatchObject({ entity: 'observation', reason: 'Virgule oubliée', changes: [{ field: 'result', from: 'Neutrophiles 0,4 ×10⁹/L · 2026-11-10', to: 'Neutrophiles 4 ×10⁹/L · 2026-11-10' }] });
    expect(await results().withdraw(nurse, { resultId: change.resultId, expectedVersion: 2, reason: 'Autre personne' })).toEqual({ withdrawn: true });
    expect((await results().typed(nurse, { patientId })).results).toEqual([]);
    await expect(results().withdraw(nurse, { resultId: change.resultId, expectedVersion: 3, reason: 'Encore' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const actions = await db().selectFrom('audit_event').select('action').where('patient_id', '=', patientId).where('action', 'like', 'monitoring.result-%').orderBy('seq').execute();
    expect(actions.map(({ action }) => action)).toEqual(['monitoring.result-corrected', 'monitoring.result-withdrawn']);
  });

  test('what came by import is corrected at its source', async () => {
    const patientId = await addPatient(clinic, nurse, 'Importée');
    const now = clinic.ports.clock.now();
    const resultId = id();
    await clinic.store.unitOfWork.write((write) => write.insertInto('observation').values({
      id: resultId, patient_id: patientId, ...blank, source_system: 'lab', source_id: 'x', code_system: 'http://loinc.org', code: '1742-6', text: 'ALT', created_at: now, updated_at: now, status: 'final', category: 'laboratory', effective_at: '2026-11-03T12:00:00-05:00', issued_at: null,
      value_kind: 'quantity', value_number: 22, value_unit: 'U/L', value_unit_code: 'U/L', value_code_system: null, value_code: null, value_text: null, interpretation: null, reference_low: null, reference_high: 33,
    }).execute());
    expect((await results().typed(nurse, { patientId })).results).toEqual([]);
    expect((await results().entry(nurse, { patientId })).tests.find(({ code }) => code === 'alt')?.previous).toMatchObject({ number: 22, on: '2026-11-03' });
    await expect(results().withdraw(nurse, { resultId, expectedVersion: 1, reason: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('laboratory results and what was done are not a therapist’s own notes', async () => {
    const patientId = await onMethotrexate('Kiné');
    await expect(results().record(physio, { patientId, takenOn: '2026-11-10', results: quiet() })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(monitoring().note(physio, { outcomeId: id(), patientId, outcome: 'called', words: '' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await monitoring().open(physio, { patientId })).items.length).toBeGreaterThan(0);
  });

  test('the list: the longest late first, page after page, each once', async () => {
    const names = ['Un', 'Deux', 'Trois', 'Quatre', 'Cinq'];
    const ids = new Set<string>();
    for (const [index, name] of names.entries()) ids.add(await onMethotrexate(`Page${name}`, `2023-0${String(5 - index)}-01`));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<ReturnType<typeof monitoring>['late']>> = await monitoring().late(nurse, { after, limit: 2 });
      seen.push(...page.rows.filter(({ patient }) => ids.has(patient.id)).map(({ patient }) => patient.familyName));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(['PageCinq', 'PageQuatre', 'PageTrois', 'PageDeux', 'PageUn']);
    await expect(monitoring().late(nurse, { after: 'x' })).rejects.toMatchObject({ code: 'INVALID' });
  });

  test('what was done is kept and shown; put off until a day, with a reason, and listed again on it', async () => {
    const patientId = await onMethotrexate('Reportée');
    await monitoring().note(nurse, { outcomeId: id(), patientId, outcome: 'called', words: 'Ira demain' });
    expect((await lateOf(patientId))?.outcome).toMatchObject({ outcome: 'called', words: 'Ira demain', by: nurse.displayName });
    await expect(monitoring().note(nurse, { outcomeId: id(), patientId, outcome: 'snoozed', untilOn: '2026-11-16', words: 'Voyage' })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'untilOn', code: 'PAST' }] } });
    await expect(monitoring().note(nurse, { outcomeId: id(), patientId, outcome: 'snoozed', untilOn: '2026-11-20', words: '' })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'words', code: 'REQUIRED' }] } });
    const snooze = { outcomeId: id(), patientId, outcome: 'snoozed' as const, untilOn: '2026-11-20', words: 'Voyage' };
    expect([await monitoring().note(nurse, snooze), await monitoring().note(nurse, snooze)]).toEqual([{ noted: true }, { noted: false }]);
    expect(await lateOf(patientId)).toBeUndefined();
    const start = clinic.ports.clock.now();
    clinic.ports.clock.set('2026-11-20T15:00:00.000Z');
    expect((await lateOf(patientId))?.outcome).toMatchObject({ outcome: 'snoozed', untilOn: '2026-11-20' });
    clinic.ports.clock.set(start);
    expect((await monitoring().open(nurse, { patientId })).outcomes.map(({ outcome }) => outcome)).toEqual(['snoozed', 'called']);
  });

  test('the row follows what it rests on: a drug stopped, a result withdrawn, a day that passes', async () => {
    const patientId = await onMethotrexate('Suivie');
    await results().record(nurse, { patientId, takenOn: '2026-08-25', results: [...quiet(), typed('albumin', 40, 'g/L')] });
    expect(await lateOf(patientId)).toBeUndefined();
    const start = clinic.ports.clock.now();
    clinic.ports.clock.set('2026-11-18T15:00:00.000Z');
    expect(await lateOf(patientId)).toMatchObject({ dueOn: '2026-11-17', daysLate: 1 });
    clinic.ports.clock.set(start);
    await clinic.store.unitOfWork.write((write) => write.updateTable('medication').set({ status: 'stopped' }).where('patient_id', '=', patientId).execute());
    clinic.ports.clock.set('2026-11-18T15:00:00.000Z');
    expect(await lateOf(patientId)).toBeUndefined();
    clinic.ports.clock.set(start);
    const row = await db().selectFrom('monitoring_due').selectAll().where('patient_id', '=', patientId).executeTakeFirst();
    expect(row).toMatchObject({ due_on: null, checks: '[]' });
  });

  test('another schedule chosen by the clinic: everything is worked out again', async () => {
    const administrator = await clinic.caller('administrator');
    const patientId = await onMethotrexate('Profil', '2026-10-25');
    await results().record(nurse, { patientId, takenOn: '2026-10-30', results: quiet() });
    expect(await lateOf(patientId)).toBeUndefined();
    expect(await monitoring().schedule()).toMatchObject({ profile: 'acr-2015', profiles: [{ code: 'acr-2015' }, { code: 'bsr-2017' }] });
    expect(await monitoring().chooseSchedule(administrator, { profile: 'bsr-2017' })).toEqual({ chosen: true });
    expect(await lateOf(patientId)).toMatchObject({ dueOn: '2026-11-08' });
    expect(await monitoring().chooseSchedule(administrator, { profile: 'acr-2015' })).toEqual({ chosen: true });
    expect(await lateOf(patientId)).toBeUndefined();
  });

  test('a part of a measure counts: blood pressure in one observation of two', async () => {
    const patientId = await addPatient(clinic, nurse, 'Tension');
    await prescribe(patientId, 'L04AD01', '2026-01-01');
    const [observation, now] = [id(), clinic.ports.clock.now()];
    const none = { value_kind: null, value_number: null, value_unit: null, value_unit_code: null, value_code_system: null, value_code: null, value_text: null };
    await clinic.store.unitOfWork.write(async (write) => {
      await write.insertInto('observation').values({ id: observation, patient_id: patientId, ...blank, ...none, code_system: 'http://loinc.org', code: '85354-9', text: 'TA', created_at: now, updated_at: now, status: 'final', category: 'vital-signs', effective_at: '2026-11-10', issued_at: null, interpretation: null, reference_low: null, reference_high: null }).execute();
      await write.insertInto('observation_component').values(['8480-6', '8462-4'].map((code, position) => ({ observation_id: observation, position, code_system: 'http://loinc.org', code, text: code, other_codings: null, ...none, value_kind: 'quantity', value_number: 120 - position * 45, value_unit: 'mm[Hg]', value_unit_code: 'mm[Hg]' }))).execute();
    });
    expect(await stateOf(patientId, 'blood-pressure')).toMatchObject({ doneOn: '2026-11-10', values: [{ number: 120 }, { number: 75 }] });
  });

  test('whoever is merged is on the list as one person', async () => {
    const doctor = await clinic.caller('rheumatologist');
    const [stays, goes] = [await onMethotrexate('Fusion'), await onMethotrexate('Fusion')];
    await results().record(nurse, { patientId: goes, takenOn: '2026-11-10', results: quiet() });
    expect(await lateOf(stays)).toBeDefined();
    await clinic.services.merges.merge(doctor, { mergeId: id(), survivorId: stays, survivorVersion: 1, retiredId: goes, retiredVersion: 1, take: [] });
    expect([await lateOf(stays), await lateOf(goes)]).toEqual([undefined, undefined]);
    expect((await monitoring().open(nurse, { patientId: goes })).items.find(({ check }) => check === 'cbc')).toMatchObject({ doneOn: '2026-11-10' });
  });
});
