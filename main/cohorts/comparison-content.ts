import { z } from 'zod';
import { indicatorKinds } from '#contract/comparison.ts';
import { bilingual } from '#contract/triage.ts';
import { contentOf } from '../content/content-piece.ts';
import { builtInGroups } from './cohort-content.ts';
import published from './content/published-figures.json' with { type: 'json' };

/** Indicators by which a clinic compares itself, each with the figures others published; checked as this module is loaded. */

/** What the database is asked for; an indicator reads one of them against its diagnoses and its limit. */
export const measures = ['wait', 'onset-visit', 'onset-days', 'onset-dmard', 'score-visits', 'das28-last', 'function-year', 'dmard', 'seen-yearly', 'at-target', 'remission'] as const;
export type Measure = (typeof measures)[number];

const key = z.string().min(1).max(60);
const figure = z
  .strictObject({
    code: key, kind: z.enum(['measured', 'aim']), value: z.number().min(0), comparable: z.enum(['near', 'not']),
    /** Years the figure was measured in; empty where its source does not say. */
    years: z.string().max(20), population: bilingual, caveat: bilingual, source: key,
  });
const indicator = z
  .strictObject({
    code: key, kind: z.enum(indicatorKinds), theme: z.enum(['access', 'follow-up', 'outcome']), measure: z.enum(measures), diagnoses: z.array(key).min(1), limitDays: z.int().min(1).nullable(),
    label: bilingual, definition: bilingual, placed: bilingual, published: z.array(figure),
  })
  .refine(({ kind, published: figures }) => kind === 'median' || figures.every(({ value }) => value <= 1), { error: 'a share is from 0 to 1' })
  .refine(({ diagnoses }) => diagnoses.every((group) => builtInGroups.body.groups.some(({ code }) => code === group)), { error: 'unknown diagnosis group' });

export const builtInComparison = contentOf('published-figures', z.strictObject({ indicators: z.array(indicator).min(1) }))
  .refine(({ sources, body }) => body.indicators.every((one) => one.published.every(({ source }) => sources.some(({ code }) => code === source))), { error: 'unknown source' })
  .parse(published);
export type Indicator = (typeof builtInComparison.body.indicators)[number];

/** The same as a row of `content_version`. */
export const comparisonContentItems = [builtInComparison].map((piece) => ({ kind: piece.kind, id: piece.id, version: piece.version, body: piece }));
