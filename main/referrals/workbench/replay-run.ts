import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Features, urgencies, type Urgency } from '#contract/triage.ts';
import type { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { replayed } from '../../triage/replay-rules.ts';
import type { Reasons, Ruleset } from '../../triage/triage-content.ts';
import { rankOf } from '../../triage/triage-rules.ts';
import { featuresOf } from '../triage-proposal.ts';
import { countRequests, type NewReplayCase, nextRequests, type ReplayCounts, type ReplayRequest } from './replay-repository.ts';

/** Requests looked at in one step: memory does not grow with the clinic. */
const atOnce = 200;

export interface ReplayStep {
  readonly done: number;
  readonly total: number;
  readonly changed: number;
}

interface ReplayWork {
  readonly before: Ruleset;
  readonly after: Ruleset;
  readonly reasons: Reasons;
  readonly newId: () => string;
  readonly onProgress: (step: ReplayStep) => void;
  /** Asked between steps. */
  readonly shouldStop: () => boolean;
  /** Given the requests of a step that would have been proposed otherwise. */
  readonly keep: (cases: readonly NewReplayCase[]) => Promise<void>;
}

/** Facts a request is compared on: those its decision rested on, else those it has now. */
export const replayedFacts = (request: ReplayRequest): Features => request.decidedOn ?? featuresOf(request, request.birthDate);

/** Compares two rulesets on every request of the clinic, step by step. */
export async function replayOnAll(unitOfWork: UnitOfWork, { before, after, reasons, newId, onProgress, shouldStop, keep }: ReplayWork): Promise<{ readonly counts: ReplayCounts; readonly wasStopped: boolean }> {
  const cells = new Map<string, number>();
  const total = await unitOfWork.read(countRequests);
  let [done, withoutAge, otherClass, otherwise] = [0, 0, 0, 0];
  let wasStopped = false;
  for (let last: string | null = null; ; ) {
    await nextTurn();
    wasStopped = shouldStop();
    if (wasStopped) break;
    const requests: readonly ReplayRequest[] = await unitOfWork.read((db) => nextRequests(db, { after: last, limit: atOnce }));
    const cases: NewReplayCase[] = [];
    for (const request of requests) {
      const found = replayed(replayedFacts(request), before, after, reasons);
      if (!found) {
        withoutAge += 1;
        continue;
      }
      const { before: { cls: from }, after: { cls: to }, differences } = found;
      cells.set(`${from} ${to}`, (cells.get(`${from} ${to}`) ?? 0) + 1);
      if (differences.length === 0) continue;
      if (from === to) otherwise += 1;
      else otherClass += 1;
      cases.push({ id: newId(), referralId: request.id, from, to, place: placeOf(from, to), detail: found });
    }
    await keep(cases);
    const next = requests.at(-1);
    if (!next) break;
    last = next.id;
    done += requests.length;
    onProgress({ done, total, changed: otherClass + otherwise });
  }
  const matrix = urgencies.flatMap((from) => urgencies.flatMap((to) => {
    const count = cells.get(`${from} ${to}`);
    return count === undefined ? [] : [{ from, to, count }];
  }));
  return { counts: { requests: done, withoutAge, otherClass, otherwise, matrix }, wasStopped };
}

/** Made to wait longer first, by how many classes; then seen sooner; then what changes otherwise. */
function placeOf(from: Urgency, to: Urgency): number {
  const longer = rankOf(to) - rankOf(from);
  if (longer > 0) return 10 - longer;
  return longer < 0 ? 30 + longer : 40;
}
