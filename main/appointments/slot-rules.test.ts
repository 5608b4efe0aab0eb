import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WeeklyOpening } from '#contract/people.ts';
import { bookingRefusal } from './booking-rules.ts';
import { type Calendar, findFreeSlots, hoursOn, type PlacedOpening, placeDuring, type SlotSearch, weekLoad, workingHours } from './slot-rules.ts';
import { overlappingOpenings } from './sites/opening-rules.ts';
import { localDateTime, toInstant, toMilliseconds, weekdayOf } from './wall-time.ts';

const zones = ['America/Toronto', 'America/Halifax', 'America/Blanc-Sablon', 'Europe/Paris'];
const monday = '2026-11-16';

const search = (over: Partial<SlotSearch> = {}): SlotSearch => ({
  zone: 'America/Toronto', from: monday, days: 7, modality: 'IN_PERSON', minutes: null, notBefore: 0, patientBusy: [], limit: 200, ...over,
});
const morning = (over: Partial<WeeklyOpening> = {}): WeeklyOpening => ({ weekday: 1, startsAt: '08:00', endsAt: '10:00', modalities: ['IN_PERSON'], ...over });
const calendar = (over: Partial<Calendar> = {}): Calendar => ({ practitionerId: 'a', slotMinutes: 30, openings: [morning()], booked: [], ...over });
const at = (instant: string, minutes: number) => ({ from: toMilliseconds(instant), until: toMilliseconds(instant) + minutes * 60_000 });
const startsOf = (calendars: Calendar[], over: Partial<SlotSearch> = {}) =>
  findFreeSlots(calendars, search(over)).slots.map((slot) => localDateTime(toInstant(slot.from), over.zone ?? 'America/Toronto').slice(11));

describe('free slots', () => {
  test('are the openings cut at the usual length', () => {
    expect(startsOf([calendar()])).toEqual(['08:00', '08:30', '09:00', '09:30']);
  });

  test('leave out what is booked, and start again right after it', () => {
    expect(startsOf([calendar({ booked: [at('2026-11-16T13:30:00.000Z', 45)] })])).toEqual(['08:00', '09:15']);
  });

  test('leave out when the patient is elsewhere', () => {
    expect(startsOf([calendar()], { patientBusy: [at('2026-11-16T13:00:00.000Z', 60)] })).toEqual(['09:00', '09:30']);
  });

  test('fit a longer visit at each usual step', () => {
    expect(startsOf([calendar()], { minutes: 60 })).toEqual(['08:00', '08:30', '09:00']);
  });

  test('of a modality come from its openings only', () => {
    const openings = [morning(), morning({ startsAt: '13:00', endsAt: '14:00', modalities: ['VIDEO', 'PHONE'] })];
    expect(startsOf([calendar({ openings })], { modality: 'VIDEO' })).toEqual(['13:00', '13:30']);
    expect(startsOf([calendar({ openings })], { modality: 'HOME' })).toEqual([]);
  });

  test('run across openings that touch', () => {
    const openings = [morning(), morning({ startsAt: '10:00', endsAt: '11:00' })];
    expect(startsOf([calendar({ openings })], { minutes: 120 })).toEqual(['08:00', '08:30', '09:00']);
  });

  test('are never in the past and come soonest first, whoever has them', () => {
    const slots = findFreeSlots([calendar(), calendar({ practitionerId: 'b' })], search({ notBefore: toMilliseconds('2026-11-16T14:00:00.000Z') })).slots;
    expect(slots.map((slot) => [slot.practitionerId, toInstant(slot.from).slice(11, 16)])).toEqual([['a', '14:00'], ['b', '14:00'], ['a', '14:30'], ['b', '14:30']]);
  });

  test('stop at the limit and say how far they looked', () => {
    expect(findFreeSlots([calendar()], search({ days: 30, limit: 5 }))).toMatchObject({ slots: { length: 5 }, searchedUntil: '2026-11-23' });
    expect(findFreeSlots([calendar()], search({ days: 3 })).searchedUntil).toBe('2026-11-18');
  });

  test('keep their true length over a change of clock', () => {
    const night = calendar({ slotMinutes: 60, openings: [{ weekday: 7, startsAt: '00:00', endsAt: '05:00', modalities: ['IN_PERSON'] }] });
    expect(startsOf([night], { from: '2026-03-08', days: 1 })).toEqual(['00:00', '01:00', '03:00', '04:00']);
    expect(startsOf([night], { from: '2026-11-01', days: 1 })).toEqual(['00:00', '01:00', '01:00', '02:00', '03:00', '04:00']);
  });
});

