import type { ConvertedFrom } from '#contract/doses.ts';
import type { PathwayBody } from '#contract/pathways.ts';
import type { UnitReading } from './laboratory-units.ts';
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
  /** As the laboratory wrote it, and by its code. */
  readonly unit: string | null;
  readonly unitCode: string | null;
}

export interface ProposedValue {
  readonly value: number;
  readonly measuredOn: string;
  readonly resultId: string;
  /** The number and the unit of the result, where they are others than those of the fact. */
  readonly convertedFrom: ConvertedFrom | null;
}

/** Converted values are shown and typed to three decimals; one that would lose more by it keeps six figures. */
function converted(value: number): number {
  const rounded = Number(value.toFixed(3));
  return Math.abs(rounded - value) <= Math.abs(value) * 0.001 ? rounded : Number(value.toPrecision(6));
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
 * @param reading how a result reads in a unit (UCUM); null where nobody knows
 */
export function proposedValue<Result extends RecordedResult>(fact: LaboratoryFact, results: readonly Result[], { today, reading }: { readonly today: string; readonly reading: (result: Result, ucum: string) => UnitReading | null }): ProposedValue | null {
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
  const read = reading(last, ucum);
  if (given === null || read === null) return null;
  const value = read.times === 1 ? Number(given.toPrecision(6)) : converted(given * read.times);
  const unit = last.unit ?? last.unitCode;
  return value < fact.min || value > fact.max ? null : { value, measuredOn: last.on, resultId: last.id, convertedFrom: read.isOther && unit !== null ? { value: given, unit } : null };
}

/** What is wrong with the day a sample was taken; null where nothing is. */
export function measuredFault(fact: LaboratoryFact, measuredOn: string | null | undefined, today: string): 'REQUIRED' | 'FUTURE' | 'TOO_OLD' | null {
  if (!measuredOn) return 'REQUIRED';
  if (measuredOn > today) return 'FUTURE';
  const since = measuredSince(fact, today);
  return since !== null && measuredOn < since ? 'TOO_OLD' : null;
}
