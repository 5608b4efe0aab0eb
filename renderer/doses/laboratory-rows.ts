import type { AnsweredFact } from '#contract/doses.ts';

/** A test of the laboratory with the limits it is read against, as one row. */
export interface LaboratoryRow {
  readonly test: string;
  readonly value: AnsweredFact | null;
  readonly limits: readonly AnsweredFact[];
}

/** The values of the laboratory among some facts, a row a test, in their order. */
export function laboratoryRows(facts: readonly AnsweredFact[]): readonly LaboratoryRow[] {
  return [...Map.groupBy(facts.filter(({ laboratory }) => laboratory !== null), ({ laboratory }) => laboratory?.test ?? '')].map(([test, own]) => ({ test, value: own.find(({ laboratory }) => laboratory?.limit === null) ?? null, limits: own.filter(({ laboratory }) => laboratory?.limit !== null) }));
}

/** The facts of a row. */
export const factsOfRow = ({ value, limits }: LaboratoryRow): readonly AnsweredFact[] => (value ? [value, ...limits] : limits);
