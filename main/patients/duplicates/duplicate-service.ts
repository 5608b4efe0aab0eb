import { z } from 'zod';
import type { Inputs, Outputs } from '#contract/index.ts';
import type { DuplicatePair, DuplicateScan, ScanProgress } from '#contract/duplicates.ts';
import { requireOpenRecord } from '../../access/open-record.ts';
import { type RecordReach, reachOf } from '../../access/record-reach.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { LongWork, RunningJob } from '../../platform/long-work/long-work.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import type { Caller } from '../../users/caller.ts';
import { readIdentities } from './candidate-repository.ts';
import { duplicateRulesVersion, scoreDuplicate } from './duplicate-rules.ts';
import { scanForDuplicates, type ScanHooks, type ScanStep } from './duplicate-scan.ts';
import { identityDigest } from './identity-digest.ts';
import { countPairs, type FoundPair, listPairs, pairById, type PairPosition, reopenPair, separatePair } from './pair-repository.ts';
import { endScan, readScan } from './scan-repository.ts';

export const scanJobKind = 'duplicate-scan';
const scanJob = z.object({ scanId: z.uuid(), userId: z.string(), importId: z.uuid().nullable() });
const position = z.tuple([z.number(), z.string()]);

/** Records that may be one person: found by a scan, judged by people. */
export function createDuplicateService(dependencies: ServiceDependencies, longWork: LongWork) {
  const { unitOfWork, audit, ports } = dependencies;

  const reading = (caller: Caller): RecordReach => reachOf(caller, 'patient.read', ports.clock.now());

  /** A thread that died cannot say so in the database; its host does. */
  const recordFailure = async (scanId: string): Promise<void> => {
    await unitOfWork.write((db) => endScan(db, scanId, { finishedAt: ports.clock.now(), state: 'failed', people: 0, compared: 0, found: 0, skipped: [] }));
  };

  return {
    /** @throws DeclaredError `INVALID` for a cursor that is not ours */
    list: async (caller: Caller, { state, after, limit }: { state: DuplicatePair['state']; after: string | null; limit: number }): Promise<Outputs['duplicates']['list']> =>
      unitOfWork.read(async (db) => {
        const pairs = await listPairs(db, reading(caller), { state, after: readPosition(after), limit: limit + 1 });
        const page = pairs.slice(0, limit);
        const last = page.at(-1);
        return { pairs: page, next: pairs.length > limit && last ? JSON.stringify([last.score, last.pairId]) : null, total: await countPairs(db, reading(caller), state) };
      }),

    /** "Not the same person". @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    separate: async (caller: Caller, { oneId, otherId }: Inputs['duplicates']['separate']): Promise<Outputs['duplicates']['separate']> =>
      unitOfWork.write(async (db) => {
        for (const patientId of [oneId, otherId]) await requireOpenRecord(db, reading(caller), patientId);
        const pair = await judgedPair(db, oneId, otherId);
        const pairId = await separatePair(db, pair, { userId: caller.userId, rulesVersion: duplicateRulesVersion, now: ports.clock.now(), newId: ports.newId });
        for (const patientId of [pair.oneId, pair.otherId]) {
          await audit.record(db, { userId: caller.userId, action: 'duplicates.separated', entity: 'patient', entityId: patientId, patientId, detail: { pair: pairId } });
        }
        return { pairId };
      }),

    /** Takes that verdict back. @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    reopen: async (caller: Caller, { pairId }: Inputs['duplicates']['reopen']): Promise<Outputs['duplicates']['reopen']> =>
      unitOfWork.write(async (db) => {
        const known = await pairById(db, pairId);
        for (const patientId of known ? [known.oneId, known.otherId] : []) await requireOpenRecord(db, reading(caller), patientId);
        const pair = await reopenPair(db, pairId);
        if (!pair) throw new DeclaredError('NOT_FOUND');
        for (const patientId of [pair.oneId, pair.otherId]) {
          await audit.record(db, { userId: caller.userId, action: 'duplicates.reopened', entity: 'patient', entityId: patientId, patientId, detail: { pair: pairId } });
        }
        return { pairId };
      }),

    status: async (caller: Caller): Promise<Outputs['duplicates']['status']> =>
      unitOfWork.read(async (db) => ({ open: await countPairs(db, reading(caller), 'open'), lastScan: settled(await readScan(db, null)) })),

    /**
     * Looks for duplicates in the long-work thread; goes on when the listener leaves.
     *
     * @throws DeclaredError `BUSY` while the thread is at other work
     */
    scan: async (caller: Caller, { importId }: { importId: string | null }): Promise<AsyncGenerator<ScanProgress>> => {
      const scanId = ports.newId();
      const job = longWork.start({ id: scanId, kind: scanJobKind, input: { scanId, userId: caller.userId, importId } satisfies z.infer<typeof scanJob> });
      job.result.catch(() => recordFailure(scanId)).catch((error: unknown) => ports.log.error('duplicate-scan.unfinished', error));
      return Promise.resolve(progressOf(job));
    },

    cancelScan: async (_caller: Caller, { scanId }: Inputs['duplicates']['cancelScan']): Promise<Outputs['duplicates']['cancelScan']> => {
      const { running } = longWork;
      if (running?.id !== scanId) return Promise.resolve({ cancelled: false });
      running.stop();
      return Promise.resolve({ cancelled: true });
    },

    /** The job of the long-work thread, and of whoever scans in their own process. */
    runScan: (input: unknown, hooks: ScanHooks): Promise<void> => scanForDuplicates(dependencies, scanJob.parse(input), hooks),
  };

  /** On an embedded clinic only this process scans: what else says "running" was cut off. */
  function settled(scan: DuplicateScan | null): DuplicateScan | null {
    return scan?.state === 'running' && unitOfWork.engine === 'sqlite' && scan.scanId !== longWork.running?.id ? { ...scan, state: 'failed' } : scan;
  }

  async function* progressOf(job: RunningJob): AsyncGenerator<ScanProgress> {
    yield { kind: 'progress', scanId: job.id, done: 0, total: 0, found: 0 };
    for await (const step of job.steps) yield { kind: 'progress', scanId: job.id, ...(step as ScanStep) };
    await job.result;
    const scan = await unitOfWork.read((db) => readScan(db, job.id));
    if (scan) yield { kind: 'end', scan };
  }
}

/** A pair as it is judged: both identities as they are now. */
async function judgedPair(db: ReadExecutor, one: string, other: string): Promise<FoundPair> {
  const [oneId = '', otherId = ''] = [one, other].sort();
  const identities = await readIdentities(db, [oneId, otherId]);
  const [first, second] = [identities.get(oneId), identities.get(otherId)];
  if (!first || !second || oneId === otherId) throw new DeclaredError('NOT_FOUND');
  const { score, reasons } = scoreDuplicate(first, second);
  return { oneId, otherId, score, reasons: [...reasons], oneIdentity: identityDigest(first), otherIdentity: identityDigest(second) };
}

/** @throws DeclaredError `INVALID` for a cursor we did not make */
function readPosition(cursor: string | null): PairPosition | null {
  if (cursor === null) return null;
  try {
    const [score, id] = position.parse(JSON.parse(cursor));
    return { score, id };
  } catch {
    throw new DeclaredError('INVALID', { issues: [{ path: 'after', code: 'CURSOR' }] });
  }
}
