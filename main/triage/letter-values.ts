import type { Unit } from './letter-lexicon.ts';
import { escaped } from './letter-phrases.ts';
import { plainText } from './letter-text.ts';

/** Numbers as letters write them: decimal commas, units, limits, ranges, durations, pressures, titres. On folded text. */

/** A number read. `doubt`: why it cannot be taken as it is: below a limit, one of several, of an unknown unit. */
export interface ReadValue {
  readonly value: number;
  readonly hasUnit: boolean;
  readonly end: number;
  readonly doubt: 'limit' | 'several' | 'unit' | null;
  /** The limit of normal written behind it: "(N < 7)". */
  readonly normalBelow: number | null;
}

const months =
  'janvier|janv|january|jan|fevrier|fev|february|feb|mars|march|mar|avril|avr|april|apr|mai|may|juin|june|jun|juillet|juil|july|jul|aout|august|aug|septembre|september|sept|sep|octobre|october|oct|novembre|november|nov|decembre|december|dec';
const date = `(?:\\d{1,2}(?:er|st|nd|rd|th)?[\\s-]+(?:${months})\\b\\.?(?:[\\s,]+\\d{4})?|(?:${months})\\b\\.?[\\s]+\\d{1,2}(?:,?\\s+\\d{4})?(?=\\s*[:=)])|\\d{4}[-/]\\d{1,2}(?:[-/]\\d{1,2})?|\\d{1,2}[-/]\\d{1,2}[-/]\\d{2,4})`;
const linkWords =
  "a|at|of|de|d'|est|was|is|etait|aujourd'hui|today|ce jour|recente?s?|recently|initiale?s?|initially|elevee?s?|augmentee?s?|acceleree?s?|abaissee?s?|basse?s?|haute?s?|raised|elevated|high|low|environ|about|around|approximately|approx|autour|du|le|on|from|date[de]?|dosee?|measured|mesuree?|level|levels|taux|valeur|value|dernieres?|dernier|last|latest|jusqu'a|up to|lasting|qui dure|dure|durant|pendant|for|montee? a|rising to|now|maintenant|calculee?|calculated|total|totale?|score|pic|peak|count|test|depuis|la|se";
const link = new RegExp(`(?:[\\s:=(\\[]|-(?!\\d)|${date}\\)?|\\b(?:${linkWords})\\b|d')`, 'y');
const comparator = /(?:>=|<=|>|<|~|\+\/-|plus de|plus d'|more than|over|greater than|superieure? a|au moins|at least|moins de|moins d'|less than|under|inferieure? a|below)\s*/y;
const isBelow = /<|moins|less|under|below|inferieur/;

