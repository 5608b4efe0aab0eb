import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deliveryPath } from '#contract/deliveries.ts';
import { addMilliseconds } from '../platform/clock.ts';
import { openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Session } from '../users/session.ts';
import { answerDelivery, isDeliveryAddress } from './delivery-request.ts';
import { type FileDelivery, mediaTypes } from './file-delivery.ts';

const letter = { name: 'Lettre: Béland.pdf', mediaType: mediaTypes.pdf } as const;
const words = 'Chère docteure, voici Maryse Béland.';

describe('a file that goes out', () => {
  let clinic: TestClinic;
  let files: FileDelivery;
  let session: Session;

  beforeEach(async () => {
    clinic = await openTestClinic('sqlite');
    files = clinic.services.files;
    session = { caller: await clinic.caller('rheumatologist') };
  });
  afterEach(() => clinic.close());

  const deliver = () => files.deliver(session, letter, Buffer.from(words));
  const fetchAs = (who: Session, deliveryId: string, method = 'GET') => answerDelivery(new Request(`http://127.0.0.1${deliveryPath(deliveryId)}`, { method }), who, clinic);
  const waiting = (): readonly string[] => readdirSync(join(clinic.directory, 'outgoing'));

  test('waits sealed: nothing of it, not even its name, can be read from the disk', async () => {
    await deliver();
    const [name = ''] = waiting();
    const onDisk = readFileSync(join(clinic.directory, 'outgoing', name));
    expect(name).toMatch(/^[0-9a-f-]{36}$/);
    expect(onDisk.includes('Béland')).toBe(false);
    expect(onDisk.includes('docteure')).toBe(false);
  });

  test('is fetched once, under its name, kept by no cache, and then is gone from the disk', async () => {
    const { deliveryId, name, bytes } = await deliver();
    const answer = await fetchAs(session, deliveryId);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(words);
    expect(name).toBe('Lettre Béland.pdf');
    expect(bytes).toBe(Buffer.byteLength(words));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf', 'content-length': String(bytes), 'cache-control': 'no-store', 'x-content-type-options': 'nosniff',
      'content-disposition': `attachment; filename="Lettre Beland.pdf"; filename*=UTF-8''Lettre%20B%C3%A9land.pdf`,
    });
    expect(waiting()).toEqual([]);
    expect((await fetchAs(session, deliveryId)).status).toBe(404);
  });

  test('is for the window that asked and the person in it, while they may act', async () => {
    const { deliveryId } = await deliver();
    const { caller } = session;
    expect((await fetchAs({ caller }, deliveryId)).status).toBe(404);
    session.caller = null;
    expect((await fetchAs(session, deliveryId)).status).toBe(404);
    session.caller = await clinic.caller('secretary');
    expect((await fetchAs(session, deliveryId)).status).toBe(404);
    session.caller = caller;
    expect((await fetchAs(session, deliveryId)).status).toBe(200);
  });

  test('is forgotten after ten minutes', async () => {
    const { deliveryId, until } = await deliver();
    expect(until).toBe(addMilliseconds(clinic.ports.clock.now(), 600_000));
    clinic.ports.clock.set(until);
    expect((await fetchAs(session, deliveryId)).status).toBe(404);
    expect(waiting()).toEqual([]);
  });

  test('is not sent for anything but a GET of its own address', async () => {
    const { deliveryId } = await deliver();
    expect((await fetchAs(session, deliveryId, 'HEAD')).status).toBe(405);
    expect((await fetchAs(session, deliveryId, 'POST')).status).toBe(405);
    for (const other of ['', '..%2Fclinic.db', '0190f3a0-0000-7000-8000-0000000000aa']) expect((await fetchAs(session, other)).status).toBe(404);
    expect((await fetchAs(session, deliveryId)).status).toBe(200);
    expect([isDeliveryAddress('app://relais/delivery/x'), isDeliveryAddress('app://relais/index.html'), isDeliveryAddress('http://127.0.0.1:1/?delivery/')]).toEqual([true, false, false]);
  });

  test('may be written piece by piece, and offered afterwards; nobody there to take it: removed', async () => {
    const sealed = await files.seal((async function* () { yield Buffer.from('un '); yield await Promise.resolve(Buffer.from('deux')); })());
    const { deliveryId } = await files.deliverSealed(session, letter, sealed);
    expect(await (await fetchAs(session, deliveryId)).text()).toBe('un deux');
    await expect(files.deliver({ caller: null }, letter, Buffer.from(words))).rejects.toThrow('nobody is signed in');
    expect(waiting()).toEqual([]);
  });

  test('goes with the clinic: closing leaves nothing behind', async () => {
    await deliver();
    files.clear();
    expect(() => waiting()).toThrow();
  });
});
