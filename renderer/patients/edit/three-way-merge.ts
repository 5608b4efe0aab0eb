import { editFields, type EditForm, type IdentifierForm } from './edit-form.ts';

/** Somebody else saved the record while one was writing: field by field, what is whose. Pure. */

/** A field both changed, each in their own way: a person must choose. A number's field is `identifier:<id>`. */
export interface Collision {
  readonly field: string;
  readonly mine: string;
  readonly theirs: string;
}

export interface Merge {
  /** Their record with what one wrote oneself; where both wrote, what one wrote oneself until one chooses. */
  readonly form: EditForm;
  readonly collisions: readonly Collision[];
  /** Fields only they changed: taken over, and shown. */
  readonly taken: readonly { readonly field: string; readonly from: string; readonly to: string }[];
}

/** Merges what one wrote (`mine`) with what the record became (`theirs`) since both began from `base`. */
export function mergeEdits(base: EditForm, mine: EditForm, theirs: EditForm): Merge {
  const [first, own, other] = [flatten(base), flatten(mine), flatten(theirs)];
  const collisions: Collision[] = [];
  const taken: { field: string; from: string; to: string }[] = [];
  const merged: Record<string, string> = {};
  for (const field of [...new Set([...Object.keys(other), ...Object.keys(own), ...Object.keys(first)])]) {
    const [was, wrote, found] = [first[field] ?? '', own[field] ?? '', other[field] ?? ''];
    if (wrote !== was && found !== was && wrote !== found) collisions.push({ field, mine: wrote, theirs: found });
    if (wrote === was && found !== was) taken.push({ field, from: was, to: found });
    merged[field] = wrote === was ? found : wrote;
  }
  return { form: unflatten(merged), collisions, taken };
}

/** A form in which one field has another value, as `mergeEdits` writes it. */
export function withValue(form: EditForm, field: string, value: string): EditForm {
  return unflatten({ ...flatten(form), [field]: value });
}

/** A number as `mergeEdits` writes it; null where there is none. */
export function numberIn(value: string): IdentifierForm | null {
  return value === '' ? null : (JSON.parse(value) as IdentifierForm);
}

function flatten(form: EditForm): Record<string, string> {
  const fields = Object.fromEntries(editFields.map((field) => [field, form[field].trim()]));
  const numbers = Object.fromEntries(form.identifiers.map((row) => [`identifier:${row.id}`, JSON.stringify(ordered(row))]));
  return { ...fields, ...numbers };
}

function unflatten(values: Readonly<Record<string, string>>): EditForm {
  const fields = Object.fromEntries(editFields.map((field) => [field, values[field] ?? ''])) as Record<(typeof editFields)[number], string>;
  const rows = Object.entries(values).flatMap(([field, value]) => (field.startsWith('identifier:') ? (numberIn(value) ?? []) : []));
  return { ...fields, identifiers: rows };
}

/** Equal numbers give equal texts. */
function ordered({ id, system, value, use, issuer, validFrom, validTo, insQualified }: IdentifierForm): IdentifierForm {
  return { id, system, value, use, issuer, validFrom, validTo, insQualified };
}
