import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '#contract/permissions.ts';
import { addMilliseconds } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { doseBlocks } from '../../record-copies/dose-blocks.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import { type Caller, callerFrom } from '../../users/caller.ts';
import { everyDoseOf } from './dose-copy-repository.ts';
import { answersWith, dosedPatient, goodAdministration, goodDay, lastGate, listed, noSymptoms } from './testing/dosed-patient.ts';

const today = '2026-11-16';

describe.each(engines)('doses on %s', (engine) => {
  let clinic: TestClinic;
  let coordinator: Caller;
  let oncologist: Caller;
  let pharmacist: Caller;
  let nurse: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    coordinator = await clinic.caller('coordinator');
    oncologist = await clinic.caller('oncologist');
    pharmacist = await clinic.caller('pharmacist');
    nurse = await clinic.caller('nurse');
  });
  afterAll(() => clinic.close());

  /** A community nurse who reads the record: the care team names them. */
  const communityNurse = async (patientId: string): Promise<Caller> => {
    const caller = await clinic.caller('community-nurse');
    const team = await clinic.store.unitOfWork.read((db) => db.selectFrom('care_team_member').select('id').where('patient_id', '=', patientId).execute());
    if (team.length === 0) await clinic.store.unitOfWork.write((db) => db.insertInto('care_team_member').values({ id: newId(), patient_id: patientId, user_id: caller.userId, stance: 'member', added_at: clinic.ports.clock.now(), added_by: coordinator.userId, removed_at: null, removed_by: null }).execute());
    return caller;
  };
  const who: Readonly<Record<string, Role>> = { vitals: 'community-nurse', laboratory: 'coordinator', condition: 'coordinator', steroids: 'nurse', validation: 'oncologist', pharmacy: 'pharmacist', identity: 'community-nurse', safety: 'community-nurse' };
  const callerOf = (role: Role | undefined, patientId: string): Promise<Caller> => (role === 'community-nurse' ? communityNurse(patientId) : clinic.caller(role ?? 'nurse'));
  const answer = async (patientId: string, doseId: string, item: string, facts: Readonly<Record<string, boolean | number>> = goodDay[item] ?? {}) =>
    clinic.services.administrations.answer(await callerOf(who[item], patientId), { doseId, item, answers: answersWith(facts, today), words: '' });
  const callBefore = (enrolmentId: string, doseId: string, answers: Readonly<Record<string, string>> = noSymptoms) => clinic.services.toxicityCalls.record(coordinator, { callId: newId(), enrolmentId, doseId, answers: { ...answers }, words: '' });
  const open = (doseId: string) => clinic.services.doses.open(coordinator, { doseId });
  const ready = async (familyName: string) => {
    const person = await dosedPatient(clinic, familyName);
    await callBefore(person.enrolmentId, person.doseId);
    for (const item of Object.keys(goodDay)) await answer(person.patientId, person.doseId, item);
    return person;
  };
  const waiting = async (patientId: string) => (await clinic.services.escalations.list(oncologist, { standing: 'waiting', after: null })).rows.filter(({ patient }) => patient.id === patientId);
  const refuses = (promise: Promise<unknown>, code: string, data?: object) => expect(promise).rejects.toMatchObject({ code, ...(data && { data }) });

  test('a course is planned with the inclusion: in hospital, then at home from the second sequence', async () => {
    const { patientId, doseId } = await dosedPatient(clinic, 'Calendrier');
    const [course] = (await clinic.services.doses.ofPatient(coordinator, { patientId })).courses;
    expect(course?.doses).toHaveLength(27);
    expect(course?.doses.filter(({ site }) => site === 'hospital')).toHaveLength(0);
    expect(course?.schedule).toMatchObject({ everyDays: 28, drug: { fr: 'nivolumab' } });
    const rows = (await clinic.services.doses.due(coordinator, { within: 7, site: null, after: null })).rows.filter(({ patient }) => patient.id === patientId);
    expect(rows.find((row) => row.doseId === doseId)).toMatchObject({ dueOn: today, result: 'hold', site: 'home', daysLate: 0 });
  });

  test('GO only once everybody has answered; then it is given, recorded once, and calls are planned', async () => {
    const { patientId, enrolmentId, doseId } = await dosedPatient(clinic, 'Domicile');
    const idel = await communityNurse(patientId);
    const record = (caller: Caller, part: object = {}) => clinic.services.administrations.record(caller, { doseId, expectedVersion: 1, administrationId: newId(), ...goodAdministration(today), ...part });
    await refuses(record(idel), 'ILLEGAL_STATE', { state: 'hold' });
    expect(await open(doseId)).toMatchObject({ result: 'hold', moves: ['move', 'cancel'] });
    await callBefore(enrolmentId, doseId);
    for (const item of Object.keys(goodDay)) {
      await refuses(record(idel), 'ILLEGAL_STATE', { state: 'hold' });
      await answer(patientId, doseId, item);
    }
    expect(await open(doseId)).toMatchObject({ result: 'go', to: [] });
    // Only whoever the definition lets give it.
    await refuses(record(coordinator), 'FORBIDDEN');
    await refuses(record(oncologist), 'FORBIDDEN');
    await refuses(record(idel, { lot: 'X', expiresOn: '2026-11-01' }), 'INVALID', { issues: [{ path: 'expiresOn', code: 'EXPIRED' }] });
    const input = { doseId, expectedVersion: 1, administrationId: newId(), ...goodAdministration(today) };
    expect(await clinic.services.administrations.record(idel, input)).toEqual({ version: 2, escalated: false });
    expect(await clinic.services.administrations.record(idel, input)).toEqual({ version: 2, escalated: false });
    const given = await open(doseId);
    expect(given).toMatchObject({ dose: { state: 'given', site: 'home', givenOn: today }, administration: { lot: 'AB1234', recordedBy: 'Essai community-nurse' }, moves: [] });
    const [course] = (await clinic.services.doses.ofPatient(coordinator, { patientId })).courses;
    expect(course?.calls.filter(({ state }) => state === 'planned').map(({ dueOn, kind, doseNumber }) => [dueOn, kind, doseNumber])).toEqual([['2026-11-17', 'after', 8], ['2026-11-23', 'after', 8]]);
    await refuses(answer(patientId, doseId, 'steroids'), 'ILLEGAL_STATE', { state: 'given' });
  });

  test('an answer is of whoever it is asked, in its time, and of this dose alone', async () => {
    const { patientId, doseId, enrolmentId } = await dosedPatient(clinic, 'Réponses');
    const by = (caller: Caller, item: string, fact: string, value: boolean | number) => clinic.services.administrations.answer(caller, { doseId, item, answers: [{ fact, value }], words: '' });
    await refuses(by(nurse, 'validation', 'oncologist-validated', true), 'FORBIDDEN');
    await refuses(by(coordinator, 'pharmacy', 'pharmacy-released', true), 'FORBIDDEN');
    await refuses(by(oncologist, 'validation', 'pharmacy-released', true), 'INVALID');
    await refuses(by(coordinator, 'condition', 'ecog', 9), 'INVALID');
    await refuses(by(coordinator, 'condition', 'ecog', true), 'INVALID');
    await refuses(by(coordinator, 'weather', 'ecog', 1), 'INVALID');
    const next = (await clinic.services.doses.ofPatient(coordinator, { patientId })).courses[0]?.doses.find(({ dueOn }) => dueOn > today);
    await refuses(clinic.services.administrations.answer(oncologist, { doseId: next?.id ?? '', item: 'validation', answers: [{ fact: 'oncologist-validated', value: true }], words: '' }), 'ILLEGAL_STATE', { state: 'too-early' });
    // A fact noted of the person on the pathway is no validation of a dose.
    const { version } = (await clinic.services.pathways.ofPatient(coordinator, { patientId })).enrolments[0]!;
    await clinic.services.pathways.noteFacts(coordinator, { enrolmentId, expectedVersion: version, facts: [{ code: 'oncologist-validated', value: true }] });
    expect((await open(doseId)).checklist?.items.find(({ code }) => code === 'validation')).toMatchObject({ result: 'hold', missing: [{ fr: 'Dose validée par l’oncologue' }] });
  });

  /** A result of the record, of a test by its LOINC code. */
  const measured = async (patientId: string, [code, value, unit, low, high]: readonly [string, number | null, string, number | null, number | null], on: string, more: { readonly status?: string; readonly words?: string } = {}) => {
    const [id, now] = [newId(), clinic.ports.clock.now()];
    await clinic.store.unitOfWork.write((db) =>
      db.insertInto('observation').values({
        id, patient_id: patientId, import_id: null, source_system: null, source_id: null, source_hash: null, created_at: now, updated_at: now, status: more.status ?? 'final', category: 'laboratory', code_system: 'http://loinc.org', code, text: code, other_codings: null,
        effective_at: on, issued_at: null, value_kind: value === null ? 'text' : 'quantity', value_number: value, value_unit: unit, value_unit_code: unit, value_code_system: null, value_code: null, value_text: more.words ?? null, interpretation: null, reference_low: low, reference_high: high,
      }).execute());
    return id;
  };
  const factOf = async (doseId: string, fact: string) => (await open(doseId)).checklist?.items.flatMap(({ facts }) => facts).find(({ code }) => code === fact);

  test('the last result of the record is proposed, with its day, and taken over only by whoever answers', async () => {
    const { patientId, doseId } = await ready('Analyses');
    await measured(patientId, ['777-3', 210, '10*9/L', 150, 400], '2026-11-14');
    const last = await measured(patientId, ['777-3', 62, '10*9/L', 150, 400], '2026-11-15');
    await measured(patientId, ['777-3', 300, '10*9/L', 150, 400], '2026-11-16', { status: 'entered-in-error' });
    await measured(patientId, ['718-7', 13.1, 'g/dL', 12, 16], '2026-11-15');
    await measured(patientId, ['1742-6', 30, 'U/L', null, 41], '2026-11-12');
    await measured(patientId, ['2157-6', 90, 'U/L', null, 200], '2026-11-15');
    await measured(patientId, ['2157-6', null, 'U/L', null, 200], '2026-11-16', { words: '< 20' });
    expect((await factOf(doseId, 'platelets'))?.laboratory).toEqual({ test: '777-3', limit: null, measuredOn: today, isFromRecord: false, since: '2026-11-13', convertedFrom: null, proposed: { value: 62, measuredOn: '2026-11-15', resultId: last, convertedFrom: null } });
    // Converted, with what from; and kept with the answer once taken over.
    const other = await measured(patientId, ['1975-2', 0.7, 'mg/dL', null, 1.2], '2026-11-15');
    const from = { value: 0.7, unit: 'mg/dL' };
    expect((await factOf(doseId, 'bilirubin'))?.laboratory?.proposed).toEqual({ value: 11.973, measuredOn: '2026-11-15', resultId: other, convertedFrom: from });
    await clinic.services.administrations.answer(nurse, { doseId, item: 'laboratory', answers: [{ fact: 'bilirubin', value: 11.973, measuredOn: '2026-11-15', resultId: other }], words: '' });
    expect(await factOf(doseId, 'bilirubin')).toMatchObject({ value: 11.973, laboratory: { isFromRecord: true, convertedFrom: from } });
    expect(JSON.stringify(doseBlocks(await clinic.store.unitOfWork.read((db) => everyDoseOf(db, patientId)), 'fr', 'America/Toronto'))).toContain('converti de 0,7 mg/dL');
    // In the unit of the fact, with the limit of the laboratory beside; too old, or a bound: nothing.
    expect([await factOf(doseId, 'haemoglobin'), await factOf(doseId, 'haemoglobin-lower'), await factOf(doseId, 'alt'), await factOf(doseId, 'ck'), await factOf(doseId, 'ck-upper')].map((one) => one?.laboratory?.proposed?.value)).toEqual([131, 120, undefined, undefined, 200]);
    // Proposed is not answered: nothing of the verdict has moved.
    expect(await open(doseId)).toMatchObject({ result: 'go' });
    const taken = (value: number, more: Partial<{ measuredOn: string | null; resultId: string }>) => clinic.services.administrations.answer(nurse, { doseId, item: 'laboratory', answers: [{ fact: 'platelets', value, measuredOn: '2026-11-15', ...more }], words: '' });
    await refuses(taken(236, { resultId: last }), 'INVALID', { issues: [{ path: 'answers.platelets', code: 'CHANGED' }] });
    await refuses(taken(236, { measuredOn: null }), 'INVALID', { issues: [{ path: 'answers.platelets', code: 'REQUIRED' }] });
    await refuses(taken(236, { measuredOn: '2026-11-12' }), 'INVALID', { issues: [{ path: 'answers.platelets', code: 'TOO_OLD' }] });
    await refuses(taken(236, { measuredOn: '2026-11-17' }), 'INVALID', { issues: [{ path: 'answers.platelets', code: 'FUTURE' }] });
    await refuses(taken(3001, {}), 'INVALID', { issues: [{ path: 'answers.platelets', code: 'OUT_OF_RANGE' }] });
    expect(await taken(62, { resultId: last })).toEqual({ result: 'no-go', escalated: true });
    expect(await factOf(doseId, 'platelets')).toMatchObject({ value: 62, by: 'Essai nurse', laboratory: { isFromRecord: true, measuredOn: '2026-11-15' } });
    expect((await waiting(patientId))[0]?.escalation.reasons).toMatchObject([{ fr: 'Plaquettes sous 75 × 10⁹/L (grade 2)' }]);
    await refuses(clinic.services.administrations.record(await communityNurse(patientId), { doseId, expectedVersion: 1, administrationId: newId(), ...goodAdministration(today) }), 'ILLEGAL_STATE', { state: 'no-go' });
  });

  test('the oncologist decides on blood below the limit once it is known, and anew when it is measured anew', async () => {
    const { patientId, doseId } = await ready('Anémie');
    const decide = (accepted: boolean) => clinic.services.administrations.answer(oncologist, { doseId, item: 'blood-decision', answers: [{ fact: 'blood-accepted', value: accepted }], words: '' });
    const decision = async () => (await open(doseId)).checklist?.items.find(({ code }) => code === 'blood-decision');
    // All in order: it is not asked.
    expect(await decision()).toBeUndefined();
    expect(await answer(patientId, doseId, 'laboratory', { ...goodDay['laboratory'], haemoglobin: 112 })).toEqual({ result: 'hold', escalated: false });
    expect(await decision()).toMatchObject({ result: 'hold', mayAnswer: false, to: ['oncologist'] });
    await refuses(clinic.services.administrations.answer(nurse, { doseId, item: 'blood-decision', answers: [{ fact: 'blood-accepted', value: true }], words: '' }), 'FORBIDDEN');
    expect(await decide(true)).toEqual({ result: 'go', escalated: false });
    clinic.ports.clock.set(addMilliseconds(clinic.ports.clock.now(), 60_000));
    expect(await answer(patientId, doseId, 'laboratory', { ...goodDay['laboratory'], haemoglobin: 104 })).toEqual({ result: 'hold', escalated: false });
    expect((await decision())?.facts[0]).toMatchObject({ value: true, isStale: true });
    expect(await decide(true)).toEqual({ result: 'go', escalated: false });
    // Taken back to not known: the value is asked first.
    await clinic.services.administrations.answer(nurse, { doseId, item: 'laboratory', answers: [{ fact: 'haemoglobin', value: null }], words: '' });
    await refuses(decide(true), 'ILLEGAL_STATE', { state: 'not-yet' });
    clinic.ports.clock.set('2026-11-16T15:12:00.000Z');
  });

  test('a NO-GO reaches the hospital until somebody it is for answers with what is done', async () => {
    const { patientId, doseId } = await ready('Fièvre');
    expect(await answer(patientId, doseId, 'vitals', { ...goodDay['vitals'], temperature: 38.4 })).toEqual({ result: 'no-go', escalated: true });
    // Answered again, the same question is still open: no second one.
    expect(await answer(patientId, doseId, 'vitals', { ...goodDay['vitals'], temperature: 38.6 })).toEqual({ result: 'no-go', escalated: false });
    const idel = await communityNurse(patientId);
    await refuses(clinic.services.administrations.record(idel, { doseId, expectedVersion: 1, administrationId: newId(), ...goodAdministration(today) }), 'ILLEGAL_STATE', { state: 'no-go' });
    const [row] = await waiting(patientId);
    expect(row?.escalation).toMatchObject({ kind: 'no-go', to: ['oncologist'], reasons: [{ fr: 'Température de 38 °C ou plus' }], standing: 'open', answerBy: addMilliseconds(clinic.ports.clock.now(), 3_600_000), mayAcknowledge: true });
    const escalationId = row!.escalation.id;
    const say = { escalationId, action: 'hold', words: 'Hémocultures, dose reportée d’une semaine' } as const;
    await refuses(clinic.services.escalations.acknowledge(idel, say), 'FORBIDDEN');
    await refuses(clinic.services.escalations.acknowledge(coordinator, say), 'FORBIDDEN');
    await clinic.services.escalations.acknowledge(oncologist, say);
    await refuses(clinic.services.escalations.acknowledge(oncologist, say), 'ILLEGAL_STATE');
    expect(await waiting(patientId)).toEqual([]);
    expect((await open(doseId)).escalations).toMatchObject([{ standing: 'acknowledged', acknowledgedBy: 'Essai oncologist', action: 'hold' }]);
    // Put off by a week: what was answered is asked anew.
    await clinic.services.doses.move(coordinator, { doseId, expectedVersion: 1, on: '2026-11-23', following: true, site: null, reason: 'infection', words: 'Hémocultures' });
    const moved = await clinic.services.doses.ofPatient(coordinator, { patientId });
    expect(moved.courses[0]?.doses.slice(7, 9).map(({ dueOn, idealOn, reason }) => [idealOn, dueOn, reason])).toEqual([['2026-11-16', '2026-11-23', 'infection'], ['2026-12-14', '2026-12-21', 'infection']]);
    clinic.ports.clock.set('2026-11-23T15:12:00.000Z');
    expect(await open(doseId)).toMatchObject({ result: 'hold' });
    clinic.ports.clock.set('2026-11-16T15:12:00.000Z');
  });

  test('a call that finds a grade 2 holds the dose and reaches the hospital at once', async () => {
    const { patientId, enrolmentId, doseId } = await ready('Diarrhée');
    const made = await callBefore(enrolmentId, doseId, { ...noSymptoms, Q03: 'several' });
    expect(made).toMatchObject({ escalated: true, found: { worst: 2, action: 'hold', escalation: 'orange', organs: [{ organ: 'bowel', grade: 2 }] } });
    expect(await open(doseId)).toMatchObject({ result: 'no-go' });
    expect((await waiting(patientId))[0]?.escalation).toMatchObject({ kind: 'toxicity', level: 'orange', grade: 2, to: ['oncologist', 'coordinator'], answerBy: addMilliseconds(clinic.ports.clock.now(), 3_600_000) });
    expect((await waiting(patientId))[0]?.escalation.reasons[0]?.fr).toMatch(/^Intestin\u00A0: grade 2\./);
    // A planned call, made twice by the same id, is one call.
    const callId = newId();
    const again = { callId, enrolmentId, doseId: null, answers: noSymptoms, words: '' };
    await clinic.services.toxicityCalls.record(coordinator, again);
    expect(await clinic.services.toxicityCalls.record(coordinator, again)).toMatchObject({ escalated: false, found: { worst: null } });
    await refuses(clinic.services.toxicityCalls.record(coordinator, { ...again, callId: newId(), answers: { Q99: 'no' } }), 'INVALID');
    await refuses(clinic.services.toxicityCalls.record(pharmacist, { ...again, callId: newId() }), 'FORBIDDEN');
  });

  test('an incident of grade 3 while the dose is given reaches the hospital within a quarter of an hour', async () => {
    const { patientId, doseId } = await ready('Réaction');
    const idel = await communityNurse(patientId);
    const incidents = [{ code: 'infusion-reaction', grade: 3, words: 'Frissons, pression 85' }];
    expect(await clinic.services.administrations.record(idel, { doseId, expectedVersion: 1, administrationId: newId(), ...goodAdministration(today), incidents })).toMatchObject({ escalated: true });
    expect((await waiting(patientId))[0]?.escalation).toMatchObject({ kind: 'incident', level: 'red', grade: 3, answerBy: addMilliseconds(clinic.ports.clock.now(), 900_000) });
  });

  test('in hospital no checklist is asked; a dose planned at home may be given there, with a reason', async () => {
    const { patientId, doseId } = await dosedPatient(clinic, 'Hôpital');
    await refuses(clinic.services.doses.give(coordinator, { doseId, expectedVersion: 1, on: today }), 'ILLEGAL_STATE', { state: 'checklist' });
    await clinic.services.doses.move(coordinator, { doseId, expectedVersion: 1, on: today, following: false, site: 'hospital', reason: 'nurse', words: '' });
    expect(await open(doseId)).toMatchObject({ checklist: null, form: null, moves: ['move', 'cancel', 'give'], dose: { site: 'hospital', isSiteChosen: true } });
    await clinic.services.doses.give(coordinator, { doseId, expectedVersion: 2, on: today });
    expect((await clinic.services.doses.ofPatient(coordinator, { patientId })).courses[0]).toMatchObject({ given: 1, atHome: 0 });
  });

  test('another drug from a day on; suspension puts the doses off; leaving calls them off', async () => {
    const { patientId, enrolmentId } = await dosedPatient(clinic, 'Changement');
    const seen = async () => ({ enrolmentId, expectedVersion: (await clinic.services.pathways.ofPatient(coordinator, { patientId })).enrolments[0]!.version });
    const days = async () => (await clinic.services.doses.ofPatient(coordinator, { patientId })).courses[0]!.doses.filter(({ state, dueOn }) => state === 'planned' && dueOn >= today).map(({ dueOn }) => dueOn).slice(0, 3);
    await refuses(clinic.services.doses.plan(coordinator, { ...(await seen()), schedule: 'avelumab', from: today }), 'INVALID');
    await clinic.services.doses.plan(coordinator, { ...(await seen()), schedule: 'pembrolizumab-200', from: '2026-11-20' });
    expect(await days()).toEqual(['2026-11-16', '2026-11-20', '2026-12-11']);
    await clinic.services.pathways.suspend(coordinator, { ...(await seen()), reason: 'infection', note: '' });
    clinic.ports.clock.set('2026-11-26T15:12:00.000Z');
    await clinic.services.pathways.resume(coordinator, { ...(await seen()), dates: 'put-off' });
    expect(await days()).toEqual(['2026-11-26', '2026-11-30', '2026-12-21']);
    await clinic.services.pathways.leave(coordinator, { ...(await seen()), reason: 'progression', note: '' });
    expect(await days()).toEqual([]);
    expect((await clinic.services.doses.due(coordinator, { within: 60, site: null, after: null })).rows.filter(({ patient }) => patient.id === patientId)).toEqual([]);
    clinic.ports.clock.set('2026-11-16T15:12:00.000Z');
  });

  test('after the end, late effects are looked for from the last dose on', async () => {
    const { patientId, enrolmentId, doseId } = await ready('Tardif');
    await clinic.services.administrations.record(await communityNurse(patientId), { doseId, expectedVersion: 1, administrationId: newId(), ...goodAdministration(today) });
    const seen = async () => ({ enrolmentId, expectedVersion: (await clinic.services.pathways.ofPatient(coordinator, { patientId })).enrolments[0]!.version });
    clinic.ports.clock.set('2026-11-30T15:12:00.000Z');
    await clinic.services.pathways.noteFacts(coordinator, { ...(await seen()), facts: listed(lastGate) });
    await clinic.services.pathways.advance(coordinator, { ...(await seen()), on: '2026-11-30' });
    await clinic.services.pathways.advance(coordinator, { ...(await seen()), on: '2026-11-30' });
    const plan = (await clinic.services.plans.ofPatient(coordinator, { patientId })).plans.find(({ code }) => code === 'home-immunotherapy.afterwards');
    expect(plan?.steps.map(({ idealOn }) => idealOn)[0]).toBe('2026-12-16');
    const late = await clinic.services.toxicityCalls.record(coordinator, { callId: newId(), enrolmentId, doseId: null, answers: { ...noSymptoms, Q01: 'much' }, words: '' });
    expect(late.escalated).toBe(true);
    expect((await clinic.services.doses.ofPatient(coordinator, { patientId })).courses[0]?.calls[0]).toMatchObject({ state: 'planned' });
    expect((await clinic.services.doses.ofPatient(coordinator, { patientId })).courses[0]?.calls.find(({ state }) => state === 'done')).toMatchObject({ kind: 'late' });
    clinic.ports.clock.set('2026-11-16T15:12:00.000Z');
  });

  test('property: every escalation is answered, or on the worklist, and late there once its time is over', async () => {
    const people: Awaited<ReturnType<typeof dosedPatient>>[] = [];
    for (let index = 0; index < 3; index += 1) people.push(await dosedPatient(clinic, `Propriété ${index}`));
    const start = clinic.ports.clock.now();
    const step = fc.record({ person: fc.integer({ min: 0, max: 2 }), choice: fc.constantFrom('few', 'several', 'many'), minutes: fc.integer({ min: 0, max: 600 }), answers: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        for (const { person, choice, minutes, answers } of steps) {
          const { enrolmentId } = people[person]!;
          const callId = newId();
          await clinic.services.toxicityCalls.record(coordinator, { callId, enrolmentId, doseId: null, answers: { ...noSymptoms, Q03: choice }, words: '' });
          if (answers) {
            const { id } = await clinic.store.unitOfWork.read((db) => db.selectFrom('escalation').select('id').where('call_id', '=', callId).executeTakeFirstOrThrow());
            await clinic.services.escalations.acknowledge(coordinator, { escalationId: id, action: 'go-on', words: 'vu' });
          }
          clinic.ports.clock.set(addMilliseconds(clinic.ports.clock.now(), minutes * 60_000));
        }
        const now = clinic.ports.clock.now();
        const kept = await clinic.store.unitOfWork.read((db) => db.selectFrom('escalation').select(['id', 'acknowledged_at', 'answer_by']).execute());
        const shown = new Map<string, string>();
        for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
          const page: Awaited<ReturnType<typeof clinic.services.escalations.list>> = await clinic.services.escalations.list(coordinator, { standing: 'waiting', after, limit: 3 });
          for (const { escalation } of page.rows) shown.set(escalation.id, escalation.standing);
          const late = kept.filter((one) => one.acknowledged_at === null && one.answer_by < now).length;
          expect([page.waiting, page.late]).toEqual([kept.filter((one) => one.acknowledged_at === null).length, late]);
          after = page.next;
        }
        for (const one of kept) expect(shown.get(one.id) ?? 'acknowledged').toBe(one.acknowledged_at !== null ? 'acknowledged' : one.answer_by < now ? 'late' : 'open');
      }),
      { numRuns: 6 },
    );
    clinic.ports.clock.set(start);
  });

  test('nobody outside the record’s reach sees or answers anything of it', async () => {
    const { patientId, doseId, enrolmentId } = await dosedPatient(clinic, 'Hors équipe');
    const stranger = callerFrom({ id: newId(), practitionerId: null, displayName: 'X', login: 'x', language: 'fr', theme: 'system', roles: ['community-nurse'] });
    await refuses(clinic.services.doses.open(stranger, { doseId }), 'RESTRICTED');
    await refuses(clinic.services.doses.ofPatient(stranger, { patientId }), 'RESTRICTED');
    await refuses(clinic.services.administrations.answer(stranger, { doseId, item: 'safety', answers: [{ fact: 'emergency-kit', value: true }], words: '' }), 'RESTRICTED');
    await refuses(clinic.services.toxicityCalls.questions(stranger, { enrolmentId, doseId, callId: null }), 'RESTRICTED');
    expect((await clinic.services.doses.due(stranger, { within: 60, site: null, after: null })).rows).toEqual([]);
    expect(await clinic.services.escalations.list(stranger, { standing: 'waiting', after: null })).toMatchObject({ rows: [], waiting: 0, late: 0 });
  });
});
