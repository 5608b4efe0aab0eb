import { foldedWords, foldText, otherSpelling } from '../patient-name.ts';

/**
 * What a typed text asks for. All groups must match; of a group one alternative is enough; an alternative is a
 * list of words, each of which must be the beginning of a word of the patient. Words are `a–z0–9` only.
 */
export interface SearchQuery {
  readonly groups: readonly Group[];
  /** Beginnings of the sort key that rank first: the family name as typed, then with the given name. */
  readonly namePrefixes: readonly string[];
  /** Asked for as written, in quotation marks: no other spelling answers. */
  readonly isExact: boolean;
}
export type Group = readonly (readonly string[])[];

const mostWords = 8;
const mostPrefixes = 24;
const namLength = 12;

const monthNames: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'janvier janv jan january', 'fevrier fevr fev february feb', 'mars mar march', 'avril avr april apr', 'mai may', 'juin june jun',
    'juillet juill juil july jul', 'aout august aug', 'septembre sept sep september', 'octobre oct october', 'novembre nov november', 'decembre dec december',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1])),
);

/**
 * Reads a typed text; `null` when it holds nothing to search by (blank, punctuation, emoji).
 *
 * @param isExact no other spelling answers, as when the text stands in quotation marks
 */
export function parseSearch(text: string, isExact = false): SearchQuery | null {
  const words = foldedWords(text).slice(0, mostWords);
  if (words.length === 0) return null;
  const groups: Group[] = [];
  for (let index = 0; index < words.length; ) {
    const rest = words.slice(index);
    const found = readNam(rest) ?? readDate(rest) ?? readDigits(rest) ?? { used: 1, alternatives: [] };
    // The words as they are stay an alternative: "mai 1979" may also be somebody called Mai.
    const asTyped = rest.slice(0, found.used);
    if (found.alternatives.length === 0) groups.push([asTyped]);
    else groups.push([...found.alternatives.map((word) => [word]), asTyped]);
    index += found.used;
  }
  return { groups, namePrefixes: namePrefixes(text), isExact: isExact || /^\s*["«“”].*["»”“]\s*$/u.test(text) };
}

/** The words of a query that other spellings may stand for: names typed as they are. */
export function spelledWords({ groups }: SearchQuery): readonly string[] {
  return groups.flatMap((group) => spelledWord(group) ?? []);
}

/** A query for the same people by other spellings of its words; null when no word has another. Answers are by name alone. */
export function respelled(query: SearchQuery, spellings: ReadonlyMap<string, readonly string[]>): SearchQuery | null {
  const groups = query.groups.map((group): Group => {
    const others = spellings.get(spelledWord(group) ?? '') ?? [];
    return [...group, ...others.map((word) => [word])];
  });
  return groups.some((group, index) => group.length > (query.groups[index]?.length ?? 0)) ? { groups, namePrefixes: [], isExact: true } : null;
}

function spelledWord(group: Group): string | undefined {
  const [only] = group.length === 1 ? (group[0] ?? []) : [];
  return group[0]?.length === 1 && only !== undefined && /^[a-z]{3,}$/.test(only) ? only : undefined;
}

interface Reading {
  /** Number of words read. */
  readonly used: number;
  /** Words any of which answers. */
  readonly alternatives: readonly string[];
}

/** An insurance number typed in groups: "TREM 5853 1414", or the beginning of one. */
function readNam(words: readonly string[]): Reading | null {
  if (!/^[a-z]{4}\d*$/.test(words[0] ?? '')) return null;
  let glued = words[0] ?? '';
  let used = 1;
  for (const word of words.slice(1)) {
    if (!/^\d[\da-z]*$/.test(word) || glued.length + word.length > namLength) break;
    glued += word;
    used += 1;
  }
  return used > 1 ? { used, alternatives: [glued] } : null;
}

