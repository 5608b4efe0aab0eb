import { sql, type SqlBool } from 'kysely';
import { dayChecklist, type DayChecklist, type RemoteOutcome, type RemoteVisit } from '#contract/remote-visits.ts';
import { isAmongWithinReach } from '../../access/reach-repository.ts';
import type { RecordReach } from '../../access/record-reach.ts';
import { readSummaries } from '../../patients/registry-repository.ts';
import { professionalName } from '../../people/person-name.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';

/** What is kept of visits at a distance: what was verified, how they went on, what they leave to book. */

type KeptRemoteVisit = Omit<RemoteVisit, 'suitability'>;

export interface Noted {
  readonly now: string;
  readonly userId: string;
}

/** A visit face to face of the same patient, booked since, with a rheumatologist or the same profession: what was to be booked is. */
const bookedSince = sql<SqlBool>`exists (
  select 1 from appointment later join practitioner lp on lp.id = later.professional_id
  where later.patient_id = a.patient_id and later.live = 1 and later.status <> 'no-show' and later.modality in ('IN_PERSON', 'HOME') and later.created_at >= r.outcome_at
  and (lp.clinic_role = 'rheumatologist' or lp.id = a.professional_id or lp.clinic_role = (select own.clinic_role from practitioner own where own.id = a.professional_id)))`;

