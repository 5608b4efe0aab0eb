import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPatient } from './testing/assessed-patient.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { anEntry, rheumatoid } from './testing/assessment-fixtures.ts';

describe.each(engines)('assessments, on %s', (engine) => {
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

  const assessments = () => clinic.services.assessments;
  const actions = async (assessmentId: string) =>
    (await clinic.store.database.db.selectFrom('audit_event').select('action').where('entity', '=', 'assessment').where('entity_id', '=', assessmentId).orderBy('seq').execute()).map(({ action }) => action.replace('assessment.', ''));
  /** A signed assessment. */
  const signed = async (caller: Caller, patientId: string, entry = rheumatoid): Promise<{ assessmentId: string; version: number }> => {
    const { assessmentId } = await assessments().begin(caller, { patientId, appointmentId: null });
    const { version } = await assessments().save(caller, { assessmentId, expectedVersion: 1, entry });
    return { assessmentId, version: (await assessments().sign(caller, { assessmentId, expectedVersion: version })).version };
  };

  test('a draft is one’s own, the same when begun again, seen by nobody else', async () => {
    const patientId = await addPatient(clinic, doctor, 'Brouillon');
    const begun = await assessments().begin(doctor, { patientId, appointmentId: null });
    expect(await assessments().begin(doctor, { patientId, appointmentId: null })).toEqual(begun);
    expect((await assessments().begin(nurse, { patientId, appointmentId: null })).assessmentId).not.toBe(begun.assessmentId);
    expect(await assessments().open(doctor, begun)).toMatchObject({ assessment: { state: 'draft', on: '2026-11-16', version: 1, isOwn: true, signedAt: null, scores: [] }, entry: anEntry(), previous: null, amendments: [] });
    await expect(assessments().open(nurse, begun)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(assessments().save(nurse, { ...begun, expectedVersion: 1, entry: rheumatoid })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await assessments().list(doctor, { patientId })).assessments.map(({ id }) => id)).toEqual([begun.assessmentId]);
    expect((await assessments().list(physio, { patientId })).assessments).toEqual([]);
    expect(await assessments().discard(doctor, { ...begun, expectedVersion: 1 })).toEqual({ discarded: true });
    await expect(assessments().open(doctor, begun)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await actions(begun.assessmentId)).toEqual(['begun', 'opened', 'discarded']);
  });

  test('saved twice from one version: the second is told', async () => {
    const patientId = await addPatient(clinic, doctor, 'Deux');
    const { assessmentId } = await assessments().begin(doctor, { patientId, appointmentId: null });
    expect(await assessments().save(doctor, { assessmentId, expectedVersion: 1, entry: rheumatoid })).toMatchObject({ version: 2 });
    await expect(assessments().save(doctor, { assessmentId, expectedVersion: 1, entry: anEntry() })).rejects.toMatchObject({ code: 'STALE', data: { version: 2 } });
    await expect(assessments().sign(doctor, { assessmentId, expectedVersion: 1 })).rejects.toMatchObject({ code: 'STALE' });
    expect((await assessments().open(doctor, { assessmentId })).entry).toEqual(rheumatoid);
    const both = await Promise.allSettled([1, 2].map((one) => assessments().save(doctor, { assessmentId, expectedVersion: 2, entry: { ...rheumatoid, note: String(one) } })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('signed: counts and scores as they were worked out, with formula, inputs and version of the content', async () => {
    const patientId = await addPatient(clinic, doctor, 'Signée');
    const { assessmentId, version } = await signed(doctor, patientId);
    const [line] = (await assessments().list(nurse, { patientId })).assessments;
    expect(line).toMatchObject({
      id: assessmentId, state: 'signed', author: { id: doctor.userId, name: doctor.displayName }, signedBy: { id: doctor.userId }, amendments: 0, counts: { tender28: 2, swollen28: 2 },
      scores: [{ instrument: 'cdai', score: 11.5, category: 'moderate', formulaVersion: 'cdai/1' }, { instrument: 'das28-crp', score: 3.7, category: 'moderate', formulaVersion: 'das28-crp/1' }],
    });
    const rows = await clinic.store.database.db.selectFrom('assessment_score as s').innerJoin('content_version as c', 'c.id', 's.content_version_id').select(['s.instrument', 's.basis', 'c.kind', 'c.content_id']).orderBy('s.position').execute();
    expect(rows.filter(({ instrument }) => instrument === 'cdai')).toMatchObject([{ kind: 'instrument', content_id: 'cdai' }]);
    expect(JSON.parse(rows.find(({ instrument }) => instrument === 'cdai')?.basis ?? '')).toMatchObject({ inputs: { tjc28: 2, sjc28: 2, patient_global_mm: 45 }, missing: [], flags: [] });
    // Nothing of it changes any more but by an amendment.
    await expect(assessments().save(doctor, { assessmentId, expectedVersion: version, entry: anEntry() })).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'signed' } });
    await expect(assessments().sign(doctor, { assessmentId, expectedVersion: version })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await expect(assessments().discard(doctor, { assessmentId, expectedVersion: version })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    expect(await actions(assessmentId)).toEqual(['begun', 'signed']);
  });

  test('not signed while a value is refused, the day is to come, or there is nothing', async () => {
    const patientId = await addPatient(clinic, doctor, 'Refus');
    const { assessmentId } = await assessments().begin(doctor, { patientId, appointmentId: null });
    await expect(assessments().sign(doctor, { assessmentId, expectedVersion: 1 })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ code: 'EMPTY' }] } });
    const wrong = { ...rheumatoid, on: '2026-11-17', values: { ...rheumatoid.values, crp_mg_l: 1200 } };
    await assessments().save(doctor, { assessmentId, expectedVersion: 1, entry: wrong });
    await expect(assessments().sign(doctor, { assessmentId, expectedVersion: 2 })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'on', code: 'FUTURE' }, { path: 'das28-crp.crp_mg_l', code: 'OUT_OF_RANGE' }] } });
    expect((await assessments().open(doctor, { assessmentId })).assessment).toMatchObject({ state: 'draft', version: 2 });
  });

  test('amended with a reason: the text signed stands until signed again, the old one is kept', async () => {
    const patientId = await addPatient(clinic, doctor, 'Corrigée');
    const { assessmentId, version } = await signed(doctor, patientId);
    await expect(assessments().amend(physio, { assessmentId, expectedVersion: version, reason: 'Pas la mienne' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const amending = await assessments().amend(nurse, { assessmentId, expectedVersion: version, reason: 'CRP mal lue' });
    await expect(assessments().amend(doctor, { assessmentId, expectedVersion: amending.version, reason: 'Moi aussi' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'amending' } });
    const mended = { ...rheumatoid, values: { ...rheumatoid.values, crp_mg_l: 38 } };
    const saved = await assessments().save(nurse, { assessmentId, expectedVersion: amending.version, entry: mended });
    await expect(assessments().save(doctor, { assessmentId, expectedVersion: saved.version, entry: anEntry() })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    expect(await assessments().open(nurse, { assessmentId })).toMatchObject({ assessment: { state: 'amending', isOwn: true }, entry: mended });
    expect(await assessments().open(doctor, { assessmentId })).toMatchObject({ assessment: { state: 'amending', isOwn: false, scores: [{}, { score: 3.7 }] }, entry: rheumatoid });
    await assessments().sign(nurse, { assessmentId, expectedVersion: saved.version });
    expect(await assessments().open(doctor, { assessmentId })).toMatchObject({
      assessment: { state: 'signed', amendments: 1, author: { id: doctor.userId }, signedBy: { id: nurse.userId }, scores: [{ score: 11.5 }, { score: 4.1 }] }, entry: mended,
      amendments: [{ version: 1, reason: 'CRP mal lue', by: { id: nurse.userId } }],
    });
    const texts = await clinic.store.database.db.selectFrom('assessment_text').select(['number', 'entry']).where('assessment_id', '=', assessmentId).orderBy('number').execute();
    expect(texts.map(({ entry }) => (JSON.parse(entry) as typeof rheumatoid).values['crp_mg_l'])).toEqual([12, 38]);
    expect(await actions(assessmentId)).toEqual(['begun', 'signed', 'amending', 'opened', 'opened', 'amended']);
  });

  test('an amendment given up leaves the text as it stood, also by whoever corrects others’', async () => {
    const patientId = await addPatient(clinic, doctor, 'Abandon');
    const { assessmentId, version } = await signed(physio, patientId);
    const amending = await assessments().amend(physio, { assessmentId, expectedVersion: version, reason: 'À revoir' });
    const saved = await assessments().save(physio, { assessmentId, expectedVersion: amending.version, entry: anEntry({ note: 'x' }) });
    await assessments().discard(doctor, { assessmentId, expectedVersion: saved.version });
    expect(await assessments().open(physio, { assessmentId })).toMatchObject({ assessment: { state: 'signed', amendments: 0, isOwn: false }, entry: rheumatoid });
  });

  test('a new one begins with the instruments of the last and nothing found; the one before it is beside it', async () => {
    const patientId = await addPatient(clinic, doctor, 'Suite');
    const old = await signed(doctor, patientId, { ...rheumatoid, on: '2026-08-16', takenOn: {} });
    const last = await signed(nurse, patientId, { ...rheumatoid, on: '2026-11-10', takenOn: {} });
    const { assessmentId } = await assessments().begin(doctor, { patientId, appointmentId: null });
    expect(await assessments().open(doctor, { assessmentId })).toMatchObject({ entry: anEntry({ instruments: ['cdai', 'das28-crp'] }), previous: { assessmentId: last.assessmentId, on: '2026-11-10', entry: { values: { crp_mg_l: 12 } }, scores: [{ score: 11.5 }, {}] } });
    expect((await assessments().open(doctor, last)).previous).toMatchObject({ assessmentId: old.assessmentId });
    expect((await assessments().open(doctor, old)).previous).toBeNull();
    // Better by 6 from moderate activity; what was found on the same day is not compared.
    const better = { ...rheumatoid, joints: {}, values: { patient_global_mm: 25, physician_global_mm: 30, crp_mg_l: 12 } };
    expect(await assessments().work(doctor, { patientId, entry: better })).toMatchObject({ results: [{ score: 5.5 }, {}], changes: [{ instrument: 'cdai', since: '2026-11-10', from: 11.5, code: 'improvement-from-moderate', direction: 'better' }, { instrument: 'das28-crp', code: 'improvement' }] });
    expect(await assessments().work(doctor, { patientId, entry: { ...better, on: '2026-08-16', takenOn: {} } })).toMatchObject({ changes: [] });
    const first = await assessments().list(doctor, { patientId, limit: 2 });
    expect(first.assessments.map(({ id }) => id)).toEqual([assessmentId, last.assessmentId]);
    expect((await assessments().list(doctor, { patientId, limit: 2, after: first.next })).assessments.map(({ id }) => id)).toEqual([old.assessmentId]);
  });

  test('drugs among the medication are told to the scores', async () => {
    const patientId = await addPatient(clinic, doctor, 'Traitée');
    const now = clinic.ports.clock.now();
    const medication = { patient_id: patientId, code_system: null, other_codings: null, source_system: null, source_id: null, source_hash: null, import_id: null, created_at: now, updated_at: now, kind: 'request', intent: null, authored_on: null, dosage: null, reason_text: null, practitioner_id: null };
    const given = { ...medication, code: 'L04AC07', text: 'Tocilizumab', status: 'active', started_on: '2026-01-01', ended_on: null };
    await clinic.store.unitOfWork.write((db) => db.insertInto('medication').values([{ ...given, id: clinic.ports.newId() }, { ...given, id: clinic.ports.newId(), code: 'L04AF01', text: 'Tofacitinib', ended_on: '2026-03-01' }]).execute());
    expect((await assessments().work(doctor, { patientId, entry: rheumatoid })).results[1]).toMatchObject({ flags: ['acute_phase_lowered'], inputs: { drug_classes: ['il6'] } });
    expect((await assessments().work(doctor, { patientId, entry: { ...rheumatoid, on: '2025-11-16', takenOn: {} } })).results[1]?.flags).toEqual([]);
  });

  test('follow the person when two records become one, and come back when that is undone', async () => {
    const [kept, gone] = [await addPatient(clinic, doctor, 'Une'), await addPatient(clinic, doctor, 'Une')];
    const { assessmentId } = await signed(doctor, gone);
    const mergeId = clinic.ports.newId();
    await clinic.services.merges.merge(doctor, { mergeId, survivorId: kept, survivorVersion: 1, retiredId: gone, retiredVersion: 1, take: [] });
    for (const patientId of [kept, gone]) expect((await assessments().list(doctor, { patientId })).assessments).toMatchObject([{ id: assessmentId, patientId: kept }]);
    await clinic.services.merges.undoMerge(doctor, { mergeId });
    expect((await assessments().list(doctor, { patientId: kept })).assessments).toEqual([]);
    expect((await assessments().list(doctor, { patientId: gone })).assessments).toMatchObject([{ id: assessmentId }]);
  });
});
