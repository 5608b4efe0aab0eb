import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { PatientSummary } from '#contract/patients.ts';
import type { QualityCheckCode } from '#contract/quality.ts';
import { closedRecords, isWithinReach } from '../access/reach-repository.ts';
import type { RecordReach } from '../access/record-reach.ts';
import { addDays } from '../appointments/wall-time.ts';
import type { Engine } from '../platform/database/open-database.ts';
import { readSummaries } from '../patients/registry-repository.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { activityInstruments } from './cohort-content.ts';
import { takenOn } from './condition-repository.ts';
import { monthsBefore } from './civil-date-rules.ts';

/**
 * Oddities of data, each a statement of three columns: whose record, which row, and the facts it rests on in words. What was
 * verified is left out as long as its facts are the same text.
 */

export interface QualityMoment {
  readonly engine: Engine;
  readonly today: string;
  readonly reach: RecordReach;
  /** Plausible values of each laboratory test, in its first unit. */
  readonly plausible: readonly { readonly test: string; readonly from: number; readonly to: number }[];
}

/** Days a visit may wait for its signature, the least a tender count that remission does not go with, and the oldest age. */
const unsignedDays = 7;
const manyTender = 4;
const oldestYears = 110;

const standing = sql`(c.verification_status is null or c.verification_status not in ('refuted', 'entered-in-error'))`;
const advanced = sql`t.drug_class in ('bDMARD', 'tsDMARD')`;
const named = sql`coalesce(m.text, '')`;
const living = sql`p.deceased = 0`;
const unknown = '?';

const checks: Readonly<Record<QualityCheckCode, (moment: QualityMoment) => RawBuilder<unknown>>> = {
  'no-diagnosis': ({ today }) => sql`select p.id as patient_id, '' as subject, '' as facts from patient p where ${living}
    and p.id in (select t.patient_id from cohort_treatment t where t.drug_class in ('csDMARD', 'bDMARD', 'tsDMARD') and ${takenOn(today)})
    and p.id not in (select c.patient_id from condition c where c.code >= 'A' and c.code < '[' and ${standing})`,
  'no-score': ({ today }) => sql`select p.id as patient_id, '' as subject, coalesce((select max(s.assessed_on) from cohort_score s where s.patient_id = p.id and s.recency = 1 and s.instrument in (${sql.join(activityInstruments)})), '') as facts
    from patient p where ${living} and p.id in (select t.patient_id from cohort_treatment t where ${advanced} and ${takenOn(today)})
    and p.id not in (select s.patient_id from cohort_score s where s.recency = 1 and s.instrument in (${sql.join(activityInstruments)}) and s.assessed_on >= ${monthsBefore(today, 12)})`,
  'no-serology': () => sql`select c.patient_id, c.id as subject, c.text as facts from condition c join patient p on p.id = c.patient_id where ${living} and c.code >= 'M05' and c.code < 'M07' and ${standing}
    and c.patient_id not in (select c.patient_id from condition c where (c.rheumatoid_factor is not null or c.anti_ccp is not null) and ${standing})`,
  'unsigned-visit': ({ today }) => sql`select a.patient_id, a.id as subject, a.assessed_on as facts from assessment a where a.state <> 'signed' and a.assessed_on <= ${addDays(today, -unsignedDays)}`,
  'no-start': () => sql`select t.patient_id, t.medication_id as subject, ${named} as facts from cohort_treatment t join medication m on m.id = t.medication_id where ${advanced} and t.started_on is null`,
  'no-stop-reason': () => sql`select t.patient_id, t.medication_id as subject, ${named} || ' · ' || coalesce(t.ended_on, ${unknown}) as facts from cohort_treatment t join medication m on m.id = t.medication_id
    where ${advanced} and (t.ended_on is not null or t.is_over = 1) and t.stop_reason is null`,
  'stop-before-start': () => sql`select t.patient_id, t.medication_id as subject, ${named} || ' · ' || t.started_on || ' → ' || t.ended_on as facts from cohort_treatment t join medication m on m.id = t.medication_id where t.ended_on < t.started_on`,
  'two-advanced': ({ today }) => sql`select t.patient_id, '' as subject, min(t.ingredient) || ' · ' || max(t.ingredient) as facts from cohort_treatment t where ${advanced} and ${takenOn(today)} group by t.patient_id having count(distinct t.ingredient) > 1`,
  'remission-tender': ({ engine }) => {
    const tender = engine === 'postgres' ? sql`cast(cast(x.counts as json) ->> 'tender28' as integer)` : sql`json_extract(x.counts, '$.tender28')`;
    return sql`select s.patient_id, s.assessment_id as subject, s.instrument || ' · ' || s.assessed_on || ' · ' || cast(${tender} as text) as facts
      from cohort_score s join assessment a on a.id = s.assessment_id join assessment_text x on x.assessment_id = a.id and x.number = a.signed_number
      where s.category = 'remission' and s.instrument in (${sql.join(activityInstruments)}) and x.counts is not null and ${tender} >= ${manyTender}`;
  },
  'male-pregnancy': () => sql`select c.patient_id, c.id as subject, c.text as facts from condition c join patient p on p.id = c.patient_id
    where p.administrative_sex = 'M' and ((c.code >= 'O' and c.code < 'P') or (c.code >= 'Z33' and c.code < 'Z35')) and ${standing}`,
  'after-death': ({ today }) => sql`select t.patient_id, t.medication_id as subject, ${named} || ' · ' || coalesce(p.deceased_on, '') as facts from cohort_treatment t join medication m on m.id = t.medication_id join patient p on p.id = t.patient_id
    where p.deceased = 1 and ${takenOn(today)}`,
  'onset-before-birth': () => sql`select c.patient_id, c.id as subject, c.text || ' · ' || c.onset_on || ' < ' || p.birth_date as facts from condition c join patient p on p.id = c.patient_id where c.onset_on is not null and p.birth_date is not null
    and substr(c.onset_on, 1, 4) < substr(p.birth_date, 1, 4) and ${standing}`,
  'implausible-result': ({ plausible }) => sql`select r.patient_id, r.test as subject, r.test || ' · ' || cast(r.number as text) || ' · ' || r.taken_on as facts from cohort_result r
    where ${plausible.length === 0 ? sql`1 = 0` : sql.join(plausible.map(({ test, from, to }) => sql`(r.test = ${test} and (r.number < ${from} or r.number > ${to}))`), sql` or `)}`,
  'implausible-age': ({ today }) => sql`select p.id as patient_id, '' as subject, p.birth_date as facts from patient p where ${living} and (p.birth_date > ${today} or p.birth_date < ${monthsBefore(today, oldestYears * 12)})`,
};

