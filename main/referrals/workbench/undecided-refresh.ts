import { setImmediate as nextTurn } from 'node:timers/promises';
import { readClinicSetting, writeClinicSetting } from '../../clinics/clinic-setting-repository.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import type { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import type { TriageContentReader } from '../active-triage-content.ts';
import { type DelayDay, dueNow, settleDue } from '../delay-clock.ts';
import { refreshProposal, rolesPresent } from '../referral-repository.ts';
import { commandLineCaller } from '../../users/caller.ts';
import { featuresOf, proposalFor, storedProposal } from '../triage-proposal.ts';
import { nextRequests } from './replay-repository.ts';
import { rulesetInForce } from './ruleset-repository.ts';

/** Setting: the version of the rules every undecided request was last proposed by. */
const proposedBySetting = 'undecidedProposedBy';

/** That version, or undefined where none ever was brought in step. */
export const proposedBy = (db: ReadExecutor): Promise<unknown> => readClinicSetting(db, proposedBySetting);

/** Requests proposed anew in one transaction. */
const atOnce = 50;

/**
 * Brings the stored proposal of every undecided request in step with the rules in force, a page at a time. That all are is noted
 * last: cut off before, it is begun again by whoever asks next.
 */
export async function proposeUndecidedAnew(unitOfWork: UnitOfWork, triageContent: TriageContentReader, day: () => DelayDay & { readonly now: string }, shouldStop: () => boolean): Promise<void> {
  const versionId = await unitOfWork.read(rulesetInForce);
  for (let last: string | null = null; ; ) {
    await nextTurn();
    if (shouldStop()) return;
    const after: string | null = last;
    last = await unitOfWork.write(async (db) => {
      const requests = await nextRequests(db, { after, limit: atOnce, undecided: true });
      const { content } = await triageContent.active(db);
      const roles = await rolesPresent(db);
      for (const request of requests) {
        const features = featuresOf(request, request.birthDate);
        const dueOf = await dueNow(db, request.completedOn, day().today);
        await refreshProposal(db, request.id, storedProposal(proposalFor(features, request.completedOn, content, roles, dueOf), features, content));
        await settleDue(db, request.id, day());
      }
      return requests.at(-1)?.id ?? null;
    });
    if (last === null) break;
  }
  // Signed away meanwhile, the version after it is proposed by those who signed it, or by the next who asks.
  await unitOfWork.write(async (db) => {
    if ((await rulesetInForce(db)) === versionId) await writeClinicSetting(db, { key: proposedBySetting, value: versionId, now: day().now, userId: commandLineCaller.userId });
  });
}
