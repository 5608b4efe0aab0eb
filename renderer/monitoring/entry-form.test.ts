import { describe, expect, test } from 'vitest';
import type { EnteredTest } from '#contract/monitoring.ts';
import { readEntryForm, readTyped, resultsOf } from './entry-form.ts';

describe('typed results', () => {
  test.each([
    ['12,5', { number: 12.5, comparator: null }], ['< 5', { number: 5, comparator: '<' }], ['≤0,4', { number: 0.4, comparator: '<=' }], ['>=90', { number: 90, comparator: '>=' }], ['', { number: null, comparator: null }],
    ['<', 'not-a-number'], ['abc', 'not-a-number'], ['5<', 'not-a-number'],
  ])('%s', (text, expected) => expect(readTyped(text)).toEqual(expected));

  const a = (code: string, kind: EnteredTest['kind'], units: string[]): EnteredTest => ({ code, kind, units, label: { fr: code, en: code }, group: 'blood', decimals: 0, previous: null });
  const tests = [a('alt', 'number', ['U/L']), a('creatinine', 'number', ['µmol/L', 'mg/dL']), a('hbsag', 'finding', [])];

  test('what is empty is not sent; the first unit unless another is chosen', () => {
    const form = { takenOn: '2026-11-10', values: { alt: { text: '22', unit: '' }, creatinine: { text: '1', unit: 'mg/dL' }, hbsag: { text: ' ', unit: '' } } };
    expect(resultsOf(form, tests, (test_) => `id-${test_}`)).toEqual({
      results: [{ resultId: 'id-alt', test: 'alt', number: 22, comparator: null, unit: 'U/L', words: null }, { resultId: 'id-creatinine', test: 'creatinine', number: 1, comparator: null, unit: 'mg/dL', words: null }], wrong: [],
    });
  });

  test('what is no number is named, words are words', () => {
    expect(resultsOf({ takenOn: '2026-11-10', values: { alt: { text: 'haut', unit: '' }, hbsag: { text: 'négatif', unit: '' } } }, tests, (test_) => test_)).toMatchObject({ results: [{ test: 'hbsag', words: 'négatif', unit: null }], wrong: ['alt'] });
    expect([readEntryForm({ takenOn: 'x', values: {} }), readEntryForm({ values: 1 })]).toEqual([{ takenOn: 'x', values: {} }, null]);
  });
});
