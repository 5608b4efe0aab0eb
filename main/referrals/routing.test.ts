import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aPatient, aRequest, findingsOf } from './testing/referral-fixtures.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';

describe.each(engines)('routing on %s', (engine) => {
  let clinic: TestClinic;
  let rheumatologist: Caller;
  let referralId: string;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    rheumatologist = await clinic.caller('rheumatologist');
    const request = aRequest(clinic, await aPatient(clinic), { findings: { ...findingsOf.B, hand_function_limited: true } });
    await clinic.services.referrals.enter(rheumatologist, request);
    referralId = request.referralId;
  });
  afterAll(() => clinic.close());

  const accept = (route: readonly string[]) =>
    clinic.services.referrals.accept(rheumatologist, { referralId, expectedVersion: 1, seenCls: 'B', redirectTo: null, note: null, route: route as ['RHEUM'] });

  test('who could see the person, why, and the wait of each; one whose calendar is empty has none', async () => {
    const routing = await clinic.services.routing.routing(rheumatologist, { referralId });
    expect(routing?.steps[0]).toMatchObject({ professional: 'RHEUM', role: 'rheumatologist', isProposed: true });
    const therapist = routing?.steps.find(({ professional }) => professional === 'OT');
    expect(therapist).toMatchObject({ role: 'occupational-therapist', because: [expect.objectContaining({ id: 'P02' }) as unknown], wait: { firstOn: null, days: null } });
    expect(routing?.modalities.find(({ modality }) => modality === 'VIDEO')?.verdict).toBe('blocked');
    await expect(clinic.services.routing.routing(rheumatologist, { referralId: clinic.ports.newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('the order decided is kept with the decision; another first than decided is refused', async () => {
    await expect(accept(['OT', 'RHEUM'])).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'route', code: 'ANOTHER_FIRST' }] } });
    await accept(['RHEUM', 'OT', 'PT']);
    const { decisions } = await clinic.services.triageDesk.open(rheumatologist, { referralId });
    expect(decisions[0]?.route).toEqual([
      { professional: 'RHEUM', role: 'rheumatologist', visit: null }, { professional: 'OT', role: 'occupational-therapist', visit: null }, { professional: 'PT', role: 'physiotherapist', visit: null },
    ]);
  });
});
