import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { enrolmentById, type EnrolmentRow } from './pathway-repository.ts';

/** An enrolment as the page saw it. */
export interface SeenEnrolment {
  readonly enrolmentId: string;
  readonly expectedVersion: number;
}

/** Who moves people on pathways, and how each move is audited: asked the same way by every use case of this area. */
export function createPathwayAccess({ audit, ports, clinic }: Pick<ServiceDependencies, 'audit' | 'ports' | 'clinic'>) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const mayWrite = (caller: Caller): boolean => caller.grants['patient.clinical.write'] === 'clinic';
  const requireOpen = (db: ReadExecutor, caller: Caller, patientId: string) => requireOpenRecord(db, reachOf(caller, 'patient.clinical.read', ports.clock.now()), patientId);
  const requireWriter = async (db: ReadExecutor, caller: Caller, patientId: string): Promise<void> => {
    if (!mayWrite(caller)) throw new DeclaredError('FORBIDDEN', { access: 'patient.clinical.write' });
    await requireOpen(db, caller, patientId);
  };
  const stale = ({ version, updatedByName, updatedAt }: EnrolmentRow): DeclaredError => new DeclaredError('STALE', { version, changedBy: updatedByName, changedAt: updatedAt });
  return {
    today, mayWrite, requireOpen, requireWriter, stale,
    by: (caller: Caller) => ({ userId: caller.userId, now: ports.clock.now(), today: today() }),
    /** The enrolment at the version seen, of a record the caller writes. */
    held: async (db: ReadExecutor, caller: Caller, { enrolmentId, expectedVersion }: SeenEnrolment): Promise<EnrolmentRow> => {
      const row = await enrolmentById(db, enrolmentId);
      if (!row) throw new DeclaredError('NOT_FOUND');
      await requireWriter(db, caller, row.patientId);
      if (row.version !== expectedVersion) throw stale(row);
      return row;
    },
    record: (db: WriteExecutor, caller: Caller, action: string, row: Pick<EnrolmentRow, 'id' | 'patientId'>, detail?: Readonly<Record<string, string | number>>) =>
      audit.record(db, { userId: caller.userId, action, entity: 'pathway', entityId: row.id, patientId: row.patientId, ...(detail && { detail }) }),
  };
}
