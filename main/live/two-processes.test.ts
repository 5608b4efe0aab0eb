import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type OpenClinic, openClinic } from '../clinics/open-clinic.ts';
import { connectionPurpose, openStore } from '../platform/store/store.ts';
import { unsealWithDataKey } from '../platform/keys/keyring.ts';
import { readKeyring } from '../platform/store/keyring-file.ts';
import { aPatient, aRequest } from '../referrals/testing/referral-fixtures.ts';
import { openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { openPage, type TestPage } from './testing/follower.ts';

/** Two hosts on one PostgreSQL database, each with its own pool and listener, that know nothing else of each other. */
describe('two servers on one PostgreSQL database', () => {
  let one: TestClinic;
  let other: OpenClinic;
  let operator: pg.Client;
  let secretary: Caller;
  let rheumatologist: Caller;
  let page: TestPage;
  const overheard: string[] = [];

  beforeAll(async () => {
    one = await openTestClinic('postgres');
    [secretary, rheumatologist] = [await one.caller('secretary'), await one.caller('rheumatologist')];
    const keyring = readKeyring(one.directory);
    other = await openClinic(await openStore(one.directory, keyring, one.store.dataKey), one.ports);
    const sealed = keyring.connection;
    operator = new pg.Client({ connectionString: Buffer.from((sealed && unsealWithDataKey(one.store.dataKey, connectionPurpose, sealed)) ?? []).toString('utf8') });
    await operator.connect();
    operator.on('notification', ({ payload }) => overheard.push(payload ?? ''));
    await operator.query('listen relais');
    page = await openPage(other, rheumatologist);
    await listening(1);
  });
  afterAll(async () => {
    await page.close();
    await operator.end();
    await other.store.close();
    await one.close();
  });

  const listeners = async (): Promise<readonly number[]> =>
    (await operator.query<{ pid: number }>(`select pid from pg_stat_activity where datname = current_database() and application_name = 'relais-listener' and query ilike 'listen%'`)).rows.map(({ pid }) => pid);
  const listening = (count: number): Promise<void> => vi.waitFor(async () => expect(await listeners()).toHaveLength(count), { timeout: 10_000 });
  const entered = async () => {
    const patientId = await aPatient(one);
    const request = aRequest(one, patientId);
    await one.services.referrals.enter(secretary, request);
    return { patientId, referralId: request.referralId };
  };
  /** Something written, and heard: what was said before it has arrived too. */
  const seen = async (): Promise<void> => {
    const { patientId } = await entered();
    await vi.waitFor(() => expect(names()).toContain(patientId), { timeout: 5_000 });
  };
  const names = () => page.told.flatMap(({ patientIds }) => patientIds ?? ['any']);

  test('what is written at one reaches the pages of the other, once, and at its commit', async () => {
    const { patientId } = await entered();
    await vi.waitFor(() => expect(names()).toContain(patientId), { timeout: 5_000 });
    expect(names().filter((id) => id === patientId)).toHaveLength(1);
    await expect(
      one.store.unitOfWork.write(async (db) => {
        await one.services.dependencies.audit.record(db, { userId: 'x', action: 'patient.registered', entity: 'patient', entityId: null, patientId: one.ports.newId() });
        throw new Error('half way');
      }),
    ).rejects.toThrow('half way');
    const before = names().length;
    const next = await entered();
    await vi.waitFor(() => expect(names().slice(before)).toEqual([next.patientId]), { timeout: 5_000 });
  });

  test('who has a request open at one is seen at the other, and no longer once they left', async () => {
    const { referralId } = await entered();
    const away = await openPage(one, secretary);
    await one.services.triageDesk.attend(secretary, { referralId });
    await vi.waitFor(async () => expect((await other.services.triageDesk.attend(rheumatologist, { referralId })).others.map(({ name }) => name)).toEqual(['Essai secretary']), { timeout: 5_000 });
    await vi.waitFor(() => expect(page.told.flatMap(({ topics }) => topics)).toContain('presence'), { timeout: 5_000 });
    await away.close();
    await vi.waitFor(async () => expect((await other.services.triageDesk.attend(rheumatologist, { referralId })).others).toEqual([]), { timeout: 5_000 });
  });

  test('what passes through the server is ids and codes: no name, no word of a record', async () => {
    await entered();
    await vi.waitFor(() => expect(overheard.length).toBeGreaterThan(2), { timeout: 5_000 });
    for (const text of overheard) expect(text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')).toMatch(/^[{}[\]",:a-zA-Z_-]*$/);
    expect(overheard.join('\n')).not.toMatch(/Béland|Maryse|Essai|Mains|secretary/);
  });

  test('what anybody else says there is dropped, or makes pages look again and learn nothing', async () => {
    await seen();
    const before = page.told.length;
    const forged = ['', 'x', '{}', '[]', '{"from":"x","everything":true}', '{"from":"0190f3a0-0000-7000-8000-000000000001","changes":[["patient","<script>"]]}', '{"from":"0190f3a0-0000-7000-8000-000000000001","signal":{"presence":{"userId":1}}}', `{"a":"${'x'.repeat(7000)}"}`];
    for (const text of forged) await operator.query('select pg_notify($1, $2)', ['relais', text]);
    // A record nobody has is not named to anybody.
    const nobody = '0190f3a0-0000-7000-8000-00000000dead';
    await operator.query('select pg_notify($1, $2)', ['relais', `{"from":"0190f3a0-0000-7000-8000-000000000001","changes":[["patient","${nobody}"]]}`]);
    await vi.waitFor(() => expect(page.told.length).toBe(before + 1), { timeout: 5_000 });
    expect(page.told.at(-1)?.patientIds).toBeNull();
    // Nor is somebody nobody knows shown beside a request.
    const { referralId } = await entered();
    await operator.query('select pg_notify($1, $2)', ['relais', `{"from":"0190f3a0-0000-7000-8000-000000000001","signal":{"presence":{"userId":"${nobody}","referralId":"${referralId}"}}}`]);
    expect((await other.services.triageDesk.attend(rheumatologist, { referralId })).others).toEqual([]);
  });

  test('a listener that was cut comes back, and everything is looked at again', async () => {
    await seen();
    const before = page.told.length;
    // That of the host without a page may still be there.
    for (const pid of await listeners()) await operator.query('select pg_terminate_backend($1)', [pid]);
    await vi.waitFor(() => expect(page.told.slice(before)).toContainEqual({ topics: expect.arrayContaining(['patients', 'hours', 'imports']) as unknown, patientIds: null }), { timeout: 20_000 });
    await seen();
  });
});
