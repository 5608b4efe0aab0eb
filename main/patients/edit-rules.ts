import type { IdentifierInput } from '#contract/identifiers.ts';
import type { EntryWarning, PatientFieldsInput } from '#contract/patient-edits.ts';
import { type AdministrativeSex, identifierSystems } from '#contract/values.ts';
import { Temporal } from 'temporal-polyfill';
import { checkNam, normalizeNam } from './nam-rules.ts';
import { checkNir, normalizeNir } from './nir-rules.ts';
import type { PatientFields, PatientIdentifier } from './patient-fields.ts';
import { isKnownRegion, oldestBirth, oneSpace, orNull, type RegistrationIssue, tidyPostalCode } from './registration-rules.ts';

/** What an edit of a record may say. Pure. */

const placeCode = /^(\d{2}|2[AB])\d{3}$/;
/** Temporary French numbers: no INS is made of them. */
const temporary = /^[78]/;
/** What an INS was qualified for: change one, and it must be fetched again. */
const insTraits = ['familyName', 'givenName', 'birthFamilyName', 'birthDate', 'administrativeSex', 'birthPlaceCode', 'identityDocument'] as const satisfies readonly (keyof PatientFields)[];

/** The changed fields as they are kept: blanks are absent, codes in their stored form. */
export function tidyFields(fields: PatientFieldsInput): Partial<PatientFields> {
  const { postalCode, birthPlaceCode, ...rest } = fields;
  const tidied = Object.entries(rest).filter(([, value]) => value !== undefined).map(([field, value]) => [field, typeof value === 'string' ? orNull(value) : value]);
  return {
    ...(Object.fromEntries(tidied) as Partial<PatientFields>),
    ...(postalCode === undefined ? {} : { postalCode: tidyPostalCode(postalCode) }),
    ...(birthPlaceCode === undefined ? {} : { birthPlaceCode: orNull(birthPlaceCode?.toUpperCase() ?? null) }),
  };
}

/** The numbers as they are kept: normalised by their system. */
export function tidyIdentifiers(identifiers: readonly IdentifierInput[]): readonly PatientIdentifier[] {
  return identifiers.map((one) => ({
    ...one,
    value: one.system === identifierSystems.nam ? normalizeNam(one.value) : one.system === identifierSystems.nir ? wholeNir(one.value) : oneSpace(one.value),
    use: orNull(one.use),
    issuer: orNull(one.issuer),
    validFrom: orNull(one.validFrom),
    validTo: orNull(one.validTo),
  }));
}

/** Numbers whose INS is no longer qualified, because a trait it was qualified for has changed and nobody qualified it anew. */
export function withoutStaleQualification(before: { readonly fields: PatientFields; readonly identifiers: readonly PatientIdentifier[] }, fields: PatientFields, identifiers: readonly PatientIdentifier[]): readonly PatientIdentifier[] {
  if (insTraits.every((trait) => before.fields[trait] === fields[trait])) return identifiers;
  return identifiers.map((one) => (before.identifiers.some((old) => old.id === one.id && old.insQualified && old.value === one.value) ? { ...one, insQualified: false } : one));
}

/** Why an edit cannot be kept. Only what the edit changes is judged: what came in otherwise does not hold it up. */
export function editIssues(
  before: { readonly fields: PatientFields; readonly identifiers: readonly PatientIdentifier[] },
  fields: PatientFields,
  identifiers: readonly PatientIdentifier[],
  { today, country }: { readonly today: string; readonly country: string },
): readonly RegistrationIssue[] {
  const changed = (field: keyof PatientFields): boolean => before.fields[field] !== fields[field];
  const issues: RegistrationIssue[] = [];
  const { birthDate, deceasedOn, identityDocument, identityVerifiedOn, birthPlaceCode } = fields;
  for (const field of ['familyName', 'givenName'] as const) if (changed(field) && !fields[field]) issues.push({ path: field, code: 'REQUIRED' });
  if (changed('birthDate')) issues.push(...dateIssues('birthDate', birthDate, today), ...(birthDate === null ? [{ path: 'birthDate', code: 'REQUIRED' }] : []));
  if (changed('birthDate') && birthDate !== null && isBefore(birthDate, oldestBirth(today))) issues.push({ path: 'birthDate', code: 'TOO_OLD' });
  if (changed('deceasedOn') || changed('deceased')) {
    if (changed('deceasedOn')) issues.push(...dateIssues('deceasedOn', deceasedOn, today));
    if (deceasedOn !== null && !fields.deceased) issues.push({ path: 'deceasedOn', code: 'NOT_DECEASED' });
    if (deceasedOn !== null && birthDate !== null && isBefore(deceasedOn, birthDate)) issues.push({ path: 'deceasedOn', code: 'BEFORE_BIRTH' });
  }
  if (changed('identityDocument') || changed('identityVerifiedOn')) {
    if (identityDocument !== null && identityVerifiedOn === null) issues.push({ path: 'identityVerifiedOn', code: 'REQUIRED' });
    if (identityDocument === null && identityVerifiedOn !== null) issues.push({ path: 'identityDocument', code: 'REQUIRED' });
    issues.push(...dateIssues('identityVerifiedOn', identityVerifiedOn, today));
  }
  if (changed('birthPlaceCode') && birthPlaceCode !== null && !placeCode.test(birthPlaceCode)) issues.push({ path: 'birthPlaceCode', code: 'PLACE' });
  if (changed('regionCode') && country === 'CA' && fields.regionCode !== null && !isKnownRegion(fields.regionCode)) issues.push({ path: 'regionCode', code: 'UNKNOWN' });

  for (const one of identifiers) {
    const old = before.identifiers.find(({ id }) => id === one.id);
    if (old && JSON.stringify({ ...old }) === JSON.stringify({ ...old, ...one })) continue;
    const code = identifierIssue(one, old, fields, today) ?? (identifiers.some((other) => other !== one && other.system === one.system && other.value === one.value) ? 'TWICE' : null);
    if (code) issues.push({ path: `identifiers.${one.id}`, code });
  }
  return issues;
}

