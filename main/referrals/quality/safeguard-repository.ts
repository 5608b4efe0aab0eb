import { type RawBuilder, sql } from 'kysely';
import { isAmongWithinReach } from '../../access/reach-repository.ts';
import { civilDay } from '../../appointments/wall-time.ts';
import { daysBetween } from '../../cohorts/figure-repository.ts';
import type { Safeguard } from '#contract/triage-quality.ts';
import type { Urgency } from '#contract/triage.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { dayOf, periodTable, type QualityQuestion, readable, sinceFirst } from './quality-repository.ts';
import type { WaitingRequest } from './unused-openings-rules.ts';

/** What would make waits look shorter than they are, counted from what is on record. It names no fault. */

/** Days a request may lie before it is registered, and a pause may begin before it is written down. */
const daysLate = 3;
/** A class is lowered shortly before its delay passes from so many days on. */
const daysBefore = 3;

export interface SafeguardTally {
  readonly period: string;
  readonly what: Safeguard;
  readonly met: number;
  readonly of: number;
}

const path = (engine: QualityQuestion['engine'], column: RawBuilder<unknown>, key: string): RawBuilder<string | null> =>
  engine === 'postgres' ? sql<string | null>`cast(${column} as json) ->> ${sql.lit(key)}` : sql<string | null>`json_extract(${column}, ${sql.lit(`$.${key}`)})`;
/** How urgent a class is, the most urgent first. */
const rankOf = (cls: RawBuilder<unknown>): RawBuilder<number> => sql<number>`case ${cls} when 'URG' then 0 when 'A' then 1 when 'B' then 2 when 'C' then 3 when 'D' then 4 else 5 end`;

/** What each count is of, by the day that puts it in a period: one row a thing counted, `met` 1 where it holds. */
function counted(question: QualityQuestion): Readonly<Record<Safeguard, RawBuilder<unknown>>> {
  const { engine, reach } = question;
  const day = (column: RawBuilder<unknown>): RawBuilder<string> => dayOf(question, column);
  const days = (from: RawBuilder<unknown>, until: RawBuilder<unknown>): RawBuilder<number> => daysBetween(engine, from, until);
  const since = sinceFirst(question);
  const received = sql`select ${day(sql`r.received_at`)} as day, ${day(sql`r.entered_at`)} as entered_on, r.completed_on, r.import_id from referral r where r.received_at >= ${since} and ${readable(question)}`;
  const paused = sql`select ${day(sql`u.started_at`)} as day, u.from_date, coalesce(r.original_due_on, r.due_on) as first_due,
      (select coalesce(sum(${days(sql`e.from_date`, sql`coalesce(e.until_date, e.from_date)`)}), 0) from referral_pause e where e.referral_id = u.referral_id and e.started_at < u.started_at) as stood
    from referral_pause u join referral r on r.id = u.referral_id where u.started_at >= ${since} and ${readable(question)}`;
  return {
    // The first visit of all of a person that took place, without any request by then.
    unregistered: sql`select v.day, case when exists (select 1 from referral r where r.patient_id = v.patient_id and r.completed_on <= v.day) then 0 else 1 end as met
      from (select a.patient_id, min(substr(a.local_start, 1, 10)) as day from appointment a where a.status not in ('cancelled', 'no-show') and a.starts_at <= ${reach.now} group by a.patient_id) v where ${isAmongWithinReach(reach, 'v.patient_id')}`,
    'registered-late': sql`select w.day, case when ${days(sql`w.day`, sql`w.entered_on`)} > ${sql.lit(daysLate)} then 1 else 0 end as met from (${received}) w where w.import_id is null`,
    'clock-moved': sql`select w.day, case when w.completed_on > w.day then 1 else 0 end as met from (${received}) w`,
    'paused-late': sql`select w.day, case when ${days(sql`w.first_due`, sql`w.day`)} > w.stood then 1 else 0 end as met from (${paused}) w where w.first_due is not null`,
    'paused-backdated': sql`select w.day, case when ${days(sql`w.from_date`, sql`w.day`)} > ${sql.lit(daysLate)} then 1 else 0 end as met from (${paused}) w`,
    // Of the decisions that lowered a class: the delay of the class before had passed, or nearly.
    'lowered-late': sql`select w.day, case when ${days(sql`w.day`, sql`w.due`)} <= ${sql.lit(daysBefore)} then 1 else 0 end as met
      from (select ${day(sql`d.decided_at`)} as day, d.cls, coalesce(${path(engine, sql`d.before`, 'decided_cls')}, ${path(engine, sql`d.proposal`, 'cls')}) as from_cls, ${path(engine, sql`d.before`, 'due_on')} as due
        from triage_decision d join referral r on r.id = d.referral_id where d.undone_at is null and d.before is not null and d.decided_at >= ${since} and ${readable(question)}) w
      where w.due is not null and ${rankOf(sql`w.cls`)} > ${rankOf(sql`w.from_cls`)}`,
    // Of the requests ended without anybody seen: after their delay had passed.
    'ended-late': sql`select w.day, case when w.day > w.due_on then 1 else 0 end as met
      from (select ${day(sql`s.at`)} as day, r.due_on from referral_step s join referral r on r.id = s.referral_id
        where s.action in ('declined', 'cancelled', 'closed') and r.state = s.action and r.due_on is not null and s.at >= ${since} and ${readable(question)}
          and not exists (select 1 from appointment a where a.referral_id = r.id and a.status not in ('cancelled', 'no-show') and a.starts_at <= ${reach.now})) w`,
  };
}

