import { type EntryOf, type LexiconEntry, type LetterLexicon, type Says, type Unit } from './letter-lexicon.ts';
import { escaped, phraseFinder, type PhraseFinder } from './letter-phrases.ts';
import { plainText, type PlainText, type Sentence, type Stretch } from './letter-text.ts';
import { pressureAfter, skipLink, spanAround, titreAfter, valueAfter, valueBefore } from './letter-values.ts';

/** Where a letter names findings, before it is asked whether it affirms them. */

/** Why a mention is shown and not proposed. */
export type Doubt = 'limit' | 'several' | 'unit' | 'imprecise' | 'out-of-bounds';

/** Words that name a finding. */
export interface Mention extends Stretch {
  readonly entry: LexiconEntry;
  /** What it says where nothing around it says otherwise; the fields it is about where it cannot be taken. */
  readonly says: Says;
  readonly fields: readonly string[];
  readonly doubt: Doubt | null;
  /** A value was read: a negation further off is not about it. */
  readonly isMeasured: boolean;
}

/** Finds mentions by a lexicon whose phrases were made ready once. */
export interface MentionFinder {
  readonly mentions: (text: PlainText, sentences: readonly Sentence[]) => Mention[];
}

export function mentionFinder({ entries, cues }: LetterLexicon['body']): MentionFinder {
  const ready = entries.map((entry) => ({ entry, finder: phraseFinder([...entry.fr, ...entry.en]) }));
  const vague = literal(cues.vague);
  const results = { strong: literal(cues.results.strong), positive: literal(cues.results.positive), negative: literal(cues.results.negative) };
  const tests = ready.filter(({ entry }) => entry.kind === 'test').map(({ finder }) => finder);
  return {
    mentions: (text, sentences) => {
      const testNames = namesOf(tests, text);
      return ready.flatMap(({ entry, finder }) =>
        finder.all(text).flatMap((name) => {
          const sentence = sentences.find((one) => name.start >= one.start && name.end <= one.end);
          // Nothing is read beyond the sentence.
          return sentence ? mentionsOf(entry, text.folded.slice(0, sentence.end), name, sentence, { vague, results, testNames }) : [];
        }),
      );
    },
  };
}

interface Around {
  readonly vague: RegExp;
  readonly results: Readonly<Record<'strong' | 'positive' | 'negative', RegExp>>;
  readonly testNames: readonly Stretch[];
}

function mentionsOf(entry: LexiconEntry, text: string, name: Stretch, sentence: Sentence, around: Around): Mention[] {
  switch (entry.kind) {
    case 'sign':
      return [signMention(entry, name)];
    case 'measure':
      return measureMention(entry, text, name, sentence, around.vague);
    case 'test':
      return testMention(entry, text, name, sentence, around);
    case 'duration': {
      const span = spanAround(text, name, sentence, entry.unit);
      return span ? [measured(entry, { start: span.start, end: span.end }, { [entry.field]: span.value }, null)] : [];
    }
    case 'pressure': {
      const read = pressureAfter(text, name.end, sentence.end);
      return read ? [measured(entry, { start: name.start, end: read.end }, { [entry.systolic]: read.systolic, [entry.diastolic]: read.diastolic }, null)] : [];
    }
    case 'threshold': {
      const read = valueAfter(text, name.end, sentence.end, { units: degrees, thousands: false });
      if (!read || read.value < entry.min || read.value > entry.max) return [];
      return [measured(entry, { start: name.start, end: read.end }, { [entry.field]: read.value >= entry.from }, read.doubt)];
    }
  }
}

const degrees: readonly Unit[] = [{ words: ['°c', 'c', '°', 'celsius', 'degres', 'degrees'], times: 1 }];

function signMention(entry: EntryOf<'sign'>, name: Stretch): Mention {
  const fields = [...new Set([...Object.keys(entry.says), ...Object.keys(entry.negated ?? {})])];
  return { ...name, entry, says: entry.says, fields, doubt: Object.keys(entry.says).length === 0 ? 'imprecise' : null, isMeasured: false };
}

function measured(entry: LexiconEntry, where: Stretch, says: Says, doubt: Doubt | null): Mention {
  return { ...where, entry, says, fields: Object.keys(says), doubt, isMeasured: true };
}

function measureMention(entry: EntryOf<'measure'>, text: string, name: Stretch, sentence: Sentence, vague: RegExp): Mention[] {
  const reading = { units: entry.units, thousands: entry.thousands ?? false };
  const leading = entry.before ? valueBefore(text, sentence.start, name.start, reading) : null;
  const ahead = leading && (leading.hasUnit || entry.bare) ? leading : null;
  const read = ahead ?? valueAfter(text, name.end, sentence.end, reading);
  if (!read) {
    vague.lastIndex = skipSpace(text, name.end);
    const told = vague.exec(text);
    return told && told.index + told[0].length <= sentence.end ? [measured(entry, { start: name.start, end: told.index + told[0].length }, {}, 'imprecise')].map((one) => ({ ...one, fields: [entry.field] })) : [];
  }
  const where = ahead ? { start: ahead.start, end: name.end } : { start: name.start, end: read.end };
  const isBareOutside = !read.hasUnit && (entry.bare === undefined || read.value < entry.bare[0] || read.value > entry.bare[1]);
  const value = Math.round(read.value * 100) / 100;
  return [measured(entry, where, { [entry.field]: value }, read.doubt ?? (isBareOutside ? 'unit' : null))];
}

