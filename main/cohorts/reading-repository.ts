import { sql } from 'kysely';
import type { Engine } from '../platform/database/open-database.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { CohortResultTable } from '../platform/database/tables/research-tables.ts';
import type { LineCount } from '../treatments/counted-lines-rules.ts';

/**
 * What cohorts ask of records, worked out in rows. Triggers mark a record when a drug, a visit's findings or a result changes;
 * marked ones are worked out again before a cohort is next read.
 */

/** Ids of records to work out again; on PostgreSQL not those another process holds. */
export async function staleReadings(db: WriteExecutor, engine: Engine, limit: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('cohort_reading')
    .select('patient_id')
    .where('stale', '=', 1)
    .orderBy('patient_id')
    .limit(limit)
    .$if(engine === 'postgres', (query) => query.forUpdate().skipLocked())
    .execute();
  return rows.map(({ patient_id }) => patient_id);
}

export async function isAnyReadingStale(db: ReadExecutor): Promise<boolean> {
  return (await db.selectFrom('cohort_reading').select('patient_id').where('stale', '=', 1).limit(1).executeTakeFirst()) !== undefined;
}

/** Rows one statement writes: few enough parameters for both databases. */
const rowsPerInsert = 500;

/** Replaces what was worked out of these records. Scores are those of the text of a visit that stands. */
export async function writeReadings(db: WriteExecutor, ids: readonly string[], lines: readonly LineCount[], results: readonly CohortResultTable[]): Promise<void> {
  if (ids.length === 0) return;
  for (const table of ['cohort_treatment', 'cohort_score', 'cohort_result'] as const) await db.deleteFrom(table).where('patient_id', 'in', ids).execute();
  const treatments = lines.map((line) => ({
    patient_id: line.patientId, medication_id: line.id, ingredient: line.ingredient, drug_class: line.drugClass, line_number: line.lineNumber, started_on: line.startedOn, ended_on: line.endedOn, is_over: line.isOver ? 1 : 0, stop_reason: line.stopReason,
  }));
  for (let from = 0; from < treatments.length; from += rowsPerInsert) await db.insertInto('cohort_treatment').values(treatments.slice(from, from + rowsPerInsert)).execute();
  for (let from = 0; from < results.length; from += rowsPerInsert) await db.insertInto('cohort_result').values(results.slice(from, from + rowsPerInsert)).execute();
  await sql`insert into cohort_score (patient_id, instrument, recency, assessment_id, assessed_on, score, category)
    select a.patient_id, s.instrument, row_number() over (partition by a.patient_id, s.instrument order by a.assessed_on desc, a.id desc), a.id, a.assessed_on, s.score, s.category
    from assessment a join assessment_text x on x.assessment_id = a.id and x.number = a.signed_number join assessment_score s on s.text_id = x.id
    where a.patient_id in (${sql.join(ids)})`.execute(db);
  await db.updateTable('cohort_reading').set({ stale: 0 }).where('patient_id', 'in', ids).execute();
}
