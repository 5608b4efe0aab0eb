import { z } from 'zod';
import { fhirDate, fhirDateTime, fhirInstant, fhirTime } from './fhir-dates.ts';
import { dosage, reaction } from './fhir-dosage.ts';
import { address, annotation, codeableConcept, contactPoint, extension, fhirIdentifier, humanName, orderedPeriod, quantity, range, ratio, reference, text } from './fhir-elements.ts';

/** The FHIR R4 resources Relais reads, and nothing else of them: unknown elements are let through and left out. */

const mostComponents = 1_000;
const extensions = z.array(extension).optional();

const anyResource = {
  id: text,
  modifierExtension: z.array(z.unknown()).max(0, { message: 'MODIFIER_UNKNOWN' }).optional(),
  implicitRules: z.undefined({ message: 'MODIFIER_UNKNOWN' }).optional(),
};

export const patientSchema = z.object({
  ...anyResource,
  extension: extensions,
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
  extension: extensions,
  identifier: z.array(fhirIdentifier).optional(),
  active: z.boolean().optional(),
  name: z.array(humanName).optional(),
  telecom: z.array(contactPoint).optional(),
  gender: z.enum(['male', 'female', 'other', 'unknown']).optional(),
  address: z.array(address).optional(),
  communication: z.array(codeableConcept).optional(),
});
export type FhirPractitioner = z.output<typeof practitionerSchema>;

export const conditionSchema = z.object({
  ...anyResource,
  extension: extensions,
  clinicalStatus: codeableConcept.optional(),
  verificationStatus: codeableConcept.optional(),
  category: z.array(codeableConcept).optional(),
  code: codeableConcept.optional(),
  subject: reference,
  onsetDateTime: fhirDateTime.optional(),
  onsetPeriod: orderedPeriod.optional(),
  abatementDateTime: fhirDateTime.optional(),
  abatementPeriod: orderedPeriod.optional(),
  recordedDate: fhirDateTime.optional(),
});
export type FhirCondition = z.output<typeof conditionSchema>;

const values = {
  extension: extensions,
  valueQuantity: quantity.optional(),
  valueCodeableConcept: codeableConcept.optional(),
  valueString: text,
  valueBoolean: z.boolean().optional(),
  valueInteger: z.int().optional(),
  valueRange: range.optional(),
  valueRatio: ratio.optional(),
  valueTime: fhirTime.optional(),
  valueDateTime: fhirDateTime.optional(),
  valuePeriod: orderedPeriod.optional(),
  dataAbsentReason: codeableConcept.optional(),
};
export type FhirValues = z.output<z.ZodObject<typeof values>>;

const observationStatuses = ['registered', 'preliminary', 'final', 'amended', 'corrected', 'cancelled', 'entered-in-error', 'unknown'] as const;
const requestStatuses = ['active', 'on-hold', 'cancelled', 'completed', 'entered-in-error', 'stopped', 'draft', 'unknown'] as const;
const requestIntents = ['proposal', 'plan', 'order', 'original-order', 'reflex-order', 'filler-order', 'instance-order', 'option'] as const;
const statementStatuses = ['active', 'completed', 'entered-in-error', 'intended', 'stopped', 'on-hold', 'unknown', 'not-taken'] as const;

export const observationSchema = z.object({
  ...anyResource,
  ...values,
  status: z.enum(observationStatuses),
  category: z.array(codeableConcept).optional(),
  code: codeableConcept,
  subject: reference.optional(),
  effectiveDateTime: fhirDateTime.optional(),
  effectivePeriod: orderedPeriod.optional(),
  effectiveInstant: fhirInstant.optional(),
  issued: fhirInstant.optional(),
  interpretation: z.array(codeableConcept).optional(),
  referenceRange: z.array(z.object({ low: quantity.optional(), high: quantity.optional(), type: codeableConcept.optional(), appliesTo: z.array(z.unknown()).optional() })).optional(),
  component: z.array(z.object({ ...values, code: codeableConcept })).max(mostComponents, { message: 'TOO_LONG' }).optional(),
});
export type FhirObservation = z.output<typeof observationSchema>;

const medicationOf = { medicationCodeableConcept: codeableConcept.optional(), medicationReference: reference.optional() };
const reasons = { reasonCode: z.array(codeableConcept).optional(), reasonReference: z.array(reference).optional() };

export const medicationRequestSchema = z.object({
  ...anyResource,
  ...medicationOf,
  ...reasons,
  status: z.enum(requestStatuses),
  intent: z.enum(requestIntents),
  doNotPerform: z.literal(false, { message: 'NOT_TO_BE_GIVEN' }).optional(),
  subject: reference,
  authoredOn: fhirDateTime.optional(),
  requester: reference.optional(),
  dosageInstruction: z.array(dosage).optional(),
  statusReason: codeableConcept.optional(),
  dispenseRequest: z.object({ validityPeriod: orderedPeriod.optional() }).optional(),
});
export type FhirMedicationRequest = z.output<typeof medicationRequestSchema>;

