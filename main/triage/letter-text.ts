/** A letter in two plain writings of the same length, and the way back to the letter as it was pasted. */
export interface PlainText {
  /** Accents dropped, capitals kept. */
  readonly cased: string;
  /** The same in lower case: what phrases are sought in. */
  readonly folded: string;
  /** For each character of both, where the one it comes from starts in the letter. */
  readonly origin: readonly number[];
}

const written: Readonly<Record<string, string>> = {
  '\u2019': "'", '\u2018': "'", '\u02BC': "'", '`': "'", '\u2013': '-', '\u2014': '-', '\u2212': '-', '\u2011': '-', '\u00D7': 'x', '\u2265': '>', '\u2264': '<', '\u03BC': 'u', '\u00B5': 'u', '\u00AB': '"', '\u00BB': '"',
  œ: 'oe', Œ: 'OE', æ: 'ae', Æ: 'AE', ß: 'ss', '\u2044': '/', '\u2192': '>', '\u2022': '-', '\u00B7': '-', '\t': ' ', '\r': ' ', ':': ':',
};

/** Folds a letter; spaces of any kind become spaces, line ends stay. */
export function plainText(letter: string): PlainText {
  let cased = '';
  const origin: number[] = [];
  let at = 0;
  for (const character of letter) {
    const plain = (written[character] ?? character).normalize('NFKD').replace(/\p{M}/gu, '');
    for (const one of plain) {
      const sign = written[one] ?? (/\p{Zs}/u.test(one) ? ' ' : one);
      // Only what stays one unit long in lower case too: both writings keep the same places.
      for (const part of sign) {
        const kept = part.length === 1 && part.toLowerCase().length === 1 ? part : '\uFFFD';
        cased += kept;
        origin.push(at);
      }
    }
    at += character.length;
  }
  origin.push(at);
  return { cased, folded: cased.toLowerCase(), origin };
}

/** A stretch of the plain text, `end` excluded. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What one reads at a time: a sentence, with the heading it stands under ("Antécédents :"), as a stretch or null. */
export interface Sentence extends Stretch {
  readonly heading: Stretch | null;
}

const headingPattern = /^[ \-*>]*[a-z][a-z /&'()-]{1,45}:/;
/** Ends a sentence: a full stop, not within a number or an abbreviation of one letter; a line that starts another thought. */
const endPattern = /[.!?;](?=[\s"')]|$)/g;

/**
 * Cuts a letter into sentences. A line broken in the middle of a thought goes on; a heading alone on its line holds for the lines
 * below it until an empty line or another heading, one with words behind it for its own line.
 */
export function sentencesOf(folded: string): Sentence[] {
  const sentences: Sentence[] = [];
  let standing: Stretch | null = null;
  for (const line of thoughts(folded)) {
    if (line.end === line.start) {
      standing = null;
      continue;
    }
    const heading = headingPattern.exec(folded.slice(line.start, line.end));
    const own = heading ? { start: line.start, end: line.start + heading[0].length } : null;
    if (own && folded.slice(own.end, line.end).trim() === '') {
      standing = own;
      continue;
    }
    if (own) standing = null;
    let inline = own ?? standing;
    for (const sentence of cut(folded, line)) {
      const starts = headingPattern.exec(folded.slice(sentence.start, sentence.end));
      if (starts) inline = { start: sentence.start, end: sentence.start + starts[0].length };
      sentences.push({ ...sentence, heading: inline });
    }
  }
  return sentences;
}

/** Lines, those joined that go on; an empty stretch where a blank line parts them. */
function thoughts(folded: string): Stretch[] {
  const found: { start: number; end: number }[] = [];
  let start = 0;
  for (const line of folded.split('\n')) {
    const end = start + line.length;
    const last = found.at(-1);
    const before = last ? folded.slice(last.start, last.end).trimEnd() : '';
    if (line.trim() === '') found.push({ start, end: start });
    else if (last && last.end > last.start && goesOn(before, line)) last.end = end;
    else found.push({ start, end });
    start = end + 1;
  }
  return found;
}

/** Whether a line is the rest of the one before: broken by the width of a page, not by its writer. */
function goesOn(before: string, line: string): boolean {
  if (/[.:;!?]$/.test(before) || /^\s*(?:[-*>]|\d+[.)]\s)/.test(line) || headingPattern.test(line)) return false;
  return before.endsWith(',') || before.length >= 55 || /\b(?:de|d'|du|des|la|le|les|l'|et|ou|ni|pas|sans|avec|of|no|and|or|the|a|with|without|denies)$/.test(before);
}

function cut(folded: string, { start, end }: Stretch): Stretch[] {
  const found: Stretch[] = [];
  let from = start;
  endPattern.lastIndex = start;
  for (let match = endPattern.exec(folded); match && match.index < end; match = endPattern.exec(folded)) {
    const until = match.index + 1;
    // "Dr. X", "p. ex.", "T. 38": a full stop behind one or two letters ends nothing.
    if (match[0] === '.' && /(?:^|[\s(])(?:dr|dre|mr|mme|m|p|ex|st|ste|no|vs|[a-z])$/.test(folded.slice(Math.max(from, match.index - 5), match.index))) continue;
    found.push({ start: from, end: until });
    from = until;
  }
  if (from < end) found.push({ start: from, end });
  return found.filter((one) => folded.slice(one.start, one.end).trim() !== '');
}

/** The stretch of the letter as pasted that a stretch of the plain text comes from. */
export function asPasted({ origin }: PlainText, { start, end }: Stretch): Stretch {
  return { start: origin[start] ?? 0, end: origin[end] ?? origin.at(-1) ?? 0 };
}
