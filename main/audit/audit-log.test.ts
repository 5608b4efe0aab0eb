import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addMilliseconds } from '../platform/clock.ts';
import { newDataKey, subkey } from '../platform/keys/keyring.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import { type AuditLog, createAuditLog, hashAuditRow } from './audit-log.ts';

const patientId = '0190f3a0-0000-7000-8000-0000000000aa';

describe.each(engines)('the audit trail on %s', (engine) => {
  let clinic: TestClinic;
  let audit: AuditLog;

  beforeEach(async () => {
    clinic = await openTestClinic(engine);
    audit = createAuditLog({ dataKey: clinic.store.dataKey, engine, clock: clinic.ports.clock });
  });
  afterEach(() => clinic.close());

  const write = clinicWrite();
  function clinicWrite() {
    return <T>(work: Parameters<TestClinic['store']['unitOfWork']['write']>[0]) => clinic.store.unitOfWork.write(work) as Promise<T>;
  }
  const rows = () => clinic.store.database.db.selectFrom('audit_event').selectAll().orderBy('seq').execute();
  const record = (entityId: string) => write((db) => audit.record(db, { userId: 'u', action: 'thing.done', entity: 'thing', entityId }));

  test('rows follow one another, each bound to the one before, under the clinic’s key', async () => {
    for (const id of ['a', 'b', 'c']) await record(id);
    const trail = await rows();
    expect(trail.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(trail.map(({ previous_hash }) => previous_hash)).toEqual(['', trail[0]?.hash, trail[1]?.hash]);
    const key = subkey(clinic.store.dataKey, 'audit');
    for (const row of trail) {
      expect(row.hash).toBe(hashAuditRow(key, row));
      expect(row.hash).not.toBe(hashAuditRow(subkey(newDataKey(), 'audit'), row));
      expect(row.hash).not.toBe(hashAuditRow(key, { ...row, detail: '{}' }));
    }
    expect(await clinic.store.database.db.selectFrom('audit_head').select(['seq', 'hash']).execute()).toEqual([{ seq: 3, hash: trail[2]?.hash }]);
  });

  test('what is undone is not recorded, and the number is not lost', async () => {
    await record('a');
    await expect(
      write(async (db) => {
        await audit.record(db, { userId: 'u', action: 'thing.done', entity: 'thing', entityId: 'undone' });
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    await record('b');
    expect((await rows()).map(({ seq, entity_id }) => [seq, entity_id])).toEqual([[1, 'a'], [2, 'b']]);
  });

  test('many at once make one unbroken chain', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => record(`n${index}`)));
    const trail = await rows();
    expect(trail.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    for (const [index, row] of trail.entries()) expect(row.previous_hash).toBe(trail[index - 1]?.hash ?? '');
  });

  test('the reading of a record is written once per person, patient and ten minutes', async () => {
    const read = (userId: string, patient = patientId, action = 'patient.opened') => write((db) => audit.recordReading(db, { userId, action, entity: 'patient', entityId: patient, patientId: patient }));
    const start = clinic.ports.clock.now();
    await read('one');
    await read('one');
    clinic.ports.clock.set(addMilliseconds(start, 9 * 60_000));
    await read('one');
    expect(await rows()).toHaveLength(1);
    await read('two');
    await read('one', '0190f3a0-0000-7000-8000-0000000000bb');
    await read('one', patientId, 'patient.printed');
    expect(await rows()).toHaveLength(4);
    clinic.ports.clock.set(addMilliseconds(start, 10 * 60_000));
    await read('one');
    expect(await rows()).toHaveLength(5);
  });
});
