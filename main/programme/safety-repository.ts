import { sql } from 'kysely';
import { daysBetween } from '../cohorts/figure-repository.ts';
import type { Engine } from '../platform/database/open-database.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { detections } from '#contract/acute-care.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { phaseKind } from '../follow-up-plans/plan-content.ts';
import type { ToxicityTally } from './pathway-rules.ts';
import type { FollowedDays, Noted } from './quality-rules.ts';
import type { AcuteTally, DetectionTally, Followed, SymptomCourse } from './safety-rules.ts';

/** Emergency visits and admissions while people are on a pathway: from their inclusion to its end, or today. */

/** Most rows of single courses that are read: far more than a programme has. */
const mostRows = 20_000;
const over = sql`case when e.state in ('completed', 'left') then e.state_since else `;

/** Days of all the people who were included; somebody included twice counts once as a person. */
export async function followed(db: ReadExecutor, engine: Engine, code: string, today: string): Promise<Followed> {
  const days = daysBetween(engine, sql`e.included_on`, sql`(${over} ${today} end)`);
  const { rows } = await sql<{ people: number; days: number | null }>`select count(distinct e.patient_id) as people, sum(case when ${days} > 0 then ${days} else 0 end) as days from pathway_enrolment e where e.pathway_code = ${code} and e.included_on is not null`.execute(db);
  return { people: Number(rows[0]?.people ?? 0), days: Number(rows[0]?.days ?? 0) };
}

/** An emergency visit or an admission while its person was on the pathway. */
const onPathway = (code: string) => sql`a.withdrawn_at is null and exists (select 1 from pathway_enrolment e where e.patient_id = a.patient_id and e.pathway_code = ${code} and a.happened_on >= e.included_on and (e.state not in ('completed', 'left') or a.happened_on <= e.state_since))`;
/** Due to the treatment, and not found by a call first: such a one is counted by its call. */
const notByCall = sql`a.related = 'yes' and (a.detected is null or a.detected <> 'call')`;

export async function acuteTallies(db: ReadExecutor, code: string): Promise<readonly AcuteTally[]> {
  const { rows } = await sql<AcuteTally>`select a.kind, a.related, count(*) as count from acute_event a where ${onPathway(code)} group by a.kind, a.related`.execute(db);
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** Toxicity that took somebody to hospital before any call found it. */
export async function acuteToxicityTallies(db: ReadExecutor, code: string): Promise<readonly ToxicityTally[]> {
  const { rows } = await sql<ToxicityTally>`select a.organ, a.grade, count(*) as count from acute_event a where ${onPathway(code)} and ${notByCall} and a.organ is not null and a.grade is not null group by a.organ, a.grade`.execute(db);
  return rows.map(({ organ, grade, count }) => ({ organ, grade: Number(grade), count: Number(count) }));
}

/** Where toxicity was first seen: calls that found some, and what took people to hospital. */
export async function detectionTallies(db: ReadExecutor, code: string): Promise<readonly DetectionTally[]> {
  const calls = await sql<{ count: number }>`select count(*) as count from toxicity_call c join pathway_enrolment e on e.id = c.enrolment_id where e.pathway_code = ${code} and c.state = 'done' and c.grade > 0`.execute(db);
  const { rows } = await sql<{ detected: string | null; count: number }>`select a.detected, count(*) as count from acute_event a where ${onPathway(code)} and ${notByCall} group by a.detected`.execute(db);
  return [{ place: 'call', count: Number(calls.rows[0]?.count ?? 0) }, ...rows.map(({ detected, count }) => ({ place: detections.find((one) => one === detected) ?? null, count: Number(count) }))];
}

/** First symptoms that were noted, with the day of what was done: the hospital's answer to a call, else the call; else the day at the hospital. What waits for an answer is left out. */
export async function symptomCourses(db: ReadExecutor, code: string, zone: string): Promise<readonly SymptomCourse[]> {
  const calls = await sql<{ symptom_on: string; called_on: string; opened: string | null; answered: string | null }>`select c.symptom_on, c.called_on, s.opened_at as opened, s.acknowledged_at as answered
    from toxicity_call c join pathway_enrolment e on e.id = c.enrolment_id left join escalation s on s.call_id = c.id where e.pathway_code = ${code} and c.symptom_on is not null and c.called_on is not null limit ${mostRows}`.execute(db);
  const visits = await sql<{ symptom_on: string; happened_on: string }>`select a.symptom_on, a.happened_on from acute_event a where ${onPathway(code)} and ${notByCall} and a.symptom_on is not null limit ${mostRows}`.execute(db);
  return [
    ...calls.rows.flatMap(({ symptom_on, called_on, opened, answered }) => (opened !== null && answered === null ? [] : [{ symptomOn: symptom_on, actedOn: answered === null ? called_on : civilDate(answered, zone) }])),
    ...visits.rows.map(({ symptom_on, happened_on }) => ({ symptomOn: symptom_on, actedOn: happened_on })),
  ];
}

/** How long each enrolment has lasted since its inclusion. */
export async function followedDays(db: ReadExecutor, engine: Engine, code: string, today: string): Promise<readonly FollowedDays[]> {
  const days = daysBetween(engine, sql`e.included_on`, sql`(${over} ${today} end)`);
  const { rows } = await sql<FollowedDays>`select e.id as "enrolmentId", ${days} as days from pathway_enrolment e where e.pathway_code = ${code} and e.included_on is not null limit ${mostRows}`.execute(db);
  return rows.map((row) => ({ ...row, days: Number(row.days) }));
}

/** Doses and calls whose day has passed, and those something was noted of. */
export async function notedByNow(db: ReadExecutor, code: string, today: string): Promise<{ readonly doses: Noted; readonly calls: Noted }> {
  const of = async (table: 'pathway_dose' | 'toxicity_call', leftOut: string): Promise<Noted> => {
    const { rows } = await sql<{ due: number; noted: number | null }>`select count(*) as due, sum(case when d.state <> 'planned' then 1 else 0 end) as noted from ${sql.table(table)} d join pathway_enrolment e on e.id = d.enrolment_id
      where e.pathway_code = ${code} and d.due_on < ${today} and d.state <> ${leftOut}`.execute(db);
    return { due: Number(rows[0]?.due ?? 0), noted: Number(rows[0]?.noted ?? 0) };
  };
  // A call nobody is to make any more was not due; a dose called off was noted.
  return { doses: await of('pathway_dose', ''), calls: await of('toxicity_call', 'dropped') };
}

/** Steps done whose act asks for training, and those whose performer had it noted for that day. Who did a step is kept only where its act asks for training. */
export async function trainingNoted(db: ReadExecutor, code: string): Promise<Noted> {
  const { rows } = await sql<{ due: number; noted: number | null }>`select count(*) as due, sum(case when s.competence is null then 1 else 0 end) as noted from follow_up_step s join content_version v on v.id = s.template_id
    where v.kind = ${phaseKind} and substr(v.content_id, 1, ${code.length + 1}) = ${`${code}.`} and s.state = 'done' and s.performed_by is not null`.execute(db);
  return { due: Number(rows[0]?.due ?? 0), noted: Number(rows[0]?.noted ?? 0) };
}