/** A birth date in any usual order; as "19790208", the word patients are indexed by, or its beginning. */
function readDate(words: readonly string[]): Reading | null {
  const [first = '', second = '', third = ''] = words;
  if (isYear(first) && isPart(second)) return readYearFirst(first, second, third);
  if (isPart(first) && isPart(second) && /^\d{2}$|^\d{4}$/.test(third)) {
    return reading(3, yearsOf(third).flatMap((year) => [wholeDate(year, Number(second), Number(first)), wholeDate(year, Number(first), Number(second))]));
  }
  const day = first.replace(/^(\d{1,2})(er|e|st|nd|rd|th)$/, '$1');
  if (isPart(day) && monthNames[second] && isYear(third)) return reading(3, [wholeDate(third, monthNames[second], Number(day))]);
  const dayAfter = second.replace(/^(\d{1,2})(er|e|st|nd|rd|th)$/, '$1');
  if (monthNames[first] && isPart(dayAfter) && isYear(third)) return reading(3, [wholeDate(third, monthNames[first], Number(dayAfter))]);
  if (monthNames[first] && isYear(second)) return reading(2, [second + twoDigits(monthNames[first])]);
  const dayFirst = /^(\d{2})(\d{2})(\d{4})$/.exec(first);
  if (dayFirst && isYear(dayFirst[3] ?? '')) return reading(1, [wholeDate(dayFirst[3] ?? '', Number(dayFirst[2]), Number(dayFirst[1]))]);
  return null;
}

/** "1979-0", "1979-2", "1979-02-0", "1979-02-08": found at every key. */
function readYearFirst(year: string, month: string, day: string): Reading | null {
  if (!isPart(day)) {
    const partial = [year + month, ...(month.length === 1 && month !== '0' ? [year + twoDigits(Number(month))] : [])];
    return Number(month) <= 12 ? reading(2, partial) : null;
  }
  if (Number(month) < 1 || Number(month) > 12) return null;
  const yearMonth = year + twoDigits(Number(month));
  const alternatives = day.length === 2 ? [wholeDate(year, Number(month), Number(day))] : [yearMonth + day, day === '0' ? undefined : yearMonth + twoDigits(Number(day))];
  return reading(3, alternatives);
}

/** A file number typed in groups: "004 217". */
function readDigits(words: readonly string[]): Reading | null {
  const used = words.findIndex((word) => !/^\d+$/.test(word));
  const count = used === -1 ? words.length : used;
  return count > 1 ? { used: count, alternatives: [words.slice(0, count).join('')] } : null;
}

function reading(used: number, words: readonly (string | undefined)[]): Reading | null {
  const alternatives = [...new Set(words.filter((word) => word !== undefined))];
  return alternatives.length > 0 ? { used, alternatives } : null;
}

function isYear(word: string): boolean {
  return /^(18|19|20)\d\d$/.test(word);
}

function isPart(word: string): boolean {
  return /^\d{1,2}$/.test(word);
}

/** "79" may be 1979 or 2079; nobody is born in the future, so the second finds nothing. */
function yearsOf(word: string): readonly string[] {
  return word.length === 4 ? [word] : [`19${word}`, `20${word}`];
}

function wholeDate(year: string, month: number, day: number): string | undefined {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? year + twoDigits(month) + twoDigits(day) : undefined;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/**
 * Beginnings of the sort key ("family  given") the text may be: the family name being typed, family then given
 * name, given then family name; "st" also as "saint".
 */
function namePrefixes(text: string): readonly string[] {
  const words = foldText(text).split(' ').filter((word) => word !== '').slice(0, mostWords);
  if (words.some((word) => /\d/.test(word))) return [];
  const splits = words.length > 4 ? [] : words.slice(1).map((_, index) => index + 1);
  // "St" begins a family name, so what follows is not one.
  const givenFirst = otherSpelling(words[0] ?? '') ? [] : splits;
  const prefixes = spellings(words).flatMap((spelt) => [
    spelt.join(' '),
    ...splits.map((at) => `${spelt.slice(0, at).join(' ')}  ${spelt.slice(at).join(' ')}`),
    ...givenFirst.map((at) => `${spelt.slice(at).join(' ')}  ${spelt.slice(0, at).join(' ')}`),
  ]);
  return [...new Set(prefixes)].slice(0, mostPrefixes);
}

/** The words as typed, and with each "st", "ste", "saint", "sainte" in its other spelling. */
function spellings(words: readonly string[]): readonly (readonly string[])[] {
  const other = words.map((word) => otherSpelling(word) ?? word);
  return other.some((word, index) => word !== words[index]) ? [words, other] : [words];
}
