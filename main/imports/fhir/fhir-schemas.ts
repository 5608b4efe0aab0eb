import { z } from 'zod';
import { fhirDate, fhirDateTime, fhirInstant, fhirTime } from './fhir-dates.ts';

/** The FHIR R4 elements Relais reads, and nothing else of them: unknown elements are let through and left out. */

const longestText = 100_000;
const mostComponents = 1_000;

/** Text as PostgreSQL can store it; an over-long one is refused rather than cut. */
export const text = z
  .string()
  .max(longestText, { message: 'TOO_LONG' })
  .refine((value) => !value.includes('\0'), { message: 'VALUE_INVALID' });

/** FHIR writes null in an array of primitives where only an extension stands. */
const texts = z.array(text.nullable()).transform((values) => values.filter((value) => value !== null));

export const coding = z.object({ system: text.optional(), version: text.optional(), code: text.optional(), display: text.optional() });
export type Coding = z.output<typeof coding>;

export const codeableConcept = z.object({ coding: z.array(coding).optional(), text: text.optional() });
export type CodeableConcept = z.output<typeof codeableConcept>;

const period = z.object({ start: fhirDateTime.optional(), end: fhirDateTime.optional() });
export type Period = z.output<typeof period>;

export const fhirIdentifier = z.object({
  use: text.optional(),
  type: codeableConcept.optional(),
  system: text.optional(),
  value: text.optional(),
  period: period.optional(),
});
export type FhirIdentifier = z.output<typeof fhirIdentifier>;

export const reference = z.object({
  reference: text.optional(),
  type: text.optional(),
  identifier: fhirIdentifier.optional(),
  display: text.optional(),
});
export type Reference = z.output<typeof reference>;

const quantity = z.object({
  value: z.number().optional(),
  comparator: z.enum(['<', '<=', '>=', '>', 'ad']).optional(),
  unit: text.optional(),
  system: text.optional(),
  code: text.optional(),
});
export type Quantity = z.output<typeof quantity>;

const range = z.object({ low: quantity.optional(), high: quantity.optional() });
const ratio = z.object({ numerator: quantity.optional(), denominator: quantity.optional() });

const humanName = z.object({
  use: text.optional(),
  text: text.optional(),
  family: text.optional(),
  given: texts.optional(),
  prefix: texts.optional(),
  suffix: texts.optional(),
  period: period.optional(),
});
export type HumanName = z.output<typeof humanName>;

const contactPoint = z.object({ system: text.optional(), value: text.optional(), use: text.optional(), rank: z.number().optional(), period: period.optional() });
export type ContactPoint = z.output<typeof contactPoint>;

const address = z.object({
  use: text.optional(),
  text: text.optional(),
  line: texts.optional(),
  city: text.optional(),
  postalCode: text.optional(),
  country: text.optional(),
  period: period.optional(),
});
export type Address = z.output<typeof address>;

/** Extensions are read only where Relais knows one; a modifier it does not know changes the meaning of the whole. */
const extension = z.object({ url: z.string(), valueCodeableConcept: codeableConcept.optional().catch(undefined) });

const anyResource = {
  id: text.optional(),
  modifierExtension: z.array(z.unknown()).max(0, { message: 'MODIFIER_UNKNOWN' }).optional(),
  implicitRules: z.undefined({ message: 'MODIFIER_UNKNOWN' }).optional(),
};

export const patientSchema = z.object({
  ...anyResource,
  extension: z.array(extension).optional(),
  identifier: z.array(fhirIdentifier).optional(),
  name: z.array(humanName).optional(),
  telecom: z.array(contactPoint).optional(),
  gender: z.enum(['male', 'female', 'other', 'unknown']).optional(),
  birthDate: fhirDate.optional(),
  deceasedBoolean: z.boolean().optional(),
  deceasedDateTime: fhirDateTime.optional(),
  address: z.array(address).optional(),
  maritalStatus: codeableConcept.optional(),
  communication: z.array(z.object({ language: codeableConcept.optional(), preferred: z.boolean().optional() })).optional(),
});
export type FhirPatient = z.output<typeof patientSchema>;

export const practitionerSchema = z.object({
  ...anyResource,
  identifier: z.array(fhirIdentifier).optional(),
  active: z.boolean().optional(),
  name: z.array(humanName).optional(),
  telecom: z.array(contactPoint).optional(),
  gender: z.enum(['male', 'female', 'other', 'unknown']).optional(),
  address: z.array(address).optional(),
});
export type FhirPractitioner = z.output<typeof practitionerSchema>;

