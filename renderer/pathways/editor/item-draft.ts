import type { PathwayDraft } from '#contract/pathway-editor.ts';
import type { PathwayBody, PathwayRole } from '#contract/pathways.ts';
import { type ConditionDraft, conditionOfDraft, draftOfCondition, emptyCondition, typedNumber } from './condition-draft.ts';
import { codeFor } from './definition-parts.ts';

/** An item of a list asked before a dose, as its form holds it. Pure. */

type Item = PathwayBody['checklists'][number]['items'][number];

/** What does not let a dose go. */
export type BlockDraft = {
  readonly when: ConditionDraft;
  readonly result: 'no-go' | 'hold';
  readonly textFr: string;
  readonly textEn: string;
  readonly to: PathwayRole;
  /** Empty: that of the item. */
  readonly source: string;
};

export type ItemDraft = {
  readonly code: string;
  readonly labelFr: string;
  readonly labelEn: string;
  readonly roles: readonly PathwayRole[];
  readonly daysBefore: string;
  readonly facts: readonly string[];
  /** Null: asked before every dose. */
  readonly only: ConditionDraft | null;
  readonly blocks: readonly BlockDraft[];
  readonly toxicity: boolean;
  readonly source: string;
};

export const emptyBlock: BlockDraft = { when: emptyCondition, result: 'no-go', textFr: '', textEn: '', to: 'oncologist', source: '' };

/** What the form of an item begins with. @param number writes a number as the reader does */
export function draftOfItem(item: Item | undefined, sources: PathwayDraft['sources'], number: (value: number) => string): ItemDraft {
  return {
    code: item?.code ?? '', labelFr: item?.label.fr ?? '', labelEn: item?.label.en ?? '', roles: item?.roles ?? [], daysBefore: number(item?.daysBefore ?? 1), facts: item?.facts ?? [], only: item?.only ? draftOfCondition(item.only, number) : null, toxicity: item?.toxicity ?? false, source: item?.source ?? sources[0]?.code ?? '',
    blocks: (item?.blocks ?? []).map(({ when, result, text, to, source }) => ({ when: draftOfCondition(when, number), result, textFr: text.fr, textEn: text.en, to, source: source ?? '' })),
  };
}

/** The item a form says. @param taken codes of the other items of its list */
export function itemOfDraft(draft: ItemDraft, facts: PathwayBody['facts'], taken: readonly string[]): Item {
  const label = { fr: draft.labelFr.trim(), en: draft.labelEn.trim() };
  return {
    code: codeFor(draft.code, label, taken), label, roles: [...draft.roles], daysBefore: typedNumber(draft.daysBefore), facts: [...draft.facts], ...(draft.only && { only: conditionOfDraft(draft.only, facts) }), toxicity: draft.toxicity, source: draft.source,
    blocks: draft.blocks.map(({ when, result, textFr, textEn, to, source }) => ({ when: conditionOfDraft(when, facts), result, text: { fr: textFr.trim(), en: textEn.trim() }, to, ...(source !== '' && { source }) })),
  };
}
