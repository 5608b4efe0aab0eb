import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Disposition } from '#contract/referrals.ts';
import type { Modality, ProfessionalCode, Urgency } from '#contract/triage.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { aPatient, aRequest, findingsOf } from './testing/referral-fixtures.ts';

describe.each(engines)('work on the desk on %s', (engine) => {
  let clinic: TestClinic;
  let rheumatologist: Caller;
  let ips: Caller;
  let nurse: Caller;
  let secretary: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    rheumatologist = await clinic.caller('rheumatologist');
    ips = await clinic.caller('ips');
    nurse = await clinic.caller('nurse');
    secretary = await clinic.caller('secretary');
  });
  afterAll(() => clinic.close());

  const work = () => clinic.services.deskWork;
  const entered = async (cls: keyof typeof findingsOf = 'B') => {
    const request = aRequest(clinic, await aPatient(clinic), { findings: findingsOf[cls] });
    await clinic.services.referrals.enter(secretary, request);
    return request.referralId;
  };
  const rowOf = (referralId: string) => clinic.store.unitOfWork.read((db) => db.selectFrom('referral').selectAll().where('id', '=', referralId).executeTakeFirstOrThrow());
  /** The row without what an undo rightly changes. */
  const standing = async (referralId: string) => {
    const { version: _version, updated_at: _at, updated_by: _by, ...rest } = await rowOf(referralId);
    return rest;
  };
  const accept = (caller: Caller, referralId: string, seenCls: Urgency, expectedVersion = 1) =>
    clinic.services.referrals.accept(caller, { referralId, expectedVersion, seenCls, redirectTo: null, note: null });
  const override = (referralId: string, expectedVersion: number, said: { cls: Urgency; primary: ProfessionalCode; modality: Modality; disposition: Disposition }) =>
    clinic.services.referrals.override(rheumatologist, { referralId, expectedVersion, ...said, reason: 'Revue hier.', redirectTo: said.disposition === 'redirect' ? 'PCP' : null, note: null });
  const open = (caller: Caller, referralId: string) => clinic.services.triageDesk.open(caller, { referralId });
  const actionsOf = (referralId: string) =>
    clinic.store.unitOfWork.read(async (db) => (await db.selectFrom('audit_event').select('action').where('entity_id', '=', referralId).orderBy('seq').execute()).map((row) => row.action));

  test('an acceptance taken back: the row as before, the decision kept as undone, the trail says so', async () => {
    const referralId = await entered();
    const before = await standing(referralId);
    const { version } = await accept(rheumatologist, referralId, 'B');
    expect((await open(rheumatologist, referralId)).allowedActions).toContain('undo');
    expect(await work().undoDecision(rheumatologist, { referralId, expectedVersion: version })).toEqual({ version: 3, state: 'received' });
    expect(await standing(referralId)).toEqual(before);
    const again = await open(rheumatologist, referralId);
    expect(again.decisions).toEqual([]);
    expect(again.allowedActions).toEqual(['accept', 'override', 'complete-findings', 'ask-opinion', 'ask', 'pause', 'decline', 'cancel']);
    const kept = await clinic.store.unitOfWork.read((db) => db.selectFrom('triage_decision').select(['undone_by', 'undone_at']).where('referral_id', '=', referralId).execute());
    expect(kept).toEqual([{ undone_by: rheumatologist.userId, undone_at: clinic.ports.clock.now() }]);
    expect(await actionsOf(referralId)).toEqual(['referral.entered', 'triage.accepted', 'referral.opened', 'triage.undone']);
    await accept(rheumatologist, referralId, 'B', 3);
  });

  test('any run of decisions, undone one by one from the last, leaves each time what was there', async () => {
    const decision = fc.constantFrom(
      { cls: 'C', primary: 'IPS', modality: 'VIDEO', disposition: 'book' },
      { cls: 'A', primary: 'RHEUM', modality: 'IN_PERSON', disposition: 'book' },
      { cls: 'D', primary: 'RHEUM', modality: 'ECONSULT', disposition: 'advice' },
      { cls: 'URG', primary: 'ED', modality: 'ED', disposition: 'emergency' },
      { cls: 'D', primary: 'RHEUM', modality: 'IN_PERSON', disposition: 'redirect' },
    ) satisfies fc.Arbitrary<{ cls: Urgency; primary: ProfessionalCode; modality: Modality; disposition: Disposition }>;
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(decision, { minLength: 1, maxLength: 3 }), async (accepted, decisions) => {
        const referralId = await entered();
        if (accepted) await accept(rheumatologist, referralId, 'B');
        for (const one of decisions) {
          const before = await standing(referralId);
          const { version } = await rowOf(referralId);
          if (before.state !== 'received' && before.state !== 'accepted') break;
          const done = await override(referralId, version, one);
          await work().undoDecision(rheumatologist, { referralId, expectedVersion: done.version });
          expect(await standing(referralId)).toEqual(before);
          await override(referralId, done.version + 1, one);
        }
      }),
      { numRuns: 12 },
    );
  });

  test('refused once somebody has booked it, naming them; and to whoever neither decided nor may override', async () => {
    const referralId = await entered('C');
    const { version } = await accept(nurse, referralId, 'C');
    expect((await open(nurse, referralId)).allowedActions).toContain('undo');
    expect((await open(secretary, referralId)).allowedActions).not.toContain('undo');
    await clinic.store.unitOfWork.write((db) => db.updateTable('referral').set({ state: 'booked', version: version + 1, updated_by: secretary.userId }).where('id', '=', referralId).execute());
    await expect(work().undoDecision(nurse, { referralId, expectedVersion: version })).rejects.toMatchObject({ code: 'STALE', data: { changedBy: 'Essai secretary' } });
    await expect(work().undoDecision(nurse, { referralId, expectedVersion: version + 1 })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    const other = await entered('B');
    const decided = await accept(ips, other, 'B');
    await expect(work().undoDecision(nurse, { referralId: other, expectedVersion: decided.version })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
  });

  test('claimed from one’s queue, given back, sent back to triage with a reason', async () => {
    const referralId = await entered('C');
    await override(referralId, 1, { cls: 'C', primary: 'IPS', modality: 'IN_PERSON', disposition: 'book' });
    const queueOf = async (caller: Caller) => (await clinic.services.triageDesk.queue(caller, { list: 'mine', role: null, after: null, limit: 200 })).rows.filter((row) => row.id === referralId);
    expect(await queueOf(ips)).toHaveLength(1);
    expect(await queueOf(nurse)).toHaveLength(0);
    await expect(work().claim(nurse, { referralId, expectedVersion: 2 })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await work().claim(ips, { referralId, expectedVersion: 2 });
    expect(await open(rheumatologist, referralId)).toMatchObject({ claimed: { by: 'Essai ips', byMe: false } });
    await work().release(ips, { referralId, expectedVersion: 3 });
    const dueOn = (await rowOf(referralId)).due_on;
    expect(await work().return(ips, { referralId, expectedVersion: 4, reason: 'Arthrite franche : rhumatologue.' })).toEqual({ version: 5, state: 'received' });
    const back = await open(rheumatologist, referralId);
    expect(back).toMatchObject({ state: 'received', returned: { from: 'ips', by: 'Essai ips', reason: 'Arthrite franche : rhumatologue.' } });
    expect(back.allowedActions).toContain('accept');
    const { rows } = await clinic.services.triageDesk.queue(rheumatologist, { list: 'to-triage', role: null, after: null, limit: 200 });
    expect(rows.find((row) => row.id === referralId)).toMatchObject({ returned: { from: 'ips' }, proposed: true, dueOn });
    await accept(rheumatologist, referralId, back.proposal?.decision.cls ?? 'C', 5);
    expect((await open(rheumatologist, referralId)).returned).toBeNull();
    expect(await actionsOf(referralId)).toEqual(expect.arrayContaining(['referral.claimed', 'referral.released', 'referral.returned']));
  });

  test('a question to the referrer, taken back: as before; answered by completing what was asked', async () => {
    const referralId = await entered('B');
    const before = await standing(referralId);
    await work().ask(secretary, { referralId, expectedVersion: 1, items: ['HBV'], message: 'Merci d’envoyer la sérologie de l’hépatite B.' });
    expect(await open(secretary, referralId)).toMatchObject({ asking: { items: ['HBV'], askedBy: 'Essai secretary' } });
    const incomplete = await clinic.services.triageDesk.queue(secretary, { list: 'incomplete', role: null, after: null, limit: 200 });
    expect(incomplete.rows.map((row) => row.id)).toContain(referralId);
    await expect(work().ask(secretary, { referralId, expectedVersion: 2, items: [], message: 'Encore.' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await work().endAsking(secretary, { referralId, expectedVersion: 2, outcome: 'withdrawn' });
    expect(await standing(referralId)).toEqual(before);

    await work().ask(secretary, { referralId, expectedVersion: 3, items: ['HBV'], message: 'Merci d’envoyer la sérologie.' });
    const request = aRequest(clinic, '', { findings: findingsOf.B });
    await clinic.services.referrals.complete(secretary, {
      referralId, expectedVersion: 4, findings: request.findings, prerequisitesProvided: ['HBV'], freeText: request.freeText, reasonCode: request.reasonCode,
    });
    expect((await open(secretary, referralId)).asking).toBeNull();
  });

  test('who else has it open is told, and forgotten after a while', async () => {
    const referralId = await entered();
    expect(await clinic.services.triageDesk.attend(rheumatologist, { referralId })).toEqual({ others: [] });
    const start = clinic.ports.clock.now();
    expect(await clinic.services.triageDesk.attend(ips, { referralId })).toEqual({ others: [{ name: 'Essai rheumatologist', since: start }] });
    clinic.ports.clock.set('2026-11-16T15:13:00.000Z');
    expect(await clinic.services.triageDesk.attend(ips, { referralId })).toEqual({ others: [] });
    clinic.ports.clock.set(start);
    await expect(clinic.services.triageDesk.attend(ips, { referralId: clinic.ports.newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
