import type { Cues } from './letter-lexicon.ts';
import type { Mention } from './letter-mentions.ts';
import { escaped, phraseFinder } from './letter-phrases.ts';
import { plainText, type PlainText, type Sentence, type Stretch } from './letter-text.ts';

/** Whether the words around a finding affirm it, deny it, doubt it, date it or give it to somebody else. */

/** How the words stand; where they are denied, by which words. */
export interface Standing {
  readonly is: 'affirmed' | 'denied' | 'unclear' | 'uncertain' | 'history' | 'family';
  readonly by: Stretch | null;
}
const standsAs = (is: Standing['is'], by: Stretch | null = null): Standing => ({ is, by });

const kinds = [
  'negationBefore', 'negationAfter', 'uncertainBefore', 'uncertainAll', 'uncertainAfter', 'historyBefore', 'historyAll', 'historyAfter', 'familyAll', 'familyAfter', 'turn', 'negationTurn', 'familyTurn', 'doubled', 'otherwise',
] as const;
type CueKind = (typeof kinds)[number];

interface Cue extends Stretch {
  readonly kind: CueKind;
}

/** What a sentence says beside its findings. */
export interface CuesRead {
  readonly cues: readonly Cue[];
  /** Stretches that look like a finding and are none. */
  readonly otherwise: readonly Stretch[];
}

export interface CueReader {
  readonly read: (text: PlainText) => CuesRead;
  readonly standing: (text: PlainText, read: CuesRead, mention: Mention, sentence: Sentence, mentions: readonly Stretch[]) => Standing;
}

/** Most words between a negation and what it denies. */
const reachOfNegation = 6;
const reachBack = 5;

export function cueReader(cues: Cues): CueReader {
  const phrases: Readonly<Record<CueKind, readonly string[]>> = {
    negationBefore: cues.negation.before, negationAfter: cues.negation.after,
    uncertainBefore: cues.uncertain.before, uncertainAll: cues.uncertain.beforeAll, uncertainAfter: cues.uncertain.after,
    historyBefore: cues.history.before, historyAll: cues.history.beforeAll, historyAfter: cues.history.after,
    familyAll: cues.family.beforeAll, familyAfter: cues.family.after,
    turn: cues.turns, negationTurn: cues.negationTurns, familyTurn: cues.familyTurns, doubled: cues.doubled, otherwise: cues.otherwise,
  };
  const finders = kinds.map((kind) => ({ kind, finder: phraseFinder(phrases[kind].filter((phrase) => !isMark(phrase))) }));
  const answers = { no: answerPattern(cues.answers.no), yes: answerPattern(cues.answers.yes) };

  return {
    read: (text) => {
      const found = finders.flatMap(({ kind, finder }) => finder.all(text).map((where) => ({ ...where, kind })));
      const otherwise = [...found.filter(({ kind }) => kind === 'otherwise'), ...namesOfPeople(text)];
      // A longer cue hides the shorter ones in it: "pas d'amélioration" is no "pas de". Of equal words both stay: "ni" denies and closes.
      const kept = found.filter((cue) => !found.some((other) => other.kind !== 'familyTurn' && other.end - other.start > cue.end - cue.start && other.start < cue.end && other.end > cue.start));
      return { cues: kept.filter(({ kind }) => kind !== 'otherwise').sort((one, other) => one.start - other.start), otherwise };
    },
    standing: (text, { cues: all }, mention, sentence, mentions) => {
      const { folded } = text;
      const inSentence = all.filter((cue) => cue.start >= sentence.start && cue.end <= sentence.end && !(cue.start >= mention.start && cue.end <= mention.end));
      const heading = sentence.heading && sentence.heading.end <= mention.start ? all.filter((cue) => cue.start >= (sentence.heading?.start ?? 0) && cue.end <= (sentence.heading?.end ?? 0)) : [];
      const before = inSentence.filter((cue) => cue.end <= mention.start);
      const after = inSentence.filter((cue) => cue.start >= mention.end);
      const lastOf = (kind: CueKind): number => Math.max(sentence.start, ...before.filter((cue) => cue.kind === kind).map((cue) => cue.end));
      const lastTurn = lastOf('turn');
      const isHeaded = lastTurn === sentence.start;
      const ahead = (kind: CueKind, from = lastTurn): Cue[] => [...before.filter((cue) => cue.kind === kind && cue.end > from), ...(isHeaded ? heading.filter((cue) => cue.kind === kind) : [])];
      const near = (kind: CueKind): Cue[] => ahead(kind).filter((cue) => !/[,\n]/.test(folded.slice(cue.end, mention.start)));
      const behind = (kind: CueKind): Cue | undefined =>
        after.find((cue) => cue.kind === kind && isCloseBehind(folded, mention, cue, mentions) && !after.some((turn) => turn.kind === 'turn' && turn.start < cue.start && !/\b(?:est|is|was|are)\b/.test(folded.slice(turn.start, turn.end))));

      if (ahead('familyAll', lastOf('familyTurn')).length > 0 || behind('familyAfter')) return standsAs('family');
      const no = answers.no(folded, mention, sentence);
      if (no) return standsAs('denied', no);
      const isAnswered = answers.yes(folded, mention, sentence) !== null;
      const denial = isAnswered ? standsAs('affirmed') : negation(folded, mention, sentence, before, mentions);
      if (mention.isMeasured) {
        if (behind('historyAfter') || ahead('historyAll').length > 0) return standsAs('history');
        if (near('uncertainAll').length > 0) return standsAs('uncertain');
        return standsAs(denial.by && !/[,\n]/.test(folded.slice(denial.by.end, mention.start)) ? 'unclear' : 'affirmed');
      }
      const isQuestion = folded.slice(sentence.start, sentence.end).trimEnd().endsWith('?');
      const isDoubted = isQuestion || near('uncertainBefore').length > 0 || ahead('uncertainAll').length > 0 || behind('uncertainAfter') || questioned(folded, mention, sentence);
      const isPast = near('historyBefore').length > 0 || ahead('historyAll').length > 0 || behind('historyAfter');
      if (isDoubted && !isAnswered) return standsAs('uncertain');
      const isLasting = mention.entry.kind === 'sign' && mention.entry.lasting === true;
      if (isPast && !isLasting) return standsAs('history');
      if (denial.is !== 'affirmed') return denial;
      const denying = behind('negationAfter');
      return denying ? standsAs('denied', denying) : denial;
    },
  };
}

