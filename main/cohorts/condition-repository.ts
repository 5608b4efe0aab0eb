import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { CohortCondition, CohortConditionKind, CohortDefinition, CohortGroup } from '#contract/cohorts.ts';
import { closedRecords, isWithinReach } from '../access/reach-repository.ts';
import type { RecordReach } from '../access/record-reach.ts';
import { addDays } from '../appointments/wall-time.ts';
import { monthsBefore, yearsBefore } from './civil-date-rules.ts';
import { codePrefixes } from './cohort-content.ts';

/**
 * A definition as a condition on `registry_entry e`: every condition is a set of people, worked out once for the statement.
 * Each answers yes or no, never "unknown", so that "none of" is exactly the rest. `testing/definition-interpreter.ts` says the
 * same in plain code, and a property test holds both to each other on both databases.
 */

export interface CohortQuestion {
  readonly definition: CohortDefinition;
  /** The clinic's civil date. */
  readonly today: string;
  readonly reach: RecordReach;
}

type Bool = RawBuilder<SqlBool>;
interface Moment {
  readonly today: string;
  readonly now: string;
}

/** Who answers a definition, among those whose record the caller reads. */
export function answers({ definition, today, reach }: CohortQuestion): Bool {
  const moment = { today, now: reach.now };
  const life = definition.life === 'everybody' ? [] : [sql<SqlBool>`e.deceased = ${definition.life === 'deceased' ? 1 : 0}`];
  return all([...life, withinReach(reach), ...definition.groups.map((group) => groupCondition(group, moment))]);
}

/** Records closed to the caller are few: worked out once. */
function withinReach(reach: RecordReach): Bool {
  return reach.scope === 'clinic' ? sql<SqlBool>`e.patient_id not in ${closedRecords(reach)}` : isWithinReach(reach, 'e.patient_id');
}

function groupCondition({ match, conditions }: CohortGroup, moment: Moment): Bool {
  const each = conditions.map((condition) => conditionOf(condition, moment));
  if (match === 'all') return all(each);
  return match === 'any' ? any(each) : sql<SqlBool>`not ${any(each)}`;
}

const nothing = sql<SqlBool>`1 = 0`;
const all = (conditions: readonly Bool[]): Bool => sql<SqlBool>`(${conditions.length === 0 ? sql`1 = 1` : sql.join(conditions, sql` and `)})`;
const any = (conditions: readonly Bool[]): Bool => sql<SqlBool>`(${conditions.length === 0 ? sql`1 = 0` : sql.join(conditions, sql` or `)})`;
const among = (people: RawBuilder<unknown>): Bool => sql<SqlBool>`e.patient_id in (${people})`;
const notAmong = (people: RawBuilder<unknown>): Bool => sql<SqlBool>`e.patient_id not in (${people})`;

/** The least text after every text that begins with `prefix`: codes are ranges of an index. */
function afterPrefix(prefix: string): string {
  return prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);
}

/** Whether the code of a diagnosis `c` begins so. */
export function codeWithin(prefixes: readonly string[]): Bool {
  return any(prefixes.map((prefix) => sql<SqlBool>`(c.code >= ${prefix} and c.code < ${afterPrefix(prefix)})`));
}

/** Whether a diagnosis `c` was neither refuted nor entered by mistake. */
export const standing = sql<SqlBool>`(c.verification_status is null or c.verification_status not in ('refuted', 'entered-in-error'))`;
const isOpen = sql<SqlBool>`(c.clinical_status in ('active', 'recurrence', 'relapse') or (c.clinical_status is null and c.ended_on is null))`;
const signColumns = { rheumatoidFactor: 'rheumatoid_factor', antiCcp: 'anti_ccp', ana: 'ana', hlaB27: 'hla_b27', erosions: 'erosions' } as const;

/** Whether a line of treatment is taken today. */
export const takenOn = (today: string): Bool =>
  sql<SqlBool>`(t.started_on is null or t.started_on <= ${today}) and ((t.ended_on is null and t.is_over = 0) or (t.ended_on is not null and t.ended_on > ${today}))`;

