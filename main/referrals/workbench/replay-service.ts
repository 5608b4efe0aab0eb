import { z } from 'zod';
import type { Inputs, Outputs } from '#contract/index.ts';
import type { RuleReplay, RuleReplayCase, RuleReplayProgress } from '#contract/rules.ts';
import type { Bilingual, Urgency } from '#contract/triage.ts';
import { reachOf } from '../../access/record-reach.ts';
import { civilDate } from '../../appointments/wall-time.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import { type JobHooks, stopJob } from '../../platform/long-work/job-list.ts';
import type { LongWork, RunningJob } from '../../platform/long-work/long-work.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import type { Replayed, ReplayedProposal } from '../../triage/replay-rules.ts';
import type { Ruleset, TriageContent } from '../../triage/triage-content.ts';
import type { Caller } from '../../users/caller.ts';
import type { TriageContentReader } from '../active-triage-content.ts';
import { patientLine } from '../patient-line.ts';
import { identifiersOf } from '../referral-repository.ts';
import { type CasePosition, endReplay, insertReplay, insertReplayCases, type NewReplayCase, readReplay, replayCases, type ReplayCounts } from './replay-repository.ts';
import { replayOnAll, type ReplayStep } from './replay-run.ts';
import { rulesetById, rulesetInForce } from './ruleset-repository.ts';
import { proposeUndecidedAnew } from './undecided-refresh.ts';

export const replayJobKind = 'rule-replay';
export const refreshJobKind = 'ruleset-refresh';
const replayJob = z.object({ replayId: z.uuid(), versionId: z.uuid(), userId: z.string() });
const position = z.tuple([z.int(), z.string()]);
const pageSize = 50;

