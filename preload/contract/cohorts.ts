import { z } from 'zod';
import { operation } from './define.ts';
import { registryRow } from './patients.ts';
import { drugClass, stopReason } from './treatments.ts';
import { bilingual, urgency } from './triage.ts';
import { administrativeSex, cursor, filled, id, instant, line } from './values.ts';

/** Cohorts: people found by what their records say. A definition is data, kept with its version and evaluated each time it is asked for. */

const key = z.string().min(1).max(60);
const count = z.int().min(0);
const months = z.int().min(1).max(600);
const chosen = <Schema extends z.ZodType>(value: Schema) => z.array(value).min(1).max(40);
const least = z.number().min(-1e6).max(1e6).nullable();

/** Antibodies, HLA-B27 and erosions a diagnosis may tell. */
export const cohortSigns = ['rheumatoidFactor', 'antiCcp', 'ana', 'hlaB27', 'erosions'] as const;
export const treatmentTimes = ['current', 'ever', 'past', 'never'] as const;

/** One thing asked of a record. Numbers are inclusive; a missing value answers no question about its size. */
export const cohortCondition = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sex'), values: chosen(administrativeSex) }),
  z.object({ kind: z.literal('age'), min: z.int().min(0).max(130).nullable(), max: z.int().min(0).max(130).nullable() }),
  z.object({ kind: z.literal('region'), values: chosen(line(20)) }),
  /** Groups of ICD-10 codes, and codes with all beneath them. `open`: not over. Years since it began. */
  z.object({ kind: z.literal('diagnosis'), groups: z.array(key).max(40), codes: z.array(z.string().regex(/^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/)).max(40), open: z.boolean(), minYears: count.max(120).nullable(), maxYears: count.max(120).nullable() }),
  /** `unknown`: no diagnosis says either. */
  z.object({ kind: z.literal('sign'), sign: z.enum(cohortSigns), is: z.enum(['positive', 'negative', 'unknown']) }),
  /**
   * Of any of these drugs or classes. `months` counts from the beginning where it is taken or was ever taken, from the end
   * where it is past; `line` is the number of the biologic or targeted line, `stopReasons` those of past ones.
   */
  z.object({
    kind: z.literal('treatment'), ingredients: z.array(key).max(40), classes: z.array(drugClass).max(10), when: z.enum(treatmentTimes),
    minMonths: months.nullable(), maxMonths: months.nullable(), minLine: z.int().min(1).max(30).nullable(), stopReasons: z.array(stopReason).max(20),
  }),
  /** An adverse event put down to a drug. */
  z.object({ kind: z.literal('adverseEvent'), minGrade: z.int().min(1).max(5), withinMonths: months.nullable() }),
  /** An authorisation of a drug that is taken ends within so many days, or has ended. */
  z.object({ kind: z.literal('coverageEnds'), withinDays: z.int().min(0).max(3650) }),
  /** The last score of an instrument, if it is not older than so many months. */
  z.object({ kind: z.literal('scoreCategory'), instrument: key, categories: chosen(key), withinMonths: months.nullable() }),
  z.object({ kind: z.literal('scoreValue'), instrument: key, min: least, max: least, withinMonths: months.nullable() }),
  z.object({ kind: z.literal('scoreDone'), instrument: key, done: z.boolean(), withinMonths: months.nullable() }),
  /** The last score against the one before. */
  z.object({ kind: z.literal('scoreTrend'), instrument: key, direction: z.enum(['rose', 'fell']), by: z.number().min(0).max(1e6) }),
  /** Laboratory follow-up. */
  z.object({ kind: z.literal('labsLate'), late: z.boolean() }),
  z.object({ kind: z.literal('labValue'), test: key, min: least, max: least, withinMonths: months.nullable() }),
  z.object({ kind: z.literal('visit'), ask: z.enum(['seen', 'not-seen']), withinMonths: months }),
  z.object({ kind: z.literal('booked'), booked: z.boolean() }),
  /** The professional responsible; empty: nobody. */
  z.object({ kind: z.literal('responsible'), practitionerIds: z.array(id).max(40) }),
  /** A request that waits for a visit; empty: of any class. */
  z.object({ kind: z.literal('waiting'), classes: z.array(urgency).max(10), overdue: z.boolean() }),
]);
export type CohortCondition = z.infer<typeof cohortCondition>;
export type CohortConditionKind = CohortCondition['kind'];
export const cohortConditionKinds = cohortCondition.options.map((option) => option.shape.kind.value);

/** Conditions read together: all of them, any of them, or none of them. */
export const cohortGroup = z.object({ match: z.enum(['all', 'any', 'none']), conditions: z.array(cohortCondition).min(1).max(12) });
export type CohortGroup = z.infer<typeof cohortGroup>;

/** Every group holds. The deceased are left out, taken in, or asked for alone; records closed to whoever asks are never in it. */
export const cohortDefinition = z.object({ version: z.literal(1), life: z.enum(['living', 'everybody', 'deceased']), groups: z.array(cohortGroup).max(8) });
export type CohortDefinition = z.infer<typeof cohortDefinition>;
export const everybody: CohortDefinition = { version: 1, life: 'living', groups: [] };

