import { type RawBuilder, sql, type SqlBool } from 'kysely';
import { offsetStretches, toInstant } from '../appointments/wall-time.ts';
import type { Engine } from '../platform/database/open-database.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { cohortPeople } from './answer-repository.ts';
import { monthsBefore } from './civil-date-rules.ts';
import { codePrefixes } from './cohort-content.ts';
import type { Measure } from './comparison-content.ts';
import type { Period, RawTally } from './comparison-rules.ts';
import { codeWithin, type CohortQuestion, standing } from './condition-repository.ts';
import { daysBetween } from './figure-repository.ts';

/**
 * What became of requests and people, counted by period in the database: an answer is as long as its distinct outcomes. A visit
 * is a day with an appointment that was kept or an assessment that was signed.
 */

export interface ComparisonQuestion {
  readonly question: CohortQuestion;
  readonly diagnoses: readonly string[];
  readonly periods: readonly Period[];
  readonly zone: string;
}

/** Scores that say how active rheumatoid arthritis is, joints examined; the first counts where several were signed the same day. */
const examined = ['das28-crp', 'das28-esr', 'cdai', 'sdai', 'das28-crp-3', 'das28-esr-3'] as const;
const das28 = examined.filter((code) => code.startsWith('das28'));
const dmards = sql`('csDMARD', 'bDMARD', 'tsDMARD')`;
const above = sql`('moderate', 'high')`;

interface Making {
  readonly engine: Engine;
  readonly today: string;
  readonly asked: ComparisonQuestion;
}

/** The statement's own tables: the people, their visits, the periods. */
function tables({ asked: { question, diagnoses, periods } }: Making): RawBuilder<unknown> {
  const { today, reach } = question;
  return sql`people as (select distinct c.patient_id from condition c where ${codeWithin(codePrefixes({ groups: diagnoses, codes: [] }))} and ${standing} and c.patient_id in (${cohortPeople(question)})),
    visit as (select a.patient_id, substr(a.local_start, 1, 10) as day from appointment a where a.live = 1 and a.status <> 'no-show' and a.starts_at <= ${reach.now} and a.patient_id in (select patient_id from people)
      union select s.patient_id, s.assessed_on as day from assessment s where s.signed_number > 0 and s.assessed_on <= ${today} and s.patient_id in (select patient_id from people)),
    period (name, start_on, until_on, year_ago) as (values ${sql.join(periods.map(({ key, from, until }) => sql`(${key}, ${from}, ${until}, ${monthsBefore(until, 12)})`))})`;
}

/** The civil date of the clinic an instant falls on. */
export function civilDateOf(engine: Engine, column: RawBuilder<unknown>, zone: string, periods: readonly Period[]): RawBuilder<string> {
  if (engine === 'postgres') return sql<string>`to_char(cast(${column} as timestamptz) at time zone ${zone}, 'YYYY-MM-DD')`;
  const first = periods[0]?.from ?? '2000-01-01';
  const stretches = offsetStretches(zone, first, 366 * 8);
  const shifts = stretches.map(({ until, offset }) => sql`when ${column} < ${toInstant(until)} then ${`${offset / 60_000} minutes`}`);
  return sql<string>`strftime('%Y-%m-%d', ${column}, case ${sql.join(shifts, sql` `)} else '0 minutes' end)`;
}

/** The first and the last day a date that may be a month or a year can mean. */
const firstDay = (column: RawBuilder<unknown>): RawBuilder<string> => sql<string>`(case length(${column}) when 10 then ${column} when 7 then ${column} || '-01' else ${column} || '-01-01' end)`;
function lastDay(engine: Engine, column: RawBuilder<unknown>): RawBuilder<string> {
  const monthEnd = engine === 'postgres' ? sql`to_char(cast(${column} || '-01' as date) + interval '1 month' - interval '1 day', 'YYYY-MM-DD')` : sql`date(${column} || '-01', '+1 month', '-1 day')`;
  return sql<string>`(case length(${column}) when 10 then ${column} when 7 then ${monthEnd} else ${column} || '-12-31' end)`;
}

