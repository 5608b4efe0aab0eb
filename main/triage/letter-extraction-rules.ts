import type { LetterReading, LetterWhy } from '#contract/letter-reading.ts';
import { featuresSchema, type FeatureField } from '#contract/triage.ts';
import { type CueReader, cueReader, type Standing } from './letter-cues.ts';
import type { LetterLexicon, Says } from './letter-lexicon.ts';
import { type Mention, type MentionFinder, mentionFinder } from './letter-mentions.ts';
import { asPasted, plainText, type PlainText, sentencesOf, type Stretch } from './letter-text.ts';

/**
 * Proposes findings from a pasted letter by the words of a lexicon, each with the words it came from. Sets nothing: a person
 * confirms each. What is doubted, past, of the family, or denied in part only is shown to be judged. Same letter, same answer.
 */

interface Ready {
  readonly finder: MentionFinder;
  readonly reader: CueReader;
}
const readied = new WeakMap<LetterLexicon, Ready>();

/** The patterns of a lexicon, made once. */
function readyOf(lexicon: LetterLexicon): Ready {
  const known = readied.get(lexicon);
  if (known) return known;
  const ready = { finder: mentionFinder(lexicon.body), reader: cueReader(lexicon.body.cues) };
  readied.set(lexicon, ready);
  return ready;
}

/** What was made of one mention: a value, or why nobody but a person can say. */
interface Judged extends Stretch {
  readonly field: string;
  readonly value: boolean | number | string | null;
  readonly why: LetterWhy | null;
}

/**
 * Reads a letter.
 *
 * @param letter as pasted; offsets of the answer are into it
 */
export function readLetter(letter: string, lexicon: LetterLexicon): LetterReading {
  const { finder, reader } = readyOf(lexicon);
  const text = plainText(letter);
  const sentences = sentencesOf(text.folded);
  const read = reader.read(text);
  const mentions = kept(finder.mentions(text, sentences), read.otherwise);
  const judged = mentions.flatMap((mention) => {
    const sentence = sentences.find((one) => mention.start >= one.start && mention.end <= one.end);
    return sentence ? judge(mention, reader.standing(text, read, mention, sentence, mentions)) : [];
  });
  return { lexiconVersion: lexicon.version, ...gathered(text, judged) };
}

/** Of mentions that share words, the longest; how long something has lasted, a pressure, and tests that share a result stand beside any other. */
function kept(mentions: readonly Mention[], otherwise: readonly Stretch[]): Mention[] {
  const length = ({ start, end }: Stretch): number => end - start;
  const share = (one: Stretch, other: Stretch): boolean => one.start < other.end && other.start < one.end;
  const real = mentions.filter((mention) => !otherwise.some((other) => share(other, mention) && length(other) >= length(mention)));
  const stands = ({ entry, fields }: Mention): string => (entry.kind === 'duration' ? `duration ${fields.join()}` : entry.kind === 'test' ? `test ${entry.id}` : entry.kind === 'pressure' ? entry.kind : 'finding');
  return real.filter(
    (mention, index) =>
      !real.some((other, place) => {
        if (other === mention || stands(other) !== stands(mention) || !share(other, mention)) return false;
        return length(other) > length(mention) || (length(other) === length(mention) && rank(other) > rank(mention)) || (length(other) === length(mention) && rank(other) === rank(mention) && other.entry.id === mention.entry.id && place < index);
      }),
  );
}

/** Words that say a value before words too vague to. */
const rank = (mention: Mention): number => (mention.doubt === 'imprecise' ? 0 : 1);

function judge(mention: Mention, standing: Standing): Judged[] {
  const where = wordsBehind(mention, standing.by);
  const toJudge = (why: LetterWhy): Judged[] => mention.fields.map((field) => ({ ...where, field, value: null, why }));
  const proposed = (says: Says): Judged[] =>
    Object.entries(says).map(([field, value]) => {
      if (value === undefined) return { ...where, field, value: null, why: 'imprecise' };
      const isTaken = featuresSchema.shape[field as FeatureField].safeParse(value).success;
      return isTaken ? { ...where, field, value, why: null } : { ...where, field, value: null, why: 'out-of-bounds' };
    });
  switch (standing.is) {
    case 'affirmed':
      return mention.doubt ? toJudge(mention.doubt) : proposed(mention.says);
    case 'denied': {
      const negated = mention.entry.kind === 'sign' ? mention.entry.negated : undefined;
      return negated ? proposed(negated) : toJudge('part');
    }
    case 'unclear':
    case 'uncertain':
    case 'history':
    case 'family':
      return toJudge(standing.is);
  }
}

/** The words with those that deny them, where they are near: "Pas de fièvre", "Psoriasis : non". */
function wordsBehind({ start, end }: Stretch, by: Stretch | null): Stretch {
  if (by === null) return { start, end };
  const whole = { start: Math.min(start, by.start), end: Math.max(end, by.end) };
  return whole.end - whole.start <= longestDenial ? whole : { start, end };
}
const longestDenial = 80;

/** One line for a finding and what is said of it, with every place that says so, in the order of the letter. */
function gathered(text: PlainText, judged: readonly Judged[]): Pick<LetterReading, 'proposals' | 'toJudge'> {
  const lines = new Map<string, { field: string; value: Judged['value']; why: LetterWhy | null; spans: Stretch[] }>();
  for (const { field, value, why, start, end } of [...judged].sort((one, other) => one.start - other.start || one.end - other.end)) {
    const key = JSON.stringify([field, value, why]);
    const line = lines.get(key) ?? { field, value, why, spans: [] };
    const span = asPasted(text, { start, end });
    if (!line.spans.some((known) => known.start === span.start && known.end === span.end)) line.spans.push(span);
    lines.set(key, line);
  }
  const all = [...lines.values()];
  return {
    proposals: all.flatMap(({ field, value, spans }) => (value === null ? [] : [{ field, value, spans }])),
    // Told vaguely in one place and well in another: the vague one adds nothing.
    toJudge: all.flatMap(({ field, why, spans }) => (why === null || (why === 'imprecise' && all.some((other) => other.field === field && other.value !== null)) ? [] : [{ field, why, spans }])),
  };
}
