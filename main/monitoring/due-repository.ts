import { type RawBuilder, sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import { isAmongWithinReach } from '../access/reach-repository.ts';
import type { RecordReach } from '../access/record-reach.ts';
import type { Engine } from '../platform/database/open-database.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { readSummaries } from '../patients/registry-repository.ts';
import type { DueCheck } from './late-rules.ts';

/**
 * The next laboratory check of each person who takes something. Triggers mark a row when treatments, results, problems or what
 * was noted change; rows whose date has come are worked out again each day. A list reads rows, never records.
 */

const dueChecks = z.array(z.object({ check: z.string(), dueOn: z.string() }));
const words = z.array(z.string());

/** A row as it is worked out. */
export interface WorkedDue {
  readonly patientId: string;
  readonly dueOn: string | null;
  readonly checks: readonly DueCheck[];
  readonly treatments: readonly string[];
  readonly severity: number | null;
  readonly quietUntil: string | null;
}

/** Marked, or late and last worked out on another day. */
const isStale = (today: string): RawBuilder<SqlBool> => sql<SqlBool>`(worked_out_on = '' or (worked_out_on < ${today} and due_on <= ${today}))`;

/** Ids of people to work out again, at most `limit`; on PostgreSQL not those another process holds. */
export async function stalePatients(db: WriteExecutor, engine: Engine, today: string, limit: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('monitoring_due')
    .select('patient_id')
    .where(isStale(today))
    .orderBy('worked_out_on')
    .orderBy('patient_id')
    .limit(limit)
    .$if(engine === 'postgres', (query) => query.forUpdate().skipLocked())
    .execute();
  return rows.map(({ patient_id }) => patient_id);
}

export async function isAnyStale(db: ReadExecutor, today: string): Promise<boolean> {
  return (await db.selectFrom('monitoring_due').select('patient_id').where(isStale(today)).limit(1).executeTakeFirst()) !== undefined;
}

/** Writes rows that were worked out, in one statement. */
export async function writeDue(db: WriteExecutor, engine: Engine, today: string, rows: readonly WorkedDue[]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map(({ patientId, dueOn, checks, treatments, severity, quietUntil }) => sql`(${sql.join([patientId, dueOn, JSON.stringify(checks), JSON.stringify(treatments), severity, quietUntil])})`);
  await sql`with worked_out (patient_id, due_on, checks, treatments, severity, quiet_until) as (values ${sql.join(values)})
    update monitoring_due set due_on = w.due_on, checks = w.checks, treatments = w.treatments, severity = cast(w.severity as ${sql.raw(engine === 'postgres' ? 'bigint' : 'integer')}),
      quiet_until = w.quiet_until, worked_out_on = ${today}
    from worked_out w where monitoring_due.patient_id = w.patient_id`.execute(db);
}

/** Everything is to be worked out again: the clinic follows another schedule. */
export async function markAllStale(db: WriteExecutor): Promise<void> {
  await db.updateTable('monitoring_due').set({ worked_out_on: '' }).where('worked_out_on', '<>', '').execute();
}

function lateOnes(db: ReadExecutor, reach: RecordReach, today: string) {
  return db
    .selectFrom('monitoring_due as d')
    .innerJoin('patient as p', 'p.id', 'd.patient_id')
    .where('d.due_on', '<', today)
    .where((eb) => eb.or([eb('d.quiet_until', 'is', null), eb('d.quiet_until', '<=', today)]))
    .where('p.merged_into', 'is', null)
    .where('p.deceased', '=', 0)
    .where(isAmongWithinReach(reach, 'd.patient_id'));
}

/** Where a page ended: a date and a person. */
export interface DuePosition {
  readonly at: string;
  readonly id: string;
}

/** People late today, the longest first, whose records the caller reads. */
export async function latePage(db: ReadExecutor, reach: RecordReach, today: string, { after, limit }: { readonly after: DuePosition | null; readonly limit: number }) {
  const rows = await lateOnes(db, reach, today)
    .select(['d.patient_id', 'd.due_on', 'd.checks', 'd.treatments', 'd.severity'])
    .$if(after !== null, (query) => query.where(sql<SqlBool>`(d.due_on, d.patient_id) > (${after?.at ?? ''}, ${after?.id ?? ''})`))
    .orderBy('d.due_on')
    .orderBy('d.patient_id')
    .limit(limit)
    .execute();
  const patients = new Map((await readSummaries(db, reach, rows.map((row) => row.patient_id))).map((patient) => [patient.id, patient]));
  return rows.map((row) => ({ patientId: row.patient_id, patient: patients.get(row.patient_id), dueOn: row.due_on ?? today, checks: dueChecks.parse(JSON.parse(row.checks)), treatments: words.parse(JSON.parse(row.treatments)), severity: row.severity }));
}

export async function countLate(db: ReadExecutor, reach: RecordReach, today: string): Promise<number> {
  const row = await lateOnes(db, reach, today).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow();
  return Number(row.count);
}
