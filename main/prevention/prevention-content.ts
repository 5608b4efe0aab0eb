import { z } from 'zod';
import { vaccine } from '#contract/prevention.ts';
import { drugClass } from '#contract/treatments.ts';
import { bilingual } from '#contract/triage.ts';
import { contentOf } from '../content/content-piece.ts';
import perioperativeHolds from './content/perioperative-holds.json' with { type: 'json' };
import preBiologicChecklist from './content/pre-biologic-checklist.json' with { type: 'json' };
import vaccineCatalogue from './content/vaccine-catalogue.json' with { type: 'json' };

/** Vaccines, the checklist before a biologic, holds around an operation: clinical content, checked as this module is loaded. */

const months = z.tuple([z.int().positive(), z.int().positive()]);
const vaccineRule = z.discriminatedUnion('kind', [
  /** Once in a season that begins with this month. */
  z.strictObject({ kind: z.literal('season'), fromMonth: z.int().min(1).max(12) }),
  z.strictObject({ kind: z.literal('every'), years: z.int().positive() }),
  /** So many doses, the next between so many months after the one before. */
  z.strictObject({ kind: z.literal('series'), doses: z.int().positive(), months: months.optional(), monthsImmunosuppressed: months.optional() }),
  /** For whoever a test shows is not immune. */
  z.strictObject({ kind: z.literal('non-immune'), test: z.string() }),
  /** What a public programme decides from year to year: never worked out here. */
  z.strictObject({ kind: z.literal('programme') }),
]);
const recommendation = z.strictObject({
  code: z.string(), groups: z.array(z.string()).min(1), label: bilingual, text: bilingual, source: z.string(), rule: vaccineRule,
  minimumAge: z.int().optional(), maximumAge: z.int().optional(),
  /** For those on immunosuppressants, or about to be. */
  immunosuppressed: z.literal(true).optional(),
});
const keys = z.array(z.string());
const vaccineContent = contentOf(
  'vaccine-catalogue',
  z.strictObject({
    vaccines: z.array(vaccine),
    recommendations: z.array(recommendation),
    handling: z.array(z.strictObject({ groups: keys, drugs: keys, source: z.string(), text: bilingual })),
    live: z.strictObject({ weeksBefore: z.int().positive(), source: z.string(), contraindicatedClasses: z.array(drugClass), contraindicatedDrugs: keys, cautionDrugs: keys, contraindicated: bilingual, caution: bilingual, before: bilingual }),
    immunosuppressants: z.strictObject({ classes: z.array(drugClass), drugs: keys }),
  }),
);

const duration = z.union([z.strictObject({ months: z.int().positive() }), z.strictObject({ years: z.int().positive() })]);
/** What makes a result abnormal, for the drugs named, else for all. Numbers are in the first unit of the test. */
const abnormal = z.union([
  z.strictObject({ test: z.string(), positive: z.literal(true), drugs: keys.optional() }),
  z.strictObject({ test: z.string(), below: z.number(), drugs: keys.optional() }),
  z.strictObject({ test: z.string(), atLeast: z.number(), drugs: keys.optional() }),
  z.strictObject({ test: z.string(), timesUpperAtLeast: z.number(), drugs: keys.optional() }),
]);
const checkItem = z.strictObject({
  code: z.string(), label: bilingual, source: z.string(), action: bilingual.optional(),
  /** Asked for of these drugs alone. */
  drugs: keys.optional(), sex: z.literal('F').optional(), ages: z.tuple([z.int(), z.int()]).optional(),
  /** How old it may be; without it, it holds. */
  within: duration.optional(),
  /** Of each list, one test must be there. */
  tests: z.array(keys.min(1)).optional(), abnormal: z.array(abnormal).optional(),
  /** Codes of problems that are to be looked at, by their beginning; an age from which somebody is. */
  icd10: keys.optional(), fromAge: z.int().optional(),
  vaccines: z.enum(['due', 'live']).optional(), coverage: z.literal(true).optional(),
  /** Asked for where this other item is abnormal; stated with the day it began, so long before starting. */
  onlyIf: z.string().optional(), leastBefore: duration.optional(),
  /** Asked for of these drugs; of others it is good to have. */
  optionalExcept: keys.optional(),
});
const checklistContent = contentOf(
  'pre-biologic-checklist',
  z.strictObject({
    classes: z.array(drugClass), except: keys,
    /** A line that began longer ago is entered, not started. */
    startWithinDays: z.int(), guard: bilingual, items: z.array(checkItem),
  }),
);
const holdAction = z.enum(['continue', 'stop']);
const holdContent = contentOf(
  'perioperative-holds',
  z.strictObject({
    events: z.array(z.strictObject({ code: z.string(), kind: z.enum(['operation', 'infection']), label: bilingual, note: bilingual })),
    restartDays: z.int().positive(),
    rules: z.array(z.strictObject({
      drugs: keys.min(1), routes: keys.optional(), operation: holdAction, infection: holdAction, source: z.string(), note: bilingual.optional(),
      /** The operation falls in this week, or month, after the last dose. */
      week: z.int().optional(), month: z.int().optional(), weekByInterval: z.array(z.strictObject({ upToDays: z.int(), week: z.int() })).optional(),
      daysBefore: z.int().optional(),
    })),
    interval: z.strictObject({ classes: z.array(drugClass), source: z.string(), note: bilingual }),
    unknown: z.strictObject({ classes: z.array(drugClass), source: z.string(), note: bilingual }),
  }),
);

export const builtInChecklist = checklistContent.parse(preBiologicChecklist);
export type ChecklistContent = (typeof builtInChecklist)['body'];
export const builtInHolds = holdContent.parse(perioperativeHolds);
export type HoldContent = (typeof builtInHolds)['body'];
export const builtInVaccines = vaccineContent.parse(vaccineCatalogue);
export type VaccineContent = (typeof builtInVaccines)['body'];

/** The same as rows of `content_version`. */
export const preventionContentItems = [builtInVaccines, builtInChecklist, builtInHolds].map((piece) => ({ kind: piece.kind, id: piece.id, version: piece.version, body: piece }));

const sources = new Map([builtInVaccines, builtInChecklist, builtInHolds].flatMap((piece) => piece.sources.map(({ code, label }) => [code, label] as const)));

/** A source by its code, in words. */
export function sourceOf(code: string): { readonly fr: string; readonly en: string } {
  return sources.get(code) ?? { fr: code, en: code };
}
