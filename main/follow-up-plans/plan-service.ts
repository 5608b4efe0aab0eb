import type { Inputs, Outputs } from '#contract/index.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { daysFrom } from './plan-date-rules.ts';
import type { PersonFacts } from './person-facts.ts';
import { isLiving, roleOfProfessional } from './plan-facts-repository.ts';
import type { PlanHistory } from './plan-history.ts';
import type { Dated } from './plan-dating-rules.ts';
import { movedSteps, previewPlanMigration, settingUnder, settledKeys } from './plan-migration.ts';
import { changePlan, deletePlan, insertPlan, planById, type PlanChange, type PlanRow, plansOf, stepsOf } from './plan-repository.ts';
import { datedOnly, isUntouched, viewPlans } from './plan-view.ts';
import type { Companion, Planner } from './planner.ts';
import type { StepActs } from './step-acts.ts';
import type { TemplateReader } from './template-reader.ts';
import type { TemplateVersion } from './template-repository.ts';

type Setting = Pick<Inputs['plans']['preview'], 'patientId' | 'templateId' | 'anchors' | 'options' | 'practitionerId'>;

/** Follow-up plans of people: thought of, applied, moved, paused, ended. Each command is audited in its own transaction. */
export function createPlanService({ unitOfWork, audit, ports, clinic }: ServiceDependencies, templates: TemplateReader, planner: Planner, history: PlanHistory, personFacts: PersonFacts, acts: StepActs) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const mayWrite = (caller: Caller): boolean => caller.grants['patient.clinical.write'] === 'clinic';
  const requireOpen = (db: ReadExecutor, caller: Caller, patientId: string) => requireOpenRecord(db, reachOf(caller, 'patient.clinical.read', ports.clock.now()), patientId);
  const requireWriter = async (db: ReadExecutor, caller: Caller, patientId: string): Promise<void> => {
    if (!mayWrite(caller)) throw new DeclaredError('FORBIDDEN', { access: 'patient.clinical.write' });
    await requireOpen(db, caller, patientId);
  };
  const record = (db: WriteExecutor, caller: Caller, action: string, id: string, patientId: string, detail?: Readonly<Record<string, string | number>>) => audit.record(db, { userId: caller.userId, action, entity: 'plan', entityId: id, patientId, ...(detail && { detail }) });
  const stale = (plan: PlanRow): DeclaredError => new DeclaredError('STALE', { version: plan.version, changedBy: plan.updatedByName, changedAt: plan.updatedAt });
  const invalid = (path: string, code: string): DeclaredError => new DeclaredError('INVALID', { issues: [{ path, code }] });

  /** The template of what is asked, once it is one and has its first date. */
  const requireSetting = async (db: ReadExecutor, { templateId, anchors, options, practitionerId }: Setting): Promise<TemplateVersion> => {
    const template = await templates.find(db, templateId);
    // The steps of a phase are begun by its pathway.
    if (template?.content.kind !== 'follow-up-plan') throw new DeclaredError('NOT_FOUND');
    requireAnchors(template, anchors);
    for (const code of options) if (!template.content.body.options.some((one) => one.code === code)) throw invalid('options', 'UNKNOWN');
    if (practitionerId !== null && (await roleOfProfessional(db, practitionerId)) === null) throw invalid('practitionerId', 'UNKNOWN');
    return template;
  };
  const requireAnchors = ({ content: { body } }: TemplateVersion, anchors: Setting['anchors']): void => {
    const codes = body.anchors.map(({ code }) => code);
    for (const code of Object.keys(anchors)) if (!codes.includes(code)) throw invalid(`anchors.${code}`, 'UNKNOWN');
    if (!Object.values(anchors).some((on) => on !== null)) throw invalid(`anchors.${codes[0] ?? ''}`, 'REQUIRED');
  };
  const mergedOf = async (db: ReadExecutor, one: Dated, companions: readonly Companion[]) => {
    const other = companions.find(({ stepId }) => stepId === one.mergedWith);
    if (!other) return null;
    const { body } = (await templates.version(db, other.templateId)).content;
    return { title: body.title, label: body.steps.find(({ id }) => id === other.code)?.label ?? { fr: other.code, en: other.code }, dueOn: other.dueOn };
  };

  /** A plan the caller may change, at the version they saw. */
  const held = async (db: WriteExecutor, caller: Caller, { planId, expectedVersion }: { readonly planId: string; readonly expectedVersion: number }): Promise<PlanRow> => {
    const plan = await planById(db, planId);
    if (!plan) throw new DeclaredError('NOT_FOUND');
    await requireWriter(db, caller, plan.patientId);
    if (plan.version !== expectedVersion) throw stale(plan);
    return plan;
  };
  /** Changes a plan, dates it anew where asked, and writes it into the trail. */
  const change = async (db: WriteExecutor, caller: Caller, plan: PlanRow, part: PlanChange, action: string, redate: 'all' | 'missing' | null): Promise<{ version: number }> => {
    if (!(await changePlan(db, plan.id, plan.version, part, { now: ports.clock.now(), userId: caller.userId }))) throw stale((await planById(db, plan.id)) ?? plan);
    const changed = await planById(db, plan.id);
    if (redate !== null && changed) await planner.redate(db, changed, today(), redate);
    await history.plan(db, plan, changed, { now: ports.clock.now(), userId: caller.userId });
    await record(db, caller, action, plan.id, plan.patientId);
    return { version: plan.version + 1 };
  };
  const requireState = ({ state }: PlanRow, ...states: readonly PlanRow['state'][]): void => {
    if (!states.includes(state)) throw new DeclaredError('ILLEGAL_STATE', { state });
  };

  /** Another version of the template a plan runs on. */
  const requireMigration = async (db: ReadExecutor, plan: PlanRow, templateId: string): Promise<{ readonly template: TemplateVersion }> => {
    const template = await templates.find(db, templateId);
    if (template === undefined) throw new DeclaredError('NOT_FOUND');
    if (template.content.id !== (await templates.version(db, plan.templateId)).content.id) throw invalid('templateId', 'OTHER');
    requireAnchors(template, settingUnder(plan, template).anchors);
    return { template };
  };

  return {
    templates: (): Promise<Outputs['plans']['templates']> =>
      unitOfWork.read(async (db) =>
        (await templates.inForce(db)).map(({ id, origin, content }) => ({ templateId: id, code: content.id, version: content.version, origin, isReviewed: content.status === 'signed-off', body: content.body, sources: content.sources.map(({ label }) => label) })),
      ),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `INVALID` */
    preview: (caller: Caller, input: Inputs['plans']['preview']): Promise<Outputs['plans']['preview']> =>
      unitOfWork.read(async (db) => {
        await requireWriter(db, caller, input.patientId);
        const template = await requireSetting(db, input);
        const { dates, companions } = await planner.date(db, { ...input, planId: null, template, putOffDays: 0, leftOut: [] }, today(), new Set());
        return { today: today(), steps: await Promise.all(dates.map(async (one) => datedOnly(one, await mergedOf(db, one, companions)))) };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `INVALID`, `DUPLICATE`, `ILLEGAL_STATE` (the person has died) */
    apply: (caller: Caller, input: Inputs['plans']['apply']): Promise<Outputs['plans']['apply']> =>
      unitOfWork.write(async (db) => {
        const { planId: id, patientId, templateId, anchors, options, practitionerId, leftOut } = input;
        const known = await planById(db, id);
        await requireWriter(db, caller, known?.patientId ?? patientId);
        if (known) return { version: known.version };
        const template = await requireSetting(db, input);
        if (!(await isLiving(db, patientId))) throw new DeclaredError('ILLEGAL_STATE', { state: 'deceased' });
        for (const other of (await plansOf(db, patientId)).filter(({ state }) => state !== 'ended')) {
          if ((await templates.version(db, other.templateId)).content.id === template.content.id) throw new DeclaredError('DUPLICATE', { field: 'templateId' });
        }
        await insertPlan(db, { id, patientId, templateId, anchors, options, leftOut, practitionerId, today: today(), now: ports.clock.now(), userId: caller.userId });
        const plan = await planById(db, id);
        if (plan) await planner.redate(db, plan, today());
        if ((await stepsOf(db, [id])).length === 0) throw invalid('leftOut', 'NOTHING_LEFT');
        await history.plan(db, undefined, plan, { now: ports.clock.now(), userId: caller.userId });
        await record(db, caller, 'plan.applied', id, plan?.patientId ?? patientId, { template: template.content.id, version: template.content.version });
        return { version: 1 };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE` once something was done with it */
    undoApply: (caller: Caller, input: Inputs['plans']['undoApply']): Promise<Outputs['plans']['undoApply']> =>
      unitOfWork.write(async (db) => {
        const plan = await held(db, caller, input);
        const own = await stepsOf(db, [plan.id]);
        if (!isUntouched(plan, own)) throw new DeclaredError('ILLEGAL_STATE', { state: 'touched' });
        const ids = new Set(own.map(({ id }) => id));
        const others = (await plansOf(db, plan.patientId)).filter(({ id, state }) => id !== plan.id && state === 'running');
        const following = (await stepsOf(db, others.map(({ id }) => id))).filter(({ mergedWith }) => mergedWith !== null && ids.has(mergedWith));
        await deletePlan(db, plan.id);
        for (const other of others) {
          const some = following.filter(({ planId }) => planId === other.id);
          if (some.length > 0) await planner.redateSome(db, other, today(), new Set(some.map(({ id }) => id)));
        }
        await history.plan(db, plan, undefined, { now: ports.clock.now(), userId: caller.userId });
        await record(db, caller, 'plan.undone', plan.id, plan.patientId);
        return { patientId: plan.patientId };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    ofPatient: (caller: Caller, { patientId }: Inputs['plans']['ofPatient']): Promise<Outputs['plans']['ofPatient']> =>
      unitOfWork.write(async (db) => {
        await requireOpen(db, caller, patientId);
        const plans = await plansOf(db, patientId);
        const steps = await stepsOf(db, plans.map(({ id }) => id));
        const views = await viewPlans(db, caller, patientId, { plans, steps, today: today() }, templates, personFacts, acts);
        await audit.recordReading(db, { userId: caller.userId, action: 'plan.listed', entity: 'patient', entityId: patientId, patientId });
        return { today: today(), plans: views, mayWrite: mayWrite(caller), mayBook: caller.grants['appointment.book'] !== undefined };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `INVALID` */
    previewMove: (caller: Caller, { planId, anchors }: Inputs['plans']['previewMove']): Promise<Outputs['plans']['previewMove']> =>
      unitOfWork.read(async (db) => {
        const plan = await planById(db, planId);
        if (!plan) throw new DeclaredError('NOT_FOUND');
        await requireWriter(db, caller, plan.patientId);
        const asked = await planner.askedOf(db, plan);
        requireAnchors(asked.template, anchors);
        const rows = await stepsOf(db, [plan.id]);
        const { dates } = await planner.date(db, { ...asked, anchors: { ...plan.anchors, ...anchors } }, today(), settledKeys(rows));
        const moved = movedSteps(rows, dates, asked.template.content.body.title, today());
        return { moved };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE`, `INVALID` */
    move: (caller: Caller, input: Inputs['plans']['move']): Promise<Outputs['plans']['move']> =>
      unitOfWork.write(async (db) => {
        const plan = await held(db, caller, input);
        requireState(plan, 'running', 'paused');
        const anchors = { ...plan.anchors, ...input.anchors };
        requireAnchors(await templates.version(db, plan.templateId), anchors);
        return change(db, caller, plan, { anchors }, 'plan.moved', 'all');
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `INVALID` */
    previewMigration: (caller: Caller, { planId, templateId }: Inputs['plans']['previewMigration']): Promise<Outputs['plans']['previewMigration']> =>
      unitOfWork.read(async (db) => {
        const plan = await planById(db, planId);
        if (!plan) throw new DeclaredError('NOT_FOUND');
        await requireWriter(db, caller, plan.patientId);
        const { template } = await requireMigration(db, plan, templateId);
        return previewPlanMigration(db, planner, plan, template, today());
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE`, `INVALID` */
    migrate: (caller: Caller, input: Inputs['plans']['migrate']): Promise<Outputs['plans']['migrate']> =>
      unitOfWork.write(async (db) => {
        const plan = await held(db, caller, input);
        requireState(plan, 'running', 'paused');
        const { template } = await requireMigration(db, plan, input.templateId);
        return change(db, caller, plan, { templateId: template.id, ...settingUnder(plan, template) }, 'plan.migrated', 'all');
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE` */
    pause: (caller: Caller, input: Inputs['plans']['pause']): Promise<Outputs['plans']['pause']> =>
      unitOfWork.write(async (db) => {
        const plan = await held(db, caller, input);
        requireState(plan, 'running');
        return change(db, caller, plan, { state: { state: 'paused', since: today(), reason: null, note: input.reason } }, 'plan.paused', null);
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE` */
    resume: (caller: Caller, input: Inputs['plans']['resume']): Promise<Outputs['plans']['resume']> =>
      unitOfWork.write(async (db) => {
        const plan = await held(db, caller, input);
        requireState(plan, 'paused');
        const putOffDays = plan.putOffDays + (input.dates === 'put-off' ? daysFrom(plan.stateSince, today()) : 0);
        return change(db, caller, plan, { putOffDays, state: { state: 'running', since: today(), reason: null, note: plan.stateNote } }, 'plan.resumed', input.dates === 'put-off' ? 'all' : 'missing');
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE` */
    end: (caller: Caller, input: Inputs['plans']['end']): Promise<Outputs['plans']['end']> =>
      unitOfWork.write(async (db) => {
        const plan = await held(db, caller, input);
        requireState(plan, 'running', 'paused');
        if (input.reason === 'other' && input.note === '') throw new DeclaredError('REASON_REQUIRED');
        return change(db, caller, plan, { state: { state: 'ended', since: today(), reason: input.reason, note: input.note || null } }, 'plan.ended', null);
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE`, `DUPLICATE` (the same template runs meanwhile) */
    reopen: (caller: Caller, input: Inputs['plans']['reopen']): Promise<Outputs['plans']['reopen']> =>
      unitOfWork.write(async (db) => {
        const plan = await held(db, caller, input);
        requireState(plan, 'ended');
        const code = (await templates.version(db, plan.templateId)).content.id;
        for (const other of (await plansOf(db, plan.patientId)).filter(({ state }) => state !== 'ended')) {
          if ((await templates.version(db, other.templateId)).content.id === code) throw new DeclaredError('DUPLICATE', { field: 'templateId' });
        }
        return change(db, caller, plan, { state: { state: 'running', since: today(), reason: null, note: null } }, 'plan.reopened', 'missing');
      }),
  };
}
