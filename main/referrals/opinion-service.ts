import type { Inputs, Outputs } from '#contract/index.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { grantsOf } from '../users/permission-rules.ts';
import { type Colleague, colleagues } from './colleague-repository.ts';
import { createDeskChange, type Moved } from './desk-change.ts';
import { insertStep } from './history-repository.ts';
import { changeReferral, noOpinion } from './referral-repository.ts';

/** A second opinion: what a colleague who triages thinks of a request. It is read, and decides nothing. */
export function createOpinionService(dependencies: ServiceDependencies) {
  const { unitOfWork, ports } = dependencies;
  const work = createDeskChange(dependencies);
  const mayGiveOpinion = ({ roles }: Colleague): boolean => grantsOf(roles)['triage.confirm.routine'] !== undefined;

  /** @throws DeclaredError `INVALID` (oneself, or somebody who does not triage) */
  const asked = async (db: WriteExecutor, caller: Caller, userId: string): Promise<Colleague> => {
    const found = (await colleagues(db)).find((one) => one.userId === userId && userId !== caller.userId && mayGiveOpinion(one));
    if (!found) throw new DeclaredError('INVALID', { issues: [{ path: 'of', code: 'NOT_ASKABLE' }] });
    return found;
  };

  return {
    colleagues: async (): Promise<Outputs['referrals']['colleagues']> => (await unitOfWork.read((db) => colleagues(db))).map((one) => ({ ...one, mayGiveOpinion: mayGiveOpinion(one) })),

    /** @throws DeclaredError `INVALID`, `STALE`, `ILLEGAL_STATE` (asked already, or settled), `NOT_FOUND` */
    ask: (caller: Caller, input: Inputs['referrals']['askOpinion']): Promise<Moved> =>
      work(caller, input, { needs: 'ask-opinion', action: 'referral.opinion-asked', }, async (db, by, { state }) => {
        const colleague = await asked(db, caller, input.of);
        await insertStep(db, { id: ports.newId(), referralId: by.id, at: by.now, by: by.by, action: 'opinion-asked', from: state, to: state, reason: `${colleague.name} — ${input.question}` });
        return changeReferral(db, by, { opinion_of: input.of, opinion_question: input.question, opinion_asked_by: by.by, opinion_asked_at: by.now });
      }),

    /** @throws DeclaredError `STALE`, `ILLEGAL_STATE` (somebody else was asked, or nobody), `NOT_FOUND` */
    give: (caller: Caller, input: Inputs['referrals']['giveOpinion']): Promise<Moved> =>
      work(caller, input, { needs: 'give-opinion', action: 'referral.opinion-given', step: 'opinion-given', reason: input.words }, (db, by) => changeReferral(db, by, noOpinion)),

    /** @throws DeclaredError `STALE`, `ILLEGAL_STATE`, `NOT_FOUND` */
    withdraw: (caller: Caller, input: Inputs['referrals']['withdrawOpinion']): Promise<Moved> =>
      work(caller, input, { needs: 'withdraw-opinion', action: 'referral.opinion-withdrawn', step: 'opinion-withdrawn' }, (db, by) => changeReferral(db, by, noOpinion)),
  };
}
