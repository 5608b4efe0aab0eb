import { z } from 'zod';
import { type DuplicatePair, weighedReason } from '#contract/duplicates.ts';
import { isAmongWithinReach } from '../../access/reach-repository.ts';
import type { RecordReach } from '../../access/record-reach.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import { readSummaries } from '../registry-repository.ts';
import { strengthOf } from './duplicate-rules.ts';

/** A pair as the rules see it. */
export interface FoundPair {
  readonly oneId: string;
  readonly otherId: string;
  readonly score: number;
  readonly reasons: DuplicatePair['reasons'];
  readonly oneIdentity: string;
  readonly otherIdentity: string;
}

export interface FindMark {
  readonly scanId: string | null;
  readonly rulesVersion: string;
  readonly now: string;
  readonly newId: () => string;
}

/** Keeps a pair that was found. One said to be two people stays so as long as neither identity has changed. Returns whether it is open. */
export async function keepPair(db: WriteExecutor, pair: FoundPair, { scanId, rulesVersion, now, newId }: FindMark): Promise<boolean> {
  const known = await db.selectFrom('duplicate_pair').select(['id', 'state', 'one_identity', 'other_identity']).where('one_id', '=', pair.oneId).where('other_id', '=', pair.otherId).executeTakeFirst();
  const scored = { score: pair.score, reasons: JSON.stringify(pair.reasons), rules_version: rulesVersion, scan_id: scanId };
  if (!known) {
    await db
      .insertInto('duplicate_pair')
      .values({ id: newId(), one_id: pair.oneId, other_id: pair.otherId, ...scored, found_at: now, state: 'open', decided_at: null, decided_by: null, one_identity: null, other_identity: null })
      .execute();
    return true;
  }
  const holds = known.state === 'different' && known.one_identity === pair.oneIdentity && known.other_identity === pair.otherIdentity;
  const reopened = known.state === 'different' && !holds ? { state: 'open', found_at: now, decided_at: null, decided_by: null, one_identity: null, other_identity: null } : {};
  await db.updateTable('duplicate_pair').set({ ...scored, ...reopened }).where('id', '=', known.id).execute();
  return !holds;
}

/** Open pairs a whole scan no longer found: what made them alike was mended. */
export async function dropPairsNotIn(db: WriteExecutor, scanId: string): Promise<void> {
  await db
    .deleteFrom('duplicate_pair')
    .where('state', '=', 'open')
    .where((eb) => eb.or([eb('scan_id', 'is', null), eb('scan_id', '!=', scanId)]))
    .execute();
}

/** Says of a pair that it is two people, whether a scan found it or not. Returns its id. */
export async function separatePair(db: WriteExecutor, pair: FoundPair, { userId, rulesVersion, now, newId }: Omit<FindMark, 'scanId'> & { readonly userId: string }): Promise<string> {
  const decided = { state: 'different', decided_at: now, decided_by: userId, one_identity: pair.oneIdentity, other_identity: pair.otherIdentity };
  const row = await db
    .insertInto('duplicate_pair')
    .values({ id: newId(), one_id: pair.oneId, other_id: pair.otherId, score: pair.score, reasons: JSON.stringify(pair.reasons), rules_version: rulesVersion, scan_id: null, found_at: now, ...decided })
    .onConflict((conflict) => conflict.columns(['one_id', 'other_id']).doUpdateSet(decided))
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Whose records a pair is of. */
export async function pairById(db: ReadExecutor, pairId: string): Promise<{ readonly oneId: string; readonly otherId: string } | undefined> {
  return db.selectFrom('duplicate_pair').select(['one_id as oneId', 'other_id as otherId']).where('id', '=', pairId).executeTakeFirst();
}

/** Opens a pair again; null when there is none said to be two people. */
export async function reopenPair(db: WriteExecutor, pairId: string): Promise<{ readonly oneId: string; readonly otherId: string } | null> {
  const row = await db
    .updateTable('duplicate_pair')
    .set({ state: 'open', decided_at: null, decided_by: null, one_identity: null, other_identity: null })
    .where('id', '=', pairId)
    .where('state', '=', 'different')
    .returning(['one_id', 'other_id'])
    .executeTakeFirst();
  return row ? { oneId: row.one_id, otherId: row.other_id } : null;
}

/** Where a page of pairs ended. */
export interface PairPosition {
  readonly score: number;
  readonly id: string;
}

const reasons = z.array(weighedReason);

/** Pairs of a state, the likeliest first, after a position: those of which the caller reads both records, for nobody else can judge them. */
export async function listPairs(db: ReadExecutor, reach: RecordReach, { state, after, limit }: { state: DuplicatePair['state']; after: PairPosition | null; limit: number }): Promise<DuplicatePair[]> {
  const rows = await db
    .selectFrom('duplicate_pair')
    .leftJoin('user_account', 'user_account.id', 'duplicate_pair.decided_by')
    .select(['duplicate_pair.id', 'one_id', 'other_id', 'score', 'reasons', 'found_at', 'state', 'decided_at', 'decided_by', 'display_name'])
    .where('state', '=', state)
    .where(isAmongWithinReach(reach, 'one_id'))
    .where(isAmongWithinReach(reach, 'other_id'))
    .$if(after !== null, (query) => query.where((eb) => eb(eb.refTuple('score', 'duplicate_pair.id'), '<', eb.tuple(after?.score ?? 0, after?.id ?? ''))))
    .orderBy('score', 'desc')
    .orderBy('duplicate_pair.id', 'desc')
    .limit(limit)
    .execute();
  const people = new Map((await readSummaries(db, reach, [...new Set(rows.flatMap((row) => [row.one_id, row.other_id]))])).map((summary) => [summary.id, summary]));
  return rows.flatMap((row) => {
    const [one, other] = [people.get(row.one_id), people.get(row.other_id)];
    if (!one || !other) return [];
    return {
      pairId: row.id, one: { patientId: one.id, ...one }, other: { patientId: other.id, ...other }, score: row.score, strength: strengthOf(row.score), reasons: reasons.parse(JSON.parse(row.reasons)),
      foundAt: row.found_at, state: row.state === 'different' ? 'different' : 'open', decidedAt: row.decided_at, decidedByName: row.display_name ?? row.decided_by,
    };
  });
}

/** How many of them there are. */
export async function countPairs(db: ReadExecutor, reach: RecordReach, state: DuplicatePair['state']): Promise<number> {
  const { count } = await db
    .selectFrom('duplicate_pair')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', state)
    .where(isAmongWithinReach(reach, 'one_id'))
    .where(isAmongWithinReach(reach, 'other_id'))
    .executeTakeFirstOrThrow();
  return count;
}
