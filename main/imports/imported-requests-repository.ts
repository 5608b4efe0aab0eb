import { addMilliseconds } from '../platform/clock.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { type BeforeStep, insertStep } from '../appointments/visit-step-repository.ts';
import { civilDate, civilDay, isTimeZone, localDateTime } from '../appointments/wall-time.ts';
import type { TriageContent } from '../triage/triage-content.ts';
import type { Role } from '#contract/permissions.ts';
import type { Urgency } from '#contract/triage.ts';
import { insertReferral } from '../referrals/referral-repository.ts';
import { type DueOf, featuresOf, findingsToKeep, proposalFor, storedProposal } from '../referrals/triage-proposal.ts';
import type { MappedReferral, MappedVisit, VisitContent } from './fhir/mapped-resource.ts';
import type { Claimed } from './claimed-rows.ts';
import type { ImportMark } from './imported-people-repository.ts';
import { digest, keySystems, type SourceKey } from './source-key.ts';
import { keepingBefore } from './undo/rows-before-repository.ts';

/** What a request or visit is written with beside itself. */
export interface RequestContext {
  readonly mark: ImportMark;
  readonly userId: string;
  /** The clinic's. */
  readonly zone: string;
  readonly triage: { readonly content: TriageContent; readonly roles: readonly Role[]; readonly dueOf: DueOf };
}

export type RequestOutcome = { readonly fate: 'created' | 'updated' | 'unchanged'; readonly id: string } | { readonly code: 'DATE_IMPOSSIBLE' | 'SLOT_TAKEN' };

export interface ReferralRow {
  readonly mapped: MappedReferral;
  readonly patientId: string;
  readonly referrerId: string | null;
  readonly key: SourceKey;
  readonly hash: string;
}

export interface VisitRow {
  readonly mapped: MappedVisit;
  readonly patientId: string;
  readonly professionalId: string;
  readonly referralId: string | null;
  readonly key: SourceKey;
  readonly hash: string;
}

export function referralHash(mapped: MappedReferral, patientId: string, referrerId: string | null): string {
  return digest([patientId, referrerId, mapped.content, mapped.findings]);
}

export function visitHash(mapped: MappedVisit, patientId: string, professionalId: string): string {
  const { cancelled_at, cancel_party, cancel_cause, cancel_note, ...content } = mapped.content;
  // A visit that was not called off keeps the hash it had before one could say so.
  return digest([patientId, professionalId, content, ...(content.status === 'cancelled' ? [[cancelled_at, cancel_party, cancel_cause, cancel_note]] : [])]);
}

/** The row a key stands for, by the key it came with or as the id it left this clinic under. */
async function rowOfKey(db: ReadExecutor, table: 'referral' | 'appointment', { system, id }: Pick<SourceKey, 'system' | 'id'>) {
  const read = () => db.selectFrom(table as 'referral').select(['id', 'source_system', 'source_hash', 'version']);
  const known = await read().where('source_system', '=', system).where('source_id', '=', id).executeTakeFirst();
  if (known || system !== keySystems.uuid) return known;
  return read().where('id', '=', id.slice(id.indexOf('/') + 1)).executeTakeFirst();
}

/** The referral a key stands for, or null. */
export async function referralBySource(db: ReadExecutor, key: Pick<SourceKey, 'system' | 'id'>): Promise<string | null> {
  return (await rowOfKey(db, 'referral', key))?.id ?? null;
}

/**
 * Writes a request: found again by its key, or by saying the same of the same patient. One that came by import and waits
 * to be triaged follows its source; one entered here, or already decided, is the clinic's and stays as it is.
 */
