import type { CohortDefinition } from '#contract/cohorts.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { CohortResultTable } from '../platform/database/tables/research-tables.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { LineCount } from '../treatments/counted-lines-rules.ts';
import { isAnyReadingStale, staleReadings, writeReadings } from './reading-repository.ts';

/** What other areas say of records, read within the transaction that keeps it. */
export interface RecordReaders {
  readonly lines: (db: ReadExecutor, patientIds: readonly string[]) => Promise<readonly LineCount[]>;
  readonly results: (db: ReadExecutor, patientIds: readonly string[]) => Promise<readonly CohortResultTable[]>;
  /** Works out late laboratory checks; answers whether some are left. */
  readonly catchUpMonitoring: () => Promise<boolean>;
}

/** Records worked out in one transaction, and transactions one answer waits for. */
const batchSize = 150;
const mostBatches = 8;

/** Keeps what cohorts ask of records up to date before they are read. */
export function createCohortReadings({ unitOfWork }: ServiceDependencies, readers: RecordReaders) {
  const workOut = async (db: WriteExecutor): Promise<number> => {
    const ids = await staleReadings(db, unitOfWork.engine, batchSize);
    await writeReadings(db, ids, await readers.lines(db, ids), await readers.results(db, ids));
    return ids.length;
  };

  const catchUpRecords = async (batches: number): Promise<boolean> => {
    for (let batch = 0; batch < batches; batch += 1) {
      if (!(await unitOfWork.read(isAnyReadingStale))) return false;
      // On PostgreSQL another process may hold the rest, and writes it itself.
      if ((await unitOfWork.write(workOut)) === 0) return false;
    }
    return unitOfWork.read(isAnyReadingStale);
  };

  return {
    /** Works out what changed since, some transactions at a time; answers whether some is left that a definition asks about. */
    catchUp: async (definition: CohortDefinition | null, batches = mostBatches): Promise<boolean> => {
      const records = await catchUpRecords(batches);
      const asksLabs = definition?.groups.some((group) => group.conditions.some(({ kind }) => kind === 'labsLate')) ?? false;
      return (asksLabs && (await readers.catchUpMonitoring())) || records;
    },
  };
}
export type CohortReadings = ReturnType<typeof createCohortReadings>;
