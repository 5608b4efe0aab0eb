import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import { createTriageContentReader } from '../active-triage-content.ts';
import { aPatient, findingsOf } from '../testing/referral-fixtures.ts';
import { rulesetInForce } from './ruleset-repository.ts';
import { proposedBy, proposeUndecidedAnew } from './undecided-refresh.ts';

const many = 220;

describe.each(engines)('proposing many undecided requests anew on %s', (engine) => {
  let clinic: TestClinic;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    const patientId = await aPatient(clinic);
    const { userId } = await clinic.caller('secretary');
    // As another version of the rules had left them.
    const row = {
      patient_id: patientId, referrer_id: null, reason_code: 'RH04', requested_cls: null, free_text: '', findings: JSON.stringify(findingsOf.B), prerequisites_provided: '[]', received_at: '2026-11-10T14:00:00.000Z', completed_on: '2026-11-10',
      entered_at: '2026-11-10T14:00:00.000Z', entered_by: userId, proposed_cls: 'E', due_on: '2027-11-10', queue_role: null, modality: 'VIDEO', updated_at: '2026-11-10T14:00:00.000Z', updated_by: userId,
    };
    await clinic.store.unitOfWork.write(async (db) => {
      await db.insertInto('referral').values(Array.from({ length: many }, () => ({ ...row, id: clinic.ports.newId(), state: 'received', decided_cls: null }))).execute();
      await db.insertInto('referral').values({ ...row, id: clinic.ports.newId(), state: 'accepted', decided_cls: 'E' }).execute();
    });
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const propose = (shouldStop: () => boolean) => proposeUndecidedAnew(clinic.store.unitOfWork, createTriageContentReader(), () => ({ zone: 'America/Toronto', today: '2026-11-16', now: clinic.ports.clock.now() }), shouldStop);
  const proposed = (cls: string) => clinic.store.database.db.selectFrom('referral').select(['id', 'due_on', 'version']).where('proposed_cls', '=', cls).orderBy('id').execute();

  test('cut off half-way, what is done is whole and the rest as it was; read at the desk, one is proposed by the rules in force', async () => {
    let pages = 0;
    await propose(() => {
      pages += 1;
      return pages > 2;
    });
    const done = (await proposed('B')).length;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(many);
    expect((await proposed('B')).every(({ due_on: dueOn, version }) => dueOn === '2026-11-20' && version === 1)).toBe(true);
    const left = await clinic.store.database.db.selectFrom('referral').select('id').where('proposed_cls', '=', 'E').where('state', '=', 'received').executeTakeFirst();
    const open = await clinic.services.triageDesk.open(await clinic.caller('rheumatologist'), { referralId: left?.id ?? '' });
    expect(open.proposal?.decision.cls).toBe('B');
    expect((await proposed('B')).length).toBe(done + 1);
  });

  test('asked again after that, it brings all of them in step, and no decided one; asked once more, it has nothing to do', async () => {
    const versionNow = await clinic.store.unitOfWork.read(rulesetInForce);
    expect(await clinic.store.unitOfWork.read(proposedBy)).toBeUndefined();
    // More than a page of the host: the long-work thread does it.
    await clinic.services.rulesets.resumeProposing();
    await vi.waitFor(async () => expect(await clinic.store.unitOfWork.read(proposedBy)).toBe(versionNow), { timeout: 30_000, interval: 100 });
    await clinic.store.unitOfWork.write((db) => db.updateTable('referral').set({ proposed_cls: 'D' }).where('state', '=', 'received').where('id', '=', (eb) => eb.selectFrom('referral').select(eb.fn.min<string>('id').as('id')).where('state', '=', 'received')).execute());
    await clinic.services.rulesets.resumeProposing();
    expect(await proposed('D')).toHaveLength(1);
    await propose(() => false);
    expect((await proposed('B')).length).toBe(many);
    expect(await proposed('E')).toHaveLength(1);
  });
});