const numberWords: Readonly<Record<string, number>> = {
  une: 1, un: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, sept: 7, huit: 8, neuf: 9, dix: 10, onze: 11, douze: 12, quinze: 15, vingt: 20, trente: 30, quarante: 40, soixante: 60,
  an: 1, a: 1, one: 1, two: 2, three: 3, four: 4, five: 5, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, fifteen: 15, twenty: 20, thirty: 30, several: NaN, plusieurs: NaN,
};
const numberWord = Object.keys(numberWords).sort((one, other) => other.length - one.length).join('|');
const plainNumber = /\d+(?:[.,]\d+)?/y;
const thousandsNumber = /\d{1,3}(?:[ ,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?/y;
const wordNumber = new RegExp(`(?:${numberWord})(?=[\\s-])`, 'y');
/** A number is followed by another: a range, or its course in time. */
const another = /\s*(?:-|a|to|puis|then|>|->|ou|or|et|and|vs)\s*(?:[<>]\s*)?\d/y;
const dateRest = new RegExp(`(?:[/-]\\d|\\s*(?:${months})\\b|:\\d\\d)`, 'y');
const normalLimit = /\s*[([,;]?\s*(?:n|normale?|norme|vn|ref|nl|normal range|reference)\s*:?\s*(?:<|0\s*-|jusqu'a|up to)\s*=?\s*(\d+(?:[.,]\d+)?)\s*\)?/y;

/** A sticky pattern at a place, or null. */
function at(pattern: RegExp, text: string, place: number): RegExpExecArray | null {
  pattern.lastIndex = place;
  return pattern.exec(text);
}

/** The digits of a letter as a number: the comma of French decimals, and where allowed the space of thousands. */
function numeric(digits: string, thousands: boolean): number {
  if (thousands && /^\d{1,3}(?:[ ,]\d{3})+$/.test(digits)) return Number(digits.replace(/[ ,]/g, ''));
  return Number(digits.replace(',', '.'));
}

interface Reading {
  readonly units: readonly Unit[];
  readonly thousands: boolean;
}

const unitPatterns = new WeakMap<readonly Unit[], { pattern: RegExp; unit: Unit }[]>();

/** Units of an entry as patterns, longer words first. */
function patternsOf(units: readonly Unit[]): { pattern: RegExp; unit: Unit }[] {
  const known = unitPatterns.get(units);
  if (known) return known;
  const made = units
    .flatMap((unit) => unit.words.map((word) => ({ word: plainText(word).folded, unit })))
    .sort((one, other) => other.word.length - one.word.length)
    .map(({ word, unit }) => ({ unit, pattern: new RegExp(`[\\s-]*${escaped(word).replace(/ /g, '\\s*')}(?![a-z])`, 'y') }));
  unitPatterns.set(units, made);
  return made;
}

/** Where the words between a name and its number end. */
export function skipLink(text: string, place: number, end: number): number {
  let here = place;
  for (let steps = 0; steps < 14; steps += 1) {
    const match = at(link, text, here);
    if (!match || match[0] === '' || match.index + match[0].length > end) break;
    here = match.index + match[0].length;
  }
  return here;
}

/** The number that follows a name, within a sentence that ends at `end`; null where none does. */
export function valueAfter(text: string, place: number, end: number, reading: Reading): ReadValue | null {
  let here = skipLink(text, place, end);
  const compared = at(comparator, text, here);
  if (compared) here += compared[0].length;
  const read = numberAt(text, here, reading);
  if (!read || read.end > end) return null;
  const below = compared !== null && isBelow.test(compared[0]);
  return { ...read, doubt: below ? 'limit' : read.doubt };
}

function numberAt(text: string, place: number, { units, thousands }: Reading): ReadValue | null {
  const digits = at(thousands ? thousandsNumber : plainNumber, text, place);
  const spelt = digits ? null : at(wordNumber, text, place);
  const written = digits ?? spelt;
  if (!written) return null;
  const number = digits ? numeric(digits[0], thousands) : (numberWords[written[0]] ?? Number.NaN);
  let here = place + written[0].length;
  if (Number.isNaN(number)) return null;
  const halved = at(/\s*(?:1\/2|et demie?|and a half)/y, text, here);
  if (halved) here += halved[0].length;
  const value = halved ? number + 0.5 : number;
  const isSeveral = at(another, text, here) !== null && !at(/\s*a\s*\d+\s*ans/y, text, here);
  const match = patternsOf(units).map(({ pattern, unit }) => ({ unit, found: at(pattern, text, here) })).find(({ found }) => found !== null);
  if (match?.found) {
    here += match.found[0].length;
    const rest = match.unit.rest === undefined ? null : at(/\s*(\d{1,2})(?!\d)(?:\s*min[a-z]*)?/y, text, here);
    if (rest) here += rest[0].length;
    const normal = at(normalLimit, text, here);
    return {
      value: value * match.unit.times + Number(rest?.[1] ?? 0) * (match.unit.rest ?? 0), hasUnit: true, end: normal ? here + normal[0].length : here,
      doubt: isSeveral || at(another, text, here) ? 'several' : null, normalBelow: normal ? numeric(normal[1] ?? '', false) : null,
    };
  }
  // A word alone is a number only before its unit: "une heure", not "une articulation".
  if (spelt) return units.length === 0 ? { value, hasUnit: false, end: here, doubt: null, normalBelow: null } : null;
  if (at(dateRest, text, here) && !isSeveral) return null;
  if (/[a-z%]/.test(text[here] ?? '')) return { value, hasUnit: false, end: here, doubt: 'unit', normalBelow: null };
  const otherUnit = at(/\s*(?:x|fois|times)\s*(?:the |la |l')?(?:upper|normal|limit|lsn|uln|n\b)|\s*(?:mg|g|ug|mcg|mmol|umol|ui|iu|u|ng|pg)\s*\/|\s*%/y, text, here);
  if (otherUnit) return { value, hasUnit: false, end: here + otherUnit[0].length, doubt: 'unit', normalBelow: null };
  const normal = at(normalLimit, text, here);
  return { value, hasUnit: false, end: normal ? here + normal[0].length : here, doubt: isSeveral ? 'several' : null, normalBelow: normal ? numeric(normal[1] ?? '', false) : null };
}

/** The number that ends where a name starts: "90 minutes de", "4". Null where none does. */
export function valueBefore(text: string, from: number, place: number, { units }: Reading): (ReadValue & { readonly start: number }) | null {
  const before = text.slice(from, place);
  const unitWords = patternsOf(units).map(({ pattern }) => pattern.source).join('|');
  const shape = new RegExp(`(>=|>|<=|<|plus de |more than |au moins |at least |moins de |less than )?\\s*(?<![\\d.,/a-z-])(?:(\\d+)\\s*(?:-|a|to|ou|or)\\s*)?(\\d+(?:[.,]\\d+)?|\\b(?:${numberWord}))(${unitWords || '(?!)'})?[\\s-]*(?:of|de|d'|des|the)?[\\s-]*$`);
  const match = shape.exec(before);
  if (!match) return null;
  const [, compared, rangeStart, digits = '', unitText] = match;
  const number = /\d/.test(digits) ? numeric(digits, false) : (numberWords[digits] ?? Number.NaN);
  if (Number.isNaN(number)) return null;
  const unit = unitText === undefined ? undefined : patternsOf(units).find(({ pattern }) => at(pattern, unitText, 0) !== null)?.unit;
  // "une raideur" counts nothing.
  if (unitText === undefined && /^(?:une?|an?|one)$/.test(digits)) return null;
  if (unitText === undefined && /\d/.test(digits) && new RegExp(`(?:${months})\\s*$`).test(before.slice(0, match.index))) return null;
  return {
    value: number * (unit?.times ?? 1), hasUnit: unit !== undefined, start: from + match.index + (/^\s*/.exec(match[0])?.[0].length ?? 0), end: place,
    doubt: rangeStart !== undefined ? 'several' : compared !== undefined && isBelow.test(compared) ? 'limit' : null, normalBelow: null,
  };
}

const spanUnits: readonly { readonly pattern: string; readonly days: number }[] = [
  { pattern: 'jours?|days?|j|d', days: 1 },
  { pattern: 'semaines?|sem|weeks?|wks?|wk', days: 7 },
  { pattern: 'mois|months?|mo|mos', days: 30.4375 },
  { pattern: 'ans?|annees?|years?|yrs?|yr', days: 365.25 },
];
const spanUnit = spanUnits.map(({ pattern }) => pattern).join('|');
const daysIn = { weeks: 7, months: 30.4375, years: 365.25 } as const;
const spanNumber = `(\\d+(?:[.,]\\d+)?|(?:${numberWord})\\b)`;
const spanAfter = new RegExp(`(?:depuis|since|for|x|over|evoluant depuis|of|durant|pendant|(?:debut|debute[a-z]*|commence[a-z]*|appar[a-z]*) il y a)[\\s:]+(?:the\\s+)?(?:(?:past|last|environ|about|around|approximately|approx\\.?|presque|almost|nearly|au moins|at least|plus de|plus d'|more than|over|~|>)\\s*)*${spanNumber}\\s*(?:-|a|to)?\\s*(\\d+)?[\\s-]*(${spanUnit})\\b|(?:x|depuis)\\s*(\\d+)\\s*/\\s*(7|52|12)\\b`, 'g');
const spanBefore = new RegExp(`(?<![\\d.,])${spanNumber}[\\s-]*(${spanUnit})\\b[\\s'-]*(?:history|hx|d'evolution|evolution|d'histoire)?[\\s-]*(?:of|de|d')\\s*(?:[a-z]+\\s+){0,2}$`);

/** How long something has lasted, said behind it or before it, in the unit asked; null where nothing says. */
export function spanAround(text: string, name: { readonly start: number; readonly end: number }, sentence: { readonly start: number; readonly end: number }, unit: 'weeks' | 'months' | 'years'): { value: number; start: number; end: number } | null {
  const behind = text.slice(name.end, Math.min(sentence.end, name.end + 70));
  const stop = behind.search(/[;]|,\s*(?:pas|no|sans)\b/);
  const within = stop < 0 ? behind : behind.slice(0, stop);
  const match = [...within.matchAll(spanAfter)][0];
  if (match) {
    if (match[2] !== undefined && match[2] !== '') return null;
    const days = match[4] !== undefined ? Number(match[4]) * (match[5] === '7' ? 1 : match[5] === '52' ? 7 : 30.4375) : inDays(match[1] ?? '', match[3] ?? '');
    return days === null ? null : { value: rounded(days / daysIn[unit]), start: name.start, end: name.end + match.index + match[0].length };
  }
  const ahead = spanBefore.exec(text.slice(sentence.start, name.start));
  const days = ahead && inDays(ahead[1] ?? '', ahead[2] ?? '');
  return ahead && days !== null ? { value: rounded(days / daysIn[unit]), start: sentence.start + ahead.index, end: name.end } : null;
}

function inDays(number: string, unit: string): number | null {
  const count = /\d/.test(number) ? numeric(number, false) : (numberWords[number] ?? Number.NaN);
  const days = spanUnits.find(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(unit))?.days;
  return Number.isNaN(count) || days === undefined ? null : count * days;
}

const rounded = (value: number): number => (value < 4 ? Math.round(value * 10) / 10 : Math.round(value));

/** A blood pressure behind its name: "165/95". */
export function pressureAfter(text: string, place: number, end: number): { systolic: number; diastolic: number; end: number } | null {
  const here = skipLink(text, place, end);
  const match = at(/(\d{2,3})\s*\/\s*(\d{2,3})(?![\d/])/y, text, here);
  return match && here + match[0].length <= end ? { systolic: Number(match[1]), diastolic: Number(match[2]), end: here + match[0].length } : null;
}

/** A titre behind a test: 1280 for "1:1280" or "1/1 280". */
export function titreAfter(text: string, place: number, end: number): { value: number; end: number } | null {
  const here = skipLink(text, place, Math.min(end, place + 60));
  const words = at(/(?:(?:positifs?|positive|pos|titre|titer|de|of|au|at|to|mouchetes?|speckled|homogenes?|homogeneous|[+,:(])\s*){0,6}/y, text, here);
  const match = at(/(?:>=?\s*)?1\s*[:/]\s*(\d{1,3}(?:[ ,]?\d{3})+|\d{2,7})(?!\d)/y, text, here + (words?.[0].length ?? 0));
  return match && match.index + match[0].length <= end ? { value: Number((match[1] ?? '').replace(/[ ,]/g, '')), end: match.index + match[0].length } : null;
}
