import { describe, expect, test } from 'vitest';
import { type KnownOfPerson, type RecognisableStep, recognise } from './recognition-rules.ts';

const nothing: KnownOfPerson = { visits: [], assessments: [], results: [], entries: [] };
const step = (part: Partial<RecognisableStep> = {}): RecognisableStep => ({ kind: 'laboratory', roles: ['nurse'], instruments: [], tests: [{ needs: [['wbc'], ['platelets']] }, { needs: [['alt', 'ast']] }], facts: [], dueOn: '2026-12-14', fromOn: '2026-12-11', untilOn: '2026-12-21', ...part });
const day = (on: string, ...tests: string[]) => ({ id: `day ${on}`, on, tests });
const of = (part: Partial<KnownOfPerson>, one = step()) => recognise(one, { ...nothing, ...part })?.id ?? null;

describe('what may be a step', () => {
  test('the day with most of the tests asked for, then the nearest; nothing outside the window and a week', () => {
    expect(of({ results: [day('2026-12-14', 'ast'), day('2026-12-18', 'wbc', 'platelets', 'alt')] })).toBe('day 2026-12-18');
    expect(of({ results: [day('2026-12-16', 'alt'), day('2026-12-13', 'ast')] })).toBe('day 2026-12-13');
    expect(of({ results: [day('2026-12-03', 'alt')] })).toBeNull();
    expect(of({ results: [day('2026-12-04', 'alt')] })).toBe('day 2026-12-04');
  });

  test('half of a check is none of it; tests of another kind are none; of tests not named any will do', () => {
    expect(of({ results: [day('2026-12-14', 'wbc', 'crp')] })).toBeNull();
    expect(of({ results: [day('2026-12-14', 'crp')] }, step({ tests: [] }))).toBe('day 2026-12-14');
    expect(of({ results: [day('2026-12-14', 'crp')] }, step({ kind: 'task', tests: [] }))).toBeNull();
    expect(of({ results: [day('2026-12-14', 'ast')] }, step({ kind: 'task' }))).toBe('day 2026-12-14');
  });

  test('what was entered, of the kinds the step names', () => {
    const entries = [{ kind: 'vaccination' as const, id: 'v', on: '2026-12-15' }, { kind: 'contact' as const, id: 'c', on: '2026-12-13' }];
    expect(of({ entries }, step({ kind: 'task', tests: [], facts: ['contact'] }))).toBe('c');
    expect(of({ entries }, step({ kind: 'task', tests: [], facts: ['vaccination'] }))).toBe('v');
    expect(of({ entries }, step({ kind: 'task', tests: [] }))).toBeNull();
  });
});
