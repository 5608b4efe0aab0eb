import { describe, expect, test } from 'vitest';
import { answerOf, isTaken, linesOf, piecesOf, wordsOf } from './letter-lines.ts';

const text = 'Pas de fièvre. CRP 24,5 puis fièvre.';
const reading = {
  lexiconVersion: '1.0.0',
  proposals: [
    { field: 'fever', value: false, spans: [{ start: 7, end: 13 }] },
    { field: 'crp', value: 24.5, spans: [{ start: 15, end: 23 }] },
    { field: 'fever', value: true, spans: [{ start: 29, end: 35 }] },
  ],
  toJudge: [],
};

describe('lines of a letter', () => {
  test('what the letter says in two ways is told on both lines', () => {
    expect(linesOf(reading).map(({ field, isContradicted }) => [field, isContradicted])).toEqual([['fever', true], ['crp', false], ['fever', true]]);
  });

  test('a number becomes the digits one would have typed', () => {
    expect([answerOf(24.5), answerOf(false), answerOf('high')]).toEqual(['24,5', false, 'high']);
    const [denied, measured, said] = linesOf(reading);
    expect([denied, measured, said].map((line) => line && isTaken(line, { fever: true, crp: '24,5' }))).toEqual([false, true, true]);
  });

  test('the words are those of the letter, in one line', () => {
    expect(wordsOf(text, [{ start: 7, end: 13 }, { start: 29, end: 35 }])).toBe('fièvre … fièvre');
    expect(wordsOf('raideur\n matinale', [{ start: 0, end: 17 }])).toBe('raideur matinale');
  });

  test('pieces give the letter back, with what each says', () => {
    const pieces = piecesOf(text, [{ key: 'a', spans: [{ start: 7, end: 13 }] }, { key: 'b', spans: [{ start: 10, end: 23 }] }]);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.map(({ keys }) => keys.join('+'))).toEqual(['', 'a', 'a+b', 'b', '']);
    expect(piecesOf('', [])).toEqual([]);
  });
});
