import { z } from 'zod';
import type { TriageRule } from '#contract/rules';
import type { Bilingual } from '#contract/triage';
import { type ConditionGroup, conditionOf, groupOf } from './condition-form.ts';

/** A rule as it is edited. What the other kind has is kept empty. */
export interface RuleForm {
  readonly id: string;
  readonly kind: 'assign' | 'modifier';
  readonly title: { readonly fr: string; readonly en: string };
  readonly why: { readonly fr: string; readonly en: string };
  readonly source: { readonly fr: string; readonly en: string };
  readonly sourceCode: string;
  readonly when: ConditionGroup;
  readonly cls: string;
  /** Of an adjustment, those it adds. */
  readonly pros: readonly string[];
  /** Empty where an adjustment leaves it as it is. */
  readonly modality: string;
  readonly locked: boolean;
  readonly actions: readonly string[];
  readonly flag: string;
  readonly note: string;
}

const none = { fr: '', en: '' };

/** A new rule, blank. */
export const blankRule = (id: string, kind: RuleForm['kind']): RuleForm => ({
  id, kind, title: none, why: none, source: none, sourceCode: 'clinic', when: { kind: 'group', mode: 'all', parts: [] }, cls: 'C', pros: kind === 'assign' ? ['RHEUM'] : [], modality: kind === 'assign' ? 'IN_PERSON' : '', locked: false, actions: [], flag: '', note: '',
});

/** A rule as it is, to be changed; null for the one that has no condition. */
export function formOf(rule: TriageRule): RuleForm | null {
  if ('none' in rule.when) return null;
  const { id, title, why, source, sourceCode } = rule;
  const told = { ...blankRule(id, rule.kind), title, why, source, sourceCode, when: groupOf(rule.when) };
  return rule.kind === 'modifier'
    ? { ...told, pros: rule.adds, modality: rule.modality ?? '', flag: rule.flag ?? '' }
    : { ...told, cls: rule.cls, pros: rule.pros, modality: rule.modality, locked: rule.locked, actions: rule.actions };
}

/** The rule a form says, as main reads it; what is missing is main's to refuse. */
export function ruleOf(form: RuleForm): Record<string, unknown> {
  const { id, kind, title, why, source, sourceCode, cls, pros, modality, locked, actions, flag } = form;
  const told = { id, kind, title, why, source, sourceCode, when: conditionOf(form.when) };
  return kind === 'modifier' ? { ...told, adds: pros, modality: modality === '' ? null : modality, flag: flag === '' ? null : flag } : { ...told, cls, pros, modality, locked, actions };
}

const texts = z.object({ fr: z.string(), en: z.string() });
const kept = z.object({
  id: z.string(), kind: z.enum(['assign', 'modifier']), title: texts, why: texts, source: texts, sourceCode: z.string(), when: z.object({ kind: z.literal('group'), mode: z.enum(['all', 'any', 'none']), parts: z.array(z.unknown()) }), cls: z.string(), pros: z.array(z.string()),
  modality: z.string(), locked: z.boolean(), actions: z.array(z.string()), flag: z.string(), note: z.string(),
});

/** A form kept as a draft; null when it cannot be taken up. */
export function readRuleDraft(value: unknown): RuleForm | null {
  const read = kept.safeParse(value);
  return read.success ? (read.data as RuleForm) : null;
}

/** Whether a rule holds any of the words, in either language or by its number. */
export function isRuleFound({ rule, sentence }: { readonly rule: TriageRule; readonly sentence: Bilingual }, text: string): boolean {
  const folded = (one: string): string => one.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const hay = folded([rule.id, rule.title.fr, rule.title.en, sentence.fr, sentence.en, rule.source.fr, rule.source.en].join(' '));
  return folded(text).split(/\s+/).every((word) => hay.includes(word));
}
