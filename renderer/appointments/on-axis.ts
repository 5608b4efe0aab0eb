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