export async function writeReferral(db: WriteExecutor, row: ReferralRow, claimed: Claimed, context: RequestContext): Promise<RequestOutcome> {
  const { mark, triage, zone, userId } = context;
  const { content, findings } = row.mapped;
  const known = (await rowOfKey(db, 'referral', row.key)) ?? (await sameSaying(db, 'referral', row, claimed));
  if (known && (known.source_hash === row.hash || known.source_system === null)) return { fate: 'unchanged', id: known.id };
  const receivedAt = content.received_at ?? instantOf(content.authored_on, zone) ?? mark.now;
  const completedOn = content.completed_on ?? civilDate(receivedAt, zone);
  if (receivedAt > mark.now || completedOn > civilDate(mark.now, zone)) return { code: 'DATE_IMPOSSIBLE' };

  const patient = await db.selectFrom('patient').select('birth_date').where('id', '=', row.patientId).executeTakeFirstOrThrow();
  const features = featuresOf({ reasonCode: content.reason_code, findings, prerequisitesProvided: content.prerequisites_provided, completedOn }, patient.birth_date);
  const proposal = content.state !== 'received' ? null : proposalFor(features, completedOn, triage.content, triage.roles, triage.dueOf);
  const id = known?.id ?? mark.newId();
  const asked = {
    id, patientId: row.patientId, referrerId: row.referrerId, reasonCode: content.reason_code, requestedCls: content.requested_cls as Urgency | null, freeText: content.free_text,
    findings: findingsToKeep(findings, patient.birth_date), findingWords: {}, prerequisitesProvided: content.prerequisites_provided, receivedAt, completedOn, by: userId, now: mark.now,
    proposal: storedProposal(proposal, features, triage.content),
  };
  const source = { source_system: row.key.system, source_id: row.key.id, source_hash: row.hash, import_id: mark.importId, request_codings: content.request_codings, state: content.state, ended_elsewhere: content.ended_elsewhere ?? null };
  if (!known) {
    await insertReferral(db, asked);
    await db.updateTable('referral').set(source).where('id', '=', id).execute();
    return { fate: 'created', id };
  }
  let updated = 0n;
  await keepingBefore(db, mark, 'referral', [id], async () => {
    const { numUpdatedRows } = await db
      .updateTable('referral')
      .set((eb) => ({
        source_hash: row.hash, import_id: mark.importId, request_codings: content.request_codings, state: content.state, ended_elsewhere: content.ended_elsewhere ?? null, referrer_id: row.referrerId, reason_code: content.reason_code,
        requested_cls: content.requested_cls, free_text: content.free_text, findings: JSON.stringify(asked.findings), prerequisites_provided: JSON.stringify(content.prerequisites_provided),
        received_at: receivedAt, completed_on: completedOn, proposed_cls: asked.proposal.cls, due_on: asked.proposal.dueOn, modality: asked.proposal.modality,
        leading_findings: JSON.stringify(asked.proposal.leading), updated_at: mark.now, updated_by: userId, version: eb('version', '+', 1),
      }))
      .where('id', '=', id)
      .where('state', '=', 'received')
      .executeTakeFirst();
    updated = numUpdatedRows;
  });
  return { fate: updated > 0n ? 'updated' : 'unchanged', id };
}

