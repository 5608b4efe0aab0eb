import { Temporal } from 'temporal-polyfill';
import { isTimeZone } from '../appointments/wall-time.ts';
import type { CalendarComponent } from './content-lines.ts';
import windows from './content/windows-zones.json' with { type: 'json' };

/** What other programs call a time zone, and the zone this program means by it. Pure. */

const windowsZones: ReadonlyMap<string, string> = new Map(Object.entries(windows.zones).map(([name, zone]) => [name.toLowerCase(), zone]));
/** Tried in this order, after the clinic's, for a zone that is described but whose name nobody knows. */
const usualZones = ['America/Toronto', 'America/Halifax', 'America/St_Johns', 'America/Winnipeg', 'America/Regina', 'America/Edmonton', 'America/Vancouver', 'Europe/Paris', 'Europe/London', 'UTC'];
const longestName = 200;

/**
 * The zone of a TZID: an IANA name, also behind a prefix (`/mozilla.org/20050126_1/America/Toronto`), a Windows name, what the file
 * itself says of it (X-LIC-LOCATION, else its two offsets); null where nothing tells.
 *
 * @param described the file's VTIMEZONE components
 * @param clinicZone preferred among the zones that keep the offsets described
 */
export function zoneOf(name: string, described: readonly CalendarComponent[], clinicZone: string): string | null {
  const given = name.replaceAll('"', '').trim().slice(0, longestName);
  const plain = known(given);
  if (plain) return plain;
  const own = described.find((component) => propertyOf(component, 'TZID') === given);
  if (!own) return null;
  return known(propertyOf(own, 'X-LIC-LOCATION')) ?? zoneWithOffsets(own, clinicZone);
}

function known(name: string): string | null {
  if (name === '') return null;
  const parts = name.split('/').filter(Boolean);
  // Area/City, or Area/Region/City, at the end.
  const candidates = [name, parts.slice(-2).join('/'), parts.slice(-3).join('/')];
  const iana = candidates.find((one) => (one.includes('/') || one === 'UTC' || one === 'GMT') && isTimeZone(one));
  if (iana) return iana;
  return windowsZones.get(name.toLowerCase()) ?? null;
}

/** A zone that keeps the offsets a file describes, winter and summer; else the fixed one it keeps in winter. */
function zoneWithOffsets(component: CalendarComponent, clinicZone: string): string | null {
  const offsetIn = (kind: string): string | null => {
    const found = component.children.findLast(({ name }) => name === kind);
    const offset = /^([+-])(\d{2})(\d{2})/.exec(found ? propertyOf(found, 'TZOFFSETTO') : '');
    return offset ? `${offset[1] ?? ''}${offset[2] ?? ''}:${offset[3] ?? ''}` : null;
  };
  const standard = offsetIn('STANDARD') ?? offsetIn('DAYLIGHT');
  if (standard === null) return null;
  const summer = offsetIn('DAYLIGHT') ?? standard;
  const keeps = (zone: string): boolean => offsetAt(zone, 1) === standard && offsetAt(zone, 7) === summer;
  return [clinicZone, ...usualZones].find(keeps) ?? (isTimeZone(standard) ? standard : null);
}

/** The offset a zone keeps at noon on the first of a month of an ordinary year, `+HH:MM`. */
function offsetAt(zone: string, month: number): string {
  return Temporal.ZonedDateTime.from({ timeZone: zone, year: 2026, month, day: 1, hour: 12 }).offset;
}

/** A property's value, empty where there is none. */
export function propertyOf(component: CalendarComponent, name: string): string {
  return component.lines.find((line) => line.name === name)?.value.trim() ?? '';
}
