import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { BreachCause, ReturnKind } from '#contract/triage-quality.ts';
import type { Urgency } from '#contract/triage.ts';
import { accessColumn, isAmongWithinReach } from '../../access/reach-repository.ts';
import type { RecordReach } from '../../access/record-reach.ts';
import { civilDay } from '../../appointments/wall-time.ts';
import { civilDateOf } from '../../cohorts/comparison-repository.ts';
import type { Period } from '../../cohorts/comparison-rules.ts';
import { daysBetween } from '../../cohorts/figure-repository.ts';
import type { Engine } from '../../platform/database/open-database.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import type { ClassedRequest } from './sensitivity-rules.ts';

/** What became of requests and of what was proposed, counted in the database: an answer is as long as its distinct outcomes. */

export interface QualityQuestion {
  readonly engine: Engine;
  readonly today: string;
  readonly zone: string;
  readonly periods: readonly Period[];
  readonly reach: RecordReach;
}

export const periodTable = ({ periods }: QualityQuestion): RawBuilder<unknown> => sql`period (name, start_on, until_on) as (values ${sql.join(periods.map(({ key, from, until }) => sql`(${key}, ${from}, ${until})`))})`;
export const dayOf = ({ engine, zone, periods }: QualityQuestion, column: RawBuilder<unknown>): RawBuilder<string> => civilDateOf(engine, column, zone, periods);
export const readable = ({ reach }: QualityQuestion): RawBuilder<SqlBool> => isAmongWithinReach(reach, 'r.patient_id');
/** The instant the first period begins. */
export const sinceFirst = ({ periods, zone, today }: QualityQuestion): string => civilDay(periods[0]?.from ?? today, zone).from;
/** A visit taken back was never one. */
const mistake = 'booked-by-mistake';

const proposed = (engine: Engine, path: 'cls' | 'rule'): RawBuilder<string> => {
  if (engine === 'postgres') return path === 'cls' ? sql<string>`cast(d.proposal as json) ->> 'cls'` : sql<string>`cast(d.proposal as json) -> 'rules' ->> 0`;
  return path === 'cls' ? sql<string>`json_extract(d.proposal, '$.cls')` : sql<string>`json_extract(d.proposal, '$.rules[0]')`;
};

export interface DecisionTally {
  readonly period: string;
  readonly proposed: Urgency;
  readonly decided: Urgency;
  readonly rule: string | null;
  readonly overridden: number;
  readonly count: number;
}

/** The decision that holds of each request, by the day it was taken, the classes and the rule that proposed. */
export async function decisionTallies(db: ReadExecutor, question: QualityQuestion): Promise<readonly DecisionTally[]> {
  const { rows } = await sql<DecisionTally>`with ${periodTable(question)},
    held as (select d.referral_id, d.cls, d.overridden, ${proposed(question.engine, 'cls')} as proposed, ${proposed(question.engine, 'rule')} as rule, ${dayOf(question, sql`d.decided_at`)} as day
      from (select t.*, row_number() over (partition by t.referral_id order by t.decided_at desc, t.id desc) as place from triage_decision t where t.undone_at is null) d
      join referral r on r.id = d.referral_id where d.place = 1 and d.decided_at >= ${sinceFirst(question)} and ${readable(question)})
    select p.name as period, h.proposed, h.cls as decided, h.rule, h.overridden, count(*) as count from held h join period p on h.day between p.start_on and p.until_on
    group by p.name, h.proposed, h.cls, h.rule, h.overridden`.execute(db);
  return rows.map((row) => ({ ...row, overridden: Number(row.overridden), count: Number(row.count) }));
}

export interface DayTally {
  readonly period: string;
  readonly cls: Urgency;
  readonly days: number;
  readonly count: number;
}

/** Calendar days from the complete request to the first decision that holds, by the class it gave. */
export async function decisionDays(db: ReadExecutor, question: QualityQuestion): Promise<readonly DayTally[]> {
  const { rows } = await sql<DayTally>`with ${periodTable(question)},
    first_decision as (select d.cls, r.completed_on, ${dayOf(question, sql`d.decided_at`)} as day
      from (select t.referral_id, t.cls, t.decided_at, row_number() over (partition by t.referral_id order by t.decided_at, t.id) as place from triage_decision t where t.undone_at is null) d
      join referral r on r.id = d.referral_id where d.place = 1 and d.decided_at >= ${sinceFirst(question)} and ${readable(question)})
    select p.name as period, f.cls, ${daysBetween(question.engine, sql`f.completed_on`, sql`f.day`)} as days, count(*) as count
    from first_decision f join period p on f.day between p.start_on and p.until_on group by p.name, f.cls, f.completed_on, f.day`.execute(db);
  return rows.map((row) => ({ ...row, days: Number(row.days), count: Number(row.count) }));
}

