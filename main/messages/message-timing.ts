import type { MessageOccasion } from '#contract/messages.ts';
import { addDays, civilDate, localDateTime, offsetStretches, toInstant, wallIntervals } from '../appointments/wall-time.ts';

/** Wall time of the clinic from which a message of a day may leave, and after which it waits for the next. */
const [dayBegins, dayEnds] = ['09:00', '20:00'] as const;

/** Days before it is due that a reminder is prepared, to be looked at. */
export const preparedAhead = 2;

/** What a message is timed by. Instants; dates are civil dates of the zone. */
interface Timed {
  readonly occasion: MessageOccasion;
  readonly days: number;
  /** Civil date of the visit; of one to book, of the first day of its window. */
  readonly visitDate: string;
  /** When it was booked, moved, called off or missed. */
  readonly eventAt: string;
}

/** From when a message may leave: in the day of the clinic, so many days before the visit or after what happened, never in the past. */
export function dueAt({ occasion, days, visitDate, eventAt }: Timed, now: string, zone: string): string {
  const date = occasion === 'before-visit' || occasion === 'visit-to-book' ? addDays(visitDate, -days) : addDays(civilDate(eventAt, zone), days);
  const wanted = startOfDay(date, zone);
  return withinDay(wanted > now ? wanted : now, zone);
}

/** The last civil date of visits, or of windows that open, whose message is to be prepared now. */
export function lastRemindedDate(days: number, now: string, zone: string): string {
  return addDays(civilDate(now, zone), days + preparedAhead);
}

/** The instant itself where somebody may be written to then, else the beginning of the next day of the clinic. */
export function withinDay(instant: string, zone: string): string {
  const date = civilDate(instant, zone);
  const begins = startOfDay(date, zone);
  if (instant < begins) return begins;
  return instant < atWall(date, dayEnds, zone) ? instant : startOfDay(addDays(date, 1), zone);
}

const startOfDay = (date: string, zone: string): string => atWall(date, dayBegins, zone);

function atWall(date: string, time: string, zone: string): string {
  const [interval] = wallIntervals(offsetStretches(zone, date, 1), date, time, '23:59');
  if (!interval) throw new RangeError('a time of the day that does not exist');
  return toInstant(interval.from);
}

/** Whether an instant is between two wall times of the clinic, the second not included. */
export function isWithinHours(instant: string, { from, until }: { readonly from: string; readonly until: string }, zone: string): boolean {
  const time = localDateTime(instant, zone).slice(11, 16);
  return time >= from && time < until;
}

/** Whether hours lie in the day in which people may be written to. */
export const isInDay = (time: string): boolean => time >= dayBegins && time <= dayEnds;

/** The instant the day of an instant began in a zone. */
export const midnight = (instant: string, zone: string): string => atWall(civilDate(instant, zone), '00:00', zone);
