import { z } from 'zod';
import type { Inputs, Outputs } from '#contract/index.ts';
import type { ComparedRecord, MergeObstacle } from '#contract/duplicates.ts';
import { identifierSystems } from '#contract/values.ts';
import type { AdministrativeSex } from '#contract/values.ts';
import { requireOpenRecord } from '../../access/open-record.ts';
import { type RecordReach, reachOf } from '../../access/record-reach.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import type { Caller } from '../../users/caller.ts';
import { changePatient, holdPatient, type PatientState, readPatientState } from '../patient-change.ts';
import { identifierOfRow, identifierRowOf } from '../patient-fields.ts';
import { writePatientSearch } from '../patient-repository.ts';
import { readIdentities } from './candidate-repository.ts';
import { scoreDuplicate } from './duplicate-rules.ts';
import { asideRows, endAside, isAccessChangedSince, putAside, setAside } from './merged-access-repository.ts';
import { listMerges, obstacleOf, readMerge } from './merge-list-repository.ts';
import { countRowsOf, haveOverlappingVisits, isBookedSince, markMerged, moveDrafts, moveDraftsBack, movedRows, moveRows, moveRowsBack, tablesThatMove } from './merge-repository.ts';
import { mergedIdentifiers, takenFields } from './merge-rules.ts';

const pageSize = 50;
const position = z.tuple([z.string(), z.string()]);

const text = z.string().nullable();
const keptIdentifier = z.object({ id: z.string(), system: z.string(), value: z.string(), use: text, issuer: text, valid_from: text, valid_to: text, ins_qualified: z.int() });
const keptPair = z.object({
  id: z.string(), one_id: z.string(), other_id: z.string(), score: z.number(), reasons: z.string(), rules_version: z.string(), scan_id: text, found_at: z.string(), state: z.string(), decided_at: text, decided_by: text,
  one_identity: text, other_identity: text,
});
/** What undoing a merge needs, beside the rows that moved: kept with it. */
const before = z.object({
  fields: z.record(z.string(), z.unknown()),
  identifiers: z.array(keptIdentifier),
  retiredIdentifiers: z.array(keptIdentifier),
  pairs: z.array(keptPair),
  drafts: z.array(z.string()),
  // A merge made before records could be restricted set nothing aside.
  aside: asideRows.default({}),
  changeId: z.string().nullable(),
});

