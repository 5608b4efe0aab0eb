import { type JobHooks, longWorkJobs } from '../long-work-jobs.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import { LatestStep } from '../platform/long-work/latest-step.ts';
import type { LongWorkOrder } from '../platform/long-work/long-work-messages.ts';
import type { RunningJob } from '../platform/long-work/long-work.ts';
import type { Services } from '../services.ts';

/**
 * Lets a clinic do its long work in this thread: the same jobs, one at a time, with their steps and their stop. A thread of
 * its own takes seconds to start for each job; that it works is tried once, in `import-worker.test.ts`.
 */
export function workHere(services: Services): void {
  let running: RunningJob | null = null;
  const start = (job: LongWorkOrder['job']): RunningJob => {
    if (running) throw new DeclaredError('BUSY', { job: running.kind });
    const work = longWorkJobs[job.kind];
    if (!work) throw new Error('no such job');
    const steps = new LatestStep();
    let isStopped = false;
    const hooks: JobHooks = { onProgress: (step) => steps.put(structuredClone(step)), shouldStop: () => isStopped };
    const end = (): void => {
      running = null;
      steps.end();
    };
    const result = Promise.resolve().then(() => work(services, structuredClone(job.input), hooks)).finally(end);
    result.catch(() => undefined);
    running = { id: job.id, kind: job.kind, steps, result, stop: () => (isStopped = true) };
    return running;
  };
  const close = async (): Promise<void> => {
    running?.stop();
    await running?.result.catch(() => undefined);
  };
  Object.defineProperties(services.longWork, { running: { get: () => running }, start: { value: start }, close: { value: close } });
}
