import { type IdentifierInput, identifierInput } from '#contract/identifiers.ts';
import { patientFieldsInput, type PatientFieldsInput } from '#contract/patient-edits.ts';
import type { PatientRecord } from '#contract/patients.ts';
import { identifierSystems } from '#contract/values.ts';
import { groupNam, groupNir } from '../../text/format.ts';
import { parsePartialDate, parseTypedDate } from '../typed-date.ts';

/** Fields from top to bottom: the first wrong one takes the keyboard. */
export const editFields = [
  'familyName', 'givenName', 'birthFamilyName', 'prefix', 'birthDate', 'birthPlaceCode', 'administrativeSex', 'gender', 'language', 'maritalStatus',
  'identityDocument', 'identityVerifiedOn', 'phone', 'email', 'addressLine', 'city', 'postalCode', 'regionCode', 'country', 'mobility', 'teleSuitability', 'deceased', 'deceasedOn',
] as const satisfies readonly (keyof PatientFieldsInput)[];
export type EditField = (typeof editFields)[number];

/** A number as it is typed. */
export interface IdentifierForm {
  readonly id: string;
  readonly system: string;
  readonly value: string;
  readonly use: string;
  readonly issuer: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly insQualified: boolean;
}

/** The form as it is typed; everything is text until it is sent. A person alive is `no` at `deceased`. */
export type EditForm = Readonly<Record<EditField, string>> & { readonly identifiers: readonly IdentifierForm[] };

/** A record as a form shows it. */
export function formOf({ identity, identifiers }: Pick<PatientRecord, 'identity' | 'identifiers'>): EditForm {
  const text = Object.fromEntries(editFields.map((field) => [field, typeof identity[field] === 'boolean' ? (identity[field] ? 'yes' : 'no') : (identity[field] ?? '')])) as Record<EditField, string>;
  return { ...text, identifiers: identifiers.map(identifierFormOf) };
}

function identifierFormOf({ id, system, value, use, issuer, validFrom, validTo, insQualified }: PatientRecord['identifiers'][number]): IdentifierForm {
  return { id, system, value: written(system, value), use: use ?? '', issuer: issuer ?? '', validFrom: validFrom ?? '', validTo: validTo ?? '', insQualified };
}

/** A number in the groups it is printed in. */
export function written(system: string, value: string): string {
  const grouped = system === identifierSystems.nam ? groupNam(value) : system === identifierSystems.nir ? groupNir(value) : value;
  return grouped.replaceAll('\u00A0', ' ');
}

/** What is wrong, at a field or at `identifiers.<id>`; codes are words of the catalogue. */
export interface EditIssue {
  readonly path: string;
  readonly code: string;
}

/** What the form changes of a record as it was shown, or why it cannot be sent. */
export function readEdit(form: EditForm, shown: EditForm): { readonly fields: PatientFieldsInput; readonly identifiers: IdentifierInput[] | null } | { readonly issues: readonly EditIssue[] } {
  const issues: EditIssue[] = [];
  const fields: Record<string, unknown> = {};
  for (const field of editFields) {
    if (form[field].trim() === shown[field].trim()) continue;
    const text = form[field].trim();
    if (field === 'deceased') fields[field] = text === 'yes';
    else if (field === 'birthDate' || field === 'deceasedOn' || field === 'identityVerifiedOn') {
      const date = text === '' ? null : field === 'identityVerifiedOn' ? parseTypedDate(text) : parsePartialDate(text);
      if (text !== '' && date === null) issues.push({ path: field, code: 'DATE' });
      fields[field] = date;
    } else fields[field] = text === '' ? null : text;
    if (text === '' && (field === 'familyName' || field === 'givenName' || field === 'administrativeSex' || field === 'birthDate')) issues.push({ path: field, code: 'REQUIRED' });
  }
  const rows = form.identifiers.map((row) => {
    const before = shown.identifiers.find(({ id }) => id === row.id);
    const [validFrom, validTo] = (['validFrom', 'validTo'] as const).map((part) => readDate(row[part], before?.[part]));
    if (validFrom === undefined || validTo === undefined) issues.push({ path: `identifiers.${row.id}`, code: 'DATE' });
    return { ...row, use: row.use || null, issuer: row.issuer.trim() || null, validFrom: validFrom ?? null, validTo: validTo ?? null };
  });
  if (issues.length > 0) return { issues };
  const parsed = patientFieldsInput.safeParse(fields);
  const numbers = identifierInput.array().safeParse(rows);
  if (!parsed.success) return { issues: parsed.error.issues.map((issue) => ({ path: String(issue.path[0]), code: issue.code === 'too_big' ? 'TOO_LONG' : 'OTHER' })) };
  if (!numbers.success) return { issues: numbers.error.issues.map((issue) => ({ path: `identifiers.${rows[Number(issue.path[0])]?.id ?? ''}`, code: issue.code === 'too_big' ? 'TOO_LONG' : 'OTHER' })) };
  const isSame = JSON.stringify(form.identifiers) === JSON.stringify(shown.identifiers);
  return { fields: parsed.data, identifiers: isSame ? null : numbers.data };
}

/** A date of a number: as it came while nobody touched it, else as far as it is known; undefined when it is none. */
function readDate(text: string, shown: string | undefined): string | null | undefined {
  if (text.trim() === '') return null;
  return text === shown ? text : (parsePartialDate(text) ?? undefined);
}

/** The issues main answered with (`INVALID`). */
export function issuesIn(data: unknown): readonly EditIssue[] {
  if (typeof data !== 'object' || data === null || !('issues' in data) || !Array.isArray(data.issues)) return [];
  return (data.issues as readonly { path?: unknown; code?: unknown }[]).map(({ path, code }) => ({ path: String(path).split('.').slice(0, String(path).startsWith('identifiers.') ? 2 : 1).join('.').replace(/^fields$/, 'familyName'), code: String(code) }));
}
