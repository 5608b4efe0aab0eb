import type { Inputs, Outputs } from '#contract/index.ts';
import type { ReferralAction, ReferralEnd } from '#contract/referrals.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { pauseProblem } from '../triage/delay-clock-rules.ts';
import { colleagues } from './colleague-repository.ts';
import { createDeskChange, type Moved } from './desk-change.ts';
import { insertStep } from './history-repository.ts';
import { endPause, insertPause, pauseById } from './pause-repository.ts';
import { standingDecision, undoDecision } from './decision-repository.ts';
import { endInformationRequest, insertInformationRequest } from './information-request-repository.ts';
import { mayBecome } from './referral.ts';
import { changeReferral, noOpinion } from './referral-repository.ts';

/** The work on the desk around a decision: taking it back, queues one claims from and returns to, questions to the referrer. */
export function createDeskWorkService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  const work = createDeskChange({ unitOfWork, audit, clinic, ports });

  return {
    /**
     * Takes the last decision back: the referral stands as it did before, but for its version; the decision is kept as undone.
     *
     * @throws DeclaredError `STALE` naming who changed the referral since (a booking is such a change), `ILLEGAL_STATE`, `NOT_FOUND`
     */
    undoDecision: (caller: Caller, input: Inputs['referrals']['undoDecision']): Promise<Moved> =>
      work(caller, input, { needs: 'undo', action: 'triage.undone', step: 'undone' }, async (db, by) => {
        const decision = await standingDecision(db, by.id);
        return decision?.before ? undoDecision(db, by, decision.id, decision.before) : false;
      }),

    /** @throws DeclaredError `STALE`, `ILLEGAL_STATE` (not of one's queue, or taken), `NOT_FOUND` */
    claim: (caller: Caller, input: Inputs['referrals']['claim']): Promise<Moved> =>
      work(caller, input, { needs: 'claim', action: 'referral.claimed', step: 'claimed' }, (db, by) => changeReferral(db, by, { claimed_by: by.by, claimed_at: by.now })),

    /** @throws DeclaredError `STALE`, `ILLEGAL_STATE`, `NOT_FOUND` */
    release: (caller: Caller, input: Inputs['referrals']['release']): Promise<Moved> =>
      work(caller, input, { needs: 'release', action: 'referral.released', step: 'released' }, (db, by) => changeReferral(db, by, { claimed_by: null, claimed_at: null })),

    /**
     * Gives it to somebody who holds the role of its queue, or back to the queue (`to` null), whoever had it: that is how a giving is
     * taken back too. Their name, and the reason, stay in the history.
     *
     * @returns also who had it before; null for nobody
     * @throws DeclaredError `INVALID` (not of that queue), `STALE`, `ILLEGAL_STATE`, `NOT_FOUND`
     */
    assign: async (caller: Caller, input: Inputs['referrals']['assign']): Promise<Outputs['referrals']['assign']> => {
      let before: string | null = null;
      const done = await work(caller, input, { needs: 'assign', action: 'referral.assigned' }, async (db, by, referral) => {
        const to = input.to === null ? null : (await colleagues(db)).find(({ userId, roles }) => userId === input.to && roles.some((role) => role === referral.queueRole));
        if (to === undefined) throw new DeclaredError('INVALID', { issues: [{ path: 'to', code: 'NOT_IN_QUEUE' }] });
        const { state } = referral;
        before = referral.claimedBy;
        await insertStep(db, { id: ports.newId(), referralId: by.id, at: by.now, by: by.by, action: to ? 'assigned' : 'released', from: state, to: state, reason: [to?.name, input.reason].filter(Boolean).join(' — ') || null });
        return changeReferral(db, by, { claimed_by: to?.userId ?? null, claimed_at: to ? by.now : null });
      });
      return { ...done, before };
    },

    /**
     * Back to triage with a reason; the delay goes on from the date of the request.
     *
     * @throws DeclaredError `STALE`, `ILLEGAL_STATE` (booked, or of another's queue), `NOT_FOUND`
     */
    return: (caller: Caller, input: Inputs['referrals']['return']): Promise<Moved> =>
      work(caller, input, { needs: 'return', action: 'referral.returned', step: 'returned', reason: input.reason }, async (db, by, referral) => {
        if (!mayBecome(referral.state, 'received')) return false;
        return changeReferral(db, by, {
          state: 'received', decided_cls: null, queue_role: null, claimed_by: null, claimed_at: null,
          returned_at: by.now, returned_by: by.by, returned_from: referral.queueRole, return_reason: input.reason,
        });
      }),

    /** @throws DeclaredError `STALE`, `ILLEGAL_STATE` (a visit to come, a call to make, or not one's to decide), `NOT_FOUND` */
    end: (caller: Caller, input: Inputs['referrals']['end']): Promise<Moved> =>
      work(caller, input, { needs: actionOfEnd[input.outcome], action: `referral.${input.outcome}`, step: input.outcome, reason: input.reason }, async (db, by, referral) => {
        if (!mayBecome(referral.state, input.outcome)) return false;
        if (referral.askedAt !== null) await endInformationRequest(db, by, 'withdrawn');
        return changeReferral(db, referral.askedAt === null ? by : { ...by, expectedVersion: by.expectedVersion + 1 }, { state: input.outcome, claimed_by: null, claimed_at: null, ...noOpinion });
      }),

    /** Back to triage: what was decided holds no longer. @throws DeclaredError `STALE`, `ILLEGAL_STATE`, `NOT_FOUND` */
    reopen: (caller: Caller, input: Inputs['referrals']['reopen']): Promise<Moved> =>
      work(caller, input, { needs: 'reopen', action: 'referral.reopened', step: 'reopened', reason: input.reason }, async (db, by, referral) =>
        mayBecome(referral.state, 'received') && changeReferral(db, by, { state: 'received', decided_cls: null, queue_role: null }),
      ),

    /** @throws DeclaredError `STALE`, `ILLEGAL_STATE` (asked already, or settled), `NOT_FOUND` */
    ask: (caller: Caller, input: Inputs['referrals']['ask']): Promise<Moved> =>
      work(caller, input, { needs: 'ask', action: 'referral.information-asked', detail: { items: [...input.items] } }, (db, by) =>
        insertInformationRequest(db, by, { id: ports.newId(), items: input.items, message: input.message }),
      ),

    /**
     * The delay stands while the patient or the referrer is waited for: from a day until another, or until told.
     *
     * @throws DeclaredError `INVALID` (before the request, to come, or ended before it begins), `STALE`, `ILLEGAL_STATE`, `NOT_FOUND`
     */
    pause: (caller: Caller, input: Inputs['referrals']['pause']): Promise<Moved> =>
      work(caller, input, { needs: 'pause', action: 'referral.paused', detail: { cause: input.cause, from: input.from, until: input.until } }, async (db, by, referral) => {
        const problem = pauseProblem(input, { completedOn: referral.completedOn, today: civilDate(ports.clock.now(), clinic.timeZone) });
        if (problem) throw new DeclaredError('INVALID', { issues: [problem] });
        if (!(await changeReferral(db, by, {}))) return false;
        await insertPause(db, { id: input.pauseId, referralId: by.id, cause: input.cause, reason: input.reason, from: input.from, until: input.until, by: by.by, now: by.now });
        return true;
      }),

    /** The delay runs again, from today or from the day somebody says. @throws DeclaredError `NOT_FOUND`, `INVALID`, `STALE`, `ILLEGAL_STATE` */
    resume: (caller: Caller, input: Inputs['referrals']['resume']): Promise<Moved> =>
      work(caller, input, { needs: 'pause', action: 'referral.resumed', step: 'resumed', detail: { on: input.on } }, async (db, by) => {
        const pause = await pauseById(db, by.id, input.pauseId);
        if (!pause) throw new DeclaredError('NOT_FOUND');
        if (input.on < pause.from || input.on > civilDate(ports.clock.now(), clinic.timeZone)) throw new DeclaredError('INVALID', { issues: [{ path: 'on', code: 'OUT_OF_RANGE' }] });
        if (!(await changeReferral(db, by, {}))) return false;
        await endPause(db, input.pauseId, { until: input.on, by: by.by, now: by.now });
        return true;
      }),

    /** @throws DeclaredError `STALE`, `ILLEGAL_STATE` (nothing asked), `NOT_FOUND` */
    endAsking: (caller: Caller, input: Inputs['referrals']['endAsking']): Promise<Moved> =>
      work(caller, input, { needs: 'end-asking', action: input.outcome === 'answered' ? 'referral.information-received' : 'referral.information-withdrawn' }, (db, by) =>
        endInformationRequest(db, by, input.outcome),
      ),
  };
}

const actionOfEnd = { declined: 'decline', cancelled: 'cancel', closed: 'close' } as const satisfies Readonly<Record<ReferralEnd, ReferralAction>>;
