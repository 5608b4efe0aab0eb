import type { RegisterPatientInput } from '#contract/patients.ts';
import { checkNam, normalizeNam } from './nam-rules.ts';
import { checkNir, normalizeNir } from './nir-rules.ts';

/** What is wrong with a form, by field; codes are words of the page's catalogue. */
export interface RegistrationIssue {
  readonly path: string;
  readonly code: string;
}

/** Nobody on file is older; a year before is a slip of the keys. */
const oldestAge = 125;
const canadianPostalCode = /^([ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z])(\d[ABCEGHJ-NPRSTV-Z]\d)$/;
/** A number is put in its form without asking whose it is. */
const nobody = { birthDate: null, administrativeSex: null, birthPlaceCode: null };
const healthRegion = /^(0[1-9]|1[0-8])$/;

/** The form as it is kept: blanks are absent, numbers in their stored form. */
export function tidyRegistration(input: RegisterPatientInput): RegisterPatientInput {
  return {
    ...input,
    familyName: oneSpace(input.familyName),
    givenName: oneSpace(input.givenName),
    birthFamilyName: orNull(input.birthFamilyName),
    nam: input.nam === null ? null : normalizeNam(input.nam) || null,
    ...(input.nir ? { nir: checkNir(input.nir, nobody).normalized ?? normalizeNir(input.nir) } : { nir: null }),
    fileNumber: orNull(input.fileNumber),
    phone: orNull(input.phone),
    email: orNull(input.email),
    addressLine: orNull(input.addressLine),
    city: orNull(input.city),
    postalCode: tidyPostalCode(input.postalCode),
    regionCode: orNull(input.regionCode),
  };
}

/** Why a tidy form cannot be registered. `today` is the clinic's civil date. */
export function registrationIssues(input: RegisterPatientInput, { today, country }: { today: string; country: string }): readonly RegistrationIssue[] {
  const issues: RegistrationIssue[] = [];
  if (input.birthDate > today) issues.push({ path: 'birthDate', code: 'FUTURE' });
  if (input.birthDate < oldestBirth(today)) issues.push({ path: 'birthDate', code: 'TOO_OLD' });
  // A date that cannot be is the fault to mend; the number that disagrees with it is not.
  const isDateWrong = issues.length > 0;
  const namErrors = input.nam === null ? [] : checkNam(input.nam, input, today).errors;
  issues.push(...namErrors.filter((code) => !isDateWrong || code !== 'BIRTH_DATE_MISMATCH').map((code) => ({ path: 'nam' as const, code })));
  if (input.nir) issues.push(...checkNir(input.nir, nobody).errors.map((code) => ({ path: 'nir', code: `NIR_${code}` })));
  if (country === 'CA' && input.regionCode !== null && !isKnownRegion(input.regionCode)) issues.push({ path: 'regionCode', code: 'UNKNOWN' });
  return issues;
}

/** The earliest birth date a person on file can have. */
export function oldestBirth(today: string): string {
  return `${String(Number(today.slice(0, 4)) - oldestAge)}${today.slice(4)}`;
}

/** Whether a code is that of one of Québec's health regions. */
export function isKnownRegion(code: string): boolean {
  return healthRegion.test(code);
}

/** "h2x1y4" → "H2X 1Y4"; other countries' codes stay as typed. */
export function tidyPostalCode(text: string | null): string | null {
  const match = canadianPostalCode.exec((text ?? '').toUpperCase().replace(/[\s-]/g, ''));
  return match ? `${match[1]} ${match[2]}` : orNull(text);
}

/** One space between words, none around; nothing is null. */
export function orNull(text: string | null): string | null {
  return text === null ? null : oneSpace(text) || null;
}

/** One space between words, none around. */
export function oneSpace(text: string): string {
  return text.trim().replace(/\s+/gu, ' ');
}
