import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { PatientAccess } from '#contract/values.ts';
import { livingRecord } from '../patients/duplicates/merge-repository.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { Reader, RecordReach } from './record-reach.ts';

/**
 * Who reads whose record, in SQL. A restricted record is its care team's: whoever restricted it, those it names, those who
 * have a visit with the person, follow them on a pathway or decided on a request of theirs, those to whose profession a request waiting for a visit was
 * routed; less those it keeps out; and, for a while, whoever opened it by exception with a reason.
 *
 * `patient` is the column that names the patient in the query at hand: `'patient.id'`, `'a.patient_id'`.
 */

/** Whether the patient's record has a restriction in force. */
function isRestricted(patient: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select 1 from patient_restriction pr where pr.patient_id = ${sql.ref(patient)} and pr.lifted_at is null)`;
}

/** Whether the caller belongs to the patient's care team, openings by exception apart. */
export function isInCareTeam({ userId, practitionerId, roles }: RecordReach, patient: string): RawBuilder<SqlBool> {
  const patientId = sql.ref(patient);
  const grounds: RawBuilder<SqlBool>[] = [
    sql<SqlBool>`exists (select 1 from patient_restriction pr where pr.patient_id = ${patientId} and pr.lifted_at is null and pr.restricted_by = ${userId})`,
    sql<SqlBool>`exists (select 1 from care_team_member cm where cm.patient_id = ${patientId} and cm.user_id = ${userId} and cm.removed_at is null and cm.stance = 'member')`,
    sql<SqlBool>`exists (select 1 from referral rd join triage_decision td on td.referral_id = rd.id where rd.patient_id = ${patientId} and td.decided_by = ${userId} and td.undone_at is null)`,
  ];
  if (practitionerId !== null) {
    grounds.push(sql<SqlBool>`exists (select 1 from nurse_assignment na where na.patient_id = ${patientId} and na.practitioner_id = ${practitionerId} and na.ended_on is null)`);
    // Nobody lets themselves in by booking in their own calendar once the record is restricted.
    grounds.push(sql<SqlBool>`exists (
      select 1 from appointment av where av.patient_id = ${patientId} and av.professional_id = ${practitionerId} and av.live = 1
        and (av.created_by <> ${userId} or not exists (
          select 1 from patient_restriction pr where pr.patient_id = av.patient_id and pr.lifted_at is null and pr.restricted_at <= av.created_at)))`);
  }
  if (roles.length > 0) {
    grounds.push(sql<SqlBool>`exists (
      select 1 from referral rq where rq.patient_id = ${patientId} and rq.queue_role in (${sql.join(roles)}) and (rq.state = 'accepted' or rq.emergency_call_pending = 1))`);
  }
  const keptOut = sql<SqlBool>`exists (select 1 from care_team_member cm where cm.patient_id = ${patientId} and cm.user_id = ${userId} and cm.removed_at is null and cm.stance = 'excluded')`;
  return sql<SqlBool>`((${sql.join(grounds, sql` or `)}) and not ${keptOut})`;
}

function isOpenedByException({ userId, now }: RecordReach, patient: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select 1 from record_opening ro where ro.patient_id = ${sql.ref(patient)} and ro.user_id = ${userId} and ro.open_until > ${now})`;
}

/** Whether the caller reads this patient's record: the predicate of every list that must not show others'. */
export function isWithinReach(reach: Reader, patient: string): RawBuilder<SqlBool> {
  if (reach === 'program') return sql<SqlBool>`1 = 1`;
  const theirs = sql<SqlBool>`(${isInCareTeam(reach, patient)} or ${isOpenedByException(reach, patient)})`;
  switch (reach.scope) {
    case 'clinic':
      return sql<SqlBool>`(not ${isRestricted(patient)} or ${theirs})`;
    case 'careTeam':
    case 'own':
      return theirs;
    case 'aggregate':
      return sql<SqlBool>`1 = 0`;
  }
}

/**
 * The same for lists and counts of thousands: whose records are closed is worked out once for the statement, from the few that
 * are restricted, and not for each row.
 */
export function isAmongWithinReach(reach: RecordReach, patient: string): RawBuilder<SqlBool> {
  return reach.scope === 'clinic' ? sql<SqlBool>`${sql.ref(patient)} not in ${closedRecords(reach)}` : isWithinReach(reach, patient);
}

/** The ids of the records closed to the caller, for a caller whose permission reaches the clinic. */
export function closedRecords(reach: RecordReach): RawBuilder<string> {
  return sql<string>`(select closed.patient_id from patient_restriction closed where closed.lifted_at is null and not (${isInCareTeam(reach, 'closed.patient_id')} or ${isOpenedByException(reach, 'closed.patient_id')}))`;
}

/** Which of these records are closed to the caller; those nobody has are not named. */
export async function closedAmong(db: ReadExecutor, reach: RecordReach, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectFrom('patient').select('id').where('id', 'in', ids).where((eb) => eb.not(isWithinReach(reach, 'patient.id'))).execute();
  return new Set(rows.map(({ id }) => id));
}

/** Which of these records the caller reads; not those nobody has, nor those merged into another. */
export async function openAmong(db: ReadExecutor, reach: RecordReach, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('patient').select('id').where('id', 'in', ids).where('merged_into', 'is', null).where(isWithinReach(reach, 'patient.id')).execute();
  return rows.map(({ id }) => id);
}

/** A column where the caller reads the record, else null: for lists that name everybody and tell no more of some. */
export function withinReach<T>(reach: Reader, patient: string, column: string): RawBuilder<T | null> {
  return sql<T | null>`case when ${isWithinReach(reach, patient)} then ${sql.ref(column)} end`;
}

/** How the record stands to the caller, as a column: 0 open, 1 restricted and theirs, 2 closed to them. `accessFrom` reads it. */
export function accessColumn(reach: RecordReach, patient: string): RawBuilder<number> {
  return sql<number>`case when not ${isWithinReach(reach, patient)} then 2 when ${isRestricted(patient)} then 1 else 0 end`;
}

const accesses: readonly PatientAccess[] = ['open', 'restricted', 'closed'];

/** The value of an `accessColumn`. What is not one of ours is closed. */
export function accessFrom(value: number): PatientAccess {
  return accesses[value] ?? 'closed';
}

/** How one record stands to the caller; null when nobody has this id. A merged record stands as the one it became part of. */
export async function readAccess(db: ReadExecutor, reach: RecordReach, patientId: string): Promise<PatientAccess | null> {
  const row = await db.selectFrom('patient').select(accessColumn(reach, 'patient.id').as('access')).where('id', '=', await livingRecord(db, patientId)).executeTakeFirst();
  return row ? accessFrom(row.access) : null;
}

/** Whether the caller belongs to the care team by right, not by an opening. */
export async function readsByRight(db: ReadExecutor, reach: RecordReach, patientId: string): Promise<boolean> {
  const row = await db
    .selectFrom('patient')
    .select(sql<number>`case when not ${isRestricted('patient.id')} or ${isInCareTeam(reach, 'patient.id')} then 1 else 0 end`.as('standing'))
    .where('id', '=', await livingRecord(db, patientId))
    .executeTakeFirst();
  return row?.standing === 1;
}
