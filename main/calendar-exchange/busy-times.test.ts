import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { civilDay, toInstant, toMilliseconds } from '../appointments/wall-time.ts';
import { type BusyProblem, readBusyTimes } from './busy-times.ts';
import { civilOf, dayNumber, weekdayNumber } from './civil-days.ts';
import { isoDateOf } from './file-times.ts';
import { dayTest, readRule } from './recurrence-rules.ts';

const zone = 'America/Toronto';
const window = { zone, from: toMilliseconds('2026-11-16T05:00:00.000Z'), until: toMilliseconds('2027-12-21T05:00:00.000Z') };
const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: string[]) => calendar('BEGIN:VEVENT', 'UID:a', ...lines, 'END:VEVENT');
const read = (text: string, over: Partial<typeof window> = {}) => {
  const { times, problems, events } = readBusyTimes(text, { ...window, ...over });
  return { times: times.map(({ from, until }) => `${toInstant(from)}/${toInstant(until)}`), problems, events };
};
const nine = '2026-11-17T14:00:00.000Z/2026-11-17T15:00:00.000Z';
const of = (code: BusyProblem['code'], line: number, given?: string) => (given === undefined ? { code, line } : { code, line, zone: given });

describe('busy times of a calendar file', () => {
  test.each<[string, string, readonly string[], readonly BusyProblem[]]>([
    ['in UTC', event('DTSTART:20261117T140000Z', 'DTEND:20261117T150000Z'), [nine], []],
    ['in a zone by its name', event('DTSTART;TZID=America/Toronto:20261117T090000', 'DTEND;TZID=America/Toronto:20261117T100000'), [nine], []],
    ['in a zone behind a prefix', event('DTSTART;TZID=/mozilla.org/20050126_1/America/Toronto:20261117T090000', 'DURATION:PT1H'), [nine], []],
    ['in a zone by its Windows name, quoted', event('DTSTART;TZID="Eastern Standard Time":20261117T090000', 'DURATION:PT1H'), [nine], []],
    ['floating: the clinic’s zone', event('DTSTART:20261117T090000', 'DTEND:20261117T100000'), [nine], []],
    ['of another zone', event('DTSTART;TZID=Romance Standard Time:20261117T150000', 'DURATION:PT60M'), [nine], []],
    ['a whole day', event('DTSTART;VALUE=DATE:20261117'), ['2026-11-17T05:00:00.000Z/2026-11-18T05:00:00.000Z'], []],
    ['days over a change of the clocks', event('DTSTART;VALUE=DATE:20270313', 'DTEND;VALUE=DATE:20270315'), ['2027-03-13T05:00:00.000Z/2027-03-15T04:00:00.000Z'], []],
    ['a day that ends on itself', event('DTSTART;VALUE=DATE:20261117', 'DTEND;VALUE=DATE:20261117'), ['2026-11-17T05:00:00.000Z/2026-11-18T05:00:00.000Z'], []],
    ['folded in the middle of a time', event('DTSTART:20261117T14', ' 0000Z', 'DTEND:2026', '\t1117T150000Z'), [nine], []],
    ['with hyphens and colons, without seconds', event('DTSTART:2026-11-17T09:00', 'DTEND:2026-11-17 10:00'), [nine], []],
    ['lines that end in a line feed alone, a mark at the start', `\uFEFF${event('DTSTART:20261117T140000Z', 'DTEND:20261117T150000Z').replaceAll('\r', '')}`, [nine], []],
    ['without an end: half an hour, told', event('DTSTART:20261117T140000Z'), ['2026-11-17T14:00:00.000Z/2026-11-17T14:30:00.000Z'], [of('NO_END', 3)]],
    ['an end before the start', event('DTSTART:20261117T140000Z', 'DTEND:20261117T130000Z'), ['2026-11-17T14:00:00.000Z/2026-11-17T14:30:00.000Z'], [of('BAD_END', 6)]],
    ['without a start', event('SUMMARY:x'), [], [of('NO_START', 3)]],
    ['a start that is no day', event('DTSTART:20261317T140000Z'), [], [of('BAD_START', 5)]],
    ['a zone nobody knows: the clinic’s, told', event('DTSTART;TZID=Mars/Olympus:20261117T090000', 'DURATION:PT1H'), [nine], [of('UNKNOWN_ZONE', 5, 'Mars/Olympus')]],
    ['lines that are none', event('DTSTART:20261117T140000Z', 'this is no line', 'DTEND:20261117T150000Z'), [nine], [of('NOT_A_LINE', 6)]],
    ['cut before its end', calendar('BEGIN:VEVENT', 'DTSTART:20261117T140000Z', 'DURATION:PT1H').replace('\r\nEND:VCALENDAR', ''), [nine], [of('UNFINISHED', 1), of('UNFINISHED', 3)]],
    ['an END too many', event('DTSTART:20261117T140000Z', 'DURATION:PT1H', 'END:VALARM'), [nine], [of('UNEXPECTED_END', 7)]],
    ['shown as free', event('DTSTART:20261117T140000Z', 'DURATION:PT1H', 'TRANSP:TRANSPARENT'), [], []],
    ['cancelled', event('DTSTART:20261117T140000Z', 'DURATION:PT1H', 'STATUS:CANCELLED'), [], []],
    ['free by Outlook', event('DTSTART:20261117T140000Z', 'DURATION:PT1H', 'X-MICROSOFT-CDO-BUSYSTATUS:FREE'), [], []],
    ['no calendar at all', '<html><body>Sign in</body></html>', [], [of('NOT_A_LINE', 1), of('NO_CALENDAR', 1)]],
    ['nothing', '', [], [of('NO_CALENDAR', 1)]],
    ['free/busy', calendar('BEGIN:VFREEBUSY', 'FREEBUSY;FBTYPE=BUSY:20261117T140000Z/PT30M,20261117T143000Z/20261117T150000Z', 'FREEBUSY;FBTYPE=FREE:20261118T140000Z/PT1H', 'END:VFREEBUSY'), [nine], []],
  ])('%s', (_what, text, times, problems) => {
    expect(read(text)).toMatchObject({ times, problems });
  });

  test('a zone described in the file counts for a name nobody knows', () => {
    const described = (standard: string, daylight: string, extra: string[] = []) =>
      calendar('BEGIN:VTIMEZONE', 'TZID:Heure du bureau', ...extra, 'BEGIN:STANDARD', 'DTSTART:16010101T020000', `TZOFFSETTO:${standard}`, 'END:STANDARD', 'BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', `TZOFFSETTO:${daylight}`, 'END:DAYLIGHT', 'END:VTIMEZONE',
        'BEGIN:VEVENT', 'DTSTART;TZID=Heure du bureau:20270712T100000', 'DURATION:PT1H', 'END:VEVENT');
    expect(read(described('-0500', '-0400'))).toMatchObject({ times: ['2027-07-12T14:00:00.000Z/2027-07-12T15:00:00.000Z'], problems: [] });
    expect(read(described('-0400', '-0300')).times).toEqual(['2027-07-12T13:00:00.000Z/2027-07-12T14:00:00.000Z']);
    expect(read(described('-0500', '-0500', ['X-LIC-LOCATION:Europe/Paris'])).times).toEqual(['2027-07-12T08:00:00.000Z/2027-07-12T09:00:00.000Z']);
  });

  test('a weekly event keeps its wall time over both changes of the clocks; days taken out and moved are', () => {
    const text = calendar(
      'BEGIN:VEVENT', 'UID:w', 'DTSTART;TZID=America/Toronto:20260105T090000', 'DTEND;TZID=America/Toronto:20260105T100000', 'RRULE:FREQ=WEEKLY;UNTIL=20270401', 'EXDATE;TZID=America/Toronto:20261123T090000', 'EXDATE;VALUE=DATE:20261130', 'END:VEVENT',
      'BEGIN:VEVENT', 'UID:w', 'RECURRENCE-ID;TZID=America/Toronto:20261207T090000', 'DTSTART;TZID=America/Toronto:20261208T130000', 'DURATION:PT1H', 'END:VEVENT',
      'BEGIN:VEVENT', 'UID:w', 'RECURRENCE-ID;TZID=America/Toronto:20261214T090000', 'DTSTART;TZID=America/Toronto:20261214T090000', 'STATUS:CANCELLED', 'END:VEVENT',
    );
    const { times, problems } = read(text);
    expect(problems).toEqual([]);
    expect(times.slice(0, 3)).toEqual(['2026-11-16T14:00:00.000Z/2026-11-16T15:00:00.000Z', '2026-12-08T18:00:00.000Z/2026-12-08T19:00:00.000Z', '2026-12-21T14:00:00.000Z/2026-12-21T15:00:00.000Z']);
    expect(times.slice(-3)).toEqual(['2027-03-15T13:00:00.000Z/2027-03-15T14:00:00.000Z', '2027-03-22T13:00:00.000Z/2027-03-22T14:00:00.000Z', '2027-03-29T13:00:00.000Z/2027-03-29T14:00:00.000Z']);
  });

  test('what repeats by the hour or by week number is told, and its first time alone blocks', () => {
    for (const rule of ['FREQ=SECONDLY', 'FREQ=YEARLY;BYWEEKNO=20', 'FREQ=DAILY;BYHOUR=9,10', 'FREQ=NEVER', 'RSCALE=CHINESE;FREQ=YEARLY', 'FREQ=MONTHLY;BYDAY=XX']) {
      expect(read(event('DTSTART:20261117T140000Z', 'DURATION:PT1H', `RRULE:${rule}`))).toMatchObject({ times: [nine], problems: [of('RULE_NOT_FOLLOWED', 7)] });
    }
  });

  test('hostile files end at once: days that never come, counts without end, a hundred thousand events, lines folded without end', () => {
    const files = [
      event('DTSTART:20261117T140000Z', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'),
      event('DTSTART:19000101T000000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=999999'),
      calendar(...Array.from({ length: 2000 }, () => ['BEGIN:VEVENT', 'DTSTART:20000101T000000Z', 'DURATION:PT1M', 'RRULE:FREQ=DAILY;BYSETPOS=1,-1;COUNT=1000000', 'END:VEVENT']).flat()),
      calendar(...Array.from({ length: 30_000 }, () => 'BEGIN:VEVENT')),
      `BEGIN:VCALENDAR\r\nX:${'a\r\n '.repeat(300_000)}`,
      `BEGIN:VCALENDAR\r\nDTSTART;${'"'.repeat(300_000)}`,
      calendar(...Array.from({ length: 20_000 }, (_, index) => ['BEGIN:VEVENT', `DTSTART;TZID=X${index}:20261117T140000`, 'END:VEVENT']).flat()),
    ];
    for (const file of files) {
      const begun = performance.now();
      const { problems, times } = readBusyTimes(file, window);
      expect(performance.now() - begun).toBeLessThan(4000);
      expect([problems.length <= 200, times.length <= 20_000]).toEqual([true, true]);
    }
  });

  test('whatever the bytes, an answer, in order and inside the window', () => {
    const line = fc.oneof(
      fc.constantFrom('BEGIN:VEVENT', 'END:VEVENT', 'BEGIN:VFREEBUSY', 'END:VCALENDAR', 'DTSTART:20261117T140000Z', 'DTEND;TZID=Europe/Paris:20261118T090000', 'RRULE:FREQ=WEEKLY;COUNT=5', 'EXDATE:x', 'DURATION:-PT1H', 'RDATE:20261201,20261301', 'FREEBUSY:20261117T140000Z/x'),
      fc.string({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const { times } = readBusyTimes(lines.join('\n'), window);
        expect(times.every(({ from, until }, index) => from < until && from >= window.from && until <= window.until && (index === 0 || (times[index - 1]?.until ?? 0) < from))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('repeated days', () => {
  test('days and dates are told as the calendar does', () => {
    for (const date of ['1970-01-01', '2000-02-29', '2026-11-16', '2027-03-14', '1969-12-31', '2100-03-01']) {
      const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
      const number = dayNumber({ year, month, day });
      expect([isoDateOf(number), civilOf(number), number * 86_400_000]).toEqual([date, { year, month, day }, toMilliseconds(civilDay(date, 'UTC').from)]);
    }
    expect([weekdayNumber(0), weekdayNumber(dayNumber({ year: 2026, month: 11, day: 16 }))]).toEqual([4, 1]);
  });

  test('the same days as another program finds', () => {
    const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
    const list = <T>(value: fc.Arbitrary<T>, most = 3) => fc.uniqueArray(value, { minLength: 1, maxLength: most }).map((values) => values.join(','));
    const part = (name: string, value: fc.Arbitrary<string | number>) => value.map((text) => `${name}=${text}`);
    const interval = part('INTERVAL', fc.integer({ min: 1, max: 4 }));
    const ordinal = fc.tuple(fc.constantFrom('1', '2', '3', '4', '-1', '-2', ''), weekday).map((both) => both.join(''));
    const rule = fc.oneof(
      fc.tuple(fc.constant('FREQ=DAILY'), interval),
      fc.tuple(fc.constant('FREQ=WEEKLY'), interval, part('BYDAY', list(weekday)), fc.constantFrom('WKST=MO', 'WKST=SU')),
      fc.tuple(fc.constant('FREQ=MONTHLY'), interval, fc.oneof(part('BYDAY', list(ordinal, 2)), part('BYMONTHDAY', list(fc.constantFrom(1, 5, 13, 28, -1, -3))))),
      fc.tuple(fc.constant('FREQ=MONTHLY'), part('BYDAY', list(weekday)), part('BYSETPOS', fc.constantFrom(1, 2, -1))),
      fc.tuple(fc.constant('FREQ=YEARLY'), part('BYMONTH', list(fc.integer({ min: 1, max: 12 }), 2)), part('BYDAY', ordinal)),
    );
    fc.assert(
      fc.property(rule, fc.integer({ min: 20_000, max: 21_500 }), (parts, start) => {
        const value = parts.join(';');
        const own = readRule(value);
        if (!own) throw new Error(value);
        const falls = dayTest(own, start);
        // Where the rule does not fall on the day an event begins, programs differ about its first month.
        const after = start + 31;
        const until = after + 770;
        const ours = Array.from({ length: 770 }, (_, index) => after + 1 + index).filter(falls).map(isoDateOf);
        const iterator = ICAL.Recur.fromString(value).iterator(ICAL.Time.fromDateString(isoDateOf(start)));
        const theirs: string[] = [];
        for (let next = iterator.next() as ICAL.Time | null; next && next.toString() <= isoDateOf(until); next = iterator.next() as ICAL.Time | null) if (next.toString() > isoDateOf(after)) theirs.push(next.toString());
        expect(ours, value).toEqual(theirs);
      }),
      { numRuns: 150 },
    );
  });
});
