import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance } from '../duplicates/name-likeness-rules.ts';
import { forgivenEdits, nearWords, orderWords } from './near-word-rules.ts';

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

  test('they are those an edit distance of the whole, or of a beginning, finds, nearest first; a longer word goes with the shorter it begins with', () => {
    fc.assert(
      fc.property(edited, fc.array(word, { maxLength: 20 }), ([meant, typed], others) => {
        fc.pre(typed.length > 3);
        // Words that begin as the meant one does, too.
        const words = [...others, meant, ...others.slice(0, 5).map((other) => meant.slice(0, 1 + (other.length % meant.length)) + other)];
        const most = forgivenEdits(typed.length);
        const beginningOf = (one: string): number => Math.min(...Array.from({ length: one.length + 1 }, (_, length) => editDistance(typed, one.slice(0, length))));
        const apart = [...new Set(words)].filter((one) => !one.startsWith(typed)).map((one) => ({ one, whole: editDistance(typed, one), beginning: beginningOf(one) }));
        const isWhole = apart.some(({ whole }) => whole <= most);
        const within = apart.map(({ one, whole, beginning }) => ({ one, distance: isWhole ? whole : beginning })).filter(({ distance }) => distance <= most);
        const shortest = within.filter(({ one }) => !within.some((other) => other.one !== one && one.startsWith(other.one)));
        const expected = shortest.sort((a, b) => a.distance - b.distance || (a.one < b.one ? -1 : 1)).map(({ one }) => one);
        expect(nearWords(typed, orderWords(words))).toEqual(expected);
        if (!meant.startsWith(typed)) expect(expected.some((one) => meant.startsWith(one))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('while a word is being typed, its beginning is near', () => {
    const words = orderWords(['tremblay', 'trudel', 'tremaine']);
    expect(nearWords('trembal', words)).toEqual(['tremblay']);
    expect(nearWords('tremb', words)).toEqual(['tremaine']);
    expect(nearWords('tre', words)).toEqual([]);
    // Whoever is called Tremblay-Roy answers to Tremblay.
    expect(nearWords('trembaly', orderWords(['tremblayroy', 'tremblay', 'trembley']))).toEqual(['tremblay', 'trembley']);
    expect(nearWords('12345678', words)).toEqual([]);
  });
});
