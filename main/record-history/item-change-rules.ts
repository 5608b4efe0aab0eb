import type { FieldChange, FieldValue } from '#contract/record-history.ts';
import { fieldChanges } from './field-change-rules.ts';

/**
 * Changes of one thing among several of its kind in a record (a diagnosis, a drug, an allergy, a vaccination): each field
 * says of which, as `onsetOn:Rheumatoid arthritis`. The field that names the thing needs no such word. Pure.
 */

/** What an item says, field by field; absent fields and empty ones are nothing. */
export type ItemFields = Readonly<Record<string, FieldValue | undefined>>;

/** What differs between an item before and after; null before: it was begun; null after: it was taken out, its name alone is told. @param named the field that names it */
export function itemChanges(named: string, before: ItemFields | null, after: ItemFields | null): readonly FieldChange[] {
  const [from, to] = [said(before), said(after)];
  const what = textOf((from ?? to)?.[named]);
  if (to === null) return [{ field: named, from: what, to: null }];
  return fieldChanges(from ?? {}, to).map((change) => (change.field === named ? change : { ...change, field: `${change.field}:${what}` }));
}

function said(fields: ItemFields | null): Readonly<Record<string, FieldValue>> | null {
  return fields && Object.fromEntries(Object.entries(fields).flatMap(([field, value]) => (value === undefined || value === '' ? [] : [[field, value]])));
}

function textOf(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