/** Two records side by side, made one, and taken apart again. */
export function createMergeService({ unitOfWork, audit, ports }: ServiceDependencies) {
  const reading = (caller: Caller): RecordReach => reachOf(caller, 'patient.read', ports.clock.now());

  const refuse = (obstacle: MergeObstacle): never => {
    throw new DeclaredError('ILLEGAL_STATE', { state: obstacle });
  };

  const stale = async (db: ReadExecutor, state: PatientState): Promise<never> => {
    const last = await db
      .selectFrom('record_change')
      .leftJoin('user_account', 'user_account.id', 'record_change.user_id')
      .select('display_name')
      .where('entity_id', '=', state.id)
      .orderBy('record_change.version', 'desc')
      .limit(1)
      .executeTakeFirst();
    throw new DeclaredError('STALE', { version: state.version, changedBy: last?.display_name ?? null, changedAt: state.updatedAt });
  };

  return {
    /**
     * Both records as they are now, how alike they are, and what stands in the way of merging. Both readings are audited.
     *
     * @throws DeclaredError `NOT_FOUND`, `RESTRICTED`
     */
    compare: async (caller: Caller, { oneId, otherId }: Inputs['duplicates']['compare']): Promise<Outputs['duplicates']['compare']> => {
      const compared = await unitOfWork.read(async (db) => {
        for (const patientId of [oneId, otherId]) await requireOpenRecord(db, reading(caller), patientId);
        const one = await readCompared(db, oneId);
        const other = await readCompared(db, otherId);
        const identities = await readIdentities(db, [oneId, otherId]);
        const [first, second] = [identities.get(oneId), identities.get(otherId)];
        if (!one || !other || !first || !second) throw new DeclaredError('NOT_FOUND');
        const { score, strength, reasons } = scoreDuplicate(first, second);
        return { one: one.record, other: other.record, score, strength, reasons: [...reasons], obstacle: await obstacleTo(db, one, other) };
      });
      await unitOfWork.write(async (db) => {
        for (const patientId of [oneId, otherId]) await audit.recordReading(db, { userId: caller.userId, action: 'patient.compared', entity: 'patient', entityId: patientId, patientId });
      });
      return compared;
    },

    /**
     * Makes two records one, in one transaction: everything moves to the one that stays, the other leads to it. The one
     * that stays is as restricted as the more restricted of both.
     *
     * @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `STALE` when either changed since it was compared, `ILLEGAL_STATE` with the obstacle
     */
    merge: async (caller: Caller, input: Inputs['duplicates']['merge']): Promise<Outputs['duplicates']['merge']> => {
      const { mergeId, survivorId, retiredId, take } = input;
      if (survivorId === retiredId) return refuse('SAME_RECORD');
      return unitOfWork.write(async (db) => {
        const done = await readMerge(db, mergeId);
        if (done) return { mergeId, moved: countOf(movedRows.parse(JSON.parse(done.row.moved))) };
        // In the order of ids, so that two who merge the same pair wait for each other instead of blocking.
        const held = new Map<string, PatientState>();
        for (const id of [survivorId, retiredId].sort()) {
          const state = await holdPatient(db, id);
          if (!state) throw new DeclaredError('NOT_FOUND');
          held.set(id, state);
        }
        const [survivor, retired] = [held.get(survivorId), held.get(retiredId)];
        if (!survivor || !retired) throw new DeclaredError('NOT_FOUND');
        for (const id of [survivorId, retiredId]) await requireOpenRecord(db, reading(caller), id);
        const merged = await db.selectFrom('patient').select('id').where('id', 'in', [survivorId, retiredId]).where('merged_into', 'is not', null).executeTakeFirst();
        if (merged) return refuse('ALREADY_MERGED');
        if (survivor.version !== input.survivorVersion) return stale(db, survivor);
        if (retired.version !== input.retiredVersion) return stale(db, retired);
        if (await haveOverlappingVisits(db, survivorId, retiredId)) return refuse('VISITS_OVERLAP');

        const now = ports.clock.now();
        const pairs = await db.deleteFrom('duplicate_pair').where((eb) => eb.or([eb('one_id', '=', retiredId), eb('other_id', '=', retiredId)])).returningAll().execute();
        const aside = await setAside(db, survivorId, retiredId, now);
        const moved = await moveRows(db, (await tablesThatMove(db)).filter((table) => table !== 'duplicate_pair'), retiredId, survivorId);
        await putAside(db, aside, survivorId, retiredId);
        const drafts = await moveDrafts(db, retiredId, survivorId);
        // Numbers leave the one before they reach the other: a file number is nobody's twice.
        await db.deleteFrom('patient_identifier').where('patient_id', '=', retiredId).execute();
        const { version, changeId } = await changePatient(
          db,
          survivor,
          { fields: takenFields(retired.fields, take), identifiers: mergedIdentifiers(survivor.identifiers, retired.identifiers, take), userId: caller.userId, origin: 'merge' },
          { now, newId: ports.newId },
        );
        await db.deleteFrom('patient_search').where('patient_id', '=', retiredId).execute();
        await markMerged(db, retiredId, survivorId, now);
        const kept = {
          fields: survivor.fields, identifiers: survivor.identifiers.map(identifierRowOf), retiredIdentifiers: retired.identifiers.map(identifierRowOf), pairs, drafts, aside, changeId,
        };
        await db
          .insertInto('patient_merge')
          .values({
            id: mergeId, survivor_id: survivorId, retired_id: retiredId, merged_at: now, merged_by: caller.userId, taken: JSON.stringify(take), moved: JSON.stringify(moved), before: JSON.stringify(kept),
            survivor_version: version, undone_at: null, undone_by: null,
          })
          .execute();
        for (const [patientId, role] of [[survivorId, 'stays'], [retiredId, 'goes']] as const) {
          await audit.record(db, { userId: caller.userId, action: 'patient.merged', entity: 'patient', entityId: patientId, patientId, detail: { role, merge: mergeId, rows: countOf(moved), taken: [...take] } });
        }
        return { mergeId, moved: countOf(moved) };
      });
    },

    merges: async (caller: Caller, { after }: Inputs['duplicates']['merges']): Promise<Outputs['duplicates']['merges']> => {
      const merges = await unitOfWork.read((db) => listMerges(db, reading(caller), readPosition(after ?? null), pageSize + 1));
      const last = merges.slice(0, pageSize).at(-1);
      return { merges: merges.slice(0, pageSize), next: merges.length > pageSize && last ? JSON.stringify([last.mergedAt, last.mergeId]) : null };
    },

    /**
     * Both records as they were before, each with its rows. What was added to the one that stayed since then stays with it.
     *
     * @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `ILLEGAL_STATE` with why it would not be exact
     */
    undoMerge: async (caller: Caller, { mergeId }: Inputs['duplicates']['undoMerge']): Promise<Outputs['duplicates']['undoMerge']> =>
      unitOfWork.write(async (db) => {
        const found = await readMerge(db, mergeId);
        if (!found) throw new DeclaredError('NOT_FOUND');
        const { survivor_id: survivorId, retired_id: retiredId } = found.row;
        await requireOpenRecord(db, reading(caller), survivorId);
        for (const id of [survivorId, retiredId].sort()) await holdPatient(db, id);
        const merge = await readMerge(db, mergeId);
        const survivor = await readPatientState(db, survivorId);
        if (!merge || !survivor) throw new DeclaredError('NOT_FOUND');
        const moved = movedRows.parse(JSON.parse(merge.row.moved));
        const obstacle = obstacleOf(merge.row, merge.survivor, merge.retired) ?? ((await isBookedSince(db, moved, survivorId)) || (await isAccessChangedSince(db, survivorId, merge.row.merged_at)) ? 'CHANGED_SINCE' : null);
        if (obstacle) return refuse(obstacle);

        const now = ports.clock.now();
        const kept = before.parse(JSON.parse(merge.row.before));
        await endAside(db, kept.aside, now);
        await moveRowsBack(db, moved, survivorId, retiredId);
        await putAside(db, kept.aside, retiredId, survivorId);
        await moveDraftsBack(db, kept.drafts, survivorId, retiredId);
        await changePatient(
          db,
          survivor,
          { fields: kept.fields, identifiers: kept.identifiers.map(identifierOfRow), userId: caller.userId, origin: 'undo', undoes: kept.changeId },
          { now, newId: ports.newId },
        );
        for (const row of kept.retiredIdentifiers) await db.insertInto('patient_identifier').values({ ...row, patient_id: retiredId }).execute();
        await markMerged(db, retiredId, null, now);
        const retired = await readPatientState(db, retiredId);
        if (retired) await writePatientSearch(db, { id: retiredId, ...retired.fields, identifiers: retired.identifiers });
        for (const pair of kept.pairs) await db.insertInto('duplicate_pair').values(pair).onConflict((conflict) => conflict.columns(['one_id', 'other_id']).doNothing()).execute();
        await db.updateTable('patient_merge').set({ undone_at: now, undone_by: caller.userId }).where('id', '=', mergeId).execute();
        for (const patientId of [survivorId, retiredId]) {
          await audit.record(db, { userId: caller.userId, action: 'patient.merge-undone', entity: 'patient', entityId: patientId, patientId, detail: { merge: mergeId, rows: countOf(moved) } });
        }
        return { survivorId, retiredId };
      }),
  };
}

