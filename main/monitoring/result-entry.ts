import type { TypedValue } from '#contract/monitoring.ts';
import type { Bilingual } from '#contract/triage.ts';
import type { Language } from '#contract/values.ts';
import { fill } from '../instruments/input-rules.ts';
import { before } from './interval-rules.ts';
import { type LabResult, unitOf } from './lab-reading-rules.ts';
import type { MonitoredTest, NumberTest } from './monitoring-content.ts';
import sentences from './sentences.json' with { type: 'json' };

/** What is typed from paper, before it is kept: what is refused, and what is asked about first. Pure. */

export interface CheckedEntry {
  /** Codes of what is wrong, by field. */
  readonly issues: readonly { readonly path: string; readonly code: string }[];
  readonly questions: readonly Bilingual[];
}

/** Times the value before, or its part, beyond which one looks again; within a year. */
const farTimes = 5;

/** Looks at one typed value of a test, beside the value before it. */
export function checkEntry(test: MonitoredTest, typed: TypedValue, takenOn: string, previous: LabResult | null): CheckedEntry {
  if (test.kind === 'finding') return { issues: typed.words === null || typed.words === '' ? [{ path: 'words', code: 'REQUIRED' }] : [], questions: [] };
  if (typed.number === null) return { issues: [{ path: 'number', code: 'REQUIRED' }], questions: [] };
  const unit = unitOf(test, typed.unit);
  // Without a unit a number says nothing.
  if (!unit) return { issues: [{ path: 'unit', code: typed.unit === null || typed.unit === '' ? 'REQUIRED' : 'UNIT' }], questions: [] };
  const value = typed.number * unit.factor;
  const [least, most] = test.possible;
  if (value < least || value > most) return { issues: [{ path: 'number', code: 'RANGE' }], questions: [] };
  return { issues: [], questions: [...plausibility(test, typed, value), ...distance(test, typed, value, takenOn, previous)] };
}

function plausibility(test: NumberTest, typed: TypedValue, value: number): readonly Bilingual[] {
  const [low, high] = test.plausible;
  if (value >= low && value <= high) return [];
  // The same number in another unit would be ordinary: most likely the unit is wrong.
  const other = test.units.find(({ factor }) => (typed.number ?? 0) * factor >= low && (typed.number ?? 0) * factor <= high);
  const unit = (other ?? test.units[0])?.shown ?? '';
  return [fill(sentences[other ? 'other-unit' : 'implausible'], { test: test.label, value: inBoth(typed), low, high, unit })];
}

function distance(test: NumberTest, typed: TypedValue, value: number, takenOn: string, previous: LabResult | null): readonly Bilingual[] {
  // Inflammation comes and goes; a weight that is five times another does not.
  if (previous === null || previous.number === null || previous.number <= 0 || value <= 0 || previous.on < before(takenOn, { years: 1 }) || ['crp', 'esr', 'alt', 'ast', 'eosinophils'].includes(test.code)) return [];
  const times = value / previous.number;
  if (times < farTimes && times > 1 / farTimes) return [];
  return [fill(sentences['far-from-previous'], { test: test.label, value: inBoth(typed), previous: inBoth({ ...previous.shown, comparator: previous.comparator }), date: previous.on })];
}

type Said = Pick<TypedValue, 'number' | 'comparator' | 'unit' | 'words'>;
const inBoth = (said: Said): Bilingual => ({ fr: written(said, 'fr'), en: written(said, 'en') });

/** A value in words: "< 5 mg/L", "12,5 g/L", "négatif". A bound read from words is in them already. */
export function written({ number, comparator, unit, words }: Said, language: Language): string {
  if (number === null) return words ?? '';
  const figure = language === 'fr' ? String(number).replace('.', ',') : String(number);
  return [comparator, figure, unit].filter((part) => part !== null && part !== '').join(' ');
}
