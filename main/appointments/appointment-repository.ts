import { type Role, roles } from '#contract/permissions.ts';
import { notedConsent, teleConsent } from '#contract/appointments.ts';
import type { VisitException } from '#contract/away.ts';
import { visitModality, type VisitModality } from '#contract/values.ts';
import type { RawBuilder } from 'kysely';
import { appointmentStatus, type AppointmentStatus, type VisitStep } from '#contract/visit-steps.ts';
import type { VisitSite } from '#contract/sites.ts';
import { longestBuffer } from '#contract/visit-types.ts';
import { addMilliseconds } from '../platform/clock.ts';
import { z } from 'zod';
import { withinReach } from '../access/reach-repository.ts';
import type { Reader } from '../access/record-reach.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { RemoteVisit } from '#contract/remote-visits.ts';
import type { VisitResource } from '#contract/resources.ts';
import { freeResources, resourcesOf } from './resources/resource-repository.ts';
import { remoteVisitsOf } from './remote/remote-visit-repository.ts';
import { exceptionsOf } from './visit-exception-repository.ts';
import { stepsOf } from './visit-step-repository.ts';

/** Consent as kept in the row: what was attested, when and by which account. */
export const storedConsent = teleConsent.extend({ notedAt: notedConsent.shape.notedAt, notedBy: z.string() });
export type StoredConsent = z.infer<typeof storedConsent>;

/** A visit with the names and the referral's facts its views need. */
export interface VisitRow {
  readonly id: string;
  readonly patientId: string;
  readonly practitionerId: string;
  readonly professional: { readonly prefix: string | null; readonly familyName: string; readonly givenName: string; readonly role: Role | null };
  readonly referralId: string | null;
  readonly cls: string | null;
  readonly reasonCode: string | null;
  readonly dueOn: string | null;
  /** Modality of the decision on its request. */
  readonly decidedModality: string | null;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly localStart: string;
  readonly zone: string;
  /** Null: the clinic itself. */
  readonly site: VisitSite | null;
  readonly siteId: string | null;
  readonly resources: readonly VisitResource[];
  readonly overbooked: boolean;
  readonly patientZone: string | null;
  readonly modality: VisitModality;
  readonly reason: string | null;
  readonly purpose: string | null;
  /** The words of a type of the clinic's own. */
  readonly purposeLabel: { readonly fr: string; readonly en: string } | null;
  readonly videoLink: string | null;
  readonly consent: StoredConsent | null;
  readonly consentNotedBy: string | null;
  readonly status: AppointmentStatus;
  readonly steps: readonly VisitStep[];
  readonly exceptions: readonly VisitException[];
  /** What is kept of a visit at a distance; undefined: nothing yet. */
  readonly remote: Omit<RemoteVisit, 'suitability'> | undefined;
  /** Shared by visits booked together; null for one booked by itself. */
  readonly seriesId: string | null;
  readonly version: number;
  readonly updatedAt: string;
}

export interface NewVisit {
  readonly id: string;
  readonly patientId: string;
  readonly practitionerId: string;
  readonly referralId: string | null;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly localStart: string;
  readonly zone: string;
  readonly siteId?: string | null;
  /** The visit with what its professional does around it; absent: the visit alone. */
  readonly busyFrom?: string;
  readonly busyUntil?: string;
  /** Over another visit of the professional, on purpose. */
  readonly overbooked?: boolean;
  readonly patientZone: string | null;
  readonly modality: VisitModality;
  readonly reason: string | null;
  readonly purpose: string | null;
  readonly videoLink: string | null;
  readonly consent: StoredConsent | null;
  readonly seriesId?: string | null;
  readonly createdAt: string;
  readonly createdBy: string;
}

/** `live` visits hold their time; `cancelled` ones were called off, a booking taken back at once is not among them. */
export type Liveness = 'live' | 'cancelled' | 'any';

/** Cause of a booking that was taken back: it was never meant to be. */
const mistake = 'booked-by-mistake';

