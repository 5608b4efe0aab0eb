import type { Inputs, Outputs } from '#contract/index.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { decodePosition, encodePosition } from '../patients/history-cursor.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { countDue, duePage, type DueQuestion } from './due-repository.ts';
import { daysFrom, shiftDays } from './plan-date-rules.ts';
import type { PersonFacts } from './person-facts.ts';
import { visitOf } from './plan-facts-repository.ts';
import { changeStep, planById, type StepChange, stepById, type StepRow } from './plan-repository.ts';
import { mayCloseStep } from './plan-view.ts';
import type { PlanHistory } from './plan-history.ts';
import type { Planner } from './planner.ts';
import type { StepActs } from './step-acts.ts';
import type { TemplateReader } from './template-reader.ts';

/** Days ahead for which visits are to be booked. */
const bookingDays = 56;
/** A step is not said done longer ago than this before its plan. */
const earliestDays = 400;

/** Steps of plans: done, skipped, given their visit; and what is due of everybody. */
export function createStepService({ unitOfWork, audit, ports, clinic }: ServiceDependencies, templates: TemplateReader, planner: Planner, history: PlanHistory, personFacts: PersonFacts, acts: StepActs) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const invalid = (path: string, code: string): DeclaredError => new DeclaredError('INVALID', { issues: [{ path, code }] });
  const stale = (step: StepRow): DeclaredError => new DeclaredError('STALE', { version: step.version, changedBy: step.closedByName, changedAt: step.closedAt ?? ports.clock.now() });

  /** A step the caller may act on, at the version they saw. */
  const held = async (db: WriteExecutor, caller: Caller, { stepId, expectedVersion }: { readonly stepId: string; readonly expectedVersion: number }): Promise<StepRow> => {
    const step = await stepById(db, stepId);
    if (!step) throw new DeclaredError('NOT_FOUND');
    await requireOpenRecord(db, reachOf(caller, 'patient.read', ports.clock.now()), step.patientId);
    if (step.version !== expectedVersion) throw stale(step);
    return step;
  };
  const requireCloser = (caller: Caller, step: StepRow): void => {
    if (!mayCloseStep(caller, step)) throw new DeclaredError('FORBIDDEN', { access: 'patient.clinical.write' });
  };
  /** Whoever books in every calendar gives a visit to any step; who books in their own, to the steps of their profession. */
  const requireBooker = (caller: Caller, step: StepRow): void => {
    if (caller.grants['appointment.book'] !== 'clinic' && !step.roles.some((role) => caller.roles.includes(role))) throw new DeclaredError('FORBIDDEN', { access: 'appointment.book' });
  };
  const requireState = (step: StepRow, isOpen: boolean): void => {
    if ((step.state === 'open') !== isOpen) throw new DeclaredError('ILLEGAL_STATE', { state: step.state });
  };
  const change = async (db: WriteExecutor, caller: Caller, step: StepRow, part: StepChange, action: string): Promise<{ version: number }> => {
    if (!(await changeStep(db, step.id, step.version, part))) throw stale((await stepById(db, step.id)) ?? step);
    await history.step(db, step, await stepById(db, step.id), { now: ports.clock.now(), userId: caller.userId });
    await audit.record(db, { userId: caller.userId, action, entity: 'plan', entityId: step.planId, patientId: step.patientId, detail: { step: `${step.code}#${step.occurrence}` } });
    return { version: step.version + 1 };
  };
  /** What comes back without end is dated on. */
  const goOn = async (db: WriteExecutor, step: StepRow): Promise<void> => {
    const plan = await planById(db, step.planId);
    if (plan?.state === 'running') await planner.redate(db, plan, today(), 'missing');
  };
  const requireVisit = async (db: WriteExecutor, step: StepRow, appointmentId: string, isDone: boolean) => {
    const visit = await visitOf(db, step.patientId, appointmentId);
    if (!visit || (!visit.live && !isDone)) throw invalid('appointmentId', 'UNKNOWN');
    return visit;
  };
  /** Who did a step that asks for training: whom one names, the one of its visit, or the caller. */
  const performer = async (db: WriteExecutor, caller: Caller, step: StepRow, { on, named, appointmentId, competence }: { readonly on: string; readonly named: string | null; readonly appointmentId: string | null; readonly competence: string }) => {
    const visit = appointmentId === null ? undefined : await visitOf(db, step.patientId, appointmentId);
    return acts.performed(db, step, named ?? visit?.practitionerId ?? caller.practitionerId, { on, competence });
  };

  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE`, `INVALID`, `REASON_REQUIRED`, `NOT_TRAINED` */
    close: (caller: Caller, input: Inputs['plans']['closeStep']): Promise<Outputs['plans']['closeStep']> =>
      unitOfWork.write(async (db) => {
        const { as, on, words } = input;
        const step = await held(db, caller, input);
        requireCloser(caller, step);
        requireState(step, true);
        if (on > today()) throw invalid('on', 'FUTURE');
        if (on < shiftDays(step.fromOn, -earliestDays)) throw invalid('on', 'TOO_LONG_AGO');
        if (as === 'skipped' && words === '') throw new DeclaredError('REASON_REQUIRED');
        const [appointmentId, assessmentId] = [input.appointmentId ?? null, input.assessmentId ?? null];
        if (appointmentId !== null) await requireVisit(db, step, appointmentId, true);
        const fact = input.fact ?? null;
        if (assessmentId !== null || fact !== null) {
          const { assessments, results, entries } = await personFacts.since(db, step.patientId, '');
          if (assessmentId !== null && !assessments.some(({ id }) => id === assessmentId)) throw invalid('assessmentId', 'UNKNOWN');
          if (fact !== null && !(fact.kind === 'results' ? results.some(({ id, on: day }) => id === fact.id && day === on) : entries.some(({ id, kind }) => id === fact.id && kind === fact.kind))) throw invalid('fact', 'UNKNOWN');
        }
        const performed = as === 'done' ? await performer(db, caller, step, { on, named: input.practitionerId ?? null, appointmentId: appointmentId ?? step.appointmentId, competence: input.competence ?? '' }) : { performedBy: null, competence: null };
        const done = await change(db, caller, step, { state: as, doneOn: on, ...performed, words: words || null, closed: { at: ports.clock.now(), by: caller.userId }, ...(appointmentId !== null && { appointmentId }), ...(assessmentId !== null && { assessmentId }), ...(fact !== null && { fact }) }, as === 'done' ? 'plan-step.done' : 'plan-step.skipped');
        await goOn(db, step);
        return done;
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE` */
    reopen: (caller: Caller, input: Inputs['plans']['reopenStep']): Promise<Outputs['plans']['reopenStep']> =>
      unitOfWork.write(async (db) => {
        const step = await held(db, caller, input);
        requireCloser(caller, step);
        requireState(step, false);
        const visit = step.appointmentId === null ? undefined : await visitOf(db, step.patientId, step.appointmentId);
        return change(db, caller, step, { state: 'open', doneOn: null, words: null, performedBy: null, competence: null, closed: null, assessmentId: null, fact: null, appointmentId: visit?.live === true && visit.on >= today() ? step.appointmentId : null }, 'plan-step.reopened');
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE`, `INVALID`, `NOT_TRAINED` */
    linkVisit: (caller: Caller, input: Inputs['plans']['linkVisit']): Promise<Outputs['plans']['linkVisit']> =>
      unitOfWork.write(async (db) => {
        const step = await held(db, caller, input);
        requireBooker(caller, step);
        requireState(step, true);
        if (step.kind !== 'visit') throw invalid('appointmentId', 'NOT_A_VISIT');
        if (input.appointmentId !== null) {
          const visit = await requireVisit(db, step, input.appointmentId, false);
          await acts.require(db, step, visit.practitionerId, visit.on);
        }
        const changed = await change(db, caller, step, { appointmentId: input.appointmentId, keptReason: null }, input.appointmentId === null ? 'plan-step.unlinked' : 'plan-step.linked');
        const plan = await planById(db, step.planId);
        // Its day is that of its visit from now on, or the plan's again.
        if (plan?.state === 'running') await planner.redateSome(db, plan, today(), new Set([step.id]));
        return changed;
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE` */
    keepVisit: (caller: Caller, input: Inputs['plans']['keepVisit']): Promise<Outputs['plans']['keepVisit']> =>
      unitOfWork.write(async (db) => {
        const step = await held(db, caller, input);
        requireBooker(caller, step);
        requireState(step, true);
        if (step.appointmentId === null) throw new DeclaredError('ILLEGAL_STATE', { state: 'not-booked' });
        return change(db, caller, step, { keptReason: input.reason }, 'plan-step.kept');
      }),

    /** @throws DeclaredError `INVALID` for a cursor that is not ours */
    due: (caller: Caller, { list, after, limit }: Inputs['plans']['due']): Promise<Outputs['plans']['due']> => {
      const position = after ? decodePosition(after) : null;
      const most = limit ?? 50;
      const reach = reachOf(caller, 'patient.read', ports.clock.now());
      const readsClinical = caller.grants['patient.clinical.read'] !== undefined;
      const day = today();
      const question: DueQuestion = { begunBy: list === 'to-book' ? shiftDays(day, bookingDays) : day, toBook: list === 'to-book', mine: list === 'mine' ? { practitionerId: caller.practitionerId, roles: caller.roles } : null };
      return unitOfWork.read(async (db) => {
        const found = await duePage(db, reach, question, { after: position, limit: most + 1 });
        const shown = found.slice(0, most);
        const last = shown.at(-1);
        const rows = [];
        for (const { id, version, patient, phone, templateId, code, kind, roles, dueOn, fromOn, untilOn, visitOn, practitionerName } of shown) {
          if (!patient) continue;
          const { body } = (await templates.version(db, templateId)).content;
          const step = body.steps.find((one) => one.id === code);
          // Whoever reads no clinical data is told of the steps that are their own, and of the others only when and by whom.
          const isTold = readsClinical || roles.some((role) => caller.roles.includes(role));
          rows.push({
            stepId: id, version, patient, phone, kind, roles, modalities: step?.modalities ?? [], title: isTold ? body.title : null, label: isTold ? (step?.label ?? null) : null, dueOn, fromOn, untilOn, daysLate: untilOn < day ? daysFrom(untilOn, day) : 0, visitOn, practitionerName,
          });
        }
        return { rows, next: found.length > most && last ? encodePosition({ at: last.dueOn, id: last.id }) : null, total: await countDue(db, reach, question), today: day };
      });
    },
  };
}
