import type { Disposition, ReferralState } from '#contract/referrals.ts';
import type { Decision, Features, Modality, ProfessionalCode, Urgency } from '#contract/triage.ts';
import { professionalName } from '../people/person-name.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { type Change, changeReferral } from './referral-repository.ts';

/** A decision, as it is kept for good. */
export interface NewDecision {
  readonly id: string;
  readonly referralId: string;
  readonly decidedAt: string;
  readonly decidedBy: string;
  readonly overrideReason: string | null;
  readonly cls: Urgency;
  readonly primary: ProfessionalCode;
  readonly modality: Modality;
  readonly dueOn: string;
  readonly disposition: Disposition;
  readonly queueRole: string | null;
  readonly redirectTo: string | null;
  readonly note: string | null;
  readonly proposal: Decision;
  readonly findings: Features;
  readonly rulesetVersionId: string;
  readonly reasonsVersionId: string;
  /** The version the referral has by it: while it has no other, the decision can be taken back. */
  readonly referralVersion: number;
  readonly before: Standing;
  /** Those who see the person one after the other; empty where nobody but the first is named. */
  readonly route: readonly ProfessionalCode[];
}

export async function insertDecision(db: WriteExecutor, decision: NewDecision): Promise<void> {
  await db
    .insertInto('triage_decision')
    .values({
      id: decision.id, referral_id: decision.referralId, decided_at: decision.decidedAt, decided_by: decision.decidedBy,
      overridden: decision.overrideReason === null ? 0 : 1, override_reason: decision.overrideReason, cls: decision.cls,
      primary_professional: decision.primary, modality: decision.modality, due_on: decision.dueOn, disposition: decision.disposition,
      redirect_to: decision.redirectTo, note: decision.note, proposal: JSON.stringify(decision.proposal), findings: JSON.stringify(decision.findings),
      ruleset_version_id: decision.rulesetVersionId, reasons_version_id: decision.reasonsVersionId,
      referral_version: decision.referralVersion, before: JSON.stringify(decision.before),
      route: decision.route.length === 0 ? null : JSON.stringify(decision.route),
    })
    .execute();
}

/** Gives a referral the outcome of a decision. An emergency waits for its call, written advice for its letter. */
export function applyDecision(db: WriteExecutor, by: Change, state: ReferralState, decision: Pick<NewDecision, 'cls' | 'dueOn' | 'modality' | 'queueRole'>): Promise<boolean> {
  return changeReferral(db, by, {
    state,
    decided_cls: decision.cls,
    due_on: decision.dueOn,
    modality: decision.modality,
    queue_role: decision.queueRole,
    emergency_call_pending: state === 'emergency' ? 1 : 0,
    advice_pending: state === 'advised' ? 1 : 0,
    claimed_by: null, claimed_at: null, returned_at: null, returned_by: null, returned_from: null, return_reason: null,
  });
}

const standingColumns = [
  'state', 'decided_cls', 'due_on', 'original_due_on', 'modality', 'queue_role', 'emergency_call_pending', 'advice_pending', 'claimed_by', 'claimed_at', 'returned_at', 'returned_by', 'returned_from', 'return_reason',
] as const;

/** Where a referral stands, as its row says: all that a decision changes. */
export async function standingOf(db: ReadExecutor, referralId: string) {
  return db.selectFrom('referral').select(standingColumns).where('id', '=', referralId).executeTakeFirstOrThrow();
}
export type Standing = Awaited<ReturnType<typeof standingOf>>;

/** The decision that holds, with what it takes to undo it; `before` is null for one of an earlier version of the program. */
export async function standingDecision(db: ReadExecutor, referralId: string) {
  const row = await db
    .selectFrom('triage_decision')
    .select(['id', 'decided_by', 'overridden', 'cls', 'disposition', 'referral_version', 'before'])
    .where('referral_id', '=', referralId)
    .where('undone_at', 'is', null)
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { ...row, before: row.before === null ? null : (JSON.parse(row.before) as Standing) };
}

/** Gives the referral back where it stood before a decision; the decision is kept, marked as undone. */
export async function undoDecision(db: WriteExecutor, by: Change, decisionId: string, before: Standing): Promise<boolean> {
  // Of a decision taken before these were kept with it, there is none.
  const original = before.original_due_on ?? null;
  const advice = before.advice_pending ?? 0;
  if (!(await changeReferral(db, by, { ...before, original_due_on: original, advice_pending: advice, state: before.state as ReferralState }))) return false;
  await db.updateTable('triage_decision').set({ undone_at: by.now, undone_by: by.by }).where('id', '=', decisionId).execute();
  return true;
}

