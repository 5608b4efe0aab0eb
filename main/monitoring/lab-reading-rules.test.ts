import { describe, expect, test } from 'vitest';
import { dateOf, readBound, readResults } from './lab-reading-rules.ts';
import { builtInMonitoring } from './monitoring-content.ts';
import { kept, plan, treated } from './testing/monitoring-fixtures.ts';

const read = (...results: readonly ReturnType<typeof kept>[]) => readResults(results, builtInMonitoring.tests, 'America/Toronto');

describe('units', () => {
  test.each([
    ['6690-2', 5.2, '10*3/uL', null, 5.2], ['6690-2', 5.2, '10*9/L', null, 5.2], ['6690-2', 5.2, null, '×10⁹/L', 5.2], ['6690-2', 5.2, null, 'G/L', 5.2], ['777-3', 210, null, 'x10^9/L', 210], ['777-3', 210, null, '10e9/L', 210],
    ['718-7', 13.4, 'g/dL', 'g/dL', 134], ['718-7', 134, null, 'g/L', 134],
    ['38483-4', 1, 'mg/dL', null, 88.4], ['14682-9', 88, 'umol/L', 'µmol/L', 88], ['14682-9', 88, null, 'μmol/L', 88],
    ['3084-1', 6, 'mg/dL', null, 356.88], ['14933-6', 357, null, 'umol/l', 357],
    ['1988-5', 0.8, 'mg/dL', null, 8], ['2465-3', 720, 'mg/dL', null, 7.2], ['1742-6', 35, null, 'UI/L', 35], ['1742-6', 35, '[iU]/L', null, 35], ['33914-3', 54, 'mL/min/{1.73_m2}', null, 54], ['2093-3', 200, 'mg/dL', null, 5.172],
  ])('%s: %d %s %s is %d', (code, number, unitCode, unit, expected) => {
    expect(read(kept([code], { number, unitCode, unit })).read[0]?.number).toBeCloseTo(expected, 6);
  });

  test.each([
    ['no unit at all', { number: 5.2 }, 'no-unit'], ['another unit', { number: 5.2, unit: 'cells' }, 'unknown-unit'], ['gram where giga is meant', { number: 5.2, unit: 'g/L' }, 'unknown-unit'],
    ['no value', { unit: 'G/L' }, 'no-value'], ['words', { unit: 'G/L', words: 'coagulated' }, 'no-value'], ['no date', { number: 5.2, unit: 'G/L', at: null }, 'no-date'], ['a year', { number: 5.2, unit: 'G/L', at: '2026' }, 'no-date'],
    ['beyond what lives', { number: 5200, unit: 'G/L' }, 'impossible'],
  ] as const)('%s is told, not guessed', (_, more, reason) => {
    expect(read(kept(['6690-2'], more))).toMatchObject({ read: [], unread: [{ test: 'wbc', reason }] });
  });

  test('the laboratory’s upper limit is in the unit of the value', () => {
    expect(read(kept(['3084-1'], { number: 6, unit: 'mg/dL', upper: 7 })).read[0]?.upper).toBeCloseTo(416.36, 6);
  });

  test('what was not read is not done', () => {
    const [hb, wbc] = [kept(['718-7'], { number: 134, unit: 'g/L' }), kept(['6690-2'], { number: 5, unit: 'G/L' })];
    const cbc = (platelets: ReturnType<typeof kept>) => plan({ treatments: [treated('methotrexate', '2020-01-01')], results: read(hb, wbc, platelets).read }).items.find(({ check }) => check === 'cbc')?.doneOn;
    expect([cbc(kept(['777-3'], { number: 210, unit: 'G/L' })), cbc(kept(['777-3'], { number: 210, unit: 'boxes' }))]).toEqual(['2026-11-02', null]);
  });
});

describe('bounds, dates, findings', () => {
  test.each([['< 5 mg/L', '<', 5], ['<=0,4', '<=', 0.4], ['≥ 90 mL/min', '>=', 90], ['> 1000', '>', 1000]] as const)('%s', (words, comparator, number) => expect(readBound(words)).toEqual({ comparator, number }));
  test.each([null, '', '5', 'about < 5', '<'])('%s is no bound', (words) => expect(readBound(words)).toBeUndefined());

  test('a bound keeps its sign and is converted', () => {
    expect(read(kept(['1988-5'], { kind: 'comparison', words: '< 0.5 mg/dL', unitCode: 'mg/dL' })).read[0]).toMatchObject({ number: 5, comparator: '<' });
  });

  test('an instant has its date where the clinic is', () => {
    expect([dateOf('2026-11-03T02:00:00.000Z', 'America/Toronto'), dateOf('2026-11-03T02:00:00.000Z', 'Europe/Paris'), dateOf('2026-11-03', 'America/Toronto'), dateOf('2026-11-03T02:00:00', 'America/Toronto'), dateOf('2026-11', 'America/Toronto')])
      .toEqual(['2026-11-02', '2026-11-03', '2026-11-03', '2026-11-03', null]);
  });

  test.each([
    [{ valueCode: '10828004', words: null }, 'positive'], [{ valueCode: '260385009', words: 'Negative' }, 'negative'], [{ words: 'Négatif' }, 'negative'], [{ words: 'non réactif' }, 'negative'], [{ words: 'positif' }, 'positive'], [{ words: 'douteux' }, null],
  ])('%j', (more, finding) => expect(read(kept(['5195-3'], { kind: 'coded', ...more })).read[0]).toMatchObject({ test: 'hbsag', finding }));

  test('a test the rules do not know is left out; any of its codes will do', () => {
    expect(read(kept(['9999-9'], { number: 1 }))).toEqual({ read: [], unread: [] });
    expect(read(kept(['9999-9', '718-7'], { number: 134, unit: 'g/L' })).read).toHaveLength(1);
  });
});