/** A question mark right before the words, or right behind them. */
function questioned(folded: string, { start, end }: Stretch, sentence: Stretch): boolean {
  return /\?\s?$/.test(folded.slice(Math.max(sentence.start, start - 2), start)) || /^[\s)]{0,2}\?/.test(folded.slice(end, end + 3));
}

function isCloseBehind(folded: string, mention: Stretch, cue: Cue, mentions: readonly Stretch[]): boolean {
  const between = folded.slice(mention.end, cue.start);
  const others = mentions.filter((other) => other.start >= mention.end && other.end <= cue.start);
  // "fièvre et frissons absents" speaks of both; "psoriasis, fièvre absente" of the second.
  return !/[,;\n]/.test(between) && wordsIn(between) <= reachBack && (others.length === 0 || /\b(?:et|and|ou|or|ni|nor)\b/.test(between));
}

const wordsIn = (text: string): number => text.split(/[\s']+/).filter((word) => /[a-z0-9]/.test(word)).length;

/**
 * Whether the last negation before the words reaches them. Behind a comma only where the list is closed ("fever, chills or
 * rash") or goes on in the same way ("de fièvre, de frissons"); else nobody can say: "pas de fièvre, céphalée nouvelle".
 */
function negation(folded: string, mention: Stretch, sentence: Sentence, before: readonly Cue[], mentions: readonly Stretch[]): Standing {
  const cue = before.findLast(({ kind }) => kind === 'negationBefore');
  if (!cue) return standsAs('affirmed');
  const denied = standsAs('denied', cue);
  const unclear = standsAs('unclear');
  const isEnded = before.some((turn) => (turn.kind === 'turn' || turn.kind === 'negationTurn' || turn.kind === 'doubled') && turn.start >= cue.end);
  if (isEnded) return standsAs('affirmed');
  const between = folded.slice(cue.end, mention.start);
  const named = mentions.filter((other) => other.start >= cue.end && other.end <= mention.start);
  const afterLast = between.slice(Math.max(0, ...named.map((other) => other.end - cue.end)));
  if (!/[,\n]/.test(between.trimStart())) {
    if (wordsIn(afterLast) > reachOfNegation) return unclear;
    return named.length > 0 && /(?:^|\s)(?:et|and|\+|&|plus)\s/.test(afterLast) && !/(?:^|\s)(?:et|and)\s+(?:de|d')/.test(afterLast) ? unclear : denied;
  }
  const rest = folded.slice(cue.end, sentence.end);
  const lastComma = Math.max(between.lastIndexOf(','), between.lastIndexOf('\n'));
  const item = between.slice(lastComma + 1);
  if (wordsIn(item) > reachOfNegation) return unclear;
  if (/^\s*(?:de\s|d'|ni\s|or\s|nor\s|ou\s|any\s)/.test(item)) return denied;
  const closing = /(?:^|[\s,])(?:ni|ou|or|nor)\s/g;
  closing.lastIndex = between.indexOf(',') + 1;
  const closed = closing.exec(rest);
  const stop = /(?:^|[\s,])(?:mais|but|with|avec|has|presente|reports?|rapporte|pas|no|not|sans|aucune?|denies|nie)\s/g;
  stop.lastIndex = between.indexOf(',') + 1;
  const stopped = stop.exec(rest);
  return closed && (!stopped || closed.index < stopped.index) ? denied : unclear;
}

/** A name behind a title is nobody's finding: "Dr Fièvre". */
function namesOfPeople({ cased }: PlainText): Stretch[] {
  return [...cased.matchAll(/(?<![A-Za-z])(?:Dre?|Docteure?|Mme|Mlle|M\.|Mr|Mrs|Ms)\.? +(?:[A-Z][a-z'-]+(?: [A-Z][a-z'-]+)?|[A-Z'-]{2,})/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

const isMark = (phrase: string): boolean => !/[\p{L}\p{N}]/u.test(phrase);

/** A one-word answer right behind the words: "Fièvre : non", "(-)". */
function answerPattern(words: readonly string[]): (folded: string, mention: Stretch, sentence: Stretch) => Stretch | null {
  const folded = words.map((word) => plainText(word).folded).sort((one, other) => other.length - one.length).map(escaped).join('|');
  const pattern = new RegExp(`^\\s*(?:[:=]\\s*(?:${folded})(?:e|s|es)?|\\((?:-|\\+|${folded})\\)|(?:\\s-\\s|\\s)(?:\\(-\\)|\\(\\+\\)))(?=\\s*(?:[,;.)\\n]|$))`);
  const isNegative = words.includes('non');
  return (text, mention, sentence) => {
    const match = pattern.exec(text.slice(mention.end, sentence.end));
    const isAnswer = match !== null && (isNegative ? !/\+/.test(match[0]) : !/-\)?\s*$/.test(match[0]));
    return isAnswer ? { start: mention.end, end: mention.end + match[0].trimEnd().length } : null;
  };
}
