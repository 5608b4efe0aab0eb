import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carriedTo, type HeldPlace, instantOf, isOvercomeByReason, isSamePlace, placeAfterKey, stretched } from './hand-rules.ts';

const place: HeldPlace = { column: 'b', from: 600, minutes: 30 };
const columns = ['a', 'b', 'c'];
const press = (key: string, shiftKey = true, from: HeldPlace = place) => placeAfterKey({ key, shiftKey }, from, columns);

describe('a visit held over the calendar', () => {
  test('is carried by the keys: five minutes, an hour, a column; without Shift the arrows are the grid’s', () => {
    expect(press('ArrowDown')).toEqual({ ...place, from: 605 });
    expect(press('PageUp')).toEqual({ ...place, from: 540 });
    expect(press('ArrowRight')).toEqual({ ...place, column: 'c' });
    expect(press('ArrowRight', true, { ...place, column: 'c' })).toEqual({ ...place, column: 'c' });
    for (const key of ['ArrowDown', 'ArrowLeft', 'PageDown', 'a']) expect(press(key, false)).toBeNull();
    expect(press('Home')).toBeNull();
  });

  test('is made longer and shorter by the signs, on a keyboard that needs Shift for them or not', () => {
    for (const shiftKey of [true, false]) expect([press('+', shiftKey)?.minutes, press('-', shiftKey)?.minutes]).toEqual([35, 25]);
    expect(press('-', false, { ...place, minutes: 5 })?.minutes).toBe(5);
    expect(press('+', false, { ...place, minutes: 240 })?.minutes).toBe(240);
  });

  test('one begun between two steps comes to a step', () => {
    expect(carriedTo({ ...place, from: 603 }, 'b', 608)).toEqual({ ...place, from: 610 });
    expect(stretched({ ...place, from: 603 }, 640)).toEqual({ ...place, from: 603, minutes: 37 });
  });

  test('wherever it is carried, it stays in its day and as long as a visit may be', () => {
    const step = fc.record({ key: fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', '+', '-'), shiftKey: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), fc.integer({ min: 0, max: 287 }), (keys, start) => {
        const begun = carriedTo(place, 'b', start * 5);
        const held = keys.reduce((present, key) => placeAfterKey(key, present, columns) ?? present, begun);
        expect(columns).toContain(held.column);
        expect([held.from >= 0, held.from + held.minutes <= 1440, held.minutes >= 5, held.minutes <= 240]).toEqual([true, true, true, true]);
      }),
      { numRuns: 200 },
    );
  });

  test('its instant follows the clocks of the zone', () => {
    expect(instantOf('2026-11-17', 600, 'America/Toronto')).toBe('2026-11-17T15:00:00.000Z');
    expect(instantOf('2026-07-14', 600, 'Europe/Paris')).toBe('2026-07-14T08:00:00.000Z');
    // 2 h 30 does not exist on 8 March: half past three.
    expect(instantOf('2026-03-08', 150, 'America/Toronto')).toBe('2026-03-08T07:30:00.000Z');
    expect(isSamePlace(place, { ...place })).toBe(true);
  });
});

test('a reason overcomes a closed calendar and another visit of its professional, together too, and nothing else', () => {
  expect(isOvercomeByReason([])).toBe(false);
  for (const against of [['away'], ['professional-busy'], ['professional-busy', 'away']] as const) expect(isOvercomeByReason(against)).toBe(true);
  for (const other of ['state', 'not-yours', 'past', 'outside-hours', 'other-modality', 'competence', 'patient-busy', 'held', 'taken', 'deceased'] as const) {
    expect(isOvercomeByReason([other]), other).toBe(false);
    expect(isOvercomeByReason(['away', other]), other).toBe(false);
  }
});
