import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import { type Caller, callerFrom } from '../../users/caller.ts';
import { answersWith, dosedPatient, goodAdministration, goodDay, noSymptoms } from './testing/dosed-patient.ts';

const today = '2026-11-16';

describe.each(engines)('corrections of doses on %s', (engine) => {
  let clinic: TestClinic;
  let coordinator: Caller;
  /** Whoever holds every role that answers, trained as the community nurse is. */
  let giver: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    coordinator = await clinic.caller('coordinator');
    const nurse = await clinic.caller('community-nurse');
    giver = callerFrom({ id: nurse.userId, practitionerId: nurse.practitionerId, displayName: 'Essai community-nurse', login: 'x', language: 'fr', theme: 'system', roles: ['community-nurse', 'coordinator', 'oncologist', 'pharmacist'] });
  });
  afterAll(() => clinic.close());

  const refuses = (work: Promise<unknown>, code: string, data?: object) => expect(work).rejects.toMatchObject({ code, ...(data && { data }) });
  const open = (doseId: string) => clinic.services.doses.open(coordinator, { doseId });
  const check = async (enrolmentId: string, doseId: string) => {
    await clinic.services.toxicityCalls.record(coordinator, { callId: newId(), enrolmentId, doseId, answers: { ...noSymptoms }, words: '' });
    for (const [item, facts] of Object.entries(goodDay)) await clinic.services.administrations.answer(giver, { doseId, item, answers: answersWith(facts, today), words: '' });
  };
  const recorded = async (familyName: string) => {
    const person = await dosedPatient(clinic, familyName);
    await check(person.enrolmentId, person.doseId);
    const { version } = await clinic.services.administrations.record(giver, { doseId: person.doseId, expectedVersion: 1, administrationId: newId(), ...goodAdministration(today) });
    return { ...person, seen: { doseId: person.doseId, expectedVersion: version, correctionId: newId() } };
  };
  const waiting = async (patientId: string) => (await clinic.services.escalations.list(await clinic.caller('oncologist'), { standing: 'waiting', after: null })).rows.filter(({ patient }) => patient.id === patientId);

  test('what was written is kept with why and by whom; the record is what it is now; the same id twice is one correction', async () => {
    const { doseId, seen, patientId } = await recorded('Lot');
    const input = { ...seen, reason: 'Lot mal recopié', ...goodAdministration(today), lot: 'AB1243' };
    expect(await clinic.services.doseCorrections.correct(giver, input)).toEqual({ version: 3, escalated: false });
    expect(await clinic.services.doseCorrections.correct(giver, input)).toEqual({ version: 3, escalated: false });
    const opened = await open(doseId);
    expect(opened).toMatchObject({ dose: { state: 'given', version: 3 }, administration: { lot: 'AB1243', recordedBy: 'Essai community-nurse' }, corrections: [{ kind: 'corrected', reason: 'Lot mal recopié', by: 'Essai community-nurse', former: { givenOn: today, site: 'home', administration: { lot: 'AB1234' } } }] });
    expect(opened.corrections).toHaveLength(1);
    const trail = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select('action').where('entity_id', '=', doseId).where('action', '=', 'dose.corrected').execute());
    expect(trail).toHaveLength(1);
    await refuses(clinic.services.doseCorrections.correct(giver, { ...input, correctionId: newId() }), 'STALE');
    expect(await waiting(patientId)).toEqual([]);
  });

  test('the guards of recording hold: the role, the training on its day, what the form asks, the day, the GO', async () => {
    const { doseId, seen } = await recorded('Garde');
    const again = { ...seen, reason: 'x', ...goodAdministration(today) };
    await refuses(clinic.services.doseCorrections.correct(coordinator, again), 'FORBIDDEN');
    await refuses(clinic.services.doseCorrections.takeBack(coordinator, seen && { ...seen, reason: 'x' }), 'FORBIDDEN');
    const untrained = callerFrom({ id: giver.userId, practitionerId: null, displayName: 'X', login: 'x', language: 'fr', theme: 'system', roles: ['community-nurse', 'coordinator'] });
    await refuses(clinic.services.doseCorrections.correct(untrained, again), 'NOT_TRAINED');
    await refuses(clinic.services.doseCorrections.takeBack(untrained, { ...seen, reason: 'x' }), 'NOT_TRAINED');
    expect((await clinic.services.doses.open(untrained, { doseId })).moves).toEqual([]);
    expect((await clinic.services.doses.open(giver, { doseId })).moves).toEqual(['correct', 'takeBack']);
    await refuses(clinic.services.doseCorrections.correct(giver, { ...again, givenOn: '2026-11-15' }), 'INVALID', { issues: [{ path: 'givenOn', code: 'NOT_TODAY' }] });
    await refuses(clinic.services.doseCorrections.correct(giver, { ...again, identifiers: ['file-number'] }), 'INVALID');
    await refuses(clinic.services.doseCorrections.correctDay(giver, { ...seen, reason: 'x', on: today }), 'ILLEGAL_STATE', { state: 'checklist' });
    await clinic.store.unitOfWork.write((db) => db.updateTable('dose_administration').set({ judged: '{"verdict":{"result":"hold"}}' }).where('dose_id', '=', doseId).execute());
    await refuses(clinic.services.doseCorrections.correct(giver, again), 'ILLEGAL_STATE', { state: 'no-checklist' });
    expect((await open(doseId)).corrections).toEqual([]);
  });

  test('an incident a correction adds, or makes graver, reaches the hospital; one it knew does not again', async () => {
    const { seen, patientId } = await recorded('Incident');
    const incident = (grade: number) => [{ code: 'infusion-reaction', grade, words: 'Frissons' }];
    expect(await clinic.services.doseCorrections.correct(giver, { ...seen, reason: 'Oubliée', ...goodAdministration(today), incidents: incident(2) })).toMatchObject({ escalated: true });
    expect(await clinic.services.doseCorrections.correct(giver, { ...seen, correctionId: newId(), expectedVersion: 3, reason: 'Heure', ...goodAdministration(today), started: '10:05', incidents: incident(2) })).toMatchObject({ escalated: false });
    expect(await clinic.services.doseCorrections.correct(giver, { ...seen, correctionId: newId(), expectedVersion: 4, reason: 'Grade', ...goodAdministration(today), incidents: incident(3) })).toMatchObject({ escalated: true });
    expect((await waiting(patientId)).map(({ escalation }) => [escalation.kind, escalation.grade]).sort()).toEqual([['incident', 2], ['incident', 3]]);
  });

  test('entered in error, a dose is to be given again: not counted, its calls not to be made, checked anew before it is recorded', async () => {
    const { doseId, enrolmentId, patientId, seen } = await recorded('Erreur');
    expect(await clinic.services.doseCorrections.takeBack(giver, { ...seen, reason: 'Autre patient' })).toEqual({ version: 3 });
    const [course] = (await clinic.services.doses.ofPatient(coordinator, { patientId })).courses;
    expect(course).toMatchObject({ given: 0, atHome: 0 });
    expect(course?.calls.filter(({ state }) => state === 'planned')).toEqual([]);
    const opened = await open(doseId);
    expect(opened).toMatchObject({ dose: { state: 'planned', givenOn: null }, administration: null, corrections: [{ kind: 'error', reason: 'Autre patient', former: { administration: { lot: 'AB1234' } } }] });
    // Two days later what is good for a day is asked anew.
    clinic.ports.clock.set('2026-11-18T15:12:00.000Z');
    const anew = { doseId, expectedVersion: 3, administrationId: newId(), ...goodAdministration('2026-11-18') };
    await refuses(clinic.services.administrations.record(giver, anew), 'ILLEGAL_STATE', { state: 'hold' });
    for (const item of ['identity', 'safety']) await clinic.services.administrations.answer(giver, { doseId, item, answers: answersWith(goodDay[item] ?? {}, today), words: '' });
    await clinic.services.administrations.record(giver, anew);
    expect(await open(doseId)).toMatchObject({ dose: { state: 'given', givenOn: '2026-11-18' }, corrections: [{ kind: 'error' }] });
    // Once the person has left, nothing is to be given again.
    const { version } = (await clinic.services.pathways.ofPatient(coordinator, { patientId })).enrolments[0]!;
    await clinic.services.pathways.leave(coordinator, { enrolmentId, expectedVersion: version, reason: 'refusal', note: '' });
    await clinic.services.doseCorrections.takeBack(giver, { doseId, expectedVersion: 4, correctionId: newId(), reason: 'Encore' });
    expect((await open(doseId)).dose).toMatchObject({ state: 'cancelled', words: 'Encore' });
    clinic.ports.clock.set('2026-11-16T15:12:00.000Z');
  });

  test('in hospital the day is corrected, or the dose taken back, by whoever plans doses', async () => {
    const { patientId, doseId } = await dosedPatient(clinic, 'Jour');
    await clinic.services.doses.move(coordinator, { doseId, expectedVersion: 1, on: today, following: false, site: 'hospital', reason: 'nurse', words: '' });
    const seen = { doseId, correctionId: newId(), reason: 'Donnée la veille' };
    await refuses(clinic.services.doseCorrections.correctDay(coordinator, { ...seen, expectedVersion: 2, on: today }), 'ILLEGAL_STATE', { state: 'planned' });
    await clinic.services.doses.give(coordinator, { doseId, expectedVersion: 2, on: today });
    await refuses(clinic.services.doseCorrections.correctDay(coordinator, { ...seen, expectedVersion: 3, on: '2026-11-17' }), 'INVALID', { issues: [{ path: 'on', code: 'FUTURE' }] });
    await refuses(clinic.services.doseCorrections.correctDay(coordinator, { ...seen, expectedVersion: 3, on: '2020-01-01' }), 'INVALID', { issues: [{ path: 'on', code: 'BEFORE' }] });
    await clinic.services.doseCorrections.correctDay(coordinator, { ...seen, expectedVersion: 3, on: '2026-11-15' });
    expect(await open(doseId)).toMatchObject({ dose: { givenOn: '2026-11-15' }, moves: ['correct', 'takeBack'], corrections: [{ former: { givenOn: today, administration: null } }] });
    await clinic.services.doseCorrections.takeBack(coordinator, { doseId, expectedVersion: 4, correctionId: newId(), reason: 'Non venue' });
    expect((await clinic.services.doses.ofPatient(coordinator, { patientId })).courses[0]).toMatchObject({ given: 0 });
    expect((await open(doseId)).moves).toContain('give');
  });
});
