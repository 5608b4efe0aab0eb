import { attachmentMediaType } from '#contract/attachments.ts';
import { dayChecklist } from '#contract/remote-visits.ts';
import { fieldChange } from '#contract/record-history.ts';
import { z } from 'zod';
import { everyAcuteEventOf } from '../acute-care/acute-event-repository.ts';
import { signedTextsOf } from '../assessments/assessment-copy-repository.ts';
import { everyAllergyOf, everyDiagnosisOf } from '../diagnoses/diagnosis-copy-repository.ts';
import { everyDoseOf } from '../pathways/doses/dose-copy-repository.ts';
import { everyPathwayOf } from '../pathways/pathway-copy-repository.ts';
import { planTitlesNamed } from '../follow-up-plans/plan-titles.ts';
import { everyContactOf, everyPlanOf as everyFollowUpOf } from '../follow-up-plans/plan-copy-repository.ts';
import { livingRecord } from '../patients/duplicates/merge-repository.ts';
import { professionalName } from '../people/person-name.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { everyCheckOf } from '../prevention/checklist-repository.ts';
import { everyPlanOf } from '../prevention/hold-repository.ts';
import { everyVaccinationOf } from '../prevention/vaccination-repository.ts';
import { everyTreatmentOf } from '../treatments/treatment-copy-repository.ts';

/**
 * Everything kept of one person, whatever its length; read in the long-work thread. Records that were merged into theirs are
 * part of it. Nothing of anybody else is in it.
 */

const pageSize = 500;
const fileEndings = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png', 'image/tiff': 'tif' } as const;

/** What is kept of a person, as it is kept. */
export type RecordContent = NonNullable<Awaited<ReturnType<typeof readRecordContent>>>;
export type RecordRequest = RecordContent['requests'][number];

/** Reads it all; null if nobody has this id. */
export async function readRecordContent(db: ReadExecutor, asked: string, { withAccesses }: { withAccesses: boolean }) {
  const patientId = await livingRecord(db, asked);
  const everyId = await idsOf(db, patientId);
  const patient = await db
    .selectFrom('patient')
    .select([
      'id', 'family_name', 'given_name', 'birth_family_name', 'birth_date', 'administrative_sex', 'gender', 'language', 'phone', 'email', 'address_line', 'city', 'postal_code', 'region_code', 'country',
      'mobility', 'tele_suitability', 'deceased', 'deceased_on', 'marital_status', 'prefix', 'birth_place_code', 'identity_document', 'identity_verified_on', 'source_system', 'created_at', 'updated_at',
    ])
    .where('id', '=', patientId)
    .executeTakeFirst();
  if (!patient) return null;
  const history = await readHistory(db, everyId);
  return {
    patient,
    identifiers: await db.selectFrom('patient_identifier').select(['system', 'value', 'use', 'valid_from', 'valid_to', 'issuer']).where('patient_id', '=', patientId).orderBy('system').orderBy('id').execute(),
    problems: await everyDiagnosisOf(db, patientId),
    medications: await everyTreatmentOf(db, patientId),
    allergies: await everyAllergyOf(db, patientId),
    vaccinations: await everyVaccinationOf(db, patientId),
    checks: await everyCheckOf(db, patientId),
    plans: await everyPlanOf(db, patientId),
    followUps: await everyFollowUpOf(db, patientId),
    contacts: await everyContactOf(db, patientId),
    pathways: await everyPathwayOf(db, patientId),
    doses: await everyDoseOf(db, patientId),
    acuteEvents: await everyAcuteEventOf(db, patientId),
    results: await readResults(db, patientId),
    assessments: await signedTextsOf(db, patientId),
    lateChecks: await db
      .selectFrom('monitoring_outcome as o')
      .leftJoin('user_account as u', 'u.id', 'o.noted_by')
      .select(['o.noted_at', 'o.outcome', 'o.until_on', 'o.words', 'u.display_name as who'])
      .where('o.patient_id', '=', patientId)
      .orderBy('o.noted_at', 'desc')
      .orderBy('o.id')
      .execute(),
    requests: await readRequests(db, patientId),
    visits: await readVisits(db, patientId),
    wishes: await db
      .selectFrom('visit_preference')
      .select(['weekdays', 'half_days', 'modalities', 'notice_hours', 'travel_km', 'travel_minutes', 'words', 'set_at', 'replaced_at'])
      .where('patient_id', '=', patientId)
      .orderBy('set_at')
      .orderBy('id')
      .execute(),
    messages: await db.selectFrom('message').select(['prepared_at', 'subject', 'body', 'channel', 'language', 'state', 'due_at']).where('patient_id', '=', patientId).orderBy('prepared_at', 'desc').orderBy('id').execute(),
    preferences: await db.selectFrom('contact_preference as c').leftJoin('user_account as u', 'u.id', 'c.noted_by').select(['c.noted_at', 'c.channel', 'c.wants', 'c.note', 'u.display_name']).where('c.patient_id', '=', patientId).orderBy('c.noted_at', 'desc').orderBy('c.id').execute(),
    waiting: await db.selectFrom('waiting_entry').select(['added_at', 'ended_at', 'role', 'due_on', 'words']).where('patient_id', '=', patientId).orderBy('added_at').orderBy('id').execute(),
    restrictions: await db.selectFrom('patient_restriction').select(['reason', 'words', 'restricted_at', 'lifted_at', 'lifted_words']).where('patient_id', 'in', everyId).orderBy('restricted_at').execute(),
    history,
    planTitles: await planTitlesNamed(db, history.flatMap(({ changes }) => changes)),
    copies: await db.selectFrom('record_copy').select(['made_at', 'requester', 'relationship', 'purpose']).where('patient_id', 'in', everyId).orderBy('made_at').execute(),
    accesses: withAccesses ? await readAccesses(db, everyId) : null,
  };
}

