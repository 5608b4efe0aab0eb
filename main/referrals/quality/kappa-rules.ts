/** Cohen's kappa of two raters over ordered classes, plain and weighted, with its large-sample interval. Pure. */

/** Of 95 % limits. */
const z = 1.959963984540054;
/** Under this a variance is nothing but rounding. */
const leastVariance = 1e-12;

export interface Kappa {
  /** From −1 to 1; 0 is what chance alone gives. */
  readonly value: number;
  /** Null where all are alike: the interval has no width then, and would say what nobody knows. */
  readonly low: number | null;
  readonly high: number | null;
}

/** How near two places are, from 0 to 1. */
type Weight = (one: number, other: number, size: number) => number;

/** Only the same class agrees. */
export const sameClass: Weight = (one, other) => (one === other ? 1 : 0);
/** Each class further off takes the same (Cicchetti and Allison, 1971). */
export const byDistance: Weight = (one, other, size) => (size < 2 ? 1 : 1 - Math.abs(one - other) / (size - 1));

/**
 * Agreement beyond chance (Cohen, 1960 and 1968) with the limits of Fleiss, Cohen and Everitt (Psychological Bulletin 1969;72:323–327).
 *
 * @param counts a square table: how many the first rater put in the row and the second in the column
 * @returns null where it means nothing: nobody, or both raters always of one and the same class
 */
export function kappaOf(counts: readonly (readonly number[])[], weight: Weight): Kappa | null {
  const size = counts.length;
  const of = counts.flat().reduce((sum, count) => sum + count, 0);
  if (of === 0) return null;
  const places = [...counts.keys()];
  const share = (row: number, column: number): number => (counts[row]?.[column] ?? 0) / of;
  const rows = places.map((row) => places.reduce((sum, column) => sum + share(row, column), 0));
  const columns = places.map((column) => places.reduce((sum, row) => sum + share(row, column), 0));
  const weightOf = (row: number, column: number): number => weight(row, column, size);
  const over = (term: (row: number, column: number) => number): number => places.reduce((sum, row) => sum + places.reduce((inner, column) => inner + term(row, column), 0), 0);
  const expected = over((row, column) => weightOf(row, column) * (rows[row] ?? 0) * (columns[column] ?? 0));
  if (1 - expected < leastVariance) return null;
  const observed = over((row, column) => weightOf(row, column) * share(row, column));
  const value = (observed - expected) / (1 - expected);
  const ofRow = places.map((row) => places.reduce((sum, column) => sum + (columns[column] ?? 0) * weightOf(row, column), 0));
  const ofColumn = places.map((column) => places.reduce((sum, row) => sum + (rows[row] ?? 0) * weightOf(row, column), 0));
  const spread = over((row, column) => share(row, column) * (weightOf(row, column) - ((ofRow[row] ?? 0) + (ofColumn[column] ?? 0)) * (1 - value)) ** 2);
  const variance = (spread - (value - expected * (1 - value)) ** 2) / (of * (1 - expected) ** 2);
  if (variance < leastVariance) return { value, low: null, high: null };
  const reach = z * Math.sqrt(variance);
  return { value, low: Math.max(-1, value - reach), high: Math.min(1, value + reach) };
}
