import { requireOpenRecord } from '../../access/open-record.ts';
import { reachOf, type RecordReach } from '../../access/record-reach.ts';
import { civilDate } from '../../appointments/wall-time.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import type { Caller } from '../../users/caller.ts';
import { isFor } from './dose-answer-rules.ts';

/** Who reads doses, plans them, answers for them: asked the same way by every use case of this area. */
export function createDoseAccess({ audit, ports, clinic }: Pick<ServiceDependencies, 'audit' | 'ports' | 'clinic'>) {
  const reach = (caller: Caller): RecordReach => reachOf(caller, 'patient.clinical.read', ports.clock.now());
  const requireOpen = (db: ReadExecutor, caller: Caller, patientId: string) => requireOpenRecord(db, reach(caller), patientId);
  const forbidden = (): DeclaredError => new DeclaredError('FORBIDDEN', { access: 'patient.clinical.write' });
  const mayPlan = (caller: Caller): boolean => caller.grants['patient.clinical.write'] === 'clinic';
  /** Whoever writes clinical notes and has one of these roles. */
  const mayAct = (caller: Caller, roles: readonly string[]): boolean => caller.grants['patient.clinical.write'] !== undefined && isFor(roles, caller.roles);
  return {
    reach, requireOpen, mayPlan, mayAct,
    today: (): string => civilDate(ports.clock.now(), clinic.timeZone),
    by: (caller: Caller) => ({ userId: caller.userId, now: ports.clock.now(), today: civilDate(ports.clock.now(), clinic.timeZone) }),
    requirePlanner: async (db: ReadExecutor, caller: Caller, patientId: string): Promise<void> => {
      if (!mayPlan(caller)) throw forbidden();
      await requireOpen(db, caller, patientId);
    },
    requireActor: async (db: ReadExecutor, caller: Caller, patientId: string, roles: readonly string[]): Promise<void> => {
      await requireOpen(db, caller, patientId);
      if (!mayAct(caller, roles)) throw forbidden();
    },
    invalid: (path: string, code: string): DeclaredError => new DeclaredError('INVALID', { issues: [{ path, code }] }),
    record: (db: WriteExecutor, caller: Caller, action: string, { id, patientId }: { readonly id: string; readonly patientId: string }, detail?: Readonly<Record<string, string | number>>) =>
      audit.record(db, { userId: caller.userId, action, entity: action.slice(0, action.indexOf('.')), entityId: id, patientId, ...(detail && { detail }) }),
    recordReading: (db: WriteExecutor, caller: Caller, action: string, patientId: string) => audit.recordReading(db, { userId: caller.userId, action, entity: 'patient', entityId: patientId, patientId }),
  };
}

export type DoseAccess = ReturnType<typeof createDoseAccess>;
