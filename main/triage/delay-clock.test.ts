import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breachesOf, dueWithPauses, type FreePlace, isPausedOn, type Pause } from './delay-clock-rules.ts';
import { dueOn } from './due-date.ts';

const days = (count: number, counting: 'calendar' | 'working' = 'calendar') => ({ days: count, counting });
const weekend = (date: string) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
const dayAt = (offset: number) => dueOn('2026-01-01', offset);
const arbitraryPause: fc.Arbitrary<Pause> = fc
  .record({ from: fc.integer({ min: -30, max: 400 }), length: fc.option(fc.integer({ min: 0, max: 120 }), { nil: null }) })
  .map(({ from, length }) => ({ from: dayAt(from), until: length === null ? null : dayAt(from + length) }));
const pauses = fc.array(arbitraryPause, { maxLength: 6 });
const delay = fc.constantFrom(0, 3, 10, 28, 90, 365);

describe('the due date', () => {
  test('without a pause it is the date of the class', () => {
    for (const count of [0, 3, 10, 28, 90, 365]) expect(dueWithPauses('2026-11-16', days(count), [], '2026-11-20')).toBe(dueOn('2026-11-16', count));
  });

  test('a pause moves it by its days; two that overlap count once; one still open counts until today', () => {
    const due = (...list: Pause[]) => dueWithPauses('2026-11-01', days(28), list, '2026-11-20');
    expect(due({ from: '2026-11-10', until: '2026-11-13' })).toBe('2026-12-02');
    expect(due({ from: '2026-11-10', until: '2026-11-13' }, { from: '2026-11-11', until: '2026-11-14' })).toBe('2026-12-03');
    expect(due({ from: '2026-11-15', until: null })).toBe('2026-12-04');
    // On the day itself nothing has been lost yet; before the request, or once the delay has run out, nothing is.
    expect(due({ from: '2026-11-20', until: null })).toBe('2026-11-29');
    expect(due({ from: '2026-10-01', until: '2026-11-01' })).toBe('2026-11-29');
    expect(due({ from: '2026-11-29', until: '2026-12-20' })).toBe('2026-11-29');
  });

  test('working days leave out what is closed', () => {
    // Monday 16 November: three working days end on Thursday; from Friday, on Wednesday.
    expect(dueWithPauses('2026-11-16', days(3, 'working'), [], '2026-11-16', weekend)).toBe('2026-11-19');
    expect(dueWithPauses('2026-11-20', days(3, 'working'), [], '2026-11-20', weekend)).toBe('2026-11-25');
    expect(dueWithPauses('2026-11-20', days(3, 'working'), [{ from: '2026-11-23', until: '2026-11-24' }], '2026-11-20', weekend)).toBe('2026-11-26');
  });

  test('whether the delay stands on a day', () => {
    const list = [{ from: '2026-11-10', until: '2026-11-13' }, { from: '2026-11-20', until: null }];
    expect(['2026-11-09', '2026-11-10', '2026-11-12', '2026-11-13', '2026-11-25'].map((date) => isPausedOn(list, date))).toEqual([false, true, true, false, true]);
  });
});

describe('guarantees of the clock', () => {
  test('a pause never makes the due date earlier, whatever is paused already', () => {
    fc.assert(
      fc.property(delay, pauses, arbitraryPause, fc.integer({ min: 0, max: 500 }), fc.boolean(), (count, list, more, asOf, working) => {
        const due = (all: readonly Pause[]) => dueWithPauses('2026-01-01', days(count, working ? 'working' : 'calendar'), all, dayAt(asOf), weekend);
        expect(due([...list, more]) >= due(list)).toBe(true);
      }),
    );
  });

  test('the same pause twice, or in two halves, or in another order, is the same', () => {
    fc.assert(
      fc.property(delay, pauses, fc.integer({ min: 0, max: 500 }), (count, list, asOf) => {
        const due = (all: readonly Pause[]) => dueWithPauses('2026-01-01', days(count), all, dayAt(asOf));
        expect(due([...list, ...list])).toBe(due(list));
        expect(due([...list].reverse())).toBe(due(list));
        const halves = list.flatMap(({ from, until }) => (until === null || until <= from ? [{ from, until }] : [{ from, until: dueOn(from, 1) }, { from: dueOn(from, 1), until }]));
        expect(due(halves)).toBe(due(list));
      }),
    );
  });

  test('it never moves by more than the days that were paused', () => {
    fc.assert(
      fc.property(delay, fc.array(arbitraryPause.filter(({ until }) => until !== null), { maxLength: 5 }), (count, list) => {
        const lost = list.reduce((sum, { from, until }) => sum + Math.max(0, (Date.parse(until ?? from) - Date.parse(from)) / 86_400_000), 0);
        expect(dueWithPauses('2026-01-01', days(count), list, '2026-06-01') <= dueOn('2026-01-01', count + lost)).toBe(true);
      }),
    );
  });
});

