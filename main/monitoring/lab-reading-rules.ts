import { Temporal } from 'temporal-polyfill';
import type { LabComparator, UnreadReason } from '#contract/monitoring.ts';
import type { MonitoringContent, MonitoredTest, NumberTest } from './monitoring-content.ts';

/** Results as they are kept, read as values of tests the rules know: explicit units, bounds kept as bounds. Pure. */

/** A result as it is kept: an observation, or a part of one. */
export interface KeptResult {
  readonly id: string;
  /** LOINC codes, its own first. */
  readonly codes: readonly string[];
  /** A date, an instant, or a partial date. */
  readonly at: string | null;
  readonly kind: string | null;
  readonly number: number | null;
  readonly unit: string | null;
  readonly unitCode: string | null;
  readonly valueCode: string | null;
  readonly words: string | null;
  readonly upper: number | null;
}

/** A value of a test, in the test's first unit. */
export interface LabResult {
  readonly id: string;
  readonly test: string;
  /** Civil date in the clinic's zone. */
  readonly on: string;
  readonly number: number | null;
  /** The true value lies beyond `number` on this side. */
  readonly comparator: LabComparator | null;
  /** Upper limit of the laboratory, in the test's first unit. */
  readonly upper: number | null;
  readonly finding: 'positive' | 'negative' | null;
  /** As it was given. */
  readonly shown: { readonly number: number | null; readonly unit: string | null; readonly words: string | null };
}

/** A result of a known test that could not be read; it counts as not done. */
export interface UnreadResult {
  readonly id: string;
  readonly test: string;
  readonly on: string | null;
  readonly reason: UnreadReason;
  readonly shown: LabResult['shown'];
}

const plainUnit = (unit: string): string => {
  const one = unit.normalize('NFKC').replace(/\s/gu, '').replace('×', 'x').replace('μ', 'u').replace(',', '.');
  // Giga and gram differ by their case alone; of all others case says nothing.
  return one === 'G/L' ? 'giga/l' : one.toLowerCase();
};

/** The unit of a test by one of its names or its UCUM code; undefined when it is not one of them. */
export function unitOf<Unit extends Pick<NumberTest['units'][number], 'ucum' | 'names'>>(test: { readonly units: readonly Unit[] }, ...given: readonly (string | null)[]): Unit | undefined {
  const names = given.filter((one) => one !== null).map(plainUnit);
  return test.units.find((unit) => [unit.ucum, ...('shown' in unit && typeof unit.shown === 'string' ? [unit.shown] : []), ...unit.names].some((name) => names.includes(plainUnit(name))));
}

/**
 * What a number in a unit is multiplied by to read in another (UCUM): one where they are the same, what the test says where it
 * knows both, null where nobody knows.
 */
export function factorTo(wanted: string, { codes, unit, unitCode }: Pick<KeptResult, 'codes' | 'unit' | 'unitCode'>, { tests }: MonitoringContent['tests']): number | null {
  const test = tests.find((one) => codes.includes(one.code) || one.loinc.some((code) => codes.includes(code)));
  const [from, to] = test?.kind === 'number' ? [unitOf(test, unitCode, unit), unitOf(test, wanted)] : [];
  if (from && to) return from.factor / to.factor;
  return [unitCode, unit].some((given) => given !== null && plainUnit(given) === plainUnit(wanted)) ? 1 : null;
}

const bound = /^\s*(<=|>=|<|>|≤|≥)\s*(\d+(?:[.,]\d+)?)/u;
const comparators: Readonly<Record<string, LabComparator>> = { '<': '<', '<=': '<=', '≤': '<=', '>': '>', '>=': '>=', '≥': '>=' };

/** "< 5 mg/L" as a bound; undefined when the words are none. */
export function readBound(words: string | null): { readonly comparator: LabComparator; readonly number: number } | undefined {
  const [, sign, figure] = bound.exec(words ?? '') ?? [];
  const comparator = comparators[sign ?? ''];
  return comparator === undefined || figure === undefined ? undefined : { comparator, number: Number(figure.replace(',', '.')) };
}

const instantShape = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/;

/** The civil date of a result in a zone; null for a date that is not whole. */
export function dateOf(at: string | null, zone: string): string | null {
  if (at === null) return null;
  if (instantShape.test(at)) return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString();
  return /^\d{4}-\d{2}-\d{2}/.test(at) ? at.slice(0, 10) : null;
}

const plainWords = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** Results of known tests, read or told why not; results of other tests are left out. */
export function readResults(kept: readonly KeptResult[], content: MonitoringContent['tests'], zone: string): { readonly read: readonly LabResult[]; readonly unread: readonly UnreadResult[] } {
  const byCode = new Map(content.tests.flatMap((test) => test.loinc.map((loinc) => [loinc, test] as const).concat([[test.code, test]])));
  const read: LabResult[] = [];
  const unread: UnreadResult[] = [];
  for (const result of kept) {
    const test = result.codes.map((one) => byCode.get(one)).find((one) => one !== undefined);
    if (!test) continue;
    const answer = readOne(result, test, content, zone);
    if ('reason' in answer) unread.push(answer);
    else read.push(answer);
  }
  return { read, unread };
}

function readOne(result: KeptResult, test: MonitoredTest, content: MonitoringContent['tests'], zone: string): LabResult | UnreadResult {
  const on = dateOf(result.at, zone);
  const shown = { number: result.number, unit: result.unit, words: result.words };
  const refused = (reason: UnreadReason): UnreadResult => ({ id: result.id, test: test.code, on, reason, shown });
  if (on === null) return refused('no-date');
  if (test.kind === 'finding') {
    if (result.words === null && result.number === null && result.valueCode === null) return refused('no-value');
    return { id: result.id, test: test.code, on, number: null, comparator: null, upper: null, finding: findingOf(result, content), shown };
  }
  const limited = readBound(result.words);
  const number = result.number ?? limited?.number;
  if (number === undefined) return refused('no-value');
  const unit = unitOf(test, result.unitCode, result.unit);
  if (!unit) return refused(result.unit === null && result.unitCode === null ? 'no-unit' : 'unknown-unit');
  const value = number * unit.factor;
  const [lowest, highest] = test.possible;
  if (value < lowest || value > highest) return refused('impossible');
  return { id: result.id, test: test.code, on, number: value, comparator: result.number === null ? (limited?.comparator ?? null) : null, upper: result.upper === null ? null : result.upper * unit.factor, finding: null, shown };
}

/** Positive, negative, or neither in words the rules know. */
function findingOf({ valueCode, words }: KeptResult, { positive, negative }: MonitoringContent['tests']): LabResult['finding'] {
  const said = words === null ? '' : plainWords(words);
  const is = (known: typeof positive): boolean => (valueCode !== null && known.codes.includes(valueCode)) || known.words.includes(said);
  if (is(negative)) return 'negative';
  return is(positive) ? 'positive' : null;
}

/** The last value in numbers of each test; of several on one day the one whose id sorts last. A bound is none: the true value is not known. */
export function lastNumbers(results: readonly LabResult[]): readonly { readonly test: string; readonly number: number; readonly on: string }[] {
  const last = new Map<string, { test: string; number: number; on: string; id: string }>();
  for (const { id, test, on, number, comparator } of results) {
    const known = last.get(test);
    if (number !== null && comparator === null && (known === undefined || on > known.on || (on === known.on && id > known.id))) last.set(test, { test, number, on, id });
  }
  return [...last.values()].map(({ test, number, on }) => ({ test, number, on }));
}
