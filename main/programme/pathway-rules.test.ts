import { describe, expect, test } from 'vitest';
import { callFigures, doseFigures, escalationFigures, inclusionCurve, nextMonth, targetAt, toxicityFigures } from './pathway-rules.ts';

const aim = { from: '2020-06-02', months: 60, count: 375 };

describe('months', () => {
  test.each([['2026-01', '2026-02'], ['2026-09', '2026-10'], ['2026-12', '2027-01']])('after %s comes %s', (month, next) => {
    expect(nextMonth(month)).toBe(next);
  });
});

describe('the aim at the end of a month', () => {
  test.each<readonly [string, number | null]>([
    ['2020-05', null], ['2020-06', 6.3], ['2020-07', 12.5], ['2021-05', 75], ['2022-11', 187.5], ['2025-05', 375], ['2025-06', null],
  ])('%s: %s', (month, expected) => {
    expect(targetAt(month, aim)).toBe(expected);
  });
});

describe('inclusions by the end of each month', () => {
  test('add up from the first one, and are held back while they are few', () => {
    expect(inclusionCurve([{ month: '2026-02', count: 3 }, { month: '2026-04', count: 4 }], null, '2026-05-10')).toEqual([
      { month: '2026-02', included: null, target: null }, { month: '2026-03', included: null, target: null }, { month: '2026-04', included: 7, target: null }, { month: '2026-05', included: 7, target: null },
    ]);
  });
  test('begin with the aim where it begins before them, at nought', () => {
    expect(inclusionCurve([], { from: '2026-03-01', months: 12, count: 24 }, '2026-04-10')).toEqual([{ month: '2026-03', included: 0, target: 2 }, { month: '2026-04', included: 0, target: 4 }]);
  });
  test('an aim to come begins nothing', () => {
    expect(inclusionCurve([], { from: '2027-03-01', months: 12, count: 24 }, '2026-04-10')).toEqual([{ month: '2026-04', included: 0, target: null }]);
  });
  test('of more than ten years, the last ten, with those before them counted', () => {
    const curve = inclusionCurve([{ month: '2010-01', count: 9 }, { month: '2026-01', count: 1 }], null, '2026-01-31');
    expect([curve.length, curve[0]?.month, curve[0]?.included, curve.at(-1)?.included]).toEqual([120, '2016-02', 9, 10]);
  });
});

describe('doses', () => {
  const given = (site: string, count: number) => ({ state: 'given', site, count });
  test('by place, with the share at home', () => {
    const found = doseFigures([given('home', 30), given('hospital', 10), { state: 'cancelled', site: null, count: 6 }, { state: 'planned', site: null, count: 99 }], [{ km: 20, count: 20 }, { km: null, count: 10 }]);
    expect(found).toMatchObject({ home: 30, hospital: 10, cancelled: 6, atHome: { of: 40, value: 0.75 }, kilometres: 800, withoutDistance: 10 });
  });
  test.each<readonly [string, number, readonly { readonly km: number | null; readonly count: number }[], number | null, number | null]>([
    ['nobody at home', 0, [], null, 0],
    ['every way noted', 12, [{ km: 12.5, count: 12 }], 300, 0],
    ['no way noted', 12, [{ km: null, count: 12 }], null, 12],
    ['a way of so few doses is not told', 12, [{ km: 30, count: 3 }, { km: null, count: 9 }], null, null],
    ['nor where so few are without one', 12, [{ km: 30, count: 10 }, { km: null, count: 2 }], null, null],
    ['nor of so few doses', 3, [{ km: 30, count: 3 }], null, null],
  ])('kilometres: %s', (_name, home, ways, kilometres, withoutDistance) => {
    expect(doseFigures([given('home', home)], ways)).toMatchObject({ kilometres, withoutDistance });
  });
});

describe('calls', () => {
  test('those made, by kind; in time among those planned alone', () => {
    const found = callFigures([
      { kind: 'after', state: 'done', inTime: true, count: 15 }, { kind: 'after', state: 'done', inTime: false, count: 5 }, { kind: 'before', state: 'done', inTime: null, count: 30 }, { kind: 'late', state: 'done', inTime: null, count: 2 },
      { kind: 'after', state: 'planned', inTime: null, count: 8 }, { kind: 'after', state: 'dropped', inTime: null, count: 8 },
    ]);
    expect(found).toMatchObject({ made: 52, inTime: { of: 20, value: 0.75 }, byKind: [{ kind: 'before', count: 30 }, { kind: 'after', count: 20 }, { kind: 'late', count: null }] });
  });
});

describe('toxicity', () => {
  test('the organ found oftenest first; grade nought is none; the same grade from two sources is one', () => {
    const found = toxicityFigures([
      { organ: 'skin', grade: 1, count: 6 }, { organ: 'bowel', grade: 2, count: 5 }, { organ: 'bowel', grade: 1, count: 7 }, { organ: 'bowel', grade: 2, count: 1 }, { organ: 'lung', grade: 0, count: 40 }, { organ: 'liver', grade: 3, count: 2 },
    ], (organ) => ({ fr: organ, en: organ }));
    expect(found.map(({ organ, grades }) => [organ, grades])).toEqual([
      ['bowel', [{ grade: 1, count: 7 }, { grade: 2, count: 6 }]], ['skin', [{ grade: 1, count: 6 }]], ['liver', [{ grade: 3, count: null }]],
    ]);
  });
  test('organs found as often stand by their code', () => {
    expect(toxicityFigures([{ organ: 'skin', grade: 1, count: 6 }, { organ: 'eye', grade: 1, count: 6 }], () => null).map(({ organ }) => organ)).toEqual(['eye', 'skin']);
  });
});

describe('escalations', () => {
  const course = (minutes: number | null, inTime: boolean, times: number) => Array.from({ length: times }, () => ({ minutes, inTime }));
  test('what waits inside its time is not judged; what waits past it is late', () => {
    const found = escalationFigures([...course(30, true, 10), ...course(300, false, 5), ...course(null, true, 6), ...course(null, false, 5)]);
    expect(found).toMatchObject({ opened: 26, waiting: 11, late: 5, inTime: { of: 20, value: 0.5 }, minutes: { of: 15, median: 30, p90: 300 } });
  });
  test('of none nothing is said', () => {
    expect(escalationFigures([])).toMatchObject({ opened: 0, waiting: 0, late: 0, inTime: { of: 0, value: null }, minutes: { of: 0, median: null } });
  });
});
