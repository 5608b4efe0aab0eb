import type { Inputs, Outputs } from '#contract/index.ts';
import { daysFrom } from '../appointments/wall-time.ts';
import type { DosePlans } from './doses/dose-plans.ts';
import type { PhasePlans } from '../follow-up-plans/phase-plans.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { areAllMet, judgeCriteria, judgeEntry } from './criterion-rules.ts';
import { type Enrolment, type EnrolmentMove, moved } from './enrolment-rules.ts';
import { retiredPathways } from './editor/retirement-repository.ts';
import { createPathwayAccess } from './pathway-access.ts';
import { phaseTemplateId } from './phase-template-rules.ts';
import { phaseDates } from './phase-rules.ts';
import type { PathwayReader } from './pathway-reader.ts';
import type { RecordReadings } from './readings/record-readings.ts';
import { changeEnrolment, deleteEnrolment, enrolmentById, type EnrolmentChange, type EnrolmentRow, enrolmentsOf, eventsOf, everyFactOf, factsOf, insertEnrolment, insertEvent, insertFacts, isLiving, type StandingBefore } from './pathway-repository.ts';
import { countingFacts, phaseAfter, phaseSince, viewEnrolment } from './pathway-view.ts';

/** How far ahead somebody may be included: the first day is known by then, and a year typed wrong is not. */
const mostDaysAhead = 60;

/**
 * People on pathways: proposed, judged, included, moved from phase to phase, suspended, gone. What a gate asks is judged here,
 * at the moment of the move, whatever the page showed. Each command is audited in its own transaction.
 */
