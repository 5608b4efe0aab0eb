import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInPathways } from './pathway-content.ts';
import { doseDays, phaseDates } from './phase-rules.ts';

const home = builtInPathways.find(({ id }) => id === 'home-immunotherapy')!.body;

describe('phases of home immunotherapy', () => {
  // domain.md 6.2.
  test.each([
    ['2025-01-15', '2025-07-15', '2026-01-15', '2027-01-15'],
    ['2024-08-31', '2025-02-28', '2025-08-31', '2026-08-31'],
    ['2024-02-29', '2024-08-29', '2025-02-28', '2026-02-28'],
  ])('included on %s: sequence 2 on %s, 3 on %s, end on %s', (inclusion, second, third, end) => {
    expect(phaseDates(home, inclusion).map(({ code, from, until }) => [code, from, until])).toEqual([['s1', inclusion, second], ['s2', second, third], ['s3', third, end]]);
  });

  test.each([
    [14, 40],
    [21, 26],
    [28, 20],
    [42, 13],
  ])('a dose every %i days: %i doses at home', (everyDays, doses) => {
    const [, second, third] = phaseDates(home, '2025-01-15');
    expect(doseDays('2025-01-15', everyDays, third!.until!).filter((day) => day >= second!.from)).toHaveLength(doses);
  });

  test('of every pathway and every day, phases follow each other without gap or overlap', () => {
    const day = fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2032-12-31T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.constantFrom(...builtInPathways), day, ({ body }, inclusion) => {
        const phases = phaseDates(body, inclusion);
        expect(phases[0]!.from).toBe(inclusion);
        for (const [index, phase] of phases.entries()) {
          expect(phase.until === null || phase.until > phase.from).toBe(true);
          if (index > 0) expect(phases[index - 1]!.until).toBe(phase.from);
        }
      }),
      { numRuns: 200 },
    );
  });
});
