import { z } from 'zod';
import { bilingual } from '#contract/triage.ts';
import { inputName } from '#contract/instruments.ts';

/** The formulas of the instruments as data: which one, with which coefficients. What each means is in the rules beside. */

const code = z.string().min(1).max(60);
const weight = z.strictObject({ input: inputName, times: z.number(), over: z.number().positive() });
const condition = { input: inputName, is: z.union([z.boolean(), z.string()]).optional(), atLeast: z.number().optional(), label: bilingual };

/** scale × (tender √tender joints + swollen √swollen joints + markerTimes ln(marker + markerPlus) + globalTimes × global) + constant */
const das28 = z.strictObject({
  name: z.literal('das28'), marker: z.enum(['esr_mm_h', 'crp_mg_l']), markerPlus: z.number(), markerFloor: z.number().nullable(), markerTimes: z.number(),
  tender: z.number(), swollen: z.number(), globalTimes: z.number().nullable(), scale: z.number(), constant: z.number(),
});
const weightedSum = z.strictObject({ name: z.literal('weighted-sum'), weights: z.array(weight).min(2) });
const asdas = z.strictObject({
  name: z.literal('asdas'), weights: z.array(weight).min(2),
  marker: z.strictObject({ input: inputName, transform: z.enum(['log-plus-one', 'root']), times: z.number(), floor: z.number().nullable() }),
});
const eularResponse = z.strictObject({ name: z.literal('eular-response'), largeFall: z.number(), smallFall: z.number(), low: z.number(), moderate: z.number() });
const conversion = z.strictObject({ name: z.literal('conversion'), input: inputName, shown: z.array(z.strictObject({ name: inputName, times: z.number(), over: z.number() })) });

const rapid3 = z.strictObject({ name: z.literal('rapid3'), items: z.array(inputName), mostMissing: z.int() });
const haq = z.strictObject({ name: z.literal('haq-di'), categories: z.array(z.strictObject({ code, items: z.array(inputName).min(1) })), fewestCategories: z.int() });
const basdai = z.strictObject({ name: z.literal('basdai'), components: z.array(inputName), stiffness: z.array(inputName).length(2), mostMissing: z.int() });
const mean = z.strictObject({ name: z.literal('mean'), items: z.array(inputName), mostMissing: z.int() });

/** Criteria each met when one of its inputs is at most its limit; the outcome follows from how many are. `decisive`: how many the answer hangs on. */
const criteria = z.strictObject({
  name: z.literal('criteria'),
  criteria: z.array(z.strictObject({ code, label: bilingual, anyOf: z.array(z.strictObject({ input: inputName, atMost: z.number() })).min(1) })).min(2),
  decisive: z.int(),
  /** From the highest number on; the last is for none. */
  outcomes: z.array(z.strictObject({ atLeast: z.int(), category: code })).min(2),
});
/** The points of the answers added; classified from `threshold` on where all of `entry` holds, or when anything `sufficient` does. */
const points = z.strictObject({
  name: z.literal('points'),
  entry: z.array(z.strictObject(condition)),
  /** `evenWithoutEntry`: also where a condition of entry does not hold. */
  sufficient: z.array(z.strictObject({ ...condition, evenWithoutEntry: z.boolean() })),
  threshold: z.int().nullable(),
  /** Another threshold once these were looked for, all of them. */
  thresholdWhen: z.strictObject({ inputs: z.array(inputName).min(1), threshold: z.int() }).nullable(),
  needsClinical: z.boolean(),
});
const asas = z.strictObject({ name: z.literal('asas'), onsetBefore: z.number(), monthsFrom: z.number(), imagingFeatures: z.int(), clinicalFeatures: z.int() });

/**
 * Scales of a questionnaire, each from 0 to 100: the mean answer, moved by `lowest` and stretched over `range`; turned round for a
 * scale of function, where more is better. A scale is told when at least half of its answers are there. The score is that of `headline`.
 */
const scales = z.strictObject({ name: z.literal('scales'), headline: code, scales: z.array(z.strictObject({ code, turned: z.boolean(), items: z.array(inputName).min(1), lowest: z.number(), range: z.number().positive() })).min(1) });
/** The levels of the dimensions, one digit each, as they stand: no value set is applied. The score is the scale beside them. */
const profile = z.strictObject({ name: z.literal('profile'), dimensions: z.array(inputName).min(2), scale: inputName });

export const formulaSchema = z.discriminatedUnion('name', [das28, weightedSum, asdas, eularResponse, conversion, rapid3, haq, basdai, mean, criteria, points, asas, scales, profile]);
export type Formula = z.infer<typeof formulaSchema>;
export type FormulaNamed<N extends Formula['name']> = Extract<Formula, { name: N }>;
