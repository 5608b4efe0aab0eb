import type { Hold } from '#contract/prevention.ts';
import type { Language } from '#contract/values.ts';
import type { Block } from '../documents/document-blocks.ts';
import type { CopiedCheck } from '../prevention/checklist-repository.ts';
import type { CopiedPlan } from '../prevention/hold-repository.ts';
import { builtInChecklist } from '../prevention/prevention-content.ts';
import { labelled, tablePart, together, wordOf } from './copy-parts.ts';
import words from './record-copy-words.json' with { type: 'json' };
import { writtenDate } from './written-values.ts';

/** What somebody stated of the checklist before a biologic. Pure. */
export function checkBlocks(checks: readonly CopiedCheck[], language: Language): readonly Block[] {
  const own = words[language];
  const labelOf = (item: string): string => builtInChecklist.body.items.find(({ code }) => code === item)?.label[language] ?? item;
  return tablePart(own.checks, [own.date, own.what, own.state, own.who], checks.map((one) => [
    writtenDate(one.checked_on, language),
    together([labelOf(one.item), one.note]),
    together([wordOf(own.check, one.outcome), one.withdrawn_at === null ? null : own.takenBack], ', '),
    one.who,
  ]), language);
}

/** Plans of drugs around an operation or an infection, drug by drug. Pure. */
export function planBlocks(plans: readonly CopiedPlan[], language: Language): readonly Block[] {
  const own = words[language];
  return tablePart(own.plans, [own.date, own.what, own.state, own.who], plans.map((one) => [
    writtenDate(one.happens_on, language),
    together([one.plan.event.label[language], ...one.plan.holds.map((hold) => labelled(hold.label[language], holdText(hold, language), language)), one.note], '\n'),
    one.withdrawn_at === null ? '' : together([own.takenBack, one.withdrawn_reason], ', '),
    one.who,
  ]), language);
}

function holdText({ action, noDoseFrom, restartOn }: Hold, language: Language): string {
  const { hold } = words[language];
  return together([
    wordOf(hold, action), noDoseFrom === null ? null : `${hold.noDoseFrom} ${writtenDate(noDoseFrom, language)}`, restartOn === null ? null : `${hold.restartOn} ${writtenDate(restartOn, language)}`,
  ], ', ');
}
