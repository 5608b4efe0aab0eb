import type { AcuteEventTold } from '#contract/acute-care.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { itemChanges } from '../record-history/item-change-rules.ts';
import { writeRecordChange } from '../record-history/record-history.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { type AcuteEventRow, acuteEventById, acuteEventsOf, changeAcuteEvent, insertAcuteEvent, isKnownEvent, withdrawAcuteEvent } from './acute-event-repository.ts';
import { acuteEventFields } from './acute-event-history.ts';
import { acuteEventIssues } from './acute-event-rules.ts';
import { toxicityOrgans as organs } from './toxicity-organs.ts';

/** Emergency visits and admissions: noted by whoever learns of one, corrected or taken back with a trace. */
export function createAcuteEventService({ unitOfWork, audit, ports, clinic }: ServiceDependencies) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const by = (caller: Caller) => ({ userId: caller.userId, now: ports.clock.now() });
  const mayNote = (caller: Caller): boolean => caller.grants['patient.clinical.write'] !== undefined;
  /** Whoever writes for the whole clinic changes any; others what they noted. */
  const mayChange = (caller: Caller, { notedBy }: Pick<AcuteEventRow, 'notedBy'>): boolean => caller.grants['patient.clinical.write'] === 'clinic' || (mayNote(caller) && notedBy === caller.userId);
  const requireOpen = (db: ReadExecutor, caller: Caller, patientId: string) => requireOpenRecord(db, reachOf(caller, 'patient.clinical.read', ports.clock.now()), patientId);
  const forbidden = (): DeclaredError => new DeclaredError('FORBIDDEN', { access: 'patient.clinical.write' });
  const stale = ({ version, updatedByName, updatedAt }: AcuteEventRow): DeclaredError => new DeclaredError('STALE', { version, changedBy: updatedByName, changedAt: updatedAt });
  const record = (db: WriteExecutor, caller: Caller, action: string, { id, patientId }: { readonly id: string; readonly patientId: string }, kind: string) =>
    audit.record(db, { userId: caller.userId, action, entity: 'acute-event', entityId: id, patientId, detail: { kind } });
  const said = (row: AcuteEventRow) => acuteEventFields(row, clinic.language);
  const writeChange = (db: WriteExecutor, caller: Caller, from: AcuteEventRow | null, to: AcuteEventRow | null, reason: string | null) => {
    const row = to ?? from;
    if (!row) return Promise.resolve(null);
    const changes = itemChanges('acuteEvent', from && said(from), to && said(to));
    return writeRecordChange(db, { entity: 'acute_event', entityId: row.id, patientId: row.patientId, version: to?.version ?? row.version + 1, userId: caller.userId, origin: from ? 'edit' : 'created', changes, reason }, { now: ports.clock.now(), newId: ports.newId });
  };
  const held = async (db: WriteExecutor, caller: Caller, id: string, version: number): Promise<AcuteEventRow> => {
    const row = await acuteEventById(db, id);
    if (!row) throw new DeclaredError('NOT_FOUND');
    await requireOpen(db, caller, row.patientId);
    if (!mayChange(caller, row)) throw forbidden();
    if (row.version !== version) throw stale(row);
    return row;
  };
  const checked = (told: AcuteEventTold): AcuteEventTold => {
    const issues = acuteEventIssues(told, { organs: organs.map(({ code }) => code), today: today() });
    if (issues.length > 0) throw new DeclaredError('INVALID', { issues: [...issues] });
    return told;
  };
  const note = async (db: WriteExecutor, caller: Caller, { eventId: id, patientId, expectedVersion: _new, ...told }: Inputs['acuteCare']['save']): Promise<{ version: number }> => {
    await requireOpen(db, caller, patientId);
    if (!mayNote(caller)) throw forbidden();
    const known = await acuteEventById(db, id);
    if (known) await requireOpen(db, caller, known.patientId);
    if (known) return { version: known.version };
    if (await isKnownEvent(db, id)) throw new DeclaredError('NOT_FOUND');
    await insertAcuteEvent(db, checked(told), { id, patientId, ...by(caller) });
    const written = await acuteEventById(db, id);
    await writeChange(db, caller, null, written ?? null, null);
    await record(db, caller, 'acute-event.noted', { id, patientId: written?.patientId ?? patientId }, told.kind);
    return { version: 1 };
  };

  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    ofPatient: (caller: Caller, { patientId }: Inputs['acuteCare']['ofPatient']): Promise<Outputs['acuteCare']['ofPatient']> =>
      unitOfWork.write(async (db) => {
        await requireOpen(db, caller, patientId);
        const rows = await acuteEventsOf(db, patientId);
        await audit.recordReading(db, { userId: caller.userId, action: 'acute-event.listed', entity: 'patient', entityId: patientId, patientId });
        return {
          today: today(), organs, mayNote: mayNote(caller),
          events: rows.map((row) => {
            const { patientId: _patient, notedBy: _by, notedByName, updatedAt: _at, updatedByName: _name, ...event } = row;
            return { ...event, notedBy: notedByName ?? '', mayChange: mayChange(caller, row) };
          }),
        };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `INVALID`; the same id sent twice is the one there is */
    save: (caller: Caller, input: Inputs['acuteCare']['save']): Promise<Outputs['acuteCare']['save']> =>
      unitOfWork.write(async (db) => {
        const { eventId, patientId: _patient, expectedVersion, ...told } = input;
        if (expectedVersion === null) return note(db, caller, input);
        const row = await held(db, caller, eventId, expectedVersion);
        if (!(await changeAcuteEvent(db, row, checked(told), by(caller)))) throw stale((await acuteEventById(db, row.id)) ?? row);
        await writeChange(db, caller, row, (await acuteEventById(db, row.id)) ?? null, null);
        await record(db, caller, 'acute-event.corrected', row, told.kind);
        return { version: row.version + 1 };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE` */
    withdraw: (caller: Caller, { eventId, expectedVersion, reason }: Inputs['acuteCare']['withdraw']): Promise<Outputs['acuteCare']['withdraw']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, eventId, expectedVersion);
        if (!(await withdrawAcuteEvent(db, row, reason, by(caller)))) throw stale(row);
        await writeChange(db, caller, row, null, reason);
        await record(db, caller, 'acute-event.withdrawn', row, row.kind);
        return { version: row.version + 1 };
      }),
  };
}