const opening: fc.Arbitrary<WeeklyOpening> = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 23 * 4 }), fc.integer({ min: 1, max: 24 }), fc.subarray(['IN_PERSON', 'VIDEO', 'PHONE', 'HOME'] as const, { minLength: 1 }))
  .map(([weekday, start, length, modalities]) => ({ weekday, startsAt: clock(start), endsAt: clock(Math.min(start + length, 95)), modalities: [...modalities] }))
  .filter(({ startsAt, endsAt }) => startsAt < endsAt);

function clock(quarters: number): string {
  return `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`;
}

/** Weeks around the changes of clock, so that most runs meet one. */
const week = fc.constantFrom('2026-03-02', '2026-03-08', '2026-03-23', '2026-03-29', '2026-10-19', '2026-10-25', '2026-10-26', '2026-11-01', '2026-07-06');

const situation = fc.record({
  zone: fc.constantFrom(...zones),
  from: week,
  openings: fc.array(opening, { maxLength: 8 }).map((openings) => openings.filter((_, index) => !overlappingOpenings(openings, () => 'UTC').includes(index))),
  slotMinutes: fc.constantFrom(10, 15, 20, 30, 45, 60),
  minutes: fc.option(fc.constantFrom(15, 25, 30, 60, 90)),
  modality: fc.constantFrom('IN_PERSON', 'VIDEO', 'PHONE', 'HOME'),
  /** Visits: minutes after the start of the week, and length. */
  visits: fc.array(fc.tuple(fc.integer({ min: 0, max: 8 * 24 * 60 }), fc.integer({ min: 5, max: 240 })), { maxLength: 12 }),
});

test('slots never overlap a visit, lie inside the openings, are sorted and as long as asked', () => {
  fc.assert(
    fc.property(situation, ({ zone, from, openings, slotMinutes, minutes, modality, visits }) => {
      const origin = toMilliseconds(`${from}T00:00:00.000Z`);
      const booked = visits.map(([start, length]) => ({ from: origin + start * 60_000, until: origin + (start + length) * 60_000 }));
      const { slots } = findFreeSlots([{ practitionerId: 'a', slotMinutes, openings, booked }], search({ zone, from, days: 8, modality, minutes }));
      slots.forEach((slot, index) => {
        expect(slot.until - slot.from).toBe((minutes ?? slotMinutes) * 60_000);
        expect(booked.some((visit) => visit.from < slot.until && slot.from < visit.until)).toBe(false);
        expect(slot.from).toBeGreaterThanOrEqual(slots[index - 1]?.from ?? 0);
        // Every minute of the slot has a wall time inside an opening of its day and modality.
        for (let minute = slot.from; minute < slot.until; minute += 60_000) {
          const [date = '', time = ''] = localDateTime(toInstant(minute), zone).split('T');
          expect(openings.some((one) => one.weekday === weekdayOf(date) && one.modalities.includes(modality) && one.startsAt <= time && time < one.endsAt)).toBe(true);
        }
      });
    }),
    { numRuns: 150 },
  );
});

