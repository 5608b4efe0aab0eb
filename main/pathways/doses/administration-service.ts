import type { Inputs, Outputs } from '#contract/index.ts';
import type { ActGuard } from '../../credentials/act-guard.ts';
import { dayAfter } from '../phase-rules.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import type { Caller } from '../../users/caller.ts';
import { administrationsOf, insertAdministration } from './administration-repository.ts';
import { administrationFaults } from './administration-rules.ts';
import { planCalls } from './call-repository.ts';
import type { DoseAccess } from './dose-access.ts';
import { opensOn } from './dose-answer-rules.ts';
import type { DoseReading, DoseReadings } from './dose-reading.ts';
import { changeDose, doseById, type DoseRow, insertAnswers } from './dose-repository.ts';
import { needOfChecklist } from './escalation-rules.ts';
import { isWaitedFor } from './escalation-repository.ts';
import type { EscalationService } from './escalation-service.ts';
import { tellIncidents } from './incident-telling.ts';
import { proposalsFor } from './laboratory-reading.ts';
import { laboratoryFact, measuredFault, type ProposedValue } from './laboratory-rules.ts';

/**
 * What is checked before a dose and how it is given. Whether it may be is judged here, at that moment, from what is kept,
 * whatever the page showed: without a GO, or by somebody not trained for the act, nothing is recorded, by any path.
 */
