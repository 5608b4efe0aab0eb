import { z } from 'zod';
import { DeclaredError } from '../declared-error.ts';
import type { LongWork } from './long-work.ts';

/** What imports and exports share as jobs of the long-work thread: being followed, stopped, and listed newest first. */

/** What a job is given to say how far it is, and to learn that it should stop. */
export interface JobHooks {
  readonly onProgress: (step: JobStep) => void;
  readonly shouldStop: () => boolean;
}

export interface JobStep {
  readonly done: number;
  readonly total: number;
}

/** Asks the job of this id to stop after its present transaction; false when it is not at work. */
export function stopJob({ running }: LongWork, id: string): { cancelled: boolean } {
  if (running?.id !== id) return { cancelled: false };
  running.stop();
  return { cancelled: true };
}

/** Where a page of jobs ended: newest first, the id breaks ties. */
export interface JobPosition {
  readonly startedAt: string;
  readonly id: string;
}

const position = z.tuple([z.string(), z.string()]);

/** @throws DeclaredError `INVALID` for a cursor we did not make */
export function readJobPosition(cursor: string | null): JobPosition | null {
  if (cursor === null) return null;
  try {
    const [startedAt, id] = position.parse(JSON.parse(cursor));
    return { startedAt, id };
  } catch {
    throw new DeclaredError('INVALID', { issues: [{ path: 'after', code: 'CURSOR' }] });
  }
}

/**
 * A page of jobs on record, and where the next begins.
 *
 * @param found one more than a page, where there are more
 * @param isAlone whether no other process works on this clinic: what else says "running" was cut off then
 */
export function jobPage<Job extends JobPosition & { readonly state: string }>(found: readonly Job[], pageSize: number, { running }: LongWork, isAlone: boolean): { readonly jobs: Job[]; readonly next: string | null } {
  const jobs = found.slice(0, pageSize).map((job) => (job.state === 'running' && isAlone && job.id !== running?.id ? { ...job, state: 'failed' } : job));
  const last = jobs.at(-1);
  return { jobs, next: found.length > pageSize && last ? JSON.stringify([last.startedAt, last.id]) : null };
}
