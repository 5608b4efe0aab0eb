import type { Inputs, Outputs } from '#contract/index.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import type { ActGuard } from '../credentials/act-guard.ts';
import type { StepActs } from '../follow-up-plans/step-acts.ts';
import type { PathwayFollowing } from '../pathways/pathway-following.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { takeBackLines } from './taken-back-lines.ts';
import { changeWorkshop, clearAttendance, countAttended, insertPeople, insertWorkshop, noteAttendance, peopleOf, peopleOnPathway, summariesOf, workshopById, type WorkshopRow, workshopsBetween } from './workshop-repository.ts';

/** Therapeutic-education workshops: planned with somebody trained, held, who was there, what came of it. */
export function createWorkshopService({ unitOfWork, audit, ports, clinic }: ServiceDependencies, guard: ActGuard, following: PathwayFollowing, steps: StepActs) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const by = (caller: Caller) => ({ now: ports.clock.now(), userId: caller.userId, today: today() });
  const reach = (caller: Caller) => reachOf(caller, 'patient.clinical.read', ports.clock.now());
  const mayWrite = (caller: Caller): boolean => caller.grants['patient.clinical.write'] === 'clinic';
  const invalid = (path: string, code: string): DeclaredError => new DeclaredError('INVALID', { issues: [{ path, code }] });
  const stale = ({ version, updatedByName, updatedAt }: WorkshopRow): DeclaredError => new DeclaredError('STALE', { version, changedBy: updatedByName, changedAt: updatedAt });
  const record = (db: WriteExecutor, caller: Caller, action: string, entityId: string, patientId: string | null = null) => audit.record(db, { userId: caller.userId, action, entity: 'workshop', entityId, patientId });

  const actOf = async (db: ReadExecutor, { pathway, act: code }: { readonly pathway: string; readonly act: string }) => {
    const act = (await following.acts(db)).find((one) => one.pathway === pathway && one.code === code);
    if (!act) throw invalid('act', 'UNKNOWN');
    return act;
  };
  const held = async (db: WriteExecutor, caller: Caller, { workshopId, expectedVersion }: { readonly workshopId: string; readonly expectedVersion: number }, state: WorkshopRow['state'] = 'planned'): Promise<WorkshopRow> => {
    if (!mayWrite(caller)) throw new DeclaredError('FORBIDDEN', { access: 'patient.clinical.write' });
    const row = await workshopById(db, workshopId);
    if (!row) throw new DeclaredError('NOT_FOUND');
    if (row.version !== expectedVersion) throw stale(row);
    if (row.state !== state) throw new DeclaredError('ILLEGAL_STATE', { state: row.state });
    return row;
  };

  return {
    list: (caller: Caller, { from, until }: Inputs['workshops']['list']): Promise<Outputs['workshops']['list']> =>
      unitOfWork.read(async (db) => {
        const rows = await workshopsBetween(db, from, until);
        const people = await peopleOf(db, rows.map(({ id }) => id));
        const patients = await summariesOf(db, reach(caller), [...new Set(people.map(({ patientId }) => patientId))]);
        const acts = await following.acts(db);
        const unknown = (code: string) => ({ fr: code, en: code });
        return {
          today: today(),
          workshops: rows.map(({ pathwayCode, act, updatedAt: _at, updatedByName: _by, ...row }) => {
            const own = people.filter(({ workshopId }) => workshopId === row.id);
            const shown = own.flatMap(({ workshopId: _workshop, patientId, ...one }) => {
              const patient = patients.get(patientId);
              return patient ? [{ ...one, patient }] : [];
            });
            const of = acts.find((one) => one.pathway === pathwayCode && one.code === act);
            return { ...row, act: of?.label ?? unknown(act), pathway: of?.pathwayLabel ?? unknown(pathwayCode), people: shown, others: own.length - shown.length };
          }),
          mayWrite: mayWrite(caller),
        };
      }),

    choices: (caller: Caller, { act: chosen, on }: Inputs['workshops']['choices']): Promise<Outputs['workshops']['choices']> =>
      unitOfWork.read(async (db) => {
        const acts = (await following.acts(db)).filter(({ isWorkshop }) => isWorkshop);
        const act = chosen && acts.find((one) => one.pathway === chosen.pathway && one.code === chosen.code);
        const leaders = act ? (await guard.whoMay(db, act.requires, on)).filter(({ isTrained }) => isTrained) : [];
        return {
          acts: acts.map(({ pathway, code, label, pathwayLabel }) => ({ pathway, code, label, pathwayLabel })), leaders: leaders.map(({ practitionerId, name }) => ({ practitionerId, name })),
          people: act ? [...(await peopleOnPathway(db, reach(caller), act.pathway))] : [],
        };
      }),

    /** @throws DeclaredError `FORBIDDEN`, `INVALID`, `NOT_TRAINED`, `NOT_FOUND`, `RESTRICTED` */
    plan: (caller: Caller, { workshopId, enrolmentIds, pathway, act: code, ...input }: Inputs['workshops']['plan']): Promise<Outputs['workshops']['plan']> =>
      unitOfWork.write(async (db) => {
        if (!mayWrite(caller)) throw new DeclaredError('FORBIDDEN', { access: 'patient.clinical.write' });
        const known = await workshopById(db, workshopId);
        if (known) return { version: known.version };
        const act = await actOf(db, { pathway, act: code });
        if (!act.isWorkshop) throw invalid('act', 'UNKNOWN');
        await guard.require(db, act, input.practitionerId, input.plannedOn);
        const people = [];
        for (const enrolmentId of new Set(enrolmentIds)) {
          const enrolment = await following.find(db, enrolmentId);
          if (!enrolment) throw new DeclaredError('NOT_FOUND');
          await requireOpenRecord(db, reach(caller), enrolment.patientId);
          if (enrolment.code !== pathway || enrolment.isOver) throw invalid('enrolmentIds', 'UNKNOWN');
          people.push({ id: ports.newId(), workshopId, enrolmentId, patientId: enrolment.patientId });
        }
        await insertWorkshop(db, { ...input, id: workshopId, pathwayCode: pathway, act: code }, by(caller));
        await insertPeople(db, people);
        for (const { patientId } of people) await record(db, caller, 'workshop.planned', workshopId, patientId);
        return { version: 1 };
      }),

    /** @throws DeclaredError `FORBIDDEN`, `NOT_FOUND`, `RESTRICTED`, `STALE`, `ILLEGAL_STATE`, `NOT_TRAINED`, `INVALID` */
    hold: (caller: Caller, input: Inputs['workshops']['hold']): Promise<Outputs['workshops']['hold']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, input);
        if (input.heldOn > today()) throw invalid('heldOn', 'FUTURE');
        const act = await actOf(db, { pathway: row.pathwayCode, act: row.act });
        await guard.require(db, act, row.practitionerId, input.heldOn);
        const people = await peopleOf(db, [row.id]);
        if (people.some(({ enrolmentId }) => !input.attendance.some((one) => one.enrolmentId === enrolmentId)) || input.attendance.length !== people.length) throw invalid('attendance', 'REQUIRED');
        if (!(await changeWorkshop(db, row.id, row.version, { state: 'held', heldOn: input.heldOn, kilometres: input.kilometres }, by(caller)))) throw stale(row);
        for (const { enrolmentId, patientId } of people) {
          await requireOpenRecord(db, reach(caller), patientId);
          const own = input.attendance.find((one) => one.enrolmentId === enrolmentId);
          if (!own) continue;
          await noteAttendance(db, row.id, own);
          if (own.attended) {
            await following.note(db, { id: enrolmentId, patientId }, 'workshops', await countAttended(db, enrolmentId), by(caller));
            const stepId = await steps.fulfil(db, patientId, act.code, { on: input.heldOn, practitionerId: row.practitionerId, now: by(caller).now, userId: caller.userId });
            if (stepId) await audit.record(db, { userId: caller.userId, action: 'plan-step.done', entity: 'plan', entityId: stepId, patientId });
          }
          await record(db, caller, 'workshop.held', row.id, patientId);
        }
        return { version: row.version + 1 };
      }),

    /** @throws DeclaredError `FORBIDDEN`, `NOT_FOUND`, `STALE`, `ILLEGAL_STATE` */
    cancel: (caller: Caller, input: Inputs['workshops']['cancel']): Promise<Outputs['workshops']['cancel']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, input);
        if (!(await changeWorkshop(db, row.id, row.version, { state: 'cancelled', reason: input.reason }, by(caller)))) throw stale(row);
        for (const { patientId } of await peopleOf(db, [row.id])) await record(db, caller, 'workshop.cancelled', row.id, patientId);
        return { version: row.version + 1 };
      }),

    /** @throws DeclaredError `FORBIDDEN`, `NOT_FOUND`, `RESTRICTED`, `STALE`, `ILLEGAL_STATE` unless it was held */
    takeBack: (caller: Caller, input: Inputs['workshops']['takeBack']): Promise<Outputs['workshops']['takeBack']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, input, 'held');
        const people = await peopleOf(db, [row.id]);
        for (const { patientId } of people) await requireOpenRecord(db, reach(caller), patientId);
        if (!(await changeWorkshop(db, row.id, row.version, { state: 'planned', reason: input.reason }, by(caller)))) throw stale(row);
        await clearAttendance(db, row.id);
        for (const { enrolmentId, patientId, attended } of people) {
          if (attended === true) {
            await following.note(db, { id: enrolmentId, patientId }, 'workshops', await countAttended(db, enrolmentId), by(caller));
            const planId = await steps.reopen(db, patientId, row.act, { on: row.heldOn ?? row.plannedOn, practitionerId: row.practitionerId });
            if (planId) await audit.record(db, { userId: caller.userId, action: 'plan-step.reopened', entity: 'plan', entityId: planId, patientId });
          }
          await record(db, caller, 'workshop.taken-back', row.id, patientId);
        }
        const lines = await takeBackLines(db, row.id, input.reason, { newId: ports.newId, ...by(caller) });
        if (lines > 0) await audit.record(db, { userId: caller.userId, action: 'ledger.corrected', entity: 'ledger', entityId: row.id, detail: { lines } });
        return { version: row.version + 1 };
      }),
  };
}
