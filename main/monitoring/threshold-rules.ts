import { type MonitoringAlert, type MonitoringSeverity, monitoringSeverities, type ShownValue } from '#contract/monitoring.ts';
import type { Bilingual } from '#contract/triage.ts';
import { dailyMg, type MatchedTreatment } from './drug-matching-rules.ts';
import { after, before } from './interval-rules.ts';
import type { LabResult } from './lab-reading-rules.ts';
import { type MonitoringContent, monitoringSources, type Threshold } from './monitoring-content.ts';
import { latest } from './schedule-rules.ts';

/** What values and treatments mean together: alerts with what to do and who says so. Pure. */

export interface ThresholdFacts {
  readonly today: string;
  readonly treatments: readonly MatchedTreatment[];
  readonly results: readonly LabResult[];
  /** When checks were due, by check; null where nothing is asked. */
  readonly dueDates: ReadonlyMap<string, string | null>;
}

export const rankOf = (severity: MonitoringSeverity): number => monitoringSeverities.indexOf(severity);
export const sourceOf = (code: string): Bilingual => {
  const label = monitoringSources.get(code);
  if (!label) throw new Error(`no source ${code}`);
  return label;
};

/** Alerts, the gravest first. Of one test only what is gravest is told, with every action that goes with it. */
export function alertsOf(content: MonitoringContent, facts: ThresholdFacts): readonly MonitoringAlert[] {
  const immunomodulators = new Set(content.drugs.filter(({ immunomodulator }) => immunomodulator).map(({ code }) => code));
  const isWatched = facts.treatments.some(({ drugs }) => drugs.some((drug) => immunomodulators.has(drug)));
  const found = [...(isWatched ? [...valueAlerts(content, facts), ...trendAlerts(content, facts)] : []), ...treatmentAlerts(content, facts)];
  return found.sort((one, other) => rankOf(other.severity) - rankOf(one.severity) || (one.id < other.id ? -1 : 1));
}

function valueAlerts(content: MonitoringContent, facts: ThresholdFacts): readonly MonitoringAlert[] {
  const { thresholds } = content;
  const held = thresholds.values.flatMap((threshold) => {
    const value = recent(content, facts, threshold.test);
    const drugsHold = threshold.drugs === undefined || facts.treatments.some(({ drugs }) => drugs.some((drug) => threshold.drugs?.includes(drug)));
    if (!value || !drugsHold || (threshold.withFever && !hasFever(content, facts))) return [];
    const measured = measure(threshold, value, content, facts);
    return measured && isBeyond(threshold, measured) ? [{ threshold, value, measured }] : [];
  });
  const gravest = new Map<string, number>();
  for (const { threshold } of held) gravest.set(threshold.test, Math.max(gravest.get(threshold.test) ?? 0, rankOf(threshold.severity)));
  const told = held.filter(({ threshold }) => rankOf(threshold.severity) === gravest.get(threshold.test));
  return told
    // Two lines of one test that ask for the same are told once.
    .filter(({ threshold }, index) => told.findIndex((one) => one.threshold.test === threshold.test && one.threshold.action.en === threshold.action.en) === index)
    .map(({ threshold, value, measured }) => ({
      ...verdictOf(threshold), label: labelOf(content, threshold.test), values: measured.against ? [shown(content, value), shown(content, measured.against)] : [shown(content, value)],
      limit: threshold.limit, measure: threshold.measure, measured: measured.number, upper: measured.upper, upperSupposed: measured.upperSupposed,
    }));
}

interface Measured {
  readonly number: number;
  readonly comparator: LabResult['comparator'];
  readonly upper: number | null;
  readonly upperSupposed: boolean;
  readonly against: LabResult | null;
}

/** The value as the threshold measures it: itself, times the upper limit, or percent above the lowest of the year before. */
function measure(threshold: Threshold, value: LabResult, content: MonitoringContent, { results }: ThresholdFacts): Measured | null {
  const { number, comparator } = value;
  if (number === null) return null;
  const plain = { number, comparator, upper: null, upperSupposed: false, against: null };
  if (threshold.measure === 'value') return plain;
  if (threshold.measure === 'times-upper') {
    const test = content.tests.tests.find(({ code }) => code === threshold.test);
    const upper = value.upper ?? (test?.kind === 'number' ? (test.usualUpper ?? null) : null);
    return upper === null || upper <= 0 ? null : { ...plain, number: number / upper, upper, upperSupposed: value.upper === null };
  }
  const from = before(value.on, { days: content.thresholds.baselineDays });
  const lowest = results
    // A bound is no value to count a rise from.
    .filter((one) => one.test === value.test && one.number !== null && one.number > 0 && one.comparator === null && one.on >= from && one.on < value.on)
    .reduce<LabResult | null>((least, one) => (least === null || (one.number ?? 0) < (least.number ?? 0) || (one.number === least.number && (one.on > least.on || (one.on === least.on && one.id > least.id))) ? one : least), null);
  return lowest === null || lowest.number === null ? null : { ...plain, number: (number / lowest.number - 1) * 100, against: lowest };
}

