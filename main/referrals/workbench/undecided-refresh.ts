import { setImmediate as nextTurn } from 'node:timers/promises';
import type { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import type { TriageContentReader } from '../active-triage-content.ts';
import { type DelayDay, dueNow, settleDue } from '../delay-clock.ts';
import { refreshProposal, rolesPresent } from '../referral-repository.ts';
import { featuresOf, proposalFor, storedProposal } from '../triage-proposal.ts';
import { nextRequests } from './replay-repository.ts';

/** Requests proposed anew in one transaction. */
const atOnce = 50;

/** Brings the stored proposal of every undecided request in step with the rules in force, a page at a time. */
export async function proposeUndecidedAnew(unitOfWork: UnitOfWork, triageContent: TriageContentReader, day: () => DelayDay, shouldStop: () => boolean): Promise<void> {
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
    if (last === null) return;
  }
}
