import { featuresSchema, type FeatureField } from '#contract/triage';
import { readNumber } from '../text/typed-number.ts';

/** What became of a number as typed: nothing yet, a value, or why it is not one. */
export type NumberEntry =
  | { readonly kind: 'empty' }
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'not-a-number' }
  | { readonly kind: 'not-whole' }
  | { readonly kind: 'out-of-bounds' };

/** The entry of a measured finding, judged by the bounds of the contract. */
export function numberEntry(field: string, text: string): NumberEntry {
  const number = readNumber(text);
  if (number === null) return { kind: 'empty' };
  if (number === 'not-a-number') return { kind: 'not-a-number' };
  const answer = featuresSchema.shape[field as FeatureField].safeParse(number);
  if (answer.success) return { kind: 'value', value: number };
  return { kind: answer.error.issues.some((issue) => issue.code === 'invalid_type') ? 'not-whole' : 'out-of-bounds' };
}