describe('who will pass their delay', () => {
  const hour = 3_600_000;
  /** Free half hours of one calendar, one a day given. */
  const free = (days: readonly string[], calendar = 'one'): FreePlace[] =>
    days.map((day, index) => ({ calendar, day, from: Date.parse(day) + index * hour, until: Date.parse(day) + index * hour + hour / 2 })).sort((one, other) => one.from - other.from);
  const kinds = (said: Readonly<Record<string, readonly FreePlace[]>>) => new Map(Object.entries(said));
  const due = (id: string, dueOn: string, kind = 'IN_PERSON') => ({ id, dueOn, kind });

  test('those due first take the first places; the rest is told with the place they would get', () => {
    const waiting = [due('c', '2026-12-20'), due('a', '2026-12-01'), due('b', '2026-12-02')];
    expect(breachesOf(waiting, kinds({ IN_PERSON: free(['2026-12-01', '2026-12-08', '2026-12-10']) }))).toEqual([{ id: 'b', dueOn: '2026-12-02', placeOn: '2026-12-08' }]);
    expect(breachesOf(waiting, kinds({ IN_PERSON: free(['2026-12-01']) }))).toEqual([{ id: 'b', dueOn: '2026-12-02', placeOn: null }, { id: 'c', dueOn: '2026-12-20', placeOn: null }]);
    expect(breachesOf(waiting, kinds({ IN_PERSON: free(['2026-11-20', '2026-11-20', '2026-11-21']) }))).toEqual([]);
  });

  test('a time of a calendar is given once, in person or by video; that of another calendar is another', () => {
    const waiting = [due('a', '2026-12-01'), due('b', '2026-12-02', 'VIDEO')];
    const same = free(['2026-12-01']);
    expect(breachesOf(waiting, kinds({ IN_PERSON: same, VIDEO: same }))).toEqual([{ id: 'b', dueOn: '2026-12-02', placeOn: null }]);
    // Longer or shorter, what overlaps is taken.
    expect(breachesOf(waiting, kinds({ IN_PERSON: same, VIDEO: same.map((one) => ({ ...one, from: one.from + hour / 4, until: one.until + hour / 4 })) }))).toHaveLength(1);
    expect(breachesOf(waiting, kinds({ IN_PERSON: same, VIDEO: free(['2026-12-01'], 'two') }))).toEqual([]);
    expect(breachesOf(waiting, kinds({ IN_PERSON: same, VIDEO: [...same, ...free(['2026-12-02'])] }))).toEqual([]);
  });

  test('a place more of one kind never adds a breach', () => {
    const day = fc.integer({ min: 0, max: 60 }).map(dayAt);
    fc.assert(
      fc.property(fc.array(day, { maxLength: 12 }), fc.array(day, { maxLength: 12 }), day, (dues, days, more) => {
        const waiting = dues.map((dueOnDay, index) => due(String(index), dueOnDay));
        const count = (places: readonly string[]) => breachesOf(waiting, kinds({ IN_PERSON: places.map((one, index) => ({ calendar: String(index), day: one, from: Date.parse(one), until: Date.parse(one) + hour })).sort((one, other) => one.from - other.from) })).length;
        expect(count([...days, more])).toBeLessThanOrEqual(count(days));
      }),
    );
  });
});
