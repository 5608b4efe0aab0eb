import { Temporal } from 'temporal-polyfill';
import type { NamCheck } from '#contract/patients.ts';
import type { AdministrativeSex } from '#contract/values.ts';
import { foldText, otherSpelling } from './patient-name.ts';

/**
 * The Québec health insurance number (NAM): 12 characters `LLLF YYMMDD SC`. L: first letters of the birth family name,
 * F: of the given name, month + 50 for a woman, S: sequence (1–9, A–Z without I and O), C: check digit.
 * The check digit is that of the utility of INSPQ (Institut national de santé publique du Québec), of which
 * `testing/ramq-nam-vectors.json` holds published numbers. The century is not written.
 */

const format = /^[A-Z]{4}\d{2}(0[1-9]|1[0-2]|5[1-9]|6[0-2])(0[1-9]|[12]\d|3[01])[1-9A-HJ-NP-Z]\d$/;
const weights = [1, 3, 7, 9, 1, 7, 1, 3, 4, 5, 7, 6, 9, 1] as const;
const centuries = ['20', '19', '18'] as const;
/** Nobody on file is older. */
const oldestAge = 130;

/** Who the number should belong to; blank and unknown parts are not compared. */
export interface NamHolder {
  readonly familyName: string;
  readonly birthFamilyName?: string | null;
  readonly givenName: string;
  readonly birthDate: string | null;
  readonly administrativeSex: AdministrativeSex | null;
}

interface NamParts {
  readonly family: string;
  readonly given: string;
  readonly twoDigitYear: string;
  readonly month: string;
  readonly day: string;
  readonly sex: 'F' | 'M';
  readonly sequence: string;
  readonly checkDigit: number;
}

/** Upper case, without spaces, hyphens and dots: the form that is stored. */
export function normalizeNam(text: string): string {
  return text.toUpperCase().replace(/[\s\u00A0\u202F.\-–]/g, '');
}

/** "TREM •••• ••14": how lists show a number. */
export function maskNam(nam: string): string {
  return `${nam.slice(0, 4)}\u00A0••••\u00A0••${nam.slice(10)}`;
}

/** Whether the number is well formed and its check digit right, in the century given or in any. */
export function isNamValid(nam: string, birthYear?: number): boolean {
  const parts = partsOf(nam);
  return parts !== null && datesOf(parts).some((date) => (birthYear === undefined || Number(date.slice(0, 4)) === birthYear) && agrees(parts, date));
}

/** The check digit that completes eleven characters, for a holder born in this year. `null` if they are not well formed. */
export function namCheckDigit(firstEleven: string, birthYear: number): number | null {
  const parts = partsOf(`${firstEleven}0`);
  return parts ? checkDigitOf(parts, String(birthYear)) : null;
}

/** The ten characters the number of this person starts with, or `null` when something is unknown. */
export function expectedNamStart(holder: NamHolder): string | null {
  const { birthDate, administrativeSex: sex } = holder;
  const family = lettersOf(holder.birthFamilyName?.trim() ? holder.birthFamilyName : holder.familyName);
  const given = lettersOf(holder.givenName);
  if (!family || !given || birthDate?.length !== 10 || (sex !== 'F' && sex !== 'M')) return null;
  const month = Number(birthDate.slice(5, 7)) + (sex === 'F' ? 50 : 0);
  return `${family.padEnd(3, 'X').slice(0, 3)}${given.slice(0, 1)}${birthDate.slice(2, 4)}${String(month).padStart(2, '0')}${birthDate.slice(8, 10)}`;
}

/**
 * Compares a number with a person. A wrong format, date, sex or name is an error; a wrong check digit only a warning,
 * because numbers given out before it existed are still in use.
 *
 * @param today civil date: birth dates after it are not proposed
 */
