import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergeFields, type MergeField } from '#contract/duplicates.ts';
import { identifierSystems } from '#contract/values.ts';
import { newId } from '../../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { insertPatient } from '../patient-repository.ts';
import { createPatientService } from '../patient-service.ts';
import { createMergeService } from './merge-service.ts';
import { tablesThatMove } from './merge-repository.ts';

describe.each(engines)('merging on %s', (engine) => {
  let clinic: TestClinic;
  let merges: ReturnType<typeof createMergeService>;
  let patients: ReturnType<typeof createPatientService>;
  let secretary: Caller;
  let doctor: Caller;
  let pharmacist: Caller;
  let serial = 0;

  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    merges = createMergeService(clinic.services.dependencies);
    patients = createPatientService(clinic.services.dependencies);
    secretary = await clinic.caller('secretary');
    doctor = await clinic.caller('rheumatologist');
    pharmacist = await clinic.caller('pharmacist');
  });
  afterAll(() => clinic.close());

  const source = { source_system: null, source_id: null, source_hash: null, import_id: null };
  const write: TestClinic['store']['unitOfWork']['write'] = (work) => clinic.store.unitOfWork.write(work);

  interface Shape {
    readonly nam?: string | null;
    readonly file?: boolean;
    readonly phone?: string | null;
    readonly problems?: number;
    readonly referrals?: number;
    /** Day of the month of each visit, at ten. */
    readonly visits?: readonly number[];
    readonly hour?: number;
    /** Hour at which the secretary restricted it. */
    readonly restricted?: number | null;
    /** What its team says of the doctor and the pharmacist. */
    readonly stances?: readonly ('member' | 'excluded' | null)[];
  }
  /** A patient with rows that hang on them. */
  const register = async (familyName: string, shape: Shape = {}): Promise<string> => {
    const id = newId();
    const now = clinic.ports.clock.now();
    serial += 1;
    await write(async (db) => {
      await insertPatient(
        db,
        {
          id, familyName, givenName: 'Anne', birthDate: '1970-01-02', administrativeSex: 'F', phone: shape.phone ?? null, regionCode: '06',
          identifiers: [...(shape.nam ? [{ system: identifierSystems.nam, value: shape.nam }] : []), ...(shape.file ? [{ system: identifierSystems.file, value: `F-${engine}-${serial}` }] : [])],
        },
        { now, newId },
      );
      for (let index = 0; index < (shape.problems ?? 0); index += 1) {
        await db
          .insertInto('condition')
          .values({ ...source, id: newId(), patient_id: id, code_system: null, code: null, text: `Problème ${index}`, other_codings: null, created_at: now, updated_at: now, clinical_status: 'active', verification_status: null, category: null, onset_on: null, ended_on: null, recorded_on: null })
          .execute();
      }
      for (let index = 0; index < (shape.referrals ?? 0); index += 1) {
        await db
          .insertInto('referral')
          .values({
            ...source, id: newId(), patient_id: id, referrer_id: null, reason_code: null, requested_cls: null, free_text: '', findings: '[]', prerequisites_provided: '[]', state: 'received', received_at: now, completed_on: '2026-11-16', entered_at: now,
            entered_by: 'x', proposed_cls: 'B', decided_cls: null, due_on: null, queue_role: null, modality: null, updated_at: now, updated_by: 'x',
          })
          .execute();
      }
      if (typeof shape.restricted === 'number') {
        await db
          .insertInto('patient_restriction')
          .values({ id: newId(), patient_id: id, reason: 'other', words: 'x', restricted_at: `2026-11-01T${10 + shape.restricted}:00:00.000Z`, restricted_by: secretary.userId, lifted_at: null, lifted_by: null, lifted_words: null })
          .execute();
      }
      for (const [index, stance] of (shape.stances ?? []).entries()) {
        const user = [doctor, pharmacist][index];
        if (stance && user) await db.insertInto('care_team_member').values({ id: newId(), patient_id: id, user_id: user.userId, stance, added_at: now, added_by: 'x', removed_at: null, removed_by: null }).execute();
      }
      for (const day of shape.visits ?? []) await db.insertInto('appointment').values(visit(id, day, shape.hour ?? 10)).execute();
      await db.insertInto('draft').values({ id: newId(), user_id: secretary.userId, form: 'patient-edit', record_id: id, sealed: 'x', updated_at: now }).execute();
    });
    return id;
  };
  /** Times far apart by serial, so that no professional is double booked; the hour says whether two patients' visits meet. */
  const visit = (patientId: string, day: number, hour: number) => {
    const starts = `20${30 + (serial % 60)}-01-${String(day).padStart(2, '0')}T${hour}:00:00.000Z`;
    return {
      id: newId(), patient_id: patientId, professional_id: doctor.practitionerId!, referral_id: null, starts_at: starts, ends_at: starts.replace(':00:00', ':30:00'), local_start: starts.slice(0, 16), zone: 'America/Toronto', patient_zone: null,
      modality: 'PHONE', status: 'booked', live: 1, reason: null, video_link: null, consent: null, created_at: starts, created_by: 'x', updated_at: starts,
    };
  };

  const versionOf = async (id: string) => (await clinic.store.unitOfWork.read((db) => db.selectFrom('patient').select('version').where('id', '=', id).executeTakeFirstOrThrow())).version;
  const merge = async (survivorId: string, retiredId: string, take: readonly MergeField[] = []) =>
    merges.merge(secretary, { mergeId: newId(), survivorId, survivorVersion: await versionOf(survivorId), retiredId, retiredVersion: await versionOf(retiredId), take: [...take] });

  /** Everything kept of some patients, but what only ever grows: versions and their instants, the trail, the history and the list of merges. */
  const everything = async (ids: readonly string[]) => {
    const { db } = clinic.store.database;
    const dump: Record<string, unknown> = {};
    for (const table of [...(await tablesThatMove(db)), 'patient_identifier']) {
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)} where patient_id in (${sql.join(ids)}) order by id`.execute(db);
      dump[table] = rows;
    }
    const own = await db.selectFrom('patient').selectAll().where('id', 'in', ids).orderBy('id').execute();
    dump['patient'] = own.map(({ version: _version, updated_at: _updatedAt, ...row }) => row);
    dump['search'] = await db.selectFrom('patient_search').select(['patient_id', 'sort_key', 'terms']).where('patient_id', 'in', ids).orderBy('patient_id').execute();
    dump['draft'] = await db.selectFrom('draft').selectAll().where('record_id', 'in', ids).orderBy('id').execute();
    dump['pair'] = await db.selectFrom('duplicate_pair').selectAll().where('one_id', 'in', ids).orderBy('id').execute();
    return dump;
  };

  test('everything moves to the one that stays, the other leads to it', async () => {
    const survivor = await register('Roy', { nam: 'ROYA70510211', problems: 1, phone: '514 555-0101' });
    const retired = await register('Roi', { nam: 'ROIA70510219', file: true, problems: 2, referrals: 1, visits: [3] });
    const { moved } = await merge(survivor, retired, ['phone', 'fileNumber']);
    expect(moved).toBe(4);
    const record = await patients.open(doctor, { patientId: retired });
    expect(record).toMatchObject({ id: survivor, identity: { familyName: 'Roy', phone: null } });
    expect(record.clinical?.problems).toHaveLength(3);
    expect(record.referrals).toHaveLength(1);
    expect(record.visits).toHaveLength(1);
    expect(record.identifiers.map(({ value, use }) => [value.slice(0, 4), use]).sort()).toEqual([['F-' + engine.slice(0, 2), null], ['ROIA', 'old'], ['ROYA', null]].sort());
    // Found once, by either number.
    for (const text of ['roia 7051 0219', 'roya 7051']) expect((await patients.search(doctor, { text, limit: 5 })).patients.map(({ id }) => id)).toEqual([survivor]);
    expect((await patients.search(doctor, { text: 'roi, anne', limit: 5 })).patients.map(({ id }) => id)).not.toContain(retired);
    const trail = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select('patient_id').where('action', '=', 'patient.merged').execute());
    expect(new Set(trail.map((row) => row.patient_id))).toEqual(new Set([survivor, retired]));
  });

  test('a value is taken where it was chosen', async () => {
    const survivor = await register('Gagnon', { nam: 'GAGA70510211' });
    const retired = await register('Gagnon-Roy', { nam: 'GAGA70510229', phone: '514 555-0199' });
    await merge(survivor, retired, ['familyName', 'nam', 'phone']);
    const { identity, identifiers } = await patients.open(doctor, { patientId: survivor });
    expect(identity).toMatchObject({ familyName: 'Gagnon-Roy', phone: '514 555-0199' });
    expect(identifiers.map(({ value, use }) => [value, use])).toEqual(expect.arrayContaining([['GAGA70510211', 'old'], ['GAGA70510229', null]]));
  });

  test('what stands in the way is said, and nothing moves', async () => {
    const [one, other] = [await register('Un', { visits: [5], hour: 10 }), await register('Deux')];
    const twin = (await clinic.store.unitOfWork.read((db) => db.selectFrom('appointment').selectAll().where('patient_id', '=', one).executeTakeFirstOrThrow()));
    const physiotherapist = (await clinic.caller('physiotherapist')).practitionerId!;
    await write((db) => db.insertInto('appointment').values({ ...twin, id: newId(), patient_id: other, professional_id: physiotherapist }).execute());
    expect((await merges.compare(secretary, { oneId: one, otherId: other })).obstacle).toBe('VISITS_OVERLAP');
    await expect(merge(one, other)).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'VISITS_OVERLAP' } });
    await expect(merge(one, one)).rejects.toMatchObject({ data: { state: 'SAME_RECORD' } });
    await expect(merges.merge(secretary, { mergeId: newId(), survivorId: one, survivorVersion: 99, retiredId: other, retiredVersion: 1, take: [] })).rejects.toMatchObject({ code: 'STALE' });
    await expect(merges.merge(secretary, { mergeId: newId(), survivorId: one, survivorVersion: 1, retiredId: newId(), retiredVersion: 1, take: [] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(merges.compare(secretary, { oneId: one, otherId: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const third = await register('Trois');
    await merge(third, await register('Quatre'));
    const { merges: [latest] } = await merges.merges(secretary, { after: null });
    await expect(merge(one, latest!.retired.patientId)).rejects.toMatchObject({ data: { state: 'ALREADY_MERGED' } });
  });

  test('the same merge sent again is answered as done', async () => {
    const [survivor, retired] = [await register('Encore'), await register('Encore', { problems: 1 })];
    const input = { mergeId: newId(), survivorId: survivor, survivorVersion: 1, retiredId: retired, retiredVersion: 1, take: [] };
    expect(await merges.merge(secretary, input)).toEqual(await merges.merge(secretary, input));
  });

  test('who reads the record that stays: those who read the more restricted one', async () => {
    const open = await register('Ouverte', { problems: 1 });
    const closed = await register('Fermée', { restricted: 2, problems: 1, stances: ['member', 'excluded'] });
    await expect(merges.compare(pharmacist, { oneId: open, otherId: closed })).rejects.toMatchObject({ code: 'RESTRICTED' });
    const nurse = await clinic.caller('nurse');
    await expect(merges.merge(nurse, { mergeId: newId(), survivorId: open, survivorVersion: 1, retiredId: closed, retiredVersion: 1, take: [] })).rejects.toMatchObject({ code: 'RESTRICTED' });
    const { mergeId } = await merge(open, closed);
    for (const patientId of [open, closed]) {
      expect((await patients.open(doctor, { patientId })).restriction).not.toBeNull();
      for (const outside of [nurse, pharmacist]) await expect(patients.open(outside, { patientId })).rejects.toMatchObject({ code: 'RESTRICTED' });
      await expect(clinic.services.patientEdits.history(nurse, { patientId, after: null, limit: 5 })).rejects.toMatchObject({ code: 'RESTRICTED' });
    }
    expect((await merges.merges(nurse, { after: null })).merges.map((one) => one.mergeId)).not.toContain(mergeId);
    expect((await merges.merges(doctor, { after: null })).merges.map((one) => one.mergeId)).toContain(mergeId);
    await expect(merges.undoMerge(nurse, { mergeId })).rejects.toMatchObject({ code: 'RESTRICTED' });
    await merges.undoMerge(secretary, { mergeId });
    expect((await patients.open(nurse, { patientId: open })).restriction).toBeNull();
    await expect(patients.open(nurse, { patientId: closed })).rejects.toMatchObject({ code: 'RESTRICTED' });
  });

  test('of two restrictions the earlier stays in force; one made since keeps the merge from being undone', async () => {
    const [late, early] = [await register('Tard', { restricted: 2 }), await register('Tôt', { restricted: 1 })];
    const { mergeId } = await merge(late, early);
    const inForce = async (patientId: string) => (await clinic.store.unitOfWork.read((db) => db.selectFrom('patient_restriction').select('restricted_at').where('patient_id', '=', patientId).where('lifted_at', 'is', null).execute())).map((row) => row.restricted_at);
    expect(await inForce(late)).toEqual(['2026-11-01T11:00:00.000Z']);
    clinic.ports.clock.set('2026-11-16T16:12:00.000Z');
    await clinic.services.access.setStance(secretary, { patientId: late, userId: pharmacist.userId, stance: 'member' });
    await expect(merges.undoMerge(secretary, { mergeId })).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'CHANGED_SINCE' } });
  });

  test('undoing is refused once it would not be exact, and says why', async () => {
    const [survivor, retired] = [await register('Stable', { problems: 1 }), await register('Stable', { referrals: 1 })];
    const { mergeId } = await merge(survivor, retired);
    const later = await register('Ensuite');
    const next = await merge(later, survivor);
    await expect(merges.undoMerge(secretary, { mergeId })).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'MERGED_AGAIN' } });
    expect((await patients.open(doctor, { patientId: retired })).id).toBe(later);
    await merges.undoMerge(secretary, { mergeId: next.mergeId });
    await expect(merges.undoMerge(secretary, { mergeId: next.mergeId })).rejects.toMatchObject({ data: { state: 'ALREADY_UNDONE' } });
    await expect(merges.undoMerge(secretary, { mergeId: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });

    const [kept, gone] = [await register('Change'), await register('Change', { referrals: 1 })];
    const other = await merge(kept, gone);
    const referral = await clinic.store.unitOfWork.read((db) => db.selectFrom('referral').select('id').where('patient_id', '=', kept).executeTakeFirstOrThrow());
    serial += 1;
    const booked = { ...visit(kept, 7, 9), referral_id: referral.id };
    await write((db) => db.insertInto('appointment').values(booked).execute());
    await expect(merges.undoMerge(secretary, { mergeId: other.mergeId })).rejects.toMatchObject({ data: { state: 'CHANGED_SINCE' } });
    await write((db) => db.deleteFrom('appointment').where('id', '=', booked.id).execute());
    await write((db) => db.updateTable('patient').set((eb) => ({ version: eb('version', '+', 1) })).where('id', '=', kept).execute());
    await expect(merges.undoMerge(secretary, { mergeId: other.mergeId })).rejects.toMatchObject({ data: { state: 'CHANGED_SINCE' } });
    const listed = await merges.merges(secretary, { after: null });
    expect(listed.merges.find((one) => one.mergeId === other.mergeId)?.obstacle).toBe('CHANGED_SINCE');
  });

  test('merged, then undone: every row is back as it was', { timeout: 120_000 }, async () => {
    const shapes = fc.record({
      nam: fc.constantFrom(null, 'ROYA70510211', 'ROYA70510229'), file: fc.boolean(), phone: fc.constantFrom(null, '514 555-0101'), problems: fc.nat(2), referrals: fc.nat(1),
      visits: fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { maxLength: 2 }),
      restricted: fc.constantFrom(null, 1, 2), stances: fc.array(fc.constantFrom(null, 'member' as const, 'excluded' as const), { maxLength: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(shapes, shapes, fc.subarray([...mergeFields]), fc.boolean(), async (one, other, take, paired) => {
        const survivor = await register('Roy', { ...one, hour: 10 });
        const retired = await register('Royer', { ...other, hour: 14 });
        if (paired) {
          const [oneId = '', otherId = ''] = [survivor, retired].sort();
          await write((db) => db.insertInto('duplicate_pair').values({ id: newId(), one_id: oneId, other_id: otherId, score: 0.9, reasons: '[]', rules_version: 'x', found_at: '', state: 'open' }).execute());
        }
        const before = await everything([survivor, retired]);
        const { mergeId } = await merge(survivor, retired, take);
        // As restricted as the more restricted of both; whom either kept out is kept out.
        const access = await patients.open(secretary, { patientId: retired });
        expect(access.restriction !== null).toBe(one.restricted !== null || other.restricted !== null);
        const kept = await clinic.store.unitOfWork.read((db) => db.selectFrom('care_team_member').select('user_id').where('patient_id', '=', survivor).where('stance', '=', 'excluded').where('removed_at', 'is', null).execute());
        const out = [doctor, pharmacist].filter((_, index) => one.stances[index] === 'excluded' || other.stances[index] === 'excluded').map(({ userId }) => userId);
        expect(kept.map((row) => row.user_id).sort()).toEqual(out.sort());
        const rows = await clinic.store.unitOfWork.read((db) => db.selectFrom('condition').select('id').where('patient_id', '=', retired).execute());
        expect(rows).toEqual([]);
        // No two live records share a number, and every number is still somebody's.
        const holders = await clinic.store.unitOfWork.read((db) => db.selectFrom('patient_identifier').select('patient_id').where('patient_id', 'in', [survivor, retired]).execute());
        expect(holders.every((row) => row.patient_id === survivor)).toBe(true);
        await merges.undoMerge(secretary, { mergeId });
        expect(await everything([survivor, retired])).toEqual(before);
        await write((db) => db.deleteFrom('appointment').where('patient_id', 'in', [survivor, retired]).execute());
      }),
      { numRuns: engine === 'sqlite' ? 25 : 12 },
    );
  });
});
