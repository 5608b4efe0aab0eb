import { sql } from 'kysely';
import type { Urgency } from '#contract/triage.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';

/** Most requests looked at, the newest; a clinic receives far fewer in a year. */
const mostRequests = 20_000;

/** Open requests by the class decided, else proposed: to triage, waiting for a visit, an emergency nobody called about, or written advice to be written. */
export async function countOpenByClass(db: ReadExecutor): Promise<{ cls: Urgency | null; count: number }[]> {
  const cls = sql<Urgency | null>`coalesce(decided_cls, proposed_cls)`;
  return db
    .selectFrom('referral')
    .select([cls.as('cls'), (build) => build.fn.countAll<number>().as('count')])
    .where((where) => where.or([where('state', 'in', ['received', 'accepted']), where.and([where('state', '=', 'emergency'), where('emergency_call_pending', '=', 1)]), where.and([where('state', '=', 'advised'), where('advice_pending', '=', 1)])]))
    .groupBy(cls)
    .execute();
}

/** Requests received since an instant, each with the day of its first visit that was neither cancelled nor missed. */
export async function requestsSince(db: ReadExecutor, since: string) {
  return db
    .selectFrom('referral as r')
    .select((build) => [
      'r.received_at',
      'r.due_on',
      'r.state',
      build
        .selectFrom('appointment as a')
        .select(sql<string | null>`min(substr(a.local_start, 1, 10))`.as('day'))
        .whereRef('a.referral_id', '=', 'r.id')
        .where('a.status', 'not in', ['cancelled', 'no-show'])
        .as('first_visit_on'),
    ])
    .where('r.received_at', '>=', since)
    .orderBy('r.received_at', 'desc')
    .limit(mostRequests)
    .execute();
}
