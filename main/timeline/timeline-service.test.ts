import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { rheumatoid } from '../assessments/testing/assessment-fixtures.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { mostAssessments, mostResults } from './timeline-repository.ts';

const weekly = { amount: 15, unit: 'mg', times: 1, perDays: 7, asNeeded: false } as const;

describe.each(engines)('the course of a person, on %s', (engine) => {
  let clinic: TestClinic;
  let doctor: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    doctor = await clinic.caller('rheumatologist');
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const signed = async (patientId: string, entry = rheumatoid): Promise<string> => {
    const { assessmentId } = await clinic.services.assessments.begin(doctor, { patientId, appointmentId: null });
    const { version } = await clinic.services.assessments.save(doctor, { assessmentId, expectedVersion: 1, entry });
    await clinic.services.assessments.sign(doctor, { assessmentId, expectedVersion: version });
    return assessmentId;
  };
  const open = (patientId: string, caller = doctor) => clinic.services.timeline.open(caller, { patientId });
  const actionsOf = async (patientId: string) =>
    (await clinic.store.database.db.selectFrom('audit_event').select('action').where('patient_id', '=', patientId).where('action', '=', 'patient.course-opened').execute()).length;

  test('nothing is there: nothing is told, and the reading is in the trail', async () => {
    const patientId = await addPatient(clinic, doctor, 'Vide');
    expect(await open(patientId)).toEqual({ today: '2026-11-16', assessments: [], instrument: null, results: [], treatments: [], visits: [], diagnoses: [], isCut: false });
    expect(await actionsOf(patientId)).toBe(1);
    await expect(open(clinic.ports.newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('what was found, measured, taken and happened, oldest first', async () => {
    const patientId = await addPatient(clinic, doctor, 'Évolution');
    const first = await signed(patientId, { ...rheumatoid, on: '2025-02-03', takenOn: { crp_mg_l: '2025-02-03' }, values: { ...rheumatoid.values, pain_mm: 62 }, note: 'mots que personne ne dessine' });
    const second = await signed(patientId);
    await clinic.services.diagnoses.save(doctor, {
      diagnosisId: clinic.ports.newId(), patientId, expectedVersion: null, code: 'M05.9', text: '', status: 'active', verification: 'confirmed', onsetOn: '2024-11', endedOn: null,
      signs: { rheumatoidFactor: 'positive', antiCcp: null, ana: null, hlaB27: null, erosions: null },
    });
    const lineId = clinic.ports.newId();
    const line = { patientId, text: '', din: null, dose: weekly, endedOn: null, stopReason: null, stopNote: '', indication: '', weight: null, confirmations: [] } as const;
    await clinic.services.treatments.add(doctor, { ...line, lineId, ingredient: 'methotrexate', route: 'SC', startedOn: '2025-02-03', confirmations: [] });
    await clinic.services.treatments.addEvent(doctor, { lineId, expectedVersion: 1, eventId: clinic.ports.newId(), on: '2025-05', term: 'Nausées', grade: 2, serious: false, outcome: 'recovered', note: '' });
    await clinic.services.treatments.stop(doctor, { lineId, expectedVersion: 2, on: '2026-01-12', reason: 'primary-inefficacy', note: 'CDAI 18' });
    const typed = (test_: string, number: number, unit: string) => ({ resultId: clinic.ports.newId(), test: test_, number, comparator: null, unit, words: null });
    await clinic.services.monitoredResults.record(doctor, { patientId, takenOn: '2026-03-02', results: [typed('crp', 1.2, 'mg/dL'), typed('alt', 31, 'U/L'), typed('mcv', 90, 'fL')], confirmed: true });
    await clinic.services.monitoredResults.record(doctor, { patientId, takenOn: '2025-03-02', results: [{ ...typed('crp', 3, 'mg/L'), comparator: '<' }], confirmed: true });

    const course = await open(patientId);
    expect(course.assessments.map(({ assessmentId, on }) => [assessmentId, on])).toEqual([[first, '2025-02-03'], [second, '2026-11-16']]);
    expect(course.assessments[0]).toMatchObject({
      jointSet: '28', joints: rheumatoid.joints, counts: { tender28: 2, swollen28: 2 }, patientGlobal: 45, physicianGlobal: 30, pain: 62, scores: [{ instrument: 'cdai', score: 11.5, category: 'moderate' }, { instrument: 'das28-crp' }],
    });
    expect(course.assessments[1]?.pain).toBeNull();
    expect(course.instrument).toBe('das28-crp');
    expect(course.treatments).toMatchObject([{
      ingredient: 'methotrexate', drugClass: 'csDMARD', isCurrent: false, startedOn: '2025-02-03', endedOn: '2026-01-12', stopReason: 'primary-inefficacy', stopNote: 'CDAI 18', lowersAcutePhase: false,
      doses: [{ from: '2025-02-03', to: '2026-01-12', dose: weekly }], events: [{ on: '2025-05', term: 'Nausées', grade: 2, serious: false }],
    }]);
    // In the test's first unit; a bound as a bound; a test that is not drawn left out.
    expect(course.results.map(({ test: code, points }) => [code, points])).toEqual([
      ['crp', [{ on: '2025-03-02', number: 3, comparator: '<', upper: null }, { on: '2026-03-02', number: 12, comparator: null, upper: null }]],
      ['alt', [{ on: '2026-03-02', number: 31, comparator: null, upper: null }]],
    ]);
    expect(course.diagnoses).toEqual([{ text: 'Polyarthrite rhumatoïde séropositive', code: 'M05.9', onsetOn: '2024-11', isRheumatic: true, isOpen: true }]);
    expect(JSON.stringify(course)).not.toContain('mots que personne');

    await clinic.services.treatments.add(doctor, { ...line, lineId: clinic.ports.newId(), ingredient: 'tocilizumab', route: 'SC', dose: { ...weekly, amount: 162 }, startedOn: '2026-02-01', confirmations: [] });
    const later = await open(patientId);
    expect([later.instrument, later.treatments.map(({ lowersAcutePhase }) => lowersAcutePhase)]).toEqual(['cdai', [true, false]]);
  });

  test('of more than a drawing shows, the newest', async () => {
    const patientId = await addPatient(clinic, doctor, 'Longue');
    const { db } = clinic.store.database;
    const days = Array.from({ length: mostResults + 20 }, (_, index) => new Date(Date.UTC(2020, 0, 1 + index * 7)).toISOString());
    const row = (effectiveAt: string, index: number) => ({
      id: clinic.ports.newId(), patient_id: patientId, code_system: 'http://loinc.org', code: '1988-5', text: 'CRP', other_codings: null, source_system: null, source_id: null, source_hash: null, import_id: null, created_at: effectiveAt, updated_at: effectiveAt,
      status: 'final', category: 'laboratory', effective_at: effectiveAt, issued_at: null, value_kind: 'quantity', value_number: index, value_unit: 'mg/L', value_unit_code: 'mg/L', value_code_system: null, value_code: null, value_text: null, interpretation: null, reference_low: null, reference_high: 5,
    });
    await clinic.store.unitOfWork.write((write) => write.insertInto('observation').values(days.map(row)).execute());
    const { results, isCut } = await open(patientId);
    expect([results[0]?.points.length, results[0]?.points.at(-1)?.number, isCut]).toEqual([mostResults, mostResults + 19, true]);
    expect(await db.selectFrom('observation').select('id').where('patient_id', '=', patientId).execute()).toHaveLength(mostResults + 20);
    expect(mostAssessments).toBeGreaterThan(100);
  });

  test('whoever does not read clinical data is refused by the contract, a record closed to them by the service', async () => {
    const patientId = await addPatient(clinic, doctor, 'Fermée');
    await clinic.services.access.restrict(doctor, { patientId, reason: 'other', words: 'demande' });
    await expect(open(patientId, await clinic.caller('nurse'))).rejects.toMatchObject({ code: 'RESTRICTED' });
    expect((await open(patientId)).assessments).toEqual([]);
  });
});