function visits(db: ReadExecutor, reach: Reader, liveness: Liveness) {
  const told = (column: string): RawBuilder<string | null> => withinReach<string>(reach, 'a.patient_id', column);
  let query = db
    .selectFrom('appointment as a')
    .innerJoin('practitioner as p', 'p.id', 'a.professional_id')
    .leftJoin('referral as r', 'r.id', 'a.referral_id')
    .leftJoin('site as s', 's.id', 'a.site_id')
    .leftJoin('visit_type as t', 't.code', 'a.purpose')
    .select([
      'a.id', 'a.patient_id', 'a.professional_id', 'a.referral_id', 'a.starts_at', 'a.ends_at', 'a.local_start', 'a.zone', 'a.modality', 'a.status', 'a.version', 'a.series_id', 'a.updated_at', 'a.site_id', 'a.overbooked', 's.name as site_name', 't.label_fr', 't.label_en',
      'p.prefix', 'p.family_name', 'p.given_name', 'p.clinic_role',
      // Of a record closed to the caller: who, when, with whom, how; not why.
      told('a.patient_zone').as('patient_zone'), told('a.reason').as('reason'), told('a.purpose').as('purpose'), told('a.video_link').as('video_link'), told('a.consent').as('consent'),
      told('r.decided_cls').as('decided_cls'), told('r.reason_code').as('reason_code'), told('r.due_on').as('due_on'), told('r.modality').as('decided_modality'),
    ]);
  if (liveness !== 'any') query = query.where('a.live', '=', liveness === 'live' ? 1 : 0);
  if (liveness === 'cancelled') query = query.where((either) => either.or([either('a.cancel_cause', 'is', null), either('a.cancel_cause', '!=', mistake)]));
  if (reach === 'program' || reach.scope === 'clinic') return query;
  // Somebody who reaches their own visits only; without a calendar, none.
  return query.where('a.professional_id', '=', reach.scope === 'own' ? (reach.practitionerId ?? '') : '');
}

type SelectedVisit = Awaited<ReturnType<ReturnType<typeof visits>['execute']>>[number];

/** One visit, or undefined; one that holds its time unless `any`. */
export async function visitById(db: ReadExecutor, reach: Reader, id: string, liveness: Liveness = 'live'): Promise<VisitRow | undefined> {
  const rows = await visits(db, reach, liveness).where('a.id', '=', id).execute();
  return (await withNames(db, rows))[0];
}

/** The live visits of a series, by time. */
export async function visitsOfSeries(db: ReadExecutor, reach: Reader, seriesId: string): Promise<VisitRow[]> {
  return withNames(db, await visits(db, reach, 'live').where('a.series_id', '=', seriesId).orderBy('a.starts_at').execute());
}

/** Visits starting between two instants (`until` excluded), by time; at most `limit`. */
export async function visitsBetween(db: ReadExecutor, reach: Reader, range: { from: string; until: string; practitionerId: string | null; limit: number; liveness?: Liveness }): Promise<VisitRow[]> {
  let query = visits(db, reach, range.liveness ?? 'live').where('a.starts_at', '>=', range.from).where('a.starts_at', '<', range.until);
  if (range.practitionerId) query = query.where('a.professional_id', '=', range.practitionerId);
  return withNames(db, await query.orderBy('a.starts_at').orderBy('a.id').limit(range.limit).execute());
}

/** Booked visits starting after an instant, at most `limit`, that meet any of these stretches of a calendar, or (null) of all. */
export async function visitsDuring(
  db: ReadExecutor,
  reach: Reader,
  { stretches, after, limit }: { stretches: readonly { practitionerId: string | null; from: string; until: string }[]; after: string; limit: number },
): Promise<VisitRow[]> {
  if (stretches.length === 0) return [];
  const query = visits(db, reach, 'live')
    .where('a.status', '=', 'booked')
    .where('a.starts_at', '>', after)
    .where((either) =>
      either.or(
        stretches.map(({ practitionerId, from, until }) =>
          either.and([either('a.starts_at', '<', until), either('a.ends_at', '>', from), ...(practitionerId === null ? [] : [either('a.professional_id', '=', practitionerId)])]),
        ),
      ),
    );
  return withNames(db, await query.orderBy('a.starts_at').orderBy('a.id').limit(limit).execute());
}