test('a slot that was proposed can be booked', () => {
  fc.assert(
    fc.property(situation, ({ zone, from, openings, slotMinutes, minutes, modality }) => {
      const { slots } = findFreeSlots([{ practitionerId: 'a', slotMinutes, openings, booked: [] }], search({ zone, from, days: 8, modality, minutes }));
      for (const slot of slots) {
        const startsAt = toInstant(slot.from);
        const works = placeDuring(openings, slot, { zone, modality }) !== null;
        const facts = { referral: { state: 'accepted', patientId: 'p' }, patient: { id: 'p', deceased: false }, modality, allowedModalities: [modality], startsAt, now: '2026-01-01T00:00:00.000Z', works, knownZone: true };
        expect(bookingRefusal(facts)).toBe(null);
      }
    }),
    { numRuns: 150 },
  );
});

/** Sites with clocks of their own; the clinic itself is in Montréal. Hours that meet across the end of a week, six hours apart, are not looked for: no site of a clinic is. */
const sites: readonly Pick<PlacedOpening, 'siteId' | 'zone'>[] = [{}, { siteId: 'islands', zone: 'America/Halifax' }, { siteId: 'north', zone: 'America/Blanc-Sablon' }];
const placed = fc
  .array(fc.tuple(opening, fc.constantFrom(...sites)).map(([one, site]): PlacedOpening => ({ ...one, ...site })), { maxLength: 8 })
  .map((openings) => openings.filter((_, index) => !overlappingOpenings(openings, (siteId) => sites.find((site) => site.siteId === siteId)?.zone ?? 'America/Toronto').includes(index)));

test('a place at a site is read on the clock of that site, also where clocks change, and is nowhere else', () => {
  fc.assert(
    fc.property(week, placed, fc.constantFrom(15, 30, 60), (from, openings, slotMinutes) => {
      const { slots } = findFreeSlots([{ practitionerId: 'a', slotMinutes, openings, booked: [] }], search({ from, days: 8, limit: 10_000 }));
      for (const slot of slots) {
        expect(placeDuring(openings, slot, { zone: 'America/Toronto', modality: 'IN_PERSON' })).toEqual({ siteId: slot.siteId, roomId: null, zone: slot.zone });
        for (let minute = slot.from; minute < slot.until; minute += 300_000) {
          const [date = '', time = ''] = localDateTime(toInstant(minute), slot.zone).split('T');
          expect(openings.some((one) => (one.siteId ?? null) === slot.siteId && one.weekday === weekdayOf(date) && one.modalities.includes('IN_PERSON') && one.startsAt <= time && time < one.endsAt)).toBe(true);
        }
      }
    }),
    { numRuns: 120 },
  );
});

test('a day at a site is as long as its clock makes it, and shows on another clock where it is', () => {
  const day = (zone: string): PlacedOpening => ({ weekday: 7, startsAt: '00:00', endsAt: '06:00', modalities: ['IN_PERSON'], siteId: 'there', zone });
  const places = (zone: string, from: string): number => findFreeSlots([calendar({ slotMinutes: 60, openings: [day(zone)] })], search({ from, days: 1 })).slots.length;
  // Canada changes on 8 March and 1 November 2026, France on 29 March and 25 October; Blanc-Sablon never does.
  expect(['2026-03-08', '2026-11-01', '2026-03-29', '2026-10-25'].map((date) => places('America/Halifax', date))).toEqual([5, 7, 6, 6]);
  expect(['2026-03-08', '2026-11-01', '2026-03-29', '2026-10-25'].map((date) => places('Europe/Paris', date))).toEqual([6, 6, 5, 7]);
  expect(['2026-03-08', '2026-11-01'].map((date) => places('America/Blanc-Sablon', date))).toEqual([6, 6]);
  expect(hoursOn([{ ...morning(), siteId: 'islands', zone: 'America/Halifax' }], monday, 'America/Toronto')).toEqual([{ startsAt: '07:00', endsAt: '09:00', siteId: 'islands' }]);
});

