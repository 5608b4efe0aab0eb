import { requireOpenRecord } from '../access/open-record.ts';
import type { RecordReach } from '../access/record-reach.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { accountNames, type Referral, referralById } from './referral-repository.ts';

/** The referral as the person saw it, of a record they read. @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `STALE` with who changed it since */
export async function referralAsSeen(db: ReadExecutor, reach: RecordReach, referralId: string, expectedVersion: number): Promise<Referral> {
  const referral = await referralById(db, referralId);
  if (!referral) throw new DeclaredError('NOT_FOUND');
  await requireOpenRecord(db, reach, referral.patientId);
  if (referral.version !== expectedVersion) throw await staleReferral(db, referral);
  return referral;
}

/** Refuses what was not written because somebody came between the reading and the writing. */
export async function requireUnchanged(db: ReadExecutor, referralId: string, changed: boolean): Promise<void> {
  if (changed) return;
  const present = await referralById(db, referralId);
  throw present ? await staleReferral(db, present) : new DeclaredError('NOT_FOUND');
}

async function staleReferral(db: ReadExecutor, referral: Referral) {
  const names = await accountNames(db, [referral.updatedBy]);
  return new DeclaredError('STALE', { version: referral.version, changedBy: names.get(referral.updatedBy) ?? null, changedAt: referral.updatedAt });
}
