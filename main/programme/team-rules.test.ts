import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { smallestCount } from '#contract/indicators.ts';
import { guardedCount, guardedDays, guardedParts, guardedShare } from './guarded-figures.ts';
import { type FirstVisitTally, type PeopleTally, regionFigures, teamFigures, type VisitTally } from './team-rules.ts';

const visit = (over: Partial<VisitTally>): VisitTally => ({ period: '2026-3', region: '06', role: 'rheumatologist', modality: 'IN_PERSON', count: 10, ...over });
const people = (over: Partial<PeopleTally>): PeopleTally => ({ period: '2026-3', region: '06', role: null, count: 10, ...over });
const first = (over: Partial<FirstVisitTally>): FirstVisitTally => ({ period: '2026-3', region: '06', role: 'rheumatologist', cls: 'C', days: 20, inside: true, count: 6, ...over });

describe('figures that point to nobody', () => {
  test('one to four are held back, none and five are not', () => {
    expect([0, 1, 4, 5].map(guardedCount)).toEqual([0, null, null, 5]);
  });

  test('a part held back alone would follow from the total: the least of the others goes with it', () => {
    expect(guardedParts([3, 9, 12])).toEqual([null, null, 12]);
    expect(guardedParts([3, 2, 12])).toEqual([null, null, 12]);
    expect(guardedParts([0, 9, 12])).toEqual([0, 9, 12]);
  });

  test('a share whose one side is small is not told, nor the middle of fewer than five', () => {
    expect(guardedShare(4, 20)).toMatchObject({ of: 20, value: null });
    expect(guardedShare(17, 20)).toMatchObject({ value: null });
    expect(guardedShare(10, 20)).toMatchObject({ of: 20, value: 0.5 });
    expect(guardedShare(20, 20)).toMatchObject({ value: 1 });
    expect(guardedDays([{ days: 3, count: 4 }])).toEqual({ of: null, median: null, low: null, high: null, p90: null });
    expect(guardedDays([{ days: 30, count: 1 }, { days: 10, count: 9 }])).toMatchObject({ of: 10, median: 10, p90: 10 });
    expect(guardedDays([{ days: 30, count: 2 }, { days: 10, count: 8 }])).toMatchObject({ p90: 30 });
  });

  test('whatever the counts, none from one to four is ever told or follows from a total', () => {
    fc.assert(fc.property(fc.array(fc.nat(40), { minLength: 2, maxLength: 8 }), (counts) => {
      const told = guardedParts(counts);
      told.forEach((count, index) => expect(count === null || (count === counts[index] && (count === 0 || count >= smallestCount))).toBe(true));
      const hidden = told.flatMap((count, index) => (count === null ? [counts[index] ?? 0] : []));
      // One alone is held back only where there is no other part to hold back with it.
      if (hidden.length === 1) expect(counts.filter((count) => count > 0)).toHaveLength(1);
    }));
  });
});

describe('the figures of a period', () => {
  const tallies = {
    visits: [visit({ count: 30 }), visit({ role: 'nurse', modality: 'VIDEO', count: 15 }), visit({ role: 'nurse', modality: 'PHONE', count: 5 }), visit({ role: 'physiotherapist', region: '16', count: 10 }), visit({ period: '2026-2', count: 99 })],
    people: [people({ count: 40 }), people({ region: '16', count: 10 }), people({ role: 'nurse', count: 18 }), people({ role: 'rheumatologist', count: 25 }), people({ role: 'physiotherapist', region: '16', count: 10 })],
    firstVisits: [first({}), first({ role: 'ips', cls: 'D', days: 50, inside: false, count: 5 }), first({ days: -2, inside: null, count: 1 })],
  };

  test('visits by profession, the share at a distance and of the team, waits of first visits', () => {
    const figures = teamFigures(tallies, '2026-3');
    expect(figures).toMatchObject({ visits: 60, people: 50, remote: { value: 20 / 60 }, moved: { of: 60, value: 30 / 60 }, firstElsewhere: { of: 12, value: 5 / 12 }, inside: { of: 11, value: 6 / 11 } });
    expect(figures.byRole).toEqual([{ role: 'rheumatologist', visits: 30, people: 25 }, { role: 'nurse', visits: 20, people: 18 }, { role: 'physiotherapist', visits: 10, people: 10 }]);
    // A visit before the request was complete waited no day.
    expect(figures.wait).toMatchObject({ of: 12, median: 20, p90: 50 });
    expect(figures.classes.map(({ cls, wait }) => [cls, wait.of])).toEqual([['C', 7], ['D', 5]]);
  });

  test('nothing of a period without a visit', () => {
    expect(teamFigures(tallies, '2020-1')).toMatchObject({ visits: 0, people: 0, byRole: [], remote: { of: 0, value: null }, wait: { of: 0, median: null } });
  });

  test('regions: most people first, those of no region last, a region that only asked included', () => {
    const requests = [{ region: '17', received: 8, waiting: 6, overdue: 3 }, { region: null, received: 90, waiting: 0, overdue: 0 }];
    const regions = regionFigures(tallies, requests, '2026-3');
    expect(regions.map(({ regionCode, people: seen, requests: asked, waiting, overdue }) => [regionCode, seen, asked, waiting, overdue])).toEqual([['06', 40, 0, 0, 0], ['16', 10, 0, 0, 0], ['17', 0, 8, 6, null], [null, 0, 90, 0, 0]]);
    expect(regions[0]?.moved).toMatchObject({ of: 50, value: 20 / 50 });
  });
});
