import type { Language } from '#contract/values.ts';

/**
 * A document as its maker says it: parts in reading order, without a word about layout. `pdf-document.ts` sets it.
 * Whoever makes a document gives words already in its language.
 */
export type Block =
  /** 1: a part of the document; 2: a part of a part. `note` stands beside it, smaller. A heading never ends a page. */
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string; readonly note?: string }
  /** Paragraph; line breaks are kept. `quiet`: smaller and grey. */
  | { readonly kind: 'text'; readonly text: string; readonly tone?: 'plain' | 'strong' | 'quiet' }
  /** Label and value, one pair a line, in two columns. */
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  /** Head repeated on every page; a row is never cut in two. */
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  /** Lines over periods, told apart by their strokes and named beneath; the figures stand in a table beside. */
  | { readonly kind: 'chart'; readonly chart: Chart }
  /** A framed remark. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** White space, in points. */
  | { readonly kind: 'space'; readonly points: number }
  | { readonly kind: 'page-break' };

export interface Field {
  readonly label: string;
  readonly value: string;
}

export interface Column {
  readonly header: string;
  /** `fit`: as wide as its content; a number: its share of what is left. */
  readonly width: 'fit' | number;
  /** Figures: aligned on the right. */
  readonly numeric?: boolean;
}

/** Figures by period as lines; null where there is none to tell. */
export interface Chart {
  readonly title: string;
  readonly periods: readonly string[];
  readonly series: readonly ChartSeries[];
  /** How the axis is read: shares from 0 to 1 as per cent, or plain numbers. */
  readonly unit: 'share' | 'number';
}

export interface ChartSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** What stands at the head and foot of every page. */
export interface PageFrame {
  /** Left of the head: the clinic. */
  readonly clinic: string;
  /** Right of the head: whom it is about, so that a loose page is not lost. */
  readonly subject: string;
  /** Left of the foot: when and from what it was made. */
  readonly origin: string;
}

export interface PdfDocument {
  readonly language: Language;
  readonly paper: 'LETTER' | 'A4';
  /** Title of the file; shown by readers in place of its name. */
  readonly title: string;
  readonly author: string;
  /** Instant of making, `…Z`. */
  readonly createdAt: string;
  readonly frame: PageFrame;
  readonly body: readonly Block[];
}

/** Paper of a country: letter in North America, else A4. */
export function paperOf(country: string): PdfDocument['paper'] {
  return country === 'CA' || country === 'US' ? 'LETTER' : 'A4';
}
