import { plainText, type PlainText, type Stretch } from './letter-text.ts';

/**
 * The little language of the lexicon's phrases. Words part at spaces and hyphens; `(a|b)` is a choice, `(…)?` may be left out,
 * `~` up to three words between, `*` any ending, `#` digits, `@` a year. A word of four letters or more takes the usual endings
 * (e, s, es, x). A short phrase with a capital is sought as it is written: "PR" is not "pr".
 */

const separator = "[\\s'-]+";
const gap = "[\\s',-]+";
const words = `(?:[a-z0-9/%'-]+${gap}){0,3}?`;

/** Where any of some phrases stands in a text. */
export interface PhraseFinder {
  readonly all: (text: PlainText) => Stretch[];
}

/** Finds phrases; of those that start at one place, the longest. */
export function phraseFinder(phrases: readonly string[]): PhraseFinder {
  const asWritten = phrases.filter(isAsWritten);
  const anyCase = phrases.filter((phrase) => !isAsWritten(phrase));
  const patterns = [
    ...(anyCase.length > 0 ? [{ of: 'folded' as const, pattern: patternOf(anyCase.map((phrase) => plainText(phrase).folded)) }] : []),
    ...(asWritten.length > 0 ? [{ of: 'cased' as const, pattern: patternOf(asWritten.map((phrase) => plainText(phrase).cased)) }] : []),
  ];
  return { all: (text) => patterns.flatMap(({ of, pattern }) => [...text[of].matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }))) };
}

function isAsWritten(phrase: string): boolean {
  return /\p{Lu}/u.test(phrase) && (!/\p{Ll}/u.test(phrase) || (phrase.length <= 6 && !phrase.includes(' ')));
}

/** One pattern for many phrases, longer ones first. */
function patternOf(phrases: readonly string[]): RegExp {
  const bodies = [...phrases].sort((one, other) => other.length - one.length).map((phrase) => `${edge(phrase.at(0), '(?<![A-Za-z0-9])')}${phraseBody(phrase)}${edge(phrase.at(-1), '(?![A-Za-z0-9])')}`);
  return new RegExp(bodies.join('|'), 'g');
}

const edge = (character: string | undefined, boundary: string): string => (character !== undefined && /[A-Za-z0-9*#@)?]/.test(character) ? boundary : '');

function phraseBody(phrase: string): string {
  const items = splitOutside(phrase, ' ');
  const lastRequired = items.findLastIndex((item) => !isOptional(item));
  let body = '';
  let isJoined = true;
  items.forEach((item, index) => {
    if (item === '~') {
      body += `${gap}${words}`;
      isJoined = true;
    } else if (isOptional(item)) {
      const inner = itemBody(item.slice(0, -1));
      // The space of what may be left out goes with it.
      if (index < lastRequired) body += isJoined ? `(?:${inner}${separator})?` : `(?:${separator}${inner})?`;
      else body += `(?:${separator}${inner})?`;
    } else {
      body += isJoined ? itemBody(item) : `${separator}${itemBody(item)}`;
      isJoined = false;
    }
  });
  return body;
}

const isOptional = (item: string): boolean => item.startsWith('(') && item.endsWith(')?');

function itemBody(item: string): string {
  let body = '';
  let run = '';
  const endRun = (): void => {
    // The endings of French and English that change nothing.
    body += run.length >= 4 && /[A-Za-z]$/.test(run) ? `${run}(?:e|s|es|x)?` : run;
    run = '';
  };
  for (let at = 0; at < item.length; at += 1) {
    const character = item.charAt(at);
    if (/[A-Za-z]/.test(character)) {
      run += character;
    } else if (character === '?' && run !== '') {
      body += `${run}?`;
      run = '';
    } else if (character === '*') {
      body += `${run}[a-z]*`;
      run = '';
    } else {
      endRun();
      if (character === '(') {
        const end = closingOf(item, at);
        body += `(?:${splitOutside(item.slice(at + 1, end), '|').map(phraseBody).join('|')})`;
        at = end;
      } else if (character === '?') body += '?';
      else if (character === '#') body += '\\d+';
      else if (character === '@') body += '(?:19|20)\\d\\d';
      else if (character === '-') body += '[\\s-]*';
      else if (character === "'") body += "'\\s*";
      else body += /\d/.test(character) ? character : `\\s*${escaped(character)}\\s*`;
    }
  }
  endRun();
  return body;
}

/** A character that a pattern would read as something else. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

function closingOf(text: string, opening: number): number {
  let depth = 0;
  for (let at = opening; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`a phrase of the lexicon opens and never closes: ${text}`);
}

function splitOutside(text: string, mark: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === mark && depth === 0) {
      parts.push(part);
      part = '';
    } else part += character;
  }
  return [...parts, part].filter((one) => one !== '');
}
