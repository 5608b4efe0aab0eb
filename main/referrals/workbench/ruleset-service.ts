import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Inputs, Outputs } from '#contract/index.ts';
import type { ReadRule } from '#contract/rules.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { civilDate } from '../../appointments/wall-time.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { LongWork } from '../../platform/long-work/long-work.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import { ruleSentence } from '../../triage/rule-sentences.ts';
import { changedRuleset, nextClinicVersion, nextRuleId } from '../../triage/ruleset-change-rules.ts';
import { breachSentence, guaranteeSearch } from '../../triage/ruleset-guarantee-rules.ts';
import { builtInVignettes, type DangerFindings, type Rule, type Ruleset, type TriageContent } from '../../triage/triage-content.ts';
import { missedEmergencies, runVignettes } from '../../triage/vignette-rules.ts';
import type { Caller } from '../../users/caller.ts';
import type { TriageContentReader } from '../active-triage-content.ts';
import { refreshJobKind } from './replay-service.ts';
import { isMoreUndecided, readReplay } from './replay-repository.ts';
import { proposedBy, proposeUndecidedAnew } from './undecided-refresh.ts';
import { dangerFindings, insertRulesetVersion, rulesetById, rulesetInForce, rulesetSignatures, rulesetVersions, shippedRuleset, signRuleset } from './ruleset-repository.ts';

/** Undecided requests the host proposes anew by itself, in pages; of more it is work for the long-work thread. */
const mostAtOnce = 200;

/** Breaks of a guarantee, as the page names them. */
const breachCodes = { danger: 'DANGER_LOWERS', unknown: 'UNKNOWN_LOWERS' } as const;

