import { z } from 'zod';
import { operation } from './define.ts';
import { bilingual } from './triage.ts';

/** Vocabulary of the instruments: what each asks, what it answers, and what is said of an answer. */

const code = z.string().min(1).max(60);
/** Name of an input: its unit is in its name (`crp_mg_l`), and the same name means the same everywhere. */
export const inputName = z.string().regex(/^[a-z][a-z0-9_]*$/).max(60);
const named = z.object({ code, label: bilingual });

/** Points given for a number: those of the last band whose `from` it reaches. */
const band = z.object({ from: z.number(), exclusive: z.boolean(), points: z.int() });

/** A value that may be a slip of the keys or of the unit: strictly between `above` and `below`; `fractional` only when not whole. */
const doubt = z.object({
  flag: code,
  above: z.number().optional(),
  below: z.number().optional(),
  fractional: z.boolean().optional(),
  /** Not asked when this yes-or-no input is true. */
  unless: inputName.optional(),
  question: bilingual,
});

/** The same quantity in another unit: value = given × `times` ÷ `over`, at most `cap`. Given in its place, never beside it. */
const alternative = z.object({
  name: inputName, unit: bilingual, min: z.number(), max: z.number(), step: z.number().positive(),
  times: z.number().positive(), over: z.number().positive(), cap: z.number().optional(), doubts: z.array(doubt),
});

const inputBase = {
  name: inputName,
  label: bilingual,
  help: bilingual.optional(),
  /** Without it there is no score; else it refines what is said, or the missing-data rule says what becomes of it. */
  required: z.boolean(),
  /** Heading under which a form shows it. */
  group: code.optional(),
};
const option = named.extend({
  points: z.int().optional(),
  /** Only the highest of a domain counts. */
  domain: code.optional(),
  /** A clinical finding, not an immunological one. */
  clinical: z.boolean().optional(),
});

export const instrumentInput = z.discriminatedUnion('kind', [
  z.object({
    ...inputBase, kind: z.literal('number'),
    unit: bilingual, min: z.number(), max: z.number(), step: z.number().positive(), whole: z.boolean(),
    /** What a higher value does to the score, where it always does the same. */
    effect: z.enum(['raises', 'lowers']).optional(),
    doubts: z.array(doubt),
    alternatives: z.array(alternative),
    bands: z.array(band).optional(),
  }),
  z.object({ ...inputBase, kind: z.literal('flag'), points: z.int().optional() }),
  z.object({ ...inputBase, kind: z.literal('choice'), options: z.array(option).min(2) }),
  /** Those that apply; those not named do not, an empty list is none of them. */
  z.object({ ...inputBase, kind: z.literal('set'), options: z.array(option).min(2) }),
]);
export type InstrumentInput = z.infer<typeof instrumentInput>;

/** Part of the score's range; null is open. */
const interval = z.object({ min: z.number().nullable(), minInclusive: z.boolean(), max: z.number().nullable(), maxInclusive: z.boolean() });
export type ScoreInterval = z.infer<typeof interval>;

/** A category; `interval` is null where it follows from more than the score. */
const category = named.extend({ interval: interval.nullable() });

/** A change between two scores that means something. `relative`: `amount` is a share of the first score, in percent. */
const change = z.object({
  code,
  direction: z.enum(['better', 'worse']),
  amount: z.number().positive(),
  inclusive: z.boolean(),
  relative: z.boolean(),
  /** Only where the score the sentence names is in this interval: where one started, or where one is. */
  where: z.object({ score: z.enum(['first', 'second']), interval }).optional(),
  label: bilingual,
});
export type MeaningfulChange = z.infer<typeof change>;

export const instrumentSchema = z.object({
  id: code,
  version: z.string(),
  formulaVersion: z.string(),
  label: bilingual,
  description: bilingual,
  family: z.enum(['activity', 'remission', 'response', 'function', 'quality-of-life', 'classification', 'conversion']),
  inputs: z.array(instrumentInput).min(1),
  /** Headings of the inputs, in order. */
  groups: z.array(named),
  /** Parts told beside the score, by the code they have in `details.parts`. */
  parts: z.array(named).optional(),
  /** What happens when something is missing. */
  missing: z.object({ rule: z.enum(['all-required', 'own']), label: bilingual }),
  score: z.object({ min: z.number(), max: z.number(), decimals: z.int().min(0).max(3), unit: bilingual.optional(), label: bilingual }),
  categories: z.array(category),
  /** Another published set of cut-offs, chosen by the input `cutoffs`. */
  otherCutoffs: z.array(z.object({ code, label: bilingual, categories: z.array(category) })),
  changes: z.array(change),
  /** Said when the person takes a drug of these classes. */
  caveats: z.array(z.object({ flag: code, drugClasses: z.array(code).min(1), label: bilingual })),
  sources: z.array(z.object({ code, label: bilingual })).min(1),
  licence: bilingual,
});
export type Instrument = z.infer<typeof instrumentSchema>;

/** What is said of an answer. `question`: a value to confirm; `caveat`: how to read it; `note`: what was done or holds. */
const remark = z.object({ flag: code, kind: z.enum(['question', 'caveat', 'note']), input: inputName.nullable(), text: bilingual });
export type ScoreRemark = z.infer<typeof remark>;

const detail = z.union([z.number(), z.string(), z.boolean(), z.null(), z.array(z.string()), z.record(z.string(), z.union([z.number(), z.boolean(), z.null()]))]);
export type ScoreDetail = z.infer<typeof detail>;

export const scoreResult = z.object({
  instrument: code,
  /** Null when something it needs is missing. */
  score: z.number().nullable(),
  category: code.nullable(),
  categoryLabel: bilingual.nullable(),
  /** Names of what is missing. */
  missing: z.array(code),
  flags: z.array(code),
  remarks: z.array(remark),
  formulaVersion: z.string(),
  instrumentVersion: z.string(),
  /** The values the formula used, in the instrument's own units. */
  inputs: z.record(z.string(), z.union([z.number(), z.boolean(), z.string(), z.array(z.string())])),
  /** Parts of the score and its other forms. */
  details: z.record(z.string(), detail),
});
export type ScoreResult = z.infer<typeof scoreResult>;

/** What a caller gives: null or absent is *not known*. */
export const givenInputs = z.record(z.string().max(60), z.union([z.number(), z.boolean(), z.string().max(60), z.array(z.string().max(60)).max(60), z.null()]));
export type GivenInputs = z.infer<typeof givenInputs>;

/** One thing wrong with what was given. `input` is empty for the whole. */
const inputProblem = z.object({ input: z.string(), code: z.string(), text: bilingual });
export type InputProblem = z.infer<typeof inputProblem>;

export const instruments = {
  /** Every instrument in force at the clinic, with what it asks, its units, ranges, cut-offs and sources. */
  list: operation({ access: 'patient.clinical.read', scope: 'clinic' }).output(z.array(instrumentSchema).max(200)),
  /** Works a score out and keeps nothing. A value out of its range, or a name it does not know, is a problem; a doubtful one a question. @throws NOT_FOUND */
  score: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ instrument: code, inputs: givenInputs }))
    .output(z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), result: scoreResult }), z.object({ ok: z.literal(false), problems: z.array(inputProblem) })])),
};