test('openings that touch at two sites are two: nobody is seen half here and half there', () => {
  const openings: PlacedOpening[] = [morning(), { ...morning({ startsAt: '10:00', endsAt: '12:00' }), siteId: 'other', zone: 'America/Toronto' }];
  expect(startsOf([calendar({ openings })], { minutes: 90 })).toEqual(['08:00', '08:30', '10:00', '10:30']);
});

test('a site is closed alone', () => {
  const openings: PlacedOpening[] = [morning(), { ...morning({ startsAt: '10:00', endsAt: '11:00' }), siteId: 'other', zone: 'America/Toronto' }];
  const all = at('2026-11-16T05:00:00.000Z', 24 * 60);
  expect(startsOf([calendar({ openings, closed: [{ ...all, siteIds: ['other'] }] })])).toEqual(['08:00', '08:30', '09:00', '09:30']);
  expect(startsOf([calendar({ openings, closed: [{ ...all, siteIds: [null] }] })])).toEqual(['10:00', '10:30']);
  expect(startsOf([calendar({ openings, closed: [all] })])).toEqual([]);
});

test('two searches over touching ranges give what one gives', () => {
  fc.assert(
    fc.property(situation, ({ zone, from, openings, slotMinutes, minutes, modality }) => {
      const one = [{ practitionerId: 'a', slotMinutes, openings, booked: [] }];
      const whole = findFreeSlots(one, search({ zone, from, days: 8, modality, minutes, limit: 10_000 })).slots;
      const first = findFreeSlots(one, search({ zone, from, days: 3, modality, minutes, limit: 10_000 }));
      const nextDay = `${first.searchedUntil}T12:00:00.000Z`;
      const rest = findFreeSlots(one, search({ zone, from: toInstant(toMilliseconds(nextDay) + 86_400_000).slice(0, 10), days: 5, modality, minutes, limit: 10_000 })).slots;
      expect([...first.slots, ...rest]).toEqual(whole);
    }),
    { numRuns: 60 },
  );
});

test('the hours of a day join openings that touch', () => {
  const openings = [morning(), morning({ startsAt: '10:00', endsAt: '12:00', modalities: ['VIDEO'] }), morning({ startsAt: '13:00', endsAt: '15:00' }), morning({ weekday: 2 })];
  expect(workingHours(openings, 1)).toEqual([{ startsAt: '08:00', endsAt: '12:00' }, { startsAt: '13:00', endsAt: '15:00' }]);
});

test('the load of a week counts minutes booked and minutes open', () => {
  const openings = [morning(), morning({ weekday: 2 })];
  expect(weekLoad({ openings, booked: [at('2026-11-16T13:00:00.000Z', 45)], closed: [] }, 'America/Toronto', '2026-11-18')).toEqual({ booked: 45, open: 240 });
  // Tuesday from 9 h 30 on is closed.
  expect(weekLoad({ openings, booked: [], closed: [at('2026-11-17T14:30:00.000Z', 600)] }, 'America/Toronto', '2026-11-18')).toEqual({ booked: 0, open: 210 });
});

test('a visit keeps its distance from what is booked, before and after it', () => {
  const booked = [at('2026-11-16T14:00:00.000Z', 30)];
  const openings = [morning({ endsAt: '12:00' })];
  expect(startsOf([calendar({ openings, booked })], { buffer: { before: 0, after: 0 } })).toEqual(['08:00', '08:30', '09:30', '10:00', '10:30', '11:00', '11:30']);
  expect(startsOf([calendar({ openings, booked })], { buffer: { before: 900_000, after: 0 } })).toEqual(['08:00', '08:30', '09:45', '10:15', '10:45', '11:15']);
  expect(startsOf([calendar({ openings, booked })], { buffer: { before: 0, after: 900_000 } })).toEqual(['08:00', '09:30', '10:00', '10:30', '11:00', '11:30']);
});
