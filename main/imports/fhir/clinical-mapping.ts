import { keptList } from './element-pruning.ts';
import { conceptCode, conceptColumns, conceptText, firstFilled, statusCode } from './fhir-concepts.ts';
import { type CodeableConcept, type Period, type Reference, stopReasonSystem } from './fhir-elements.ts';
import {
  codedResourceSchema,
  type FhirAllergy,
  type FhirCondition,
  type FhirMedicationRequest,
  type FhirMedicationStatement,
  type FhirObservation,
  medicationSchema,
} from './fhir-schemas.ts';
import { stopReasons } from '#contract/treatments.ts';
import { readKeptColumns } from './kept-columns.ts';
import { type FindResource, type MappedClinical, signColumns } from './mapped-resource.ts';
import { RejectedError } from './rejection.ts';
import { mapValue } from './value-mapping.ts';

/** Conditions, observations, medication and allergies as kept. Codes stay as received; nothing is mapped or guessed. */

/** Codes FHIR fixes, and takes no other: those of a disease and of an allergy. */
export const clinicalStatuses = {
  condition: ['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved'],
  allergy: ['active', 'inactive', 'resolved'],
} as const;
export const verificationStatuses = {
  condition: ['unconfirmed', 'provisional', 'differential', 'confirmed', 'refuted', 'entered-in-error'],
  allergy: ['unconfirmed', 'confirmed', 'refuted', 'entered-in-error'],
} as const;

const noSigns = { rheumatoid_factor: null, anti_ccp: null, ana: null, hla_b27: null, erosions: null } as const;

export function mapCondition(condition: FhirCondition): MappedClinical {
  return {
    table: 'condition',
    subject: condition.subject,
    content: {
      ...conceptColumns(condition.code, 'code'),
      clinical_status: statusCode(condition.clinicalStatus, clinicalStatuses.condition, 'clinicalStatus'),
      verification_status: statusCode(condition.verificationStatus, verificationStatuses.condition, 'verificationStatus'),
      category: conceptCode(condition.category?.[0]),
      onset_on: condition.onsetDateTime ?? condition.onsetPeriod?.start ?? null,
      ended_on: condition.abatementDateTime ?? condition.abatementPeriod?.end ?? condition.abatementPeriod?.start ?? null,
      recorded_on: condition.recordedDate ?? null,
      // A disease that is over and still called active, which FHIR forbids to say.
      ...noSigns,
      ...readKeptColumns(condition.extension, ['clinical_status', 'ended_on', ...signColumns]),
    },
  };
}

export function mapObservation(observation: FhirObservation): MappedClinical {
  if (!observation.subject) throw new RejectedError('SUBJECT_NOT_PATIENT', 'subject');
  const limits = referenceLimits(observation);
  return {
    table: 'observation',
    subject: observation.subject,
    content: {
      ...conceptColumns(observation.code, 'code'),
      ...mapValue(observation),
      status: observation.status,
      category: conceptCode(observation.category?.[0]),
      effective_at: observation.effectiveDateTime ?? observation.effectiveInstant ?? observation.effectivePeriod?.start ?? null,
      issued_at: observation.issued ?? null,
      interpretation: firstFilled((observation.interpretation ?? []).map(conceptCode).filter((code) => code !== null).join(', ')),
      reference_low: limits.low,
      reference_high: limits.high,
      ...readKeptColumns(observation.extension, ['reference_low', 'reference_high']),
    },
    components: (observation.component ?? []).map((component, index) => ({ ...conceptColumns(component.code, `component.${index}.code`), ...mapValue(component, `component.${index}`) })),
  };
}

/** The limits of normal, when they are given in the unit of the value and for everybody. */
function referenceLimits({ valueQuantity, referenceRange }: FhirObservation): { low: number | null; high: number | null } {
  const range = referenceRange?.find((one) => (one.appliesTo ?? []).length === 0 && [undefined, null, 'normal'].includes(conceptCode(one.type)));
  const inUnit = (limit: { unit?: string | undefined; code?: string | undefined; value?: number | undefined } | undefined): number | null => {
    if (limit?.value === undefined || !valueQuantity) return null;
    const sameCode = limit.code === undefined || valueQuantity.code === undefined || limit.code === valueQuantity.code;
    const sameUnit = limit.unit === undefined || valueQuantity.unit === undefined || limit.unit === valueQuantity.unit;
    return sameCode && (sameUnit || limit.code !== undefined) ? limit.value : null;
  };
  return { low: inUnit(range?.low), high: inUnit(range?.high) };
}