export interface DelayTally {
  readonly period: string;
  readonly cls: Urgency;
  readonly outcome: 'seen' | 'waiting' | 'elsewhere' | 'closed';
  /** To the first visit, those in a pause not counted; null while there was none. */
  readonly days: number | null;
  /** Null inside the delay. */
  readonly cause: BreachCause | null;
  readonly count: number;
}

/**
 * What became of the requests complete in each period. The due date is the one on file, which pauses have moved; while a pause
 * has no end the delay stands from the day the row was last brought in step with.
 */
export async function delayTallies(db: ReadExecutor, question: QualityQuestion): Promise<readonly DelayTally[]> {
  const { engine, today, reach } = question;
  const between = (from: RawBuilder<unknown>, until: RawBuilder<unknown>) => daysBetween(engine, from, until);
  const offBefore = (which: RawBuilder<SqlBool>): RawBuilder<SqlBool> => sql<SqlBool>`exists (select 1 from appointment a where a.referral_id = w.id and substr(a.local_start, 1, 10) <= w.due and ${which})`;
  const byPatient = sql<SqlBool>`exists (select 1 from appointment_step s where s.appointment_id = a.id and s.kind = 'cancelled' and s.party = 'patient' and s.undone_at is null)`;
  const notAMistake = sql<SqlBool>`a.status = 'cancelled' and coalesce(a.cancel_cause, '') <> ${mistake}`;
  const shift = sql`case when r.paused_as_of is not null and r.due_on > r.paused_as_of and coalesce(v.seen_on, ${today}) > r.paused_as_of then ${between(sql`r.paused_as_of`, sql`coalesce(v.seen_on, ${today})`)} else 0 end`;
  const dueLater = engine === 'postgres' ? sql<string>`to_char(cast(o.due_on as date) + cast(o.shift as integer), 'YYYY-MM-DD')` : sql<string>`date(o.due_on, o.shift || ' days')`;
  const { rows } = await sql<DelayTally>`with ${periodTable(question)},
    visit as (select a.referral_id, min(case when a.status not in ('cancelled', 'no-show') and a.starts_at <= ${reach.now} then substr(a.local_start, 1, 10) end) as seen_on, min(a.created_at) as booked_at from appointment a where a.referral_id is not null and coalesce(a.cancel_cause, '') <> ${mistake} group by a.referral_id),
    decided as (select referral_id, min(decided_at) as decided_at from triage_decision where undone_at is null group by referral_id),
    own as (select p.name as period, r.id, r.state, coalesce(r.decided_cls, r.proposed_cls) as cls, r.completed_on, r.due_on, coalesce(r.original_due_on, r.due_on) as first_due, v.seen_on,
        ${dayOf(question, sql`v.booked_at`)} as booked_on, ${dayOf(question, sql`d.decided_at`)} as decided_on, ${shift} as shift
      from referral r join period p on r.completed_on between p.start_on and p.until_on left join visit v on v.referral_id = r.id left join decided d on d.referral_id = r.id
      where r.due_on is not null and coalesce(r.decided_cls, r.proposed_cls) is not null and ${readable(question)}),
    whole as (select o.*, ${dueLater} as due,
        case when o.seen_on is not null then 'seen' when o.state in ('emergency', 'redirected', 'advised', 'declined', 'cancelled') then 'elsewhere' when o.state = 'closed' then 'closed' else 'waiting' end as outcome from own o),
    told as (select w.period, w.cls, w.outcome, case when w.outcome = 'seen' then ${between(sql`w.completed_on`, sql`w.seen_on`)} - ${between(sql`w.first_due`, sql`w.due`)} end as days,
        case when w.outcome not in ('seen', 'waiting') or coalesce(w.seen_on, ${today}) <= w.due then null
          when w.decided_on is null then 'undecided' when w.decided_on > w.due then 'decided-late'
          when ${offBefore(sql<SqlBool>`a.status = 'no-show'`)} then 'no-show'
          when ${offBefore(sql<SqlBool>`${notAMistake} and ${byPatient}`)} then 'called-off-patient' when ${offBefore(notAMistake)} then 'called-off-other'
          when w.booked_on is null then 'not-booked' when w.booked_on > w.due then 'booked-late' else 'no-place' end as cause from whole w)
    select period, cls, outcome, days, cause, count(*) as count from told group by period, cls, outcome, days, cause`.execute(db);
  return rows.map((row) => ({ ...row, days: row.days === null ? null : Number(row.days), count: Number(row.count) }));
}

