import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { QueueList } from './queue-repository.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { aPatient, aRequest, findingsOf } from './testing/referral-fixtures.ts';

/** Requests in the order they are typed: family name, class, day received. */
const typed = [
  ['Cormier', 'C', '2026-11-05'], ['Lavoie', 'E', '2026-11-10'], ['Ouimet', 'C', '2026-10-17'], ['Gravel', 'D', '2026-11-02'], ['Lefebvre', 'URG', '2026-11-16'],
  ['Pelletier', 'A', '2026-11-15'], ['Béland', 'B', '2026-11-12'], ['Haddad', 'C', '2026-11-05'], ['Nadeau', 'B', '2026-11-12'],
] as const;

describe.each(engines)('the queue on %s', (engine) => {
  let clinic: TestClinic;
  let rheumatologist: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    rheumatologist = await clinic.caller('rheumatologist');
    const secretary = await clinic.caller('secretary');
    for (const [familyName, cls, receivedOn] of typed) {
      const patientId = await aPatient(clinic, { familyName });
      await clinic.services.referrals.enter(secretary, aRequest(clinic, patientId, { findings: findingsOf[cls], receivedOn }));
    }
    const unknownAge = await aPatient(clinic, { familyName: 'Sansâge', birthDate: null });
    await clinic.services.referrals.enter(secretary, aRequest(clinic, unknownAge, { receivedOn: '2026-11-14' }));
  });
  afterAll(() => clinic.close());

  const page = (list: QueueList, after: string | null = null, limit = 100) => clinic.services.triageDesk.queue(rheumatologist, { list, after, limit });

  /** The same on both engines: emergencies, then what cannot be dated, then by due date, day received and order of entry. */
  const expected = ['Lefebvre', 'Sansâge', 'Ouimet', 'Pelletier', 'Béland', 'Nadeau', 'Cormier', 'Haddad', 'Gravel', 'Lavoie'];

  test('emergencies first, then by time left', async () => {
    const { rows, next } = await page('to-triage');
    expect(rows.map((row) => row.patient.familyName)).toEqual(expected);
    expect(next).toBeNull();
    expect(rows.find((row) => row.patient.familyName === 'Ouimet')).toMatchObject({ cls: 'C', proposed: true, dueOn: '2026-11-14', daysLeft: -2 });
    expect(rows.find((row) => row.patient.familyName === 'Sansâge')).toMatchObject({ cls: null, dueOn: null, daysLeft: null });
  });

  test('leading findings: what made the rules fire', async () => {
    const { rows } = await page('to-triage');
    const leading = (name: string) => rows.find((row) => row.patient.familyName === name)?.leading.map(({ field }) => field);
    expect(leading('Lefebvre')).toEqual(['acute_hot_joint', 'fever']);
    expect(leading('Béland')?.[0]).toBe('swollen_joints');
  });

  test.each([1, 2, 3, 7])('page by page (%i), the same lines once each', async (limit) => {
    const names: string[] = [];
    let after: string | null = null;
    do {
      const { rows, next }: Awaited<ReturnType<typeof page>> = await page('to-triage', after, limit);
      names.push(...rows.map((row) => row.patient.familyName));
      after = next;
    } while (after);
    expect(names).toEqual(expected);
  });

  test('a cursor of another list, or none, is refused', async () => {
    const { next } = await page('to-triage', null, 1);
    for (const wrong of [page('done', next), page('to-triage', 'bm9uc2Vuc2U')]) {
      await expect(wrong).rejects.toThrow(DeclaredError);
    }
  });

  test('lists and counts follow the decisions', async () => {
    const { rows } = await page('to-triage');
    const row = (name: string) => rows.find((one) => one.patient.familyName === name)?.id ?? '';
    const accept = (name: string, seenCls: 'B' | 'C' | 'E', redirectTo: string | null = null) =>
      clinic.services.referrals.accept(rheumatologist, { referralId: row(name), expectedVersion: 1, seenCls, redirectTo, note: null });
    await accept('Béland', 'B');
    await accept('Ouimet', 'C');
    await clinic.services.referrals.override(rheumatologist, {
      referralId: row('Lavoie'), expectedVersion: 1, cls: 'E', primary: 'PT', modality: 'IN_PERSON', disposition: 'redirect', reason: 'Suivie ailleurs.', redirectTo: 'Physiothérapie de secteur', note: null,
    });
    expect((await page('to-book')).rows.map((one) => one.patient.familyName)).toEqual(['Ouimet', 'Béland']);
    expect((await page('mine')).rows.map((one) => one.patient.familyName)).toEqual(['Ouimet', 'Béland']);
    expect((await page('done')).rows.map((one) => [one.patient.familyName, one.state])).toEqual([['Lavoie', 'redirected']]);
    expect(await clinic.services.triageDesk.counts(rheumatologist)).toEqual({ incomplete: 1, toTriage: 7, emergencyCalls: 0, toBook: 2, mine: 2, opinions: 0, late: 1, decidedToday: 3 });
    const physiotherapist = await clinic.caller('physiotherapist');
    expect((await clinic.services.triageDesk.queue(physiotherapist, { list: 'mine', after: null })).rows).toEqual([]);
  });

  test('whoever reaches only counts sees no line', async () => {
    const lead = await clinic.caller('programme-lead');
    expect((await clinic.services.triageDesk.queue(lead, { list: 'to-triage', after: null })).rows).toEqual([]);
  });
});
