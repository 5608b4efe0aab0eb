import type { TimelineSeries } from '#contract/timeline.ts';
import type { Format } from '../text/use-format.ts';
import type { CourseResult } from './course.ts';

const signs: Readonly<Record<string, string>> = { '<': '< ', '<=': '≤ ', '>': '> ', '>=': '≥ ' };

/** A value as it is written: a bound with its sign, the decimals of its test. */
export function resultText({ number, comparator }: CourseResult, { decimals }: Pick<TimelineSeries, 'decimals'>, f: Pick<Format, 'number'>): string {
  return `${signs[comparator ?? ''] ?? ''}${f.number(number, decimals)}`;
}