const nobody = { least: sql`null`, most: sql`null` };
const within = (column: string): RawBuilder<SqlBool> => sql<SqlBool>`${sql.ref(column)} >= p.start_on and ${sql.ref(column)} <= p.until_on`;
const inYear = (column: string): RawBuilder<SqlBool> => sql<SqlBool>`${sql.ref(column)} > p.year_ago and ${sql.ref(column)} <= p.until_on`;
/** Alive at the end of the period, as far as is known. */
const alive = sql<SqlBool>`not exists (select 1 from patient d where d.id = w.patient_id and d.deceased = 1 and (d.deceased_on is null or d.deceased_on <= p.until_on))`;
/** Visits, each with whether one of these instruments was scored that day: whoever signs a score makes a visit of the day. */
const scoredVisits = (instruments: readonly string[]): RawBuilder<unknown> =>
  sql`(select patient_id, day, max(scored) as scored from (select patient_id, day, 0 as scored from visit
      union all select s.patient_id, s.assessed_on, 1 from cohort_score s where s.instrument in (${sql.join(instruments)}) and s.score is not null and s.patient_id in (select patient_id from people)) each_of group by patient_id, day)`;

/** From the first known visit: `counted` days since the onset, or why there are none. */
function sinceOnset({ engine, today, asked }: Making, until: 'visit' | 'dmard'): RawBuilder<unknown> {
  const onset = sql`o.onset_on`;
  const end = until === 'visit' ? sql`f.day` : sql`coalesce(d.started_on, ${today})`;
  const days = (day: RawBuilder<string>): RawBuilder<unknown> => sql`case when o.onset_on is null then null else ${daysBetween(engine, day, end)} end`;
  const outcome =
    until === 'visit'
      ? sql`case when o.onset_on is null then 'no-onset' when d.started_on < f.day or d.unknown > 0 then 'treated-before' else 'counted' end`
      : sql`case when o.onset_on is null then 'no-onset' when d.patient_id is null then 'so-far' when d.unknown > 0 or d.whole = 0 then 'imprecise' else 'counted' end`;
  return sql`select p.name as period, ${outcome} as outcome, ${days(lastDay(engine, onset))} as least, ${days(firstDay(onset))} as most
    from (select patient_id, min(day) as day from visit group by patient_id) f join period p on ${within('f.day')}
    left join (select c.patient_id, min(c.onset_on) as onset_on from condition c where ${codeWithin(codePrefixes({ groups: asked.diagnoses, codes: [] }))} and ${standing} and c.patient_id in (select patient_id from people) group by c.patient_id) o on o.patient_id = f.patient_id
    left join (select t.patient_id, min(t.started_on) as started_on, sum(case when t.started_on is null then 1 else 0 end) as unknown,
        max(case when t.earliest = 1 and length(m.started_on) = 10 then 1 else 0 end) as whole
      from (select t.*, rank() over (partition by t.patient_id order by t.started_on) as earliest from cohort_treatment t where t.drug_class in ${dmards} and (t.started_on is null or t.started_on <= ${today}) and t.patient_id in (select patient_id from people)) t
      join medication m on m.id = t.medication_id group by t.patient_id) d on d.patient_id = f.patient_id`;
}

/** The last score of activity of each person in each period. */
const byLastScore = (isMet: RawBuilder<unknown>): RawBuilder<unknown> => sql`select period, case when ${isMet} then 'met' else 'not-met' end as outcome, ${nobody.least} as least, ${nobody.most} as most from (
    select p.name as period, s.category, row_number() over (partition by s.patient_id, p.name order by s.assessed_on desc, case s.instrument ${sql.join(examined.map((code, place) => sql`when ${code} then ${sql.lit(place)}`), sql` `)} else 99 end) as place
    from cohort_score s join period p on ${within('s.assessed_on')} where s.instrument in (${sql.join(examined)}) and s.category is not null and s.patient_id in (select patient_id from people)
  ) scored where place = 1`;

/** People seen in the twelve months before the end of each period, and whether each meets something. */
const ofSeen = (isMet: RawBuilder<SqlBool>): RawBuilder<unknown> => sql`select w.name as period, case when ${isMet} then 'met' else 'not-met' end as outcome, ${nobody.least} as least, ${nobody.most} as most
  from (select distinct v.patient_id, p.name, p.until_on, p.year_ago from visit v join period p on ${inYear('v.day')}) w join period p on p.name = w.name where ${alive}`;

