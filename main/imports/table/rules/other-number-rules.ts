import { identifierSystems } from '#contract/values.ts';

/** Numbers of other issuers in a table: one a line of their cell; who gave each, its system and its dates on the same line of theirs. Pure. */

/** A number somebody carries. What is not said of it is left out. */
export interface RowNumber {
  readonly system: string;
  readonly value: string;
  readonly issuer?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
}

const longestNumber = 80;

interface NumberCells {
  readonly values: string | undefined;
  readonly issuers: string | undefined;
  readonly systems: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Who gave a number of which nothing else says it; may be blank. */
  readonly title: string;
  readonly readFrom: (text: string) => string | null;
  readonly readTo: (text: string) => string | null;
}

/** The numbers the cells say, and those too long to be one. */
export function otherNumbers({ values, issuers, systems, from, to, title, readFrom, readTo }: NumberCells): { readonly numbers: readonly RowNumber[]; readonly tooLong: readonly string[] } {
  const lines = (text: string | undefined): readonly string[] => text?.split('\n').map((one) => one.trim()) ?? [];
  const [givers, kinds, starts, ends] = [lines(issuers), lines(systems), lines(from), lines(to)];
  const all = lines(values).map((value, index): RowNumber => {
    const dateOf = (text: string | undefined, read: (text: string) => string | null): string | null => (text ? read(text) : null);
    const [issuer, validFrom, validTo] = [givers[index] || title, dateOf(starts[index], readFrom), dateOf(ends[index], readTo)];
    return { system: kinds[index] || identifierSystems.foreign, value, ...(issuer ? { issuer } : {}), ...(validFrom === null ? {} : { validFrom }), ...(validTo === null ? {} : { validTo }) };
  });
  const filled = all.filter(({ value }) => value !== '');
  return { numbers: filled.filter(({ value }) => value.length <= longestNumber), tooLong: filled.filter(({ value }) => value.length > longestNumber).map(({ value }) => value) };
}
