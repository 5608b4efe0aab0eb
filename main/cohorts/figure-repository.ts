import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Engine } from '../platform/database/open-database.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { cohortPeople } from './answer-repository.ts';
import type { CohortQuestion } from './condition-repository.ts';
import { monthsBefore } from './civil-date-rules.ts';

/** Figures of a cohort, counted in the database: answers are as long as what is shown, whatever the number of records. */

const inCohort = (question: CohortQuestion, column: string): RawBuilder<SqlBool> => sql<SqlBool>`${sql.ref(column)} in (${cohortPeople(question)})`;

/** Days between two dates of columns. */
export function daysBetween(engine: Engine, from: RawBuilder<unknown>, until: RawBuilder<unknown>): RawBuilder<number> {
  return engine === 'postgres' ? sql<number>`(cast(${until} as date) - cast(${from} as date))` : sql<number>`cast(julianday(${until}) - julianday(${from}) as integer)`;
}

export interface QuarterCount {
  /** `2026-4`: the last quarter of 2026. */
  readonly quarter: string;
  readonly category: string | null;
  readonly count: number;
}

/** People by the category of their last score of each quarter, since a day. */
export async function activityByQuarter(db: ReadExecutor, question: CohortQuestion, instrument: string, since: string): Promise<readonly QuarterCount[]> {
  const quarter = sql`substr(s.assessed_on, 1, 4) || '-' || cast((cast(substr(s.assessed_on, 6, 2) as integer) + 2) / 3 as text)`;
  const { rows } = await sql<{ quarter: string; category: string | null; count: number }>`
    select quarter, category, count(*) as count from (
      select ${quarter} as quarter, s.category, row_number() over (partition by s.patient_id, ${quarter} order by s.recency) as place
      from cohort_score s where s.instrument = ${instrument} and s.assessed_on >= ${since} and s.assessed_on <= ${question.today} and ${inCohort(question, 's.patient_id')}
    ) last_of_quarter where place = 1 group by quarter, category order by quarter, category`.execute(db);
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** People of a cohort by instrument that was scored at least once in numbers or categories, most first. */
export async function instrumentsUsed(db: ReadExecutor, question: CohortQuestion): Promise<readonly string[]> {
  const { rows } = await sql<{ instrument: string }>`select s.instrument from cohort_score s where s.recency = 1 and ${inCohort(question, 's.patient_id')} group by s.instrument order by count(*) desc, s.instrument`.execute(db);
  return rows.map(({ instrument }) => instrument);
}

export interface CourseCount {
  readonly drug: string;
  readonly days: number;
  readonly ended: boolean;
  readonly count: number;
}

/**
 * Courses of biologic and targeted drugs, alike ones together: a line of treatment with one drug from its first beginning to
 * its last end. What goes on is seen until today or the death; a line whose end is not known is left out.
 */
export async function courseCounts(db: ReadExecutor, engine: Engine, question: CohortQuestion): Promise<readonly CourseCount[]> {
  const { today } = question;
  const days = daysBetween(engine, sql`c.started_on`, sql`c.seen_until`);
  const { rows } = await sql<{ drug: string; days: number; ended: number; count: number }>`
    select c.ingredient as drug, ${days} as days, c.ended, count(*) as count from (
      select t.patient_id, t.ingredient, t.line_number, min(t.started_on) as started_on,
        case when max(case when t.ended_on is null or t.ended_on > ${today} then 1 else 0 end) = 1 then min(case when p.deceased_on is not null and p.deceased_on < ${today} and length(p.deceased_on) = 10 then p.deceased_on else ${today} end) else max(t.ended_on) end as seen_until,
        case when max(case when t.ended_on is null or t.ended_on > ${today} then 1 else 0 end) = 1 then 0 else 1 end as ended
      from cohort_treatment t join patient p on p.id = t.patient_id
      where t.drug_class in ('bDMARD', 'tsDMARD') and t.ingredient is not null and t.started_on is not null and t.started_on <= ${today} and not (t.is_over = 1 and t.ended_on is null) and ${inCohort(question, 't.patient_id')}
      group by t.patient_id, t.ingredient, t.line_number
    ) c where c.seen_until >= c.started_on group by c.ingredient, ${days}, c.ended`.execute(db);
  return rows.map(({ drug, ...row }) => ({ drug, days: Number(row.days), ended: Number(row.ended) === 1, count: Number(row.count) }));
}

/** Days from the first score above the target to the first at it afterwards, or to the last score; alike ones together. */
export async function targetCounts(db: ReadExecutor, engine: Engine, question: CohortQuestion, instrument: string, target: readonly string[]): Promise<readonly Omit<CourseCount, 'drug'>[]> {
  if (target.length === 0) return [];
  const days = daysBetween(engine, sql`c.first_on`, sql`c.seen_until`);
  const { rows } = await sql<{ days: number; ended: number; count: number }>`
    with scored as (select s.patient_id, s.assessed_on, case when s.category in (${sql.join(target)}) then 1 else 0 end as at_target from cohort_score s
        where s.instrument = ${instrument} and s.category is not null and s.assessed_on <= ${question.today} and ${inCohort(question, 's.patient_id')}),
      begun as (select patient_id, min(assessed_on) as first_on from scored where at_target = 0 group by patient_id),
      followed as (select b.patient_id, b.first_on, min(case when s.at_target = 1 then s.assessed_on end) as reached_on, max(s.assessed_on) as last_on
        from begun b join scored s on s.patient_id = b.patient_id and s.assessed_on > b.first_on group by b.patient_id, b.first_on)
    select ${days} as days, c.ended, count(*) as count from (select first_on, coalesce(reached_on, last_on) as seen_until, case when reached_on is null then 0 else 1 end as ended from followed) c group by ${days}, c.ended`.execute(db);
  return rows.map((row) => ({ days: Number(row.days), ended: Number(row.ended) === 1, count: Number(row.count) }));
}

export type CompletenessKey = 'diagnosis' | 'serology' | 'erosions' | 'score' | 'function' | 'treatment' | 'labs' | 'visit';
export interface Completeness {
  readonly key: CompletenessKey;
  readonly done: number;
  readonly of: number;
}

/** What of the cohort is documented: each of how many, of how many it is asked of. */
export async function completenessOf(db: ReadExecutor, question: CohortQuestion, activity: readonly string[]): Promise<readonly Completeness[]> {
  const { today, reach } = question;
  const yearAgo = monthsBefore(today, 12);
  const standing = sql`(c.verification_status is null or c.verification_status not in ('refuted', 'entered-in-error'))`;
  const rheumatoid = sql`select c.patient_id from condition c where ((c.code >= 'M05' and c.code < 'M07')) and ${standing}`;
  const everybody = sql<SqlBool>`1 = 1`;
  const asked: readonly { readonly key: CompletenessKey; readonly of: RawBuilder<SqlBool>; readonly done: RawBuilder<unknown> }[] = [
    { key: 'diagnosis', of: everybody, done: sql`select c.patient_id from condition c where c.code >= 'A' and c.code < '[' and ${standing}` },
    { key: 'serology', of: sql<SqlBool>`e.patient_id in (${rheumatoid})`, done: sql`select c.patient_id from condition c where (c.rheumatoid_factor is not null or c.anti_ccp is not null) and ${standing}` },
    { key: 'erosions', of: sql<SqlBool>`e.patient_id in (${rheumatoid})`, done: sql`select c.patient_id from condition c where c.erosions is not null and ${standing}` },
    { key: 'score', of: everybody, done: sql`select s.patient_id from cohort_score s where s.instrument in (${sql.join(activity)}) and s.recency = 1 and s.assessed_on >= ${yearAgo}` },
    { key: 'function', of: everybody, done: sql`select s.patient_id from cohort_score s where s.instrument in ('haq-di', 'basfi') and s.recency = 1 and s.assessed_on >= ${yearAgo}` },
    { key: 'treatment', of: everybody, done: sql`select t.patient_id from cohort_treatment t` },
    { key: 'labs', of: sql<SqlBool>`e.patient_id in (select d.patient_id from monitoring_due d where d.due_on is not null)`, done: sql`select d.patient_id from monitoring_due d where d.due_on >= ${today}` },
    { key: 'visit', of: everybody, done: sql`select a.patient_id from appointment a where a.live = 1 and a.status <> 'no-show' and a.starts_at <= ${reach.now} and a.local_start >= ${yearAgo}` },
  ];
  const found: Completeness[] = [];
  for (const { key, of, done } of asked) {
    const { rows } = await sql<{ done: number | null; asked: number }>`select sum(case when e.patient_id in (${done}) then 1 else 0 end) as done, count(*) as asked from registry_entry e where ${inCohort(question, 'e.patient_id')} and ${of}`.execute(db);
    found.push({ key, done: Number(rows[0]?.done ?? 0), of: Number(rows[0]?.asked ?? 0) });
  }
  return found;
}
