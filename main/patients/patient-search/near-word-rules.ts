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

/** Rows of the comparison: longer words than this are nobody's. */
const mostLetters = 64;
const rows = [new Uint8Array(mostLetters + 1), new Uint8Array(mostLetters + 1), new Uint8Array(mostLetters + 1)] as const;

/**
 * How far a typed word is from a word, and from its beginnings. Given up, as one edit further than `most`, once no way
 * within it is left: nearly all words of a registry part from the typed one in their first letters.
 */
export function distancesBetween(typed: string, word: string, most: number = mostLetters): Distances {
  const beyond: Distances = { whole: most + 1, beginning: most + 1 };
  if (typed.length > mostLetters || word.length > mostLetters) return beyond;
  const width = word.length + 1;
  let [before, above, row]: [Uint8Array, Uint8Array, Uint8Array] = [...rows];
  for (let j = 0; j < width; j += 1) above[j] = j;
  let fewestAbove = 0;
  for (let i = 1; i <= typed.length; i += 1) {
    row[0] = i;
    let fewest = i;
    const letter = typed.charCodeAt(i - 1);
    const letterBefore = i > 1 ? typed.charCodeAt(i - 2) : -1;
    for (let j = 1; j < width; j += 1) {
      const other = word.charCodeAt(j - 1);
      let edits = (above[j - 1] ?? 0) + (letter === other ? 0 : 1);
      edits = Math.min(edits, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (j > 1 && letterBefore === other && letter === word.charCodeAt(j - 2)) edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      row[j] = edits;
      if (edits < fewest) fewest = edits;
    }
    // The next row grows from this one, or by an exchange from the one above it.
    if (fewest > most && fewestAbove + 1 > most) return beyond;
    fewestAbove = fewest;
    [before, above, row] = [above, row, before];
  }
  let beginning = above[0] ?? 0;
  for (let j = 1; j < width; j += 1) beginning = Math.min(beginning, above[j] ?? 0);
  return { whole: above[word.length] ?? 0, beginning };
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
    const distances = distancesBetween(typed, word, edits);
    if (distances.whole <= edits) whole.push({ word, distance: distances.whole });
    else if (distances.beginning <= edits) beginning.push({ word, distance: distances.beginning });
  }
  const nearest = (whole.length > 0 ? whole : beginning).sort((one, other) => one.distance - other.distance || (one.word < other.word ? -1 : one.word > other.word ? 1 : 0));
  return [...new Set(nearest.map(({ word }) => word))].slice(0, mostNear);
}
