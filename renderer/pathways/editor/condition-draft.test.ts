import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PathwayCondition } from '#contract/pathways.ts';
import { asKind, conditionOfDraft, conditionSaid, draftOfCondition, emptyCondition, type Fact } from './condition-draft.ts';

const facts: readonly Fact[] = [
  { code: 'signed', label: { fr: 'Consentement', en: 'Consent' }, kind: 'yes-no', goodForDays: null },
  { code: 'dose', label: { fr: 'Prednisone', en: 'Prednisone' }, kind: 'number', unit: { fr: 'mg', en: 'mg' }, min: 0, max: 200, goodForDays: 3 },
  { code: 'limit', label: { fr: 'Limite', en: 'Limit' }, kind: 'number', unit: null, min: 0, max: 99, goodForDays: null },
];
const yes: PathwayCondition = { fact: 'signed', is: true };
const low: PathwayCondition = { fact: 'dose', op: '<=', value: 7.5 };
const say = (condition: PathwayCondition): string =>
  conditionSaid(condition, facts, {
    name: ({ en }) => en, number: String, answer: (fact, is) => `${fact}: ${is ? 'yes' : 'no'}`, compare: (fact, op, value) => `${fact} ${op} ${value}`, join: (parts, kind) => parts.join(kind === 'all' ? ' and ' : ' or '), not: (part) => `not (${part})`, times: (value, fact) => `${value} × ${fact}`,
  });

describe('a condition in words', () => {
  test.each<readonly [PathwayCondition, string]>([
    [yes, 'Consent: yes'],
    [{ fact: 'signed', is: false }, 'Consent: no'],
    [low, 'Prednisone <= 7.5\u00A0mg'],
    [{ fact: 'dose', op: '>', value: 3, times: 'limit' }, 'Prednisone > 3 × Limit'],
    [{ fact: 'gone', is: true }, 'gone: yes'],
    [{ all: [yes, low] }, 'Consent: yes and Prednisone <= 7.5\u00A0mg'],
    [{ any: [yes, { all: [yes, low] }] }, 'Consent: yes or (Consent: yes and Prednisone <= 7.5\u00A0mg)'],
    [{ all: [{ any: [yes] }, low] }, 'Consent: yes and Prednisone <= 7.5\u00A0mg'],
    [{ not: { any: [yes, low] } }, 'not (Consent: yes or Prednisone <= 7.5\u00A0mg)'],
  ])('%j', (condition, words) => expect(say(condition)).toBe(words));
});

describe('the form of a condition', () => {
  const { condition } = fc.letrec<{ condition: PathwayCondition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3 },
      fc.record({ fact: fc.constant('signed'), is: fc.boolean() }),
      fc.record({ fact: fc.constant('dose'), op: fc.constantFrom('>=', '>', '<=', '<'), value: fc.integer({ min: 0, max: 2000 }).map((tenths) => tenths / 10) }),
      fc.record({ fact: fc.constant('dose'), op: fc.constantFrom('>=', '<'), value: fc.integer({ min: 1, max: 9 }), times: fc.constant('limit') }),
      fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }), fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }), fc.record({ not: tie('condition') }),
    ),
  }));

  test('writes back what it was given, and keeps what was written when its kind changes', () => {
    fc.assert(fc.property(condition, (one) => {
      const draft = draftOfCondition(one, (value) => String(value).replace('.', ','));
      expect(conditionOfDraft(draft, facts)).toEqual(one);
      expect(conditionOfDraft(asKind(asKind(draft, 'any'), draft.kind), facts)).toEqual(one);
    }));
  });

  test.each([['all', { all: [yes] }], ['any', { any: [yes] }], ['not', { not: yes }], ['fact', yes]] as const)('one answer as %s', (kind, written) => expect(conditionOfDraft(asKind({ ...emptyCondition, fact: 'signed' }, kind), facts)).toEqual(written));
  test('a group made one answer keeps its first', () => expect(asKind(draftOfCondition({ all: [{ not: low }, yes] }, String), 'fact')).toMatchObject({ fact: 'signed' }));
  test('a number that is none is left to be refused', () => expect(conditionOfDraft({ ...emptyCondition, fact: 'dose', value: 'beaucoup' }, facts)).toEqual({ fact: 'dose', op: '>=', value: Number.NaN }));
});
