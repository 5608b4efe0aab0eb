/**
 * Which words of a registry a mistyped word may stand for: one edit (a letter more, less or other, or two neighbours
 * exchanged) in four letters or more, two in eight. Pure. The distance is the optimal string alignment of Damerau and
 * Levenshtein (F. J. Damerau, Commun. ACM 7(3), 1964); words in order are compared as the branches of a tree, so that of
 * all that begin alike the beginning is compared once, and none once it is too far.
 */

/** Edits forgiven in a word of this many letters. */
export function forgivenEdits(length: number): 0 | 1 | 2 {
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

/** Words in order, each once, and how many letters each begins with in common with the one before it. */
export interface OrderedWords {
  readonly words: readonly string[];
  readonly shared: Uint8Array;
}

/** Longer words than this are nobody's. */
const mostLetters = 64;

/** Puts words in order, by letters, to be compared with; those too long to be anybody's are left out. */
export function orderWords(words: readonly string[]): OrderedWords {
  const ordered = [...new Set(words)].filter((word) => word.length <= mostLetters).sort();
  const shared = new Uint8Array(ordered.length);
  for (let index = 1; index < ordered.length; index += 1) shared[index] = lettersShared(ordered[index - 1] ?? '', ordered[index] ?? '');
  return { words: ordered, shared };
}

function lettersShared(one: string, other: string): number {
  let count = 0;
  while (count < one.length && one.charCodeAt(count) === other.charCodeAt(count)) count += 1;
  return count;
}

/** More near words than this are not looked for: nobody reads so many spellings. */
const mostNear = 40;

/**
 * The words near a typed one, nearest first and then by letters: those near it as a whole, or, where there are none, those
 * that begin near it. Words that begin with it are answers as typed, and not among them; nor are words that begin with
 * another near one, for whoever answers to them answers to it.
 */
export function nearWords(typed: string, ordered: OrderedWords): readonly string[] {
  const edits = forgivenEdits(typed.length);
  if (edits === 0 || typed.length > mostLetters || !/^[a-z]+$/.test(typed)) return [];
  const found = distancesWithin(typed, ordered, edits);
  const isWhole = found.some(({ whole }) => whole <= edits);
  const near: { readonly word: string; readonly distance: number }[] = [];
  for (const { word, whole, beginning } of found) {
    const distance = isWhole ? whole : beginning;
    const shorter = near.at(-1)?.word;
    // In order, a word comes right after the shortest it begins with.
    if (distance <= edits && !(shorter !== undefined && word.startsWith(shorter))) near.push({ word, distance });
  }
  return near.sort((one, other) => one.distance - other.distance || (one.word < other.word ? -1 : 1)).slice(0, mostNear).map(({ word }) => word);
}

interface Distances {
  readonly word: string;
  /** Edits between both words; more than `most` where it is further. */
  readonly whole: number;
  /** Fewest edits between the typed word and any beginning of the other. */
  readonly beginning: number;
}

/** The words that are, or begin, within `most` edits of the typed one, in order; none that begins with it. */
function distancesWithin(typed: string, { words, shared }: OrderedWords, most: number): readonly Distances[] {
  const width = typed.length + 1;
  // A row for each letter of the word, on those of the letters before it: row 0 is of no letter.
  const rows = Array.from({ length: mostLetters + 1 }, () => new Uint8Array(width));
  rows[0]?.set(Uint8Array.from({ length: width }, (_, column) => column));
  const fewest = new Uint8Array(mostLetters + 1);
  const beginnings = new Uint8Array(mostLetters + 1);
  beginnings[0] = typed.length;
  const found: Distances[] = [];
  // Rows up to this letter are those of the present word's beginning; `dead`: no longer beginning than it comes near again.
  let known = 0;
  let dead = mostLetters + 1;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const common = shared[index] ?? 0;
    if (common < dead) {
      dead = mostLetters + 1;
      known = Math.min(known, common);
      while (known < word.length && dead > mostLetters) {
        known += 1;
        fewest[known] = fillRow(rows, known, typed, word);
        beginnings[known] = Math.min(beginnings[known - 1] ?? 0, rows[known]?.[typed.length] ?? 0);
        // The next row grows from this one, or by an exchange from the one above it.
        if ((fewest[known] ?? 0) > most && (fewest[known - 1] ?? 0) + 1 > most) dead = known;
      }
    }
    const beginning = beginnings[Math.min(dead, word.length)] ?? 0;
    if (beginning <= most && !word.startsWith(typed)) found.push({ word, whole: dead <= word.length ? most + 1 : (rows[word.length]?.[typed.length] ?? 0), beginning });
  }
  return found;
}

/** The row of a word's letter: edits between the word up to it and each beginning of the typed one. @returns the fewest of them */
function fillRow(rows: readonly Uint8Array[], at: number, typed: string, word: string): number {
  const [row, above, before] = [rows[at], rows[at - 1], rows[at - 2]];
  if (!row || !above) return 0;
  const letter = word.charCodeAt(at - 1);
  const letterBefore = at > 1 ? word.charCodeAt(at - 2) : -1;
  row[0] = at;
  let fewest = at;
  for (let column = 1; column < row.length; column += 1) {
    const other = typed.charCodeAt(column - 1);
    let edits = (above[column - 1] ?? 0) + (letter === other ? 0 : 1);
    edits = Math.min(edits, (above[column] ?? 0) + 1, (row[column - 1] ?? 0) + 1);
    if (column > 1 && before && letterBefore === other && letter === typed.charCodeAt(column - 2)) edits = Math.min(edits, (before[column - 2] ?? 0) + 1);
    row[column] = edits;
    if (edits < fewest) fewest = edits;
  }
  return fewest;
}
