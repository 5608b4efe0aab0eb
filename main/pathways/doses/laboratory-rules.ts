import type { PathwayBody } from '#contract/pathways.ts';
import { daysLater } from '../phase-rules.ts';

/** What the laboratory has already said of a fact, proposed to whoever answers. Pure; nothing is ever taken over by itself. */

type Fact = PathwayBody['facts'][number];

/** A fact that is a value of the laboratory, or a limit it gives for one. */
export type LaboratoryFact = Extract<Fact, { kind: 'number' }> & { readonly laboratory: NonNullable<Extract<Fact, { kind: 'number' }>['laboratory']> };

/** The same where it is one; undefined for any other fact. */
export function laboratoryFact(fact: Fact | undefined): LaboratoryFact | undefined {
  return fact?.kind === 'number' && fact.laboratory ? { ...fact, laboratory: fact.laboratory } : undefined;
}

/** A result of the record: its codes, its day (null where it is not whole), its numbers in one unit. */
export interface RecordedResult {
  readonly id: string;
  readonly codes: readonly string[];
  readonly on: string | null;
  readonly number: number | null;
  readonly upper: number | null;
  readonly lower: number | null;
}

export interface ProposedValue {
  readonly value: number;
  readonly measuredOn: string;
  readonly resultId: string;
}

/** The first day a sample of today may have been taken on; null where any holds. */
export function measuredSince({ goodForDays }: Pick<Fact, 'goodForDays'>, today: string): string | null {
  return goodForDays === null ? null : daysLater(today, -goodForDays);
}

/**
 * What the record has for a fact: the last result of the same test (LOINC), of two of one day the one whose id sorts last, if it
 * is not older than an answer may be, in a unit that reads in the one of the fact, and plausible. Of a last result that cannot
 * be read nothing is proposed, not an older one in its place.
 *
 * @param factor what a number of a result is multiplied by to read in a unit (UCUM); null where nobody knows
 */
export function proposedValue<Result extends RecordedResult>(fact: LaboratoryFact, results: readonly Result[], { today, factor }: { readonly today: string; readonly factor: (result: Result, ucum: string) => number | null }): ProposedValue | null {
  const since = measuredSince(fact, today);
  const { loinc, limit, ucum } = fact.laboratory;
  let last: (Result & { readonly on: string }) | null = null;
  for (const result of results) {
    const { on, id } = result;
    if (on === null || on > today || !result.codes.some((code) => loinc.includes(code))) continue;
    if (last === null || on > last.on || (on === last.on && id > last.id)) last = { ...result, on };
  }
  if (last === null || (since !== null && last.on < since)) return null;
  const given = limit === undefined ? last.number : last[limit];
  const times = factor(last, ucum);
  if (given === null || times === null) return null;
  const value = Number((given * times).toPrecision(6));
  return value < fact.min || value > fact.max ? null : { value, measuredOn: last.on, resultId: last.id };
}

/** What is wrong with the day a sample was taken; null where nothing is. */
export function measuredFault(fact: LaboratoryFact, measuredOn: string | null | undefined, today: string): 'REQUIRED' | 'FUTURE' | 'TOO_OLD' | null {
  if (!measuredOn) return 'REQUIRED';
  if (measuredOn > today) return 'FUTURE';
  const since = measuredSince(fact, today);
  return since !== null && measuredOn < since ? 'TOO_OLD' : null;
}
