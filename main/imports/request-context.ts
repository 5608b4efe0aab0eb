import { addDays, civilDate } from '../appointments/wall-time.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { TriageContentReader } from '../referrals/active-triage-content.ts';
import { dueNow } from '../referrals/delay-clock.ts';
import { rolesPresent } from '../referrals/referral-repository.ts';
import type { ImportMark } from './imported-people-repository.ts';
import type { RequestContext } from './imported-requests-repository.ts';

/** How far back closed days are read for the due dates of what comes, in days: what is older is long past its own. */
const daysOfClosures = 800;

/** What requests are written with, as the rules, the roles and the delays of the clinic are now. */
export async function requestContext(db: ReadExecutor, { mark, zone, triageContent }: { readonly mark: ImportMark; readonly zone: string; readonly triageContent: TriageContentReader }): Promise<RequestContext> {
  const { content } = await triageContent.active(db);
  const today = civilDate(mark.now, zone);
  return { mark, userId: mark.userId, zone, triage: { content, roles: await rolesPresent(db), dueOf: await dueNow(db, addDays(today, -daysOfClosures), today) } };
}
