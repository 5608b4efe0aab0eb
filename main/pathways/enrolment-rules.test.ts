import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Enrolment, type EnrolmentMove, moved } from './enrolment-rules.ts';

const phases = ['s1', 's2', 's3'];
const moves = fc.array(fc.oneof(fc.constantFrom<EnrolmentMove>({ move: 'include' }, { move: 'advance' }, { move: 'resume' }), fc.constantFrom<EnrolmentMove>({ move: 'suspend', reason: 'infection' }, { move: 'leave', reason: 'refusal' })), { maxLength: 20 });

describe('a person on a pathway', () => {
  test('goes through every phase to the end', () => {
    const states = (['include', 'advance', 'advance', 'advance'] as const).reduce<readonly Enrolment[]>((before, move) => [...before, moved(phases, before.at(-1)!, { move })!], [{ state: 'proposed' }]);
    expect(states.map((one) => ('phase' in one ? one.phase : one.state))).toEqual(['proposed', 's1', 's2', 's3', 'completed']);
  });

  test.each<[Enrolment, EnrolmentMove]>([
    [{ state: 'proposed' }, { move: 'advance' }],
    [{ state: 'running', phase: 's1' }, { move: 'include' }],
    [{ state: 'running', phase: 's1' }, { move: 'resume' }],
    [{ state: 'suspended', phase: 's1', reason: 'infection' }, { move: 'advance' }],
    [{ state: 'suspended', phase: 's1', reason: 'infection' }, { move: 'suspend', reason: 'surgery' }],
    [{ state: 'completed' }, { move: 'leave', reason: 'refusal' }],
    [{ state: 'left', reason: 'refusal' }, { move: 'include' }],
    [{ state: 'running', phase: 'another' }, { move: 'advance' }],
  ])('%o: %o is not legal', (enrolment, move) => expect(moved(phases, enrolment, move)).toBeNull());

  test('whatever is tried, phases are entered one after the other, and what is over stays over', () => {
    fc.assert(
      fc.property(moves, (tried) => {
        let now: Enrolment = { state: 'proposed' };
        const entered: string[] = [];
        for (const move of tried) {
          const next = moved(phases, now, move);
          if (!next) continue;
          expect(['completed', 'left']).not.toContain(now.state);
          if (move.move === 'resume' && now.state === 'suspended') expect(next).toEqual({ state: 'running', phase: now.phase });
          if ((move.move === 'include' || move.move === 'advance') && next.state === 'running') entered.push(next.phase);
          now = next;
        }
        expect(entered).toEqual(phases.slice(0, entered.length));
      }),
      { numRuns: 200 },
    );
  });
});