const statements: { readonly [K in Measure]: (making: Making) => RawBuilder<unknown> } = {
  wait: ({ engine, today, asked: { question, zone, periods } }) => sql`select p.name as period,
      case when r.state in ('emergency', 'redirected', 'advised', 'declined', 'cancelled') then 'elsewhere'
        when f.day < r.received_on then 'known'
        when r.seen_on is not null then 'counted' when r.state = 'closed' then 'closed' else 'so-far' end as outcome,
      ${daysBetween(engine, sql`r.received_on`, sql`coalesce(r.seen_on, ${today})`)} as least, ${daysBetween(engine, sql`r.received_on`, sql`coalesce(r.seen_on, ${today})`)} as most
    from (select r.patient_id, r.state, ${civilDateOf(engine, sql`r.received_at`, zone, periods)} as received_on,
        (select min(substr(a.local_start, 1, 10)) from appointment a where a.referral_id = r.id and a.status not in ('cancelled', 'no-show') and a.starts_at <= ${question.reach.now}) as seen_on
      from referral r where r.patient_id in (select patient_id from people)) r join period p on ${within('r.received_on')}
    left join (select patient_id, min(day) as day from visit group by patient_id) f on f.patient_id = r.patient_id`,
  'onset-visit': (making) => sinceOnset(making, 'visit'),
  'onset-days': (making) => sinceOnset(making, 'visit'),
  'onset-dmard': (making) => sinceOnset(making, 'dmard'),
  'score-visits': () => sql`select period, case when visits < 2 then 'few-visits' when scored * 2 >= visits then 'met' else 'not-met' end as outcome, ${nobody.least} as least, ${nobody.most} as most
    from (select p.name as period, v.patient_id, count(*) as visits, sum(v.scored) as scored
      from ${scoredVisits([...examined, 'rapid3'])} v join period p on ${inYear('v.day')} group by p.name, v.patient_id) seen`,
  'das28-last': () => sql`select l.period, case when substr(l.last, 11) = '1' then 'met' else 'not-met' end as outcome, ${nobody.least} as least, ${nobody.most} as most
    from (select p.name as period, v.patient_id, max(v.day || cast(v.scored as text)) as last from ${scoredVisits(das28)} v join period p on ${within('v.day')} group by p.name, v.patient_id) l`,
  'function-year': () => ofSeen(sql<SqlBool>`exists (select 1 from cohort_score s where s.patient_id = w.patient_id and s.instrument = 'haq-di' and s.score is not null and ${inYear('s.assessed_on')})`),
  dmard: () => ofSeen(sql<SqlBool>`exists (select 1 from cohort_treatment t where t.patient_id = w.patient_id and t.drug_class in ${dmards} and t.started_on <= p.until_on and ((t.ended_on is null and t.is_over = 0) or t.ended_on > p.until_on))`),
  'seen-yearly': () => sql`select w.name as period, case when w.last_day > p.year_ago then 'met' else 'not-met' end as outcome, ${nobody.least} as least, ${nobody.most} as most
    from (select v.patient_id, p.name, min(v.day) as first_day, max(v.day) as last_day from visit v join period p on v.day <= p.until_on group by v.patient_id, p.name) w join period p on p.name = w.name where w.first_day <= p.year_ago and ${alive}`,
  'at-target': () => byLastScore(sql`category not in ${above}`),
  remission: () => byLastScore(sql`category = 'remission'`),
};

/** What became of those an indicator asks about, by period. */
export async function tallies(db: ReadExecutor, engine: Engine, measure: Measure, asked: ComparisonQuestion): Promise<readonly RawTally[]> {
  const making = { engine, today: asked.question.today, asked };
  const { rows } = await sql<RawTally>`with ${tables(making)} select period, outcome, least, most, count(*) as count from (${statements[measure](making)}) told group by period, outcome, least, most order by period, outcome, least, most`.execute(db);
  return rows.map(({ period, outcome, least, most, count }) => ({ period, outcome, least: numberOrNull(least), most: numberOrNull(most), count: Number(count) }));
}

const numberOrNull = (value: unknown): number | null => (value === null ? null : Number(value));