export const medicationStatementSchema = z.object({
  ...anyResource,
  ...medicationOf,
  ...reasons,
  status: z.enum(statementStatuses),
  subject: reference,
  effectiveDateTime: fhirDateTime.optional(),
  effectivePeriod: orderedPeriod.optional(),
  statusReason: z.array(codeableConcept).optional(),
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
  extension: extensions,
  clinicalStatus: codeableConcept.optional(),
  verificationStatus: codeableConcept.optional(),
  type: z.enum(['allergy', 'intolerance']).optional(),
  category: z.array(z.enum(['food', 'medication', 'environment', 'biologic']).nullable()).optional(),
  criticality: z.enum(['low', 'high', 'unable-to-assess']).optional(),
  code: codeableConcept.optional(),
  patient: reference,
  recordedDate: fhirDateTime.optional(),
  reaction: z.array(reaction).optional(),
});
export type FhirAllergy = z.output<typeof allergySchema>;

export const immunizationSchema = z.object({
  ...anyResource,
  extension: extensions,
  status: z.enum(['completed', 'entered-in-error', 'not-done']),
  statusReason: codeableConcept.optional(),
  vaccineCode: codeableConcept,
  patient: reference,
  occurrenceDateTime: fhirDateTime.optional(),
  occurrenceString: text,
  recorded: fhirDateTime.optional(),
  primarySource: z.boolean().optional(),
  reportOrigin: codeableConcept.optional(),
  lotNumber: text,
  expirationDate: fhirDate.optional(),
  site: codeableConcept.optional(),
  route: codeableConcept.optional(),
  note: z.array(annotation).optional(),
  protocolApplied: z.array(z.object({ doseNumberPositiveInt: z.int().positive().optional() })).optional(),
});
export type FhirImmunization = z.output<typeof immunizationSchema>;

export const serviceRequestSchema = z.object({
  ...anyResource,
  extension: extensions,
  status: z.enum(['draft', 'active', 'on-hold', 'revoked', 'completed', 'entered-in-error', 'unknown']),
  intent: z.enum(['proposal', 'plan', 'directive', 'order', 'original-order', 'reflex-order', 'filler-order', 'instance-order', 'option']),
  doNotPerform: z.literal(false, { message: 'NOT_TO_BE_DONE' }).optional(),
  category: z.array(codeableConcept).optional(),
  priority: z.enum(['routine', 'urgent', 'asap', 'stat']).optional(),
  code: codeableConcept.optional(),
  subject: reference,
  authoredOn: fhirDateTime.optional(),
  requester: reference.optional(),
  reasonCode: z.array(codeableConcept).optional(),
  reasonReference: z.array(reference).optional(),
  note: z.array(annotation).optional(),
});
export type FhirServiceRequest = z.output<typeof serviceRequestSchema>;

export const appointmentSchema = z.object({
  ...anyResource,
  extension: extensions,
  status: z.enum(['proposed', 'pending', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow', 'entered-in-error', 'checked-in', 'waitlist']),
  start: fhirInstant.optional(),
  end: fhirInstant.optional(),
  minutesDuration: z.int().positive().optional(),
  description: text,
  cancelationReason: codeableConcept.optional(),
  reasonCode: z.array(codeableConcept).optional(),
  basedOn: z.array(reference).optional(),
  participant: z.array(z.object({ actor: reference.optional(), status: z.enum(['accepted', 'declined', 'tentative', 'needs-action']) })).min(1, { message: 'VALUE_MISSING' }),
});
export type FhirAppointment = z.output<typeof appointmentSchema>;

export const adverseEventSchema = z.object({
  ...anyResource,
  extension: extensions,
  actuality: z.enum(['actual', 'potential']),
  event: codeableConcept.optional(),
  subject: reference,
  date: fhirDateTime.optional(),
  detected: fhirDateTime.optional(),
  recordedDate: fhirDateTime.optional(),
  seriousness: codeableConcept.optional(),
  severity: codeableConcept.optional(),
  outcome: codeableConcept.optional(),
  suspectEntity: z.array(z.object({ instance: reference })).optional(),
});
export type FhirAdverseEvent = z.output<typeof adverseEventSchema>;

export const coverageSchema = z.object({
  ...anyResource,
  extension: extensions,
  status: z.enum(['active', 'cancelled', 'draft', 'entered-in-error']),
  beneficiary: reference,
  period: orderedPeriod.optional(),
  payor: z.array(reference).optional(),
});
export type FhirCoverage = z.output<typeof coverageSchema>;
