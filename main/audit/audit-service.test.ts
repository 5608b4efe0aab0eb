import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';

const wholeTrail = { about: { kind: 'all' }, from: null, to: null, after: null } as const;

describe.each(engines)('the audit trail on screen, on %s', (engine) => {
  let clinic: TestClinic;
  let patientId: string;

  beforeEach(async () => {
    clinic = await openTestClinic(engine);
    patientId = await addPatient('Tremblay-Planté', 'Élise');
  });
  afterEach(() => clinic.close());

  async function addPatient(familyName: string, givenName: string): Promise<string> {
    const now = clinic.ports.clock.now();
    const id = clinic.ports.newId();
    const nurse = await clinic.caller('nurse');
    await clinic.store.unitOfWork.write(async (db) => {
      await db
        .insertInto('patient')
        .values({
          id, family_name: familyName, given_name: givenName, birth_family_name: null, prefix: null, sort_key: 'tremblay plante  elise', birth_date: '1980-05-12', administrative_sex: 'F',
          gender: null, language: 'fr', phone: null, email: null, address_line: null, city: null, postal_code: null, region_code: null, country: null, deceased_on: null,
          marital_status: null, source_system: null, source_id: null, source_hash: null, import_id: null, created_at: now, updated_at: now,
        })
        .execute();
      await db.insertInto('patient_identifier').values({ id: clinic.ports.newId(), patient_id: id, system: 'urn:relais:identifier:clinic-file', value: 'A004217', use: null, valid_from: null }).execute();
      await clinic.services.dependencies.audit.record(db, { userId: nurse.userId, action: 'patient.registered', entity: 'patient', entityId: id, patientId: id, detail: { nam: true } });
    });
    return id;
  }

  const administrator = () => clinic.caller('administrator');
  const verify = async () => clinic.services.audit.verify(await administrator());
  const tamper = (statement: ReturnType<typeof sql>) => statement.execute(clinic.store.database.db);

  test('a verification keeps its head, and the next one compares with it', async () => {
    const first = await verify();
    expect(first).toMatchObject({ broken: null, headKept: true, earlier: { heads: 0, since: null, file: 'absent' } });
    clinic.ports.clock.set('2026-11-17T15:12:00.000Z');
    expect(await verify()).toMatchObject({ rows: first.rows + 1, broken: null, earlier: { heads: 1, since: '2026-11-16T15:12:00.000Z', file: 'whole' } });
  });

  test('a trail cut together with its head is found by an earlier verification', async () => {
    for (let index = 0; index < 5; index += 1) await clinic.services.audit.report(await administrator(), wholeTrail);
    const { rows } = await verify();
    const kept = await clinic.store.database.db.selectFrom('audit_event').select('hash').where('seq', '=', 3).executeTakeFirstOrThrow();
    await tamper(sql`delete from audit_event where seq > 3`);
    await tamper(sql`update audit_head set seq = 3, hash = ${kept.hash}`);
    expect((await verify()).broken).toEqual({ kind: 'truncated', seq: rows });
  });

  test('a changed row is named, and the head of a broken trail is not kept', async () => {
    await tamper(sql`update audit_event set user_id = 'x' where seq = 1`);
    expect((await verify()).broken).toEqual({ kind: 'changed', seq: 1 });
    expect((await verify()).earlier).toMatchObject({ heads: 0, file: 'absent' });
  });

  test('an altered file of heads counts for nothing and is told', async () => {
    await verify();
    const path = join(clinic.directory, 'audit-heads.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"seq": \d+/, '"seq": 0'));
    expect((await verify()).earlier).toMatchObject({ heads: 0, file: 'changed' });
    writeFileSync(path, '{');
    expect((await verify()).earlier.file).toBe('changed');
    expect((await verify()).earlier.file).toBe('whole');
  });

  test('a report about a patient says who did what, and is itself in the trail', async () => {
    const { lines } = await clinic.services.audit.report(await administrator(), { ...wholeTrail, about: { kind: 'patient', patientId } });
    expect(lines.map(({ action, userName, patientName, detail }) => ({ action, userName, patientName, detail }))).toEqual([
      { action: 'audit.report-read', userName: 'Essai administrator', patientName: 'Tremblay-Planté, Élise', detail: null },
      { action: 'patient.registered', userName: 'Essai nurse', patientName: 'Tremblay-Planté, Élise', detail: { nam: true } },
    ]);
  });

  test('a report about a person holds nothing of others, within days of the clinic', async () => {
    const nurse = await clinic.caller('nurse');
    const ofNurse = async (from: string | null, to: string | null) => (await clinic.services.audit.report(await administrator(), { about: { kind: 'person', userId: nurse.userId }, from, to, after: null })).lines;
    expect((await ofNurse(null, null)).map(({ userId }) => userId)).toEqual([nurse.userId]);
    expect(await ofNurse('2026-11-16', '2026-11-16')).toHaveLength(1);
    expect(await ofNurse('2026-11-17', null)).toHaveLength(0);
    expect(await ofNurse(null, '2026-11-15')).toHaveLength(0);
  });

  test('pages from the newest, without a gap', async () => {
    const nurse = await clinic.caller('nurse');
    await clinic.store.unitOfWork.write(async (db) => {
      for (let index = 0; index < 150; index += 1) await clinic.services.dependencies.audit.record(db, { userId: nurse.userId, action: 'patient.opened', entity: 'patient', entityId: patientId, patientId });
    });
    const first = await clinic.services.audit.report(await administrator(), wholeTrail);
    const second = await clinic.services.audit.report(await administrator(), { ...wholeTrail, after: first.next });
    expect([first.lines.length, second.next]).toEqual([100, null]);
    const seqs = [...first.lines, ...second.lines].map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => seqs.length - index));
    await expect(clinic.services.audit.report(await administrator(), { ...wholeTrail, after: 'x' })).rejects.toMatchObject({ code: 'INVALID' });
  });

  test.each(['trem', 'Tremblay-Planté', 'Tremblay-Planté, É', 'A-004 217'])('a patient is found by “%s”', async (text) => {
    expect(await clinic.services.audit.findPatients(await administrator(), { text })).toMatchObject([{ patientId, familyName: 'Tremblay-Planté' }]);
  });

  test('an empty question finds nobody; people include the administrator', async () => {
    expect(await clinic.services.audit.findPatients(await administrator(), { text: ' ' })).toEqual([]);
    expect((await clinic.services.audit.people(await administrator())).map(({ login }) => login)).toContain('administrator');
  });
});
