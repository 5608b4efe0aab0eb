import type { Inputs, Outputs } from '#contract/index.ts';
import type { Role } from '#contract/permissions.ts';
import type { Proposal } from '#contract/referrals.ts';
import { type RecordReach, reachOf } from '../access/record-reach.ts';
import { civilDate, civilDay } from '../appointments/wall-time.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import { confirmPermission, mayConfirm, mayOverride } from '../triage/confirmation.ts';
import { outcomeFor } from '../triage/referral-outcome.ts';
import { routeProblem } from '../triage/routing-rules.ts';
import type { Caller } from '../users/caller.ts';
import type { TriageContentReader } from './active-triage-content.ts';
import { delayToDecide, dueNow, settleDue, writeDelay } from './delay-clock.ts';
import { overrideRefusal } from './override-refusal.ts';
import { mayBecome, mayBeDecidedAgain, stateAfter } from './referral.ts';
import { applyDecision, insertDecision, insertEmergencyCall, type NewDecision, standingOf } from './decision-repository.ts';
import { endAskingOnceAnswered } from './information-request-repository.ts';
import { referralAsSeen, requireUnchanged } from './referral-as-seen.ts';
import { insertReferral, practitionerExists, type Referral, referralById, referredPatient, replaceFindings, rolesPresent } from './referral-repository.ts';
import { featuresOf, findingsToKeep, proposalFor, storedProposal, wordsToKeep } from './triage-proposal.ts';

/** A proposal main has just computed for a referral, with what it was computed from. */
interface Computed {
  readonly proposal: Proposal;
  readonly features: NewDecision['findings'];
  readonly rulesetVersionId: string;
  readonly reasonsVersionId: string;
  readonly roles: readonly Role[];
}

