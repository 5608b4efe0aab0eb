import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { urgencies } from '#contract/triage.ts';
import { type ClassedRequest, classesOf, diagnosedTallies } from './sensitivity-rules.ts';

const request = (patientId: string, completedOn: string, cls: ClassedRequest['cls']): ClassedRequest => ({ period: completedOn.slice(0, 4), patientId, completedOn, cls });

describe('later diagnosis against class', () => {
  test('the last request before the diagnosis counts; who was known and whose day is unknown are told apart', () => {
    const requests = [request('a', '2025-03-01', 'E'), request('a', '2025-06-01', 'B'), request('a', '2026-06-01', 'D'), request('b', '2026-01-01', 'C'), request('c', '2026-01-01', 'A'), request('d', '2026-01-01', 'D')];
    const tallies = diagnosedTallies(requests, new Map([['a', '2025-07-01'], ['b', '2024-01-01'], ['c', null], ['e', '2026-01-01']]));
    expect(tallies).toEqual([{ period: '2025', outcome: 'B', count: 1 }, { period: '2026', outcome: 'known', count: 1 }, { period: '2026', outcome: 'undated', count: 1 }]);
    expect(classesOf(tallies)).toEqual([{ cls: 'B', count: 1 }]);
    expect(diagnosedTallies([request('a', '2026-01-01', 'D')], new Map([['a', '2026-01-01']]))).toEqual([{ period: '2026', outcome: 'D', count: 1 }]);
  });

  test('everybody with a request and such a disease counts once, in whatever order requests come', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-01-${String(number).padStart(2, '0')}`);
    const some = fc.uniqueArray(fc.record({ patientId: fc.constantFrom('a', 'b', 'c'), completedOn: day, cls: fc.constantFrom(...urgencies) }), { selector: ({ patientId, completedOn }) => patientId + completedOn });
    fc.assert(fc.property(some, fc.dictionary(fc.constantFrom('a', 'b', 'd'), fc.option(day)), (requests, diagnosed) => {
      const known = new Map(Object.entries(diagnosed));
      const all = requests.map((one) => ({ ...one, period: '2026' }));
      const found = diagnosedTallies(all, known);
      const byOutcome = (tallies: typeof found) => [...tallies].sort((one, other) => one.outcome.localeCompare(other.outcome));
      expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(new Set(requests.map(({ patientId }) => patientId).filter((id) => known.has(id))).size);
      expect(byOutcome(diagnosedTallies([...all].reverse(), known))).toEqual(byOutcome(found));
    }));
  });
});
