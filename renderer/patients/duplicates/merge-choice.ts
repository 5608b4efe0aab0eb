import { type ComparedRecord, type MergeField, mergeFields } from '#contract/duplicates.ts';

/** Which of two records stays, and which values it takes. Pure. */

export type Side = 'one' | 'other';

export interface MergeChoice {
  /** The record that stays. */
  readonly survivor: Side;
  /** The side each field's value comes from, where a person chose. */
  readonly chosen: Readonly<Partial<Record<MergeField, Side>>>;
}

export const otherSide = (side: Side): Side => (side === 'one' ? 'other' : 'one');

/** A field's value as one text; empty when there is none. `unknown` is none. */
export function fieldText(record: ComparedRecord, field: MergeField): string {
  if (field === 'address') return Object.values(record.address).filter(Boolean).join(', ');
  if (field === 'deceased') return record.deceased ? (record.deceasedOn ?? 'yes') : '';
  const value = record[field] ?? '';
  return value === 'unknown' ? '' : value;
}

/** Whether both say the same. */
export function isSameField(one: ComparedRecord, other: ComparedRecord, field: MergeField): boolean {
  return fieldText(one, field) === fieldText(other, field);
}

/** The record on file longer stays, unless somebody chooses otherwise. */
export function firstChoice(one: ComparedRecord, other: ComparedRecord): MergeChoice {
  return { survivor: other.createdAt < one.createdAt ? 'other' : 'one', chosen: {} };
}

/** The side a field's value comes from: the chosen one, else that of the record that stays, else the only one that has any. */
export function sideOf(one: ComparedRecord, other: ComparedRecord, { survivor, chosen }: MergeChoice, field: MergeField): Side {
  const own = survivor === 'one' ? one : other;
  const its = survivor === 'one' ? other : one;
  return chosen[field] ?? (fieldText(own, field) === '' && fieldText(its, field) !== '' ? otherSide(survivor) : survivor);
}

/** The fields the record that stays takes from the one that goes. */
export function fieldsToTake(one: ComparedRecord, other: ComparedRecord, choice: MergeChoice): MergeField[] {
  return mergeFields.filter((field) => !isSameField(one, other, field) && sideOf(one, other, choice, field) !== choice.survivor);
}
