import type { ImportReport } from '#contract/imports.ts';

/** FHIR types the page has a word for; others are shown by their own name. */
export const namedTypes = [
  'Patient', 'Practitioner', 'Condition', 'Observation', 'MedicationRequest', 'MedicationStatement', 'AllergyIntolerance', 'Immunization', 'AdverseEvent',
  'Appointment', 'CarePlan', 'CareTeam', 'Claim', 'Composition', 'Coverage', 'Device', 'DiagnosticReport', 'DocumentReference', 'Encounter', 'ExplanationOfBenefit',
  'FamilyMemberHistory', 'Goal', 'ImagingStudy', 'Location', 'Medication', 'MedicationAdministration', 'MedicationDispense', 'Organization',
  'PractitionerRole', 'Procedure', 'Provenance', 'QuestionnaireResponse', 'RelatedPerson', 'Schedule', 'ServiceRequest', 'Slot', 'Specimen', 'Task',
] as const;
export type NamedType = (typeof namedTypes)[number];

export function isNamedType(type: string): type is NamedType {
  return namedTypes.some((known) => known === type);
}

/** A counted type: its FHIR name, and whether it stood inside another resource. */
export function typeOf(key: string): { readonly type: string; readonly isContained: boolean } {
  const type = key.replace(/ \(contained\)$/, '');
  return { type, isContained: type !== key };
}

export interface TypeCounts {
  readonly type: string;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** The kept types of a report in a fixed order, with their counts. */
export function countsByType({ created, updated, unchanged }: ImportReport): readonly TypeCounts[] {
  const types = [...new Set([...Object.keys(created), ...Object.keys(updated), ...Object.keys(unchanged)])];
  const rank = (type: string): number => (isNamedType(type) ? namedTypes.indexOf(type) : namedTypes.length);
  return types
    .sort((one, other) => rank(one) - rank(other))
    .map((type) => ({ type, created: created[type] ?? 0, updated: updated[type] ?? 0, unchanged: unchanged[type] ?? 0 }));
}

/** Sum of one column of a report. */
export function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
