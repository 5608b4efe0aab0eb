import { expect, test } from 'vitest';
import { ageBands, seenBands } from '#contract/registry.ts';
import { birthDatesOf, type DateRange, lastVisitsOf } from './registry-band-rules.ts';

const today = '2026-11-16';
const holds = ({ from, to }: DateRange, date: string): boolean => (from === null || date >= from) && (to === null || date <= to);
const bandsOf = (date: string) => ageBands.filter((band) => holds(birthDatesOf(band, today), date));
const seenOf = (date: string) => seenBands.filter((band) => band !== 'never' && holds(lastVisitsOf(band, today), date));

test.each([
  ['2026-11-16', '0-17'], ['2008-11-17', '0-17'], ['2008-11-16', '18-39'], ['1986-11-17', '18-39'], ['1986-11-16', '40-64'], ['1961-11-17', '40-64'], ['1961-11-16', '65-79'],
  ['1946-11-17', '65-79'], ['1946-11-16', '80+'], ['1901-01-01', '80+'], ['1958', '65-79'], ['1958-06', '65-79'],
])('born %s: %s', (date, band) => expect(bandsOf(date)).toEqual([band]));

test.each([
  ['2026-11-16', '0-3'], ['2026-08-17', '0-3'], ['2026-08-16', '3-6'], ['2026-05-17', '3-6'], ['2026-05-16', '6-12'], ['2025-11-17', '6-12'], ['2025-11-16', '12+'], ['1990-01-01', '12+'],
])('last seen %s: %s', (date, band) => expect(seenOf(date)).toEqual([band]));

test('every day of four years falls in one band of each', () => {
  for (let time = Date.UTC(2023, 0, 1); time <= Date.UTC(2026, 10, 16); time += 86_400_000) {
    const date = new Date(time).toISOString().slice(0, 10);
    expect(seenOf(date), date).toHaveLength(1);
    expect(bandsOf(date), date).toHaveLength(1);
  }
});
