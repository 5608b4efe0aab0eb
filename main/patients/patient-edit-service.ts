import type { Inputs, Outputs } from '#contract/index.ts';
import type { FieldChange } from '#contract/record-history.ts';
import { identifierSystems } from '#contract/values.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { type RecordReach, reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { planTitlesNamed } from '../follow-up-plans/plan-titles.ts';
import { errorCode } from '../platform/database/unit-of-work.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { WriteExecutor } from '../platform/database/schema.ts';
import { type HistoryPosition, type KeptChange, readChangesSince, readPatientHistory } from '../record-history/record-history.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { editIssues, entryWarnings, tidyFields, tidyIdentifiers, withoutStaleQualification } from './edit-rules.ts';
import { changePatient, holdPatient, type PatientState } from './patient-change.ts';
import type { PatientFields, PatientIdentifier } from './patient-fields.ts';
import { holdersOf, readBeginning } from './patient-repository.ts';
import { decodePosition, encodePosition } from './history-cursor.ts';

/** What anybody who may open a record sees of its history; the rest is clinical. */
const identityEntities = ['patient', 'allergy'];
const uniqueViolations = new Set(['23505', 'SQLITE_CONSTRAINT_UNIQUE']);
/** Changes told to somebody whose version is old; more than that, and the record is read again anyway. */
const mostTold = 50;

