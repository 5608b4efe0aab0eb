import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DelaySettings, delayClasses } from '#contract/delays.ts';
import { delayProblems, dueInClinic, givenDelays } from './delay-settings-rules.ts';
import { dueOn } from './due-date.ts';
import { dueInDaysOf } from './triage-rules.ts';

const weekend = (date: string): boolean => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
const settingsOf = (counting: DelaySettings['counting'], days: Partial<DelaySettings['days']> = {}): DelaySettings => ({ counting, days: { ...givenDelays.days, ...days } });
const due = (completedOn: string, cls: keyof typeof dueInDaysOf, settings: DelaySettings, isClosed = weekend) => dueInClinic({ completedOn, cls, pauses: [], asOf: completedOn }, settings, isClosed);

describe('what a clinic may choose', () => {
  test.each([
    [{}, []],
    [{ A: 1, B: 1, C: 14 }, []],
    [{ A: 4 }, [{ path: 'days.A', code: 'OUT_OF_RANGE' }]],
    [{ E: 366 }, [{ path: 'days.E', code: 'OUT_OF_RANGE' }]],
    [{ B: 0 }, [{ path: 'days.B', code: 'OUT_OF_RANGE' }]],
    [{ D: 20 }, [{ path: 'days.D', code: 'BEFORE_MORE_URGENT' }]],
  ])('%j: %j', (days, problems) => {
    expect(delayProblems(settingsOf('calendar', days))).toEqual(problems);
  });
});

describe('the due date', () => {
  // 2026-11-16 is a Monday.
  test.each([
    ['2026-11-16', 'C', settingsOf('calendar'), '2026-12-14'],
    ['2026-11-16', 'C', settingsOf('calendar', { C: 14 }), '2026-11-30'],
    ['2026-11-16', 'C', settingsOf('working', { C: 10 }), '2026-11-30'],
    ['2026-11-16', 'B', settingsOf('working', { B: 5 }), '2026-11-23'],
    // Twenty working days would be twenty-eight calendar days: the same.
    ['2026-11-16', 'C', settingsOf('working', { C: 20 }), '2026-12-14'],
    // Never later than the calendar days given for the class.
    ['2026-11-20', 'A', settingsOf('working'), '2026-11-23'],
    ['2026-11-16', 'C', settingsOf('working'), '2026-12-14'],
    ['2026-11-21', 'URG', settingsOf('working'), '2026-11-21'],
  ] as const)('complete on %s, class %s, %j: %s', (completedOn, cls, settings, expected) => {
    expect(due(completedOn, cls, settings)).toBe(expected);
  });

  test('closed days are no working days', () => {
    expect(due('2026-11-16', 'B', settingsOf('working', { B: 5 }), (date) => weekend(date) || date === '2026-11-18')).toBe('2026-11-24');
  });

  test('a pause moves it, whichever days count', () => {
    const paused = (settings: DelaySettings) => dueInClinic({ completedOn: '2026-11-16', cls: 'C', pauses: [{ from: '2026-11-17', until: '2026-11-19' }], asOf: '2026-11-20' }, settings, weekend);
    expect(paused(settingsOf('calendar', { C: 14 }))).toBe('2026-12-02');
    expect(paused(settingsOf('working', { C: 10 }))).toBe('2026-12-02');
    expect(paused(settingsOf('working'))).toBe('2026-12-16');
  });

  test('no choice of days and no closure makes it later than the calendar days of the class', () => {
    fc.assert(
      fc.property(fc.constantFrom(...delayClasses), fc.constantFrom('calendar', 'working'), fc.integer({ min: 1, max: 365 }), fc.integer({ min: 2, max: 9 }), (cls, counting, days, everyNth) => {
        const isClosed = (date: string): boolean => weekend(date) || Number(date.slice(8)) % everyNth === 0;
        const chosen = due('2026-11-16', cls, settingsOf(counting, { [cls]: Math.min(days, dueInDaysOf[cls]) }), isClosed);
        expect(chosen <= dueOn('2026-11-16', dueInDaysOf[cls]) && chosen > '2026-11-16').toBe(true);
      }),
    );
  });
});
