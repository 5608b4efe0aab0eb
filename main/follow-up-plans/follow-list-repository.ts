import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { followLists } from '#contract/recalls.ts';
import { isAmongWithinReach } from '../access/reach-repository.ts';
import type { RecordReach } from '../access/record-reach.ts';
import { readSummaries } from '../patients/registry-repository.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';

/** People to reach: with a step due, late, or lost to follow-up. One line a person, in SQL, page by page. */

export interface FollowQuestion {
  readonly list: (typeof followLists)[number];
  readonly today: string;
  /** A visit of a plan whose window ended before this day, never taken, makes somebody lost. */
  readonly stepBefore: string;
  /** So does a last visit before this day, of somebody without a plan. */
  readonly visitBefore: string;
}

/** Open steps of running plans no visit to come was given to. */
const openSteps = sql`follow_up_step s join follow_up_plan f on f.id = s.plan_id and f.state = 'running'
  where s.state = 'open' and not exists (select 1 from appointment a where a.id = s.appointment_id and a.live = 1 and a.status not in ('done', 'no-show'))`;

/** Who answers, with the day from which it counts and on what ground. */
function candidates({ list, today, stepBefore, visitBefore }: FollowQuestion): RawBuilder<unknown> {
  const late = sql`select s.patient_id, min(s.until_on) as since_on, 'step' as ground from ${openSteps} and s.until_on < ${today} group by s.patient_id`;
  if (list === 'late') return late;
  if (list === 'due') return sql`select s.patient_id, min(s.until_on) as since_on, 'step' as ground from ${openSteps} and s.from_on <= ${today} group by s.patient_id having min(s.until_on) >= ${today}`;
  // Seen, or to be seen, from the beginning of the window on: not lost, whatever the visit was called.
  return sql`select s.patient_id, min(s.until_on) as since_on, 'step' as ground from ${openSteps} and s.kind = 'visit' and s.until_on < ${stepBefore}
      and not exists (select 1 from appointment v where v.patient_id = s.patient_id and v.live = 1 and v.status <> 'no-show' and v.local_start >= s.from_on) group by s.patient_id
    union all
    select e.patient_id, e.last_visit_on as since_on, 'visit' as ground from registry_entry e where e.last_visit_on < ${visitBefore}
      and not exists (select 1 from follow_up_plan g where g.patient_id = e.patient_id and g.state = 'running')
      and not exists (select 1 from appointment v where v.patient_id = e.patient_id and v.live = 1 and v.status <> 'no-show' and v.local_start >= ${visitBefore})`;
}

function found(reach: RecordReach, question: FollowQuestion): RawBuilder<unknown> {
  return sql`(${candidates(question)}) as c join patient p on p.id = c.patient_id
    where p.merged_into is null and p.deceased = 0 and not exists (select 1 from follow_up_departure d where d.patient_id = c.patient_id and d.ended_at is null) and ${isAmongWithinReach(reach, 'c.patient_id')}`;
}

interface FoundRow {
  readonly patient_id: string;
  readonly since_on: string;
  readonly ground: string;
  readonly phone: string | null;
}

/** A page of people, those it has been longest for first. */
export async function followPage(db: ReadExecutor, reach: RecordReach, question: FollowQuestion, { after, limit }: { readonly after: { readonly at: string; readonly id: string } | null; readonly limit: number }) {
  const beyond = after === null ? sql<SqlBool>`1 = 1` : sql<SqlBool>`(c.since_on, c.patient_id) > (${after.at}, ${after.id})`;
  const { rows } = await sql<FoundRow>`select c.patient_id, c.since_on, c.ground, p.phone from ${found(reach, question)} and ${beyond} order by c.since_on, c.patient_id limit ${limit}`.execute(db);
  const people = new Map((await readSummaries(db, reach, rows.map(({ patient_id }) => patient_id))).map((patient) => [patient.id, patient]));
  return rows.map((row) => ({ patientId: row.patient_id, patient: people.get(row.patient_id), phone: row.phone, sinceOn: row.since_on, ground: row.ground === 'visit' ? ('visit' as const) : ('step' as const) }));
}

export async function countFollow(db: ReadExecutor, reach: RecordReach, question: FollowQuestion): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${found(reach, question)}`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/** Of these people: the last visit, the open step whose window ends first, and whether they are on the list of recalls. */
export async function aboutPeople(db: ReadExecutor, ids: readonly string[], today: string) {
  if (ids.length === 0) return { visits: new Map<string, string>(), steps: new Map<string, { readonly templateId: string; readonly code: string }>(), recalled: new Set<string>() };
  const visits = await db.selectFrom('appointment').select('patient_id').select((eb) => eb.fn.max('local_start').as('at')).where('patient_id', 'in', ids).where('live', '=', 1).where('status', '!=', 'no-show').where('local_start', '<', `${today}T24`).groupBy('patient_id').execute();
  const steps = await db
    .selectFrom('follow_up_step as s')
    .innerJoin('follow_up_plan as f', 'f.id', 's.plan_id')
    .select(['s.patient_id', 's.template_id', 's.code'])
    .where('s.patient_id', 'in', ids)
    .where('s.state', '=', 'open')
    .where('f.state', '=', 'running')
    .where('s.from_on', '<=', today)
    .orderBy('s.until_on', 'desc')
    .orderBy('s.id')
    .execute();
  const recalled = await db.selectFrom('recall').select('patient_id').where('patient_id', 'in', ids).where('state', '=', 'open').execute();
  return {
    visits: new Map(visits.map(({ patient_id, at }) => [patient_id, String(at).slice(0, 10)])),
    // The first of each is written last.
    steps: new Map(steps.map(({ patient_id, template_id, code }) => [patient_id, { templateId: template_id, code }])),
    recalled: new Set(recalled.map(({ patient_id }) => patient_id)),
  };
}