export function createAdministrationService({ unitOfWork, ports, clinic }: ServiceDependencies, readings: DoseReadings, access: DoseAccess, escalations: EscalationService, acts: ActGuard) {
  const planned = async (db: ReadExecutor, doseId: string): Promise<DoseRow> => {
    const dose = await doseById(db, doseId);
    if (!dose) throw new DeclaredError('NOT_FOUND');
    return dose;
  };
  const running = ({ dose, enrolment }: DoseReading): void => {
    if (dose.state !== 'planned') throw new DeclaredError('ILLEGAL_STATE', { state: dose.state });
    if (enrolment.state !== 'running') throw new DeclaredError('ILLEGAL_STATE', { state: enrolment.state });
  };
  /** The act of giving a dose is begun here and nowhere else: by whom the definition lets give it, on a GO, trained for it on the day it is given. */
  const beginAct = async (db: WriteExecutor, caller: Caller, reading: DoseReading, givenOn: string) => {
    const { dose, content, checklist, verdict } = reading;
    const { dosing } = content.body;
    const form = dosing?.administration;
    await access.requireActor(db, caller, dose.patientId, form?.roles ?? []);
    running(reading);
    const act = content.body.acts.find(({ code }) => code === dosing?.act);
    if (!dosing || !form || !checklist || !verdict || !act) throw new DeclaredError('ILLEGAL_STATE', { state: 'no-checklist' });
    if (verdict.result !== 'go') throw new DeclaredError('ILLEGAL_STATE', { state: verdict.result });
    await acts.require(db, act, caller.practitionerId, givenOn);
    return { act: act.code, form, verdict, calls: dosing.calls };
  };

  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `INVALID`, `ILLEGAL_STATE` */
    answer: (caller: Caller, { doseId, item: code, answers, words }: Inputs['doses']['answer']): Promise<Outputs['doses']['answer']> =>
      unitOfWork.write(async (db) => {
        const dose = await planned(db, doseId);
        await access.requireOpen(db, caller, dose.patientId);
        const reading = await readings.one(db, dose, access.today());
        const item = reading.checklist?.items.find((one) => one.code === code);
        if (!item) throw access.invalid('item', 'UNKNOWN');
        await access.requireActor(db, caller, dose.patientId, item.roles);
        running(reading);
        if (reading.verdict?.items.find((one) => one.code === code)?.isAhead) throw new DeclaredError('ILLEGAL_STATE', { state: 'not-yet' });
        if (opensOn(item, dose.dueOn) > access.today()) throw new DeclaredError('ILLEGAL_STATE', { state: 'too-early' });
        const proposals = answers.some(({ resultId }) => resultId) ? await proposalsFor(db, reading, { today: access.today(), zone: clinic.timeZone }) : new Map<string, ProposedValue>();
        for (const { fact, value, measuredOn, resultId } of answers) {
          const known = reading.content.body.facts.find((one) => one.code === fact);
          if (!known || !item.facts.includes(fact)) throw access.invalid(`answers.${fact}`, 'UNKNOWN');
          if (value === null) continue;
          if (typeof value !== (known.kind === 'number' ? 'number' : 'boolean')) throw access.invalid(`answers.${fact}`, 'NOT_A_NUMBER');
          if (known.kind === 'number' && typeof value === 'number' && (value < known.min || value > known.max)) throw access.invalid(`answers.${fact}`, 'OUT_OF_RANGE');
          const measured = laboratoryFact(known);
          const fault = measured ? measuredFault(measured, measuredOn, access.today()) : measuredOn || resultId ? 'UNKNOWN' : null;
          if (fault) throw access.invalid(`answers.${fact}`, fault);
          // What is said to be the record's is the record's, as it is now.
          const proposed = proposals.get(fact);
          if (resultId && (proposed?.resultId !== resultId || proposed.value !== value || proposed.measuredOn !== measuredOn)) throw access.invalid(`answers.${fact}`, 'CHANGED');
        }
        await insertAnswers(db, answers.map(({ fact, value, measuredOn = null, resultId = null }) => ({ id: ports.newId(), doseId, patientId: dose.patientId, item: code, fact, value, words: words || null, ...(value !== null && { measuredOn, resultId, convertedFrom: resultId === null ? null : (proposals.get(fact)?.convertedFrom ?? null) }) })), access.by(caller));
        await access.record(db, caller, 'dose.answered', dose, { number: dose.number, item: code });
        const { checklist, verdict } = await readings.one(db, dose, access.today());
        const need = checklist && verdict && !(await isWaitedFor(db, doseId, code)) ? needOfChecklist(checklist, verdict, code) : null;
        if (need) await escalations.open(db, caller, need, { enrolmentId: dose.enrolmentId, patientId: dose.patientId, doseId, callId: null });
        return { result: verdict?.result ?? 'hold', escalated: need !== null };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `INVALID`, `ILLEGAL_STATE` without a GO, `NOT_TRAINED` */
    record: (caller: Caller, { doseId, expectedVersion, administrationId, ...written }: Inputs['doses']['record']): Promise<Outputs['doses']['record']> =>
      unitOfWork.write(async (db) => {
        const dose = await planned(db, doseId);
        await access.requireOpen(db, caller, dose.patientId);
        const [kept] = await administrationsOf(db, [doseId]);
        if (kept?.id === administrationId) return { version: dose.version, escalated: false };
        if (dose.version !== expectedVersion) throw new DeclaredError('STALE', { version: dose.version, changedBy: dose.updatedByName, changedAt: dose.updatedAt });
        const reading = await readings.one(db, dose, access.today());
        const { act, form, verdict, calls } = await beginAct(db, caller, reading, written.givenOn);
        const faults = administrationFaults(form, written, access.today());
        if (faults.length > 0) throw new DeclaredError('INVALID', { issues: [...faults] });
        const by = access.by(caller);
        const { enrolmentId, patientId } = dose;
        await insertAdministration(db, { id: administrationId, doseId, patientId, ...written, words: written.words || null, act, judged: { verdict, facts: reading.facts } }, by);
        if (!(await changeDose(db, doseId, dose.version, { state: 'given', givenOn: written.givenOn, givenSite: reading.site }, by))) throw new DeclaredError('STALE', { version: dose.version, changedBy: dose.updatedByName, changedAt: dose.updatedAt });
        await planCalls(db, calls.map(({ code, offset }) => ({ id: ports.newId(), enrolmentId, patientId, doseId, code, dueOn: dayAfter(written.givenOn, offset) })));
        await access.record(db, caller, 'dose.recorded', dose, { number: dose.number, site: reading.site, act });
        return { version: dose.version + 1, escalated: await tellIncidents(db, caller, { escalations, reading, dose }, written.incidents) };
      }),
  };
}
