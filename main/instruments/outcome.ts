import type { ScoreDetail } from '#contract/instruments.ts';
import type { Bilingual } from '#contract/triage.ts';

/** What goes into a formula and what comes out of it. */

export type Value = number | boolean | string | readonly string[];
/** Values in the instrument's own units, by input name. What is not known is not there. */
export type Values = Readonly<Record<string, Value>>;

export const numberIn = (values: Values, name: string): number | null => (typeof values[name] === 'number' ? values[name] : null);
/** A value the caller has made sure of. */
export function needed(values: Values, name: string): number {
  const value = numberIn(values, name);
  if (value === null) throw new Error(`a score was worked out without ${name}`);
  return value;
}
export const setIn = (values: Values, name: string): readonly string[] | null => (Array.isArray(values[name]) ? (values[name] as readonly string[]) : null);

/** Something to be said, filled with the conditions it speaks of. */
export interface Said {
  readonly flag: string;
  readonly conditions?: readonly Bilingual[];
}

/** What a formula answers. The score is not yet rounded; `category` is left out where it follows from the score. */
export interface Outcome {
  readonly score: number | null;
  readonly category?: string | null;
  readonly missing?: readonly string[];
  readonly said?: readonly Said[];
  readonly details?: Readonly<Record<string, ScoreDetail>>;
  /** The values contradict each other: nothing is worked out. */
  readonly refused?: { readonly input: string; readonly code: 'DIFFERENT_FORMS' };
}
