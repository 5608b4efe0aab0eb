import type { RegisterPatientInput } from '#contract/patients.ts';
import { checkNam, normalizeNam } from './nam-rules.ts';

/** What is wrong with a form, by field; codes are words of the page's catalogue. */
export interface RegistrationIssue {
  readonly path: string;
  readonly code: string;
}

const oldestBirthYear = 1880;
const canadianPostalCode = /^([ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z])(\d[ABCEGHJ-NPRSTV-Z]\d)$/;
const healthRegion = /^(0[1-9]|1[0-8])$/;

/** The form as it is kept: blanks are absent, numbers in their stored form. */
export function tidyRegistration(input: RegisterPatientInput): RegisterPatientInput {
  return {
    ...input,
    familyName: oneSpace(input.familyName),
    givenName: oneSpace(input.givenName),
    birthFamilyName: orNull(input.birthFamilyName),
    nam: input.nam === null ? null : normalizeNam(input.nam) || null,
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
  if (Number(input.birthDate.slice(0, 4)) < oldestBirthYear) issues.push({ path: 'birthDate', code: 'TOO_OLD' });
  // A date that cannot be is the fault to mend; the number that disagrees with it is not.
  const isDateWrong = issues.length > 0;
  const namErrors = input.nam === null ? [] : checkNam(input.nam, input, today).errors;
  issues.push(...namErrors.filter((code) => !isDateWrong || code !== 'BIRTH_DATE_MISMATCH').map((code) => ({ path: 'nam' as const, code })));
  if (country === 'CA' && input.regionCode !== null && !healthRegion.test(input.regionCode)) issues.push({ path: 'regionCode', code: 'UNKNOWN' });
  return issues;
}

/** "h2x1y4" → "H2X 1Y4"; other countries' codes stay as typed. */
function tidyPostalCode(text: string | null): string | null {
  const match = canadianPostalCode.exec((text ?? '').toUpperCase().replace(/[\s-]/g, ''));
  return match ? `${match[1]} ${match[2]}` : orNull(text);
}

function orNull(text: string | null): string | null {
  return text === null ? null : oneSpace(text) || null;
}

function oneSpace(text: string): string {
  return text.trim().replace(/\s+/gu, ' ');
}
