import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import { createAuditLog } from './audit-log.ts';
import { verifyAuditTrail } from './audit-verification.ts';

describe.each(engines)('verification of the audit trail on %s', (engine) => {
  let clinic: TestClinic;

  beforeEach(async () => {
    clinic = await openTestClinic(engine);
    const audit = createAuditLog({ dataKey: clinic.store.dataKey, engine, clock: clinic.ports.clock });
    await clinic.store.unitOfWork.write(async (db) => {
      for (let index = 0; index < 8; index += 1) {
        await audit.record(db, { userId: 'someone', action: 'patient.opened', entity: 'patient', entityId: `p${index}`, detail: { fields: ['phone'] } });
      }
    });
  });
  afterEach(() => clinic.close());

  const verify = (known: { seq: number; hash: string }[] = []) =>
    clinic.store.unitOfWork.read((db) => verifyAuditTrail(db, clinic.store.dataKey, known));
  const tamper = (statement: ReturnType<typeof sql>) => statement.execute(clinic.store.database.db);

  test('an untouched trail holds', async () => {
    const { rows, broken, head } = await verify();
    expect({ rows, broken }).toEqual({ rows: 8, broken: null });
    expect((await verify([head])).broken).toBeNull();
  });

  test.each(['user_id', 'at', 'action', 'entity_id', 'detail', 'patient_id'])('a changed %s is found and its row named', async (column) => {
    await tamper(sql`update audit_event set ${sql.ref(column)} = 'x' where seq = 5`);
    expect((await verify()).broken).toEqual({ kind: 'changed', seq: 5 });
  });

  test('a removed row is found, also when the later ones are numbered anew', async () => {
    await tamper(sql`delete from audit_event where seq = 4`);
    expect((await verify()).broken).toEqual({ kind: 'removed', seq: 4 });
    await tamper(sql`update audit_event set seq = seq - 1 where seq = 5`);
    expect((await verify()).broken).toEqual({ kind: 'changed', seq: 4 });
  });

  test('a trail cut at its end is found by its head, and together with its head by a head known from elsewhere', async () => {
    const { head } = await verify();
    const before = await clinic.store.database.db.selectFrom('audit_event').select('hash').where('seq', '=', 6).executeTakeFirstOrThrow();
    await tamper(sql`delete from audit_event where seq > 6`);
    expect((await verify()).broken).toEqual({ kind: 'truncated', seq: 8 });
    await tamper(sql`update audit_head set seq = 6, hash = ${before.hash}`);
    expect((await verify()).broken).toBeNull();
    expect((await verify([head])).broken).toEqual({ kind: 'truncated', seq: 8 });
  });

  test('rows added with another key are found', async () => {
    const other = createAuditLog({ dataKey: new Uint8Array(32), engine, clock: clinic.ports.clock });
    await clinic.store.unitOfWork.write((db) => other.record(db, { userId: 'x', action: 'y', entity: 'z', entityId: null }));
    expect((await verify()).broken).toEqual({ kind: 'changed', seq: 9 });
  });
});