async function withNames(db: ReadExecutor, rows: readonly SelectedVisit[]): Promise<VisitRow[]> {
  const consents = new Map(rows.map((row) => [row.id, row.consent === null ? null : storedConsent.parse(JSON.parse(row.consent))]));
  const userIds = [...new Set([...consents.values()].flatMap((consent) => (consent ? [consent.notedBy] : [])))];
  const users = userIds.length === 0 ? [] : await db.selectFrom('user_account').select(['id', 'display_name']).where('id', 'in', userIds).execute();
  const steps = await stepsOf(db, rows.map((row) => row.id));
  const exceptions = await exceptionsOf(db, rows.map((row) => ({ id: row.id, practitionerId: row.professional_id, startsAt: row.starts_at })));
  const resources = await resourcesOf(db, rows.map((row) => row.id));
  const remote = await remoteVisitsOf(db, rows.filter((row) => row.modality === 'VIDEO' || row.modality === 'PHONE').map((row) => row.id));
  return rows.map((row) => {
    const consent = consents.get(row.id) ?? null;
    return {
      id: row.id, patientId: row.patient_id, practitionerId: row.professional_id,
      professional: { prefix: row.prefix, familyName: row.family_name, givenName: row.given_name, role: roles.find((role) => role === row.clinic_role) ?? null },
      referralId: row.referral_id, cls: row.decided_cls, reasonCode: row.reason_code, dueOn: row.due_on, decidedModality: row.decided_modality, remote: remote.get(row.id),
      startsAt: row.starts_at, endsAt: row.ends_at, localStart: row.local_start, zone: row.zone, patientZone: row.patient_zone,
      siteId: row.site_id, overbooked: row.overbooked === 1, resources: resources.get(row.id) ?? [], site: row.site_id === null || row.site_name === null ? null : { id: row.site_id, name: row.site_name },
      modality: visitModality.parse(row.modality), reason: row.reason, purpose: row.purpose, purposeLabel: row.label_fr === null || row.label_en === null ? null : { fr: row.label_fr, en: row.label_en }, videoLink: row.video_link,
      seriesId: row.series_id, version: row.version, updatedAt: row.updated_at, status: appointmentStatus.parse(row.status), steps: steps.get(row.id) ?? [], exceptions: exceptions.get(row.id) ?? [], consent, consentNotedBy: consent ? (users.find((user) => user.id === consent.notedBy)?.display_name ?? null) : null,
    };
  });
}

/** A stretch of time; `except`: a visit about to leave its own. */
export interface TimeRange {
  readonly from: string;
  readonly until: string;
  readonly except?: string | null;
}

/** Live visits of professionals that touch a stretch of time. */
export async function takenTimes(db: ReadExecutor, practitionerIds: readonly string[], range: TimeRange) {
  if (practitionerIds.length === 0) return [];
  return db
    .selectFrom('appointment')
    .select(['id', 'professional_id as practitionerId', 'starts_at as startsAt', 'ends_at as endsAt'])
    .where('live', '=', 1)
    .where('professional_id', 'in', practitionerIds)
    .where('id', '!=', range.except ?? '')
    .where('starts_at', '<', range.until)
    .where('ends_at', '>', range.from)
    .execute();
}

/** When professionals are busy with live visits and what they do around them, as far as it touches a stretch of time; not with those to whom nobody came. */
export async function busyTimes(db: ReadExecutor, practitionerIds: readonly string[], range: TimeRange) {
  if (practitionerIds.length === 0) return [];
  const margin = longestBuffer * 60_000;
  const rows = await db
    .selectFrom('appointment')
    .select((row) => ['id', 'professional_id as practitionerId', row.fn.coalesce('busy_from', 'starts_at').as('startsAt'), row.fn.coalesce('busy_until', 'ends_at').as('endsAt')])
    .where('live', '=', 1)
    .where('status', '!=', 'no-show')
    .where('professional_id', 'in', practitionerIds)
    .where('id', '!=', range.except ?? '')
    .where('starts_at', '<', addMilliseconds(range.until, margin))
    .where('ends_at', '>', addMilliseconds(range.from, -margin))
    .execute();
  return rows.filter(({ startsAt, endsAt }) => startsAt < range.until && endsAt > range.from);
}

/** Live visits of a patient that touch a stretch of time, but those they did not come to. */
export async function patientTimes(db: ReadExecutor, patientId: string, range: TimeRange) {
  return db
    .selectFrom('appointment')
    .select(['id', 'starts_at as startsAt', 'ends_at as endsAt'])
    .where('live', '=', 1)
    .where('status', '!=', 'no-show')
    .where('patient_id', '=', patientId)
    .where('id', '!=', range.except ?? '')
    .where('starts_at', '<', range.until)
    .where('ends_at', '>', range.from)
    .execute();
}