/** A decision that a later change of the request was taken back from can itself be taken back again. */
export async function decisionHoldsAgain(db: WriteExecutor, decisionId: string, referralVersion: number): Promise<void> {
  await db.updateTable('triage_decision').set({ referral_version: referralVersion }).where('id', '=', decisionId).execute();
}

/** Records a call made for an emergency; it then leaves the top of the queue. */
export async function insertEmergencyCall(
  db: WriteExecutor,
  by: Change,
  call: { id: string; calledAt: string; calledWhom: string; note: string | null },
): Promise<boolean> {
  if (!(await changeReferral(db, by, { emergency_call_pending: 0 }))) return false;
  await db
    .insertInto('emergency_call')
    .values({ id: call.id, referral_id: by.id, called_at: call.calledAt, called_whom: call.calledWhom, recorded_by: by.by, recorded_at: by.now, note: call.note })
    .execute();
  return true;
}

/** The decisions taken on a referral, newest first, with who took them and the version of the rules they were shown. */
export async function decisionsOf(db: ReadExecutor, referralId: string) {
  return db
    .selectFrom('triage_decision')
    .leftJoin('user_account', 'user_account.id', 'triage_decision.decided_by')
    .innerJoin('content_version', 'content_version.id', 'triage_decision.ruleset_version_id')
    .select([
      'triage_decision.id', 'decided_at', 'decided_by', 'user_account.display_name', 'overridden', 'override_reason', 'cls', 'primary_professional', 'modality', 'due_on',
      'disposition', 'redirect_to', 'note', 'route', 'content_version.version as ruleset_version',
    ])
    .where('referral_id', '=', referralId)
    .where('undone_at', 'is', null)
    .orderBy('decided_at', 'desc')
    .orderBy('triage_decision.id', 'desc')
    .limit(50)
    .execute();
}

/** What the last decision rested on: the facts, and the versions of the rules and of the reasons. */
export async function decisionBasis(db: ReadExecutor, referralId: string): Promise<{ findings: Features; rulesetVersionId: string; reasonsVersionId: string } | undefined> {
  const row = await db
    .selectFrom('triage_decision')
    .select(['findings', 'ruleset_version_id', 'reasons_version_id'])
    .where('referral_id', '=', referralId)
    .where('undone_at', 'is', null)
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { findings: JSON.parse(row.findings) as Features, rulesetVersionId: row.ruleset_version_id, reasonsVersionId: row.reasons_version_id };
}

/** The calls recorded for an emergency, newest first. */
export async function emergencyCallsOf(db: ReadExecutor, referralId: string) {
  return db
    .selectFrom('emergency_call')
    .leftJoin('user_account', 'user_account.id', 'emergency_call.recorded_by')
    .select(['called_at', 'called_whom', 'recorded_by', 'user_account.display_name', 'note'])
    .where('referral_id', '=', referralId)
    .orderBy('called_at', 'desc')
    .orderBy('emergency_call.id', 'desc')
    .limit(50)
    .execute();
}

/** The first visit a person has since an instant with each profession of the clinic, booked for this request or for none (documented join on `appointment`). */
export async function visitsByRole(db: ReadExecutor, { patientId, referralId }: { readonly patientId: string; readonly referralId: string }, since: string): Promise<ReadonlyMap<string, { readonly localStart: string; readonly professionalName: string }>> {
  const rows = await db
    .selectFrom('appointment')
    .innerJoin('practitioner', 'practitioner.id', 'appointment.professional_id')
    .select(['local_start', 'clinic_role', 'prefix', 'given_name', 'family_name'])
    .where('patient_id', '=', patientId)
    .where('live', '=', 1)
    .where('status', '!=', 'no-show')
    .where('appointment.created_at', '>=', since)
    .where('clinic_role', 'is not', null)
    // A visit booked for another request answers that one.
    .where((where) => where.or([where('referral_id', 'is', null), where('referral_id', '=', referralId)]))
    .orderBy('starts_at', 'desc')
    .limit(200)
    .execute();
  return new Map(rows.map((row) => [row.clinic_role ?? '', { localStart: row.local_start, professionalName: professionalName({ prefix: row.prefix, familyName: row.family_name, givenName: row.given_name }) }]));
}
