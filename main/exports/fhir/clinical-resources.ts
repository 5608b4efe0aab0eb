import { clinicalStatuses, verificationStatuses } from '../../imports/fhir/clinical-mapping.ts';
import { ownExtensions, stopReasonSystem } from '../../imports/fhir/fhir-elements.ts';
import { type AllergyContent, type ComponentContent, type ConditionContent, type MedicationContent, type ObservationContent, signColumns } from '../../imports/fhir/mapped-resource.ts';
import { codeElement, codesOf, codeSystems, conceptElement } from './concept-elements.ts';
import { exportedId, extension, type Refer, type Resource, resource, type Sourced } from './resource.ts';
import { valueElements } from './value-elements.ts';

/** Whose row it is: the id the patient leaves under. */
type OfPatient = Sourced & { readonly patient: string };

export type ExportedCondition = OfPatient & ConditionContent;
export type ExportedAllergy = OfPatient & AllergyContent;
export type ExportedObservation = OfPatient & ObservationContent & { readonly components: readonly ComponentContent[] };
/** `practitioner`: the id who asked for it, or said so, leaves under. */
export type ExportedMedication = OfPatient & MedicationContent & { readonly practitioner: string | null };

const overStatuses: readonly (string | null)[] = ['inactive', 'remission', 'resolved'];
const unknownReason = { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] };

export function conditionResource(row: ExportedCondition, refer: Refer): Resource {
  const { clinical_status, verification_status, ended_on } = row;
  // FHIR forbids a status beside "entered in error", and an end beside a status that is not over (con-5, con-4).
  const mayHaveStatus = verification_status !== 'entered-in-error' && (clinical_status === null || clinicalStatuses.condition.some((one) => one === clinical_status));
  const mayHaveEnd = ended_on === null || (mayHaveStatus && overStatuses.includes(clinical_status));
  const signs = Object.fromEntries(signColumns.flatMap((column) => (row[column] === null ? [] : [[column, row[column]]])));
  const kept = { ...(mayHaveStatus ? {} : { clinical_status }), ...(mayHaveEnd ? {} : { ended_on }), ...signs };
  return resource('Condition', exportedId(row, 'Condition'), {
    extension: extensionOfColumns(kept),
    clinicalStatus: mayHaveStatus ? statusElement(clinical_status, codeSystems.conditionClinical, clinicalStatuses.condition) : undefined,
    verificationStatus: statusElement(verification_status, codeSystems.conditionVerification, verificationStatuses.condition),
    category: [codeElement(row.category, codeSystems.conditionCategory, codesOf.conditionCategory)],
    code: conceptElement(row),
    subject: refer('Patient', row.patient),
    onsetDateTime: row.onset_on,
    abatementDateTime: mayHaveEnd ? ended_on : undefined,
    recordedDate: row.recorded_on,
  });
}

export function allergyResource(row: ExportedAllergy, refer: Refer): Resource {
  const { clinical_status, verification_status } = row;
  // A status is required but beside "entered in error", where it is forbidden (ait-1, ait-2).
  const inError = verification_status === 'entered-in-error';
  const known = clinical_status === null || clinicalStatuses.allergy.some((one) => one === clinical_status);
  return resource('AllergyIntolerance', exportedId(row, 'AllergyIntolerance'), {
    extension: extensionOfColumns(clinical_status !== null && (inError || !known) ? { clinical_status } : {}),
    clinicalStatus: inError ? undefined : (statusElement(known ? clinical_status : null, codeSystems.allergyClinical, clinicalStatuses.allergy) ?? unknownReason),
    verificationStatus: statusElement(verification_status, codeSystems.allergyVerification, verificationStatuses.allergy),
    type: row.kind,
    category: row.category?.split(', '),
    criticality: row.criticality,
    code: conceptElement(row),
    patient: refer('Patient', row.patient),
    recordedDate: row.recorded_on,
    reaction: parsed(row.reactions),
  });
}

export function observationResource(row: ExportedObservation, refer: Refer): Resource {
  const code = conceptElement(row);
  // A value of its own is forbidden where a component has the same code (obs-7).
  const value = valueElements(row, !row.components.some((one) => one.code !== null && one.code === row.code && one.code_system === row.code_system));
  const limit = (number: number | null): unknown => (number === null ? undefined : { value: number, unit: row.value_unit, system: row.value_code_system, code: row.value_unit_code });
  // Limits are in the unit of the value: without it they say nothing to others, and stay ours.
  const limits = 'valueQuantity' in value.elements ? {} : limitColumns(row);
  return resource('Observation', exportedId(row, 'Observation'), {
    extension: [...value.extension, ...extensionOfColumns(limits)],
    status: row.status,
    category: [codeElement(row.category, codeSystems.observationCategory, codesOf.observationCategory)],
    code,
    subject: refer('Patient', row.patient),
    effectiveDateTime: row.effective_at,
    issued: row.issued_at,
    ...value.elements,
    interpretation: interpretationElements(row.interpretation),
    referenceRange: 'valueQuantity' in value.elements ? [{ low: limit(row.reference_low), high: limit(row.reference_high) }] : [],
    component: row.components.map((component) => {
      const own = valueElements(component);
      return { extension: own.extension, code: conceptElement(component), ...own.elements };
    }),
  });
}

export function medicationResource(row: ExportedMedication, refer: Refer): Resource {
  const common = {
    status: row.status,
    medicationCodeableConcept: conceptElement(row),
    subject: refer('Patient', row.patient),
    reasonCode: [{ text: row.reason_text }],
  };
  const stop = { coding: row.stop_reason === null ? [] : [{ system: stopReasonSystem, code: row.stop_reason }], text: row.stop_note };
  const who = row.practitioner === null ? undefined : refer('Practitioner', row.practitioner);
  if (row.kind === 'statement') {
    return resource('MedicationStatement', exportedId(row, 'MedicationStatement'), {
      ...common,
      statusReason: [stop],
      ...(row.ended_on === null ? { effectiveDateTime: row.started_on } : { effectivePeriod: { start: row.started_on, end: row.ended_on } }),
      dateAsserted: row.authored_on,
      informationSource: who,
      dosage: parsed(row.dosage),
    });
  }
  return resource('MedicationRequest', exportedId(row, 'MedicationRequest'), {
    ...common,
    statusReason: stop,
    intent: row.intent ?? 'order',
    authoredOn: row.authored_on,
    requester: who,
    dosageInstruction: parsed(row.dosage),
    dispenseRequest: { validityPeriod: { start: row.started_on, end: row.ended_on } },
  });
}

function statusElement(code: string | null, system: string, codes: readonly string[]): object | undefined {
  return code !== null && codes.includes(code) ? { coding: [{ system, code }] } : undefined;
}

function limitColumns({ reference_low, reference_high }: ExportedObservation): Readonly<Record<string, number | null>> {
  return reference_low === null && reference_high === null ? {} : { reference_low, reference_high };
}

function extensionOfColumns(columns: Readonly<Record<string, string | number | null>>): readonly unknown[] {
  return Object.keys(columns).length === 0 ? [] : extension(ownExtensions.columns, { valueString: JSON.stringify(columns) });
}

/** "H, L" as two; words that commas do not part cleanly stay one. */
function interpretationElements(interpretation: string | null): readonly unknown[] {
  if (interpretation === null) return [];
  const parts = interpretation.split(', ');
  return (parts.every((part) => part.trim() !== '') ? parts : [interpretation]).map((part) => codeElement(part, codeSystems.interpretation, codesOf.interpretation));
}

function parsed(json: string | null): unknown {
  return json === null ? undefined : JSON.parse(json);
}
