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

  test('who of a profession speaks the language of the person, and nobody where nobody does', async () => {
    const { patient_id: patientId } = await clinic.store.database.db.selectFrom('referral').select('patient_id').where('id', '=', referralId).executeTakeFirstOrThrow();
    const therapist = await clinic.caller('occupational-therapist');
    const say = (id: string, languages: readonly string[]) => clinic.store.unitOfWork.write((db) => db.updateTable('practitioner').set({ languages: JSON.stringify(languages) }).where('id', '=', id).execute());
    await clinic.store.unitOfWork.write((db) => db.updateTable('patient').set({ language: 'es-419' }).where('id', '=', patientId).execute());
    await say(therapist.practitionerId ?? '', ['es', 'fr']);
    await say(rheumatologist.practitionerId ?? '', ['fr']);
    const steps = (await clinic.services.routing.routing(rheumatologist, { referralId }))?.steps;
    expect(steps?.find(({ professional }) => professional === 'OT')?.spoken).toEqual({ language: 'es', speakers: [expect.stringContaining('occupational') as unknown], firstOn: null });
    expect(steps?.find(({ professional }) => professional === 'RHEUM')?.spoken).toEqual({ language: 'es', speakers: [], firstOn: null });
  });

  test('the order decided is kept with the decision; another first than decided is refused', async () => {
    await expect(accept(['OT', 'RHEUM'])).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'route', code: 'ANOTHER_FIRST' }] } });
    await accept(['RHEUM', 'OT', 'PT']);
    const { decisions } = await clinic.services.triageDesk.open(rheumatologist, { referralId });
    expect(decisions[0]?.route).toEqual([
      { professional: 'RHEUM', role: 'rheumatologist', visit: null }, { professional: 'OT', role: 'occupational-therapist', visit: null }, { professional: 'PT', role: 'physiotherapist', visit: null },
    ]);
  });

  test('a later visit is told where it was booked for this request or for none, not for another', async () => {
    const therapist = await clinic.caller('occupational-therapist');
    const { patient_id: patientId } = await clinic.store.database.db.selectFrom('referral').select('patient_id').where('id', '=', referralId).executeTakeFirstOrThrow();
    const other = aRequest(clinic, patientId, { findings: findingsOf.E });
    await clinic.services.referrals.enter(rheumatologist, other);
    const visit = (on: string, forRequest: string | null) => {
      const now = clinic.ports.clock.now();
      return clinic.store.unitOfWork.write((db) => db.insertInto('appointment').values({
        id: clinic.ports.newId(), patient_id: patientId, professional_id: therapist.practitionerId ?? '', referral_id: forRequest, starts_at: `${on}T14:00:00.000Z`, ends_at: `${on}T14:30:00.000Z`, local_start: `${on}T09:00`, zone: 'America/Toronto', patient_zone: null, modality: 'IN_PERSON', status: 'booked', live: 1,
        reason: null, video_link: null, consent: null, created_at: now, created_by: therapist.userId, updated_at: now,
      }).execute());
    };
    const told = async () => (await clinic.services.triageDesk.open(rheumatologist, { referralId })).decisions[0]?.route.find(({ professional }) => professional === 'OT')?.visit?.localStart;
    await visit('2026-11-24', other.referralId);
    expect(await told()).toBeUndefined();
    await visit('2026-11-26', null);
    expect(await told()).toBe('2026-11-26T09:00');
    await visit('2026-11-25', referralId);
    expect(await told()).toBe('2026-11-25T09:00');
  });
});
