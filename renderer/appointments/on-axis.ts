import { Temporal } from 'temporal-polyfill';
import type { Away } from '#contract/away';
import { wallDate, wallTime } from '../text/format.ts';

/** What a calendar needs of a visit to place it: its instants, and the wall clock of where it is. */
interface Placed {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly localStart: string;
  readonly zone: string;
}

/** Wall date and time of an instant in a zone, `YYYY-MM-DDTHH:mm`. */
function wallAt(instant: string, zone: string): string {
  return `${wallDate(instant, zone)}T${wallTime(instant, zone)}`;
}

/** The same visit on the clock of the calendar that shows it: one axis has one zone, whatever the zones of the sites. */
export function onAxis<Visit extends Placed>(visit: Visit, zone: string): Visit {
  if (visit.zone === zone) return visit;
  return { ...visit, zone, localStart: wallAt(visit.startsAt, zone), localEnd: wallAt(visit.endsAt, zone) };
}

/** A part of a day that is closed at a site, on the clock of the calendar that shows it; whole days are those of the site. */
export function awayOnAxis<Closed extends Pick<Away, 'firstDate' | 'startsAt' | 'endsAt' | 'zone'>>(away: Closed, zone: string): Closed {
  const { firstDate, startsAt, endsAt, zone: own } = away;
  if (own === undefined || own === zone || startsAt === null || endsAt === null) return away;
  const at = (time: string): string => Temporal.PlainDateTime.from(`${firstDate}T${time}`).toZonedDateTime(own).toInstant().toString();
  const [from, until] = [at(startsAt), at(endsAt)];
  // What goes on past midnight of this clock ends with the day shown.
  const within = (instant: string): string => {
    const date = wallDate(instant, zone);
    return date < firstDate ? '00:00' : date > firstDate ? '23:59' : wallTime(instant, zone);
  };
  return { ...away, startsAt: within(from), endsAt: within(until) };
}
