import { z } from 'zod';
import { antibodyLevels, booleanFindings, enumFindings, numberBounds } from '#contract/triage.ts';
import { contentOf } from '../content/content-piece.ts';
import lexicon from './content/letter-lexicon.json' with { type: 'json' };

/** The words by which a letter names findings, and those that deny, doubt or date them: clinical content, versioned. */

const id = z.string().regex(/^[a-z0-9_-]+$/);
const phrases = z.array(z.string().min(1)).min(1);
const booleanField = z.enum(booleanFindings);
const measured = z.enum(['symptom_weeks', ...Object.keys(numberBounds)]);
const field = z.union([booleanField, measured, z.enum(enumFindings)]);
/** Findings with the value they take. */
const says = z.partialRecord(field, z.union([z.boolean(), z.number(), z.enum(antibodyLevels)]));
const named = { id, fr: phrases, en: phrases };

const sign = z.strictObject({
  ...named,
  kind: z.literal('sign'),
  /** What it says where it is affirmed; nothing where the words are too vague to say it. */
  says,
  /** What its negation says; absent where the words name only a part of the finding, whose absence settles nothing. */
  negated: says.optional(),
  /** Once had, always told: a history of it is the finding itself. */
  lasting: z.boolean().optional(),
});
const unit = z.strictObject({
  words: phrases,
  /** What a number in this unit is multiplied by to be in the unit of the finding. */
  times: z.number().positive(),
  /** What the digits that follow the unit are multiplied by: "1 h 30". */
  rest: z.number().positive().optional(),
});
const measure = z.strictObject({
  ...named,
  kind: z.literal('measure'),
  field: measured,
  units: z.array(unit),
  /** Lowest and highest number taken without a unit; absent where a unit is required. */
  bare: z.tuple([z.number(), z.number()]).optional(),
  /** The number may come first: "4 swollen joints". */
  before: z.boolean().optional(),
  /** A space may part thousands: "18 000". */
  thousands: z.boolean().optional(),
});
const test = z.strictObject({
  ...named,
  kind: z.literal('test'),
  positive: says,
  negative: says,
  strong: says.optional(),
  /**
   * Levels of a number: below `doubt` negative, up to `limit` nobody can say, up to three times it low, then high. A limit
   * written in the letter ("N < 7") replaces both. `bareFrom`: smaller numbers are taken with a unit only.
   */
  bands: z
    .strictObject({
      field: z.enum(enumFindings), limit: z.number(), doubt: z.number(), bareFrom: z.number().optional(),
      levels: z.strictObject({ below: z.enum(antibodyLevels), up: z.enum(antibodyLevels), high: z.enum(antibodyLevels) }),
    })
    .optional(),
  /** The finding that takes the number of a titre, 320 for 1:320. */
  titre: measured.optional(),
});
const duration = z.strictObject({ ...named, kind: z.literal('duration'), field: measured, unit: z.enum(['weeks', 'months', 'years']) });
const pressure = z.strictObject({ ...named, kind: z.literal('pressure'), systolic: measured, diastolic: measured });
/** A number on whose two sides a finding is present or absent; outside `min` and `max` it is something else. */
const threshold = z.strictObject({ ...named, kind: z.literal('threshold'), field: booleanField, from: z.number(), min: z.number(), max: z.number() });

const cues = z.strictObject({
  /** `before` reaches to the next comma (a negation through a closed list), `beforeAll` to the end of the clause; `after` looks back. */
  negation: z.strictObject({ before: phrases, after: phrases }),
  uncertain: z.strictObject({ before: phrases, beforeAll: phrases, after: phrases }),
  history: z.strictObject({ before: phrases, beforeAll: phrases, after: phrases }),
  family: z.strictObject({ beforeAll: phrases, after: phrases }),
  /** Words behind which nothing said before holds any more; `negationTurns` end a negation only. */
  turns: phrases,
  negationTurns: phrases,
  /** Words that come back from the family to the patient. */
  familyTurns: phrases,
  /** Negations of something else ("no improvement"), and words that look like a finding and are none. */
  doubled: phrases,
  otherwise: phrases,
  /** One-word answers behind a colon. */
  answers: z.strictObject({ no: phrases, yes: phrases }),
  results: z.strictObject({ strong: phrases, positive: phrases, negative: phrases }),
  /** A result told without its number. */
  vague: phrases,
});
export type Cues = z.infer<typeof cues>;

const entry = z.discriminatedUnion('kind', [sign, measure, test, duration, pressure, threshold]);
export type LexiconEntry = z.infer<typeof entry>;
export type Says = z.infer<typeof says>;
export type Unit = z.infer<typeof unit>;
export type EntryOf<K extends LexiconEntry['kind']> = Extract<LexiconEntry, { kind: K }>;

const body = z.strictObject({ cues, entries: z.array(entry).min(1) }).superRefine(({ entries }, context) => {
  const ids = entries.map((one) => one.id + one.kind);
  if (new Set(ids).size !== ids.length) context.addIssue({ code: 'custom', message: 'entry ids repeat' });
});

export const letterLexiconSchema = contentOf('triage-letter-lexicon', body);
export type LetterLexicon = z.infer<typeof letterLexiconSchema>;

/** The lexicon bundled with the program, checked as this module is loaded. */
export const builtInLetterLexicon: LetterLexicon = letterLexiconSchema.parse(lexicon);