function between(column: string, min: number | null, max: number | null): readonly Bool[] {
  return [...(min === null ? [] : [sql<SqlBool>`${sql.ref(column)} >= ${min}`]), ...(max === null ? [] : [sql<SqlBool>`${sql.ref(column)} <= ${max}`])];
}

const since = (column: string, today: string, withinMonths: number | null): readonly Bool[] => (withinMonths === null ? [] : [sql<SqlBool>`${sql.ref(column)} >= ${monthsBefore(today, withinMonths)}`]);

function treated(condition: Extract<CohortCondition, { kind: 'treatment' }>, { today }: Moment): Bool {
  const { ingredients, classes, when, minMonths, maxMonths, minLine, stopReasons } = condition;
  if (ingredients.length === 0 && classes.length === 0) return nothing;
  const which = any([
    ...(ingredients.length > 0 ? [sql<SqlBool>`t.ingredient in (${sql.join(ingredients)})`] : []),
    ...(classes.length > 0 ? [sql<SqlBool>`t.drug_class in (${sql.join(classes)})`] : []),
  ]);
  const begun = sql<SqlBool>`(t.started_on is null or t.started_on <= ${today})`;
  const people = (conditions: readonly Bool[]) => sql`select t.patient_id from cohort_treatment t where ${all([which, ...conditions])}`;
  if (when === 'never') return notAmong(people([begun]));
  const line = minLine === null ? [] : [sql<SqlBool>`t.line_number >= ${minLine}`];
  const counted = when === 'past' ? 't.ended_on' : 't.started_on';
  const length = [
    ...(minMonths === null ? [] : [sql<SqlBool>`${sql.ref(counted)} <= ${monthsBefore(today, minMonths)}`]),
    ...(maxMonths === null ? [] : [sql<SqlBool>`${sql.ref(counted)} >= ${monthsBefore(today, maxMonths)}`]),
  ];
  const past = sql<SqlBool>`((t.ended_on is null and t.is_over = 1) or (t.ended_on is not null and t.ended_on <= ${today}))`;
  const reasons = when === 'past' && stopReasons.length > 0 ? [sql<SqlBool>`t.stop_reason in (${sql.join(stopReasons)})`] : [];
  return among(people([when === 'current' ? takenOn(today) : begun, ...(when === 'past' ? [past] : []), ...line, ...length, ...reasons]));
}

const lastScore = (instrument: string, conditions: readonly Bool[]) => sql`select s.patient_id from cohort_score s where ${all([sql<SqlBool>`s.instrument = ${instrument} and s.recency = 1`, ...conditions])}`;

