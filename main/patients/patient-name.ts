/** Folding of names for sorting and searching; both databases store and compare what these functions return. */

const ligatures: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
const apostrophes = /['’ʼ`´]/g;
/** Longer words are cut, in the index and in the question alike. */
const longestWord = 64;
/** Written one way on the card and another on the request: both are indexed. */
const abbreviations: Readonly<Record<string, string>> = { saint: 'st', st: 'saint', sainte: 'ste', ste: 'sainte' };

/**
 * Folds a text to lower-case ASCII-like words: marks dropped, ligatures opened, apostrophes removed,
 * anything else that is not a letter or digit becomes a single space. "D'Amours, Élise" → "damours elise".
 */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[œæßøłđðþı]/g, (letter) => ligatures[letter] ?? letter)
    .replace(apostrophes, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Key by which names sort and page, the same on both databases: "damours elise". The id breaks ties. */
export function sortKey(familyName: string, givenName: string): string {
  return `${foldText(familyName)}  ${foldText(givenName)}`.trim();
}

/**
 * The folded words of a text, of `a–z` and `0–9` only: what the word index of either database holds and is asked.
 * A letter of another script becomes its code point, so that a name in syllabics or Greek is found too.
 */
export function foldedWords(text: string): readonly string[] {
  return foldText(text)
    .split(' ')
    .map((word) => word.replace(/[^a-z0-9]/gu, (letter) => (letter.codePointAt(0) ?? 0).toString(16)).slice(0, longestWord))
    .filter((word) => word !== '');
}

/** The other way of writing a word of a name ("saint" for "st"), if there is one. */
export function otherSpelling(word: string): string | undefined {
  return abbreviations[word];
}

/** What a patient is found by. */
export interface Searchable {
  readonly familyName: string;
  readonly givenName: string;
  readonly birthFamilyName: string | null;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly birthDate: string | null;
  /** Numbers a person may quote: insurance number, file number. */
  readonly numbers: readonly string[];
}

/** The words a patient is indexed by, each once, separated by single spaces (the column `terms`). */
export function searchTerms(patient: Searchable): string {
  const names = [patient.familyName, patient.givenName, patient.birthFamilyName ?? ''].flatMap(nameWords);
  const birthDate = patient.birthDate?.replaceAll('-', '') ?? '';
  return [...new Set([...names, birthDate, ...patient.numbers.flatMap(numberWords)])].filter((word) => word !== '').join(' ');
}

/** "D’Amours-Roy" is found by damours, d, amours, roy, and as one word; "St" also by saint. */
function nameWords(name: string): readonly string[] {
  const together = foldedWords(name);
  const apart = foldedWords(name.replace(apostrophes, ' '));
  const inOneWord = together.length > 1 ? [together, together.map((word) => otherSpelling(word) ?? word)].map((words) => words.join('').slice(0, longestWord)) : [];
  const other = together.flatMap((word) => otherSpelling(word) ?? []);
  return [...together, ...apart, ...other, ...inOneWord];
}

/** "A-004 217" is found by its parts, as one word, and without leading zeros. */
function numberWords(number: string): readonly string[] {
  const parts = foldedWords(number);
  const whole = parts.join('').slice(0, longestWord);
  return [...parts, whole, whole.replace(/^0+(?=.)/, '')];
}
