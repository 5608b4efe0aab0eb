import { type Interval, mergeTouching } from '../appointments/wall-time.ts';
import { type CalendarComponent, type ContentLine, readContentLines } from './content-lines.ts';
import { clipped, createZoneClock, type FileTime, readDuration, readTime, wallOf } from './file-times.ts';
import { dayTest, readRule } from './recurrence-rules.ts';
import { propertyOf, zoneOf } from './zone-names.ts';

/**
 * When somebody is busy, by a calendar file, however broken: times alone, nothing of what they are for. What cannot be read is told
 * line by line and passed over. Bounded in every way: lines, events, days looked at, stretches found. Pure.
 */

export type BusyProblemCode =
  | 'NOT_A_LINE' | 'UNEXPECTED_END' | 'UNFINISHED' | 'NO_START' | 'BAD_START' | 'BAD_END' | 'NO_END' | 'UNKNOWN_ZONE' | 'BAD_DURATION' | 'RULE_NOT_FOLLOWED' | 'BAD_EXCEPTION' | 'BAD_PERIOD' | 'TOO_MANY' | 'NO_CALENDAR';

/** What was wrong, where; `zone`: the name of one nobody knows. */
export interface BusyProblem {
  readonly line: number;
  readonly code: BusyProblemCode;
  readonly zone?: string;
}

export interface BusyReading {
  /** In order, none touching another, inside the window. */
  readonly times: readonly Interval[];
  /** Events and free/busy statements read, those that leave somebody free among them. */
  readonly events: number;
  readonly problems: readonly BusyProblem[];
}

export interface BusyWindow extends Interval {
  /** The clinic's zone: that of times that name none. */
  readonly zone: string;
}

const dayMilliseconds = 86_400_000;
/** An event that says no end blocks this long. */
const usualLength = 30 * 60_000;
/** Days of repeated events looked at in one file: seven hundred events that repeat, over the window. */
const mostDays = 300_000;
/** Names of zones looked up in one file. */
const mostZones = 100;
const mostTimes = 20_000;
const mostProblems = 200;
/** How many years a rule with a count is followed from its beginning. */
const longestCount = 60 * 366;

interface Reading {
  readonly window: BusyWindow;
  readonly described: readonly CalendarComponent[];
  /** Zones by the names met so far. */
  readonly zones: Map<string, string | null>;
  readonly instantOf: (wall: number, zone: string) => number;
  readonly tell: (line: number, code: BusyProblemCode, zone?: string) => void;
  readonly times: Interval[];
  daysLeft: number;
}

/** Reads a file. Free, declined and cancelled events block nothing; overlapping ones are one. */
export function readBusyTimes(text: string, window: BusyWindow): BusyReading {
  const { components, problems: ofLines } = readContentLines(text);
  const problems: BusyProblem[] = ofLines.slice(0, mostProblems);
  const tell: Reading['tell'] = (line, code, zone) => {
    if (problems.length < mostProblems) problems.push(zone === undefined ? { line, code } : { line, code, zone });
  };
  if (!components.some(({ name }) => name === 'VCALENDAR' || name === 'VEVENT' || name === 'VFREEBUSY')) tell(1, 'NO_CALENDAR');
  const fromDay = Math.floor(window.from / dayMilliseconds);
  const reading: Reading = {
    window, tell, described: components.filter(({ name }) => name === 'VTIMEZONE'), zones: new Map(), times: [], daysLeft: mostDays,
    instantOf: createZoneClock(fromDay - 370, Math.ceil((window.until - window.from) / dayMilliseconds) + 740),
  };
  const events = components.filter(({ name }) => name === 'VEVENT');
  const moved = movedOccurrences(events, reading);
  for (const event of events) readEvent(event, moved.get(propertyOf(event, 'UID')) ?? new Set(), reading);
  const statements = components.filter(({ name }) => name === 'VFREEBUSY');
  for (const statement of statements) readStatement(statement, reading);
  return { times: mergeTouching(reading.times), events: events.length + statements.length, problems: problems.toSorted((one, other) => one.line - other.line) };
}

