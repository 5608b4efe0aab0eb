import type { Inputs, Outputs } from '#contract/index.ts';
import type { ActGuard } from '../../credentials/act-guard.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { WriteExecutor } from '../../platform/database/schema.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import type { Caller } from '../../users/caller.ts';
import { type AdministrationRow, administrationsOf, changeAdministration, deleteAdministration } from './administration-repository.ts';
import { addedIncidents, administrationFaults } from './administration-rules.ts';
import { dropCallsOfDose } from './call-repository.ts';
import { correctionsOf, type FormerRecord, formerRecord, insertCorrection } from './correction-repository.ts';
import type { DoseAccess } from './dose-access.ts';
import type { DoseReading, DoseReadings } from './dose-reading.ts';
import { changeDose, doseById, type DoseChange } from './dose-repository.ts';
import type { EscalationService } from './escalation-service.ts';
import { tellIncidents } from './incident-telling.ts';

interface Seen {
  readonly doseId: string;
  readonly expectedVersion: number;
  readonly correctionId: string;
}

/**
 * The record of a dose given is corrected, or taken back as entered in error. What it said is kept with why and by whom; all that
 * counts doses reads the record as it is. Whoever corrects could have written it: one of whom the definition lets give the dose,
 * trained for the act on its day, and only where it was given on a GO.
 */
export function createCorrectionService({ unitOfWork }: ServiceDependencies, readings: DoseReadings, access: DoseAccess, escalations: EscalationService, acts: ActGuard) {
  const given = async (db: WriteExecutor, caller: Caller, { doseId, expectedVersion, correctionId }: Seen) => {
    const dose = await doseById(db, doseId);
    if (!dose) throw new DeclaredError('NOT_FOUND');
    await access.requireOpen(db, caller, dose.patientId);
    if ((await correctionsOf(db, [doseId])).some(({ id }) => id === correctionId)) return { done: { version: dose.version } };
    const reading = await readings.one(db, dose, access.today());
    const [written] = await administrationsOf(db, [doseId]);
    await requireWriter(db, caller, reading, written);
    if (dose.version !== expectedVersion) throw new DeclaredError('STALE', { version: dose.version, changedBy: dose.updatedByName, changedAt: dose.updatedAt });
    if (dose.state !== 'given' || dose.givenOn === null) throw new DeclaredError('ILLEGAL_STATE', { state: dose.state });
    const former = formerRecord({ givenOn: dose.givenOn, site: reading.site }, written);
    return { done: null, dose, reading, written, former };
  };

  /** Where a checklist was asked, whoever could have recorded it; elsewhere, whoever plans doses. */
  const requireWriter = async (db: WriteExecutor, caller: Caller, { dose, content }: DoseReading, written: AdministrationRow | undefined): Promise<void> => {
    if (!written) return access.requirePlanner(db, caller, dose.patientId);
    const { acts: known, dosing } = content.body;
    await access.requireActor(db, caller, dose.patientId, dosing?.administration?.roles ?? []);
    const act = known.find(({ code }) => code === written.act);
    if (!act || !written.wasGo) throw new DeclaredError('ILLEGAL_STATE', { state: 'no-checklist' });
    await acts.require(db, act, caller.practitionerId, written.givenOn);
    return undefined;
  };

  const keep = async (db: WriteExecutor, caller: Caller, { dose, former }: { readonly dose: DoseReading['dose']; readonly former: FormerRecord }, kind: 'corrected' | 'error', { correctionId, reason }: { readonly correctionId: string; readonly reason: string }, change: DoseChange): Promise<{ version: number }> => {
    const by = access.by(caller);
    await insertCorrection(db, { id: correctionId, doseId: dose.id, patientId: dose.patientId, kind, reason, former }, by);
    if (!(await changeDose(db, dose.id, dose.version, change, by))) throw new DeclaredError('STALE', { version: dose.version, changedBy: dose.updatedByName, changedAt: dose.updatedAt });
    await access.record(db, caller, kind === 'error' ? 'dose.taken-back' : 'dose.corrected', dose, { number: dose.number });
    return { version: dose.version + 1 };
  };

  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `INVALID`, `ILLEGAL_STATE`, `NOT_TRAINED` */
    correct: (caller: Caller, input: Inputs['doses']['correct']): Promise<Outputs['doses']['correct']> =>
      unitOfWork.write(async (db) => {
        const found = await given(db, caller, input);
        if (found.done) return { ...found.done, escalated: false };
        const { doseId: _doseId, expectedVersion: _version, correctionId, reason, ...said } = input;
        const { dose, reading, written } = found;
        const form = reading.content.body.dosing?.administration;
        if (!written || !form) throw new DeclaredError('ILLEGAL_STATE', { state: 'no-checklist' });
        // The checklist was judged on that day: another day is another dose.
        const faults = administrationFaults(form, said, written.givenOn);
        if (faults.length > 0) throw new DeclaredError('INVALID', { issues: [...faults] });
        await changeAdministration(db, written.id, { ...said, words: said.words || null });
        const kept = await keep(db, caller, found, 'corrected', { correctionId, reason }, {});
        const escalated = await tellIncidents(db, caller, { escalations, reading, dose }, addedIncidents(written.incidents, said.incidents));
        return { ...kept, escalated };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `INVALID`, `ILLEGAL_STATE` where a checklist was asked */
    correctDay: (caller: Caller, input: Inputs['doses']['correctDay']): Promise<Outputs['doses']['correctDay']> =>
      unitOfWork.write(async (db) => {
        const found = await given(db, caller, input);
        if (found.done) return found.done;
        if (found.written) throw new DeclaredError('ILLEGAL_STATE', { state: 'checklist' });
        if (input.on > access.today()) throw access.invalid('on', 'FUTURE');
        if (input.on < (found.reading.enrolment.includedOn ?? input.on)) throw access.invalid('on', 'BEFORE');
        if (input.on === found.dose.givenOn) throw access.invalid('on', 'SAME');
        return keep(db, caller, found, 'corrected', input, { givenOn: input.on });
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE`, `NOT_TRAINED` */
    takeBack: (caller: Caller, input: Inputs['doses']['takeBack']): Promise<Outputs['doses']['takeBack']> =>
      unitOfWork.write(async (db) => {
        const found = await given(db, caller, input);
        if (found.done) return found.done;
        const { dose, reading, written } = found;
        if (written) await deleteAdministration(db, written.id);
        await dropCallsOfDose(db, dose.id);
        // Still on the way it is to be given, and checked anew; nobody is given a dose after the end.
        const isOver = reading.enrolment.state === 'completed' || reading.enrolment.state === 'left';
        return keep(db, caller, found, 'error', input, { state: isOver ? 'cancelled' : 'planned', givenOn: null, givenSite: null, ...(isOver && { reason: 'other', words: input.reason }) });
      }),
  };
}
