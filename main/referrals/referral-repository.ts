import { type Role, roles } from '#contract/permissions.ts';
import type { ReferralState } from '#contract/referrals.ts';
import type { Features, Modality, Urgency } from '#contract/triage.ts';
import { identifierSystems } from '#contract/values.ts';
import { accessColumn } from '../access/reach-repository.ts';
import type { RecordReach } from '../access/record-reach.ts';
import { professionalName } from '../people/person-name.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** A finding as kept for the queue: what a reader needs first. */
export interface LeadingFinding {
  readonly field: string;
  readonly value: boolean | number | string;
}

/** A referral as the use cases read it. */
export interface Referral {
  readonly id: string;
  readonly patientId: string;
  readonly referrerId: string | null;
  readonly reasonCode: string | null;
  readonly requestedCls: Urgency | null;
  readonly freeText: string;
  readonly findings: Features;
  /** The words of a letter that findings were taken from, by finding. */
  readonly findingWords: Readonly<Record<string, string>>;
  readonly prerequisitesProvided: readonly string[];
  readonly state: ReferralState;
  readonly receivedAt: string;
  readonly completedOn: string;
  readonly enteredAt: string;
  readonly enteredBy: string;
  readonly proposedCls: Urgency | null;
  readonly decidedCls: Urgency | null;
  readonly dueOn: string | null;
  /** The due date without the pauses there were; null where there was none. */
  readonly originalDueOn: string | null;
  readonly leading: readonly LeadingFinding[];
  readonly emergencyCallPending: boolean;
  /** Written advice was decided on and its letter is not made. */
  readonly advicePending: boolean;
  readonly queueRole: string | null;
  /** Who took it from its queue. */
  readonly claimedBy: string | null;
  /** Set while it is back in triage: who sent it back from which queue, when and why. */
  readonly returned: { readonly at: string; readonly by: string; readonly from: string; readonly reason: string } | null;
  /** The colleague whose opinion is awaited, what they were asked, by whom and when. */
  readonly opinion: { readonly of: string; readonly question: string; readonly by: string; readonly at: string } | null;
  /** Since when an answer of the referrer is awaited. */
  readonly askedAt: string | null;
  readonly version: number;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

/** What the rules make of a referral, kept beside it for the queue. All null when no proposal can be made. */
export interface StoredProposal {
  readonly cls: Urgency | null;
  readonly dueOn: string | null;
  readonly modality: Modality | null;
  readonly leading: readonly LeadingFinding[];
}

const referralColumns = [
  'id', 'patient_id', 'referrer_id', 'reason_code', 'requested_cls', 'free_text', 'findings', 'finding_words', 'prerequisites_provided', 'state', 'received_at', 'completed_on',
  'entered_at', 'entered_by', 'proposed_cls', 'decided_cls', 'due_on', 'original_due_on', 'leading_findings', 'emergency_call_pending', 'advice_pending', 'queue_role', 'claimed_by',
  'returned_at', 'returned_by', 'returned_from', 'return_reason', 'asked_at', 'opinion_of', 'opinion_question', 'opinion_asked_by', 'opinion_asked_at', 'version', 'updated_at', 'updated_by',
] as const;

/** One referral, or undefined. */
export async function referralById(db: ReadExecutor, id: string): Promise<Referral | undefined> {
  const row = await db.selectFrom('referral').select(referralColumns).where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    patientId: row.patient_id,
    referrerId: row.referrer_id,
    reasonCode: row.reason_code,
    requestedCls: row.requested_cls as Urgency | null,
    freeText: row.free_text,
    findings: JSON.parse(row.findings) as Features,
    findingWords: JSON.parse(row.finding_words ?? '{}') as Record<string, string>,
    prerequisitesProvided: JSON.parse(row.prerequisites_provided) as string[],
    state: row.state as ReferralState,
    receivedAt: row.received_at,
    completedOn: row.completed_on,
    enteredAt: row.entered_at,
    enteredBy: row.entered_by,
    proposedCls: row.proposed_cls as Urgency | null,
    decidedCls: row.decided_cls as Urgency | null,
    dueOn: row.due_on,
    originalDueOn: row.original_due_on,
    leading: JSON.parse(row.leading_findings) as LeadingFinding[],
    emergencyCallPending: row.emergency_call_pending === 1,
    advicePending: row.advice_pending === 1,
    queueRole: row.queue_role,
    claimedBy: row.claimed_by,
    returned: row.returned_at === null ? null : { at: row.returned_at, by: row.returned_by ?? '', from: row.returned_from ?? '', reason: row.return_reason ?? '' },
    askedAt: row.asked_at,
    opinion: row.opinion_of === null ? null : { of: row.opinion_of, question: row.opinion_question ?? '', by: row.opinion_asked_by ?? '', at: row.opinion_asked_at ?? '' },
    version: row.version,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

/** The patient of a referral, as triage and the desk need them (documented join: identity only). */
export async function referredPatient(db: ReadExecutor, reach: RecordReach, patientId: string) {
  const patient = await db
    .selectFrom('patient')
    .select([
      'id', 'family_name', 'given_name', 'birth_date', 'administrative_sex', 'region_code', 'deceased', 'phone', 'language', 'mobility', 'tele_suitability',
      accessColumn(reach, 'patient.id').as('access'),
    ])
    .where('id', '=', patientId)
    .where('merged_into', 'is', null)
    .executeTakeFirst();
  if (!patient) return undefined;
  const identifiers = await identifiersOf(db, [patientId]);
  return { ...patient, identifiers: identifiers.get(patientId) ?? [] };
}
export type ReferredPatient = NonNullable<Awaited<ReturnType<typeof referredPatient>>>;

/** NAM and file number of patients, for the lines that name them. */
export async function identifiersOf(db: ReadExecutor, patientIds: readonly string[]): Promise<ReadonlyMap<string, readonly { system: string; value: string }[]>> {
  const found = new Map<string, { system: string; value: string }[]>();
  if (patientIds.length === 0) return found;
  const rows = await db
    .selectFrom('patient_identifier')
    .select(['patient_id', 'system', 'value'])
    .where('patient_id', 'in', [...new Set(patientIds)])
    .where('system', 'in', [identifierSystems.nam, identifierSystems.file])
    .orderBy('id')
    .execute();
  for (const { patient_id, system, value } of rows) found.set(patient_id, [...(found.get(patient_id) ?? []), { system, value }]);
  return found;
}

/** Whether somebody is in the directory of professionals. */
export async function practitionerExists(db: ReadExecutor, id: string): Promise<boolean> {
  return (await db.selectFrom('practitioner').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

/** Name and organization of the referrer. */
export async function referrerOf(db: ReadExecutor, practitionerId: string): Promise<{ name: string; organization: string | null } | undefined> {
  const row = await db.selectFrom('practitioner').select(['prefix', 'given_name', 'family_name', 'organization']).where('id', '=', practitionerId).executeTakeFirst();
  return row && { name: professionalName({ prefix: row.prefix, familyName: row.family_name, givenName: row.given_name }), organization: row.organization };
}

/** Roles that somebody active of the clinic really holds: no queue is without an owner. */
export async function rolesPresent(db: ReadExecutor): Promise<Role[]> {
  const rows = await db.selectFrom('practitioner').select('clinic_role').distinct().where('clinic_role', 'is not', null).where('active', '=', 1).execute();
  return roles.filter((role) => rows.some(({ clinic_role }) => clinic_role === role));
}

/** Names of accounts, by id (documented join: display name only). */
export async function accountNames(db: ReadExecutor, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await db.selectFrom('user_account').select(['id', 'display_name']).where('id', 'in', [...new Set(userIds)]).execute();
  return new Map(rows.map((row) => [row.id, row.display_name]));
}

/** What a request says when it is entered. */
export interface NewReferral {
  readonly id: string;
  readonly patientId: string;
  readonly referrerId: string | null;
  readonly reasonCode: string | null;
  readonly requestedCls: Urgency | null;
  readonly freeText: string;
  readonly findings: Features;
  readonly findingWords: Readonly<Record<string, string>>;
  readonly prerequisitesProvided: readonly string[];
  readonly receivedAt: string;
  readonly completedOn: string;
  readonly by: string;
  readonly now: string;
  readonly proposal: StoredProposal;
}

export async function insertReferral(db: WriteExecutor, referral: NewReferral): Promise<void> {
  await db
    .insertInto('referral')
    .values({
      id: referral.id, patient_id: referral.patientId, referrer_id: referral.referrerId, reason_code: referral.reasonCode, requested_cls: referral.requestedCls,
      free_text: referral.freeText, findings: JSON.stringify(referral.findings), finding_words: wordsColumn(referral.findingWords), prerequisites_provided: JSON.stringify(referral.prerequisitesProvided),
      state: 'received' satisfies ReferralState, received_at: referral.receivedAt, completed_on: referral.completedOn, entered_at: referral.now, entered_by: referral.by,
      proposed_cls: referral.proposal.cls, decided_cls: null, due_on: referral.proposal.dueOn, queue_role: null, modality: referral.proposal.modality,
      leading_findings: JSON.stringify(referral.proposal.leading), emergency_call_pending: 0,
      source_system: null, source_id: null, source_hash: null, import_id: null, updated_at: referral.now, updated_by: referral.by,
    })
    .execute();
}

const wordsColumn = (words: Readonly<Record<string, string>>): string | null => (Object.keys(words).length === 0 ? null : JSON.stringify(words));

/** Who changes a referral, when, and the version they saw. */
export interface Change {
  readonly id: string;
  readonly expectedVersion: number;
  readonly by: string;
  readonly now: string;
}

/** The columns a change may set. */
export type ReferralValues = Partial<{
  reason_code: string | null;
  free_text: string;
  findings: string;
  finding_words: string | null;
  prerequisites_provided: string;
  state: ReferralState;
  proposed_cls: string | null;
  decided_cls: string | null;
  due_on: string | null;
  original_due_on: string | null;
  queue_role: string | null;
  modality: string | null;
  leading_findings: string;
  emergency_call_pending: number;
  advice_pending: number;
  claimed_by: string | null;
  claimed_at: string | null;
  returned_at: string | null;
  returned_by: string | null;
  returned_from: string | null;
  return_reason: string | null;
  asked_at: string | null;
  opinion_of: string | null;
  opinion_question: string | null;
  opinion_asked_by: string | null;
  opinion_asked_at: string | null;
}>;

/** Nobody's opinion is awaited any more. */
export const noOpinion = { opinion_of: null, opinion_question: null, opinion_asked_by: null, opinion_asked_at: null } as const satisfies ReferralValues;

/** Changes a referral if it still has the version seen; answers whether it had. */
export async function changeReferral(db: WriteExecutor, { id, expectedVersion, by, now }: Change, values: ReferralValues): Promise<boolean> {
  const result = await db
    .updateTable('referral')
    .set({ ...values, version: expectedVersion + 1, updated_at: now, updated_by: by })
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Replaces what a request says, with the proposal that follows from it. */
export function replaceFindings(
  db: WriteExecutor,
  by: Change,
  said: { reasonCode: string | null; freeText: string; findings: Features; findingWords: Readonly<Record<string, string>>; prerequisitesProvided: readonly string[]; proposal: StoredProposal },
): Promise<boolean> {
  return changeReferral(db, by, {
    reason_code: said.reasonCode,
    free_text: said.freeText,
    findings: JSON.stringify(said.findings),
    finding_words: wordsColumn(said.findingWords),
    prerequisites_provided: JSON.stringify(said.prerequisitesProvided),
    ...proposalColumns(said.proposal),
  });
}

/** Keeps the queue in step with the active rules; not a change of the request, so its version stays. */
export async function refreshProposal(db: WriteExecutor, id: string, proposal: StoredProposal): Promise<void> {
  await db.updateTable('referral').set(proposalColumns(proposal)).where('id', '=', id).where('state', '=', 'received').execute();
}

const proposalColumns = ({ cls, dueOn, modality, leading }: StoredProposal) => ({ proposed_cls: cls, due_on: dueOn, modality, leading_findings: JSON.stringify(leading) });

/** The visit that holds the referral's place, if one is booked (documented join on `appointment`). */
export async function visitOf(db: ReadExecutor, referralId: string) {
  const row = await db
    .selectFrom('appointment')
    .innerJoin('practitioner', 'practitioner.id', 'appointment.professional_id')
    .select(['appointment.id', 'starts_at', 'local_start', 'zone', 'modality', 'prefix', 'given_name', 'family_name'])
    .where('referral_id', '=', referralId)
    .where('live', '=', 1)
    .where('status', '!=', 'no-show')
    .orderBy('starts_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { id: row.id, startsAt: row.starts_at, localStart: row.local_start, zone: row.zone, modality: row.modality, professionalName: professionalName({ prefix: row.prefix, familyName: row.family_name, givenName: row.given_name }) };
}

/** Whether a visit booked for the referral took place (documented join on `appointment`). */
export async function wasSeen(db: ReadExecutor, referralId: string): Promise<boolean> {
  return (await db.selectFrom('appointment').select('id').where('referral_id', '=', referralId).where('status', '=', 'done').limit(1).executeTakeFirst()) !== undefined;
}