/** Who is elsewhere at that time: the patient with another live visit; the professional with one or with what they do around it; null: neither. */
export async function overlaps(db: ReadExecutor, visit: Pick<NewVisit, 'id' | 'patientId' | 'practitionerId' | 'startsAt' | 'endsAt' | 'busyFrom' | 'busyUntil'>): Promise<'professional' | 'patient' | null> {
  const { startsAt, endsAt } = visit;
  if ((await patientTimes(db, visit.patientId, { from: startsAt, until: endsAt, except: visit.id })).length > 0) return 'patient';
  const own = { from: visit.busyFrom ?? startsAt, until: visit.busyUntil ?? endsAt, except: visit.id };
  return (await busyTimes(db, [visit.practitionerId], own)).length > 0 ? 'professional' : null;
}

/**
 * On PostgreSQL, makes bookings of the same professional or the same patient wait for one another, always in this
 * order, so that they do not deadlock on the exclusion constraints. SQLite has one writer by nature.
 */
export async function lockCalendars(db: WriteExecutor, engine: 'sqlite' | 'postgres', { practitionerId, patientId }: { practitionerId: string; patientId: string }): Promise<void> {
  if (engine === 'sqlite') return;
  await db.selectFrom('practitioner').select('id').where('id', '=', practitionerId).forNoKeyUpdate().execute();
  await db.selectFrom('patient').select('id').where('id', '=', patientId).forNoKeyUpdate().execute();
}

/** The same for several calendars at once: all of them before the patient, in one order, however many commands meet. */
export async function lockAllCalendars(db: WriteExecutor, engine: 'sqlite' | 'postgres', { practitionerIds, patientId }: { practitionerIds: readonly string[]; patientId: string }): Promise<void> {
  if (engine === 'sqlite') return;
  for (const id of [...new Set(practitionerIds)].sort()) await db.selectFrom('practitioner').select('id').where('id', '=', id).forNoKeyUpdate().execute();
  await db.selectFrom('patient').select('id').where('id', '=', patientId).forNoKeyUpdate().execute();
}

/** Lifts visits out of their places while several change places at once: each is put down again, or all stay, in the same transaction. */
export async function liftVisits(db: WriteExecutor, ids: readonly string[]): Promise<void> {
  await db.updateTable('appointment').set({ live: 0 }).where('id', 'in', ids).where('live', '=', 1).execute();
  await freeResources(db, ids);
}

/** Inserts a visit. On PostgreSQL the exclusion constraints have the last word (error code 23P01). */
export async function insertVisit(db: WriteExecutor, visit: NewVisit): Promise<void> {
  await db
    .insertInto('appointment')
    .values({
      id: visit.id, patient_id: visit.patientId, professional_id: visit.practitionerId, referral_id: visit.referralId, starts_at: visit.startsAt, ends_at: visit.endsAt,
      local_start: visit.localStart, zone: visit.zone, site_id: visit.siteId ?? null, busy_from: visit.busyFrom ?? null, busy_until: visit.busyUntil ?? null, overbooked: visit.overbooked ? 1 : 0, patient_zone: visit.patientZone, modality: visit.modality, status: 'booked', live: 1, reason: visit.reason, purpose: visit.purpose,
      series_id: visit.seriesId ?? null, video_link: visit.videoLink, consent: visit.consent ? JSON.stringify(visit.consent) : null, created_at: visit.createdAt, created_by: visit.createdBy, updated_at: visit.createdAt,
    })
    .execute();
}

/** Writes a consent where none was noted; false where one was already. */
export async function writeConsent(db: WriteExecutor, id: string, consent: StoredConsent): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('appointment')
    .set((row) => ({ consent: JSON.stringify(consent), version: row('version', '+', 1), updated_at: consent.notedAt }))
    .where('id', '=', id)
    .where('consent', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

/** The clinic's template of video links, or null. */
export async function videoTemplate(db: ReadExecutor): Promise<string | null> {
  return (await db.selectFrom('clinic').select('video_template').executeTakeFirstOrThrow()).video_template;
}

export async function setVideoTemplate(db: WriteExecutor, template: string | null): Promise<void> {
  await db.updateTable('clinic').set({ video_template: template }).execute();
}
