import { Temporal } from 'temporal-polyfill';

/**
 * A zone as a calendar file describes it (RFC 5545, VTIMEZONE): every change of the clocks from the year before an
 * instant to the year after another, each written out, so that a reader needs no table of its own.
 *
 * @param zone a zone this program knows; `first` and `last` instants
 */
export function zoneDescription(zone: string, first: string, last = first): string {
  const { year } = Temporal.Instant.from(first).toZonedDateTimeISO(zone);
  const end = Temporal.ZonedDateTime.from({ timeZone: zone, year: Temporal.Instant.from(last).toZonedDateTimeISO(zone).year + 2, month: 1, day: 1 });
  const at = Temporal.ZonedDateTime.from({ timeZone: zone, year: year - 1, month: 1, day: 1 });
  const standard = Math.min(at.offsetNanoseconds, at.add({ months: 6 }).offsetNanoseconds);
  // Where the clock never changes, and before the first change: the offset in force.
  const lines = observance(kind(at, standard), '19700101T000000', at.offset, at.offset);
  for (let next = at.getTimeZoneTransition('next'); next && Temporal.ZonedDateTime.compare(next, end) < 0; next = next.getTimeZoneTransition('next')) {
    const before = next.subtract({ nanoseconds: 1 });
    // The wall time at which the clocks change is told by the offset they leave.
    const wall = next.toInstant().toZonedDateTimeISO(before.offset).toPlainDateTime();
    lines.push(...observance(kind(next, standard), basic(wall), before.offset, next.offset));
  }
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...lines, 'END:VTIMEZONE'].join('\r\n');
}

function kind(at: Temporal.ZonedDateTime, standard: number): 'STANDARD' | 'DAYLIGHT' {
  return at.offsetNanoseconds === standard ? 'STANDARD' : 'DAYLIGHT';
}

function observance(name: string, start: string, from: string, to: string): string[] {
  return [`BEGIN:${name}`, `DTSTART:${start}`, `TZOFFSETFROM:${from.replaceAll(':', '')}`, `TZOFFSETTO:${to.replaceAll(':', '')}`, `END:${name}`];
}

/** `20261101T020000` */
function basic(wall: Temporal.PlainDateTime): string {
  return wall.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');
}
