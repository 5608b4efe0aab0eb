import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance } from '../duplicates/name-likeness-rules.ts';
import { countBits, distancesBetween, forgivenEdits, lettersOf, nearWords } from './near-word-rules.ts';

const letter = fc.constantFrom(...'abcdeilmnorstuy');
const word = fc.array(letter, { minLength: 3, maxLength: 14 }).map((letters) => letters.join(''));

/** A word with a letter more, less or other, or two neighbours exchanged, at a place. */
const edited = fc.tuple(word, fc.nat(), letter, fc.constantFrom('more', 'less', 'other', 'exchanged')).map(([text, place, one, edit]) => {
  const at = place % (text.length - 1);
  switch (edit) {
    case 'more':
      return [text, text.slice(0, at) + one + text.slice(at)] as const;
    case 'less':
      return [text, text.slice(0, at) + text.slice(at + 1)] as const;
    case 'other':
      return [text, text.slice(0, at) + one + text.slice(at + 1)] as const;
    case 'exchanged':
      return [text, text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2)] as const;
  }
});

describe('words near a typed one', () => {
  test('one edit from four letters on, two from eight', () => {
    expect([3, 4, 7, 8, 20].map(forgivenEdits)).toEqual([0, 1, 1, 2, 2]);
  });

  test('distances are those of the alignment, of the whole and of every beginning', () => {
    fc.assert(
      fc.property(word, word, (typed, other) => {
        const beginnings = Array.from({ length: other.length + 1 }, (_, length) => editDistance(typed, other.slice(0, length)));
        expect(distancesBetween(typed, other)).toEqual({ whole: editDistance(typed, other), beginning: Math.min(...beginnings) });
      }),
    );
  });

  test('a word with one edit is always found; letters never hide one that is near', () => {
    fc.assert(
      fc.property(edited, fc.array(word, { maxLength: 20 }), ([meant, typed], others) => {
        fc.pre(typed.length > 3);
        const words = [...others, meant];
        const found = nearWords(typed, words, words.map(lettersOf));
        const expected = words.filter((one) => !one.startsWith(typed) && editDistance(typed, one) <= forgivenEdits(typed.length));
        if (expected.length > 0) expect(new Set(found)).toEqual(new Set(expected));
        if (!meant.startsWith(typed)) expect(found).toContain(meant);
      }),
    );
  });

  test('while a word is being typed, its beginning is near', () => {
    const words = ['tremblay', 'trudel', 'tremaine'];
    expect(nearWords('trembal', words, words.map(lettersOf))).toEqual(['tremblay']);
    expect(nearWords('tremb', words, words.map(lettersOf))).toEqual(['tremaine']);
    expect(nearWords('tre', words, words.map(lettersOf))).toEqual([]);
    expect(nearWords('12345678', words, words.map(lettersOf))).toEqual([]);
  });

  test('bits are counted', () => {
    expect([0, 1, 0b1011, 1 << 25].map(countBits)).toEqual([0, 1, 3, 1]);
  });
});
