import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '#contract/permissions.ts';
import type { Urgency } from '#contract/triage.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { aPatient, aRequest, findingsOf } from './testing/referral-fixtures.ts';

/** The code of the declared error an operation answers with. */
async function refusalOf(work: Promise<unknown>): Promise<{ readonly code: string; readonly data: unknown } | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (!(error instanceof DeclaredError)) throw error;
    return { code: String(error.code), data: (error as { readonly data: unknown }).data };
  }
}

describe.each(engines)('referrals on %s', (engine) => {
  let clinic: TestClinic;
  let rheumatologist: Caller;
  let secretary: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    rheumatologist = await clinic.caller('rheumatologist');
    secretary = await clinic.caller('secretary');
  });
  afterAll(() => clinic.close());

  const referrals = () => clinic.services.referrals;
  const desk = () => clinic.services.triageDesk;
  const entered = async (said: Parameters<typeof aRequest>[2] = {}, patientId?: string) => {
    const request = aRequest(clinic, patientId ?? (await aPatient(clinic)), said);
    await referrals().enter(secretary, request);
    return request;
  };
  const acceptAs = (caller: Caller, referralId: string, seenCls: Urgency, said: { expectedVersion?: number; redirectTo?: string } = {}) =>
    referrals().accept(caller, { referralId, expectedVersion: said.expectedVersion ?? 1, seenCls, redirectTo: said.redirectTo ?? null, note: null });
  const override = (caller: Caller, referralId: string, said: Partial<Parameters<ReturnType<typeof referrals>['override']>[1]> = {}) =>
    referrals().override(caller, {
      referralId, expectedVersion: 1, cls: 'C', primary: 'RHEUM', modality: 'IN_PERSON', disposition: 'book', reason: 'Patient revu hier.', redirectTo: null, note: null, ...said,
    });
  const auditOf = (referralId: string) =>
    clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select(['action', 'user_id', 'detail']).where('entity_id', '=', referralId).orderBy('seq').execute());

  test('the whole life: entered, opened, accepted, waiting for a visit', async () => {
    const { referralId } = await entered();
    const open = await desk().open(rheumatologist, { referralId });
    expect(open.proposal?.decision).toMatchObject({ cls: 'B', primary: 'RHEUM', modality: 'IN_PERSON' });
    expect(open.proposal).toMatchObject({ dueOn: '2026-11-26', disposition: 'book', queueRole: 'rheumatologist' });
    expect(open.proposal?.explanation.missing.map(({ code }) => code)).toContain('HBV');
    expect(open.proposal?.explanation.missing.map(({ code }) => code)).not.toContain('XR_HANDS_FEET');
    expect(open.allowedActions).toEqual(['accept', 'override', 'complete-findings', 'ask-opinion', 'ask', 'pause', 'decline', 'cancel']);
    expect(open.patient).toMatchObject({ familyName: 'Béland', maskedNam: expect.stringContaining('•') as string });

    expect(await acceptAs(rheumatologist, referralId, 'B')).toEqual({ version: 2, state: 'accepted' });
    const decided = await desk().open(rheumatologist, { referralId });
    expect(decided.decisions).toMatchObject([{ cls: 'B', overridden: false, dueOn: '2026-11-26', disposition: 'book', decidedBy: 'Essai rheumatologist' }]);
    expect(decided.allowedActions).toEqual(['override', 'book', 'undo', 'claim', 'return', 'assign', 'ask-opinion', 'ask', 'pause', 'decline', 'cancel']);
    expect((await auditOf(referralId)).map((row) => row.action)).toEqual(['referral.entered', 'referral.opened', 'triage.accepted']);
  });

  test('a decision keeps the proposal, the facts and the versions it rested on', async () => {
    const { referralId } = await entered();
    await acceptAs(rheumatologist, referralId, 'B');
    const kept = await clinic.store.unitOfWork.read((db) =>
      db
        .selectFrom('triage_decision')
        .innerJoin('content_version as ruleset', 'ruleset.id', 'ruleset_version_id')
        .innerJoin('content_version as reasons', 'reasons.id', 'reasons_version_id')
        .select(['proposal', 'findings', 'ruleset.kind as ruleset_kind', 'reasons.kind as reasons_kind'])
        .where('referral_id', '=', referralId)
        .executeTakeFirstOrThrow(),
    );
    expect(kept).toMatchObject({ ruleset_kind: 'triage-ruleset', reasons_kind: 'triage-reasons' });
    expect(JSON.parse(kept.proposal)).toMatchObject({ cls: 'B', rules: expect.arrayContaining(['R21']) as string[] });
    expect(JSON.parse(kept.findings)).toMatchObject({ age: 47, swollen_joints: 8, reason_code: 'RH04' });
  });

  test('entering twice with the same id is answered from the row, for another patient refused', async () => {
    const request = await entered();
    expect(await referrals().enter(secretary, request)).toEqual({ referralId: request.referralId, version: 1 });
    expect((await auditOf(request.referralId)).length).toBe(1);
    const other = await aPatient(clinic);
    expect(await refusalOf(referrals().enter(secretary, { ...request, patientId: other }))).toEqual({ code: 'DUPLICATE', data: { field: 'referralId' } });
  });

  test('a request received tomorrow, of an unknown patient or from an unknown referrer is refused', async () => {
    const patientId = await aPatient(clinic);
    expect(await refusalOf(referrals().enter(secretary, aRequest(clinic, patientId, { receivedOn: '2026-11-17' })))).toMatchObject({ code: 'INVALID' });
    expect(await refusalOf(referrals().enter(secretary, aRequest(clinic, clinic.ports.newId())))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusalOf(referrals().enter(secretary, aRequest(clinic, patientId, { referrerId: clinic.ports.newId() })))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('the delay counts from the day of the request, in the clinic’s zone', async () => {
    const { referralId } = await entered({ receivedOn: '2026-11-10' });
    const open = await desk().open(rheumatologist, { referralId });
    expect(open).toMatchObject({ receivedAt: '2026-11-10T05:00:00.000Z', proposal: { dueOn: '2026-11-20' } });
  });

  test('without an age nothing is proposed until somebody types it', async () => {
    const patientId = await aPatient(clinic, { birthDate: null });
    const { referralId } = await entered({}, patientId);
    expect(await refusalOf(desk().propose(secretary, { patientId, reasonCode: null, findings: {}, prerequisitesProvided: [], receivedOn: '2026-11-16' }))).toMatchObject({ code: 'AGE_REQUIRED' });
    expect(await desk().open(rheumatologist, { referralId })).toMatchObject({ proposal: null, allowedActions: ['complete-findings', 'ask-opinion', 'ask', 'pause', 'decline', 'cancel'] });
    expect(await refusalOf(acceptAs(rheumatologist, referralId, 'B'))).toMatchObject({ code: 'AGE_REQUIRED' });

    const said = { referralId, expectedVersion: 1, findings: { ...findingsOf.B, age: 47 }, prerequisitesProvided: [], freeText: '', reasonCode: 'RH04' };
    expect(await referrals().complete(secretary, said)).toEqual({ version: 2 });
    expect((await desk().open(rheumatologist, { referralId })).proposal?.decision.cls).toBe('B');
  });

  test('a partial birth date counts as the oldest the person may be', async () => {
    const patientId = await aPatient(clinic, { birthDate: '1976' });
    const proposal = await desk().propose(secretary, {
      patientId, reasonCode: 'RH01', findings: { new_headache: true, scalp_tenderness: true, crp: 54 }, prerequisitesProvided: [], receivedOn: '2026-11-16',
    });
    expect(proposal.decision.cls).toBe('A');
  });

  test('what changed since it was seen is stale, with who and when', async () => {
    const request = await entered();
    await referrals().complete(secretary, { ...request, expectedVersion: 1, findings: findingsOf.C });
    expect(await refusalOf(acceptAs(rheumatologist, request.referralId, 'B'))).toEqual({
      code: 'STALE', data: { version: 2, changedBy: 'Essai secretary', changedAt: clinic.ports.clock.now() },
    });
    // The version is right, the class is not the one seen: the rules or the birth date changed.
    expect(await refusalOf(acceptAs(rheumatologist, request.referralId, 'B', { expectedVersion: 2 }))).toMatchObject({ code: 'STALE', data: { changedBy: null } });
    expect(await acceptAs(rheumatologist, request.referralId, 'C', { expectedVersion: 2 })).toMatchObject({ state: 'accepted' });
  });

  test('of two people who accept at the same time one wins', async () => {
    const { referralId } = await entered();
    const ips = await clinic.caller('ips');
    const answers = await Promise.all([refusalOf(acceptAs(rheumatologist, referralId, 'B')), refusalOf(acceptAs(ips, referralId, 'B'))]);
    expect(answers.map((answer) => answer?.code ?? 'done').sort()).toEqual(['STALE', 'done']);
    expect((await desk().open(rheumatologist, { referralId })).decisions.length).toBe(1);
  });

  test.each<[Role, Urgency, boolean]>([
    ['nurse', 'URG', false], ['nurse', 'A', false], ['nurse', 'B', false], ['nurse', 'C', true], ['nurse', 'D', true],
    ['ips', 'A', true], ['ips', 'B', true], ['rheumatologist', 'A', true], ['secretary', 'D', false], ['physiotherapist', 'D', false],
  ])('a %s who confirms a class %s: %s', async (role, cls, allowed) => {
    const { referralId } = await entered({ findings: findingsOf[cls] });
    expect((await desk().open(rheumatologist, { referralId })).proposal?.decision.cls).toBe(cls);
    const refusal = await refusalOf(acceptAs(await clinic.caller(role), referralId, cls));
    expect(refusal?.code ?? null).toBe(allowed ? null : 'FORBIDDEN');
  });

  test('an emergency is never booked and stays on top until a call is recorded', async () => {
    const { referralId } = await entered({ findings: findingsOf.URG, receivedOn: '2026-11-16' });
    expect(await acceptAs(rheumatologist, referralId, 'URG')).toEqual({ version: 2, state: 'emergency' });
    const { rows } = await desk().queue(rheumatologist, { list: 'to-triage', after: null });
    const place = rows.findIndex((row) => row.id === referralId);
    expect(rows[place]).toMatchObject({ cls: 'URG', emergencyCallPending: true, proposed: false });
    expect(new Set(rows.slice(0, place).map((row) => row.cls))).toEqual(new Set(['URG']));
    expect((await desk().queue(rheumatologist, { list: 'to-book', after: null })).rows.map((row) => row.id)).not.toContain(referralId);
    expect((await desk().open(rheumatologist, { referralId })).allowedActions).toEqual(['record-emergency-call', 'undo']);
    expect(await refusalOf(override(rheumatologist, referralId, { expectedVersion: 2 }))).toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'emergency' } });

    const call = { referralId, expectedVersion: 2, calledWhom: 'Urgence, Hôpital Maisonneuve-Rosemont', calledAt: clinic.ports.clock.now(), note: null };
    expect(await refusalOf(referrals().recordEmergencyCall(rheumatologist, { ...call, calledAt: '2026-11-16T23:00:00.000Z' }))).toMatchObject({ code: 'INVALID' });
    expect(await referrals().recordEmergencyCall(rheumatologist, call)).toEqual({ version: 3 });
    expect((await desk().queue(rheumatologist, { list: 'to-triage', after: null })).rows.map((row) => row.id)).not.toContain(referralId);
    expect((await desk().open(rheumatologist, { referralId })).emergencyCalls).toMatchObject([{ calledWhom: call.calledWhom, calledBy: 'Essai rheumatologist' }]);
    expect(await refusalOf(referrals().recordEmergencyCall(rheumatologist, { ...call, expectedVersion: 3 }))).toMatchObject({ code: 'ILLEGAL_STATE' });
  });

  test('an override needs rights, holds together, and keeps its reason', async () => {
    const { referralId } = await entered();
    const nurse = await clinic.caller('nurse');
    expect(await refusalOf(override(nurse, referralId))).toMatchObject({ code: 'FORBIDDEN', data: { access: 'triage.override' } });
    expect(await refusalOf(override(rheumatologist, referralId, { cls: 'URG' }))).toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'disposition' }] } });
    expect(await refusalOf(override(rheumatologist, referralId, { disposition: 'emergency' }))).toMatchObject({ code: 'INVALID' });
    expect(await refusalOf(override(rheumatologist, referralId, { modality: 'ECONSULT' }))).toMatchObject({ data: { issues: [{ path: 'modality' }] } });
    expect(await refusalOf(override(rheumatologist, referralId, { primary: 'OPH' }))).toMatchObject({ data: { issues: [{ path: 'primary' }] } });
    expect(await refusalOf(override(rheumatologist, referralId, { disposition: 'redirect' }))).toMatchObject({ data: { issues: [{ path: 'redirectTo' }] } });

    expect(await override(rheumatologist, referralId, { cls: 'C', primary: 'IPS', modality: 'VIDEO' })).toEqual({ version: 2, state: 'accepted' });
    const open = await desk().open(rheumatologist, { referralId });
    expect(open.decisions).toMatchObject([{ cls: 'C', overridden: true, overrideReason: 'Patient revu hier.', primary: 'IPS', modality: 'VIDEO', dueOn: '2026-12-14' }]);
    expect(open.proposal?.decision.cls).toBe('B');
    expect((await auditOf(referralId)).at(-2)).toMatchObject({ action: 'triage.overridden' });
  });

  test('a nurse may raise what she may not confirm', async () => {
    const { referralId } = await entered({ findings: findingsOf.C });
    const nurse = await clinic.caller('nurse');
    expect(await override(nurse, referralId, { cls: 'A' })).toMatchObject({ state: 'accepted' });
    expect(await refusalOf(override(nurse, referralId, { cls: 'B', expectedVersion: 2 }))).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('a decision may be replaced while no visit is booked, and its findings no longer change', async () => {
    const request = await entered();
    await acceptAs(rheumatologist, request.referralId, 'B');
    expect(await refusalOf(referrals().complete(secretary, { ...request, expectedVersion: 2 }))).toMatchObject({ code: 'ILLEGAL_STATE' });
    expect(await override(rheumatologist, request.referralId, { expectedVersion: 2, cls: 'A' })).toMatchObject({ version: 3, state: 'accepted' });
    expect((await desk().open(rheumatologist, { referralId: request.referralId })).decisions.map(({ cls }) => cls)).toEqual(['A', 'B']);
  });

  test('what a letter said is kept with the finding it was taken for, and goes with it', async () => {
    const findingWords = { crp: 'CRP 34 mg/L', fever: 'not a finding of this request' };
    const request = await entered({ findingWords });
    expect((await desk().open(rheumatologist, { referralId: request.referralId })).findingWords).toEqual({ crp: 'CRP 34 mg/L' });
    await referrals().complete(secretary, { ...request, expectedVersion: 1, findings: { fever: false }, findingWords: { ...findingWords, fever: 'Pas de fièvre' } });
    expect((await desk().open(rheumatologist, { referralId: request.referralId })).findingWords).toEqual({ fever: 'Pas de fièvre' });
  });

  test('a letter is read by the lexicon the clinic keeps; nothing is stored', async () => {
    const text = 'Pas de fièvre. CRP 24,5 mg/L.';
    const reading = await desk().readLetter(secretary, { text });
    expect(reading.proposals.map(({ field, value, spans }) => [field, value, ...spans.map(({ start, end }) => text.slice(start, end))])).toEqual([['fever', false, 'Pas de fièvre'], ['crp', 24.5, 'CRP 24,5 mg/L']]);
    expect(reading.lexiconVersion).toBe('1.0.0');
  });

  test('redirecting names somebody', async () => {
    const child = await aPatient(clinic, { birthDate: '2015-03-01' });
    const { referralId } = await entered({ findings: findingsOf.C }, child);
    const open = await desk().open(rheumatologist, { referralId });
    expect(open.proposal).toMatchObject({ disposition: 'redirect', redirects: ['PED'] });
    expect(await refusalOf(acceptAs(rheumatologist, referralId, 'C'))).toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'redirectTo', code: 'REQUIRED' }] } });
    expect(await acceptAs(rheumatologist, referralId, 'C', { redirectTo: 'CHU Sainte-Justine' })).toMatchObject({ state: 'redirected' });
  });

  test('nothing is written when the audit fails', async () => {
    const { referralId } = await entered();
    const before = await desk().open(rheumatologist, { referralId });
    try {
      // The next row of the trail would take a number already used: the audit refuses, and so must the decision.
      await clinic.store.unitOfWork.write((db) => db.updateTable('audit_head').set({ seq: 0 }).where('id', '=', 1).execute());
      await expect(acceptAs(rheumatologist, referralId, 'B')).rejects.toThrow();
    } finally {
      const { seq } = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select(({ fn }) => fn.max('seq').as('seq')).executeTakeFirstOrThrow());
      await clinic.store.unitOfWork.write((db) => db.updateTable('audit_head').set({ seq: Number(seq) }).where('id', '=', 1).execute());
    }
    const after = await desk().open(rheumatologist, { referralId });
    expect(after).toMatchObject({ state: 'received', version: before.version, decisions: [] });
  });
});