/** Writes a visit; one entered or touched here stays as it is. */
export async function writeVisit(db: WriteExecutor, row: VisitRow, claimed: Claimed, { mark, zone, userId }: RequestContext): Promise<RequestOutcome> {
  const { content } = row.mapped;
  const known = (await rowOfKey(db, 'appointment', row.key)) ?? (await sameSaying(db, 'appointment', row, claimed));
  if (known && (known.source_hash === row.hash || known.source_system === null || known.version > 1)) return { fate: 'unchanged', id: known.id };
  const endsAt = content.ends_at ?? addMilliseconds(content.starts_at, (content.minutes ?? 0) * 60_000);
  const live = content.status === 'cancelled' ? 0 : 1;
  if (live === 1 && (await isTimeTaken(db, row, endsAt, known?.id ?? ''))) return { code: 'SLOT_TAKEN' };
  const visitZone = content.zone !== null && isTimeZone(content.zone) ? content.zone : zone;
  const columns = {
    patient_id: row.patientId, professional_id: row.professionalId, referral_id: row.referralId, starts_at: content.starts_at, ends_at: endsAt,
    local_start: localDateTime(content.starts_at, visitZone), zone: visitZone,
    patient_zone: content.patient_zone !== null && isTimeZone(content.patient_zone) ? content.patient_zone : null,
    purpose: content.purpose, modality: content.modality, status: content.status, live, reason: content.reason, source_hash: row.hash, import_id: mark.importId, updated_at: mark.now,
    cancelled_at: live === 1 ? null : (content.cancelled_at ?? mark.now), cancelled_by: null, cancel_cause: content.cancel_cause,
  };
  const id = known?.id ?? mark.newId();
  if (known) {
    await keepingBefore(db, mark, 'appointment', [id], async () => {
      await db.updateTable('appointment').set(columns).where('id', '=', id).execute();
      // Of a visit nobody here has touched, its steps came with it.
      await db.deleteFrom('appointment_step').where('appointment_id', '=', id).execute();
      await writeCancellation(db, id, columns, content, mark);
    });
    return { fate: 'updated', id };
  }
  await db
    .insertInto('appointment')
    .values({ id, ...columns, video_link: null, consent: null, source_system: row.key.system, source_id: row.key.id, created_at: mark.now, created_by: userId })
    .execute();
  await writeCancellation(db, id, columns, content, mark);
  return { fate: 'created', id };
}

/** Whether the professional or the patient has another visit then. */
async function isTimeTaken(db: ReadExecutor, { patientId, professionalId, mapped }: VisitRow, endsAt: string, exceptId: string): Promise<boolean> {
  const taken = await db
    .selectFrom('appointment')
    .select('id')
    .where('live', '=', 1)
    .where('id', '!=', exceptId)
    .where((either) => either.or([either('professional_id', '=', professionalId), either('patient_id', '=', patientId)]))
    .where('starts_at', '<', endsAt)
    .where('ends_at', '>', mapped.content.starts_at)
    .limit(1)
    .executeTakeFirst();
  return taken !== undefined;
}

type PlacedVisit = Readonly<Record<'professional_id' | 'starts_at' | 'ends_at' | 'local_start' | 'zone', string>> & { readonly cancelled_at: string | null };

/** The step by which a visit was called off elsewhere: by nobody with an account here. Taken back, the visit is booked. */
async function writeCancellation(db: WriteExecutor, appointmentId: string, visit: PlacedVisit, { cancel_party: party, cancel_cause: cause, cancel_note: note }: VisitContent, { newId, importId }: ImportMark): Promise<void> {
  if (visit.cancelled_at === null) return;
  const before: BeforeStep = { status: 'booked', practitionerId: visit.professional_id, startsAt: visit.starts_at, endsAt: visit.ends_at, localStart: visit.local_start, zone: visit.zone, siteId: null, referralState: null };
  const cancelled = party !== null && cause !== null ? { cancelled: { party, cause, note, request: null } } : {};
  await insertStep(db, { id: newId(), appointmentId, kind: 'cancelled', at: visit.cancelled_at, userId: importId, version: 1, before, ...cancelled });
}

/** A row of the same patient that says exactly the same and was not met in this file yet. */
async function sameSaying(db: ReadExecutor, table: 'referral' | 'appointment', row: { patientId: string; hash: string }, claimed: Claimed) {
  const rows = await db
    .selectFrom(table as 'referral')
    .select(['id', 'source_system', 'source_hash', 'version'])
    .where('patient_id', '=', row.patientId)
    .where('source_hash', '=', row.hash)
    .orderBy('id')
    .execute();
  return rows.find((one) => !claimed.has(one.id));
}

/** The instant a date begins in the clinic, or the instant itself; null when nothing is said. */
function instantOf(date: string | null, zone: string): string | null {
  if (date === null) return null;
  return date.includes('T') ? date : civilDay(date.padEnd(10, '-01'), zone).from;
}