const conditions: { readonly [K in CohortConditionKind]: (condition: Extract<CohortCondition, { kind: K }>, moment: Moment) => Bool } = {
  sex: ({ values }) => sql<SqlBool>`e.administrative_sex in (${sql.join(values)})`,
  age: ({ min, max }, { today }) =>
    all([
      sql<SqlBool>`e.birth_date is not null`,
      ...(min === null ? [] : [sql<SqlBool>`coalesce(e.birth_date, '') <= ${yearsBefore(today, min)}`]),
      ...(max === null ? [] : [sql<SqlBool>`coalesce(e.birth_date, '') > ${yearsBefore(today, max + 1)}`]),
    ]),
  region: ({ values }) => sql<SqlBool>`coalesce(e.region_code, '') in (${sql.join(values)})`,
  diagnosis: ({ groups, codes, open, minYears, maxYears }, { today }) => {
    const prefixes = codePrefixes({ groups, codes });
    if (prefixes.length === 0) return nothing;
    const onset = [
      ...(minYears === null ? [] : [sql<SqlBool>`c.onset_on <= ${yearsBefore(today, minYears)}`]),
      ...(maxYears === null ? [] : [sql<SqlBool>`c.onset_on >= ${yearsBefore(today, maxYears)}`]),
    ];
    return among(sql`select c.patient_id from condition c where ${all([codeWithin(prefixes), standing, ...(open ? [isOpen] : []), ...onset])}`);
  },
  sign: ({ sign, is }) => {
    const column = sql.ref(`c.${signColumns[sign]}`);
    if (is === 'unknown') return notAmong(sql`select c.patient_id from condition c where ${standing} and ${column} in ('positive', 'negative')`);
    return among(sql`select c.patient_id from condition c where ${standing} and ${column} = ${is}`);
  },
  treatment: treated,
  adverseEvent: ({ minGrade, withinMonths }, { today }) =>
    among(sql`select t.patient_id from cohort_treatment t join treatment_event v on v.medication_id = t.medication_id
      where ${all([sql<SqlBool>`v.withdrawn_at is null and v.grade >= ${minGrade}`, ...since('v.happened_on', today, withinMonths)])}`),
  coverageEnds: ({ withinDays }, { today }) =>
    among(sql`select t.patient_id from cohort_treatment t join treatment_coverage v on v.medication_id = t.medication_id where ${takenOn(today)} and v.renews_on <= ${addDays(today, withinDays)}`),
  scoreCategory: ({ instrument, categories, withinMonths }, { today }) =>
    among(lastScore(instrument, [sql<SqlBool>`s.category in (${sql.join(categories)})`, ...since('s.assessed_on', today, withinMonths)])),
  scoreValue: ({ instrument, min, max, withinMonths }, { today }) =>
    among(lastScore(instrument, [sql<SqlBool>`s.score is not null`, ...between('s.score', min, max), ...since('s.assessed_on', today, withinMonths)])),
  scoreDone: ({ instrument, done, withinMonths }, { today }) => {
    const people = lastScore(instrument, since('s.assessed_on', today, withinMonths));
    return done ? among(people) : notAmong(people);
  },
  scoreTrend: ({ instrument, direction, by }) => {
    // Both scores of everybody lie one after the other in the index by place: read in one go, not looked up person by person.
    const [last, before] = [sql`max(case when s.recency = 1 then s.score end)`, sql`max(case when s.recency = 2 then s.score end)`];
    const change = direction === 'rose' ? sql`${last} - ${before}` : sql`${before} - ${last}`;
    return among(sql`select s.patient_id from cohort_score s where s.instrument = ${instrument} and s.recency in (1, 2)
      group by s.patient_id having ${last} <> ${before} and ${change} >= ${by}`);
  },
  labsLate: ({ late }, { today }) => {
    const people = sql`select d.patient_id from monitoring_due d where d.due_on < ${today}`;
    return late ? among(people) : notAmong(people);
  },
  labValue: ({ test, min, max, withinMonths }, { today }) =>
    among(sql`select r.patient_id from cohort_result r where ${all([sql<SqlBool>`r.test = ${test}`, ...between('r.number', min, max), ...since('r.taken_on', today, withinMonths)])}`),
  visit: ({ ask, withinMonths }, { today, now }) => {
    const people = sql`select a.patient_id from appointment a where a.live = 1 and a.status <> 'no-show' and a.starts_at <= ${now} and a.local_start >= ${monthsBefore(today, withinMonths)}`;
    return ask === 'seen' ? among(people) : notAmong(people);
  },
  booked: ({ booked }, { now }) => {
    const people = sql`select a.patient_id from appointment a where a.live = 1 and a.starts_at > ${now}`;
    return booked ? among(people) : notAmong(people);
  },
  responsible: ({ practitionerIds }) =>
    practitionerIds.length === 0 ? notAmong(sql`select r.patient_id from patient_responsible r`) : among(sql`select r.patient_id from patient_responsible r where r.practitioner_id in (${sql.join(practitionerIds)})`),
  waiting: ({ classes, overdue }, { today }) =>
    among(sql`select r.patient_id from referral r where ${all([
      sql<SqlBool>`r.state in ('received', 'accepted', 'emergency')`,
      ...(classes.length > 0 ? [sql<SqlBool>`coalesce(r.decided_cls, r.proposed_cls) in (${sql.join(classes)})`] : []),
      ...(overdue ? [sql<SqlBool>`r.due_on < ${today}`] : []),
    ])}`),
};

function conditionOf<K extends CohortConditionKind>(condition: Extract<CohortCondition, { kind: K }>, moment: Moment): Bool {
  const build = conditions[condition.kind];
  return build(condition, moment);
}
