import type { NirCheck } from '#contract/identifiers.ts';
import type { AdministrativeSex } from '#contract/values.ts';

/**
 * The French NIR (numéro d’inscription au répertoire; also the matricule of an INS): 13 characters and a key of two digits.
 * Sex (1, 2; 3, 4 waiting for the civil status; 7, 8 temporary), two digits of the birth year, month, place of birth (five
 * characters: the INSEE code of the municipality, `99` and the country abroad), order (three), key.
 * Key = 97 − (the 13 digits mod 97), the departments of Corsica 2A counting as 19 and 2B as 18 (INSEE).
 * `testing/fr-nir-vectors.json` holds published numbers.
 */

const format = /^([123478])(\d{2})(\d{2})(\d{2}|2[AB])(\d{3})(\d{3})(\d{2})?$/;
/** Months beyond twelve stand for a civil status known in part: nothing to compare. */
const monthsKnownInPart = (month: number): boolean => month === 20 || (month >= 30 && month <= 42) || (month >= 50 && month <= 99);

/** Whose number it should be; blank and unknown parts are not compared. */
export interface NirHolder {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly birthDate: string | null;
  readonly administrativeSex: AdministrativeSex | null;
  /** INSEE code of the place of birth, five characters. */
  readonly birthPlaceCode: string | null;
}

/** Upper case, without spaces, dots and hyphens: the form that is stored. */
export function normalizeNir(text: string): string {
  return text.toUpperCase().replace(/[\s\u00A0\u202F.\-–]/g, '');
}

/** "2 95 •• •• ••• ••• 93": how lists show a number. */
export function maskNir(nir: string): string {
  return [nir.slice(0, 1), nir.slice(1, 3), '••', '••', '•••', '•••', nir.slice(13)].join('\u00A0');
}

/** The key that completes 13 characters, as two digits; `null` when they are not well formed. */
export function nirKey(thirteen: string): string | null {
  if (!format.test(thirteen)) return null;
  const digits = thirteen.replace('2A', '19').replace('2B', '18');
  // 13 digits are below 2^53.
  return String(97 - (Number(digits) % 97)).padStart(2, '0');
}

/** Whether the 15 characters are well formed and their key right. */
export function isNirValid(nir: string): boolean {
  return nir.length === 15 && isWellFormed(nir) && nirKey(nir.slice(0, 13)) === nir.slice(13);
}

/** A number given while the civil status is being established (3, 4), or for a time (7, 8). */
export function isNirProvisional(nir: string): boolean {
  return /^[3478]/.test(nir);
}

/**
 * Compares a number with a person. A wrong form or key is an error: no such number exists. What it says otherwise than the
 * record is a warning, for it may be that of the insured person the patient depends on. 13 characters are given their key.
 */
export function checkNir(text: string, holder: NirHolder): NirCheck {
  const typed = normalizeNir(text);
  const nir = typed.length === 13 ? `${typed}${nirKey(typed) ?? ''}` : typed;
  if (nir.length !== 15 || !isWellFormed(nir)) return { normalized: null, errors: ['FORMAT'], warnings: [] };
  if (nirKey(nir.slice(0, 13)) !== nir.slice(13)) return { normalized: null, errors: ['KEY'], warnings: [] };
  const [, first = '', year = '', month = '', department = '', place = ''] = format.exec(nir) ?? [];
  const warnings: NirCheck['warnings'] = [];
  const sex = Number(first) % 2 === 1 ? 'M' : 'F';
  if ((holder.administrativeSex === 'F' || holder.administrativeSex === 'M') && holder.administrativeSex !== sex) warnings.push('SEX_MISMATCH');
  const { birthDate, birthPlaceCode } = holder;
  if (birthDate && birthDate.slice(2, 4) !== year) warnings.push('BIRTH_YEAR_MISMATCH');
  if (birthDate && birthDate.length >= 7 && Number(month) <= 12 && birthDate.slice(5, 7) !== month) warnings.push('BIRTH_MONTH_MISMATCH');
  if (birthPlaceCode && birthPlaceCode !== `${department}${place}`) warnings.push('BIRTH_PLACE_MISMATCH');
  if (isNirProvisional(nir)) warnings.push('PROVISIONAL');
  return { normalized: nir, errors: [], warnings };
}

/** The form, a month that exists or stands for one, and a department: 01–95, 2A, 2B, 96–98 overseas, 99 abroad. */
function isWellFormed(nir: string): boolean {
  const [, , , month = '', department = ''] = format.exec(nir) ?? [];
  if (month === '' || department === '00') return false;
  return (Number(month) >= 1 && Number(month) <= 12) || monthsKnownInPart(Number(month));
}