export function checkNam(text: string, holder: NamHolder, today: string): NamCheck {
  const nam = normalizeNam(text);
  const expectedStart = expectedNamStart(holder);
  const parts = partsOf(nam);
  const dates = parts ? plausibleDates(parts, today) : [];
  if (!parts || dates.length === 0) return { normalized: null, errors: ['FORMAT'], warnings: [], derivedBirthDates: [], derivedSex: null, expectedStart };

  const errors: NamCheck['errors'] = [];
  const { birthDate, administrativeSex: sex } = holder;
  // A partial birth date is compared as far as it goes.
  const dateAgrees = !birthDate || `${parts.twoDigitYear}${parts.month}${parts.day}`.startsWith(birthDate.slice(2).replaceAll('-', ''));
  if (!dateAgrees) errors.push('BIRTH_DATE_MISMATCH');
  if ((sex === 'F' || sex === 'M') && sex !== parts.sex) errors.push('SEX_MISMATCH');
  if (!familyAgrees(parts.family, holder)) errors.push('FAMILY_NAME_MISMATCH');
  const given = lettersOf(holder.givenName);
  if (given && !given.startsWith(parts.given)) errors.push('GIVEN_NAME_MISMATCH');

  const checked = datesOf(parts).filter((date) => !birthDate || !dateAgrees || date.startsWith(birthDate));
  const warnings: NamCheck['warnings'] = checked.some((date) => agrees(parts, date)) ? [] : ['CHECK_DIGIT'];
  return { normalized: nam, errors, warnings, derivedBirthDates: dates, derivedSex: parts.sex, expectedStart };
}

function partsOf(nam: string): NamParts | null {
  if (!format.test(nam)) return null;
  const writtenMonth = Number(nam.slice(6, 8));
  return {
    family: nam.slice(0, 3),
    given: nam.slice(3, 4),
    twoDigitYear: nam.slice(4, 6),
    month: String(writtenMonth > 50 ? writtenMonth - 50 : writtenMonth).padStart(2, '0'),
    day: nam.slice(8, 10),
    sex: writtenMonth > 50 ? 'F' : 'M',
    sequence: nam.slice(10, 11),
    checkDigit: Number(nam.slice(11)),
  };
}

/** The real dates the number can mean, latest century first. */
function datesOf(parts: NamParts): readonly string[] {
  return centuries.map((century) => `${century}${parts.twoDigitYear}-${parts.month}-${parts.day}`).filter(isRealDate);
}

/** Those a living person can have, dates whose check digit agrees first. */
function plausibleDates(parts: NamParts, today: string): string[] {
  const oldest = `${String(Number(today.slice(0, 4)) - oldestAge)}${today.slice(4)}`;
  const dates = datesOf(parts).filter((date) => date <= today && date >= oldest);
  return [...dates.filter((date) => agrees(parts, date)), ...dates.filter((date) => !agrees(parts, date))];
}

function agrees(parts: NamParts, birthDate: string): boolean {
  return checkDigitOf(parts, birthDate.slice(0, 4)) === parts.checkDigit;
}

function checkDigitOf(parts: NamParts, year: string): number {
  const text = `${parts.family}${parts.given}${year}${parts.sex}${parts.month}${parts.day}${parts.sequence}`;
  return weights.reduce((sum, weight, index) => sum + weight * ebcdic(text.charCodeAt(index)), 0) % 10;
}

/** The EBCDIC code of `A–Z` or `0–9`, given as ASCII. */
function ebcdic(ascii: number): number {
  if (ascii <= 57) return ascii - 48 + 240;
  const letter = ascii - 65;
  if (letter < 9) return letter + 193;
  return letter < 18 ? letter - 9 + 209 : letter - 18 + 226;
}

/** Whether the first three letters are those of the family name at birth or now, "St" and "Saint" alike. */
function familyAgrees(letters: string, holder: NamHolder): boolean {
  const candidates = [holder.familyName, holder.birthFamilyName ?? ''].flatMap((name) => {
    const words = foldText(name).split(' ');
    const [first = '', ...rest] = words;
    return [name, [otherSpelling(first) ?? first, ...rest].join(' ')];
  }).map(lettersOf).filter((name) => name !== '');
  return candidates.length === 0 || candidates.some((name) => name.padEnd(3, 'X').startsWith(letters));
}

/** Capital letters only: "St-Pierre" → "STPIERRE". Empty when the name has no Latin letter to compare. */
function lettersOf(name: string): string {
  return foldText(name).toUpperCase().replace(/[^A-Z]/g, '');
}

function isRealDate(date: string): boolean {
  try {
    Temporal.PlainDate.from(date, { overflow: 'reject' });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
