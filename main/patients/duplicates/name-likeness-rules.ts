import { foldedWords } from '../patient-name.ts';

/** How alike two names are. Pure and symmetric. */

/** `same`: the same words in any order; `similar`: a slip of the pen, a shortened form; `different` otherwise. */
export type Likeness = 'same' | 'similar' | 'different';

/** Edits allowed between two names that are taken for one. */
const nearEdits = 2;

/** Compares two family names, or two given names, in words, however they are written ("St-Onge", "SAINT ONGE"). */
export function compareWords(first: readonly string[], second: readonly string[]): Likeness {
  if (first.length === 0 || second.length === 0) return 'different';
  if (first.join('') === second.join('') || [...first].sort().join(' ') === [...second].sort().join(' ')) return 'same';
  return isNear(first, second) ? 'similar' : 'different';
}

/** The words of a name, "St" and "Ste" written out. */
export function nameWords(name: string): readonly string[] {
  return foldedWords(name).map((word) => (word === 'st' ? 'saint' : word === 'ste' ? 'sainte' : word));
}

/** One shares a whole word of three letters with the other, begins like it, is its initial, or is within a few edits of it. */
function isNear(one: readonly string[], other: readonly string[]): boolean {
  if (one.some((word) => word.length > 2 && !commonParts.has(word) && other.includes(word))) return true;
  const [first, second] = [one.join(''), other.join('')];
  const shorter = Math.min(first.length, second.length);
  if ((shorter >= 3 || shorter === 1) && (first.startsWith(second) || second.startsWith(first))) return true;
  const edits = shorter <= 4 ? 1 : nearEdits;
  // No fewer edits than one is longer than the other.
  return Math.abs(first.length - second.length) <= edits && editDistance(first, second) <= edits;
}

/** Words so many names begin with that sharing them says little. */
const commonParts: ReadonlySet<string> = new Set(['saint', 'sainte', 'jean', 'marie', 'van', 'von', 'ben', 'del', 'des']);

/** Edit distance in which two neighbours exchanged count once. */
export function editDistance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const substitution = at(rows, i - 1, j - 1) + Number(one[i - 1] !== other[j - 1]);
      const exchange = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1] ? at(rows, i - 2, j - 2) + 1 : Infinity;
      row.push(Math.min(at(rows, i - 1, j) + 1, (row[j - 1] ?? Infinity) + 1, substitution, exchange));
    }
    rows.push(row);
  }
  return at(rows, one.length, other.length);
}

function at(rows: readonly (readonly number[])[], i: number, j: number): number {
  return rows[i]?.[j] ?? Infinity;
}
