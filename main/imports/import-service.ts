import { z } from 'zod';
import type { Inputs, Outputs } from '#contract/index.ts';
import { type ImportProgress, type ImportReport, importReport } from '#contract/imports.ts';
import type { Intake, IntakeFile } from '../intake/intake.ts';
import { intakeFiles } from '../intake/intake.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import { jobPage, readJobPosition, stopJob } from '../platform/long-work/job-list.ts';
import type { LongWork, RunningJob } from '../platform/long-work/long-work.ts';
import type { TriageContentReader } from '../referrals/active-triage-content.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import { type RecordReach, reachOf } from '../access/record-reach.ts';
import type { Caller } from '../users/caller.ts';
import { importBatch, type ImportStep } from './batch-import.ts';
import type { ImportSource } from './import-source.ts';
import { endBatch, listBatches } from './import-repository.ts';
import { batchesAsSeen, importAsSeen } from './reports-as-seen.ts';

/** What the long-work thread is told of an import. */
const importJob = z.object({
  importId: z.uuid(),
  userId: z.string(),
  files: z.array(z.object({ id: z.uuid(), name: z.string(), bytes: z.int(), sha256: z.string() })),
});
type ImportJob = z.infer<typeof importJob>;

export const importJobKind = 'import';
const pageSize = 50;

/** Taking records in: from the page through the long-work thread, from the command line in its own process. */
export function createImportService({ unitOfWork, audit, ports, store, clinic }: ServiceDependencies, intake: Intake, longWork: LongWork, triageContent: TriageContentReader) {
  const dependencies = { unitOfWork, audit, ports, triageContent, zone: clinic.timeZone, dataKey: store.dataKey };

  const reading = (caller: Caller): RecordReach => reachOf(caller, 'patient.read', ports.clock.now());

  /** A job's steps as the page hears them; the report last. */
  const progressOf = async function* (caller: Caller, job: RunningJob, files: readonly IntakeFile[]): AsyncGenerator<ImportProgress> {
    const total = files.reduce((sum, file) => sum + file.bytes, 0);
    yield { kind: 'progress', importId: job.id, done: 0, total, source: files[0]?.name ?? '', file: 1, files: files.length, resources: 0 };
    for await (const step of job.steps) yield { kind: 'progress', importId: job.id, ...(step as ImportStep) };
    const report = importReport.parse(await job.result);
    yield { kind: 'report', report: await unitOfWork.read((db) => importAsSeen(db, reading(caller), report)) };
  };

  /** A thread that died cannot say so in the database; its host does. */
  const recordFailure = async (importId: string): Promise<void> => {
    await unitOfWork.write((db) => endBatch(db, importId, { finishedAt: ports.clock.now(), state: 'failed', report: null }));
  };

  const startJob = (caller: Caller, files: readonly IntakeFile[]) => {
    const importId = ports.newId();
    const input: ImportJob = { importId, userId: caller.userId, files: [...files] };
    try {
      const job = longWork.start({ id: importId, kind: importJobKind, input });
      const over = job.result.then(
        () => intake.discard(files.map((file) => file.id)),
        async () => {
          await intake.discard(files.map((file) => file.id));
          await recordFailure(importId);
        },
      );
      over.catch((error: unknown) => ports.log.error('import.unfinished', error));
      return job;
    } catch (error) {
      intake.putBack(caller.userId, files);
      throw error;
    }
  };

  return {
    /**
     * Imports files that came in by the intake. The import goes on when the listener leaves; its report is then in the list.
     *
     * @throws DeclaredError `INTAKE_GONE`, `BUSY`; the stream ends with what made the import fail
     */
    run: async (caller: Caller, { intakeIds }: Inputs['imports']['run']): Promise<AsyncGenerator<ImportProgress>> => {
      const files = intake.claim(caller.userId, intakeIds);
      if (!files) throw new DeclaredError('INTAKE_GONE');
      return Promise.resolve(progressOf(caller, startJob(caller, files), files));
    },

    cancel: async (_caller: Caller, { importId }: Inputs['imports']['cancel']): Promise<Outputs['imports']['cancel']> => {
      return Promise.resolve(stopJob(longWork, importId));
    },

    list: async (caller: Caller, { after }: Inputs['imports']['list']): Promise<Outputs['imports']['list']> => {
      const batches = await unitOfWork.read(async (db) => batchesAsSeen(db, reading(caller), await listBatches(db, readJobPosition(after ?? null), pageSize + 1)));
      const { jobs, next } = jobPage(batches, pageSize, longWork, unitOfWork.engine === 'sqlite');
      return { batches: jobs, next };
    },

    /** Imports in this process: the command line, and the long-work thread below. */
    importSources: (
      userId: string,
      sources: readonly ImportSource[],
      { importId = ports.newId(), onProgress = () => undefined, shouldStop = () => false }: ImportHooks = {},
    ): Promise<ImportReport> => importBatch(dependencies, { importId, userId, sources, onProgress, shouldStop }),

    /** The job of the long-work thread. */
    importIntake: async (input: unknown, hooks: Omit<ImportHooks, 'importId'>): Promise<ImportReport> => {
      const { importId, userId, files } = importJob.parse(input);
      const sealed = intakeFiles(store);
      const sources = files.map((file) => ({ name: file.name, bytes: file.bytes, sha256: file.sha256, read: () => sealed.read(file.id) }));
      return importBatch(dependencies, { importId, userId, sources, onProgress: () => undefined, shouldStop: () => false, ...hooks });
    },
  };
}

export interface ImportHooks {
  readonly importId?: string;
  readonly onProgress?: (step: ImportStep) => void;
  readonly shouldStop?: () => boolean;
}