/** The workbench of the triage rules: read back, changed as new versions of the clinic, signed into force, and back. */
export function createRulesetService({ unitOfWork, audit, clinic, ports }: ServiceDependencies, triageContent: TriageContentReader, longWork: LongWork) {
  const versionOf = async (db: ReadExecutor, versionId: string) => {
    const found = await rulesetById(db, versionId);
    if (!found) throw new DeclaredError('NOT_FOUND');
    return found;
  };

  return {
    versions: async (): Promise<Outputs['rules']['versions']> =>
      unitOfWork.read(async (db) => {
        const [inForce, signatures] = [await rulesetInForce(db), await rulesetSignatures(db)];
        return {
          versions: (await rulesetVersions(db)).map((row) => {
            const own = signatures.filter(({ versionId }) => versionId === row.id).map(({ at, by, note }) => ({ at, by, note }));
            return {
              versionId: row.id, version: row.version, origin: row.origin === 'clinic' ? 'clinic' : 'built-in', madeAt: row.created_at, madeBy: row.display_name ?? row.made_by,
              change: row.change === null ? null : { from: row.base_version ?? '', kind: row.change === 'off' ? 'off' : 'put', ruleId: row.rule_id ?? '', note: row.note ?? '' },
              isInForce: row.id === inForce, signatures: own, isProven: row.origin !== 'clinic' || own.length > 0,
            };
          }),
        };
      }),

    /** @throws DeclaredError `NOT_FOUND` */
    read: async ({ versionId }: Inputs['rules']['read']): Promise<Outputs['rules']['read']> =>
      unitOfWork.read(async (db) => {
        const { ruleset } = await versionOf(db, versionId);
        const shipped = await shippedRuleset(db);
        const { content } = await triageContent.active(db);
        const before = new Map(shipped.body.rules.map((rule) => [rule.id, JSON.stringify(rule)]));
        const standing = (rule: Rule): ReadRule['standing'] => (!before.has(rule.id) ? 'added' : before.get(rule.id) === JSON.stringify(rule) ? 'shipped' : 'changed');
        const said = (rule: Rule): ReadRule => ({ rule, sentence: ruleSentence(rule, content), standing: standing(rule) });
        const present = new Set(ruleset.body.rules.map(({ id }) => id));
        return {
          version: ruleset.version,
          rules: ruleset.body.rules.map(said),
          off: shipped.body.rules.filter(({ id }) => !present.has(id)).map(said),
          vignettes: vignettesOf(ruleset, content).map(({ id, expected, cls, faults, text }) => ({ id, text, expected, cls, faults: [...faults] })),
          nextId: nextRuleId(ruleset),
        };
      }),

    /** What a rule being written says. @throws DeclaredError `NOT_FOUND`, `INVALID` */
    readBack: async ({ versionId, rule }: Inputs['rules']['readBack']): Promise<Outputs['rules']['readBack']> =>
      unitOfWork.read(async (db) => {
        const { ruleset } = await versionOf(db, versionId);
        const { content } = await triageContent.active(db);
        const changed = changedRuleset(ruleset, { kind: 'put', rule }, ruleset.version, content);
        if (!changed.ok) throw new DeclaredError('INVALID', { issues: [...changed.problems] });
        const put = changed.ruleset.body.rules.find(({ id }) => id === rule['id']);
        if (!put) throw new DeclaredError('INVALID', { issues: [{ path: 'id', code: 'MALFORMED' }] });
        return { sentence: ruleSentence(put, content) };
      }),

    /**
     * Keeps a version with one rule put or switched off, once it holds together and breaks no guarantee.
     *
     * @throws DeclaredError `NOT_FOUND`, `INVALID`
     */
    save: async (caller: Caller, { versionId, basedOn, note, change }: Inputs['rules']['save']): Promise<Outputs['rules']['save']> => {
      const base = await unitOfWork.read(async (db) => {
        const known = await rulesetById(db, versionId);
        return { known, ...(await versionOf(db, basedOn)), content: (await triageContent.active(db)).content, danger: await dangerFindings(db), shipped: await shippedRuleset(db) };
      });
      // The same saved again, after an answer that was lost.
      if (base.known) return { versionId, version: base.known.version };
      const changed = changedRuleset(base.ruleset, change, base.ruleset.version, base.content);
      if (!changed.ok) throw new DeclaredError('INVALID', { issues: [...changed.problems] });
      await requireGuarantees(changed.ruleset, base.danger, base.content);
      const ruleId = change.kind === 'off' ? change.ruleId : String(change.rule['id']);
      const version = await unitOfWork.write(async (db) => {
        const made = nextClinicVersion(base.ruleset.version, (await rulesetVersions(db)).map((row) => row.version));
        await insertRulesetVersion(db, { id: versionId, ruleset: { ...changed.ruleset, version: made }, basedOn, change: change.kind, ruleId, note, by: caller.userId, now: ports.clock.now() });
        await audit.record(db, { userId: caller.userId, action: 'ruleset.saved', entity: 'ruleset', entityId: versionId, detail: { version: made, from: base.version, rule: ruleId, change: change.kind } });
        return made;
      });
      return { versionId, version };
    },

    /**
     * Signs a version into force. Requests nobody has decided are proposed anew: at once, or in the long-work thread where they are
     * many; one opened meanwhile is brought in step then.
     *
     * @throws DeclaredError `NOT_FOUND`, `BUSY`, `ILLEGAL_STATE`
     */
    putInForce: async (caller: Caller, { versionId, note }: Inputs['rules']['putInForce']): Promise<Outputs['rules']['putInForce']> => {
      const isLong = await unitOfWork.read((db) => isMoreUndecided(db, mostAtOnce));
      if (isLong && longWork.running) throw new DeclaredError('BUSY', { job: longWork.running.kind });
      const version = await unitOfWork.write(async (db) => {
        const { version: name, origin, ruleset } = await versionOf(db, versionId);
        const inForce = await rulesetInForce(db);
        if (inForce === versionId) throw new DeclaredError('ILLEGAL_STATE', { state: 'IN_FORCE' });
        const { content } = await triageContent.active(db);
        if (missedEmergencies(vignettesOf(ruleset, content)).length > 0) throw new DeclaredError('ILLEGAL_STATE', { state: 'VIGNETTE_MISSED' });
        const wasInForce = (await rulesetSignatures(db)).some((signature) => signature.versionId === versionId);
        const replay = await readReplay(db, { versionId }, inForce);
        if (origin === 'clinic' && !wasInForce && (replay?.state !== 'done' || !replay.isCurrent)) throw new DeclaredError('ILLEGAL_STATE', { state: 'NOT_REPLAYED' });
        await signRuleset(db, { id: ports.newId(), versionId, replacedId: inForce, by: caller.userId, now: ports.clock.now(), note });
        await audit.record(db, { userId: caller.userId, action: 'ruleset.signed', entity: 'ruleset', entityId: versionId, detail: { version: name, note } });
        return name;
      });
      await proposeAnew(isLong);
      return { version };
    },

    /**
     * Begins again what was cut off: requests nobody has decided are all proposed by the rules in force, after a host that was ended
     * half-way, and after new rules came with the program. Answers at once where they are, and while other long work is going on.
     */
    resumeProposing: async (): Promise<void> => {
      const { isDone, isLong } = await unitOfWork.read(async (db) => ({ isDone: (await proposedBy(db)) === (await rulesetInForce(db)), isLong: await isMoreUndecided(db, mostAtOnce) }));
      if (!isDone && !(isLong && longWork.running)) await proposeAnew(isLong);
    },
  };

  /** At once, or begun in the long-work thread where they are many. */
  async function proposeAnew(isLong: boolean): Promise<void> {
    if (isLong) longWork.start({ id: ports.newId(), kind: refreshJobKind, input: null }).result.catch((error: unknown) => ports.log.error('ruleset.not-refreshed', error));
    else await proposeUndecidedAnew(unitOfWork, triageContent, () => ({ zone: clinic.timeZone, today: civilDate(ports.clock.now(), clinic.timeZone), now: ports.clock.now() }), () => false);
  }

  /** Answers others between the steps of the search. @throws DeclaredError `INVALID` */
  async function requireGuarantees(ruleset: Ruleset, danger: DangerFindings, content: TriageContent): Promise<void> {
    const search = guaranteeSearch(ruleset, danger);
    for (;;) {
      const step = search.next();
      if (!step.done) {
        await nextTurn();
        continue;
      }
      if (step.value === null) return;
      const { fr, en } = breachSentence(step.value, content);
      throw new DeclaredError('INVALID', { issues: [{ path: step.value.field, code: breachCodes[step.value.guarantee], params: { fr, en } }] });
    }
  }
}

/** What a ruleset makes of the shipped cases, each with its words. */
const vignettesOf = (ruleset: Ruleset, content: TriageContent) => {
  const texts = new Map(builtInVignettes.map((vignette) => [vignette.id, { fr: vignette.text_fr, en: vignette.text_en }]));
  return runVignettes(ruleset, content.reasons, builtInVignettes).map((result) => ({ ...result, text: texts.get(result.id) ?? { fr: result.id, en: result.id } }));
};
