import { featuresSchema, type FeatureField } from '#contract/triage';

/** What became of a number as typed: nothing yet, a value, or why it is not one. */
export type NumberEntry =
  | { readonly kind: 'empty' }
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'not-a-number' }
  | { readonly kind: 'not-whole' }
  | { readonly kind: 'out-of-bounds' };

/** Reads a number with a decimal comma or point; spaces and thin spaces between thousands are forgiven. */
export function readNumber(text: string): number | null | 'not-a-number' {
  const compact = text.replace(/[\s\u00A0\u202F]/gu, '').replace(',', '.').replace('\u2212', '-');
  if (compact === '') return null;
  return /^-?(\d+\.?\d*|\.\d+)$/.test(compact) ? Number(compact) : 'not-a-number';
}

/** The entry of a measured finding, judged by the bounds of the contract. */
export function numberEntry(field: string, text: string): NumberEntry {
  const number = readNumber(text);
  if (number === null) return { kind: 'empty' };
  if (number === 'not-a-number') return { kind: 'not-a-number' };
  const answer = featuresSchema.shape[field as FeatureField].safeParse(number);
  if (answer.success) return { kind: 'value', value: number };
  return { kind: answer.error.issues.some((issue) => issue.code === 'invalid_type') ? 'not-whole' : 'out-of-bounds' };
}
