import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Safeguard } from '#contract/triage-quality.ts';
import { officeHours } from '../../appointments/testing/booking-fixtures.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { aPatient, aRequest, findingsOf } from '../testing/referral-fixtures.ts';

/** The clock stands at 10 h 12 on Monday 16 November 2026 in Montréal. */
describe.each(engines)('safeguards of triage on %s', (engine) => {
  let clinic: TestClinic;
  let doctor: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    doctor = await clinic.caller('rheumatologist');
  });
  afterAll(() => clinic.close());

  const enter = async (receivedOn: string, cls: 'B' | 'C' = 'C'): Promise<{ referralId: string; patientId: string }> => {
    const patientId = await aPatient(clinic, { nam: null });
    const { referralId } = await clinic.services.referrals.enter(doctor, aRequest(clinic, patientId, { receivedOn, findings: findingsOf[cls] }));
    return { referralId, patientId };
  };
  const visit = async (patientId: string, on: string): Promise<void> => {
    const now = clinic.ports.clock.now();
    await clinic.store.unitOfWork.write((db) => db.insertInto('appointment').values({
      id: clinic.ports.newId(), patient_id: patientId, professional_id: doctor.practitionerId ?? '', referral_id: null, starts_at: `${on}T14:00:00.000Z`, ends_at: `${on}T14:30:00.000Z`, local_start: `${on}T09:00`, zone: 'America/Toronto', patient_zone: null, modality: 'IN_PERSON', status: 'done', live: 1,
      reason: null, video_link: null, consent: null, created_at: now, created_by: doctor.userId, updated_at: now,
    }).execute());
  };
  const found = async (): Promise<Readonly<Partial<Record<Safeguard, string>>>> => {
    const periods = (await clinic.services.triageQuality.read(doctor, { every: 'quarter' })).periods;
    return Object.fromEntries((periods.at(-1)?.safeguards ?? []).map(({ what, share }) => [what, `${share.met}/${share.of}`]));
  };

  test('count nothing where nothing happened', async () => {
    expect(Object.values(await found())).toEqual(Array(7).fill('0/0'));
  });

  test('count what was registered late, and people seen without a request', async () => {
    await enter('2026-11-16');
    await enter('2026-11-13');
    await enter('2026-11-12');
    expect(await found()).toMatchObject({ 'registered-late': '1/3', 'clock-moved': '0/3' });
    await visit(await aPatient(clinic, { nam: null }), '2026-11-10');
    const { patientId } = await enter('2026-11-09');
    await visit(patientId, '2026-11-11');
    await visit(patientId, '2026-11-12');
    expect(await found()).toMatchObject({ unregistered: '1/2', 'registered-late': '2/4' });
  });

  test('count pauses written down after the delay or long after they began, and not those one after the other inside it', async () => {
    const pause = async (referralId: string, version: number, from: string, until: string | null) =>
      clinic.services.deskWork.pause(doctor, { referralId, expectedVersion: version, pauseId: clinic.ports.newId(), cause: 'patient', reason: 'Absente', from, until });
    const inside = await enter('2026-11-10', 'B');
    await pause(inside.referralId, 1, '2026-11-14', null);
    const late = await enter('2026-11-02', 'B');
    await pause(late.referralId, 1, '2026-11-16', null);
    expect(await found()).toMatchObject({ 'paused-late': '1/2', 'paused-backdated': '0/2' });
    const long = await enter('2026-11-08', 'B');
    await pause(long.referralId, 1, '2026-11-09', '2026-11-16');
    expect(await found()).toMatchObject({ 'paused-late': '1/3', 'paused-backdated': '1/3' });
  });

  test('count classes lowered as the delay runs out, and requests ended after it', async () => {
    const lower = async (receivedOn: string) => {
      const { referralId } = await enter(receivedOn, 'B');
      return clinic.services.referrals.override(doctor, { referralId, expectedVersion: 1, cls: 'C', primary: 'RHEUM', modality: 'IN_PERSON', disposition: 'book', reason: 'Moins pressant', redirectTo: null, note: null, route: [] });
    };
    await lower('2026-11-15');
    await lower('2026-11-07');
    expect(await found()).toMatchObject({ 'lowered-late': '1/2' });
    for (const receivedOn of ['2026-11-14', '2026-11-01']) {
      const { referralId } = await enter(receivedOn, 'B');
      await clinic.services.deskWork.end(doctor, { referralId, expectedVersion: 1, outcome: 'cancelled', reason: 'Ne souhaite plus' });
    }
    expect(await found()).toMatchObject({ 'ended-late': '1/2' });
  });

  test('openings that passed without a visit, while somebody waited; leave is closed, not unused', async () => {
    await clinic.services.people.setWeeklyHours(doctor, { practitionerId: doctor.practitionerId ?? '', openings: officeHours(), slotMinutes: 30, expectedVersion: 0 });
    const unused = async () => clinic.services.triageQuality.unused(doctor, { from: '2026-11-09', until: '2026-11-30' });
    const before = await unused();
    expect(before.until).toBe('2026-11-15');
    const [mine] = before.professionals;
    if (!mine) throw new Error('no hours');
    // Two visits of half an hour were in this week; both requests above were decided today: nobody waited.
    expect(mine.planned - mine.away - mine.unused).toBe(90);
    expect([mine.whileWaiting, before.classes]).toEqual([0, []]);
    await clinic.store.unitOfWork.write((db) => db.updateTable('triage_decision').set({ decided_at: '2026-11-10T15:00:00.000Z' }).execute());
    const after = await unused();
    expect(after.classes).toEqual([{ cls: 'C', openings: after.professionals[0]?.whileWaiting }]);
    expect(after.professionals[0]?.whileWaiting).toBeGreaterThan(0);
    expect(after.professionals[0]?.whileWaiting).toBeLessThan(mine.openings);
    // The hours of that week stay those of that week, whatever is set since; before the first ones on record they are assumed.
    await clinic.services.people.setWeeklyHours(doctor, { practitionerId: doctor.practitionerId ?? '', openings: [], slotMinutes: 30, expectedVersion: 1 });
    expect(after.exactFrom).toBe('2026-11-14');
    expect(await unused()).toEqual(after);
    await clinic.store.unitOfWork.write((db) => db.updateTable('weekly_hours_before').set({ since_at: '2026-11-12T15:00:00.000Z' }).execute());
    expect((await unused()).exactFrom).toBe('2026-11-12');
    await clinic.store.unitOfWork.write((db) => db.updateTable('weekly_hours_before').set({ since_at: null }).execute());
    expect(await unused()).toEqual({ ...after, exactFrom: null });
    await expect(clinic.services.triageQuality.unused(doctor, { from: '2024-01-01', until: '2026-11-01' })).rejects.toMatchObject({ code: 'INVALID' });
    expect(await clinic.services.triageQuality.unused(doctor, { from: '2026-11-16', until: '2026-12-01' })).toEqual({ until: null, exactFrom: null, professionals: [], classes: [] });
    const file = (await clinic.services.triageQuality.file(doctor, { every: 'quarter', language: 'fr' })).content.toString('utf8');
    expect(file).toContain('Plages sans visite;C;Plages sans visite pendant que cette classe attendait');
    expect(file).toContain('Garde-fous;Classes abaissées à 3 jours ou moins de l’échéance;Part (%)');
  });
});
