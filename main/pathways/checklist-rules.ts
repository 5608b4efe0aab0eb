import type { PathwayBody, PathwayChecklist, PathwayRole } from '#contract/pathways.ts';
import type { TreatmentAction } from '#contract/toxicity.ts';
import { factsOf, holds, type PathwayFacts } from './criterion-rules.ts';

/** What is checked before a dose: GO, HOLD or NO-GO, why, and who must act. Pure; what is not known never lets a dose go. */

export type ChecklistResult = 'go' | 'hold' | 'no-go';

export interface ItemVerdict {
  readonly code: string;
  readonly result: ChecklistResult;
  /** Why it is not `go`: facts not known, the blocks that hold, the grade found. */
  readonly missing: readonly string[];
  readonly blocks: readonly { readonly text: PathwayChecklist['items'][number]['blocks'][number]['text']; readonly to: PathwayRole; readonly result: 'hold' | 'no-go' }[];
  readonly isToxicity: boolean;
  /** Who must act; empty when it is `go`. */
  readonly to: readonly PathwayRole[];
  /** Whether it applies hangs on what is not known yet: it is not answered before. */
  readonly isAhead: boolean;
}

export interface ChecklistVerdict {
  readonly result: ChecklistResult;
  /** In the order of the list; those that do not apply are left out. */
  readonly items: readonly ItemVerdict[];
  readonly to: readonly PathwayRole[];
}

/** What toxicity is known before the dose; null where its questions were not all answered. */
export type KnownToxicity = TreatmentAction | null;

/**
 * Works a checklist out. The gravest item decides: NO-GO before HOLD before GO.
 *
 * Source: domain of the programme (Article 51, checklist J−3 to J0); each item of the content names its own.
 */
export function judgeChecklist({ items, noGoTo }: PathwayChecklist, facts: PathwayFacts, toxicity: KnownToxicity): ChecklistVerdict {
  const verdicts = items.flatMap((item): ItemVerdict[] => {
    const applies = item.only === undefined ? true : holds(item.only, facts);
    if (applies === false) return [];
    // Whether it applies is not known: what would tell is asked first, the item itself only then.
    if (item.only && applies === null) {
      const missing = [...new Set(factsOf(item.only))].filter((fact) => facts[fact] === undefined);
      return [{ code: item.code, result: 'hold', missing, blocks: [], isToxicity: false, to: items.filter(({ facts: asked }) => asked.some((fact) => missing.includes(fact))).flatMap(({ roles }) => roles), isAhead: true }];
    }
    const blocks = item.blocks.filter(({ when }) => holds(when, facts) === true).map(({ text, to, result }) => ({ text, to, result }));
    const missing = item.facts.filter((fact) => facts[fact] === undefined);
    const isToxicity = item.toxicity && toxicity !== null && toxicity !== 'go-on';
    const isUnasked = item.toxicity && toxicity === null;
    const result: ChecklistResult = isToxicity || blocks.some((block) => block.result === 'no-go') ? 'no-go' : isUnasked || missing.length > 0 || blocks.length > 0 ? 'hold' : 'go';
    const to = result === 'go' ? [] : isToxicity ? [noGoTo] : blocks.length > 0 ? blocks.map((block) => block.to) : item.roles;
    return [{ code: item.code, result, missing, blocks, isToxicity, to: [...new Set(to)], isAhead: false }];
  });
  const result = (['no-go', 'hold'] as const).find((one) => verdicts.some((verdict) => verdict.result === one)) ?? 'go';
  const asked = verdicts.filter((verdict) => verdict.result === result).flatMap(({ to }) => to);
  return { result, items: verdicts, to: result === 'go' ? [] : [...new Set(result === 'no-go' ? [noGoTo, ...asked] : asked)] };
}

/** The checklist before a dose given at this place; null where none is asked. */
export function checklistAt({ dosing, checklists }: Pick<PathwayBody, 'dosing' | 'checklists'>, site: PathwayBody['phases'][number]['site']): PathwayChecklist | null {
  if (!dosing || !dosing.sites.includes(site)) return null;
  return checklists.find(({ code }) => code === dosing.checklist) ?? null;
}