function countOf(moved: Readonly<Record<string, readonly string[]>>): number {
  return Object.values(moved).reduce((sum, ids) => sum + ids.length, 0);
}

interface Compared {
  readonly record: ComparedRecord;
  readonly isMerged: boolean;
}

async function obstacleTo(db: ReadExecutor, one: Compared, other: Compared): Promise<MergeObstacle | null> {
  if (one.record.patientId === other.record.patientId) return 'SAME_RECORD';
  if (one.isMerged || other.isMerged) return 'ALREADY_MERGED';
  return (await haveOverlappingVisits(db, one.record.patientId, other.record.patientId)) ? 'VISITS_OVERLAP' : null;
}

async function readCompared(db: ReadExecutor, patientId: string): Promise<Compared | null> {
  const row = await db.selectFrom('patient').select(['created_at', 'source_system', 'merged_into']).where('id', '=', patientId).executeTakeFirst();
  const state = row && (await readPatientState(db, patientId));
  if (!row || !state) return null;
  const { fields, identifiers } = state;
  const current = (system: string): string | null => {
    const own = identifiers.filter((one) => one.system === system);
    return (own.find(({ use }) => use !== 'old') ?? own[0])?.value ?? null;
  };
  const [nam, fileNumber] = [current(identifierSystems.nam), current(identifierSystems.file)];
  return {
    isMerged: row.merged_into !== null,
    record: {
      patientId, version: state.version, createdAt: row.created_at, sourceSystem: row.source_system, familyName: fields.familyName, givenName: fields.givenName, birthFamilyName: fields.birthFamilyName,
      birthDate: fields.birthDate, administrativeSex: fields.administrativeSex as AdministrativeSex, gender: fields.gender, nam, fileNumber,
      otherNumbers: identifiers.filter(({ value }) => value !== nam && value !== fileNumber).map(({ system, value }) => ({ system, value })),
      language: fields.language, phone: fields.phone, email: fields.email, address: { line: fields.addressLine, city: fields.city, postalCode: fields.postalCode, regionCode: fields.regionCode },
      mobility: fields.mobility, teleSuitability: fields.teleSuitability, deceased: fields.deceased, deceasedOn: fields.deceasedOn, holds: await countRowsOf(db, patientId),
    },
  };
}

/** @throws DeclaredError `INVALID` for a cursor we did not make */
function readPosition(cursor: string | null): { readonly at: string; readonly id: string } | null {
  if (cursor === null) return null;
  try {
    const [at, id] = position.parse(JSON.parse(cursor));
    return { at, id };
  } catch {
    throw new DeclaredError('INVALID', { issues: [{ path: 'after', code: 'CURSOR' }] });
  }
}
