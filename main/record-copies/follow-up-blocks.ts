import type { Language } from '#contract/values.ts';
import type { Block } from '../documents/document-blocks.ts';
import type { CopiedContact, CopiedPlan } from '../follow-up-plans/plan-copy-repository.ts';
import { tablePart, together, wordOf } from './copy-parts.ts';
import words from './record-copy-words.json' with { type: 'json' };
import { writtenDate } from './written-values.ts';

/** Follow-up plans as a document one can read: each with its steps, what became of them and why. Pure. */
export function followUpBlocks(plans: readonly CopiedPlan[], language: Language): readonly Block[] {
  const own = words[language];
  const { followUp } = own;
  return tablePart(own.followUps, [own.date, own.what, own.state, own.who], plans.flatMap((plan) => [
    [
      writtenDate(plan.created_at.slice(0, 10), language),
      together([plan.title?.[language] ?? plan.code, plan.code, ...Object.values(plan.anchors).map((on) => on && writtenDate(on, language))], ', '),
      together([wordOf(followUp.state, plan.state), plan.state_reason === null ? null : wordOf(followUp.ending, plan.state_reason), plan.state_note], ', '),
      plan.who,
    ],
    ...plan.steps.map((step) => [
      writtenDate(step.due_on, language),
      `   ${step.label?.[language] ?? step.code}`,
      together([wordOf(followUp.step, step.state), step.done_on === null ? null : writtenDate(step.done_on, language), step.fact_kind === null ? null : wordOf(followUp.fact, step.fact_kind), step.words, step.kept_reason, step.competence === null ? null : `${followUp.withoutTraining} ${step.competence}`], ', '),
      step.who,
    ]),
  ]), language);
}

/** What was tried to reach the person, and when they left. Pure. */
export function contactBlocks(contacts: readonly CopiedContact[], language: Language): readonly Block[] {
  const own = words[language];
  const { followUp } = own;
  return tablePart(own.contacts, [own.date, own.what, own.state, own.who], contacts.map((one) => [
    writtenDate(one.since_on ?? one.noted_at.slice(0, 10), language), together([wordOf(followUp.way, one.what), one.words]), together([wordOf(followUp.outcome, one.outcome), one.ended_at === null ? null : own.takenBack], ', '), one.who,
  ]), language);
}