/** Every safeguard, by period. */
export async function safeguardTallies(db: ReadExecutor, question: QualityQuestion): Promise<readonly SafeguardTally[]> {
  const found: SafeguardTally[] = [];
  for (const [what, rows] of Object.entries(counted(question)) as [Safeguard, RawBuilder<unknown>][]) {
    const { rows: tallies } = await sql<{ period: string; met: number; of: number }>`with ${periodTable(question)}, thing as (${rows})
      select p.name as period, sum(t.met) as met, count(*) as of from thing t join period p on t.day between p.start_on and p.until_on group by p.name`.execute(db);
    found.push(...tallies.map(({ period, met, of }) => ({ period, what, met: Number(met), of: Number(of) })));
  }
  return found;
}

/** The requests accepted for a visit that waited at some time between two days, by the profession whose queue they were in. */
export async function waitingBetween(db: ReadExecutor, question: Pick<QualityQuestion, 'engine' | 'periods' | 'zone' | 'reach' | 'today'>, { from, until }: { readonly from: string; readonly until: string }): Promise<readonly WaitingRequest[]> {
  const { reach, zone } = question;
  const { rows } = await sql<{ role: string; cls: Urgency; since: string; seen_on: string | null; ended_on: string | null }>`select w.role, w.cls, w.since, w.seen_on, w.ended_on from (
      select r.queue_role as role, d.cls, ${dayOf(question, sql`d.decided_at`)} as since,
        (select min(substr(a.local_start, 1, 10)) from appointment a where a.referral_id = r.id and a.status not in ('cancelled', 'no-show') and a.starts_at <= ${reach.now}) as seen_on,
        (select ${dayOf(question, sql`max(s.at)`)} from referral_step s where s.referral_id = r.id and s.action in ('declined', 'cancelled', 'closed') and r.state = s.action) as ended_on
      from (select t.*, row_number() over (partition by t.referral_id order by t.decided_at desc, t.id desc) as place from triage_decision t where t.undone_at is null) d
      join referral r on r.id = d.referral_id
      where d.place = 1 and d.disposition = 'book' and r.queue_role is not null and d.decided_at < ${civilDay(until, zone).until} and ${isAmongWithinReach(reach, 'r.patient_id')}) w
    where coalesce(w.seen_on, w.ended_on, '9999') > ${from}`.execute(db);
  return rows.map(({ role, cls, since, seen_on, ended_on }) => ({ role, cls, since, before: seen_on ?? ended_on }));
}
