import type { ExportContent, ExportPurpose } from '#contract/exports.ts';
import type { Permission, Scope } from '#contract/permissions.ts';

/** What an export holds, by what was asked and what its person may read. Pure. */

/** The FHIR types of each part; identities always leave, professionals last, once it is known who is pointed at. */
const typesOfContent = {
  clinical: ['Condition', 'Immunization', 'MedicationRequest', 'MedicationStatement', 'AdverseEvent', 'Coverage', 'Observation', 'CarePlan', 'Task', 'Encounter'],
  allergies: ['AllergyIntolerance'],
  referrals: ['ServiceRequest', 'DocumentReference', 'RequestTask'],
  visits: ['Appointment', 'Communication'],
} as const satisfies Readonly<Record<ExportContent, readonly string[]>>;

const permissionOf: Readonly<Record<ExportContent, Permission>> = { clinical: 'patient.clinical.read', allergies: 'patient.read', referrals: 'referral.read', visits: 'appointment.read' };

export type PlannedType = 'Patient' | 'Practitioner' | (typeof typesOfContent)[ExportContent][number];

/** What leaves, in order, and what was asked and stays because the person may not read it. */
export function plannedTypes(contents: readonly ExportContent[], grants: Readonly<Partial<Record<Permission, Scope>>>): { readonly types: readonly PlannedType[]; readonly withheld: readonly ExportContent[] } {
  const mayRead = (content: ExportContent): boolean => grants[permissionOf[content]] === 'clinic';
  const asked = (Object.keys(typesOfContent) as ExportContent[]).filter((content) => contents.includes(content));
  return { types: ['Patient', ...asked.filter(mayRead).flatMap((content) => typesOfContent[content]), 'Practitioner'], withheld: asked.filter((content) => !mayRead(content)) };
}

/** Purposes that say too little without words. */
export function needsWords(purpose: ExportPurpose): boolean {
  return purpose === 'research' || purpose === 'other';
}
