import { z } from 'zod';
import { bilingual } from './triage.ts';

/** Grading of toxicity: organs with the CTCAE grades, plain questions, laboratory limits, what each grade asks for. Content, as data. */

const code = z.string().regex(/^[a-z0-9-]{1,40}$/);

export const toxicityGrades = [1, 2, 3, 4] as const;
export const toxicityGrade = z.literal(toxicityGrades);
export type ToxicityGrade = z.infer<typeof toxicityGrade>;

/** From the mildest: what a grade asks for of the treatment. */
export const treatmentActions = ['go-on', 'hold', 'stop'] as const;
export type TreatmentAction = (typeof treatmentActions)[number];

/** From the mildest. */
export const escalationLevels = ['yellow', 'orange', 'red'] as const;
export type EscalationLevel = (typeof escalationLevels)[number];

const organ = z.strictObject({
  code,
  label: bilingual,
  /** Terms of the CTCAE the grades are those of. */
  terms: z.array(z.string().min(1)).min(1),
  /** The lowest grade at which the treatment is held. */
  holdsFrom: z.union([z.literal(1), z.literal(2)]),
  grades: z.array(z.strictObject({ grade: toxicityGrade, text: bilingual })).min(3).max(4),
  /** What is done beyond the general action. */
  extra: bilingual,
  /** What would make it worse, asked about. */
  worse: bilingual.nullable(),
});

const question = z.strictObject({
  code: z.string().regex(/^Q\d{2}$/),
  organ: code,
  term: z.string().min(1),
  text: bilingual,
  /** Answers other than no, from the mildest. `emergency`: whatever the grade, an immediate call. */
  choices: z.array(z.strictObject({ code, grade: toxicityGrade, text: bilingual, emergency: z.literal(true).optional() })).min(2).max(5),
});

const laboratory = z.strictObject({
  organ: code,
  test: code,
  label: bilingual,
  /** The value itself, or how many times the upper limit of the laboratory. */
  measure: z.enum(['value', 'times-upper']),
  direction: z.enum(['above', 'below']),
  /** Beyond which each grade begins; null where the grade is not one of values. */
  limits: z.tuple([z.union([z.number(), z.literal('lower-limit')]), z.number(), z.number(), z.number().nullable()]),
  unit: z.string().nullable(),
  source: z.string(),
});

const escalation = z.strictObject({
  level: z.enum(escalationLevels),
  label: bilingual,
  to: z.array(z.string()).min(1),
  within: z.union([z.strictObject({ kind: z.literal('minutes'), count: z.int().positive() }), z.strictObject({ kind: z.literal('working-days'), count: z.int().positive() })]),
  text: bilingual,
  source: z.string(),
});

export const toxicityBody = z.strictObject({
  label: bilingual,
  organs: z.array(organ).min(1),
  general: z.array(z.strictObject({ grade: toxicityGrade, action: z.enum(treatmentActions), escalation: z.enum(escalationLevels), text: bilingual, source: z.string() })).length(4),
  escalations: z.array(escalation).length(3),
  questions: z.array(question).min(1).max(40),
  laboratory: z.array(laboratory),
});
export type ToxicityBody = z.infer<typeof toxicityBody>;
