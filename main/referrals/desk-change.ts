import type { Outputs } from '#contract/index.ts';
import type { ReferralAction } from '#contract/referrals.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { standingDecision } from './decision-repository.ts';
import { settleDue } from './delay-clock.ts';
import { insertStep, type NewStep } from './history-repository.ts';
import { deskActions } from './referral.ts';
import { referralAsSeen, requireUnchanged } from './referral-as-seen.ts';
import { type Change, type Referral, wasSeen } from './referral-repository.ts';

export type Moved = Outputs['referrals']['claim'];

/** One change of a referral that the caller may make now, with its line in the trail and its step. */
export function createDeskChange({ unitOfWork, audit, clinic, ports }: Pick<ServiceDependencies, 'unitOfWork' | 'audit' | 'clinic' | 'ports'>) {
  return (
    caller: Caller,
    { referralId, expectedVersion }: { referralId: string; expectedVersion: number },
    { needs, action, step, reason = null, detail }: { needs: ReferralAction; action: string; step?: NewStep['action']; reason?: string | null; detail?: Readonly<Record<string, string | readonly string[] | null>> },
    change: (db: WriteExecutor, by: Change, referral: Referral) => Promise<boolean>,
  ): Promise<Moved> =>
    unitOfWork.write(async (db) => {
      const referral = await referralAsSeen(db, reachOf(caller, 'referral.read', ports.clock.now()), referralId, expectedVersion);
      if (!(await actionsOnDesk(db, caller, referral)).includes(needs)) throw new DeclaredError('ILLEGAL_STATE', { state: referral.state });
      const changed = await change(db, { id: referralId, expectedVersion, by: caller.userId, now: ports.clock.now() }, referral);
      await requireUnchanged(db, referralId, changed);
      // A question, its answer, a pause, a decision taken back: the due date follows.
      await settleDue(db, referralId, { zone: clinic.timeZone, today: civilDate(ports.clock.now(), clinic.timeZone) });
      await audit.record(db, { userId: caller.userId, action, entity: 'referral', entityId: referralId, patientId: referral.patientId, ...(detail ? { detail } : {}) });
      const { version, state } = await db.selectFrom('referral').select(['version', 'state']).where('id', '=', referralId).executeTakeFirstOrThrow();
      if (step) await insertStep(db, { id: ports.newId(), referralId, at: ports.clock.now(), by: caller.userId, action: step, from: referral.state, to: state as Moved['state'], reason });
      return { version, state: state as Moved['state'] };
    });
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
      opinion: referral.opinion === null ? 'none' : referral.opinion.of === caller.userId ? 'mine' : referral.opinion.by === caller.userId ? 'asked-by-me' : 'others',
      seen: referral.state === 'booked' && (await wasSeen(db, referral.id)),
      emergencyCallPending: referral.emergencyCallPending,
      advicePending: referral.advicePending,
    },
    caller.grants,
  );
}
