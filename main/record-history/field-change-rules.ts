import type { FieldChange, FieldValue } from '#contract/record-history.ts';

/** Field-level differences of records. Pure. */

export type FieldValues = Readonly<Record<string, FieldValue>>;

/** What differs, in the order of `after`'s fields, then those `before` alone has. A field that is absent is nothing (`null`). */
export function fieldChanges(before: FieldValues, after: FieldValues): readonly FieldChange[] {
  const fields = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...fields].flatMap((field) => {
    const from = before[field] ?? null;
    const to = after[field] ?? null;
    return isSameValue(from, to) ? [] : [{ field, from, to }];
  });
}

/** Whether two values say the same; parts that are absent and parts that are null are the same. */
export function isSameValue(one: FieldValue, other: FieldValue): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((part) => (one[part] ?? null) === (other[part] ?? null));
}

/** A change of the history, as far as the question "who gave the present value" needs it. */
export interface PastChange {
  readonly origin: string;
  readonly changes: readonly FieldChange[];
}

/**
 * The change that gave a field the value it has now, where that value is not the one its source last gave: an import must
 * not take it away. `null` when the field is as the source left it (never changed here, or changed and taken back).
 *
 * @param history the record's changes, oldest first
 */
export function amendmentOf<Change extends PastChange>(field: string, present: FieldValue, history: readonly Change[]): Change | null {
  const own = history.flatMap((change) => change.changes.filter((one) => one.field === field).map((one) => ({ from: one.from, to: one.to, change })));
  const [first] = own;
  if (!first) return null;
  const given = own.findLast(({ change }) => change.origin === 'import')?.to ?? (first.change.origin === 'import' ? null : first.from);
  if (isSameValue(given, present)) return null;
  return own.findLast(({ change, to }) => change.origin !== 'import' && isSameValue(to, present))?.change ?? null;
}
