import { z } from 'zod';
import type { Inputs } from '#contract/index.ts';
import type { UndoProgress } from '#contract/imports.ts';
import { undoReport } from '#contract/table-reports.ts';
import { reachOf } from '../../access/record-reach.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { JobHooks, JobStep } from '../../platform/long-work/job-list.ts';
import type { LongWork, RunningJob } from '../../platform/long-work/long-work.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import type { Caller } from '../../users/caller.ts';
import { undoAsSeen } from '../reports-as-seen.ts';
import { undoImport } from './undo-import.ts';
import { isUndone, readBatch } from './undo-repository.ts';

export const undoJobKind = 'import-undo';
const undoJob = z.object({ importId: z.uuid(), undoes: z.uuid(), userId: z.string() });

/** Taking imports back, through the long-work thread. */
export function createUndoService({ unitOfWork, audit, ports }: ServiceDependencies, longWork: LongWork) {
  const progressOf = async function* (caller: Caller, job: RunningJob): AsyncGenerator<UndoProgress> {
    yield { kind: 'progress', importId: job.id, done: 0 };
    for await (const step of job.steps) yield { kind: 'progress', importId: job.id, done: (step as JobStep).done };
    const report = undoReport.parse(await job.result);
    yield { kind: 'report', report: await unitOfWork.read((db) => undoAsSeen(db, reachOf(caller, 'patient.read', ports.clock.now()), report)) };
  };

  return {
    /** @throws DeclaredError `NOT_FOUND`, `ILLEGAL_STATE` (still running, an undo itself, or undone already), `BUSY` */
    undo: async (caller: Caller, { importId: undoes }: Inputs['imports']['undo']): Promise<AsyncGenerator<UndoProgress>> => {
      const { batch, undone } = await unitOfWork.read(async (db) => ({ batch: await readBatch(db, undoes), undone: await isUndone(db, undoes) }));
      if (!batch) throw new DeclaredError('NOT_FOUND');
      if (batch.kind === 'undo') throw new DeclaredError('ILLEGAL_STATE', { state: 'undo' });
      if (undone) throw new DeclaredError('ILLEGAL_STATE', { state: 'undone' });
      if (longWork.running) throw new DeclaredError('BUSY', { job: longWork.running.kind });
      const importId = ports.newId();
      return progressOf(caller, longWork.start({ id: importId, kind: undoJobKind, input: { importId, undoes, userId: caller.userId } }));
    },

    /** The job of the long-work thread. */
    undoBatch: (input: unknown, hooks: JobHooks) =>
      undoImport({ unitOfWork, audit, ports }, { ...undoJob.parse(input), ...hooks }),
  };
}
