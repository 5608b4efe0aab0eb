/** The part of a life that is drawn: days on one axis, shifted and stretched. Pure; dates are civil, possibly partial. */

const dayMilliseconds = 86_400_000;

/** Days since 1970 of a date; of a partial one, its first day. */
export function dayOf(date: string): number {
  return Date.parse(`${firstDay(date)}T00:00:00Z`) / dayMilliseconds;
}

/** The last day a date can mean, in days since 1970. */
export function lastDayOf(date: string): number {
  if (date.length === 4) return dayOf(`${Number(date) + 1}`) - 1;
  if (date.length === 7) {
    const [year = 0, month = 1] = date.split('-').map(Number);
    return dayOf(month === 12 ? `${year + 1}` : `${year}-${String(month + 1).padStart(2, '0')}`) - 1;
  }
  return dayOf(date);
}

function firstDay(date: string): string {
  return date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date.slice(0, 10);
}

/** From a day to a day, both shown. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** How much is shown at once: years, or all there is. */
export const timeSpans = ['1', '2', '5', '10', 'all'] as const;
export type TimeSpan = (typeof timeSpans)[number];

/** What there is: from the first thing known to some days after today. */
export interface Extent {
  readonly first: number;
  readonly today: number;
}

const yearDays = 365.25;
/** After today, so that its line and the last values do not touch the edge: a share of what is shown. */
const margin = 0.025;

/** Years at once, ten at most; fewer where all there is lies in them. */
export function fittingSpan({ first, today }: Extent): TimeSpan {
  const years = (today - first) / yearDays;
  return timeSpans.find((span) => span !== 'all' && Number(span) >= years) ?? '10';
}

/** The window of a span that ends at a day; never beyond today, nor before the first thing while there is more to show after it. */
export function windowOf(span: TimeSpan, { first, today }: Extent, end: number = Infinity): TimeWindow {
  // So many whole years before today, and a little beyond at both ends.
  const days = (span === 'all' ? Math.max(yearDays, today - first) : Number(span) * yearDays) / (1 - 2 * margin);
  const latest = today + days * margin;
  const earliestEnd = Math.min(latest, first + days * (1 - margin));
  const to = Math.max(earliestEnd, Math.min(latest, end));
  return { from: to - days, to };
}

/** The same width, so far along; `part` of it, negative towards the past. */
export function shifted(window: TimeWindow, span: TimeSpan, extent: Extent, part: number): TimeWindow {
  return windowOf(span, extent, window.to + (window.to - window.from) * part);
}

/** The window of a span around a day. */
export function around(day: number, span: TimeSpan, extent: Extent): TimeWindow {
  const { from, to } = windowOf(span, extent);
  return windowOf(span, extent, day + (to - from) / 2);
}

/** The same window if a day lies in it; else moved just so far that it does. */
export function showing(day: number, window: TimeWindow, span: TimeSpan, extent: Extent): TimeWindow {
  const room = (window.to - window.from) * margin;
  if (day - room < window.from) return windowOf(span, extent, day - room + (window.to - window.from));
  return day + room > window.to ? windowOf(span, extent, day + room) : window;
}

/** The next span, closer (1) or wider (-1); the same at the end. */
export function nextSpan(span: TimeSpan, closer: 1 | -1): TimeSpan {
  return timeSpans[timeSpans.indexOf(span) - closer] ?? span;
}

/** A mark of the axis. */
export interface Tick {
  readonly day: number;
  readonly year: number;
  /** 1 to 12; 1 begins a year. */
  readonly month: number;
}

/** Beginnings of years; of quarters where two years or less are shown. */
export function ticksOf({ from, to }: TimeWindow): readonly Tick[] {
  const months = to - from <= 2.2 * yearDays ? [1, 4, 7, 10] : [1];
  const first = Math.floor(1970 + from / yearDays);
  const last = Math.ceil(1970 + to / yearDays);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .flatMap((year) => months.map((month) => ({ year, month, day: dayOf(`${year}-${String(month).padStart(2, '0')}`) })))
    .filter(({ day }) => day >= from && day <= to);
}

/** Where a day lies in the window: 0 at its first, 1 at its last. */
export function placeOf(day: number, { from, to }: TimeWindow): number {
  return (day - from) / (to - from);
}
