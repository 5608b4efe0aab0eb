import { z } from 'zod';
import { type MonitoringOutcome, monitoringOutcomes } from '#contract/monitoring.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** What was done about late checks; a row is never changed. */
export interface NotedOutcome {
  readonly id: string;
  readonly patientId: string;
  readonly outcome: MonitoringOutcome;
  readonly untilOn: string | null;
  readonly words: string;
  readonly at: string;
  readonly by: string;
}

const outcome = z.enum(monitoringOutcomes);
/** Nobody's list is longer. */
const mostOutcomes = 20;

/** What was noted about these people, newest first. */
export async function outcomesOf(db: ReadExecutor, patientIds: readonly string[]): Promise<ReadonlyMap<string, readonly NotedOutcome[]>> {
  if (patientIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('monitoring_outcome as o')
    .leftJoin('user_account as u', 'u.id', 'o.noted_by')
    .selectAll('o')
    .select('u.display_name')
    .where('o.patient_id', 'in', patientIds)
    .orderBy('o.noted_at', 'desc')
    .orderBy('o.id', 'desc')
    .execute();
  const noted = rows.map((row): NotedOutcome => ({ id: row.id, patientId: row.patient_id, outcome: outcome.parse(row.outcome), untilOn: row.until_on, words: row.words, at: row.noted_at, by: row.display_name ?? row.noted_by }));
  return new Map([...Map.groupBy(noted, ({ patientId }) => patientId)].map(([patientId, own]) => [patientId, own.slice(0, mostOutcomes)]));
}

/** Keeps an outcome; the same id again is kept once. Answers whether it was new. */
export async function insertOutcome(db: WriteExecutor, { id, patientId, outcome: what, untilOn, words, at }: Omit<NotedOutcome, 'by'>, userId: string): Promise<boolean> {
  const done = await db
    .insertInto('monitoring_outcome')
    .values({ id, patient_id: patientId, outcome: what, until_on: untilOn, words, noted_at: at, noted_by: userId })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0) === 1;
}
