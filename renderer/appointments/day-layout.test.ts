import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { awayStretches, closedStretches, freedPlaces, placeOf, shownHours, strips, visitAfterArrow, type PlacedVisit } from './day-layout.ts';

const visit = (id: string, column: string, start: string, end: string): PlacedVisit => ({
  id, column, localStart: `2026-11-17T${start}`, localEnd: `2026-11-17T${end}`,
});
const office = { hours: [{ startsAt: '08:00', endsAt: '12:00' }, { startsAt: '13:00', endsAt: '16:30' }] };

test('the day shows 8 to 17, and more where somebody is there', () => {
  expect(shownHours([], [])).toEqual({ first: 8, last: 17 });
  expect(shownHours([office], [visit('1', 'a', '07:45', '08:15')])).toEqual({ first: 7, last: 17 });
  expect(shownHours([{ hours: [{ startsAt: '09:00', endsAt: '20:30' }] }], [])).toEqual({ first: 8, last: 21 });
});

test('the closed parts surround the hours', () => {
  expect(closedStretches(office, { first: 7, last: 17 })).toEqual([{ from: 420, until: 480 }, { from: 720, until: 780 }, { from: 990, until: 1020 }]);
  expect(closedStretches({ hours: [] }, { first: 8, last: 17 })).toEqual([{ from: 480, until: 1020 }]);
});

test('what is closed is the whole of the hours shown, or the part of them it takes', () => {
  const shown = { first: 8, last: 17 };
  expect(awayStretches({ startsAt: null, endsAt: null }, [], shown)).toEqual([{ from: 480, until: 1020 }]);
  expect(awayStretches({ startsAt: '12:00', endsAt: '23:59' }, [], shown)).toEqual([{ from: 720, until: 1020 }]);
  expect(awayStretches({ startsAt: '00:00', endsAt: '07:00' }, [], shown)).toEqual([{ from: 480, until: 480 }]);
  // Of one site, the hours there.
  const hours = [{ startsAt: '08:00', endsAt: '12:00', siteId: null }, { startsAt: '13:00', endsAt: '16:00', siteId: 'x' }];
  expect(awayStretches({ startsAt: null, endsAt: null, siteIds: ['x'] }, hours, shown)).toEqual([{ from: 780, until: 960 }]);
  expect(awayStretches({ startsAt: '08:00', endsAt: '10:00', siteIds: [null] }, hours, shown)).toEqual([{ from: 480, until: 600 }]);
  expect(awayStretches({ startsAt: '08:00', endsAt: '10:00', siteIds: ['x'] }, hours, shown)).toEqual([]);
  expect(awayStretches({ startsAt: null, endsAt: null, siteIds: ['y'] }, hours, shown)).toEqual([{ from: 480, until: 1020 }]);
});

test('a visit past midnight stops there', () => {
  expect(placeOf({ localStart: '2026-11-17T23:30', localEnd: '2026-11-18T00:30' })).toEqual({ from: 1410, until: 1440 });
});

describe('visits that meet stand side by side', () => {
  const at = (...visits: PlacedVisit[]) => Object.fromEntries([...strips(visits)].map(([id, strip]) => [id, `${strip.at}/${strip.of}`]));

  test('alone, one takes the whole column; over two others, the three share it', () => {
    expect(at(visit('1', 'a', '08:00', '08:30'), visit('2', 'a', '08:30', '09:00'), visit('3', 'b', '08:00', '09:00'))).toEqual({ 1: '0/1', 2: '0/1', 3: '0/1' });
    expect(at(visit('1', 'a', '08:30', '09:00'), visit('2', 'a', '09:00', '09:30'), visit('3', 'a', '08:35', '09:05'), visit('4', 'a', '09:30', '10:00'))).toEqual({ 1: '0/2', 2: '0/2', 3: '1/2', 4: '0/1' });
    expect(at(visit('1', 'a', '08:00', '08:30'), visit('2', 'a', '08:00', '08:30'), visit('3', 'a', '08:00', '08:30'))).toEqual({ 1: '0/3', 2: '1/3', 3: '2/3' });
  });

  test('whatever is booked over what, no two that meet share a strip, and those that meet share its width', () => {
    const time = fc.record({ start: fc.integer({ min: 0, max: 40 }), long: fc.integer({ min: 1, max: 8 }), column: fc.constantFrom('a', 'b') });
    const wall = (quarter: number): string => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
    fc.assert(
      fc.property(fc.array(time, { maxLength: 25 }), (times) => {
        const visits = times.map(({ start, long, column }, index) => visit(String(index), column, wall(start), wall(start + long)));
        const found = strips(visits);
        for (const [index, one] of times.entries()) {
          const own = found.get(String(index));
          expect(own && own.at < own.of).toBe(true);
          for (const [other, two] of times.entries()) {
            if (other === index || two.column !== one.column || two.start >= one.start + one.long || one.start >= two.start + two.long) continue;
            const its = found.get(String(other));
            expect(its?.of).toBe(own?.of);
            expect(its?.at).not.toBe(own?.at);
          }
        }
      }),
    );
  });
});

test('a freed place shows where nobody has taken it, once', () => {
  const live = [visit('1', 'a', '08:00', '08:30')];
  const off = [visit('2', 'a', '08:15', '08:45'), visit('3', 'b', '08:15', '08:45'), visit('4', 'a', '08:30', '09:00'), visit('5', 'a', '08:30', '09:00')];
  expect(freedPlaces(live, off).map(({ id }) => id)).toEqual(['3', '5']);
});

describe('arrows', () => {
  const visits = [visit('a2', 'a', '10:00', '10:30'), visit('a1', 'a', '08:00', '08:30'), visit('c1', 'c', '08:30', '09:00'), visit('c2', 'c', '10:15', '10:45')];
  const after = (key: string, current: string | null) => visitAfterArrow(key, visits, ['a', 'b', 'c'], current);

  test('run through one professional’s day, and stop at its ends', () => {
    expect(after('ArrowDown', 'a1')).toBe('a2');
    expect(after('ArrowDown', 'a2')).toBe(null);
    expect(after('ArrowUp', 'a2')).toBe('a1');
    expect(after('ArrowUp', 'a1')).toBe(null);
  });

  test('go to the nearest in time of the next professional who has a visit', () => {
    expect(after('ArrowRight', 'a1')).toBe('c1');
    expect(after('ArrowRight', 'a2')).toBe('c2');
    expect(after('ArrowLeft', 'c2')).toBe('a2');
    expect(after('ArrowRight', 'c1')).toBe(null);
  });

  test('begin with the first visit; other keys lead nowhere', () => {
    expect(after('ArrowDown', null)).toBe('a1');
    expect(after('x', 'a1')).toBe(null);
  });
});
