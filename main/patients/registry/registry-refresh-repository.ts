import { sql } from 'kysely';
import { urgencies } from '#contract/triage.ts';
import type { Engine } from '../../platform/database/open-database.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import type { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { phoneKey } from '../duplicates/duplicate-rules.ts';
import { mainProblem, problemKey } from '../main-problem-rules.ts';
import { readOpenProblems, readOpenReferralClasses, readVisitsAround } from '../registry-repository.ts';

/**
 * The worked-out columns of the registry (main problem, class of the open referral, visits around now). Triggers mark
 * a row stale in the transaction that changes what it rests on, and a visit makes it stale when its time comes; it is
 * worked out again before the registry is next read.
 */

const batchSize = 200;

/** Works stale rows out again, in transactions of 200; at most so many of them. Returns whether none is left. */
export async function refreshRegistry(unitOfWork: UnitOfWork, now: string, mostBatches = Infinity): Promise<boolean> {
  for (let batch = 0; batch < mostBatches; batch += 1) {
    if (!(await unitOfWork.read((db) => isAnyStale(db, now)))) return true;
    const refreshed = await unitOfWork.write((db) => refreshBatch(db, unitOfWork.engine, now));
    // On PostgreSQL another process may hold the rest, and writes it itself.
    if (refreshed === 0) return true;
  }
  return !(await unitOfWork.read((db) => isAnyStale(db, now)));
}

/** In their order: after an import its statistics say that every row is stale, and SQLite would read the table for one of them. */
async function isAnyStale(db: ReadExecutor, now: string): Promise<boolean> {
  return (await db.selectFrom('registry_entry').select('patient_id').where('stale_from', '<=', now).orderBy('stale_from').limit(1).executeTakeFirst()) !== undefined;
}

async function refreshBatch(db: WriteExecutor, engine: Engine, now: string): Promise<number> {
  const stale = await db
    .selectFrom('registry_entry')
    .select('patient_id')
    .where('stale_from', '<=', now)
    .orderBy('stale_from')
    .limit(batchSize)
    .$if(engine === 'postgres', (query) => query.forUpdate().skipLocked())
    .execute();
  const ids = stale.map((row) => row.patient_id);
  if (ids.length === 0) return 0;
  const problems = Map.groupBy(await readOpenProblems(db, 'program', ids), (row) => row.patientId);
  const classes = Map.groupBy(await readOpenReferralClasses(db, 'program', ids), (row) => row.patientId);
  const visits = await readVisitsAround(db, 'program', ids, now);
  const phones = new Map((await db.selectFrom('patient').select(['id', 'phone']).where('id', 'in', ids).execute()).map((row) => [row.id, row.phone]));
  const rows = ids.map((id) => {
    const problem = mainProblem(problems.get(id) ?? []);
    const rank = urgencies.findIndex((cls) => (classes.get(id) ?? []).some((row) => row.cls === cls));
    const nextVisitAt = visits.nextAt.get(id) ?? null;
    return sql`(${sql.join([id, problem && problemKey(problem), problem?.text ?? null, rank === -1 ? null : rank, visits.lastOn.get(id) ?? null, nextVisitAt, phoneKey(phones.get(id))])})`;
  });
  // One statement a batch: a statement a row would take ten times as long.
  await sql`with worked_out (patient_id, problem_key, problem_text, class_rank, last_visit_on, next_visit_at, phone_key) as (values ${sql.join(rows)})
    update registry_entry set problem_key = w.problem_key, problem_text = w.problem_text, class_rank = cast(w.class_rank as ${sql.raw(engine === 'postgres' ? 'bigint' : 'integer')}),
      last_visit_on = w.last_visit_on, next_visit_at = w.next_visit_at, phone_key = w.phone_key, stale_from = w.next_visit_at
    from worked_out w where registry_entry.patient_id = w.patient_id`.execute(db);
  return ids.length;
}