function identifierIssue(one: PatientIdentifier, old: PatientIdentifier | undefined, fields: PatientFields, today: string): string | null {
  if (one.value === '') return 'REQUIRED';
  const holder = { ...fields, administrativeSex: fields.administrativeSex as AdministrativeSex };
  const isNewValue = old?.value !== one.value || old.system !== one.system;
  if (one.system === identifierSystems.nam && isNewValue) {
    const [error] = checkNam(one.value, holder, today).errors;
    if (error) return error;
  }
  if (one.system === identifierSystems.nir && isNewValue) {
    const [error] = checkNir(one.value, holder).errors;
    if (error) return `NIR_${error}`;
  }
  if (one.system === identifierSystems.foreign && one.issuer === null) return 'ISSUER';
  for (const date of [one.validFrom, one.validTo]) if (isNewValue && date !== null && !isRealDate(date)) return 'DATE';
  if (one.validFrom !== null && one.validTo !== null && isBefore(one.validTo, one.validFrom)) return 'ENDS_BEFORE';
  if (one.insQualified) {
    if (one.system !== identifierSystems.nir) return 'INS_SYSTEM';
    if (temporary.test(one.value)) return 'INS_TEMPORARY';
    if (fields.identityDocument === null || fields.birthDate?.length !== 10) return 'INS_IDENTITY';
  }
  return null;
}

function wholeNir(text: string): string {
  return checkNir(text, { birthDate: null, administrativeSex: null, birthPlaceCode: null }).normalized ?? normalizeNir(text);
}

function dateIssues(path: string, date: string | null, today: string): readonly RegistrationIssue[] {
  if (date === null) return [];
  if (!isRealDate(date)) return [{ path, code: 'DATE' }];
  return isBefore(today, date) ? [{ path, code: 'FUTURE' }] : [];
}

/** Whether a date is surely before another, as far as both are known. */
function isBefore(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length, 10);
  return one.slice(0, length) < other.slice(0, length);
}

/** A day that exists; a year or a month does. */
function isRealDate(date: string): boolean {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(date)) return false;
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  try {
    Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const canadianPostalCode = /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\s?\d[ABCEGHJ-NPRSTV-Z]\d$/;
const email = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

/** Doubts about how somebody is reached. An extension ("poste 12") is not counted; a number of another country starts with +. */
export function entryWarnings({ phone, email: address, postalCode, country }: { readonly phone: string; readonly email: string; readonly postalCode: string; readonly country: string | null }): EntryWarning[] {
  const warnings: EntryWarning[] = [];
  const number = phone.replace(/(,|;|poste|ext\.?|x)\s*\d+\s*$/i, '');
  const digits = number.replace(/\D/g, '');
  const isForeign = number.trim().startsWith('+') && !/^\+(1|33)/.test(number.replace(/\s/g, ''));
  const isPhone = isForeign ? digits.length >= 7 && digits.length <= 15 : country === 'FR' ? /^(0|\+?33|0033)0?[1-9]\d{8}$/.test(number.replace(/[\s.()-]/g, '')) : /^1?[2-9]\d{9}$/.test(digits);
  if (phone !== '' && !isPhone) warnings.push({ field: 'phone', code: 'PHONE' });
  if (address !== '' && !email.test(address)) warnings.push({ field: 'email', code: 'EMAIL' });
  const code = postalCode.toUpperCase().replace(/-/g, ' ').trim();
  if (code !== '' && country === 'CA' && !canadianPostalCode.test(code)) warnings.push({ field: 'postalCode', code: 'POSTAL_CODE_CA' });
  if (code !== '' && country === 'FR' && !/^(?!00)\d{5}$/.test(code)) warnings.push({ field: 'postalCode', code: 'POSTAL_CODE_FR' });
  return warnings;
}
