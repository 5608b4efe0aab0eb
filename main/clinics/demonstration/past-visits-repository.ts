import { addMilliseconds } from '../../platform/clock.ts';
import type { ReadExecutor, Schema, WriteExecutor } from '../../platform/database/schema.ts';
import { insertStep, moveReferral, setVisitStatus } from '../../appointments/visit-step-repository.ts';
import { requestAfterMark } from '../../appointments/visit-life-rules.ts';
import type { SeededRandom } from './random.ts';

/** Of a hundred visits without a request, how many people do not come to. */
const missed = 0.05;
/** Of the visits of the last days, how many nobody has yet noted the end of. */
const forgotten = 0.25;
const recentMilliseconds = 4 * 86_400_000;

type Visit = Pick<Schema['appointment'], 'referral_id' | 'professional_id' | 'starts_at' | 'ends_at' | 'local_start' | 'zone'> & { readonly site_id: string | null; readonly id: string; readonly status: string; readonly version: number };

/** Visits that have begun by now and of which nothing was noted. */
export async function begunVisits(db: ReadExecutor, present: string): Promise<readonly Visit[]> {
  return db
    .selectFrom('appointment')
    .select(['id', 'referral_id', 'professional_id', 'starts_at', 'ends_at', 'local_start', 'zone', 'site_id', 'status', 'version'])
    .where('starts_at', '<=', present)
    .where('live', '=', 1)
    .orderBy('starts_at')
    .orderBy('id')
    .execute();
}

/** Notes what became of visits that have begun: most took place, a few people did not come, some are there now, some nobody has noted yet. */
export async function noteOutcomes(db: WriteExecutor, visits: readonly Visit[], { userId, present, random, newId }: { userId: string; present: string; random: SeededRandom; newId: () => string }): Promise<void> {
  for (const visit of visits) {
    if (visit.starts_at > addMilliseconds(present, -recentMilliseconds) && random.for(`forgotten ${visit.id}`).chance(forgotten)) continue;
    const isOver = visit.ends_at <= present;
    const kind = !isOver ? 'arrived' : visit.referral_id === null && random.for(visit.id).chance(missed) ? 'no-show' : 'done';
    const at = isOver ? visit.ends_at : visit.starts_at;
    await setVisitStatus(db, visit, kind, at);
    const after = requestAfterMark(kind);
    const isMoved = visit.referral_id !== null && after !== null && (await moveReferral(db, visit.referral_id, { from: 'booked', to: after }, { now: at, userId }));
    const { professional_id: practitionerId, starts_at: startsAt, ends_at: endsAt, local_start: localStart, zone } = visit;
    await insertStep(db, {
      id: newId(), appointmentId: visit.id, kind, at, userId, version: visit.version + 1,
      before: { status: 'booked', practitionerId, startsAt, endsAt, localStart, zone, siteId: visit.site_id, referralState: isMoved ? 'booked' : null },
    });
  }
}
