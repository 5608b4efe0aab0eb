import { z } from 'zod';
import { vaccine } from '#contract/prevention.ts';
import { drugClass } from '#contract/treatments.ts';
import { bilingual } from '#contract/triage.ts';
import { contentOf } from '../content/content-piece.ts';
import vaccineCatalogue from './content/vaccine-catalogue.json' with { type: 'json' };

/** Vaccines, when they are due and what they meet: clinical content, checked as this module is loaded. */

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

export const builtInVaccines = vaccineContent.parse(vaccineCatalogue);
export type VaccineContent = (typeof builtInVaccines)['body'];

/** The same as rows of `content_version`. */
export const preventionContentItems = [builtInVaccines].map((piece) => ({ kind: piece.kind, id: piece.id, version: piece.version, body: piece }));

const sources = new Map([builtInVaccines].flatMap((piece) => piece.sources.map(({ code, label }) => [code, label] as const)));

/** A source by its code, in words. */
export function sourceOf(code: string): { readonly fr: string; readonly en: string } {
  return sources.get(code) ?? { fr: code, en: code };
}
