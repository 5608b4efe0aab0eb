/** The lines of an iCalendar file (RFC 5545, 3.1), however broken: what cannot be read is told with its line number and passed over. Pure. */

/** A property: `DTSTART;TZID=America/Toronto:20261117T090000`. Names and parameter names in capitals. */
export interface ContentLine {
  /** Line of the file on which it begins, from 1. */
  readonly number: number;
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

/** What stands between a BEGIN and its END. */
export interface CalendarComponent {
  readonly name: string;
  readonly number: number;
  readonly lines: readonly ContentLine[];
  readonly children: readonly CalendarComponent[];
}

export type LineProblem = 'NOT_A_LINE' | 'UNEXPECTED_END' | 'UNFINISHED';

export interface ReadLines {
  /** Every component, those inside others too, in the order in which they begin. */
  readonly components: readonly CalendarComponent[];
  readonly problems: readonly { readonly line: number; readonly code: LineProblem }[];
}

interface OpenComponent {
  readonly name: string;
  readonly number: number;
  readonly lines: ContentLine[];
  readonly children: CalendarComponent[];
}

/** Components inside components beyond this are read as belonging to the last. */
const deepest = 8;
/** A property longer than this, unfolded, is cut: times are short, descriptions are not read. */
const longestLine = 20_000;

/** Reads a file in one pass; its time grows with its length and nothing else. */
export function readContentLines(text: string): ReadLines {
  const components: CalendarComponent[] = [];
  const problems: { line: number; code: LineProblem }[] = [];
  const open: OpenComponent[] = [];
  for (const { number, content } of unfolded(text)) {
    const line = readLine(content, number);
    if (!line) {
      problems.push({ line: number, code: 'NOT_A_LINE' });
      continue;
    }
    const name = line.value.trim().toUpperCase();
    if (line.name === 'BEGIN') {
      if (open.length >= deepest) continue;
      const begun: OpenComponent = { name, number, lines: [], children: [] };
      open.at(-1)?.children.push(begun);
      open.push(begun);
      components.push(begun);
    } else if (line.name === 'END') {
      const at = open.findLastIndex((one) => one.name === name);
      // An END of nothing is passed over; one of a component further out ends those inside it too.
      if (at !== open.length - 1 || at < 0) problems.push({ line: number, code: 'UNEXPECTED_END' });
      if (at >= 0) open.length = at;
    } else {
      open.at(-1)?.lines.push(line);
    }
  }
  for (const { number } of open) problems.push({ line: number, code: 'UNFINISHED' });
  return { components, problems };
}

/** The lines with their continuations joined; empty ones are passed over. */
function* unfolded(text: string): Generator<{ readonly number: number; readonly content: string }> {
  let parts: string[] = [];
  let length = 0;
  let begun = 0;
  let number = 0;
  const joined = () => ({ number: begun, content: parts.join('') });
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    number += 1;
    const isContinuation = parts.length > 0 && (line.startsWith(' ') || line.startsWith('\t'));
    if (!isContinuation && parts.length > 0) {
      yield joined();
      parts = [];
      length = 0;
    }
    if (line.trim() === '') continue;
    if (!isContinuation) begun = number;
    const content = isContinuation ? line.slice(1) : line;
    if (length < longestLine) parts.push(content.slice(0, longestLine - length));
    length += content.length;
  }
  if (parts.length > 0) yield joined();
}

/** A name, parameters and a value; null where it is none of the kind. A colon between quotation marks is part of a parameter. */
function readLine(content: string, number: number): ContentLine | null {
  const pieces: string[] = [];
  let isQuoted = false;
  let from = 0;
  let colon = -1;
  for (let at = 0; at < content.length; at += 1) {
    const sign = content[at];
    if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (sign === ';' || sign === ':')) {
      pieces.push(content.slice(from, at));
      from = at + 1;
      if (sign === ':') {
        colon = at;
        break;
      }
    }
  }
  const name = pieces[0]?.trim().toUpperCase() ?? '';
  if (colon < 0 || !/^[A-Z0-9-]+$/.test(name)) return null;
  const parameters = new Map<string, string>();
  for (const piece of pieces.slice(1)) {
    const equals = piece.indexOf('=');
    if (equals > 0) parameters.set(piece.slice(0, equals).trim().toUpperCase(), piece.slice(equals + 1).replaceAll('"', '').trim());
  }
  return { number, name, parameters, value: content.slice(colon + 1) };
}
