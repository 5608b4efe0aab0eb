import { type CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import { insertPatient } from '../patient-repository.ts';
import { refreshRegistry } from './registry-refresh-repository.ts';

describe.each(engines)('registry rows on %s', (engine) => {
  let clinic: TestClinic;
  let professionalId: string;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    professionalId = (await clinic.caller('rheumatologist')).practitionerId!;
  });
  afterAll(() => clinic.close());

  const write: TestClinic['store']['unitOfWork']['write'] = (work) => clinic.store.unitOfWork.write(work);
  const register = async (familyName: string): Promise<string> => {
    const id = newId();
    await write((db) =>
      insertPatient(db, { id, familyName, givenName: 'Anne', birthDate: '1970-01-02', administrativeSex: 'F', regionCode: '06', phone: '514 555-0142', identifiers: [] }, { now: clinic.ports.clock.now(), newId }),
    );
    return id;
  };
  const entry = async (id: string) => {
    expect(await refreshRegistry(clinic.store.unitOfWork, clinic.ports.clock.now())).toBe(true);
    return clinic.store.unitOfWork.read((db) => db.selectFrom('registry_entry').selectAll().where('patient_id', '=', id).executeTakeFirst());
  };
  const visit = (patientId: string, startsAt: string, live = 1) => ({
    id: newId(), patient_id: patientId, professional_id: professionalId, referral_id: null, starts_at: startsAt, ends_at: startsAt.replace(':00.000Z', ':30.000Z'), local_start: startsAt.slice(0, 16), zone: 'America/Toronto',
    patient_zone: null, modality: 'PHONE', status: live ? 'booked' : 'cancelled', live, reason: null, video_link: null, consent: null, created_at: startsAt, created_by: 'x', updated_at: startsAt,
  });
  const problem = (patientId: string, text: string) => ({
    id: newId(), patient_id: patientId, code_system: null, code: null, text, other_codings: null, source_system: null, source_id: null, source_hash: null, import_id: null, created_at: '', updated_at: '',
    clinical_status: 'active', verification_status: null, category: null, onset_on: null, ended_on: null, recorded_on: null,
  });

  test('follow the patient from the moment of registering', async () => {
    const id = await register('Roy');
    expect(await entry(id)).toMatchObject({ sort_key: 'roy  anne', birth_date: '1970-01-02', region_code: '06', phone_key: '5145550142', deceased: 0, class_rank: null, next_visit_at: null, stale_from: null });
    await write((db) => db.updateTable('patient').set({ region_code: '13', deceased: 1 }).where('id', '=', id).execute());
    expect(await entry(id)).toMatchObject({ region_code: '13', deceased: 1 });
    await write((db) => db.deleteFrom('patient').where('id', '=', id).execute());
    expect(await entry(id)).toBeUndefined();
  });

  test('whether one is stale is asked of the index, also where an import left every row stale in the statistics', async () => {
    if (engine !== 'sqlite') return;
    await register('Statistique');
    const { db } = clinic.store.database;
    await sql`analyze registry_entry`.execute(db);
    const asked: CompiledQuery[] = [];
    const watched = db.withPlugin({
      transformQuery: ({ node, queryId }) => {
        asked.push(db.getExecutor().compileQuery(node, queryId));
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    });
    await refreshRegistry({ ...clinic.store.unitOfWork, read: (work) => work(watched) }, '2000-01-01T00:00:00.000Z');
    const [question] = asked;
    const plan = await sql<{ readonly detail: string }>`explain query plan ${sql.raw(question!.sql.replace(/\?/g, "''"))}`.execute(db);
    expect(plan.rows.map(({ detail }) => detail).join()).toContain('USING INDEX registry_entry_stale');
  });

  test('follow visits, and time as it passes over them', async () => {
    const id = await register('Visite');
    const [past, next] = [visit(id, '2026-10-01T14:00:00.000Z'), visit(id, '2026-11-20T14:00:00.000Z')];
    await write((db) => db.insertInto('appointment').values([past, next]).execute());
    expect(await entry(id)).toMatchObject({ last_visit_on: '2026-10-01', next_visit_at: '2026-11-20T14:00:00.000Z', stale_from: '2026-11-20T14:00:00.000Z' });
    const present = clinic.ports.clock.now();
    clinic.ports.clock.set('2026-11-21T10:00:00.000Z');
    expect(await entry(id)).toMatchObject({ last_visit_on: '2026-11-20', next_visit_at: null, stale_from: null });
    clinic.ports.clock.set(present);
    await write((db) => db.updateTable('appointment').set({ live: 0 }).where('patient_id', '=', id).execute());
    expect(await entry(id)).toMatchObject({ last_visit_on: null, next_visit_at: null });
  });

  test('follow problems and referrals, and a row given to another patient', async () => {
    const [id, other] = [await register('Problème'), await register('Autre')];
    const rows = [problem(id, 'Fracture'), problem(id, 'Polyarthrite rhumatoïde')];
    await write((db) => db.insertInto('condition').values(rows).execute());
    await write((db) =>
      db
        .insertInto('referral')
        .values({
          id: newId(), patient_id: id, referrer_id: null, reason_code: null, requested_cls: null, free_text: '', findings: '[]', prerequisites_provided: '[]', state: 'received', received_at: '', completed_on: '', entered_at: '',
          entered_by: 'x', proposed_cls: 'B', decided_cls: null, due_on: null, queue_role: null, modality: null, source_system: null, source_id: null, source_hash: null, import_id: null, updated_at: '', updated_by: 'x',
        })
        .execute(),
    );
    expect(await entry(id)).toMatchObject({ problem_text: 'Polyarthrite rhumatoïde', problem_key: '|polyarthrite rhumatoide', class_rank: 2 });
    await write((db) => db.updateTable('condition').set({ patient_id: other }).where('id', '=', rows[1]!.id).execute());
    expect(await entry(id)).toMatchObject({ problem_text: 'Fracture' });
    expect(await entry(other)).toMatchObject({ problem_text: 'Polyarthrite rhumatoïde' });
    await write((db) => db.deleteFrom('condition').where('patient_id', '=', id).execute());
    expect(await entry(id)).toMatchObject({ problem_text: null, problem_key: null });
  });

  test('a record merged into another is in no list, and comes back when it is not', async () => {
    const [id, other] = [await register('Fondue'), await register('Restée')];
    await write((db) => db.updateTable('patient').set({ merged_into: other }).where('id', '=', id).execute());
    expect(await entry(id)).toBeUndefined();
    await write((db) => db.updateTable('patient').set({ merged_into: null }).where('id', '=', id).execute());
    expect(await entry(id)).toMatchObject({ sort_key: 'fondue  anne' });
  });

  test('no more than asked for are worked out at once', async () => {
    for (let count = 0; count < 5; count += 1) await register(`Lot ${count}`);
    expect(await refreshRegistry(clinic.store.unitOfWork, clinic.ports.clock.now(), 0)).toBe(false);
    expect(await refreshRegistry(clinic.store.unitOfWork, clinic.ports.clock.now(), 1)).toBe(true);
  });
});