export function createPathwayService({ unitOfWork, audit, ports, clinic }: ServiceDependencies, definitions: PathwayReader, plans: PhasePlans, doses: DosePlans, recordReadings: RecordReadings) {
  const { today, mayWrite, requireOpen, requireWriter, stale, by, record, held } = createPathwayAccess({ audit, ports, clinic });
  const invalid = (path: string, code: string): DeclaredError => new DeclaredError('INVALID', { issues: [{ path, code }] });
  const mayWaive = (caller: Caller): boolean => caller.grants['pathway.manage'] !== undefined;
  const change = async (db: WriteExecutor, caller: Caller, row: EnrolmentRow, part: EnrolmentChange): Promise<{ version: number }> => {
    if (!(await changeEnrolment(db, row.id, row.version, part, by(caller)))) throw stale((await enrolmentById(db, row.id)) ?? row);
    return { version: row.version + 1 };
  };
  const stateOf = ({ state, phase, reason }: EnrolmentRow): Enrolment => {
    if (state === 'running') return { state, phase: phase ?? '' };
    if (state === 'suspended') return { state, phase: phase ?? '', reason: reason ?? '' };
    return state === 'left' ? { state, reason: reason ?? '' } : { state };
  };
  /** The same rules everywhere: a move that is not legal from here is refused. */
  const after = (row: EnrolmentRow, phases: readonly string[], move: EnrolmentMove): Enrolment => {
    const next = moved(phases, stateOf(row), move);
    if (!next) throw new DeclaredError('ILLEGAL_STATE', { state: row.state });
    return next;
  };
  const event = (db: WriteExecutor, caller: Caller, row: EnrolmentRow, move: EnrolmentMove['move'], part: { readonly phase: string | null; readonly on: string; readonly reason?: string; readonly note?: string; readonly judged?: unknown; readonly canUndo?: boolean; readonly undoing?: Partial<Pick<StandingBefore, 'plan' | 'course' | 'putOff'>> }) =>
    insertEvent(db, { id: ports.newId(), enrolmentId: row.id, patientId: row.patientId, move, phase: part.phase, on: part.on, reason: part.reason ?? null, note: part.note || null, judged: part.judged ?? null, before: part.canUndo === true ? { state: row.state, phase: row.phase, stateSince: row.stateSince, reason: row.reason, note: row.note, planId: row.planId, ...part.undoing } : null }, by(caller));
  const knownOf = async (db: ReadExecutor, row: EnrolmentRow) => {
    const definition = await definitions.version(db, row.definitionId);
    return { definition, body: definition.content.body, facts: countingFacts(definition.content.body, await factsOf(db, [row.id]), today()) };
  };
  /** The plan of the phase somebody enters, in place of the one of the phase they leave. */
  const followPhase = async (db: WriteExecutor, caller: Caller, row: EnrolmentRow, { version, phase, on }: { readonly version: string; readonly phase: string; readonly on: string }): Promise<string | null> => {
    if (row.planId !== null) await plans.end(db, row.planId, 'completed', null, by(caller));
    return plans.begin(db, { planId: ports.newId(), patientId: row.patientId, templateCode: phaseTemplateId(row.pathwayCode, phase), version, on }, by(caller));
  };
  /** What may still appear is looked for from the last dose on; from the end where none is known. */
  const followAfterwards = async (db: WriteExecutor, caller: Caller, row: EnrolmentRow, { version, on }: { readonly version: string; readonly on: string }): Promise<string | null> =>
    plans.begin(db, { planId: ports.newId(), patientId: row.patientId, templateCode: phaseTemplateId(row.pathwayCode, 'afterwards'), version, on: (await doses.lastGivenOn(db, row.id)) ?? on }, by(caller));

  /** @throws DeclaredError `ILLEGAL_STATE`: the pathway takes nobody new */
  const requireOffered = async (db: ReadExecutor, pathwayCode: string): Promise<void> => {
    if ((await retiredPathways(db)).has(pathwayCode)) throw new DeclaredError('ILLEGAL_STATE', { state: 'retired' });
  };

  return {
    definitions: (): Promise<Outputs['pathways']['definitions']> =>
      unitOfWork.read(async (db) => {
        const retired = await retiredPathways(db);
        return (await definitions.inForce(db)).map(({ id, content: { id: code, version, status, body } }) => ({
          definitionId: id, code, version, label: body.label, about: body.about, isReviewed: status === 'signed-off', phases: body.phases.map((phase) => ({ code: phase.code, label: phase.label })), retired: retired.get(code) ?? null,
        }));
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    ofPatient: (caller: Caller, { patientId }: Inputs['pathways']['ofPatient']): Promise<Outputs['pathways']['ofPatient']> =>
      unitOfWork.write(async (db) => {
        await requireOpen(db, caller, patientId);
        const rows = await enrolmentsOf(db, patientId);
        const ids = rows.map(({ id }) => id);
        const [answers, events] = [await everyFactOf(db, ids), await eventsOf(db, ids)];
        const order = { running: 0, suspended: 0, proposed: 1, completed: 2, left: 3 } as const;
        const enrolments = [];
        const retired = await retiredPathways(db);
        const inForce = new Map((await definitions.inForce(db)).map((one) => [one.content.id, one]));
        for (const row of [...rows].sort((one, other) => order[one.state] - order[other.state])) {
          const present = inForce.get(row.pathwayCode);
          const newer = present && present.id !== row.definitionId ? { definitionId: present.id, version: present.content.version } : null;
          const definition = await definitions.version(db, row.definitionId);
          const moves = events.filter(({ enrolmentId }) => enrolmentId === row.id);
          const isOver = row.state === 'completed' || row.state === 'left';
          const readings = isOver ? new Map() : await recordReadings.of(db, patientId, { facts: definition.content.body.facts, since: phaseSince(moves), today: today() });
          enrolments.push(viewEnrolment(definition, row, { isRetired: retired.has(row.pathwayCode), answers: answers.filter(({ enrolmentId }) => enrolmentId === row.id), events: moves, today: today(), newer, mayWrite: mayWrite(caller), mayWaive: mayWaive(caller), readings }));
        }
        await audit.recordReading(db, { userId: caller.userId, action: 'pathway.listed', entity: 'patient', entityId: patientId, patientId });
        return { today: today(), enrolments, mayWrite: mayWrite(caller) };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `DUPLICATE` on the same pathway already, `ILLEGAL_STATE` (has died; the pathway takes nobody new) */
    propose: (caller: Caller, { enrolmentId, patientId, definitionId }: Inputs['pathways']['propose']): Promise<Outputs['pathways']['propose']> =>
      unitOfWork.write(async (db) => {
        const known = await enrolmentById(db, enrolmentId);
        await requireWriter(db, caller, known?.patientId ?? patientId);
        if (known) return { version: known.version };
        const definition = await definitions.find(db, definitionId);
        if (!definition) throw new DeclaredError('NOT_FOUND');
        if (!(await isLiving(db, patientId))) throw new DeclaredError('ILLEGAL_STATE', { state: 'deceased' });
        const { id: pathwayCode, version } = definition.content;
        await requireOffered(db, pathwayCode);
        if ((await enrolmentsOf(db, patientId)).some((row) => row.pathwayCode === pathwayCode && row.state !== 'left' && row.state !== 'completed')) throw new DeclaredError('DUPLICATE', { field: 'definitionId' });
        await insertEnrolment(db, { id: enrolmentId, patientId, pathwayCode, definitionId, ...by(caller) });
        await record(db, caller, 'pathway.proposed', { id: enrolmentId, patientId }, { pathway: pathwayCode, version });
        return { version: 1 };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `INVALID`, `ILLEGAL_STATE` once it is over */
    noteFacts: (caller: Caller, input: Inputs['pathways']['noteFacts']): Promise<Outputs['pathways']['noteFacts']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, input);
        if (row.state === 'completed' || row.state === 'left') throw new DeclaredError('ILLEGAL_STATE', { state: row.state });
        const { body } = await knownOf(db, row);
        for (const { code, value } of input.facts) {
          const fact = body.facts.find((one) => one.code === code);
          if (!fact) throw invalid(`facts.${code}`, 'UNKNOWN');
          if (value === null) continue;
          if (typeof value !== (fact.kind === 'number' ? 'number' : 'boolean')) throw invalid(`facts.${code}`, 'NOT_A_NUMBER');
          if (fact.kind === 'number' && typeof value === 'number' && (value < fact.min || value > fact.max)) throw invalid(`facts.${code}`, 'OUT_OF_RANGE');
        }
        const asked = body.facts.filter(({ code }) => input.facts.some((one) => one.code === code));
        const readings = await recordReadings.of(db, row.patientId, { facts: asked, since: phaseSince(await eventsOf(db, [row.id])), today: today() });
        await insertFacts(db, input.facts.map(({ code, value }) => ({ id: ports.newId(), enrolmentId: row.id, patientId: row.patientId, code, value, reading: value === null ? null : (readings.get(code) ?? null) })), by(caller));
        await record(db, caller, 'pathway.noted', row, { facts: input.facts.length });
        return change(db, caller, row, {});
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `INVALID`, `ILLEGAL_STATE` while a criterion is not met, or the pathway takes nobody new */
    include: (caller: Caller, input: Inputs['pathways']['include']): Promise<Outputs['pathways']['include']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, input);
        const { body, facts, definition } = await knownOf(db, row);
        const next = after(row, body.phases.map(({ code }) => code), { move: 'include' });
        await requireOffered(db, row.pathwayCode);
        const judged = judgeEntry(body, facts);
        if (!judged.mayEnter) throw new DeclaredError('ILLEGAL_STATE', { state: 'not-met' });
        if (body.dosing && !body.dosing.schedules.some(({ code }) => code === input.schedule)) throw invalid('schedule', 'REQUIRED');
        if (!body.dosing && input.schedule !== null) throw invalid('schedule', 'UNKNOWN');
        if (daysFrom(today(), input.on) > mostDaysAhead) throw invalid('on', 'TOO_FAR');
        const phase = next.state === 'running' ? next.phase : '';
        const planId = await followPhase(db, caller, row, { version: definition.content.version, phase, on: input.on });
        if (input.schedule !== null) await doses.plan(db, body, { enrolmentId: row.id, patientId: row.patientId, includedOn: input.on, schedule: input.schedule, from: input.on }, by(caller));
        await event(db, caller, row, 'include', { phase, on: input.on, judged, canUndo: true });
        await record(db, caller, 'pathway.included', row, { pathway: row.pathwayCode });
        return change(db, caller, row, { state: 'running', phase, stateSince: input.on, includedOn: input.on, schedule: input.schedule, planId });
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `INVALID`, `ILLEGAL_STATE` while the gate is shut and no reason is given */
    advance: (caller: Caller, input: Inputs['pathways']['advance']): Promise<Outputs['pathways']['advance']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, input);
        const { body, facts, definition } = await knownOf(db, row);
        const next = after(row, body.phases.map(({ code }) => code), { move: 'advance' });
        const judged = judgeCriteria(phaseAfter(body, row.phase)?.gate ?? [], facts);
        const isOpen = areAllMet(judged);
        const waiver = isOpen ? '' : (input.waiver ?? '');
        if (!isOpen && waiver === '') throw new DeclaredError('ILLEGAL_STATE', { state: 'gate' });
        // Passed all the same: by whoever may, with why; what was missing is kept with the move.
        if (!isOpen && !mayWaive(caller)) throw new DeclaredError('FORBIDDEN', { access: 'pathway.manage' });
        if (row.includedOn === null || input.on < row.stateSince) throw invalid('on', 'BEFORE');
        if (next.state !== 'running') {
          const plan = await plans.standing(db, row.planId);
          if (row.planId !== null) await plans.end(db, row.planId, 'completed', null, by(caller));
          const course = await doses.end(db, row.id, { words: null, isFollowed: true }, by(caller));
          await event(db, caller, row, 'advance', { phase: row.phase, on: input.on, judged, note: waiver, canUndo: true, undoing: { plan, course } });
          await record(db, caller, 'pathway.completed', row, { pathway: row.pathwayCode });
          const planId = await followAfterwards(db, caller, row, { version: definition.content.version, on: input.on });
          return change(db, caller, row, { state: 'completed', phase: null, stateSince: input.on, planId });
        }
        // Dates keep to the day of inclusion; a phase begun late has its steps from the day it begins.
        const due = phaseDates(body, row.includedOn).find(({ code }) => code === next.phase)?.from ?? input.on;
        const planId = await followPhase(db, caller, row, { version: definition.content.version, phase: next.phase, on: input.on > due ? input.on : due });
        await event(db, caller, row, 'advance', { phase: next.phase, on: input.on, judged, note: waiver, canUndo: true });
        await record(db, caller, isOpen ? 'pathway.advanced' : 'pathway.waived', row, { pathway: row.pathwayCode, phase: next.phase });
        return change(db, caller, row, { phase: next.phase, stateSince: input.on, planId });
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `INVALID`, `ILLEGAL_STATE` */
    suspend: (caller: Caller, input: Inputs['pathways']['suspend']): Promise<Outputs['pathways']['suspend']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, input);
        const { body } = await knownOf(db, row);
        const reason = body.suspensions.find(({ code }) => code === input.reason);
        if (!reason) throw invalid('reason', 'UNKNOWN');
        after(row, body.phases.map(({ code }) => code), { move: 'suspend', reason: input.reason });
        if (row.planId !== null) await plans.pause(db, row.planId, reason.label[clinic.language], by(caller));
        await event(db, caller, row, 'suspend', { phase: row.phase, on: today(), reason: input.reason, note: input.note, canUndo: true });
        await record(db, caller, 'pathway.suspended', row, { pathway: row.pathwayCode });
        return change(db, caller, row, { state: 'suspended', stateSince: today(), reason: input.reason, note: input.note || null });
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE` */
    resume: (caller: Caller, input: Inputs['pathways']['resume']): Promise<Outputs['pathways']['resume']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, input);
        after(row, [], { move: 'resume' });
        const plan = await plans.standing(db, row.planId);
        if (row.planId !== null) await plans.resume(db, row.planId, input.dates, by(caller));
        const putOff = input.dates === 'put-off' ? await doses.putOff(db, row.id, row.stateSince, by(caller)) : [];
        await event(db, caller, row, 'resume', { phase: row.phase, on: today(), canUndo: true, undoing: { plan, putOff } });
        await record(db, caller, 'pathway.resumed', row, { pathway: row.pathwayCode });
        return change(db, caller, row, { state: 'running', stateSince: today(), reason: null, note: null });
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `INVALID`, `ILLEGAL_STATE` */
    leave: (caller: Caller, input: Inputs['pathways']['leave']): Promise<Outputs['pathways']['leave']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, input);
        const { body, definition } = await knownOf(db, row);
        if (!body.exits.some(({ code }) => code === input.reason)) throw invalid('reason', 'UNKNOWN');
        after(row, [], { move: 'leave', reason: input.reason });
        const plan = await plans.standing(db, row.planId);
        if (row.planId !== null) await plans.end(db, row.planId, 'other', body.exits.find(({ code }) => code === input.reason)?.label[clinic.language] ?? null, by(caller));
        // What may still appear after the treatment is looked for, unless there is nobody to call.
        const isFollowed = row.includedOn !== null && input.reason !== 'death';
        const planId = isFollowed ? await followAfterwards(db, caller, row, { version: definition.content.version, on: today() }) : null;
        const course = await doses.end(db, row.id, { words: body.exits.find(({ code }) => code === input.reason)?.label[clinic.language] ?? null, isFollowed }, by(caller));
        await event(db, caller, row, 'leave', { phase: row.phase, on: today(), reason: input.reason, note: input.note, canUndo: true, undoing: { plan, course } });
        await record(db, caller, 'pathway.left', row, { pathway: row.pathwayCode });
        return change(db, caller, row, { state: 'left', stateSince: today(), reason: input.reason, note: input.note || null, planId });
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE` once included */
    withdraw: (caller: Caller, input: Inputs['pathways']['withdraw']): Promise<Outputs['pathways']['withdraw']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, input);
        if (row.state !== 'proposed') throw new DeclaredError('ILLEGAL_STATE', { state: row.state });
        await deleteEnrolment(db, row.id);
        await record(db, caller, 'pathway.withdrawn', row, { pathway: row.pathwayCode });
        return { patientId: row.patientId };
      }),
  };
}