async function readResults(db: ReadExecutor, patientId: string) {
  const observations = [];
  for (let after = ''; ; ) {
    const page = await db
      .selectFrom('observation')
      .select([
        'id', 'code_system', 'code', 'text', 'status', 'category', 'effective_at', 'issued_at', 'value_kind', 'value_number', 'value_unit', 'value_code_system', 'value_code', 'value_text', 'interpretation',
        'reference_low', 'reference_high', 'source_system',
      ])
      .where('patient_id', '=', patientId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(pageSize)
      .execute();
    const components =
      page.length === 0
        ? []
        : await db.selectFrom('observation_component').select(['observation_id', 'text', 'code_system', 'code', 'value_kind', 'value_number', 'value_unit', 'value_text']).where('observation_id', 'in', page.map((row) => row.id)).orderBy('observation_id').orderBy('position').execute();
    const byObservation = Map.groupBy(components, (row) => row.observation_id);
    for (const row of page) observations.push({ ...row, components: (byObservation.get(row.id) ?? []).map(({ observation_id: _id, ...component }) => component) });
    const last = page.at(-1);
    if (page.length < pageSize || !last) break;
    after = last.id;
  }
  return observations.sort((one, other) => compare(other.effective_at ?? '', one.effective_at ?? '') || compare(one.text, other.text));
}

async function readRequests(db: ReadExecutor, patientId: string) {
  const requests = await db
    .selectFrom('referral')
    .leftJoin('practitioner', 'practitioner.id', 'referral.referrer_id')
    .select([
      'referral.id', 'reason_code', 'requested_cls', 'free_text', 'findings', 'finding_words', 'prerequisites_provided', 'state', 'received_at', 'proposed_cls', 'decided_cls', 'due_on', 'referral.modality', 'prefix', 'family_name',
      'given_name', 'organization',
    ])
    .where('patient_id', '=', patientId)
    .orderBy('received_at', 'desc')
    .orderBy('referral.id')
    .execute();
  const ids = requests.map((request) => request.id);
  if (ids.length === 0) return [];
  const decisions = await db
    .selectFrom('triage_decision')
    .leftJoin('user_account', 'user_account.id', 'triage_decision.decided_by')
    .select(['referral_id', 'decided_at', 'display_name', 'overridden', 'override_reason', 'cls', 'primary_professional', 'modality', 'due_on', 'disposition', 'redirect_to', 'note', 'undone_at'])
    .where('referral_id', 'in', ids)
    .orderBy('decided_at')
    .execute();
  const letters = await db
    .selectFrom('referral_letter')
    .leftJoin('user_account', 'user_account.id', 'referral_letter.written_by')
    .select(['referral_id', 'kind', 'referral_letter.language', 'addressee', 'body', 'written_at', 'withdrawn_at', 'display_name'])
    .where('referral_id', 'in', ids)
    .orderBy('written_at')
    .execute();
  const questions = await db.selectFrom('information_request').selectAll().where('referral_id', 'in', ids).orderBy('asked_at').execute();
  const pauses = await db
    .selectFrom('referral_pause')
    .leftJoin('user_account', 'user_account.id', 'referral_pause.started_by')
    .select(['referral_id', 'cause', 'reason', 'from_date', 'until_date', 'started_at', 'started_by', 'ended_at', 'display_name'])
    .where('referral_id', 'in', ids)
    .orderBy('from_date')
    .orderBy('referral_pause.id')
    .execute();
  const steps = await db
    .selectFrom('referral_step')
    .leftJoin('user_account', 'user_account.id', 'referral_step.by')
    .select(['referral_id', 'at', 'by', 'action', 'from_state', 'to_state', 'reason', 'display_name'])
    .where('referral_id', 'in', ids)
    .orderBy('at')
    .orderBy('referral_step.id')
    .execute();
  const ratings = await db
    .selectFrom('second_rating as s')
    .innerJoin('rating_sample as m', 'm.id', 's.sample_id')
    .leftJoin('user_account as u', 'u.id', 'm.rater_id')
    .select(['s.referral_id', 's.rated_at', 's.cls', 's.primary_professional', 's.disposition', 's.note', 'u.display_name'])
    .where('s.referral_id', 'in', ids)
    .where('s.rated_at', 'is not', null)
    .orderBy('s.rated_at')
    .orderBy('s.id')
    .execute();
  const papers = await db.selectFrom('attachment').select(['id', 'referral_id', 'name', 'media_type', 'bytes', 'added_at', 'removed_at', 'removal_reason']).where('referral_id', 'in', ids).orderBy('added_at').orderBy('id').execute();
  const calls = await db.selectFrom('emergency_call').select(['referral_id', 'called_at', 'called_whom', 'note']).where('referral_id', 'in', ids).orderBy('called_at').execute();
  return requests.map(({ prefix, family_name, given_name, organization, findings, finding_words, prerequisites_provided, ...request }) => ({
    ...request,
    referrer: family_name === null ? null : { name: professionalName({ prefix, familyName: family_name, givenName: given_name ?? '' }), organization },
    findings: JSON.parse(findings) as Readonly<Record<string, unknown>>,
    finding_words: JSON.parse(finding_words ?? '{}') as Readonly<Record<string, string>>,
    prerequisites_provided: JSON.parse(prerequisites_provided) as readonly string[],
    decisions: decisions.filter((row) => row.referral_id === request.id).map(({ referral_id: _id, display_name, ...decision }) => ({ ...decision, decided_by: display_name })),
    letters: letters.filter((row) => row.referral_id === request.id).map(({ referral_id: _id, display_name, ...letter }) => ({ ...letter, written_by: display_name })),
    questions: questions.filter((row) => row.referral_id === request.id),
    pauses: pauses.filter((row) => row.referral_id === request.id).map(({ referral_id: _id, display_name, ...pause }) => ({ ...pause, started_by: display_name ?? pause.started_by })),
    steps: steps.filter((row) => row.referral_id === request.id).map(({ referral_id: _id, display_name, ...step }) => ({ ...step, by: display_name ?? step.by })),
    papers: papers.filter((row) => row.referral_id === request.id).map(({ referral_id: _id, ...paper }) => ({ ...paper, file: paper.removed_at === null ? paperFile(papers.findIndex(({ id }) => id === paper.id), paper.media_type) : null })),
    second_ratings: ratings.filter((row) => row.referral_id === request.id).map(({ referral_id: _id, display_name, ...rating }) => ({ ...rating, rated_by: display_name })),
    emergency_calls: calls.filter((row) => row.referral_id === request.id).map(({ referral_id: _id, ...call }) => call),
  }));
}

/** The name of a paper in the zip, which says nothing of anybody: names in an encrypted zip can be read. */
function paperFile(index: number, mediaType: string): string {
  return `document-${String(index + 1).padStart(2, '0')}.${fileEndings[attachmentMediaType.parse(mediaType)]}`;
}

async function readVisits(db: ReadExecutor, patientId: string) {
  const rows = await db
    .selectFrom('appointment')
    .innerJoin('practitioner', 'practitioner.id', 'appointment.professional_id')
    .select(['appointment.id', 'starts_at', 'ends_at', 'local_start', 'zone', 'modality', 'status', 'live', 'reason', 'consent', 'prefix', 'family_name', 'given_name'])
    .where('patient_id', '=', patientId)
    .orderBy('starts_at', 'desc')
    .execute();
  const ids = rows.map(({ id }) => id);
  const steps = ids.length === 0 ? [] : await db.selectFrom('appointment_step').select(['appointment_id', 'kind', 'at', 'party', 'cause', 'note', 'undone_at']).where('appointment_id', 'in', ids).orderBy('version').execute();
  const exceptions = ids.length === 0 ? [] : await db.selectFrom('visit_exception').select(['appointment_id', 'kind', 'at', 'reason']).where('appointment_id', 'in', ids).orderBy('at').orderBy('id').execute();
  const remote = ids.length === 0 ? [] : await db.selectFrom('remote_visit').select(['appointment_id', 'checklist', 'checked_at', 'fallback_at', 'fallback_reason', 'exam_limits', 'convert_until', 'convert_reason', 'drop_reason']).where('appointment_id', 'in', ids).execute();
  return rows.map(({ id, prefix, family_name, given_name, ...row }) => ({
    ...row,
    remote: remote.filter((one) => one.appointment_id === id).map(({ appointment_id: _id, checklist, ...one }) => ({ ...one, checklist: checklist === null ? null : dayChecklist.parse(JSON.parse(checklist)) })).at(0) ?? null,
    professional: professionalName({ prefix, familyName: family_name, givenName: given_name }),
    steps: steps.filter((step) => step.appointment_id === id).map(({ appointment_id: _id, ...step }) => step),
    inSpiteOf: exceptions.filter((exception) => exception.appointment_id === id).map(({ appointment_id: _id, ...exception }) => exception),
  }));
}

async function readAccesses(db: ReadExecutor, patientIds: readonly string[]) {
  const rows = await db
    .selectFrom('audit_event')
    .leftJoin('user_account', 'user_account.id', 'audit_event.user_id')
    .select(['at', 'user_id', 'display_name', 'action'])
    .where('patient_id', 'in', patientIds)
    .orderBy('seq', 'desc')
    .execute();
  return rows.map(({ user_id, display_name, ...row }) => ({ ...row, who: display_name ?? user_id }));
}

/** The record and those that were merged into it. */
async function idsOf(db: ReadExecutor, patientId: string): Promise<readonly string[]> {
  const ids = [patientId];
  for (let at = 0; at < ids.length; at += 1) {
    const rows = await db.selectFrom('patient').select('id').where('merged_into', '=', ids[at] ?? '').orderBy('id').execute();
    ids.push(...rows.map(({ id }) => id).filter((id) => !ids.includes(id)));
  }
  return ids;
}

async function readHistory(db: ReadExecutor, patientIds: readonly string[]) {
  const rows = await db
    .selectFrom('record_change')
    .leftJoin('user_account', 'user_account.id', 'record_change.user_id')
    .select(['at', 'user_id', 'display_name', 'entity', 'origin', 'reason', 'changes'])
    .where('patient_id', 'in', patientIds)
    .orderBy('at')
    .orderBy('record_change.id')
    .execute();
  return rows.map(({ user_id, display_name, changes, ...row }) => ({ ...row, who: display_name ?? user_id, changes: z.array(fieldChange).parse(JSON.parse(changes)) }));
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** Keeps to whom a copy was given and why. */
export async function insertRecordCopy(
  db: WriteExecutor,
  copy: { id: string; patientId: string; at: string; by: string; requester: string; relationship: string; purpose: string; language: string; withAccesses: boolean },
): Promise<void> {
  await db
    .insertInto('record_copy')
    .values({
      id: copy.id, patient_id: copy.patientId, made_at: copy.at, made_by: copy.by, requester: copy.requester, relationship: copy.relationship, purpose: copy.purpose, language: copy.language,
      with_accesses: copy.withAccesses ? 1 : 0,
    })
    .execute();
}

export async function recordCopyById(db: ReadExecutor, id: string): Promise<{ readonly patient_id: string } | undefined> {
  return db.selectFrom('record_copy').select('patient_id').where('id', '=', id).executeTakeFirst();
}

/** Copies of a record handed out, newest first. */
export async function recordCopiesOf(db: ReadExecutor, patientId: string, limit: number) {
  return db
    .selectFrom('record_copy')
    .leftJoin('user_account', 'user_account.id', 'record_copy.made_by')
    .select(['record_copy.id', 'made_at', 'made_by', 'display_name', 'requester', 'relationship', 'purpose', 'record_copy.language'])
    .where('patient_id', '=', patientId)
    .orderBy('made_at', 'desc')
    .orderBy('record_copy.id', 'desc')
    .limit(limit)
    .execute();
}
