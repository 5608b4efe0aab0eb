import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import { refreshRegistry } from '../registry/registry-refresh-repository.ts';
import { readIdentities } from './candidate-repository.ts';
import { duplicateRulesVersion, leastScore, scoreDuplicate } from './duplicate-rules.ts';
import { identityDigest } from './identity-digest.ts';
import { dropPairsNotIn, type FoundPair, keepPair } from './pair-repository.ts';
import { countPeople, endScan, findLargeGroups, insertScan, nextPeople, pairsOf } from './scan-repository.ts';

/** Records looked at in one step, and identities read in one statement. */
const peopleAtOnce = 200;

export interface ScanStep {
  readonly done: number;
  readonly total: number;
  readonly found: number;
}

export interface ScanHooks {
  readonly onProgress: (step: ScanStep) => void;
  /** Asked between steps. */
  readonly shouldStop: () => boolean;
}

/**
 * Looks through the registry, or through the people of one import, for records that may be one person. Memory does not
 * grow with the registry: a step holds 200 people, those they are compared with, and nothing of the step before.
 */
export async function scanForDuplicates(
  { unitOfWork, audit, ports }: Pick<ServiceDependencies, 'unitOfWork' | 'audit' | 'ports'>,
  { scanId, userId, importId }: { scanId: string; userId: string; importId: string | null },
  { onProgress, shouldStop }: ScanHooks,
): Promise<void> {
  const { now } = ports.clock;
  await unitOfWork.write((db) => insertScan(db, { id: scanId, startedAt: now(), userId, importId, rulesVersion: duplicateRulesVersion }));
  await refreshRegistry(unitOfWork, now());
  const { total, large } = await unitOfWork.read(async (db) => ({ total: await countPeople(db, importId), large: await findLargeGroups(db) }));
  let [done, compared, found, cancelled] = [0, 0, 0, false];
  for (let after: string | null = null; ; ) {
    await nextTurn();
    if (shouldStop()) {
      cancelled = true;
      break;
    }
    const step = await unitOfWork.read(async (db) => {
      const people = await nextPeople(db, { importId, after, limit: peopleAtOnce });
      // Each pair is met from both its records; of everybody, the one with the smaller id brings it.
      const own = new Set(people);
      const pairs = (people.length === 0 ? [] : await pairsOf(db, people, large)).filter(([one]) => importId !== null || own.has(one));
      const alike: FoundPair[] = [];
      for (let start = 0; start < pairs.length; start += peopleAtOnce) {
        const chunk = pairs.slice(start, start + peopleAtOnce);
        const identities = await readIdentities(db, [...new Set(chunk.flat())]);
        for (const [oneId, otherId] of chunk) {
          const [one, other] = [identities.get(oneId), identities.get(otherId)];
          if (!one || !other) continue;
          const { score, reasons } = scoreDuplicate(one, other);
          if (score >= leastScore) alike.push({ oneId, otherId, score, reasons: [...reasons], oneIdentity: identityDigest(one), otherIdentity: identityDigest(other) });
        }
      }
      return { people, alike, pairs: pairs.length };
    });
    const last = step.people.at(-1);
    if (last === undefined) break;
    for (let start = 0; start < step.alike.length; start += peopleAtOnce) {
      const open = await unitOfWork.write(async (db) => {
        const kept = [];
        for (const pair of step.alike.slice(start, start + peopleAtOnce)) kept.push(await keepPair(db, pair, { scanId, rulesVersion: duplicateRulesVersion, now: now(), newId: ports.newId }));
        return kept.filter(Boolean).length;
      });
      found += open;
    }
    after = last;
    done += step.people.length;
    compared += step.pairs;
    onProgress({ done, total, found });
  }
  await unitOfWork.write(async (db) => {
    if (importId === null && !cancelled) await dropPairsNotIn(db, scanId);
    await endScan(db, scanId, { finishedAt: now(), state: cancelled ? 'cancelled' : 'done', people: done, compared, found, skipped: large.skipped });
    await audit.record(db, { userId, action: 'duplicates.scanned', entity: 'duplicate-scan', entityId: scanId, detail: { people: done, found, ofImport: importId !== null, outcome: cancelled ? 'cancelled' : 'done' } });
  });
}

