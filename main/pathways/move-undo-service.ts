import type { Inputs, Outputs } from '#contract/index.ts';
import type { PhasePlans } from '../follow-up-plans/phase-plans.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import type { DosePlans } from './doses/dose-plans.ts';
import { createPathwayAccess } from './pathway-access.ts';
import { changeEnrolment, enrolmentById, eventsOf, undoEvent } from './pathway-repository.ts';
import { undoableOf } from './pathway-view.ts';

/** The last move of somebody taken back, while nothing rests on it: the move stays, marked, with by whom. */
export function createMoveUndoService(dependencies: ServiceDependencies, plans: PhasePlans, doses: DosePlans) {
  const { unitOfWork } = dependencies;
  const access = createPathwayAccess(dependencies);
  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE`: no such move (`undo`), or a step done or a dose given since (`touched`) */
    undo: (caller: Caller, input: Inputs['pathways']['undo']): Promise<Outputs['pathways']['undo']> =>
      unitOfWork.write(async (db) => {
        const row = await access.held(db, caller, input);
        const events = await eventsOf(db, [row.id]);
        const last = events.find(({ undone }) => undone === null);
        const move = undoableOf(events);
        if (!last?.before || move === null) throw new DeclaredError('ILLEGAL_STATE', { state: 'undo' });
        const { before } = last;
        const by = access.by(caller);
        if (move === 'suspend') {
          if (row.planId !== null) await plans.resume(db, row.planId, 'stay', by);
        } else {
          if (await doses.givenSince(db, row.id, last.at)) throw new DeclaredError('ILLEGAL_STATE', { state: 'touched' });
          if (row.planId !== null && !(await plans.takeBack(db, row.planId, by))) throw new DeclaredError('ILLEGAL_STATE', { state: 'touched' });
          if (before.planId !== null) await plans.reopen(db, before.planId, by);
        }
        await undoEvent(db, last.id, by);
        await access.record(db, caller, 'pathway.undone', row, { move });
        if (!(await changeEnrolment(db, row.id, row.version, before, by))) throw access.stale((await enrolmentById(db, row.id)) ?? row);
        return { version: row.version + 1 };
      }),
  };
}
