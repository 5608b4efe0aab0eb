import { z } from 'zod';
import { fhirDateTime, isBefore } from './fhir-dates.ts';

/** The data types of FHIR R4 that Relais reads, as strict as FHIR is about what they may hold. */

const longestText = 100_000;
/** What FHIR's `string` may not hold: control characters but tab and line ends, and halves of characters. */
const unstorable = /[\0-\x08\x0b\x0c\x0e-\x1f]|\p{Cs}/u;

/** Text as both databases store it; an over-long one is refused rather than cut. */
const anyText = z
  .string()
  .max(longestText, { message: 'TOO_LONG' })
  .refine((value) => !unstorable.test(value), { message: 'VALUE_INVALID' });

/** A text that must be there. */
export const filledText = anyText.refine((value) => value.trim() !== '', { message: 'VALUE_MISSING' });
/** A text that may be there; a blank one says nothing. */
export const text = anyText.transform((value) => (value.trim() === '' ? undefined : value)).optional();

/** A code without white space around it or twice within it. */
export const code = filledText.regex(/^\S+(\s\S+)*$/);
/** A URI, or what stands for one: no white space. */
export const uri = anyText.regex(/^\S*$/).transform((value) => (value === '' ? undefined : value)).optional();

/** FHIR writes null in an array of primitives where only an extension stands. */
export const texts = z.array(anyText.nullable()).transform((values) => values.filter((value) => value !== null && value.trim() !== ''));

export const coding = z.object({ system: uri, version: text, code: code.optional(), display: text });
export type Coding = z.output<typeof coding>;

const codings = z.array(coding).transform((all) => all.filter((one) => Object.values(one).some((value) => value !== undefined)));
export const codeableConcept = z.object({ coding: codings.optional(), text });
export type CodeableConcept = z.output<typeof codeableConcept>;

export const period = z.object({ start: fhirDateTime.optional(), end: fhirDateTime.optional() });
export type Period = z.output<typeof period>;
/** A period Relais keeps both ends of: it does not end before it starts. */
export const orderedPeriod = period.refine(({ start, end }) => start === undefined || end === undefined || !isBefore(end, start), { message: 'DATE_IMPOSSIBLE' });

const identifierUse = z.enum(['usual', 'official', 'temp', 'secondary', 'old']);
export const fhirIdentifier = z.object({
  use: identifierUse.optional(), type: codeableConcept.optional(), system: uri, value: text, period: orderedPeriod.optional(), assigner: z.object({ display: text }).optional(),
  extension: z.array(z.object({ url: uri, valueBoolean: z.boolean().optional() })).optional(),
});
export type FhirIdentifier = z.output<typeof fhirIdentifier>;

export const reference = z.object({ reference: text, type: text, identifier: fhirIdentifier.optional(), display: text });
export type Reference = z.output<typeof reference>;

/** JSON has no infinity, yet a number too great for a double reads as one. */
export const decimal = z.number();
/** A unit's code means nothing without its system: it is then the unit's name, where there is no better one. */
export const quantity = z
  .object({ value: decimal.optional(), comparator: z.enum(['<', '<=', '>=', '>']).optional(), unit: text, system: uri, code: code.optional() })
  .transform((given) => (given.code === undefined || given.system !== undefined ? given : { ...given, unit: given.unit ?? given.code, code: undefined }));
export type Quantity = z.output<typeof quantity>;

export const range = z
  .object({ low: quantity.optional(), high: quantity.optional() })
  .refine(({ low, high }) => low?.value === undefined || high?.value === undefined || low.unit !== high.unit || low.value <= high.value);
export const ratio = z.object({ numerator: quantity, denominator: quantity }).refine(({ numerator, denominator }) => numerator.value !== undefined && denominator.value !== undefined);

export const humanName = z.object({ use: text, text, family: text, given: texts.optional(), prefix: texts.optional() });
export type HumanName = z.output<typeof humanName>;

export const contactPoint = z.object({ system: text, value: text, use: text, rank: decimal.optional() });
export type ContactPoint = z.output<typeof contactPoint>;

export const address = z.object({ use: text, text, line: texts.optional(), city: text, postalCode: text, country: text });
export type Address = z.output<typeof address>;

export const annotation = z.object({ authorString: text, time: fhirDateTime.optional(), text: filledText });

/**
 * Extensions Relais reads, by their address; all others are left out. A value of a kind not read here is no value.
 */
export const extension = z.object({
  url: z.string(),
  valueCodeableConcept: codeableConcept.optional().catch(undefined),
  valueCode: code.optional().catch(undefined),
  valueString: filledText.optional().catch(undefined),
  valueDate: z.iso.date().optional().catch(undefined),
  valueReference: reference.optional().catch(undefined),
});
export type Extension = z.output<typeof extension>;

/** The extensions Relais writes for what FHIR has no element for, and reads back. */
export const ownExtensions = {
  region: 'urn:relais:fhir:region',
  mobility: 'urn:relais:fhir:mobility',
  teleSuitability: 'urn:relais:fhir:tele-suitability',
  organization: 'urn:relais:fhir:organization',
  /** On a French INS: the identity was verified. */
  insQualified: 'urn:relais:fhir:ins-qualified',
  /** A value, status or date no valid FHIR element can say; JSON of the columns. */
  columns: 'urn:relais:fhir:columns',
  findings: 'urn:relais:fhir:findings',
  prerequisites: 'urn:relais:fhir:prerequisites',
  requestedClass: 'urn:relais:fhir:requested-class',
  receivedAt: 'urn:relais:fhir:received-at',
  completedOn: 'urn:relais:fhir:completed-on',
  /** How a revoked request ended: declined by the clinic, or cancelled. */
  ending: 'urn:relais:fhir:request-ending',
  modality: 'urn:relais:fhir:modality',
  zone: 'urn:relais:fhir:zone',
  patientZone: 'urn:relais:fhir:patient-zone',
  purpose: 'urn:relais:fhir:visit-purpose',
  /** Words beside an adverse event or a coverage. */
  note: 'urn:relais:fhir:note',
  /** CTCAE grade of an adverse event, 1 to 5. */
  eventGrade: 'urn:relais:fhir:adverse-event-grade',
  /** Of an emergency visit or an admission: whether the treatment is the cause, the organ of the toxicity, where it was first seen, its first symptom. */
  treatmentRelated: 'urn:relais:fhir:treatment-related',
  toxicityOrgan: 'urn:relais:fhir:toxicity-organ',
  detectedBy: 'urn:relais:fhir:detected-by',
  firstSymptomOn: 'urn:relais:fhir:first-symptom-on',
  /** The day a step of a plan falls on. */
  plannedOn: 'urn:relais:fhir:planned-on',
  /** The drug a coverage is of, and when it was asked for. */
  coveredDrug: 'urn:relais:fhir:covered-drug',
  sentOn: 'urn:relais:fhir:coverage-sent-on',
  /** When a visit was called off. */
  cancelledAt: 'urn:relais:fhir:cancelled-at',
} as const;

/** FHIR's own extension for why a request has the status it has. */
export const statusReason = 'http://hl7.org/fhir/StructureDefinition/request-statusReason';

/** Why a treatment ended, by the codes of the contract. */
export const stopReasonSystem = 'urn:relais:fhir:stop-reason';

/** The extension of this address, where there is one. */
export function extensionAt(extensions: readonly Extension[] | undefined, url: string): Extension | undefined {
  return extensions?.find((one) => one.url === url);
}
