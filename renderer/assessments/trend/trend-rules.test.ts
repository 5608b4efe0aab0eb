import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AssessmentLine } from '#contract/assessments.ts';
import type { Instrument } from '#contract/instruments.ts';
import cdaiContent from '../../../main/instruments/content/cdai.json' with { type: 'json' };
import { bandsOf, timeAxis, topOf, trendsOf } from './trend-rules.ts';

const cdai: Instrument = { ...(cdaiContent.body as unknown as Omit<Instrument, 'id' | 'version' | 'sources'>), id: 'cdai', version: '1.0.0', sources: [] };
const haq: Instrument = { ...cdai, id: 'haq-di', family: 'function', categories: [] };
const remission: Instrument = { ...cdai, id: 'boolean-2022', family: 'remission' };
const line = (on: string, scores: Record<string, number | null>, state: AssessmentLine['state'] = 'signed'): AssessmentLine => ({
  id: on, patientId: 'p', on, state, author: { id: 'a', name: '' }, signedAt: null, signedBy: null, amendments: 0, counts: null,
  scores: Object.entries(scores).map(([instrument, score]) => ({ instrument, score, category: null, formulaVersion: '' })),
});

test('curves: activity and function, two values or more, oldest first, drafts and gaps left out', () => {
  const lines = [line('2026-05-01', { 'haq-di': 1, cdai: 8, 'boolean-2022': 1 }), line('2026-11-01', { cdai: 3 }, 'draft'), line('2025-01-10', { cdai: 24, 'haq-di': 2, 'boolean-2022': 0 }), line('2025-06-01', { cdai: null })];
  expect(trendsOf(lines, [cdai, haq, remission]).map(({ instrument, points }) => [instrument.id, points.map(({ score }) => score)])).toEqual([['haq-di', [2, 1]], ['cdai', [24, 8]]]);
  expect(trendsOf(lines.slice(0, 1), [cdai])).toEqual([]);
});

test('bands fill the plot without hole or overlap, whatever the values', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 76, noNaN: true }), { minLength: 2, maxLength: 30 }), (scores) => {
      const trend = { instrument: cdai, points: scores.map((score, index) => ({ on: `20${10 + index}-01-01`, score })) };
      const bands = bandsOf(trend);
      expect(bands[0]?.from).toBe(0);
      expect(bands.at(-1)?.to).toBe(1);
      for (const [index, band] of bands.entries()) if (index > 0) expect(band.from).toBe(bands[index - 1]?.to);
      for (const { score } of trend.points) expect(score / topOf(trend)).toBeLessThanOrEqual(1);
    }),
  );
});

test('the cut-offs named are those of the categories', () => {
  expect(bandsOf({ instrument: cdai, points: [{ on: '2025-01-01', score: 40 }, { on: '2026-01-01', score: 2 }] }).map(({ code, upTo }) => [code, upTo])).toEqual([['remission', 2.8], ['low', 10], ['moderate', 22], ['high', null]]);
});

test('one axis from the first value to today, with the years between', () => {
  const axis = timeAxis([{ instrument: cdai, points: [{ on: '2024-07-01', score: 1 }, { on: '2025-07-01', score: 2 }] }], '2026-07-01');
  expect([axis.at('2024-07-01'), axis.at('2026-07-01')]).toEqual([0, 1]);
  expect(axis.years.map(({ year }) => year)).toEqual([2025, 2026]);
  expect(axis.at('2025-07-01')).toBeCloseTo(0.5, 5);
});
