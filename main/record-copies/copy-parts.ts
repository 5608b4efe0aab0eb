import type { Language } from '#contract/values.ts';
import type { Block } from '../documents/document-blocks.ts';
import words from './record-copy-words.json' with { type: 'json' };
import { writtenDate } from './written-values.ts';

/** What the parts of a copy are made of. Pure. */

/** "Indication: RA", with the space French puts before a colon; the label alone where nothing is said. */
export function labelled(label: string, said: string, language: Language): string {
  return said === '' ? label : `${label}${language === 'fr' ? '\u00A0: ' : ': '}${said}`;
}

/** The word for a code, or the code itself: nothing is left out because it has no word. */
export function wordOf(known: Readonly<Record<string, string>>, code: string): string {
  return known[code] ?? code;
}

/** What is known of several things, in one line. */
export function together(parts: readonly (string | null | undefined)[], between = '; '): string {
  return parts.filter(Boolean).join(between);
}

/** "depuis le 3 mars 2024 jusqu’à janvier 2025", of dates as partial as they are; empty where neither is known. */
export function spanOf(from: string | null, to: string | null, language: Language): string {
  const own = words[language].treatment;
  const isDay = (date: string): boolean => date.length >= 10;
  return together([
    from === null ? null : `${isDay(from) ? own.sinceDay : own.since} ${writtenDate(from, language)}`,
    to === null ? null : `${isDay(to) ? own.untilDay : own.until} ${writtenDate(to, language)}`,
  ], ' ');
}

/** A part of the copy as a table whose second column is the widest and whose first one holds a date in one line; says so when there is nothing. */
export function tablePart(title: string, columns: readonly string[], rows: readonly (readonly (string | null)[])[], language: Language): readonly Block[] {
  return [
    { kind: 'heading', level: 1, text: title, note: String(rows.length) },
    rows.length === 0
      ? { kind: 'text', text: words[language].none, tone: 'quiet' }
      : { kind: 'table', columns: columns.map((header, index) => ({ header, width: index === 1 ? 2 : index === 0 && columns.length > 4 ? 1.5 : 1 })), rows: rows.map((row) => row.map((cell) => cell ?? '')) },
  ];
}
