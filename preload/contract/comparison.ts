import { z } from 'zod';
import { cohortDefinition } from './cohorts.ts';
import { operation } from './define.ts';
import { delivery } from './deliveries.ts';
import { bilingual } from './triage.ts';
import { isoDate } from './values.ts';

/** The clinic, or a cohort of it, compared with itself over time and with figures others published. Counts alone, nobody's name. */

export const comparisonIntervals = ['quarter', 'year'] as const;
/** A share of people or requests, from 0 to 1; or the median of a number of days. */
export const indicatorKinds = ['share', 'median'] as const;

/** Why something that belongs to a period is not in its figure. */
export const leftOutReasons = ['elsewhere', 'known', 'closed', 'waiting', 'early', 'imprecise', 'contradictory', 'treated-before', 'few-visits', 'no-onset'] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** Under this many the figure is shown as uncertain; its interval says how much. */
export const fewCount = 20;

/** Counts under this leave in no file. */
export const smallestCellOfFile = 5;

const share = z.number().min(0);

export const comparisonPoint = z.object({
  /** `2026-4` or `2026`. */
  period: z.string(),
  /** How many the figure is of, and for a share how many meet it. */
  of: z.int(), met: z.int().nullable(),
  /** The figure with its 95 % interval; null where there is nobody, and the interval where there are too few for one. */
  value: share.nullable(), low: share.nullable(), high: share.nullable(),
  leftOut: z.array(z.object({ reason: z.enum(leftOutReasons), count: z.int() })),
});
export type ComparisonPoint = z.infer<typeof comparisonPoint>;

const publishedFigure = z.object({
  code: z.string(),
  /** What was measured, or what is asked for. */
  kind: z.enum(['measured', 'aim']), value: share,
  /** Whether it may be put beside the clinic's: nearly the same question, or another one. */
  comparable: z.enum(['near', 'not']),
  years: z.string(), population: bilingual, caveat: bilingual, source: bilingual, sourceCode: z.string(),
});

export const comparedIndicator = z.object({
  code: z.string(), kind: z.enum(indicatorKinds), theme: z.enum(['access', 'follow-up', 'outcome']), label: bilingual, definition: bilingual, placed: bilingual,
  published: z.array(publishedFigure), points: z.array(comparisonPoint),
});
export type ComparedIndicator = z.infer<typeof comparedIndicator>;

const asked = z.object({ /** Null: everybody of the clinic. */ definition: cohortDefinition.nullable(), every: z.enum(comparisonIntervals) });

export const comparison = {
  /** Every indicator by period, oldest first; the last period has begun and is not over. */
  read: operation({ access: 'cohort.use', scope: 'clinic' }).input(asked).output(z.object({
    asOf: isoDate, catchingUp: z.boolean(), contentVersion: z.string(),
    periods: z.array(z.object({ key: z.string(), from: isoDate, until: isoDate, isRunning: z.boolean() })), indicators: z.array(comparedIndicator),
  })),
  /** The same as delimited text; counts of one to four are held back in it. */
  file: operation({ access: 'cohort.use', scope: 'clinic' }).input(asked.extend({ name: z.string().max(120).nullable(), language: z.enum(['fr', 'en']) })).output(delivery),
};
