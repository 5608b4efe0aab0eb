import { z } from 'zod';
import { fhirDateTime, fhirTime } from './fhir-dates.ts';
import { pruned } from './element-pruning.ts';
import { annotation, codeableConcept, decimal, orderedPeriod, quantity, range, ratio, text } from './fhir-elements.ts';

/** How a drug is taken and how an allergy shows: kept whole, so checked whole. Elements FHIR does not name are left out. */

const units = z.enum(['s', 'min', 'h', 'd', 'wk', 'mo', 'a']);
const whenCodes = [
  'MORN', 'MORN.early', 'MORN.late', 'NOON', 'AFT', 'AFT.early', 'AFT.late', 'EVE', 'EVE.early', 'EVE.late', 'NIGHT', 'PHS', 'HS', 'WAKE', 'C', 'CM', 'CD', 'CV', 'AC', 'ACM', 'ACD', 'ACV',
  'PC', 'PCM', 'PCD', 'PCV',
] as const;

const repeat = z
  .object({
    boundsDuration: quantity.optional(),
    boundsRange: range.optional(),
    boundsPeriod: orderedPeriod.optional(),
    count: z.int().positive().optional(),
    countMax: z.int().positive().optional(),
    duration: decimal.nonnegative().optional(),
    durationMax: decimal.optional(),
    durationUnit: units.optional(),
    frequency: z.int().positive().optional(),
    frequencyMax: z.int().positive().optional(),
    period: decimal.nonnegative().optional(),
    periodMax: decimal.optional(),
    periodUnit: units.optional(),
    dayOfWeek: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).optional(),
    timeOfDay: z.array(fhirTime).optional(),
    when: z.array(z.enum(whenCodes)).optional(),
    offset: z.int().nonnegative().optional(),
  })
  // FHIR's own rules of this element, tim-1 to tim-10, and one bound at most.
  .refine((one) => one.duration === undefined || one.durationUnit !== undefined)
  .refine((one) => one.period === undefined || one.periodUnit !== undefined)
  .refine((one) => one.periodMax === undefined || one.period !== undefined)
  .refine((one) => one.durationMax === undefined || one.duration !== undefined)
  .refine((one) => one.countMax === undefined || one.count !== undefined)
  .refine((one) => one.offset === undefined || (one.when !== undefined && !one.when.some((when) => ['C', 'CM', 'CD', 'CV'].includes(when))))
  .refine((one) => one.timeOfDay === undefined || one.when === undefined)
  .refine((one) => [one.boundsDuration, one.boundsRange, one.boundsPeriod].filter((bound) => bound !== undefined).length <= 1);

const timing = z.object({ event: z.array(fhirDateTime).optional(), repeat: repeat.optional(), code: codeableConcept.optional() });

const doseAndRate = z
  .object({
    type: codeableConcept.optional(),
    doseRange: range.optional(),
    doseQuantity: quantity.optional(),
    rateRatio: ratio.optional(),
    rateRange: range.optional(),
    rateQuantity: quantity.optional(),
  })
  .refine((one) => one.doseRange === undefined || one.doseQuantity === undefined)
  .refine((one) => [one.rateRatio, one.rateRange, one.rateQuantity].filter((rate) => rate !== undefined).length <= 1);

/** FHIR's `Dosage`. */
export const dosage = z
  .object({
    sequence: z.int().optional(),
    text,
    additionalInstruction: z.array(codeableConcept).optional(),
    patientInstruction: text,
    timing: timing.optional(),
    asNeededBoolean: z.boolean().optional(),
    asNeededCodeableConcept: codeableConcept.optional(),
    site: codeableConcept.optional(),
    route: codeableConcept.optional(),
    method: codeableConcept.optional(),
    doseAndRate: z.array(doseAndRate).optional(),
    maxDosePerPeriod: ratio.optional(),
    maxDosePerAdministration: quantity.optional(),
    maxDosePerLifetime: quantity.optional(),
  })
  .refine((one) => one.asNeededBoolean === undefined || one.asNeededCodeableConcept === undefined);

/** FHIR's `AllergyIntolerance.reaction`. */
export const reaction = z.object({
  substance: codeableConcept.optional(),
  manifestation: z.array(codeableConcept).refine((all) => all.some((one) => pruned(one) !== undefined), { message: 'VALUE_MISSING' }),
  description: text,
  onset: fhirDateTime.optional(),
  severity: z.enum(['mild', 'moderate', 'severe']).optional(),
  exposureRoute: codeableConcept.optional(),
  note: z.array(annotation).optional(),
});