/** Whether a value is certainly beyond a limit; a bound is, only when all it may mean is. */
function isBeyond({ compare, limit }: Threshold, { number: exact, comparator }: Measured): boolean {
  // What is shown is what is judged: no noise of floating point.
  const number = Math.round(exact * 1e6) / 1e6;
  if (compare === 'below') return comparator === null ? number < limit : comparator === '<' ? number <= limit : comparator === '<=' && number < limit;
  if (comparator === '<' || comparator === '<=') return false;
  if (comparator === '>') return number >= limit;
  return compare === 'above' ? number > limit : number >= limit;
}

function hasFever({ thresholds }: MonitoringContent, { results, today }: ThresholdFacts): boolean {
  const { test, atLeast, days } = thresholds.fever;
  return results.some((one) => one.test === test && one.number !== null && one.number >= atLeast && one.comparator !== '<' && one.comparator !== '<=' && one.on <= today && one.on >= before(today, { days }));
}

/** The last value of a test, when it is not too old to act on. */
function recent({ thresholds }: MonitoringContent, { results, today }: ThresholdFacts, test: string): LabResult | null {
  const last = latest(results, test, today);
  return last !== null && last.on >= before(today, { days: thresholds.lookBackDays }) ? last : null;
}

/** The last values of a test, each below the one before, and by enough altogether. Several of one day: the last id. */
function trendAlerts(content: MonitoringContent, facts: ThresholdFacts): readonly MonitoringAlert[] {
  return content.thresholds.trends.flatMap((trend) => {
    const days = new Map<string, LabResult>();
    for (const one of facts.results) {
      if (one.test !== trend.test || one.number === null || one.comparator !== null || one.on > facts.today) continue;
      const known = days.get(one.on);
      if (!known || one.id > known.id) days.set(one.on, one);
    }
    const newest = [...days.values()].sort((one, other) => (one.on < other.on ? 1 : -1)).slice(0, trend.values);
    const [last] = newest;
    const first = newest.at(-1);
    if (!last || !first || newest.length < trend.values || last.on < before(facts.today, { days: content.thresholds.lookBackDays })) return [];
    const isFalling = newest.every((one, index) => index === 0 || (newest[index - 1]?.number ?? 0) < (one.number ?? 0));
    const fall = first.number === null || last.number === null || first.number === 0 ? 0 : (1 - last.number / first.number) * 100;
    if (!isFalling || fall < trend.leastPercent) return [];
    return [{ ...verdictOf(trend), label: labelOf(content, trend.test), values: newest.map((one) => shown(content, one)), limit: trend.leastPercent, measure: 'trend' as const, measured: fall, upper: null, upperSupposed: false }];
  });
}

/** What follows from the treatments alone: two that do not go together, a dose, a dose not given in time. */
function treatmentAlerts({ thresholds }: MonitoringContent, { treatments, results, today, dueDates }: ThresholdFacts): readonly MonitoringAlert[] {
  const has = (drugs: readonly string[]): boolean => treatments.some((one) => one.drugs.some((drug) => drugs.includes(drug)));
  const alert = (rule: Parameters<typeof verdictOf>[0] & { readonly label: Bilingual }, limit: number | null, measured: number | null): MonitoringAlert => ({
    ...verdictOf(rule), label: rule.label, values: [], limit, measure: 'treatment', measured, upper: null, upperSupposed: false,
  });
  const weight = latest(results, 'weight', today)?.number ?? null;
  return [
    ...thresholds.combinations.filter(({ drugs }) => drugs.every(has)).map((rule) => alert(rule, null, null)),
    ...thresholds.doses.flatMap((rule) =>
      treatments.filter(({ drugs }) => drugs.includes(rule.drug)).flatMap((treatment) => {
        const daily = dailyMg(treatment);
        const measured = rule.measure === 'days-between' ? (treatment.dose?.everyDays ?? null) : daily === null || weight === null ? null : Math.round((daily / weight) * 100) / 100;
        const isBeyondLimit = measured !== null && ((rule.below !== undefined && measured < rule.below) || (rule.above !== undefined && measured > rule.above));
        return isBeyondLimit ? [alert(rule, rule.below ?? rule.above ?? null, measured)] : [];
      }).slice(0, 1),
    ),
    ...thresholds.lates.flatMap((rule) => {
      const dueOn = dueDates.get(rule.check) ?? null;
      return dueOn !== null && today >= after(dueOn, rule.afterDue) ? [alert(rule, null, null)] : [];
    }),
  ];
}

const verdictOf = ({ id, severity, action, source }: { readonly id: string; readonly severity: MonitoringSeverity; readonly action: Bilingual; readonly source: string }) => ({ id, severity, action, source: sourceOf(source) });

export function labelOf({ tests }: MonitoringContent, code: string): Bilingual {
  const test = tests.tests.find((one) => one.code === code);
  if (!test) throw new Error(`no test ${code}`);
  return test.label;
}

/** A value as it was given. A bound is in its words, which say its unit too. */
export function shown(content: MonitoringContent, { test, on, comparator, shown: given }: LabResult): ShownValue {
  return { test, label: labelOf(content, test), on, number: given.number, comparator, unit: given.unit, words: given.words };
}
