import { Temporal } from 'temporal-polyfill';

/** Reads a time of day as people type it: 19 h 04, 19:04, 1904, 19h. @returns `HH:mm`, or null */
export function readTime(text: string): string | null {
  const match = /^\s*(\d{1,2})\s*(?:h|:|\s)?\s*(\d{2})?\s*$/i.exec(text.replace(/\u00A0/gu, ' '));
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? '0')];
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null;
}

/**
 * The instant of a call from its wall time: the last time the clock of the zone showed it.
 *
 * @param time `HH:mm`
 * @returns UTC `YYYY-MM-DDTHH:mm:ss.sssZ`, never after `present`
 */
export function callInstant(time: string, present: Temporal.Instant, zone: string): string {
  const here = present.toZonedDateTimeISO(zone);
  const today = here.withPlainTime(time);
  const called = Temporal.ZonedDateTime.compare(today, here) <= 0 ? today : here.subtract({ days: 1 }).withPlainTime(time);
  return called.toInstant().toString({ smallestUnit: 'millisecond' });
}
