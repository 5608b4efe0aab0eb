import type { LetterReading, LetterSpan } from '#contract/letter-reading';
import type { Answers } from './request-form.ts';

/** A proposal of the letter as the pane lists it. */
export interface LetterLine {
  readonly key: string;
  readonly field: string;
  readonly value: boolean | number | string;
  readonly spans: readonly LetterSpan[];
  /** The letter says something else of the same finding elsewhere. */
  readonly isContradicted: boolean;
}

/** The proposals in the order of the letter. */
export function linesOf(reading: LetterReading): LetterLine[] {
  return reading.proposals.map((proposal) => ({
    ...proposal,
    key: `${proposal.field} ${String(proposal.value)}`,
    isContradicted: reading.proposals.some((other) => other.field === proposal.field && other.value !== proposal.value),
  }));
}

/** A value as the form holds an answer: the digits of a number as one would have typed them. */
export function answerOf(value: boolean | number | string): boolean | string {
  return typeof value === 'number' ? String(value).replace('.', ',') : value;
}

/** Whether the form says what the line proposes. */
export function isTaken({ field, value }: LetterLine, answers: Answers): boolean {
  return answers[field] === answerOf(value);
}

/** The words of a letter that say something, in one line. */
export function wordsOf(text: string, spans: readonly LetterSpan[]): string {
  return spans.map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' ').trim()).join(' … ').slice(0, 300);
}

/** A piece of the letter to show: plain, or words that say something, with the keys of what they say. */
export interface LetterPiece {
  readonly text: string;
  readonly start: number;
  readonly keys: readonly string[];
}

/** Cuts a letter where marked words start and end; stretches that overlap give pieces with both keys. */
export function piecesOf(text: string, marked: readonly { readonly key: string; readonly spans: readonly LetterSpan[] }[]): LetterPiece[] {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of marked.flatMap(({ spans }) => spans)) cuts.add(Math.min(start, text.length)).add(Math.min(end, text.length));
  const places = [...cuts].sort((one, other) => one - other);
  return places.slice(0, -1).map((start, index) => {
    const end = places[index + 1] ?? text.length;
    return { text: text.slice(start, end), start, keys: marked.filter(({ spans }) => spans.some((span) => span.start <= start && span.end >= end)).map(({ key }) => key) };
  });
}
