/**
 * Which words of a registry a mistyped word may stand for: one edit (a letter more, less or other, or two neighbours
 * exchanged) in four letters or more, two in eight. Pure. The distance is the optimal string alignment of Damerau and
 * Levenshtein (F. J. Damerau, Commun. ACM 7(3), 1964).
 */

/** Edits forgiven in a word of this many letters. */
export function forgivenEdits(length: number): 0 | 1 | 2 {
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

export interface Distances {
  /** Edits between both words. */
  readonly whole: number;
  /** Fewest edits between the first and any beginning of the second. */
  readonly beginning: number;
}

/** How far a typed word is from a word, and from its beginnings. */
export function distancesBetween(typed: string, word: string): Distances {
  const width = word.length + 1;
  let before = new Uint8Array(width);
  let above = Uint8Array.from({ length: width }, (_, index) => index);
  let row = new Uint8Array(width);
  for (let i = 1; i <= typed.length; i += 1) {
    row[0] = i;
    for (let j = 1; j < width; j += 1) {
      const isSame = typed.charCodeAt(i - 1) === word.charCodeAt(j - 1);
      let edits = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (isSame ? 0 : 1));
      const isExchanged = i > 1 && j > 1 && typed.charCodeAt(i - 1) === word.charCodeAt(j - 2) && typed.charCodeAt(i - 2) === word.charCodeAt(j - 1);
      if (isExchanged) edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      row[j] = edits;
    }
    [before, above, row] = [above, row, before];
  }
  return { whole: above[word.length] ?? 0, beginning: Math.min(...above) };
}

/** The letters a word holds, one bit each: a word that lacks more of the typed letters than edits are forgiven cannot be near. */
export function lettersOf(word: string): number {
  let letters = 0;
  for (let index = 0; index < word.length; index += 1) letters |= 1 << (word.charCodeAt(index) - 97);
  return letters;
}

/** How many bits are set. */
export function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** More near words than this are not looked for: nobody reads so many spellings. */
const mostNear = 40;

/**
 * The words near a typed one, nearest first and then by letters: those near it as a whole, or, where there are none, those
 * that begin near it. Words that begin with it are answers as typed, and not among them.
 *
 * @param words of `a–z` only, each with its letters as `lettersOf` gives them
 */
export function nearWords(typed: string, words: readonly string[], letters: ArrayLike<number>): readonly string[] {
  const edits = forgivenEdits(typed.length);
  if (edits === 0 || !/^[a-z]+$/.test(typed)) return [];
  const asked = lettersOf(typed);
  const whole: { word: string; distance: number }[] = [];
  const beginning: { word: string; distance: number }[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word.length < typed.length - edits || countBits(asked & ~(letters[index] ?? 0)) > edits || word.startsWith(typed)) continue;
    const distances = distancesBetween(typed, word);
    if (distances.whole <= edits) whole.push({ word, distance: distances.whole });
    else if (distances.beginning <= edits) beginning.push({ word, distance: distances.beginning });
  }
  const nearest = (whole.length > 0 ? whole : beginning).sort((one, other) => one.distance - other.distance || (one.word < other.word ? -1 : one.word > other.word ? 1 : 0));
  return [...new Set(nearest.map(({ word }) => word))].slice(0, mostNear);
}
