import type { Inputs, Outputs } from '#contract/index.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { insertStatement, statementOwner, withdrawStatement } from './checklist-repository.ts';
import { openItems } from './checklist-rules.ts';
import { builtInChecklist } from './prevention-content.ts';
import { checklistDrugs, type PreventionReader } from './prevention-facts.ts';

/** The checklist before a biologic or targeted drug: what is on file, and what somebody states of the rest. */
export function createChecklistService({ unitOfWork, audit, ports, clinic }: ServiceDependencies, reader: PreventionReader) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const mayWrite = (caller: Caller): boolean => caller.grants['patient.clinical.write'] === 'clinic';
  const requireOpen = (db: ReadExecutor, caller: Caller, patientId: string) => requireOpenRecord(db, reachOf(caller, 'patient.clinical.read', ports.clock.now()), patientId);
  const requireWriter = async (db: ReadExecutor, caller: Caller, patientId: string): Promise<void> => {
    if (!mayWrite(caller)) throw new DeclaredError('FORBIDDEN', { access: 'patient.clinical.write' });
    await requireOpen(db, caller, patientId);
  };

  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    open: (caller: Caller, { patientId, drug }: Inputs['prevention']['checklist']): Promise<Outputs['prevention']['checklist']> =>
      unitOfWork.write(async (db) => {
        await requireOpen(db, caller, patientId);
        const on = today();
        const known = (key: string | null): string | null => checklistDrugs.find((one) => one.key === key)?.key ?? null;
        const taken = (await reader.drugsOn(db, patientId, on)).findLast(({ key }) => known(key) !== null)?.key ?? null;
        const chosen = known(drug) ?? taken;
        const items = await reader.checklistOf(db, patientId, chosen, on);
        await audit.recordReading(db, { userId: caller.userId, action: 'prevention.checklist-read', entity: 'patient', entityId: patientId, patientId });
        return { drug: chosen, drugs: checklistDrugs, on, items: [...items], open: openItems(items).length, mayWrite: mayWrite(caller) };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `INVALID` */
    state: (caller: Caller, { checkId, patientId, item, outcome, on, note }: Inputs['prevention']['stateCheck']): Promise<Outputs['prevention']['stateCheck']> =>
      unitOfWork.write(async (db) => {
        await requireWriter(db, caller, patientId);
        const issues = [
          ...(builtInChecklist.body.items.some(({ code }) => code === item) ? [] : [{ path: 'item', code: 'UNKNOWN' }]),
          ...(on > today() ? [{ path: 'on', code: 'FUTURE' }] : []),
          // What is abnormal, or does not apply, is said.
          ...(outcome !== 'clear' && note.length < 3 ? [{ path: 'note', code: 'REQUIRED' }] : []),
        ];
        if (issues.length > 0) throw new DeclaredError('INVALID', { issues });
        const stated = await insertStatement(db, { id: checkId, patientId, item, outcome, on, note, now: ports.clock.now(), userId: caller.userId });
        if (stated) await audit.record(db, { userId: caller.userId, action: 'prevention.check-stated', entity: 'prevention', entityId: checkId, patientId, detail: { item } });
        return { stated };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN` */
    withdraw: (caller: Caller, { checkId }: Inputs['prevention']['withdrawCheck']): Promise<Outputs['prevention']['withdrawCheck']> =>
      unitOfWork.write(async (db) => {
        const own = await statementOwner(db, checkId);
        if (!own) throw new DeclaredError('NOT_FOUND');
        await requireWriter(db, caller, own.patientId);
        const withdrawn = await withdrawStatement(db, checkId, { now: ports.clock.now(), userId: caller.userId });
        if (withdrawn) await audit.record(db, { userId: caller.userId, action: 'prevention.check-withdrawn', entity: 'prevention', entityId: checkId, patientId: own.patientId, detail: { item: own.item } });
        return { withdrawn };
      }),
  };
}
