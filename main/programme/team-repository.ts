import { type RawBuilder, sql } from 'kysely';
import type { Role } from '#contract/permissions.ts';
import type { Urgency } from '#contract/triage.ts';
import type { Period } from '../cohorts/comparison-rules.ts';
import { daysBetween } from '../cohorts/figure-repository.ts';
import type { Engine } from '../platform/database/open-database.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { FirstVisitTally, PeopleTally, RequestTally, VisitTally } from './team-rules.ts';

/** What took place and who waits, counted in the database: an answer is as long as its distinct outcomes, whatever the clinic's size. */

export interface TeamQuestion {
  readonly engine: Engine;
  /** The instant up to which visits have taken place, and its civil date in the clinic. */
  readonly now: string;
  readonly today: string;
  readonly periods: readonly Period[];
}

/** A visit took place when its time came and it was neither called off nor missed. */
function tookPlace({ now, periods }: TeamQuestion): RawBuilder<unknown> {
  return sql`period (name, start_on, until_on) as (values ${sql.join(periods.map(({ key, from, until }) => sql`(${key}, ${from}, ${until})`))}),
    seen as (select a.patient_id, a.referral_id, a.modality, a.starts_at, substr(a.local_start, 1, 10) as day, t.clinic_role as role, p.region_code as region
      from appointment a join patient p on p.id = a.patient_id left join practitioner t on t.id = a.professional_id
      where a.live = 1 and a.status <> 'no-show' and a.starts_at <= ${now})`;
}

export async function visitTallies(db: ReadExecutor, question: TeamQuestion): Promise<readonly VisitTally[]> {
  const { rows } = await sql<VisitTally>`with ${tookPlace(question)}
    select w.name as period, s.region, s.role, s.modality, count(*) as count from seen s join period w on s.day between w.start_on and w.until_on group by w.name, s.region, s.role, s.modality`.execute(db);
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** Each person once a period, and once a period and profession. */
export async function peopleTallies(db: ReadExecutor, question: TeamQuestion): Promise<readonly PeopleTally[]> {
  const { rows } = await sql<PeopleTally>`with ${tookPlace(question)},
    own as (select w.name as period, s.region, s.role, s.patient_id from seen s join period w on s.day between w.start_on and w.until_on)
    select period, region, role, count(distinct patient_id) as count from own where role is not null group by period, region, role
    union all select period, region, null, count(distinct patient_id) from own group by period, region`.execute(db);
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** Requests by the period in which their first visit took place. */
export async function firstVisitTallies(db: ReadExecutor, question: TeamQuestion): Promise<readonly FirstVisitTally[]> {
  const { engine } = question;
  const { rows } = await sql<{ period: string; region: string | null; role: Role | null; cls: Urgency | null; days: number; inside: number | null; count: number }>`with ${tookPlace(question)},
    first as (select s.*, row_number() over (partition by s.referral_id order by s.starts_at) as place from seen s where s.referral_id is not null),
    told as (select w.name as period, f.region, f.role, coalesce(r.decided_cls, r.proposed_cls) as cls, ${daysBetween(engine, sql`r.completed_on`, sql`f.day`)} as days,
        case when r.due_on is null then null when f.day <= r.due_on then 1 else 0 end as inside
      from first f join referral r on r.id = f.referral_id join period w on f.day between w.start_on and w.until_on where f.place = 1)
    select period, region, role, cls, days, inside, count(*) as count from told group by period, region, role, cls, days, inside`.execute(db);
  return rows.map((row) => ({ ...row, days: Number(row.days), inside: row.inside === null ? null : Number(row.inside) === 1, count: Number(row.count) }));
}

/** Requests complete since a day, and those open now, by the region of the person. */
export async function requestTallies(db: ReadExecutor, { since, today }: { readonly since: string; readonly today: string }): Promise<readonly RequestTally[]> {
  const open = sql`r.state in ('received', 'accepted')`;
  const { rows } = await sql<RequestTally>`select p.region_code as region, sum(case when r.completed_on >= ${since} then 1 else 0 end) as received,
      sum(case when ${open} then 1 else 0 end) as waiting, sum(case when ${open} and r.due_on < ${today} then 1 else 0 end) as overdue
    from referral r join patient p on p.id = r.patient_id where r.completed_on >= ${since} or ${open} group by p.region_code`.execute(db);
  return rows.map((row) => ({ region: row.region, received: Number(row.received), waiting: Number(row.waiting), overdue: Number(row.overdue) }));
}

/** Requests accepted for a profession that wait for a visit. */
export async function waitingByRole(db: ReadExecutor): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom('referral').select(['queue_role', (build) => build.fn.countAll<number>().as('count')]).where('state', '=', 'accepted').where('queue_role', 'is not', null).groupBy('queue_role').execute();
  return new Map(rows.flatMap(({ queue_role, count }) => (queue_role === null ? [] : [[queue_role, Number(count)] as const])));
}
