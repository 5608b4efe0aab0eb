import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { LiveChange } from '#contract/live.ts';
import { plantRecord } from '../access/testing/planted-record.ts';
import { scanJobKind } from '../patients/duplicates/duplicate-service.ts';
import { aPatient, aRequest } from '../referrals/testing/referral-fixtures.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { openPage, type TestPage } from './testing/follower.ts';

const namesOf = (told: readonly LiveChange[]) => told.flatMap(({ patientIds }) => patientIds ?? ['any']);
const topicsOf = (told: readonly LiveChange[]) => new Set(told.flatMap(({ topics }) => topics));

describe.each(engines)('desks in step on %s', (engine) => {
  let clinic: TestClinic;
  let rheumatologist: Caller;
  let secretary: Caller;
  const pages: TestPage[] = [];
  const pageOf = async (caller: Caller): Promise<TestPage> => {
    const page = await openPage(clinic, caller);
    pages.push(page);
    return page;
  };
  const entered = async (): Promise<{ patientId: string; referralId: string }> => {
    const patientId = await aPatient(clinic);
    const request = aRequest(clinic, patientId);
    await clinic.services.referrals.enter(secretary, request);
    return { patientId, referralId: request.referralId };
  };
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    rheumatologist = await clinic.caller('rheumatologist');
    secretary = await clinic.caller('secretary');
  });
  afterAll(async () => {
    await Promise.all(pages.map((page) => page.close()));
    await clinic.services.longWork.close();
    await clinic.close();
  });

  test('what is written at one reaches the others: where to look, and whose record', async () => {
    const [page, own] = [await pageOf(rheumatologist), await pageOf(secretary)];
    const { patientId } = await entered();
    for (const one of [page, own]) await vi.waitFor(() => expect(one.told).toEqual([{ topics: ['referrals', 'patients'], patientIds: [patientId] }]));
  });

  test('what was undone before it was committed, and what was only read, is said to nobody', async () => {
    const { referralId, patientId } = await entered();
    const page = await pageOf(rheumatologist);
    await expect(clinic.services.referrals.enter(secretary, { ...aRequest(clinic, clinic.ports.newId()) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      clinic.store.unitOfWork.write(async (db) => {
        await clinic.services.dependencies.audit.record(db, { userId: 'x', action: 'referral.entered', entity: 'referral', entityId: referralId, patientId });
        throw new Error('half way');
      }),
    ).rejects.toThrow('half way');
    await clinic.services.triageDesk.open(rheumatologist, { referralId });
    await clinic.services.patients.open(secretary, { patientId });
    // One that is said shows that the others would have come before it.
    const last = await entered();
    await vi.waitFor(() => expect(namesOf(page.told)).toEqual([last.patientId]));
  });

  test('a record closed to somebody is not named to them; what they may see of it is looked at again', async () => {
    const { patientId } = await plantRecord(clinic, rheumatologist);
    const [member, outside] = [await pageOf(rheumatologist), await pageOf(secretary)];
    await clinic.services.referrals.enter(rheumatologist, aRequest(clinic, patientId));
    await vi.waitFor(() => expect(member.told).toEqual([{ topics: ['referrals', 'patients'], patientIds: [patientId] }]));
    await vi.waitFor(() => expect(outside.told).toEqual([{ topics: ['referrals', 'patients'], patientIds: null }]));
    expect(JSON.stringify(outside.told)).not.toContain(patientId);
  });

  test('nobody is told of what they have no right to: an administrator and a programme lead of nothing a desk shows', async () => {
    const [administrator, lead, page] = [await pageOf(await clinic.caller('administrator')), await pageOf(await clinic.caller('programme-lead')), await pageOf(rheumatologist)];
    await entered();
    await vi.waitFor(() => expect(topicsOf(page.told).size).toBe(2));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect([administrator.told, lead.told]).toEqual([[], []]);
  });

  test('locked, signed out or with somebody else, the stream says nothing more and ends', async () => {
    const [locked, taken] = [await pageOf(rheumatologist), await pageOf(rheumatologist)];
    locked.seat(null);
    taken.seat(secretary);
    await entered();
    await Promise.all([locked.ended, taken.ended]);
    expect([locked.told, taken.told]).toEqual([[], []]);
  });

  test('many records at once are not named one by one', async () => {
    const page = await pageOf(rheumatologist);
    await clinic.store.unitOfWork.write(async (db) => {
      for (let count = 0; count < 80; count += 1) {
        await clinic.services.dependencies.audit.record(db, { userId: 'x', action: 'patient.registered', entity: 'patient', entityId: null, patientId: clinic.ports.newId() });
      }
    });
    await vi.waitFor(() => expect(namesOf(page.told)).toEqual(['any']));
  });

  test('what the long-work thread wrote is heard here', async () => {
    const page = await pageOf(rheumatologist);
    const job = clinic.services.longWork.start({ id: clinic.ports.newId(), kind: scanJobKind, input: { scanId: clinic.ports.newId(), importId: null, userId: rheumatologist.userId } });
    await job.result;
    await vi.waitFor(() => expect(topicsOf(page.told)).toContain('duplicates'), { timeout: 5_000 });
  });

  test('who has a request open is seen by the others, until their last page goes', async () => {
    const { referralId } = await entered();
    const [one, two] = [await pageOf(secretary), await pageOf(secretary)];
    const watching = await pageOf(rheumatologist);
    expect(await clinic.services.triageDesk.attend(rheumatologist, { referralId })).toEqual({ others: [] });
    const since = clinic.ports.clock.now();
    expect(await clinic.services.triageDesk.attend(secretary, { referralId })).toEqual({ others: [{ name: 'Essai rheumatologist', since }] });
    await vi.waitFor(() => expect(topicsOf(watching.told)).toContain('presence'));
    expect(await clinic.services.triageDesk.attend(rheumatologist, { referralId })).toEqual({ others: [{ name: 'Essai secretary', since }] });
    await one.close();
    expect((await clinic.services.triageDesk.attend(rheumatologist, { referralId })).others).toHaveLength(1);
    two.seat(null);
    await two.ended;
    // Those of earlier tests were hers too.
    await Promise.all(pages.filter((page) => page !== watching).map((page) => page.close()));
    expect(await clinic.services.triageDesk.attend(rheumatologist, { referralId })).toEqual({ others: [] });
  });
});