/** Records one may read, of people who are not part of another record. */
function shown(reach: RecordReach): RawBuilder<SqlBool> {
  const within = reach.scope === 'clinic' ? sql<SqlBool>`q.patient_id not in ${closedRecords(reach)}` : isWithinReach(reach, 'q.patient_id');
  return sql<SqlBool>`q.patient_id in (select e.patient_id from registry_entry e) and ${within}`;
}

const verdict = sql`quality_verdict v on v.check_code = `;
const sameFacts = sql`v.patient_id = q.patient_id and v.subject = q.subject and v.facts = q.facts and v.withdrawn_at is null`;

/** How many of a check are to be looked at, and how many were and hold. */
export async function countFindings(db: ReadExecutor, check: QualityCheckCode, moment: QualityMoment): Promise<{ readonly open: number; readonly verified: number }> {
  const { rows } = await sql<{ open: number | null; verified: number | null }>`select sum(case when v.id is null then 1 else 0 end) as open, sum(case when v.id is null then 0 else 1 end) as verified
    from (${checks[check](moment)}) q left join ${verdict} ${check} and ${sameFacts} where ${shown(moment.reach)}`.execute(db);
  return { open: Number(rows[0]?.open ?? 0), verified: Number(rows[0]?.verified ?? 0) };
}

export interface Finding {
  readonly patientId: string;
  readonly subject: string;
  readonly facts: string;
  readonly verdict: { readonly id: string; readonly reason: string; readonly at: string; readonly by: string } | null;
}

/** A page of a check, by the name of the person. */
export async function pageOfFindings(db: ReadExecutor, check: QualityCheckCode, moment: QualityMoment, { verified, after, limit }: { readonly verified: boolean; readonly after: { readonly patientId: string; readonly subject: string } | null; readonly limit: number }): Promise<readonly Finding[]> {
  const last = after === null ? undefined : await db.selectFrom('registry_entry').select('sort_key').where('patient_id', '=', after.patientId).executeTakeFirst();
  const beyond = after && last ? sql`and (e.sort_key, q.patient_id, q.subject) > (${last.sort_key}, ${after.patientId}, ${after.subject})` : sql``;
  const { rows } = await sql<{ patient_id: string; subject: string; facts: string; id: string | null; reason: string | null; verified_at: string | null; by_name: string | null }>`
    select q.patient_id, q.subject, q.facts, v.id, v.reason, v.verified_at, u.display_name as by_name from (${checks[check](moment)}) q join registry_entry e on e.patient_id = q.patient_id
    left join ${verdict} ${check} and ${sameFacts} left join user_account u on u.id = v.verified_by
    where ${shown(moment.reach)} and v.id is ${verified ? sql`not null` : sql`null`} ${beyond} order by e.sort_key, q.patient_id, q.subject limit ${limit}`.execute(db);
  return rows.map((row) => ({
    patientId: row.patient_id, subject: row.subject, facts: row.facts, verdict: row.id === null ? null : { id: row.id, reason: row.reason ?? '', at: row.verified_at ?? '', by: row.by_name ?? '' },
  }));
}

/** The facts of one finding as they are now; undefined where there is none (any more). */
export async function findingNow(db: ReadExecutor, check: QualityCheckCode, moment: QualityMoment, patientId: string, subject: string): Promise<string | undefined> {
  const { rows } = await sql<{ facts: string }>`select q.facts from (${checks[check](moment)}) q where q.patient_id = ${patientId} and q.subject = ${subject} and ${shown(moment.reach)} limit 1`.execute(db);
  return rows[0]?.facts;
}

/** Whom findings are about, by id. */
export async function peopleFound(db: ReadExecutor, reach: RecordReach, findings: readonly Finding[]): Promise<ReadonlyMap<string, PatientSummary>> {
  return new Map((await readSummaries(db, reach, [...new Set(findings.map(({ patientId }) => patientId))])).map((patient) => [patient.id, patient]));
}
