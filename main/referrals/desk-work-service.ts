import type { Inputs, Outputs } from '#contract/index.ts';
import type { ReferralAction } from '#contract/referrals.ts';
import { reachOf } from '../access/record-reach.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { standingDecision, undoDecision } from './decision-repository.ts';
import { endInformationRequest, insertInformationRequest } from './information-request-repository.ts';
import { deskActions, mayBecome } from './referral.ts';
import { referralAsSeen, requireUnchanged } from './referral-as-seen.ts';
import { type Change, changeReferral, type Referral } from './referral-repository.ts';

type Moved = Outputs['referrals']['claim'];

/** The work on the desk around a decision: taking it back, queues one claims from and returns to, questions to the referrer. */
export function createDeskWorkService({ unitOfWork, audit, ports }: ServiceDependencies) {
  /** One change of a referral that the caller may make now, with its line in the trail. */
  const work = (
    caller: Caller,
    { referralId, expectedVersion }: { referralId: string; expectedVersion: number },
    { needs, action, detail }: { needs: ReferralAction; action: string; detail?: Readonly<Record<string, string | readonly string[] | null>> },
    change: (db: WriteExecutor, by: Change, referral: Referral) => Promise<boolean>,
  ): Promise<Moved> =>
    unitOfWork.write(async (db) => {
      const referral = await referralAsSeen(db, reachOf(caller, 'referral.read', ports.clock.now()), referralId, expectedVersion);
      if (!(await actionsOnDesk(db, caller, referral)).includes(needs)) throw new DeclaredError('ILLEGAL_STATE', { state: referral.state });
      const changed = await change(db, { id: referralId, expectedVersion, by: caller.userId, now: ports.clock.now() }, referral);
      await requireUnchanged(db, referralId, changed);
      await audit.record(db, { userId: caller.userId, action, entity: 'referral', entityId: referralId, patientId: referral.patientId, ...(detail ? { detail } : {}) });
      const { version, state } = await db.selectFrom('referral').select(['version', 'state']).where('id', '=', referralId).executeTakeFirstOrThrow();
      return { version, state: state as Moved['state'] };
    });

  return {
    /**
     * Takes the last decision back: the referral stands as it did before, but for its version; the decision is kept as undone.
     *
     * @throws DeclaredError `STALE` naming who changed the referral since (a booking is such a change), `ILLEGAL_STATE`, `NOT_FOUND`
     */
    undoDecision: (caller: Caller, input: Inputs['referrals']['undoDecision']): Promise<Moved> =>
      work(caller, input, { needs: 'undo', action: 'triage.undone' }, async (db, by) => {
        const decision = await standingDecision(db, by.id);
        return decision?.before ? undoDecision(db, by, decision.id, decision.before) : false;
      }),

    /** @throws DeclaredError `STALE`, `ILLEGAL_STATE` (not of one's queue, or taken), `NOT_FOUND` */
    claim: (caller: Caller, input: Inputs['referrals']['claim']): Promise<Moved> =>
      work(caller, input, { needs: 'claim', action: 'referral.claimed' }, (db, by) => changeReferral(db, by, { claimed_by: by.by, claimed_at: by.now })),

    /** @throws DeclaredError `STALE`, `ILLEGAL_STATE`, `NOT_FOUND` */
    release: (caller: Caller, input: Inputs['referrals']['release']): Promise<Moved> =>
      work(caller, input, { needs: 'release', action: 'referral.released' }, (db, by) => changeReferral(db, by, { claimed_by: null, claimed_at: null })),

    /**
     * Back to triage with a reason; the delay goes on from the date of the request.
     *
     * @throws DeclaredError `STALE`, `ILLEGAL_STATE` (booked, or of another's queue), `NOT_FOUND`
     */
    return: (caller: Caller, input: Inputs['referrals']['return']): Promise<Moved> =>
      work(caller, input, { needs: 'return', action: 'referral.returned' }, async (db, by, referral) => {
        if (!mayBecome(referral.state, 'received')) return false;
        return changeReferral(db, by, {
          state: 'received', decided_cls: null, queue_role: null, claimed_by: null, claimed_at: null,
          returned_at: by.now, returned_by: by.by, returned_from: referral.queueRole, return_reason: input.reason,
        });
      }),

    /** @throws DeclaredError `STALE`, `ILLEGAL_STATE` (asked already, or settled), `NOT_FOUND` */
    ask: (caller: Caller, input: Inputs['referrals']['ask']): Promise<Moved> =>
      work(caller, input, { needs: 'ask', action: 'referral.information-asked', detail: { items: [...input.items] } }, (db, by) =>
        insertInformationRequest(db, by, { id: ports.newId(), items: input.items, message: input.message }),
      ),

    /** @throws DeclaredError `STALE`, `ILLEGAL_STATE` (nothing asked), `NOT_FOUND` */
    endAsking: (caller: Caller, input: Inputs['referrals']['endAsking']): Promise<Moved> =>
      work(caller, input, { needs: 'end-asking', action: input.outcome === 'answered' ? 'referral.information-received' : 'referral.information-withdrawn' }, (db, by) =>
        endInformationRequest(db, by, input.outcome),
      ),
  };
}

/** What the caller may do with a referral now, beside deciding. */
export async function actionsOnDesk(db: ReadExecutor, caller: Caller, referral: Referral): Promise<ReferralAction[]> {
  const decision = await standingDecision(db, referral.id);
  const mayUndo = decision !== undefined && caller.grants['triage.confirm.routine'] !== undefined && (decision.decided_by === caller.userId || caller.grants['triage.override'] !== undefined);
  return deskActions(
    {
      state: referral.state,
      undoable: mayUndo && decision.before !== null && decision.referral_version === referral.version,
      inOwnQueue: caller.roles.some((role) => role === referral.queueRole),
      claimed: referral.claimedBy === null ? 'by-nobody' : referral.claimedBy === caller.userId ? 'by-me' : 'by-another',
      asked: referral.askedAt !== null,
    },
    caller.grants,
  );
}
