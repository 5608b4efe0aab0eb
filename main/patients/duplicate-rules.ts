import { foldedWords } from './patient-name.ts';

/** Whether two entries may be one person. Pure; the caller has chosen people of the same birth date already. */

export interface Name {
  readonly familyName: string;
  readonly givenName: string;
  readonly birthFamilyName?: string | null;
}

/** Edits allowed between two names that are taken for one. */
const nearEdits = 2;

/** `same`: the words of both names agree in any order; `similar`: a slip of the pen, a shortened or swapped name. */
export function compareNames(one: Name, other: Name): 'same' | 'similar' | 'different' {
  const ways = familyNames(one).flatMap((first) => familyNames(other).map((second) => [first, second] as const));
  const [given, otherGiven] = [words(one.givenName), words(other.givenName)];
  if (ways.some(([first, second]) => key([...words(first), ...given]) === key([...words(second), ...otherGiven]))) return 'same';
  if (ways.some(([first, second]) => near(words(first), words(second)) && near(given, otherGiven))) return 'similar';
  // Family and given name in each other's field, one of them misspelt.
  return ways.some(([first, second]) => near(words(first), otherGiven) && near(given, words(second))) ? 'similar' : 'different';
}

/** The birth date with day and month exchanged, when that is a date: a usual slip. */
export function swappedDate(date: string): string | null {
  const [year = '', month = '', day = ''] = date.split('-');
  return Number(day) <= 12 && day !== month && day !== '' ? `${year}-${day}-${month}` : null;
}

function familyNames(name: Name): readonly string[] {
  return [name.familyName, ...(name.birthFamilyName ? [name.birthFamilyName] : [])];
}

function words(name: string): readonly string[] {
  return foldedWords(name).map((word) => (word === 'st' ? 'saint' : word === 'ste' ? 'sainte' : word));
}

function key(parts: readonly string[]): string {
  return [...parts].sort().join(' ');
}

/** One shares a whole word of three letters with the other, begins like it, or is within a few edits of it. */
function near(one: readonly string[], other: readonly string[]): boolean {
  if (one.some((word) => word.length > 2 && other.includes(word))) return true;
  const [first, second] = [one.join(''), other.join('')];
  if (first === '' || second === '') return false;
  const shorter = Math.min(first.length, second.length);
  if (shorter >= 3 && (first.startsWith(second) || second.startsWith(first))) return true;
  return distance(first, second) <= (shorter <= 4 ? 1 : nearEdits);
}

/** Edit distance in which two neighbours exchanged count once. */
function distance(one: string, other: string): number {
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
