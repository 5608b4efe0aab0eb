import { type ChangeOrigin, fieldChange, type FieldChange, type RecordChange } from '#contract/record-history.ts';
import { z } from 'zod';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { NewId } from '../ports.ts';

/**
 * The history of records, field by field. Whoever changes a row people may edit writes it here, in the same transaction;
 * for a patient `main/patients/patient-change.ts` does so itself. The audit trail says that something was done and holds
 * no values; this holds them, and belongs to the record.
 */

export interface NewRecordChange {
  /** Name of the table: `patient`, later a clinical one. */
  readonly entity: string;
  readonly entityId: string;
  readonly patientId: string | null;
  /** The version the row has once changed. */
  readonly version: number;
  readonly userId: string;
  readonly origin: ChangeOrigin;
  readonly changes: readonly FieldChange[];
  readonly reason?: string | null;
  readonly importId?: string | null;
  /** Id of the change this one takes back. */
  readonly undoes?: string | null;
}

/** Writes one change; nothing when no field differs. Answers its id, or null. `now` is an instant. */
export async function writeRecordChange(db: WriteExecutor, change: NewRecordChange, { now, newId }: { readonly now: string; readonly newId: NewId }): Promise<string | null> {
  if (change.changes.length === 0) return null;
  const id = newId();
  await db
    .insertInto('record_change')
    .values({
      id, entity: change.entity, entity_id: change.entityId, patient_id: change.patientId, version: change.version, at: now, user_id: change.userId, origin: change.origin,
      reason: change.reason ?? null, import_id: change.importId ?? null, undoes: change.undoes ?? null, changes: JSON.stringify(change.changes),
    })
    .execute();
  return id;
}

/** A change as it is kept: with the ids of who made it and of the import it came by. */
export interface KeptChange extends RecordChange {
  readonly userId: string;
  readonly importId: string | null;
}

/** Nobody's record has more. */
const mostChanges = 5000;

/** Where a page of a patient's history ended. */
export interface HistoryPosition {
  readonly at: string;
  readonly id: string;
}

/** The changes of a patient's record, newest first, after a position; of these entities only. */
export async function readPatientHistory(
  db: ReadExecutor,
  patientId: string,
  { entities, after, limit }: { readonly entities: readonly string[] | null; readonly after: HistoryPosition | null; readonly limit: number },
): Promise<readonly KeptChange[]> {
  const rows = await changesWithNames(db)
    .where('record_change.patient_id', '=', patientId)
    .$if(entities !== null, (query) => query.where('entity', 'in', entities ?? []))
    .$if(after !== null, (query) => query.where((eb) => eb(eb.refTuple('record_change.at', 'record_change.id'), '<', eb.tuple(after?.at ?? '', after?.id ?? ''))))
    .orderBy('record_change.at', 'desc')
    .orderBy('record_change.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toChange);
}

/** The changes of one row that led beyond a version, oldest first. */
export async function readChangesSince(db: ReadExecutor, row: { readonly entity: string; readonly entityId: string }, version: number, limit = mostChanges): Promise<readonly KeptChange[]> {
  const rows = await changesWithNames(db)
    .where('entity', '=', row.entity)
    .where('entity_id', '=', row.entityId)
    .where('record_change.version', '>', version)
    .orderBy('record_change.version')
    .orderBy('record_change.id')
    .limit(limit)
    .execute();
  return rows.map(toChange);
}

function changesWithNames(db: ReadExecutor) {
  return db
    .selectFrom('record_change')
    .leftJoin('user_account', 'user_account.id', 'record_change.user_id')
    .select([
      'record_change.id', 'entity', 'entity_id as entityId', 'record_change.version', 'at', 'user_id as userId', 'origin', 'reason', 'import_id as importId', 'undoes', 'changes',
      'user_account.display_name as displayName',
    ]);
}

const keptChanges = z.array(fieldChange);

function toChange({ displayName, changes, origin, ...row }: Awaited<ReturnType<ReturnType<typeof changesWithNames>['execute']>>[number]): KeptChange {
  return { ...row, byName: displayName ?? row.userId, origin: origin as ChangeOrigin, changes: keptChanges.parse(JSON.parse(changes)) };
}