/** What is kept of these visits, by visit; those nothing is kept of are left out. */
export async function remoteVisitsOf(db: ReadExecutor, appointmentIds: readonly string[]): Promise<ReadonlyMap<string, KeptRemoteVisit>> {
  if (appointmentIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('remote_visit as r')
    .innerJoin('appointment as a', 'a.id', 'r.appointment_id')
    .leftJoin('user_account as c', 'c.id', 'r.checked_by')
    .leftJoin('user_account as f', 'f.id', 'r.fallback_by')
    .leftJoin('user_account as o', 'o.id', 'r.outcome_by')
    .selectAll('r')
    .select(['c.display_name as checker', 'f.display_name as changer', 'o.display_name as ender', sql<number>`case when r.convert_until is not null and ${bookedSince} then 1 else 0 end`.as('is_booked')])
    .where('r.appointment_id', 'in', appointmentIds)
    .execute();
  return new Map(rows.map((row) => [row.appointment_id, {
    version: row.version,
    checklist: row.checklist === null || row.checked_at === null ? null : { ...dayChecklist.parse(JSON.parse(row.checklist)), at: row.checked_at, by: row.checker },
    fallback: row.fallback_at === null ? null : { reason: row.fallback_reason ?? '', at: row.fallback_at, by: row.changer },
    outcome: row.outcome_at === null ? null : {
      examLimits: row.exam_limits ?? '', at: row.outcome_at, by: row.ender,
      convert: row.convert_until === null ? null : { until: row.convert_until, reason: row.convert_reason ?? '', state: row.dropped_at !== null ? 'dropped' : Number(row.is_booked) === 1 ? 'booked' : 'open' },
    },
  }]));
}

/** Version of what is kept of a visit, 0 where nothing is; who last wrote it and when. */
export async function remoteVersion(db: ReadExecutor, appointmentId: string): Promise<{ readonly version: number; readonly hasChecklist: boolean; readonly convertUntil: string | null }> {
  const row = await db.selectFrom('remote_visit').select(['version', 'checklist', 'convert_until']).where('appointment_id', '=', appointmentId).executeTakeFirst();
  return { version: row?.version ?? 0, hasChecklist: (row?.checklist ?? null) !== null, convertUntil: row?.convert_until ?? null };
}

interface Change {
  readonly checklist?: string;
  readonly checked_at?: string;
  readonly checked_by?: string;
  readonly fallback_reason?: string | null;
  readonly fallback_at?: string | null;
  readonly fallback_by?: string | null;
  readonly exam_limits?: string | null;
  readonly outcome_at?: string | null;
  readonly outcome_by?: string | null;
  readonly convert_until?: string | null;
  readonly convert_reason?: string | null;
  readonly dropped_at?: string | null;
  readonly dropped_by?: string | null;
  readonly drop_reason?: string | null;
}

/** Writes a change at the version seen; false where somebody was faster. */
async function write(db: WriteExecutor, appointmentId: string, version: number, change: Change): Promise<boolean> {
  if (version === 0) {
    const nothing = {
      checklist: null, checked_at: null, checked_by: null, fallback_reason: null, fallback_at: null, fallback_by: null, exam_limits: null, outcome_at: null, outcome_by: null,
      convert_until: null, convert_reason: null, dropped_at: null, dropped_by: null, drop_reason: null,
    };
    const { numInsertedOrUpdatedRows } = await db.insertInto('remote_visit').values({ ...nothing, ...change, appointment_id: appointmentId }).onConflict((conflict) => conflict.column('appointment_id').doNothing()).executeTakeFirst();
    return Number(numInsertedOrUpdatedRows ?? 0) > 0;
  }
  const { numUpdatedRows } = await db.updateTable('remote_visit').set({ ...change, version: version + 1 }).where('appointment_id', '=', appointmentId).where('version', '=', version).executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

export function writeChecklist(db: WriteExecutor, appointmentId: string, version: number, checklist: DayChecklist, { now, userId }: Noted): Promise<boolean> {
  return write(db, appointmentId, version, { checklist: JSON.stringify(checklist), checked_at: now, checked_by: userId });
}

export function writeFallback(db: WriteExecutor, appointmentId: string, version: number, reason: string | null, { now, userId }: Noted): Promise<boolean> {
  return write(db, appointmentId, version, reason === null ? { fallback_reason: null, fallback_at: null, fallback_by: null } : { fallback_reason: reason, fallback_at: now, fallback_by: userId });
}

/** How a visit ended, and until when the person is to be seen in person; null takes it back. */
export async function writeOutcome(db: WriteExecutor, appointmentId: string, outcome: (RemoteOutcome & { readonly until: string | null }) | null, { now, userId }: Noted): Promise<void> {
  const { version } = await remoteVersion(db, appointmentId);
  if (outcome === null && version === 0) return;
  const untouched = { dropped_at: null, dropped_by: null, drop_reason: null };
  await write(db, appointmentId, version, outcome === null
    ? { ...untouched, exam_limits: null, outcome_at: null, outcome_by: null, convert_until: null, convert_reason: null }
    : { ...untouched, exam_limits: outcome.examLimits, outcome_at: now, outcome_by: userId, convert_until: outcome.until, convert_reason: outcome.convert?.reason ?? null });
}

export function writeDrop(db: WriteExecutor, appointmentId: string, version: number, reason: string | null, { now, userId }: Noted): Promise<boolean> {
  return write(db, appointmentId, version, reason === null ? { dropped_at: null, dropped_by: null, drop_reason: null } : { dropped_at: now, dropped_by: userId, drop_reason: reason });
}

function waiting(db: ReadExecutor, reach: RecordReach) {
  return db
    .selectFrom('remote_visit as r')
    .innerJoin('appointment as a', 'a.id', 'r.appointment_id')
    .innerJoin('patient as p', 'p.id', 'a.patient_id')
    .where('r.convert_until', 'is not', null)
    .where('r.dropped_at', 'is', null)
    .where('p.deceased', '=', 0)
    .where(isAmongWithinReach(reach, 'a.patient_id'))
    .where(sql<SqlBool>`not ${bookedSince}`);
}

/** Visits at a distance after which somebody waits to be seen in person, the first due first; of records within reach. */
export async function toBookPage(db: ReadExecutor, reach: RecordReach, { after, limit }: { readonly after: { readonly at: string; readonly id: string } | null; readonly limit: number }) {
  const rows = await waiting(db, reach)
    .innerJoin('practitioner as d', 'd.id', 'a.professional_id')
    .select(['r.appointment_id', 'r.version', 'r.convert_until', 'r.convert_reason', 'a.patient_id', 'a.local_start', 'd.id as practitioner_id', 'd.prefix', 'd.family_name', 'd.given_name', 'p.phone'])
    .$if(after !== null, (query) => query.where(sql<SqlBool>`(r.convert_until, r.appointment_id) > (${after?.at ?? ''}, ${after?.id ?? ''})`))
    .orderBy('r.convert_until')
    .orderBy('r.appointment_id')
    .limit(limit)
    .execute();
  const people = new Map((await readSummaries(db, reach, [...new Set(rows.map((row) => row.patient_id))])).map((patient) => [patient.id, patient]));
  return rows.map((row) => ({
    appointmentId: row.appointment_id, version: row.version, until: row.convert_until ?? '', reason: row.convert_reason ?? '', patient: people.get(row.patient_id), seenOn: row.local_start.slice(0, 10), phone: row.phone,
    practitionerId: row.practitioner_id, professionalName: professionalName({ prefix: row.prefix, familyName: row.family_name, givenName: row.given_name }),
  }));
}

export async function countToBook(db: ReadExecutor, reach: RecordReach): Promise<number> {
  const { count } = await waiting(db, reach).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow();
  return Number(count);
}
