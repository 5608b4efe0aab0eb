import type { PathwayBody, PathwayCondition } from '#contract/pathways.ts';
import type { Bilingual } from '#contract/triage.ts';
import { readNumber } from '../../text/typed-number.ts';

/** A condition as its form holds it, and as it is said. Pure. */

export type Fact = PathwayBody['facts'][number];
type Comparison = '>=' | '>' | '<=' | '<';
export const comparisons: readonly Comparison[] = ['>=', '>', '<=', '<'];
export const conditionKinds = ['fact', 'all', 'any', 'not'] as const;
export type ConditionKind = (typeof conditionKinds)[number];

/** What was typed; a fact that is not chosen yet is empty, `times` where the limit is a plain number. `parts` of `not` is one. */
export type ConditionDraft =
  | { readonly kind: 'fact'; readonly fact: string; readonly is: boolean; readonly op: Comparison; readonly value: string; readonly times: string }
  | { readonly kind: 'all' | 'any' | 'not'; readonly parts: readonly ConditionDraft[] };

export const emptyCondition = { kind: 'fact', fact: '', is: true, op: '>=', value: '', times: '' } as const satisfies ConditionDraft;

/** What the form of a condition begins with. @param number writes a number as the reader does */
export function draftOfCondition(condition: PathwayCondition, number: (value: number) => string): ConditionDraft {
  if ('all' in condition) return { kind: 'all', parts: condition.all.map((part) => draftOfCondition(part, number)) };
  if ('any' in condition) return { kind: 'any', parts: condition.any.map((part) => draftOfCondition(part, number)) };
  if ('not' in condition) return { kind: 'not', parts: [draftOfCondition(condition.not, number)] };
  if ('is' in condition) return { ...emptyCondition, fact: condition.fact, is: condition.is };
  return { ...emptyCondition, fact: condition.fact, op: condition.op, value: number(condition.value), times: condition.times ?? '' };
}

/** A number as it was typed; what is none is refused where it stands. */
export function typedNumber(text: string): number {
  const typed = readNumber(text);
  return typeof typed === 'number' ? typed : Number.NaN;
}

/** The condition a form says: a number where the fact is one, else yes or no. */
export function conditionOfDraft(draft: ConditionDraft, facts: readonly Fact[]): PathwayCondition {
  if (draft.kind === 'fact') {
    const { fact, is, op, value, times } = draft;
    return facts.find(({ code }) => code === fact)?.kind === 'number' ? { fact, op, value: typedNumber(value), ...(times !== '' && { times }) } : { fact, is };
  }
  const parts = draft.parts.map((part) => conditionOfDraft(part, facts));
  if (draft.kind === 'all') return { all: parts };
  return draft.kind === 'any' ? { any: parts } : { not: parts[0] ?? { fact: '', is: true } };
}

/** Another kind of the same condition: what was written stays within it. */
export function asKind(draft: ConditionDraft, kind: ConditionKind): ConditionDraft {
  if (kind === draft.kind) return draft;
  if (draft.kind === 'fact') return kind === 'fact' ? draft : { kind, parts: [draft] };
  if (kind === 'fact') return draft.parts.find((part) => part.kind === 'fact') ?? emptyCondition;
  return { kind, parts: kind === 'not' ? draft.parts.slice(0, 1) : draft.parts };
}

/** How the parts of a condition are said in one language. */
export interface ConditionWords {
  readonly name: (label: Bilingual) => string;
  readonly number: (value: number) => string;
  readonly answer: (fact: string, is: boolean) => string;
  readonly compare: (fact: string, op: Comparison, value: string) => string;
  readonly join: (parts: readonly string[], kind: 'all' | 'any') => string;
  readonly not: (part: string) => string;
  /** A limit that is a multiple of another fact. */
  readonly times: (value: string, fact: string) => string;
}

/** A condition in words; groups within a group stand in parentheses. A fact the pathway does not have keeps its code. */
export function conditionSaid(condition: PathwayCondition, facts: readonly Fact[], words: ConditionWords): string {
  const inner = (part: PathwayCondition): string => {
    const said = conditionSaid(part, facts, words);
    return ('all' in part && part.all.length > 1) || ('any' in part && part.any.length > 1) ? `(${said})` : said;
  };
  if ('all' in condition) return words.join(condition.all.map(inner), 'all');
  if ('any' in condition) return words.join(condition.any.map(inner), 'any');
  if ('not' in condition) return words.not(conditionSaid(condition.not, facts, words));
  const fact = facts.find(({ code }) => code === condition.fact);
  const nameOf = (code: string): string => {
    const found = facts.find((one) => one.code === code);
    return found ? words.name(found.label) : code;
  };
  const name = nameOf(condition.fact);
  if ('is' in condition) return words.answer(name, condition.is);
  if (condition.times !== undefined) return words.compare(name, condition.op, words.times(words.number(condition.value), nameOf(condition.times)));
  const unit = fact?.kind === 'number' && fact.unit ? words.name(fact.unit) : '';
  return words.compare(name, condition.op, [words.number(condition.value), unit].filter(Boolean).join('\u00A0'));
}