/** The life of a referral: entered, completed, decided, called about. Every step is audited in its own transaction. */
export function createReferralService({ unitOfWork, audit, clinic, ports }: ServiceDependencies, triageContent: TriageContentReader) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const reading = (caller: Caller): RecordReach => reachOf(caller, 'referral.read', ports.clock.now());

  const compute = async (db: ReadExecutor, caller: Caller, referral: Referral): Promise<Computed> => {
    const patient = await referredPatient(db, reading(caller), referral.patientId);
    if (!patient) throw new DeclaredError('NOT_FOUND');
    const { content, rulesetVersionId, reasonsVersionId } = await triageContent.active(db);
    const roles = await rolesPresent(db);
    const features = featuresOf(referral, patient.birth_date);
    const proposal = proposalFor(features, referral.completedOn, content, roles, await dueNow(db, referral.completedOn, today()));
    if (!proposal) throw new DeclaredError('AGE_REQUIRED');
    return { proposal, features, rulesetVersionId, reasonsVersionId, roles };
  };

  /** Stores a decision with its proof and moves the referral to where it leads. */
  const decideOn = async (
    db: WriteExecutor,
    caller: Caller,
    referral: Referral,
    { proposal, features, rulesetVersionId, reasonsVersionId }: Computed,
    said: Pick<NewDecision, 'cls' | 'primary' | 'modality' | 'disposition' | 'queueRole' | 'overrideReason' | 'redirectTo' | 'note' | 'route'>,
  ) => {
    const problem = routeProblem(said.route, said, await triageContent.routing(db));
    if (problem) throw new DeclaredError('INVALID', { issues: [{ path: 'route', code: problem }] });
    const day = { zone: clinic.timeZone, today: today() };
    const delay = await delayToDecide(db, referral, day, said.cls);
    const decided = { ...said, dueOn: delay.dueOn };
    const state = stateAfter(decided.disposition);
    if (!mayBecome(referral.state, state)) throw new DeclaredError('ILLEGAL_STATE', { state: referral.state });
    const now = ports.clock.now();
    const change = { id: referral.id, expectedVersion: referral.version, by: caller.userId, now };
    const before = await standingOf(db, referral.id);
    await requireUnchanged(db, referral.id, await applyDecision(db, change, state, decided));
    await writeDelay(db, referral.id, delay, day);
    await insertDecision(db, {
      ...decided, before, referralVersion: referral.version + 1, id: ports.newId(), referralId: referral.id, decidedAt: now, decidedBy: caller.userId,
      proposal: proposal.decision, findings: features, rulesetVersionId, reasonsVersionId,
    });
    await audit.record(db, {
      userId: caller.userId, action: decided.overrideReason === null ? 'triage.accepted' : 'triage.overridden', entity: 'referral', entityId: referral.id, patientId: referral.patientId,
      detail: { proposed: proposal.decision.cls, decided: decided.cls, disposition: decided.disposition, ruleset: proposal.decision.rulesetVersion },
    });
    return { version: referral.version + 1, state };
  };

  return {
    /**
     * Enters a request. The same id again is answered from the row, so a retry after a cut link is safe.
     *
     * @throws DeclaredError `NOT_FOUND` (patient or referrer), `INVALID` (received in the future), `DUPLICATE`
     */
    enter: async (caller: Caller, input: Inputs['referrals']['enter']): Promise<Outputs['referrals']['enter']> => {
      const { referralId, patientId, referrerId, receivedOn, reasonCode, requestedClass, freeText, prerequisitesProvided } = input;
      const now = ports.clock.now();
      const day = today();
      if (receivedOn > day) throw new DeclaredError('INVALID', { issues: [{ path: 'receivedOn', code: 'IN_THE_FUTURE' }] });
      return unitOfWork.write(async (db) => {
        const known = await referralById(db, referralId);
        if (known) {
          if (known.patientId !== patientId) throw new DeclaredError('DUPLICATE', { field: 'referralId' });
          return { referralId, version: known.version };
        }
        const patient = await referredPatient(db, reading(caller), patientId);
        if (!patient || (referrerId !== null && !(await practitionerExists(db, referrerId)))) throw new DeclaredError('NOT_FOUND');
        const { content } = await triageContent.active(db);
        const features = featuresOf({ reasonCode, findings: input.findings, prerequisitesProvided, completedOn: receivedOn }, patient.birth_date);
        const proposal = proposalFor(features, receivedOn, content, await rolesPresent(db), await dueNow(db, receivedOn, day));
        const findings = findingsToKeep(input.findings, patient.birth_date);
        await insertReferral(db, {
          id: referralId, patientId, referrerId, reasonCode, requestedCls: requestedClass, freeText, prerequisitesProvided,
          findings, findingWords: wordsToKeep(input.findingWords ?? {}, findings),
          // Only the day is known of a request of another day: its start, so that nobody's wait looks shorter than it is.
          receivedAt: receivedOn === day ? now : civilDay(receivedOn, clinic.timeZone).from,
          completedOn: receivedOn, by: caller.userId, now, proposal: storedProposal(proposal, features, content),
        });
        await audit.record(db, {
          userId: caller.userId, action: 'referral.entered', entity: 'referral', entityId: referralId, patientId, detail: { proposed: proposal?.decision.cls ?? null },
        });
        return { referralId, version: 1 };
      });
    },

    /**
     * Replaces what an undecided request says.
     *
     * @throws DeclaredError `STALE`, `NOT_FOUND`, `ILLEGAL_STATE` once decided
     */
    complete: async (caller: Caller, input: Inputs['referrals']['complete']): Promise<Outputs['referrals']['complete']> => {
      const { referralId, expectedVersion, reasonCode, freeText, prerequisitesProvided } = input;
      return unitOfWork.write(async (db) => {
        const referral = await referralAsSeen(db, reading(caller), referralId, expectedVersion);
        if (referral.state !== 'received') throw new DeclaredError('ILLEGAL_STATE', { state: referral.state });
        const patient = await referredPatient(db, reading(caller), referral.patientId);
        if (!patient) throw new DeclaredError('NOT_FOUND');
        const { content } = await triageContent.active(db);
        const features = featuresOf({ reasonCode, findings: input.findings, prerequisitesProvided, completedOn: referral.completedOn }, patient.birth_date);
        const proposal = proposalFor(features, referral.completedOn, content, await rolesPresent(db), await dueNow(db, referral.completedOn, today()));
        const findings = findingsToKeep(input.findings, patient.birth_date);
        const changed = await replaceFindings(
          db,
          { id: referralId, expectedVersion, by: caller.userId, now: ports.clock.now() },
          { reasonCode, freeText, prerequisitesProvided, findings, findingWords: wordsToKeep(input.findingWords ?? {}, findings), proposal: storedProposal(proposal, features, content) },
        );
        await requireUnchanged(db, referralId, changed);
        await endAskingOnceAnswered(db, { id: referralId, by: caller.userId, now: ports.clock.now() }, proposal?.decision.missing ?? []);
        await settleDue(db, referralId, { zone: clinic.timeZone, today: today() });
        await audit.record(db, {
          userId: caller.userId, action: 'referral.completed', entity: 'referral', entityId: referralId, patientId: referral.patientId,
          detail: { before: referral.proposedCls, proposed: proposal?.decision.cls ?? null },
        });
        return { version: expectedVersion + 1 };
      });
    },

    /**
     * Confirms what the rules propose, computed again here: if the class is no longer the one the person saw, `STALE`.
     *
     * @throws DeclaredError also `FORBIDDEN` by class, `AGE_REQUIRED`, `ILLEGAL_STATE`, `INVALID` (redirect to nobody)
     */
    accept: async (caller: Caller, input: Inputs['referrals']['accept']): Promise<Outputs['referrals']['accept']> =>
      unitOfWork.write(async (db) => {
        const referral = await referralAsSeen(db, reading(caller), input.referralId, input.expectedVersion);
        if (referral.state !== 'received') throw new DeclaredError('ILLEGAL_STATE', { state: referral.state });
        const computed = await compute(db, caller, referral);
        const { decision, disposition, queueRole } = computed.proposal;
        // Nobody changed the request; the rules or the birth date did.
        if (decision.cls !== input.seenCls) throw new DeclaredError('STALE', { version: referral.version, changedBy: null, changedAt: ports.clock.now() });
        if (!mayConfirm(caller.grants, decision.cls)) throw new DeclaredError('FORBIDDEN', { access: confirmPermission(decision.cls) });
        requireDestination(disposition, input.redirectTo);
        return decideOn(db, caller, referral, computed, {
          cls: decision.cls, primary: decision.primary, modality: decision.modality, disposition, queueRole, overrideReason: null,
          redirectTo: blankToNull(input.redirectTo), note: blankToNull(input.note), route: input.route ?? [],
        });
      }),

    /**
     * Decides otherwise than proposed (or than decided, while no visit is booked), with a reason.
     *
     * @throws DeclaredError `FORBIDDEN`, `INVALID` for a decision that contradicts itself, `STALE`, `ILLEGAL_STATE`, `AGE_REQUIRED`
     */
    override: async (caller: Caller, input: Inputs['referrals']['override']): Promise<Outputs['referrals']['override']> => {
      const { cls, primary, modality, disposition, reason, redirectTo, note } = input;
      const refusal = overrideRefusal(input);
      if (refusal) throw new DeclaredError('INVALID', { issues: [refusal] });
      requireDestination(disposition, redirectTo);
      return unitOfWork.write(async (db) => {
        const referral = await referralAsSeen(db, reading(caller), input.referralId, input.expectedVersion);
        if (!mayBeDecidedAgain(referral.state)) throw new DeclaredError('ILLEGAL_STATE', { state: referral.state });
        const computed = await compute(db, caller, referral);
        const from = referral.decidedCls ?? computed.proposal.decision.cls;
        if (!mayOverride(caller.grants, from, cls)) throw new DeclaredError('FORBIDDEN', { access: 'triage.override' });
        const { queueRole } = outcomeFor({ cls, modality, pros: [primary, ...computed.proposal.decision.pros], flags: [] }, computed.roles);
        return decideOn(db, caller, referral, computed, {
          cls, primary, modality, disposition, queueRole, overrideReason: reason,
          redirectTo: blankToNull(redirectTo), note: blankToNull(note), route: input.route ?? [],
        });
      });
    },

    /**
     * Records who was called about an emergency, by whom and when; it then leaves the top of the queue.
     *
     * @throws DeclaredError `ILLEGAL_STATE` when no call is awaited, `INVALID` for a call in the future, `STALE`
     */
    recordEmergencyCall: async (caller: Caller, input: Inputs['referrals']['recordEmergencyCall']): Promise<Outputs['referrals']['recordEmergencyCall']> => {
      const now = ports.clock.now();
      if (input.calledAt > now) throw new DeclaredError('INVALID', { issues: [{ path: 'calledAt', code: 'IN_THE_FUTURE' }] });
      return unitOfWork.write(async (db) => {
        const referral = await referralAsSeen(db, reading(caller), input.referralId, input.expectedVersion);
        if (!referral.emergencyCallPending) throw new DeclaredError('ILLEGAL_STATE', { state: referral.state });
        const change = { id: referral.id, expectedVersion: referral.version, by: caller.userId, now };
        const recorded = await insertEmergencyCall(db, change, { id: ports.newId(), calledAt: input.calledAt, calledWhom: input.calledWhom, note: blankToNull(input.note) });
        await requireUnchanged(db, referral.id, recorded);
        await audit.record(db, { userId: caller.userId, action: 'emergency-call.recorded', entity: 'referral', entityId: referral.id, patientId: referral.patientId });
        return { version: referral.version + 1 };
      });
    },
  };
}

/** A person who is redirected is redirected to somebody. */
function requireDestination(disposition: NewDecision['disposition'], redirectTo: string | null): void {
  if (disposition === 'redirect' && !redirectTo) throw new DeclaredError('INVALID', { issues: [{ path: 'redirectTo', code: 'REQUIRED' }] });
}

const blankToNull = (text: string | null): string | null => (text === '' ? null : text);