export const savedCohort = z.object({
  id, version: z.int(), name: z.string(), definition: cohortDefinition, shared: z.boolean(), isOwn: z.boolean(), ownerName: z.string(), updatedAt: instant, updatedByName: z.string(),
});
export type SavedCohort = z.infer<typeof savedCohort>;

const labelled = z.object({ code: z.string(), label: bilingual });
/** What a definition can name, with its words. */
export const cohortVocabulary = z.object({
  diagnosisGroups: z.array(labelled.extend({ codes: z.array(z.string()) })),
  diagnoses: z.array(labelled),
  drugs: z.array(labelled.extend({ drugClass })),
  instruments: z.array(labelled.extend({ decimals: z.int(), min: z.number(), max: z.number(), categories: z.array(labelled) })),
  tests: z.array(labelled.extend({ unit: z.string() })),
  professionals: z.array(z.object({ id, name: z.string() })),
});
export type CohortVocabulary = z.infer<typeof cohortVocabulary>;

/** Somebody of a cohort. */
export const cohortRow = registryRow.extend({
  /** Biologic and targeted drugs taken. */
  advanced: z.array(bilingual),
  /** The professional responsible. */
  responsible: z.string().nullable(),
  /** The last score of the instrument that says how active the disease is, of those the record has. */
  activity: z.object({ instrument: z.string(), label: bilingual, score: z.number().nullable(), category: bilingual.nullable(), on: z.string() }).nullable(),
});
export type CohortRow = z.infer<typeof cohortRow>;

const shares = z.object({ month: z.number(), share: z.number(), low: z.number(), high: z.number() });
/** Shares still followed over months (Kaplan–Meier, pointwise 95 % limits), with who is at risk at regular marks. */
const timeCurve = z.object({ count: z.int(), ended: z.int(), medianMonths: z.number().nullable(), steps: z.array(shares), marks: z.array(shares.extend({ atRisk: z.int() })) });
export type TimeCurve = z.infer<typeof timeCurve>;
export const completenessKeys = ['diagnosis', 'serology', 'erosions', 'score', 'function', 'treatment', 'labs', 'visit'] as const;

/** Part of the answer is still being worked out: asked again, it is nearer. */
const catchingUp = z.boolean();
const asked = z.object({ definition: cohortDefinition });

export const cohorts = {
  vocabulary: operation({ access: 'cohort.use', scope: 'clinic' }).output(cohortVocabulary),
  /** Those of the caller and those shared with the clinic, by name. */
  list: operation({ access: 'cohort.use', scope: 'clinic' }).output(z.object({ cohorts: z.array(savedCohort).max(500) })),
  /** Keeps a definition under a name (`expectedVersion` null: a new one). A shared one is changed by anybody who may, one's own by oneself. @throws STALE, NOT_FOUND, INVALID */
  save: operation({ access: 'cohort.use', scope: 'clinic' })
    .input(z.object({ cohortId: id, expectedVersion: z.int().nullable(), name: filled(120), definition: cohortDefinition, shared: z.boolean() }))
    .output(z.object({ version: z.int() })),
  /** @throws STALE, NOT_FOUND */
  remove: operation({ access: 'cohort.use', scope: 'clinic' }).input(z.object({ cohortId: id, expectedVersion: z.int() })).output(z.object({ removed: z.boolean() })),
  /** How many answer, of how many in the registry, now. */
  count: operation({ access: 'cohort.use', scope: 'clinic' }).input(asked).output(z.object({ count: z.int(), of: z.int(), catchingUp })),
  /** A page of those who answer, by name. @throws INVALID for a cursor that is not ours */
  page: operation({ access: 'cohort.use', scope: 'clinic' })
    .input(asked.extend({ after: cursor.nullable().default(null), limit: z.int().min(1).max(200).default(50) }))
    .output(z.object({ rows: z.array(cohortRow).max(200), next: cursor.nullable(), catchingUp })),
  /** What charts show of those who answer; `instrument` null: the one most of them have. Categories in the order of the instrument. */
  figures: operation({ access: 'cohort.use', scope: 'clinic' })
    .input(asked.extend({ instrument: key.nullable() }))
    .output(z.object({
      people: z.int(), catchingUp, instruments: z.array(labelled.extend({ categories: z.array(labelled) })), chosen: z.string().nullable(), target: z.array(z.string()), lastMonth: z.int(),
      /** People by the category of their last score of each quarter (`2026-4`), the oldest first. */
      quarters: z.array(z.object({ quarter: z.string(), counts: z.array(z.int()) })),
      /** From the first score above the target to the first at it: the share not there yet. */
      toTarget: timeCurve,
      /** How long biologic and targeted drugs are kept: all of them first, then those with the most courses. */
      survival: z.array(timeCurve.extend({ key: z.string(), label: bilingual })),
      completeness: z.array(z.object({ key: z.enum(completenessKeys), done: z.int(), of: z.int() })),
    })),
};
