import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { type CalendarVisit, calendarFileName, visitCalendarFile } from './visit-calendar-file.ts';

const visit: CalendarVisit = {
  id: '0190f3a0-0000-7000-8000-0000000000aa', version: 1, startsAt: '2026-11-17T14:00:00.000Z', endsAt: '2026-11-17T14:30:00.000Z', zone: 'America/Toronto', modality: 'IN_PERSON',
  professionalName: 'Dre Geneviève Lachance', videoLink: null, isCancelled: false, changedAt: '2026-11-16T15:12:00.000Z',
};
const options = { clinicId: 'c1', clinicName: 'Rhumatologie Rosemont', language: 'fr', patientName: null } as const;

/** What another program makes of the file, with the zones it describes and no table of its own. */
function readBack(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0]);
  ICAL.TimezoneService.reset();
  const zones = calendar.getAllSubcomponents('vtimezone').map((component) => new ICAL.Timezone(component));
  for (const zone of zones) ICAL.TimezoneService.register(zone);
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') as ICAL.Component);
  const instant = (time: ICAL.Time) => new Date(time.toUnixTime() * 1000).toISOString();
  return {
    method: calendar.getFirstPropertyValue('method'), zones: zones.map((zone) => zone.tzid), uid: event.uid, sequence: event.sequence, summary: event.summary, status: event.component.getFirstPropertyValue('status'),
    startsAt: instant(event.startDate), endsAt: instant(event.endDate), url: event.component.getFirstPropertyValue('url'), description: event.description,
    wall: event.startDate.toString(), zoneOfStart: event.component.getFirstProperty('dtstart')?.getParameter('tzid'),
  };
}

const zones = ['America/Toronto', 'America/Halifax', 'America/Blanc-Sablon', 'America/St_Johns', 'Europe/Paris'];
/** Around both changes of the clocks on both sides of the ocean, the hours that come twice among them, and far from them. */
const instants = [
  ...['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01'].flatMap((day) => ['00:15', '00:45', '01:15', '05:30', '06:30', '06:59', '07:00', '10:00', '23:30'].map((time) => `${day}T${time}:00.000Z`)),
  '2026-01-15T15:00:00.000Z', '2026-07-15T13:00:00.000Z', '2026-12-31T23:45:00.000Z', '2027-03-14T06:59:00.000Z', '2027-03-14T07:00:00.000Z',
];

describe('a visit as a calendar file', () => {
  test.each(zones)('in %s another reader finds the same instants, in any zone of the machine', (zone) => {
    const own = process.env['TZ'];
    let inUtc = 0;
    try {
      for (const machine of ['UTC', 'Asia/Tokyo']) {
        process.env['TZ'] = machine;
        for (const startsAt of instants) {
          const endsAt = new Date(Date.parse(startsAt) + 45 * 60_000).toISOString();
          const read = readBack(visitCalendarFile({ ...visit, zone, startsAt, endsAt }, options));
          expect([read.startsAt, read.endsAt]).toEqual([startsAt, endsAt]);
          if (read.zones.length === 0) inUtc += 1;
          else expect([read.zones, read.zoneOfStart]).toEqual([[zone], zone]);
        }
      }
    } finally {
      if (own === undefined) delete process.env['TZ'];
      else process.env['TZ'] = own;
    }
    // Wall times everywhere but in the hour that comes twice.
    expect(inUtc).toBeLessThanOrEqual(2 * 5);
  });

  test('keeps its UID, counts its changes, and is cancelled by the same', () => {
    const first = readBack(visitCalendarFile(visit, options));
    const moved = readBack(visitCalendarFile({ ...visit, version: 2, startsAt: '2026-11-18T14:00:00.000Z', endsAt: '2026-11-18T14:30:00.000Z' }, options));
    const cancelled = readBack(visitCalendarFile({ ...visit, version: 3, isCancelled: true }, options));
    expect([first.uid, moved.uid, cancelled.uid]).toEqual(Array(3).fill(`${visit.id}@c1.relais`));
    expect([first.sequence, moved.sequence, cancelled.sequence]).toEqual([1, 2, 3]);
    expect([first.method, moved.method, cancelled.method]).toEqual(['PUBLISH', 'PUBLISH', 'CANCEL']);
    expect([first.status, cancelled.status]).toEqual(['CONFIRMED', 'CANCELLED']);
    expect(first.wall).toBe('2026-11-17T09:00:00');
  });

  test('does not say whose visit it is, unless asked', () => {
    const link = 'https://visio.clinique.example/k3-x9';
    const without = visitCalendarFile({ ...visit, modality: 'VIDEO', videoLink: link }, options);
    expect(readBack(without)).toMatchObject({ summary: 'Rendez-vous, Rhumatologie Rosemont', url: link, description: 'Avec Dre Geneviève Lachance\nPar vidéo' });
    expect(readBack(visitCalendarFile(visit, { ...options, language: 'en', patientName: 'Béland, Maryse' })).summary).toBe('Béland, Maryse, Appointment, Rhumatologie Rosemont');
    expect(calendarFileName('2026-11-17T09:00', 'fr')).toBe('Rendez-vous 2026-11-17.ics');
  });
});