export const conditionSchema = z.object({
  ...anyResource,
  clinicalStatus: codeableConcept.optional(),
  verificationStatus: codeableConcept.optional(),
  category: z.array(codeableConcept).optional(),
  code: codeableConcept.optional(),
  subject: reference,
  onsetDateTime: fhirDateTime.optional(),
  onsetPeriod: period.optional(),
  abatementDateTime: fhirDateTime.optional(),
  abatementPeriod: period.optional(),
  recordedDate: fhirDateTime.optional(),
});
export type FhirCondition = z.output<typeof conditionSchema>;

const values = {
  valueQuantity: quantity.optional(),
  valueCodeableConcept: codeableConcept.optional(),
  valueString: text.optional(),
  valueBoolean: z.boolean().optional(),
  valueInteger: z.int().optional(),
  valueRange: range.optional(),
  valueRatio: ratio.optional(),
  valueTime: fhirTime.optional(),
  valueDateTime: fhirDateTime.optional(),
  valuePeriod: period.optional(),
  dataAbsentReason: codeableConcept.optional(),
};
export type FhirValues = z.output<z.ZodObject<typeof values>>;

export const observationSchema = z.object({
  ...anyResource,
  ...values,
  status: text,
  category: z.array(codeableConcept).optional(),
  code: codeableConcept,
  subject: reference.optional(),
  effectiveDateTime: fhirDateTime.optional(),
  effectivePeriod: period.optional(),
  effectiveInstant: fhirInstant.optional(),
  issued: fhirInstant.optional(),
  interpretation: z.array(codeableConcept).optional(),
  referenceRange: z.array(z.object({ low: quantity.optional(), high: quantity.optional(), type: codeableConcept.optional(), appliesTo: z.array(z.unknown()).optional() })).optional(),
  component: z.array(z.object({ ...values, code: codeableConcept })).max(mostComponents, { message: 'TOO_LONG' }).optional(),
});
export type FhirObservation = z.output<typeof observationSchema>;

/** Kept whole as received; only the text is looked at. */
const dosage = z.looseObject({ text: text.optional() });

const medicationOf = { medicationCodeableConcept: codeableConcept.optional(), medicationReference: reference.optional() };
const reasons = { reasonCode: z.array(codeableConcept).optional(), reasonReference: z.array(reference).optional() };

export const medicationRequestSchema = z.object({
  ...anyResource,
  ...medicationOf,
  ...reasons,
  status: text,
  intent: text,
  doNotPerform: z.literal(false, { message: 'NOT_TO_BE_GIVEN' }).optional(),
  subject: reference,
  authoredOn: fhirDateTime.optional(),
  requester: reference.optional(),
  dosageInstruction: z.array(dosage).optional(),
  dispenseRequest: z.object({ validityPeriod: period.optional() }).optional(),
});
export type FhirMedicationRequest = z.output<typeof medicationRequestSchema>;

export const medicationStatementSchema = z.object({
  ...anyResource,
  ...medicationOf,
  ...reasons,
  status: text,
  subject: reference,
  effectiveDateTime: fhirDateTime.optional(),
  effectivePeriod: period.optional(),
  dateAsserted: fhirDateTime.optional(),
  informationSource: reference.optional(),
  dosage: z.array(dosage).optional(),
});
export type FhirMedicationStatement = z.output<typeof medicationStatementSchema>;

/** A drug described apart (`medicationReference`), in the bundle or contained. */
export const medicationSchema = z.object({ code: codeableConcept.optional() });

/** What a reason is called, wherever it stands. */
export const codedResourceSchema = z.object({ code: codeableConcept.optional() });

export const allergySchema = z.object({
  ...anyResource,
  clinicalStatus: codeableConcept.optional(),
  verificationStatus: codeableConcept.optional(),
  type: text.optional(),
  category: texts.optional(),
  criticality: text.optional(),
  code: codeableConcept.optional(),
  patient: reference,
  recordedDate: fhirDateTime.optional(),
  reaction: z.array(z.looseObject({ substance: codeableConcept.optional(), manifestation: z.array(codeableConcept).optional() })).optional(),
});
export type FhirAllergy = z.output<typeof allergySchema>;