/** Keeps a stretch; false once there is no room for more. */
function keep(reading: Reading, stretch: Interval, line: number): boolean {
  const inside = clipped(stretch, reading.window);
  if (!inside) return true;
  if (reading.times.length >= mostTimes) {
    reading.tell(line, 'TOO_MANY');
    return false;
  }
  reading.times.push(inside);
  return true;
}

/** Occurrences of a repeated event that another event of the file replaces, by its UID. */
function movedOccurrences(events: readonly CalendarComponent[], reading: Reading): ReadonlyMap<string, ReadonlySet<number>> {
  const moved = new Map<string, Set<number>>();
  for (const event of events) {
    const line = event.lines.find(({ name }) => name === 'RECURRENCE-ID');
    const time = line && readTime(line.value);
    if (!line || !time) continue;
    const uid = propertyOf(event, 'UID');
    moved.set(uid, (moved.get(uid) ?? new Set()).add(startOf(time, zoneOfLine(line, reading), reading)));
  }
  return moved;
}

function readEvent(event: CalendarComponent, moved: ReadonlySet<number>, reading: Reading): void {
  const { tell } = reading;
  if (isFree(event)) return;
  const line = event.lines.find(({ name }) => name === 'DTSTART');
  if (!line) return tell(event.number, 'NO_START');
  const start = readTime(line.value);
  if (!start) return tell(line.number, 'BAD_START');
  const zone = zoneOfLine(line, reading);
  const length = lengthOf(event, start, zone, reading);
  const isOccurrence = event.lines.some(({ name }) => name === 'RECURRENCE-ID');
  const left = isOccurrence ? { days: new Set<number>(), instants: new Set<number>() } : exceptionsOf(event, moved, reading);
  const keepAt = (time: FileTime): boolean => {
    const from = startOf(time, zone, reading);
    // A whole day ends where the next begins, however long it is.
    const until = time.time === null ? startOf({ ...time, day: time.day + Math.max(Math.round(length / dayMilliseconds), 1) }, zone, reading) : from + length;
    return left.instants.has(from) || left.days.has(time.day) || keep(reading, { from, until }, line.number);
  };
  const ruleLine = isOccurrence ? undefined : event.lines.find(({ name }) => name === 'RRULE');
  const rule = ruleLine && readRule(ruleLine.value);
  if (ruleLine && !rule) tell(ruleLine.number, 'RULE_NOT_FOLLOWED');
  if (rule) {
    const lengthDays = Math.ceil(length / dayMilliseconds) + 1;
    const [first, last] = [Math.floor(reading.window.from / dayMilliseconds) - lengthDays - 1, Math.ceil(reading.window.until / dayMilliseconds) + 1];
    const end = rule.until === null ? null : endOf(rule.until, zone, reading);
    const falls = dayTest(rule, start.day);
    // Without a count, the days before the window need not be looked at.
    let left = rule.count ?? Infinity;
    for (let day = rule.count === null ? Math.max(start.day, first) : start.day; day <= last && left > 0; day += 1) {
      if (reading.daysLeft <= 0 || day - start.day > longestCount * 4 || (rule.count !== null && day - start.day > longestCount)) return tell(line.number, 'TOO_MANY');
      reading.daysLeft -= 1;
      if (!falls(day)) continue;
      const time = { ...start, day };
      if (end !== null && startOf(time, zone, reading) > end) break;
      left -= 1;
      if (day >= first && !keepAt(time)) return;
    }
  } else keepAt(start);
  for (const dates of isOccurrence ? [] : event.lines.filter(({ name }) => name === 'RDATE')) {
    const dateZone = zoneOfLine(dates, reading);
    for (const value of dates.value.split(',').slice(0, 1000)) {
      const time = readTime(value.split('/')[0] ?? '');
      if (!time) tell(dates.number, 'BAD_PERIOD');
      else {
        const from = startOf(time, dateZone, reading);
        if (!keep(reading, { from, until: from + Math.max(length, time.time === null ? dayMilliseconds : 0) }, dates.number)) return;
      }
    }
  }
}

/** Events that leave somebody free: cancelled, shown as free, or one that was declined by its only attendee. */
function isFree(event: CalendarComponent): boolean {
  const says = (name: string): string => propertyOf(event, name).toUpperCase();
  return says('STATUS') === 'CANCELLED' || says('TRANSP') === 'TRANSPARENT' || ['FREE', 'WORKINGELSEWHERE'].includes(says('X-MICROSOFT-CDO-BUSYSTATUS'));
}