/** Every request of the periods that has a class: whose it is, and the day it was complete. */
export async function classedRequests(db: ReadExecutor, question: QualityQuestion): Promise<readonly ClassedRequest[]> {
  const { rows } = await sql<ClassedRequest>`with ${periodTable(question)} select p.name as period, r.patient_id as "patientId", r.completed_on as "completedOn", coalesce(r.decided_cls, r.proposed_cls) as cls
    from referral r join period p on r.completed_on between p.start_on and p.until_on where coalesce(r.decided_cls, r.proposed_cls) is not null and ${readable(question)}`.execute(db);
  return rows;
}

export interface ReturnTally {
  readonly period: string;
  readonly what: ReturnKind | 'asked' | 'item';
  /** The professional it came back from, or what was asked for. */
  readonly who: string | null;
  readonly count: number;
}

/** Requests that came back to triage or were ended, and what referrers were asked for. */
export async function returnTallies(db: ReadExecutor, question: QualityQuestion): Promise<readonly ReturnTally[]> {
  const items = question.engine === 'postgres' ? sql`left join lateral json_array_elements_text(cast(i.items as json)) as listed(value) on true` : sql`left join json_each(i.items) as listed`;
  const questions = sql`from information_request i join referral r on r.id = i.referral_id`;
  const standing = sql<SqlBool>`coalesce(i.outcome, '') <> 'withdrawn' and i.asked_at >= ${sinceFirst(question)} and ${readable(question)}`;
  const { rows } = await sql<ReturnTally>`with ${periodTable(question)},
    told as (
      select s.action as what, case when s.action = 'returned' then (select d.primary_professional from triage_decision d where d.referral_id = s.referral_id and d.decided_at <= s.at and d.undone_at is null order by d.decided_at desc, d.id desc limit 1) end as who, ${dayOf(question, sql`s.at`)} as day
        from referral_step s join referral r on r.id = s.referral_id where s.action in ('returned', 'declined', 'cancelled') and s.at >= ${sinceFirst(question)} and ${readable(question)}
      union all select 'asked', null, ${dayOf(question, sql`i.asked_at`)} ${questions} where ${standing}
      union all select 'item', listed.value, ${dayOf(question, sql`i.asked_at`)} ${questions} ${items} where ${standing})
    select p.name as period, t.what, t.who, count(*) as count from told t join period p on t.day between p.start_on and p.until_on group by p.name, t.what, t.who`.execute(db);
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** The words said when requests came back or were ended, newest first; nothing of a record closed to the caller. */
export async function returnReasons(db: ReadExecutor, reach: RecordReach, page: { readonly kind: ReturnKind; readonly since: string; readonly before: string; readonly limit: number }) {
  return db
    .selectFrom('referral_step as s')
    .innerJoin('referral as r', 'r.id', 's.referral_id')
    .innerJoin('patient as p', 'p.id', 'r.patient_id')
    .select([
      's.id', 's.referral_id', 's.at', 's.reason', 'r.patient_id', 'p.family_name', 'p.given_name', 'p.birth_date', 'p.administrative_sex', 'p.deceased', 'p.region_code', accessColumn(reach, 'r.patient_id').as('access'),
      sql<string | null>`coalesce(r.decided_cls, r.proposed_cls)`.as('cls'),
    ])
    .where('s.action', '=', page.kind)
    .where('s.at', '>=', page.since)
    .where('s.at', '<', page.before)
    .where(isAmongWithinReach(reach, 'r.patient_id'))
    .orderBy('s.at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(page.limit)
    .execute();
}