export function mapMedicationRequest(request: FhirMedicationRequest, find: FindResource): MappedClinical {
  return {
    table: 'medication',
    subject: request.subject,
    requester: request.requester ?? null,
    content: {
      ...conceptColumns(medicationConcept(request.medicationCodeableConcept, request.medicationReference, find), 'medication'),
      kind: 'request',
      status: request.status,
      intent: request.intent,
      authored_on: request.authoredOn ?? null,
      started_on: request.dispenseRequest?.validityPeriod?.start ?? null,
      ended_on: request.dispenseRequest?.validityPeriod?.end ?? null,
      dosage: keptList(request.dosageInstruction),
      reason_text: reasonText(request, find),
      ...stopColumns(request.statusReason),
    },
  };
}

export function mapMedicationStatement(statement: FhirMedicationStatement, find: FindResource): MappedClinical {
  const taken: Period | undefined = statement.effectivePeriod;
  return {
    table: 'medication',
    subject: statement.subject,
    requester: statement.informationSource ?? null,
    content: {
      ...conceptColumns(medicationConcept(statement.medicationCodeableConcept, statement.medicationReference, find), 'medication'),
      kind: 'statement',
      status: statement.status,
      intent: null,
      authored_on: statement.dateAsserted ?? null,
      started_on: statement.effectiveDateTime ?? taken?.start ?? null,
      ended_on: taken?.end ?? null,
      dosage: keptList(statement.dosage),
      reason_text: reasonText(statement, find),
      ...stopColumns(statement.statusReason?.[0]),
    },
  };
}

/** Why a treatment ended: our own code where it is one, and the words. */
function stopColumns(reason: CodeableConcept | undefined): { readonly stop_reason: string | null; readonly stop_note: string | null } {
  const code = reason?.coding?.find(({ system }) => system === stopReasonSystem)?.code ?? null;
  const isOurs = stopReasons.some((one) => one === code);
  return { stop_reason: isOurs ? code : null, stop_note: isOurs ? (reason?.text ?? null) : conceptText(reason) };
}

/** The drug named in place, or in the resource pointed at, or by the words beside the pointer. */
function medicationConcept(inPlace: CodeableConcept | undefined, pointer: Reference | undefined, find: FindResource): CodeableConcept | undefined {
  if (inPlace) return inPlace;
  if (!pointer) return undefined;
  const described = medicationSchema.safeParse(find(pointer));
  if (described.success && described.data.code) return described.data.code;
  return pointer.display === undefined ? undefined : { text: pointer.display };
}

/** Why, in words: the given reasons, or the names of the problems pointed at. */
function reasonText({ reasonCode, reasonReference }: { reasonCode?: CodeableConcept[] | undefined; reasonReference?: Reference[] | undefined }, find: FindResource): string | null {
  const pointed = (reasonReference ?? []).map((pointer) => {
    const problem = codedResourceSchema.safeParse(find(pointer));
    return (problem.success ? conceptText(problem.data.code) : null) ?? firstFilled(pointer.display);
  });
  const words = [...(reasonCode ?? []).map(conceptText), ...pointed].filter((one) => one !== null);
  return words.length > 0 ? words.join('; ') : null;
}

export function mapAllergy(allergy: FhirAllergy): MappedClinical {
  const substance = allergy.code ?? allergy.reaction?.find((one) => one.substance)?.substance;
  return {
    table: 'allergy',
    subject: allergy.patient,
    content: {
      ...conceptColumns(substance, 'code'),
      kind: allergy.type ?? null,
      category: firstFilled((allergy.category ?? []).filter((one) => one !== null).join(', ')),
      criticality: allergy.criticality ?? null,
      clinical_status: statusCode(allergy.clinicalStatus, clinicalStatuses.allergy, 'clinicalStatus'),
      verification_status: statusCode(allergy.verificationStatus, verificationStatuses.allergy, 'verificationStatus'),
      recorded_on: allergy.recordedDate ?? null,
      ...readKeptColumns(allergy.extension, ['clinical_status']),
      reactions: keptList(allergy.reaction),
    },
  };
}
