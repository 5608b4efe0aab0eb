import fc from 'fast-check';
import ICAL from 'ical.js';
import { sync as nodeIcal } from 'node-ical';
import { describe, expect, test } from 'vitest';
import { type NamedCalendarVisit, visitsCalendarFile } from '../appointments/visit-calendar-file.ts';
import { readBusyTimes } from './busy-times.ts';

const zones = ['America/Toronto', 'America/Halifax', 'America/Blanc-Sablon', 'Europe/Paris'];

/** What each program makes of a file: UID, first and last instant, called off or not. */
function byIcalJs(text: string): readonly string[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0]);
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const instant = (time: ICAL.Time) => new Date(time.toUnixTime() * 1000).toISOString();
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return [event.uid, instant(event.startDate), instant(event.endDate), event.sequence, component.getFirstPropertyValue('status')].join(' ');
  });
}
function byNodeIcal(text: string): readonly string[] {
  return Object.values(nodeIcal.parseICS(text)).flatMap((component) => {
    if (component?.type !== 'VEVENT') return [];
    return [[component.uid, component.start.toISOString(), component.end?.toISOString(), component.sequence, component.status].join(' ')];
  });
}

describe('a file of several visits', () => {
  test('is read alike by two other programs: UID, instants, SEQUENCE, what was called off; and its times block the same by our own reading', () => {
    const minutes = fc.integer({ min: 0, max: 3 * 366 * 24 * 4 }).map((quarter) => quarter * 15);
    const visit = fc.record({ at: minutes, length: fc.integer({ min: 1, max: 16 }), zone: fc.constantFrom(...zones), version: fc.integer({ min: 1, max: 40 }), isCancelled: fc.boolean() });
    fc.assert(
      fc.property(fc.array(visit, { minLength: 1, maxLength: 12 }), (drawn) => {
        const visits = drawn.map(({ at, length, ...rest }, index): NamedCalendarVisit => ({
          ...rest, id: `v${index}`, startsAt: new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString(), endsAt: new Date(Date.UTC(2026, 0, 1) + (at + length * 15) * 60_000).toISOString(),
          modality: 'VIDEO', professionalName: 'Dre G. Lachance', videoLink: 'https://visio.example/a,b;c', changedAt: '2026-01-01T00:00:00.000Z', patientName: null,
        }));
        const text = visitsCalendarFile(visits, { clinicId: 'c1', clinicName: 'Clinique d’essai, Est', language: 'fr' }, 'Agenda');
        const expected = visits.map(({ id, startsAt, endsAt, version, isCancelled }) => [`${id}@c1.relais`, startsAt, endsAt, version, isCancelled ? 'CANCELLED' : 'CONFIRMED'].join(' '));
        expect(byIcalJs(text)).toEqual(expected);
        expect([...byNodeIcal(text)].sort()).toEqual([...expected].sort());
        const own = readBusyTimes(text, { zone: 'America/Toronto', from: Date.UTC(2025, 11, 1), until: Date.UTC(2030, 0, 1) });
        expect(own.problems).toEqual([]);
        const booked = visits.filter(({ isCancelled }) => !isCancelled);
        const covered = (instant: string): boolean => own.times.some(({ from, until }) => from <= Date.parse(instant) && Date.parse(instant) <= until);
        expect(booked.every(({ startsAt, endsAt }) => covered(startsAt) && covered(endsAt))).toBe(true);
        expect(own.times.length).toBeLessThanOrEqual(booked.length);
      }),
      { numRuns: 40 },
    );
  });
});