/** Versions of the rules tried on every request of the clinic before they are signed. */
export function createReplayService(dependencies: ServiceDependencies, triageContent: TriageContentReader, longWork: LongWork) {
  const { unitOfWork, audit, clinic, ports } = dependencies;
  const { now } = ports.clock;

  /** A thread that died cannot say so in the database; its host does. */
  const recordFailure = (replayId: string): Promise<void> => unitOfWork.write((db) => endReplay(db, replayId, { state: 'failed', finishedAt: now(), counts: null }));

  const replayOf = async (which: { readonly replayId: string } | { readonly versionId: string }): Promise<RuleReplay | null> => {
    const found = await unitOfWork.read(async (db) => readReplay(db, which, await rulesetInForce(db)));
    if (!found) return null;
    const { againstId: _, ...replay } = found;
    // On an embedded clinic only this process works: what else says "running" was cut off.
    return replay.state === 'running' && unitOfWork.engine === 'sqlite' && longWork.running?.id !== replay.replayId ? { ...replay, state: 'failed' } : replay;
  };

  async function* progressOf(job: RunningJob): AsyncGenerator<RuleReplayProgress> {
    yield { kind: 'progress', replayId: job.id, done: 0, total: 0, changed: 0 };
    for await (const step of job.steps) yield { kind: 'progress', replayId: job.id, ...(step as ReplayStep) };
    await job.result;
    const replay = await replayOf({ replayId: job.id });
    if (replay) yield { kind: 'end', replay };
  }

  return {
    /** Goes on when the listener leaves. @throws DeclaredError `NOT_FOUND`, `BUSY`, `ILLEGAL_STATE` (already in force) */
    replay: async (caller: Caller, { versionId }: Inputs['rules']['replay']): Promise<AsyncGenerator<RuleReplayProgress>> => {
      await unitOfWork.read(async (db) => {
        if (!(await rulesetById(db, versionId))) throw new DeclaredError('NOT_FOUND');
        if ((await rulesetInForce(db)) === versionId) throw new DeclaredError('ILLEGAL_STATE', { state: 'IN_FORCE' });
      });
      const replayId = ports.newId();
      const job = longWork.start({ id: replayId, kind: replayJobKind, input: { replayId, versionId, userId: caller.userId } satisfies z.infer<typeof replayJob> });
      job.result.catch(() => recordFailure(replayId)).catch((error: unknown) => ports.log.error('rule-replay.unfinished', error));
      return progressOf(job);
    },

    cancelReplay: async ({ replayId }: Inputs['rules']['cancelReplay']): Promise<Outputs['rules']['cancelReplay']> => Promise.resolve(stopJob(longWork, replayId)),

    replayed: async (input: Inputs['rules']['replayed']): Promise<Outputs['rules']['replayed']> => ({ replay: await replayOf(input) }),

    /** @throws DeclaredError `NOT_FOUND`, `INVALID` for a cursor that is not ours */
    replayCases: async (caller: Caller, { replayId, from = null, to = null, after = null }: Inputs['rules']['replayCases']): Promise<Outputs['rules']['replayCases']> => {
      const place = readPosition(after);
      return unitOfWork.read(async (db) => {
        const replay = await readReplay(db, { replayId }, await rulesetInForce(db));
        const [before, candidate] = [replay && (await rulesetById(db, replay.againstId)), replay && (await rulesetById(db, replay.versionId))];
        if (!before || !candidate) throw new DeclaredError('NOT_FOUND');
        const rows = await replayCases(db, reachOf(caller, 'referral.read', now()), { replayId, from, to, after: place, limit: pageSize + 1 });
        const page = rows.slice(0, pageSize);
        const identifiers = await identifiersOf(db, page.map((row) => row.patient_id));
        const { content } = await triageContent.active(db);
        const last = page.at(-1);
        return {
          cases: page.map((row): RuleReplayCase => ({
            caseId: row.id, referralId: row.referral_id, patient: patientLine(row.patient_id, row, identifiers.get(row.patient_id) ?? []), receivedAt: row.received_at,
            from: row.from_cls as Urgency, to: row.to_cls as Urgency, decided: row.decided_cls as Urgency | null,
            why: row.detail === null ? null : whyOf(JSON.parse(row.detail) as Replayed, before.ruleset, candidate.ruleset, content),
          })),
          next: last && rows.length > pageSize ? JSON.stringify([last.place, last.id]) : null,
        };
      });
    },

    /** Tries a ruleset that is no version of the clinic, for the command line: nothing is kept. */
    tryRuleset: async (after: Ruleset, keep: (cases: readonly NewReplayCase[]) => Promise<void>): Promise<{ readonly against: string; readonly counts: ReplayCounts }> => {
      const { before, reasons } = await unitOfWork.read(async (db) => {
        const { content } = await triageContent.active(db);
        return { before: content.ruleset, reasons: content.reasons };
      });
      const { counts } = await replayOnAll(unitOfWork, { before, after, reasons, newId: ports.newId, shouldStop: () => false, onProgress: () => undefined, keep });
      return { against: before.version, counts };
    },

    /** The job of the long-work thread. */
    runReplay: async (input: unknown, hooks: JobHooks): Promise<void> => {
      const { replayId, versionId, userId } = replayJob.parse(input);
      const { before, after, reasons } = await unitOfWork.write(async (db) => {
        const againstId = await rulesetInForce(db);
        const [against, candidate] = [await rulesetById(db, againstId), await rulesetById(db, versionId)];
        if (!against || !candidate) throw new DeclaredError('NOT_FOUND');
        await insertReplay(db, { id: replayId, versionId, againstId, startedAt: now(), by: userId });
        return { before: against.ruleset, after: candidate.ruleset, reasons: (await triageContent.active(db)).content.reasons };
      });
      const { counts, wasStopped } = await replayOnAll(unitOfWork, {
        before, after, reasons, newId: ports.newId, shouldStop: hooks.shouldStop,
        onProgress: (step) => hooks.onProgress(step),
        keep: (cases) => (cases.length === 0 ? Promise.resolve() : unitOfWork.write((db) => insertReplayCases(db, replayId, cases))),
      });
      await unitOfWork.write(async (db) => {
        await endReplay(db, replayId, { state: wasStopped ? 'cancelled' : 'done', finishedAt: now(), counts });
        await audit.record(db, {
          userId, action: 'ruleset.replayed', entity: 'ruleset', entityId: versionId,
          detail: { version: after.version, against: before.version, requests: counts.requests, otherClass: counts.otherClass, outcome: wasStopped ? 'cancelled' : 'done' },
        });
      });
    },

    /** The job after a signature: proposals of undecided requests by the rules now in force. */
    runRefresh: (hooks: JobHooks): Promise<void> => proposeUndecidedAnew(unitOfWork, triageContent, () => ({ zone: clinic.timeZone, today: civilDate(now(), clinic.timeZone), now: now() }), hooks.shouldStop),
  };
}

/** Why a request would have been proposed otherwise, in words. */
function whyOf({ before, after, differences }: Replayed, beforeRules: Ruleset, afterRules: Ruleset, { dictionary }: TriageContent): RuleReplayCase['why'] {
  const side = ({ cls, rules, facts }: ReplayedProposal, { body }: Ruleset) => {
    const [deciding = ''] = rules;
    const titleOf = (id: string): Bilingual => body.rules.find((rule) => rule.id === id)?.title ?? { fr: id, en: id };
    return {
      cls, rule: { id: deciding, title: titleOf(deciding) },
      facts: facts.map(({ field, value, part }) => {
        const finding = dictionary.body.findings.find((one) => one.field === field);
        return { field, label: finding?.label ?? { fr: field, en: field }, unit: finding?.unit ?? null, value, part };
      }),
    };
  };
  return { differences: [...differences], before: side(before, beforeRules), after: side(after, afterRules) };
}

/** @throws DeclaredError `INVALID` for a cursor we did not make */
function readPosition(cursor: string | null): CasePosition | null {
  if (cursor === null) return null;
  try {
    const [place, id] = position.parse(JSON.parse(cursor));
    return { place, id };
  } catch {
    throw new DeclaredError('INVALID', { issues: [{ path: 'after', code: 'CURSOR' }] });
  }
}
