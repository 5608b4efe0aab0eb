import { Worker } from 'node:worker_threads';
import type { Log } from '../../ports.ts';
import type { Change } from '../database/change-feed.ts';
import { DeclaredError } from '../declared-error.ts';
import { LatestStep } from './latest-step.ts';
import type { FromWorker, LongWorkOrder, ToWorker } from './long-work-messages.ts';

/** A job at work in the long-work thread. */
export interface RunningJob {
  readonly id: string;
  readonly kind: string;
  /** What it says on its way, for one listener; ends with the job, whatever its end. */
  readonly steps: AsyncIterable<unknown>;
  /** What it came to, once its thread has ended; rejects when it failed or the thread died. */
  readonly result: Promise<unknown>;
  /** Asks it to stop after its present transaction. */
  stop(): void;
}

/** Work off the host's own thread, one job at a time. */
export interface LongWork {
  readonly running: RunningJob | null;
  /** @throws DeclaredError `BUSY` while another job is at work */
  start(job: LongWorkOrder['job']): RunningJob;
  /** Stops the job at work, if any, and waits for it; one that does not stop is ended, its transaction undone. */
  close(): Promise<void>;
}

const stopMilliseconds = 10_000;

/**
 * Memory of the thread, in MB: what it needs is a few dozen, whatever the length of a file; the rest is what has not been swept yet.
 * Small young space: 200,000 resources or rows cost the program 280 MB instead of 500 to 570, in the same time. A job that needs more
 * fails, and not the host with it.
 */
const resourceLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 };

/**
 * Runs jobs in a worker thread with a connection of its own. The thread lives as long as its job: nothing keeps the key
 * when nothing is at work. The key goes over in `workerData` and nowhere else.
 *
 * @param options.entry the worker's file
 * @param options.onChanges what the thread has written, once committed
 */
export function createLongWork(options: { entry: URL; order: Omit<LongWorkOrder, 'job'>; log: Log; onChanges: (changes: readonly Change[]) => void }): LongWork {
  const { entry, order, log, onChanges } = options;
  let running: { readonly job: RunningJob; readonly worker: Worker } | null = null;

  return {
    get running() {
      return running?.job ?? null;
    },
    start: (job) => {
      if (running) throw new DeclaredError('BUSY', { job: running.job.kind });
      const worker = new Worker(entry, { workerData: { ...order, job } satisfies LongWorkOrder, execArgv: [], resourceLimits });
      const steps = new LatestStep();
      const result = new Promise<unknown>((resolve, reject) => {
        let done: { readonly result: unknown } | null = null;
        let failure: Error | null = null;
        worker.on('message', (message: FromWorker) => {
          if (message.kind === 'step') steps.put(message.step);
          else if (message.kind === 'log') log[message.level](message.event, message.facts);
          else if (message.kind === 'changes') onChanges(message.changes);
          else if (message.kind === 'refused') failure = DeclaredError.from(message.code, message.data);
          else done = { result: message.result };
        });
        worker.once('error', (error: Error) => {
          failure ??= error;
        });
        // Only now is its connection closed, and may another job begin.
        worker.once('exit', (code) => {
          running = null;
          steps.end();
          if (done && !failure) resolve(done.result);
          else reject(failure ?? new Error(`the long-work thread ended with ${code}`));
        });
      });
      // Whoever asked may have left by then; a failure is logged all the same.
      result.catch((error: unknown) => log.error('long-work.failed', error, { job: job.kind }));
      const started: RunningJob = { id: job.id, kind: job.kind, steps, result, stop: () => worker.postMessage({ kind: 'stop' } satisfies ToWorker) };
      running = { job: started, worker };
      return started;
    },
    close: async () => {
      if (!running) return;
      const { worker, job } = running;
      job.stop();
      const timer = setTimeout(() => void worker.terminate(), stopMilliseconds);
      await Promise.allSettled([job.result]);
      clearTimeout(timer);
    },
  };
}
