import { describe, expect, test } from 'vitest';
import { completenessFigures, qualityFigures, qualityNoted } from './quality-rules.ts';
import { acuteFigures, detectionFigures, symptomFigures } from './safety-rules.ts';

/** Twelve hundred months of one person, about. */
const many = { people: 60, days: 36_525 };

describe('emergency visits and admissions in a hundred months of one person', () => {
  const tally = (kind: string, related: string, count: number) => ({ kind, related, count });
  test.each([
    ['none at all is told', many, [], { count: 0, related: 0, per100Months: 0 }],
    ['all and those due to the treatment', many, [tally('emergency', 'yes', 6), tally('emergency', 'no', 8), tally('emergency', 'unknown', 10)], { count: 24, related: 6, per100Months: 2 }],
    ['a few are held back, with their rate', many, [tally('emergency', 'yes', 4)], { count: null, related: null, per100Months: null }],
    ['few due to it are held back', many, [tally('emergency', 'yes', 2), tally('emergency', 'no', 10)], { count: 12, related: null, per100Months: 1 }],
    ['and those due to it, where few are not', many, [tally('emergency', 'yes', 10), tally('emergency', 'no', 2)], { count: 12, related: null, per100Months: 1 }],
    ['all of them due to it', many, [tally('emergency', 'yes', 12)], { count: 12, related: 12, per100Months: 1 }],
    ['of four people nothing is told', { people: 4, days: 900 }, [tally('emergency', 'yes', 12)], { count: null, related: null, per100Months: null }],
    ['nobody was included', { people: 0, days: 0 }, [], { count: 0, related: 0, per100Months: null }],
    ['included today: no rate yet', { people: 6, days: 0 }, [tally('emergency', 'no', 5)], { count: 5, related: 0, per100Months: null }],
  ] as const)('%s', (_name, followed, tallies, expected) => {
    expect(acuteFigures(followed, tallies).kinds[0]).toEqual({ kind: 'emergency', ...expected });
  });
});

describe('where toxicity was first seen', () => {
  test('in the order of the places; what nobody noted last; one small count takes the least of the others with it', () => {
    expect(detectionFigures([{ place: null, count: 9 }, { place: 'hospital', count: 3 }, { place: 'call', count: 20 }])).toEqual([{ place: 'call', count: 20 }, { place: 'hospital', count: null }, { place: null, count: null }]);
  });
  test('places where nothing was seen are left out', () => {
    expect(detectionFigures([{ place: 'call', count: 0 }])).toEqual([]);
  });
});

describe('from the first symptom to what was done', () => {
  const course = (symptomOn: string, actedOn: string) => ({ symptomOn, actedOn });
  test('in days, the same day being none', () => {
    expect(symptomFigures([course('2026-11-01', '2026-11-01'), course('2026-11-01', '2026-11-03'), course('2026-10-30', '2026-11-02'), course('2026-03-07', '2026-03-09'), course('2026-11-01', '2026-11-11')])).toMatchObject({ of: 5, median: 2, p90: 10 });
  });
  test('of four nothing is told', () => {
    expect(symptomFigures(Array.from({ length: 4 }, () => course('2026-11-01', '2026-11-03')))).toMatchObject({ of: null, median: null });
  });
});

describe('quality of life at its milestones', () => {
  const scored = (month: number, scores: readonly number[], shift = 0) => scores.map((score, index) => ({ enrolmentId: `p${index}`, days: Math.round((month * 365.25) / 12) + shift, score }));
  test('the middle of those near a milestone, the nearest answer of each person', () => {
    expect(qualityFigures([...scored(3, [50, 60, 70, 80, 90]), { enrolmentId: 'p0', days: 120, score: 0 }])).toEqual([{ month: 3, of: 5, median: 70 }]);
  });
  test('an answer too far from any milestone belongs to none; so few are not told', () => {
    expect(qualityFigures([...scored(18, [50, 60]), { enrolmentId: 'x', days: 273 + 2, score: 10 }])).toEqual([{ month: 18, of: null, median: null }]);
  });
  test.each<readonly [string, number, readonly number[], { readonly due: number; readonly noted: number }]>([
    ['included yesterday: nothing is due', 1, [], { due: 0, noted: 0 }],
    ['the first, once its time has passed', 45, [], { due: 1, noted: 0 }],
    ['answered ten days late', 45, [10], { due: 1, noted: 1 }],
    ['two due, one answered', 137, [91], { due: 2, noted: 1 }],
    ['an answer between two milestones counts for the one it is near', 300, [0, 91, 200], { due: 3, noted: 3 }],
    ['all six', 800, [0, 91, 183, 365, 548, 730], { due: 6, noted: 6 }],
  ])('noted of what was due: %s', (_name, days, answered, expected) => {
    expect(qualityNoted([{ enrolmentId: 'a', days }], answered.map((at) => ({ enrolmentId: 'a', days: at, score: 50 })))).toEqual(expected);
  });
  test('shares of what was to be noted', () => {
    expect(completenessFigures({ doses: { noted: 20, due: 20 }, calls: { noted: 15, due: 20 }, quality: { noted: 0, due: 0 }, training: { noted: 12, due: 20 } }).map(({ what, share: { of, value } }) => [what, of, value])).toEqual([['doses', 20, 1], ['calls', 20, 0.75], ['quality', 0, null], ['training', 20, 0.6]]);
  });
});
