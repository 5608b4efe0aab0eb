import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Away } from '#contract/away.ts';
import { absenceProblem, awayDuring, awayIntervals, awayOf, awayOn, holidaysAway, stillClosed, unanswered } from './away-rules.ts';
import { addDays, localDateTime, offsetStretches, toInstant, toMilliseconds } from './wall-time.ts';

const leave = (over: Partial<Away> = {}): Away => ({
  key: 'a', kind: 'leave', practitionerId: 'p', firstDate: '2026-12-21', lastDate: '2026-12-23', startsAt: null, endsAt: null, words: null, holiday: null, ...over,
});
const at = (instant: string, minutes: number) => ({ from: toMilliseconds(instant), until: toMilliseconds(instant) + minutes * 60_000 });

describe('what closes a calendar', () => {
  test('is the person’s own leave, and what closes all of them', () => {
    const closure = leave({ key: 'c', kind: 'closure', practitionerId: null });
    expect(awayOf([leave(), closure, leave({ key: 'b', practitionerId: 'q' })], 'p')).toEqual([leave(), closure]);
    expect(awayOn([leave()], '2026-12-23')).toEqual([leave()]);
    expect([awayOn([leave()], '2026-12-20'), awayOn([leave()], '2026-12-24')]).toEqual([[], []]);
  });

  test('meets a visit that begins or ends within it, and none that only touches', () => {
    const during = (instant: string, minutes = 30) => awayDuring([leave()], at(instant, minutes), 'America/Toronto').length;
    // Midnight in Montréal is 5 h in UTC.
    expect([during('2026-12-21T04:30:00.000Z'), during('2026-12-21T04:45:00.000Z'), during('2026-12-24T04:45:00.000Z'), during('2026-12-24T05:00:00.000Z')]).toEqual([0, 1, 1, 0]);
  });

  test('may be a part of a day', () => {
    const afternoon = leave({ firstDate: '2026-12-21', lastDate: '2026-12-21', startsAt: '12:00', endsAt: '17:00' });
    const during = (instant: string) => awayDuring([afternoon], at(instant, 30), 'America/Toronto').length;
    expect([during('2026-12-21T16:30:00.000Z'), during('2026-12-21T16:45:00.000Z'), during('2026-12-21T21:45:00.000Z'), during('2026-12-21T22:00:00.000Z')]).toEqual([0, 1, 1, 0]);
  });

  test('on a day with two holidays is one, with both names', () => {
    const day = (fr: string) => ({ date: '2008-05-01', code: fr, name: { fr, en: fr }, source: 'x' });
    expect(holidaysAway([day('Ascension'), day('Fête du Travail')])).toMatchObject([{ key: 'holiday:2008-05-01', holiday: { fr: 'Ascension, Fête du Travail' } }]);
  });

  test('is answered once somebody said that the visit stays in spite of it, and not by an answer to something else', () => {
    const answer = { kind: 'away' as const, reason: 'x', away: [leave()], concerns: [], at: '2026-11-16T15:12:00.000Z', by: null };
    expect(unanswered([leave(), leave({ key: 'b' })], [answer])).toEqual([leave({ key: 'b' })]);
  });
});

test('whole days are every minute of them and no other, in every zone, over every change of clock', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('America/Toronto', 'America/Halifax', 'America/Blanc-Sablon', 'Europe/Paris'),
      fc.constantFrom('2026-03-07', '2026-03-08', '2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25', '2026-10-31', '2026-11-01', '2026-07-06'),
      fc.nat({ max: 3 }),
      fc.option(fc.tuple(fc.nat({ max: 46 }), fc.integer({ min: 1, max: 47 })).filter(([from, until]) => from < until), { nil: null }),
      (zone, firstDate, more, part) => {
        const half = (halves: number): string => `${String(Math.floor(halves / 2)).padStart(2, '0')}:${halves % 2 === 0 ? '00' : '30'}`;
        const lastDate = part ? firstDate : addDays(firstDate, more);
        const [startsAt, endsAt] = part ? [half(part[0]), half(part[1])] : [null, null];
        const intervals = awayIntervals({ firstDate, lastDate, startsAt, endsAt }, zone);
        const [first] = offsetStretches(zone, addDays(firstDate, -1), more + 3);
        for (let minute = first?.from ?? 0; minute < (first?.from ?? 0) + (more + 3) * 86_400_000; minute += 15 * 60_000) {
          const [date = '', time = ''] = localDateTime(toInstant(minute), zone).split('T');
          const closed = firstDate <= date && date <= lastDate && (startsAt === null || endsAt === null || (startsAt <= time && time < endsAt));
          expect(intervals.some(({ from, until }) => from <= minute && minute < until)).toBe(closed);
        }
      },
    ),
    { numRuns: 60 },
  );
});

describe('an absence', () => {
  const facts = { ...leave(), today: '2026-12-01' };
  test('is acceptable', () => {
    expect(absenceProblem(facts)).toBe(null);
    expect(absenceProblem({ ...facts, firstDate: '2026-11-25' })).toBe(null);
    expect(absenceProblem({ ...facts, practitionerId: null, words: 'Inventaire' })).toBe(null);
    expect(absenceProblem({ ...facts, lastDate: '2026-12-21', startsAt: '12:00', endsAt: '17:00' })).toBe(null);
  });

  test.each([
    [{ lastDate: '2026-12-20' }, 'lastDate', 'END_BEFORE_START'],
    [{ firstDate: '2026-11-01', lastDate: '2026-11-30' }, 'lastDate', 'IN_THE_PAST'],
    [{ lastDate: '2029-12-20' }, 'lastDate', 'TOO_LONG'],
    [{ startsAt: '12:00' }, 'endsAt', 'REQUIRED'],
    [{ startsAt: '12:00', endsAt: '17:00' }, 'startsAt', 'PART_OF_ONE_DAY'],
    [{ lastDate: '2026-12-21', startsAt: '12:00', endsAt: '12:00' }, 'endsAt', 'END_BEFORE_START'],
    [{ practitionerId: null }, 'words', 'REQUIRED'],
  ])('is refused with %o', (over, path, code) => {
    expect(absenceProblem({ ...facts, ...over })).toEqual({ path, code });
  });
});

test('a holiday is closed where nobody works on it, under the key it had', () => {
  const group = { siteIds: [null, 'x'], zone: 'America/Toronto' };
  const [day] = holidaysAway([{ date: '2026-12-25', code: 'christmas', name: { fr: 'Noël', en: 'Christmas Day' }, source: '' }], null);
  const closed = (working: readonly (string | null)[]) => stillClosed(day ? [day] : [], group, () => working);
  expect(closed(['elsewhere'])).toEqual([day]);
  expect(closed(['x'])).toEqual([{ ...day, siteIds: [null], zone: 'America/Toronto' }]);
  expect(closed(['x', null])).toEqual([]);
});