/** A test with its result behind it: a word, a titre, a number against its limit; it may share it with the tests beside it. */
function testMention(entry: EntryOf<'test'>, text: string, name: Stretch, sentence: Sentence, { results, testNames }: Around): Mention[] {
  const end = sentence.end;
  if (entry.titre) {
    const titre = titreAfter(text, name.end, end);
    if (titre) return [measured(entry, { start: name.start, end: titre.end }, { [entry.titre]: titre.value }, null)];
  }
  if (entry.bands) {
    const read = valueAfter(text, name.end, end, { units: concentration, thousands: false });
    if (read) return [levelMention(entry, entry.bands, { start: name.start, end: read.end }, read)];
  }
  for (const place of [name.end, behindOtherTests(text, name.end, testNames)]) {
    const here = skipLink(text, place, end);
    for (const result of ['strong', 'negative', 'positive'] as const) {
      const pattern = results[result];
      pattern.lastIndex = here;
      const match = pattern.exec(text);
      if (!match || here + match[0].length > end) continue;
      const where = { start: name.start, end: here + match[0].length };
      const says = result === 'strong' ? (entry.strong ?? entry.positive) : entry[result];
      const fields = Object.keys(says).length > 0 ? Object.keys(says) : [...new Set([...Object.keys(entry.positive), ...Object.keys(entry.negative), ...(entry.titre ? [entry.titre] : [])])];
      return [{ ...measured(entry, where, says, Object.keys(says).length === 0 ? 'imprecise' : null), fields }];
    }
  }
  return [];
}

const concentration: readonly Unit[] = [{ words: ['ui/ml', 'u/ml', 'iu/ml', 'ku/l', 'eu/ml', 'ui', 'iu', 'u', 'unites', 'units'], times: 1 }];

function levelMention(entry: LexiconEntry, bands: NonNullable<EntryOf<'test'>['bands']>, where: Stretch, read: NonNullable<ReturnType<typeof valueAfter>>): Mention {
  const limit = read.normalBelow ?? bands.limit;
  const { value, doubt, hasUnit } = read;
  const isBelowLimit = doubt === 'limit' && value <= limit;
  const level = value > 3 * limit ? bands.levels.high : value > limit ? bands.levels.up : isBelowLimit || value < (read.normalBelow ?? bands.doubt) ? bands.levels.below : null;
  const unsure = doubt === 'several' || doubt === 'unit' ? doubt : doubt === 'limit' && !isBelowLimit ? 'limit' : !hasUnit && read.normalBelow === null && value < (bands.bareFrom ?? 0) ? 'unit' : level === null ? 'imprecise' : null;
  return { ...measured(entry, where, level === null ? {} : { [bands.field]: level }, unsure), fields: [bands.field] };
}

/** Behind the tests that share a result: "FR et anti-CCP négatifs". */
function behindOtherTests(text: string, place: number, names: readonly Stretch[]): number {
  let here = place;
  for (let steps = 0; steps < 6; steps += 1) {
    const joint = /^\s*(?:,|\/|et|and|&|\+|ou|or|ni|nor)?\s*(?:l'|les?\s|the\s)?/.exec(text.slice(here, here + 16));
    const from = here + (joint?.[0].length ?? 0);
    const next = names.find((one) => one.start === from && one.end > from);
    if (!next) break;
    here = next.end;
  }
  return here;
}

function namesOf(finders: readonly PhraseFinder[], text: PlainText): Stretch[] {
  return finders.flatMap((finder) => finder.all(text)).sort((one, other) => other.end - one.end);
}

function skipSpace(text: string, place: number): number {
  return place + (/^[\s:=(]*(?:(?:est|was|is|etait|a|at)\s+)?/.exec(text.slice(place, place + 24))?.[0].length ?? 0);
}

/** Words as they are, one after another tried at a place; the usual endings are taken. */
function literal(words: readonly string[]): RegExp {
  const folded = words.map((word) => plainText(word).folded).sort((one, other) => other.length - one.length);
  return new RegExp(folded.map((word) => (/[a-z]$/.test(word) ? `${escaped(word).replace(/ /g, '\\s+')}(?:e|s|es|x)?(?![a-z0-9])` : `\\(?${escaped(word)}\\)?(?![a-z0-9])`)).join('|'), 'y');
}
