import { sql } from 'kysely';
import { daysBetween } from '../cohorts/figure-repository.ts';
import type { Engine } from '../platform/database/open-database.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { DatedScore } from './quality-rules.ts';
import type { CallTally, DoseTally, EscalationCourse, MonthCount, ToxicityTally, WayTally } from './pathway-rules.ts';

/** What became of people on a pathway, counted in the database. A merged record's enrolments are those of the record that remains. */

/** Most rows of single courses that are read: far more than a programme has. */
const mostRows = 20_000;

/** People included, by month of inclusion. */
export async function inclusionsByMonth(db: ReadExecutor, code: string): Promise<readonly MonthCount[]> {
  const month = sql<string>`substr(included_on, 1, 7)`;
  const rows = await db.selectFrom('pathway_enrolment').select([month.as('month'), (build) => build.fn.countAll<number>().as('count')]).where('pathway_code', '=', code).where('included_on', 'is not', null).groupBy(month).execute();
  return rows.map((row) => ({ month: row.month, count: Number(row.count) }));
}

/** The pathways somebody is or was on. */
export async function takenPathways(db: ReadExecutor): Promise<ReadonlySet<string>> {
  return new Set((await db.selectFrom('pathway_enrolment').select('pathway_code').distinct().execute()).map((row) => row.pathway_code));
}

export async function standingTallies(db: ReadExecutor, code: string): Promise<readonly { readonly state: string; readonly phase: string | null; readonly count: number }[]> {
  const rows = await db.selectFrom('pathway_enrolment').select(['state', 'phase', (build) => build.fn.countAll<number>().as('count')]).where('pathway_code', '=', code).groupBy(['state', 'phase']).execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

export async function doseTallies(db: ReadExecutor, code: string): Promise<readonly DoseTally[]> {
  const { rows } = await sql<DoseTally>`select d.state, d.given_site as site, count(*) as count from pathway_dose d join pathway_enrolment e on e.id = d.enrolment_id where e.pathway_code = ${code} group by d.state, d.given_site`.execute(db);
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** Doses given at home, by the way to the hospital the person has now (the one noted with what suits them). */
export async function wayTallies(db: ReadExecutor, code: string): Promise<readonly WayTally[]> {
  const { rows } = await sql<{ km: number | null; count: number }>`select w.travel_km as km, count(*) as count from pathway_dose d join pathway_enrolment e on e.id = d.enrolment_id
    left join visit_preference w on w.patient_id = d.patient_id and w.replaced_at is null where e.pathway_code = ${code} and d.state = 'given' and d.given_site = 'home' group by w.travel_km`.execute(db);
  return rows.map(({ km, count }) => ({ km: km === null ? null : Number(km), count: Number(count) }));
}

export async function callTallies(db: ReadExecutor, code: string): Promise<readonly CallTally[]> {
  const { rows } = await sql<{ kind: string; state: string; in_time: number | null; count: number }>`with told as (
      select c.kind, c.state, case when c.due_on is null or c.called_on is null then null when c.called_on <= c.due_on then 1 else 0 end as in_time
      from toxicity_call c join pathway_enrolment e on e.id = c.enrolment_id where e.pathway_code = ${code})
    select kind, state, in_time, count(*) as count from told group by kind, state, in_time`.execute(db);
  return rows.map(({ kind, state, in_time, count }) => ({ kind, state, inTime: in_time === null ? null : Number(in_time) === 1, count: Number(count) }));
}

/** What calls found, organ by organ. */
export async function toxicityTallies(db: ReadExecutor, engine: Engine, code: string): Promise<readonly ToxicityTally[]> {
  const [organs, organ, grade] = engine === 'postgres'
    ? [sql`cross join lateral json_array_elements(cast(c.found as json) -> 'organs') as o(value)`, sql`o.value ->> 'organ'`, sql`cast(o.value ->> 'grade' as integer)`]
    : [sql`join json_each(c.found, '$.organs') as o`, sql`json_extract(o.value, '$.organ')`, sql`json_extract(o.value, '$.grade')`];
  const { rows } = await sql<ToxicityTally>`with told as (
      select ${organ} as organ, ${grade} as grade from toxicity_call c join pathway_enrolment e on e.id = c.enrolment_id ${organs} where e.pathway_code = ${code} and c.state = 'done' and c.found is not null)
    select organ, grade, count(*) as count from told group by organ, grade`.execute(db);
  return rows.map(({ organ: code_, grade: value, count }) => ({ organ: code_, grade: Number(value), count: Number(count) }));
}

/** The newest escalations, each with how long its answer took. */
export async function escalationCourses(db: ReadExecutor, code: string, now: string): Promise<readonly EscalationCourse[]> {
  const rows = await db.selectFrom('escalation as s').innerJoin('pathway_enrolment as e', 'e.id', 's.enrolment_id').select(['s.opened_at', 's.answer_by', 's.acknowledged_at']).where('e.pathway_code', '=', code).orderBy('s.opened_at', 'desc').limit(mostRows).execute();
  return rows.map(({ opened_at, answer_by, acknowledged_at }) => ({ minutes: acknowledged_at === null ? null : Math.max(0, Math.round((Date.parse(acknowledged_at) - Date.parse(opened_at)) / 60_000)), inTime: (acknowledged_at ?? now) <= answer_by }));
}

/** Signed global health scores of people included, by days since. */
export async function globalHealth(db: ReadExecutor, engine: Engine, code: string): Promise<readonly DatedScore[]> {
  const days = daysBetween(engine, sql`e.included_on`, sql`a.assessed_on`);
  const { rows } = await sql<DatedScore>`select e.id as "enrolmentId", ${days} as days, s.score as score from pathway_enrolment e
    join assessment a on a.patient_id = e.patient_id and a.signed_number > 0 join assessment_text x on x.assessment_id = a.id and x.number = a.signed_number join assessment_score s on s.text_id = x.id and s.instrument = 'qlq-c30'
    where e.pathway_code = ${code} and e.included_on is not null and s.score is not null limit ${mostRows}`.execute(db);
  return rows.map((row) => ({ ...row, days: Number(row.days), score: Number(row.score) }));
}
