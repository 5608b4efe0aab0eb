import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { aPatient, aRequest, findingsOf } from '../testing/referral-fixtures.ts';

describe.each(engines)('second ratings on %s', (engine) => {
  let clinic: TestClinic;
  let doctor: Caller;
  let colleague: Caller;
  let nurse: Caller;
  const period = { from: '2026-11-01', until: '2026-11-30' };
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    [doctor, colleague, nurse] = [await clinic.caller('rheumatologist'), await clinic.caller('ips'), await clinic.caller('nurse')];
  });
  afterAll(() => clinic.close());

  const decided = async (cls: 'B' | 'C' | 'D' | 'E', by = doctor): Promise<{ referralId: string; patientId: string }> => {
    const patientId = await aPatient(clinic, { nam: null, familyName: `Secrète-${cls}` });
    const { referralId } = await clinic.services.referrals.enter(by, aRequest(clinic, patientId, { findings: findingsOf[cls] }));
    await clinic.services.referrals.accept(by, { referralId, expectedVersion: 1, seenCls: cls, redirectTo: null, note: null, route: [] });
    return { referralId, patientId };
  };
  const draw = async (raterId: string, size: number, seed = ''): Promise<string> => {
    const sampleId = clinic.ports.newId();
    await clinic.services.secondRatings.draw(doctor, { ...period, raterId, sampleId, size, seed });
    return sampleId;
  };
  const judged = { cls: 'C', disposition: 'book', primary: 'RHEUM', note: null } as const;

  test('draws among the decided, never from those the rater decided, and not twice; the same again is answered', async () => {
    for (let n = 0; n < 4; n += 1) await decided('C');
    await decided('B', colleague);
    // Not decided: not drawn from.
    await clinic.services.referrals.enter(doctor, aRequest(clinic, await aPatient(clinic, { nam: null })));
    expect(await clinic.services.secondRatings.eligible(doctor, { ...period, raterId: colleague.userId })).toEqual({ count: 4 });
    expect(await clinic.services.secondRatings.eligible(doctor, { ...period, raterId: doctor.userId })).toEqual({ count: 1 });
    expect(await clinic.services.secondRatings.eligible(doctor, { from: '2026-10-01', until: '2026-10-31', raterId: colleague.userId })).toEqual({ count: 0 });
    const sampleId = await draw(colleague.userId, 3, 'seed');
    expect(await clinic.services.secondRatings.draw(doctor, { ...period, raterId: colleague.userId, sampleId, size: 3, seed: 'seed' })).toEqual({ drawn: 3 });
    expect(await clinic.services.secondRatings.eligible(doctor, { ...period, raterId: colleague.userId })).toEqual({ count: 1 });
    const [sample] = await clinic.services.secondRatings.samples(doctor);
    expect(sample).toMatchObject({ id: sampleId, drawn: 3, drawnFrom: 4, wanted: 3, seed: 'seed', given: 0, overAt: null, rater: { userId: colleague.userId } });
    await clinic.services.secondRatings.end(doctor, { sampleId });
    // What was asked and never given may be drawn again.
    expect(await clinic.services.secondRatings.eligible(doctor, { ...period, raterId: colleague.userId })).toEqual({ count: 4 });
    expect((await clinic.services.secondRatings.mine(colleague)).asked).toEqual([]);
  });

  test('refuses somebody who may not triage, a period to come, one upside down, and nothing to draw from', async () => {
    const secretary = await clinic.caller('secretary');
    await expect(draw(secretary.userId, 2)).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'raterId', code: 'MAY_NOT_TRIAGE' }] } });
    const sampleId = clinic.ports.newId();
    const refused = async (from: string, until: string, code: string) =>
      expect(clinic.services.secondRatings.draw(doctor, { from, until, raterId: nurse.userId, sampleId, size: 2, seed: '' })).rejects.toMatchObject({ data: { issues: [{ code }] } });
    await refused('2030-01-01', '2030-02-01', 'IN_THE_FUTURE');
    await refused('2026-11-30', '2026-11-01', 'BEFORE_START');
    await refused('2026-01-01', '2026-01-02', 'NOTHING_TO_DRAW');
  });

  test('shows the request as it was, without what was proposed or decided, and changes nothing of it', async () => {
    await draw(nurse.userId, 50);
    const { asked } = await clinic.services.secondRatings.mine(nurse);
    expect(asked).toHaveLength(5);
    const [first] = asked;
    if (!first) throw new Error('nothing asked');
    await expect(clinic.services.secondRatings.read(colleague, { ratingId: first.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const read = await clinic.services.secondRatings.read(nurse, { ratingId: first.id });
    expect(read).toMatchObject({ place: 1, of: 5, reasonCode: 'RH04', requestedClass: 'C', freeText: expect.stringContaining('enflés') as string, prerequisitesProvided: ['XR_HANDS_FEET'], age: 47 });
    expect(JSON.stringify(read)).not.toMatch(/Secrète|"(cls|decisions|proposal|referralId|patientId)"/);
    const before = await clinic.store.unitOfWork.read((db) => db.selectFrom('referral').selectAll().orderBy('id').execute());
    await expect(clinic.services.secondRatings.rate(nurse, { ratingId: first.id, ...judged, cls: 'URG' })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(clinic.services.secondRatings.rate(nurse, { ratingId: first.id, ...judged, primary: 'OPH' })).rejects.toMatchObject({ code: 'INVALID' });
    // A nurse who may not confirm class B may say it.
    expect(await clinic.services.secondRatings.rate(nurse, { ratingId: first.id, ...judged, cls: 'B' })).toEqual({ left: 4 });
    await expect(clinic.services.secondRatings.rate(nurse, { ratingId: first.id, ...judged })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    expect(await clinic.services.secondRatings.takeBack(nurse, { ratingId: first.id })).toEqual({ left: 5 });
    expect(await clinic.store.unitOfWork.read((db) => db.selectFrom('referral').selectAll().orderBy('id').execute())).toEqual(before);
  });

  test('compares once the last is given: kappas, and the cases where the two differ; who had looked is told', async () => {
    const [sample] = await clinic.services.secondRatings.samples(doctor);
    if (!sample) throw new Error('no sample');
    const { asked } = await clinic.services.secondRatings.mine(nurse);
    await expect(clinic.services.secondRatings.differing(doctor, { sampleId: sample.id })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    const peeked = await clinic.store.unitOfWork.read((db) => db.selectFrom('second_rating').select('referral_id').where('id', '=', asked[0]?.id ?? '').executeTakeFirstOrThrow());
    await clinic.services.triageDesk.open(nurse, { referralId: peeked.referral_id });
    const between = async () => (await clinic.services.triageQuality.read(doctor, { every: 'year' })).periods.at(-1)?.between;
    for (const [index, one] of asked.entries()) {
      expect((await between())?.agreed.of).toBe(0);
      await clinic.services.secondRatings.rate(nurse, { ratingId: one.id, ...(index === 0 ? { cls: 'E', disposition: 'advice', primary: null, note: 'Arthrose' } : judged) });
    }
    const found = await between();
    expect(found?.agreed.of).toBe(5);
    expect(found?.opened).toBe(1);
    // One decision was B (by the colleague), four C; the nurse said E once and C otherwise.
    expect(found?.matrix.reduce((sum, { count }) => sum + count, 0)).toBe(5);
    expect(found?.matrix.some(({ second, count }) => second === 'E' && count === 1)).toBe(true);
    expect(found?.destination).toMatchObject({ of: 5 });
    const differing = await clinic.services.secondRatings.differing(doctor, { sampleId: sample.id });
    expect(differing[0]).toMatchObject({ second: { cls: 'E', disposition: 'advice', primary: null }, note: 'Arthrose', hadOpened: true, patient: { familyName: expect.stringMatching(/^Secrète/) as string } });
    for (const { first, second } of differing) expect([first.cls, first.primary]).not.toEqual([second.cls, second.primary]);
    expect((await clinic.services.secondRatings.samples(doctor))[0]).toMatchObject({ given: 5, endedBy: null });
    const file = (await clinic.services.triageQuality.file(doctor, { every: 'year', language: 'en' })).content.toString('utf8');
    expect(file).toContain('Between two people, blind');
    expect(file).toMatch(/Class of the first person → of the second;[BC] → E;;;;;;held back/);
    // Rated: not drawn again for anybody.
    expect(await clinic.services.secondRatings.eligible(doctor, { ...period, raterId: colleague.userId })).toEqual({ count: 0 });
  });

  test('the last one is taken back within a minute, and not after the sample is long over', async () => {
    const { referralId } = await decided('D');
    const sampleId = await draw(nurse.userId, 1);
    const [only] = (await clinic.services.secondRatings.mine(nurse)).asked;
    if (!only) throw new Error('nothing asked');
    await clinic.services.secondRatings.rate(nurse, { ratingId: only.id, ...judged });
    expect((await clinic.services.secondRatings.samples(doctor)).find(({ id }) => id === sampleId)?.overAt).not.toBeNull();
    await clinic.services.secondRatings.takeBack(nurse, { ratingId: only.id });
    expect((await clinic.services.secondRatings.samples(doctor)).find(({ id }) => id === sampleId)?.overAt).toBeNull();
    await clinic.services.secondRatings.rate(nurse, { ratingId: only.id, ...judged });
    await clinic.store.unitOfWork.write((db) => db.updateTable('second_rating').set({ rated_at: '2026-11-01T00:00:00.000Z' }).where('referral_id', '=', referralId).execute());
    await expect(clinic.services.secondRatings.takeBack(nurse, { ratingId: only.id })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
  });
});
