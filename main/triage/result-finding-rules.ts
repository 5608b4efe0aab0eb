import { Temporal } from 'temporal-polyfill';
import type { FindingOnFile } from '#contract/findings-on-file.ts';
import { featuresSchema } from '#contract/triage.ts';
import type { ResultFindings } from './result-finding-content.ts';

/** Which results on file say a finding of a request, as data; read here. Pure. They propose: nothing is set until somebody confirms it. */

/** A result in the first unit of its test; `comparator`: the true value lies beyond it. */
export interface ResultOnFile {
  readonly test: string;
  readonly on: string;
  readonly number: number | null;
  readonly comparator: string | null;
  /** Upper limit of the laboratory. */
  readonly upper: number | null;
  readonly shown: { readonly number: number | null; readonly unit: string | null; readonly words: string | null };
}

/**
 * The last result of each test about the time of a request, as the finding it says; a bound, a value without what it is compared
 * with and one no finding can have propose nothing.
 *
 * @param receivedOn civil date the request came
 * @param today results of later days do not count
 */
export function findingsFromResults(results: readonly ResultOnFile[], receivedOn: string, today: string, { daysBefore, findings }: ResultFindings): FindingOnFile[] {
  const first = Temporal.PlainDate.from(receivedOn).subtract({ days: daysBefore }).toString();
  return findings.flatMap(({ test, field, of, decimals }): FindingOnFile[] => {
    const said = results.filter((one) => one.test === test && one.on >= first && one.on <= today).sort((one, other) => (one.on < other.on ? 1 : -1));
    const [last] = said;
    if (!last || last.number === null || last.comparator !== null) return [];
    if (of === 'upper-limit' && (last.upper === null || last.upper <= 0)) return [];
    const exact = of === 'value' ? last.number : last.number / (last.upper ?? 1);
    const value = Math.round(exact * 10 ** decimals) / 10 ** decimals;
    if (!featuresSchema.safeParse({ [field]: value }).success) return [];
    const { number, unit, words } = last.shown;
    return [{ field, value, on: last.on, shown: [number === null ? words : String(number), unit].filter((part) => part !== null && part !== '').join(' ') }];
  });
}
