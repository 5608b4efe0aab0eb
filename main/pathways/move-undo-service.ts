import type { Inputs, Outputs } from '#contract/index.ts';
import type { PathwayEnrolment } from '#contract/pathways.ts';
import type { PhasePlans } from '../follow-up-plans/phase-plans.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import type { DosePlans } from './doses/dose-plans.ts';
import { createPathwayAccess } from './pathway-access.ts';
import { changeEnrolment, enrolmentById, type EnrolmentRow, enrolmentsOf, type EventRow, eventsOf, isLiving, type StandingBefore, undoEvent } from './pathway-repository.ts';
import { undoableOf } from './pathway-view.ts';

type Undoable = NonNullable<PathwayEnrolment['undoable']>;
type By = Parameters<PhasePlans['restore']>[4];

/** Moves that are told to have been a slip only with why: they began or ended something, or moved its days. */
const asksWhy: readonly Undoable[] = ['include', 'resume', 'leave', 'complete'];

/** The last move of somebody taken back, while nothing rests on it: the move stays, marked, with by whom and why. */
export function createMoveUndoService(dependencies: ServiceDependencies, plans: PhasePlans, doses: DosePlans) {
  const { unitOfWork } = dependencies;
  const access = createPathwayAccess(dependencies);
  const refuse = (state: string): DeclaredError => new DeclaredError('ILLEGAL_STATE', { state });

  /** Proposed again, as before the inclusion: its plan and its doses go, if nothing was done of them. */
  const inclusion = async (db: WriteExecutor, row: EnrolmentRow, { at }: EventRow, _before: StandingBefore, by: By): Promise<void> => {
    if (await doses.calledSince(db, row.id, at)) throw refuse('touched');
    if (row.planId !== null && !(await plans.takeBack(db, row.planId, by))) throw refuse('touched');
    if (!(await doses.unplan(db, row.id))) throw refuse('touched');
  };
  const intoPhase = async (db: WriteExecutor, row: EnrolmentRow, { at }: EventRow, before: StandingBefore, by: By): Promise<void> => {
    if (await doses.givenSince(db, row.id, at)) throw refuse('touched');
    if (row.planId !== null && !(await plans.takeBack(db, row.planId, by))) throw refuse('touched');
    if (before.planId !== null) await plans.reopen(db, before.planId, by);
  };
  /** Suspended again since the same day, the doses and steps on the days they had. */
  const resumption = async (db: WriteExecutor, row: EnrolmentRow, { at }: EventRow, before: StandingBefore, by: By): Promise<void> => {
    if (await doses.givenSince(db, row.id, at)) throw refuse('touched');
    if (row.planId !== null && before.plan && !(await plans.restore(db, row.planId, before.plan, at, by))) throw refuse('touched');
    if (!(await doses.putBack(db, before.putOff ?? [], by))) throw refuse('touched');
  };
  /** On the way again: what was looked for afterwards goes, the steps and doses of the phase are there as they were. */
  const end = async (db: WriteExecutor, row: EnrolmentRow, { at }: EventRow, before: StandingBefore, by: By): Promise<void> => {
    if (!(await isLiving(db, row.patientId))) throw refuse('deceased');
    const others = (await enrolmentsOf(db, row.patientId)).filter(({ id, pathwayCode }) => id !== row.id && pathwayCode === row.pathwayCode);
    if (others.some(({ state }) => state !== 'left' && state !== 'completed')) throw refuse('anew');
    if ((await doses.givenSince(db, row.id, at)) || (await doses.calledSince(db, row.id, at))) throw refuse('touched');
    if (row.planId !== null && row.planId !== before.planId && !(await plans.takeBack(db, row.planId, by))) throw refuse('touched');
    if (before.planId !== null && before.plan && !(await plans.restore(db, before.planId, before.plan, at, by))) throw refuse('touched');
    if (before.course && !(await doses.restore(db, { enrolmentId: row.id, patientId: row.patientId }, before.course, by))) throw refuse('touched');
  };

  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `INVALID` without a reason where one is asked, `ILLEGAL_STATE`: no such move (`undo`), something done since that rests on it (`touched`), the person on the pathway anew (`anew`), or dead (`deceased`) */
    undo: (caller: Caller, input: Inputs['pathways']['undo']): Promise<Outputs['pathways']['undo']> =>
      unitOfWork.write(async (db) => {
        const row = await access.held(db, caller, input);
        const events = await eventsOf(db, [row.id]);
        const last = events.find(({ undone }) => undone === null);
        const move = undoableOf(events, row);
        if (!last?.before || move === null) throw refuse('undo');
        const reason = input.reason?.trim() || null;
        if (reason === null && asksWhy.includes(move)) throw new DeclaredError('INVALID', { issues: [{ path: 'reason', code: 'REQUIRED' }] });
        const { state, phase, stateSince, reason: why, note, planId } = last.before;
        const by = access.by(caller);
        if (move === 'suspend') {
          if (row.planId !== null) await plans.resume(db, row.planId, 'stay', by);
        } else await { include: inclusion, advance: intoPhase, resume: resumption, leave: end, complete: end }[move](db, row, last, last.before, by);
        await undoEvent(db, last.id, reason, by);
        await access.record(db, caller, 'pathway.undone', row, { move });
        if (!(await changeEnrolment(db, row.id, row.version, { state, phase, stateSince, reason: why, note, planId, ...(move === 'include' && { includedOn: null, schedule: null }) }, by))) throw access.stale((await enrolmentById(db, row.id)) ?? row);
        return { version: row.version + 1 };
      }),
  };
}
