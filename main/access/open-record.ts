import type { PatientRecord } from '#contract/patients.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import { readOpeningsAround } from './openings-repository.ts';
import { closedAmong, readAccess } from './reach-repository.ts';
import type { RecordReach } from './record-reach.ts';

/**
 * To be asked before anything of one record is read or changed.
 *
 * @returns whether the record is restricted (and open to the caller all the same)
 * @throws DeclaredError `NOT_FOUND`; `RESTRICTED` when the record is closed to the caller, who may open it with a reason
 */
export async function requireOpenRecord(db: ReadExecutor, reach: RecordReach, patientId: string): Promise<{ readonly restricted: boolean }> {
  const access = await readAccess(db, reach, patientId);
  if (access === null) throw new DeclaredError('NOT_FOUND');
  if (access === 'closed') throw new DeclaredError('RESTRICTED', { patientId });
  return { restricted: access === 'restricted' };
}

/** The same for several at once; those nobody has are not asked about. @throws DeclaredError `RESTRICTED` naming one of them */
export async function requireOpenRecords(db: ReadExecutor, reach: RecordReach, patientIds: readonly string[]): Promise<void> {
  const [closed] = await closedAmong(db, reach, [...new Set(patientIds)]);
  if (closed !== undefined) throw new DeclaredError('RESTRICTED', { patientId: closed });
}

/** The same for whoever opens the record, with what they must know of its restriction (null: there is none). */
export async function openedRecord(db: ReadExecutor, reach: RecordReach, patientId: string): Promise<PatientRecord['restriction']> {
  const { restricted } = await requireOpenRecord(db, reach, patientId);
  return restricted ? readOpeningsAround(db, reach, patientId) : null;
}
