import { describe, expect, test } from 'vitest';
import type { LiveChange } from '#contract/live';
import { isTouched } from './live-queries.ts';

const query = (path: readonly string[], input?: unknown, data?: unknown) => ({ queryKey: [path, { type: 'query', input }], state: { data } });
const change = (topics: LiveChange['topics'], patientIds: LiveChange['patientIds'] = []): LiveChange => ({ topics, patientIds });

describe('what a change at another desk makes ask again', () => {
  const lists = query(['referrals', 'queue'], { list: 'to-triage' }, { pages: [] });

  test('the lists of its topic, whoever it is about', () => {
    expect(isTouched(lists, change(['referrals'], ['p1']))).toBe(true);
    expect(isTouched(lists, change(['referrals'], null))).toBe(true);
    expect(isTouched(lists, change(['appointments'], ['p1']))).toBe(false);
    expect(isTouched(query(['appointments', 'day'], { date: '2026-11-17' }), change(['appointments']))).toBe(true);
  });

  test('the record it is about, and no other', () => {
    for (const kept of [query(['patients', 'open'], { patientId: 'p1' }), query(['referrals', 'open'], { referralId: 'r1' }, { patient: { id: 'p1' } })]) {
      expect(isTouched(kept, change(['patients', 'referrals'], ['p1']))).toBe(true);
      expect(isTouched(kept, change(['patients', 'referrals'], ['p2']))).toBe(false);
      expect(isTouched(kept, change(['patients', 'referrals'], null))).toBe(true);
    }
    // Not answered yet, or refused: nobody knows whose it is.
    expect(isTouched(query(['referrals', 'open'], { referralId: 'r1' }), change(['referrals'], ['p2']))).toBe(true);
  });

  test('who is where, when somebody came or went, and nothing else then', () => {
    const attend = query(['referrals', 'attend'], { referralId: 'r1' });
    expect(isTouched(attend, change(['presence']))).toBe(true);
    expect(isTouched(attend, change(['referrals'], null))).toBe(false);
    expect(isTouched(lists, change(['presence']))).toBe(false);
  });

  test('nothing of the session, of drafts, of what does not change, of what is not ours', () => {
    const all: LiveChange = change(['patients', 'referrals', 'appointments', 'hours', 'referrers', 'imports', 'duplicates', 'presence'], null);
    for (const path of [['session', 'status'], ['drafts', 'open'], ['referrals', 'vocabulary'], ['live', 'changes']]) expect(isTouched(query(path), all), path.join('.')).toBe(false);
    expect(isTouched({ queryKey: ['other'], state: { data: 1 } }, all)).toBe(false);
    expect(isTouched({ queryKey: [[]], state: { data: 1 } }, all)).toBe(false);
  });
});
