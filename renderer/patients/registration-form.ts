import { registerPatientInput, type RegisterPatientInput } from '#contract/patients.ts';
import type { AdministrativeSex, Language } from '#contract/values.ts';
import { personFromSearch } from './draft-from-search.ts';
import { parseTypedDate } from './typed-date.ts';

/** The form as it is typed; everything is text until it is sent. */
export interface RegistrationForm {
  readonly nam: string;
  readonly nir: string;
  readonly fileNumber: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthFamilyName: string;
  readonly birthDate: string;
  readonly administrativeSex: AdministrativeSex | '';
  /** Tag of the language the person speaks. */
  readonly language: string;
  readonly phone: string;
  readonly email: string;
  readonly addressLine: string;
  readonly city: string;
  readonly postalCode: string;
  readonly regionCode: string;
  readonly mobility: RegisterPatientInput['mobility'];
  readonly teleSuitability: RegisterPatientInput['teleSuitability'];
}
export type RegistrationField = keyof RegistrationForm;

/** Fields from top to bottom: the first wrong one takes the keyboard. */
export const registrationFields = [
  'nam', 'nir', 'fileNumber', 'familyName', 'givenName', 'birthDate', 'birthFamilyName', 'administrativeSex', 'language',
  'phone', 'email', 'addressLine', 'city', 'postalCode', 'regionCode', 'mobility', 'teleSuitability',
] as const satisfies readonly RegistrationField[];

/** What a field can be told; words of the catalogue under `form.issue`, and `REQUIRED` under `form.required`. */
export const issueCodes = [
  'REQUIRED', 'DATE', 'FUTURE', 'TOO_OLD', 'FORMAT', 'BIRTH_DATE_MISMATCH', 'SEX_MISMATCH', 'FAMILY_NAME_MISMATCH', 'GIVEN_NAME_MISMATCH', 'DUPLICATE', 'NIR_FORMAT', 'NIR_KEY', 'UNKNOWN', 'EMAIL', 'TOO_LONG', 'OTHER',
] as const;
export type IssueCode = (typeof issueCodes)[number];

export interface FormIssue {
  readonly field: RegistrationField;
  readonly code: IssueCode;
}

/** An empty form, begun with what a search already said; the region of the clinic is the likeliest. */
export function beginRegistration(searched: string, { language, region }: { language: Language; region: string | null }): RegistrationForm {
  return {
    ...personFromSearch(searched), nir: '', birthFamilyName: '', administrativeSex: '', language, phone: '', email: '', addressLine: '', city: '', postalCode: '', regionCode: region ?? '',
    mobility: 'unknown', teleSuitability: 'unknown',
  };
}

/** What is sent, or why it cannot be, field by field. */
export function readRegistration(patientId: string, form: RegistrationForm): { readonly input: RegisterPatientInput } | { readonly issues: readonly FormIssue[] } {
  const birthDate = parseTypedDate(form.birthDate);
  const { administrativeSex } = form;
  const required = (['familyName', 'givenName', 'birthDate', 'administrativeSex'] as const).filter((field) => form[field].trim() === '');
  const issues: FormIssue[] = required.map((field) => ({ field, code: 'REQUIRED' }));
  if (form.birthDate.trim() !== '' && birthDate === null) issues.push({ field: 'birthDate', code: 'DATE' });
  if (issues.length > 0 || birthDate === null || administrativeSex === '') return { issues };
  const blanks = { birthFamilyName: form.birthFamilyName || null, nam: form.nam || null, nir: form.nir || null, fileNumber: form.fileNumber || null, phone: form.phone || null, email: form.email.trim() || null };
  const place = { addressLine: form.addressLine || null, city: form.city || null, postalCode: form.postalCode || null, regionCode: form.regionCode || null };
  const parsed = registerPatientInput.safeParse({ ...form, ...blanks, ...place, patientId, birthDate, administrativeSex });
  if (parsed.success) return { input: parsed.data };
  return { issues: parsed.error.issues.map((issue) => ({ field: fieldOf(String(issue.path[0])), code: issue.code === 'too_big' ? 'TOO_LONG' : issue.path[0] === 'email' ? 'EMAIL' : 'OTHER' })) };
}

/** The issues main answered with (`INVALID`), for the fields of this form. */
export function issuesOf(data: unknown): readonly FormIssue[] {
  if (typeof data !== 'object' || data === null || !('issues' in data) || !Array.isArray(data.issues)) return [];
  return (data.issues as readonly { path?: unknown; code?: unknown }[]).map(({ path, code }) => ({ field: fieldOf(String(path)), code: issueCodes.find((known) => known === code) ?? 'OTHER' }));
}

function fieldOf(path: string): RegistrationField {
  return registrationFields.find((field) => field === path) ?? 'familyName';
}