/** How long an event lasts, in milliseconds: by its end, else its length, else the whole day of a date, else the usual half hour, told. */
function lengthOf(event: CalendarComponent, start: FileTime, zone: string, reading: Reading): number {
  const { tell } = reading;
  const usual = start.time === null ? dayMilliseconds : usualLength;
  const endLine = event.lines.find(({ name }) => name === 'DTEND');
  if (endLine) {
    const end = readTime(endLine.value);
    if (!end) {
      tell(endLine.number, 'BAD_END');
      return usual;
    }
    const length = start.time === null || end.time === null ? wallOf(end) - wallOf(start) : startOf(end, zoneOfLine(endLine, reading), reading) - startOf(start, zone, reading);
    // Some programs end a day on the day itself.
    if (length === 0 && start.time === null) return dayMilliseconds;
    if (length >= 0 && length <= 366 * dayMilliseconds) return length;
    tell(endLine.number, 'BAD_END');
    return usual;
  }
  const durationLine = event.lines.find(({ name }) => name === 'DURATION');
  const duration = durationLine ? readDuration(durationLine.value) : null;
  if (duration !== null) return duration;
  if (durationLine) tell(durationLine.number, 'BAD_DURATION');
  else if (start.time !== null) tell(event.number, 'NO_END');
  return usual;
}

/** Occurrences taken out: whole days, and instants. */
function exceptionsOf(event: CalendarComponent, moved: ReadonlySet<number>, reading: Reading): { readonly days: ReadonlySet<number>; readonly instants: ReadonlySet<number> } {
  const days = new Set<number>();
  const instants = new Set(moved);
  for (const line of event.lines.filter(({ name }) => name === 'EXDATE')) {
    const zone = zoneOfLine(line, reading);
    for (const value of line.value.split(',').slice(0, 1000)) {
      const time = readTime(value);
      if (!time) reading.tell(line.number, 'BAD_EXCEPTION');
      else if (time.time === null) days.add(time.day);
      else instants.add(startOf(time, zone, reading));
    }
  }
  return { days, instants };
}

/** `FREEBUSY` lines: periods by their ends or their lengths, always in UTC. */
function readStatement(statement: CalendarComponent, reading: Reading): void {
  for (const line of statement.lines.filter(({ name, parameters }) => name === 'FREEBUSY' && parameters.get('FBTYPE')?.toUpperCase() !== 'FREE')) {
    for (const period of line.value.split(',').slice(0, mostTimes)) {
      const [begins = '', ends = ''] = period.split('/');
      const [start, end, duration] = [readTime(begins), readTime(ends), readDuration(ends)];
      if (!start || (!end && duration === null)) {
        reading.tell(line.number, 'BAD_PERIOD');
        continue;
      }
      const from = startOf(start, 'UTC', reading);
      if (!keep(reading, { from, until: end ? startOf(end, 'UTC', reading) : from + (duration ?? 0) }, line.number)) return;
    }
  }
}

/** The zone a line names; one nobody knows is told, and the clinic's stands in for it. */
function zoneOfLine(line: ContentLine, { window, described, zones, tell }: Reading): string {
  const name = line.parameters.get('TZID');
  if (name === undefined || name === '') return window.zone;
  const met = zones.get(name);
  const zone = met === undefined ? (zones.size < mostZones ? zoneOf(name, described, window.zone) : null) : met;
  if (zones.size < mostZones) zones.set(name, zone);
  if (zone === null) tell(line.number, 'UNKNOWN_ZONE', name.slice(0, 60));
  return zone ?? window.zone;
}

function startOf(time: FileTime, zone: string, { instantOf }: Reading): number {
  return time.isUtc ? wallOf(time) : instantOf(wallOf(time), zone);
}

/** The last instant an UNTIL lets an occurrence begin; a date includes its whole day. */
function endOf(until: string, zone: string, reading: Reading): number | null {
  const time = readTime(until);
  if (!time) return null;
  return time.time === null ? startOf({ ...time, day: time.day + 1 }, zone, reading) - 1 : startOf(time, zone, reading);
}