/** Editing a record, taking an edit back, and who changed what. */
export function createPatientEditService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const reading = (caller: Caller): RecordReach => reachOf(caller, 'patient.read', ports.clock.now());

  const staleError = async (db: WriteExecutor, present: PatientState, seen: number): Promise<DeclaredError> => {
    const changes = await readChangesSince(db, { entity: 'patient', entityId: present.id }, seen, mostTold);
    const last = changes.at(-1);
    return new DeclaredError('STALE', { version: present.version, changedBy: last?.byName ?? null, changedAt: last?.at ?? present.updatedAt, changes: changes.map(asShown) });
  };

  const recordEdit = (db: WriteExecutor, caller: Caller, patientId: string, action: string, fields: readonly string[]): Promise<void> =>
    audit.record(db, { userId: caller.userId, action, entity: 'patient', entityId: patientId, patientId, detail: { fields: [...new Set(fields.map((field) => (field.startsWith('identifier:') ? 'identifiers' : field)))] } });

  /** The file number is the clinic's own: two people never share one. */
  const requireFreeFileNumbers = async (db: WriteExecutor, patientId: string, identifiers: readonly PatientIdentifier[]): Promise<void> => {
    for (const { value } of identifiers.filter(({ system }) => system === identifierSystems.file)) {
      const other = (await holdersOf(db, identifierSystems.file, value)).find((holder) => holder !== patientId);
      if (other !== undefined) throw new DeclaredError('DUPLICATE', { field: 'fileNumber', patientId: other });
    }
  };

  /** Another desk was faster with the same file number. */
  const asDuplicate = (error: unknown): unknown => (uniqueViolations.has(errorCode(error)) ? new DeclaredError('DUPLICATE', { field: 'fileNumber' }) : error);

  return {
    /**
     * @throws DeclaredError `NOT_FOUND`, `RESTRICTED`; `STALE` with what others changed since; `INVALID` by field (a number at
     * `identifiers.<id>`); `DUPLICATE` for a file number in use
     */
    save: async (caller: Caller, input: Inputs['patientEdits']['save']): Promise<Outputs['patientEdits']['save']> => {
      const { patientId, expectedVersion } = input;
      try {
        return await unitOfWork.write(async (db) => {
          await requireOpenRecord(db, reading(caller), patientId);
          const before = await holdPatient(db, patientId);
          if (!before) throw new DeclaredError('NOT_FOUND');
          if (before.version !== expectedVersion) throw await staleError(db, before, expectedVersion);
          const fields: PatientFields = { ...before.fields, ...tidyFields(input.fields) };
          const typed = input.identifiers ? tidyIdentifiers(input.identifiers) : before.identifiers;
          const issues = editIssues(before, fields, typed, { today: today(), country: clinic.country });
          if (issues.length > 0) throw new DeclaredError('INVALID', { issues: [...issues] });
          await requireFreeFileNumbers(db, patientId, typed);
          const identifiers = withoutStaleQualification(before, fields, typed);
          const now = ports.clock.now();
          const changed = await changePatient(db, before, { fields, identifiers, userId: caller.userId, origin: 'edit', reason: input.reason || null }, { now, newId: ports.newId });
          if (changed.changeId !== null) await recordEdit(db, caller, patientId, 'patient.edited', changed.fields);
          return { version: changed.version, changeId: changed.changeId };
        });
      } catch (error) {
        throw asDuplicate(error);
      }
    },

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`; `STALE` once the record was changed again; `DUPLICATE` for a file number now in use */
    undo: async (caller: Caller, { patientId, changeId }: Inputs['patientEdits']['undo']): Promise<Outputs['patientEdits']['undo']> => {
      try {
        return await unitOfWork.write(async (db) => {
          await requireOpenRecord(db, reading(caller), patientId);
          const before = await holdPatient(db, patientId);
          if (!before) throw new DeclaredError('NOT_FOUND');
          const [last] = await readChangesSince(db, { entity: 'patient', entityId: patientId }, before.version - 1, 1);
          if (last?.id !== changeId || last.origin !== 'edit') {
            throw new DeclaredError('STALE', { version: before.version, changedBy: last?.byName ?? null, changedAt: last?.at ?? before.updatedAt });
          }
          const { fields, identifiers } = takenBack(before, last.changes);
          await requireFreeFileNumbers(db, patientId, identifiers);
          const changed = await changePatient(db, before, { fields, identifiers, userId: caller.userId, origin: 'undo', undoes: changeId }, { now: ports.clock.now(), newId: ports.newId });
          await recordEdit(db, caller, patientId, 'patient.edit-undone', changed.fields);
          return { version: changed.version };
        });
      } catch (error) {
        throw asDuplicate(error);
      }
    },

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `INVALID` for a cursor that is not ours */
    history: async (caller: Caller, { patientId, after, limit }: { patientId: string; after: string | null; limit: number }): Promise<Outputs['patientEdits']['history']> => {
      const position: HistoryPosition | null = after === null ? null : decodePosition(after);
      const entities = caller.grants['patient.clinical.read'] ? null : identityEntities;
      const answer = await unitOfWork.read(async (db) => {
        await requireOpenRecord(db, reading(caller), patientId);
        const begun = await readBeginning(db, patientId);
        if (!begun) throw new DeclaredError('NOT_FOUND');
        const changes = await readPatientHistory(db, patientId, { entities, after: position, limit: limit + 1 });
        return { begun, changes, plans: await planTitlesNamed(db, changes.flatMap((one) => one.changes)) };
      });
      await unitOfWork.write((db) => audit.recordReading(db, { userId: caller.userId, action: 'patient.history-read', entity: 'patient', entityId: patientId, patientId }));
      const shown = answer.changes.slice(0, limit);
      const last = answer.changes.length > limit ? shown.at(-1) : undefined;
      return { changes: shown.map(asShown), next: last ? encodePosition(last) : null, begun: answer.begun, plans: answer.plans };
    },

    checkEntry: async (_caller: Caller, input: Inputs['patientEdits']['checkEntry']): Promise<Outputs['patientEdits']['checkEntry']> => Promise.resolve(entryWarnings({ ...input, country: input.country ?? clinic.country })),
  };
}

function asShown({ userId: _userId, importId: _importId, ...change }: KeptChange): Outputs['patientEdits']['history']['changes'][number] {
  return change;
}

/** The fields and numbers as they were before a change, all else as it is. */
function takenBack(present: PatientState, changes: readonly FieldChange[]): { readonly fields: Partial<PatientFields>; readonly identifiers: readonly PatientIdentifier[] } {
  const ofRows = changes.filter(({ field }) => field.startsWith('identifier:'));
  const fields = Object.fromEntries(changes.filter((change) => !ofRows.includes(change)).map(({ field, from }) => [field, from]));
  const touched = new Set(ofRows.map(({ field }) => field.slice('identifier:'.length)));
  const restored = ofRows.flatMap(({ field, from }) => (from === null ? [] : [{ ...(from as unknown as PatientIdentifier), id: field.slice('identifier:'.length) }]));
  return { fields, identifiers: [...present.identifiers.filter(({ id }) => !touched.has(id)), ...restored] };
}
