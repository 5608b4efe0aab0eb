import type { TableEncoding } from '#contract/table-imports.ts';

/** Which character encoding a file of text is in. Pure, but for the decoder of the platform. */

export interface EncodingGuess {
  readonly encoding: TableEncoding;
  /** A mark at its start, or accents that only this encoding explains. */
  readonly sure: boolean;
  /** All that the bytes allow, likeliest first. */
  readonly possible: readonly TableEncoding[];
}

/** Letters and signs French and English text has, beyond ASCII; anything else speaks against an encoding. */
const usual = /[àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆñÑ«»’‘“”–—…°€\u00A0\u202F\uFEFF]/u;
const lowerAccent = /[àâäçéèêëîïôöùûüÿœæñ]/u;
/** Bytes looked at by the judgement between one-byte encodings. */
const judgedBytes = 1024 * 1024;

/** The encoding of a file from its bytes: its mark, its zeros, whether it is valid UTF-8, else what its accents look like. */
export function guessEncoding(bytes: Uint8Array): EncodingGuess {
  if (starts(bytes, [0xef, 0xbb, 0xbf])) return { encoding: 'utf-8', sure: true, possible: ['utf-8'] };
  if (starts(bytes, [0xff, 0xfe])) return { encoding: 'utf-16le', sure: true, possible: ['utf-16le'] };
  if (starts(bytes, [0xfe, 0xff])) return { encoding: 'utf-16be', sure: true, possible: ['utf-16be'] };
  const wide = wideWithoutMark(bytes);
  if (wide) return { encoding: wide, sure: true, possible: [wide] };

  const hasAccents = bytes.some((byte) => byte > 0x7f);
  const oneByte = byLikelihood(bytes);
  if (isUtf8(bytes)) return { encoding: 'utf-8', sure: hasAccents, possible: ['utf-8', ...oneByte] };
  const [best = 'windows-1252'] = oneByte;
  return { encoding: best, sure: false, possible: oneByte };
}

/** Decodes text in pieces; a mark at the start is left out, bytes that cannot be become U+FFFD. */
export function textDecoder(encoding: TableEncoding): InstanceType<typeof TextDecoder> {
  return new TextDecoder(encoding, { fatal: false, ignoreBOM: false });
}

/** Up to `most` lines with a character beyond ASCII, cut to a readable length. */
export function accentedLines(bytes: Uint8Array, encoding: TableEncoding, most = 3): string[] {
  const decoder = textDecoder(encoding);
  const lines: string[] = [];
  const piece = 64 * 1024;
  let rest = '';
  for (let start = 0; start < bytes.length && lines.length < most; start += piece) {
    const parts = (rest + decoder.decode(bytes.subarray(start, start + piece), { stream: true })).split(/\r\n|\r|\n/);
    rest = (parts.pop() ?? '').slice(-10_000);
    for (const line of parts) if (lines.length < most && /[^\u0000-\u007f]/.test(line)) lines.push(around(line));
  }
  if (lines.length < most && /[^\u0000-\u007f]/.test(rest)) lines.push(around(rest));
  return lines;
}

function around(line: string): string {
  const first = line.search(/[^\u0000-\u007f]/);
  const start = Math.max(0, first - 40);
  return line.slice(start, start + 120).replace(/[\t\u0000]/g, ' ');
}

function starts(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

/** UTF-16 without a mark: text of our languages has a zero in nearly every second byte. */
function wideWithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const looked = Math.min(bytes.length, 4096) & ~1;
  if (looked < 8) return null;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < looked; index += 2) {
    even += Number(bytes[index] === 0);
    odd += Number(bytes[index + 1] === 0);
  }
  const enough = (looked / 2) * 0.7;
  if (odd > enough && even < enough / 4) return 'utf-16le';
  return even > enough && odd < enough / 4 ? 'utf-16be' : null;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Windows-1252 (with Latin-1) and MacRoman in the order in which the accents make sense. */
function byLikelihood(bytes: Uint8Array): TableEncoding[] {
  const judged = bytes.subarray(0, judgedBytes);
  const scores = (['windows-1252', 'macintosh'] as const).map((encoding) => ({ encoding, score: likelihood(textDecoder(encoding).decode(judged)) }));
  return scores.sort((one, other) => other.score - one.score).map(({ encoding }) => encoding);
}

/** A usual letter counts for, an unusual one against; a capital inside a word of small letters counts against too. */
function likelihood(text: string): number {
  let score = 0;
  for (const { 0: letter, index } of text.matchAll(/[^\u0000-\u007f]/gu)) {
    const before = text[index - 1] ?? ' ';
    if (!usual.test(letter)) score -= 2;
    else if (lowerAccent.test(letter)) score += /[a-zA-Zà-ÿ]/u.test(before) || /[a-z]/.test(text[index + 1] ?? ' ') ? 2 : 1;
    else if (/\p{Lu}/u.test(letter)) score += /[a-zà-ÿ]/u.test(before) ? -2 : 1;
    else score += 0.5;
  }
  return score;
}
