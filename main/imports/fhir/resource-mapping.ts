import type { z } from 'zod';
import { type RejectionCode, rejectionCode } from '#contract/imports.ts';
import { type BundleIndex, targetOf } from './bundle-reading.ts';
import type { RawResource } from './raw-resource.ts';
import { mapAllergy, mapCondition, mapMedicationRequest, mapMedicationStatement, mapObservation } from './clinical-mapping.ts';
import {
  adverseEventSchema,
  allergySchema,
  appointmentSchema,
  conditionSchema,
  coverageSchema,
  immunizationSchema,
  medicationRequestSchema,
  medicationStatementSchema,
  observationSchema,
  patientSchema,
  practitionerSchema,
  serviceRequestSchema,
} from './fhir-schemas.ts';
import type { Reference } from './fhir-elements.ts';
import type { FindResource, Mapped } from './mapped-resource.ts';
import { mapImmunization } from './immunization-mapping.ts';
import { mapPatient, mapPractitioner } from './person-mapping.ts';
import { NotKeptError, RejectedError } from './rejection.ts';
import { mapAppointment, mapServiceRequest } from './request-mapping.ts';
import { mapAdverseEvent, mapCoverage } from './treatment-detail-mapping.ts';

/** A resource as kept, or why and where in the file it cannot be, or which kind of its type is not kept. */
export type MappingOutcome = { readonly mapped: Mapped } | { readonly notKept: string } | { readonly code: RejectionCode; readonly place: string };

interface MappingContext {
  /** Civil date in UTC. */
  readonly today: string;
  readonly find: FindResource;
}

/** How each kept type is read. What is not here is counted as not kept. */
const mappings: ReadonlyMap<string, (resource: unknown, context: MappingContext) => Mapped> = new Map([
  ['Patient', read(patientSchema, (patient, { today }) => mapPatient(patient, today))],
  ['Practitioner', read(practitionerSchema, mapPractitioner)],
  ['Condition', read(conditionSchema, mapCondition)],
  ['Observation', read(observationSchema, mapObservation)],
  ['MedicationRequest', read(medicationRequestSchema, (request, { find }) => mapMedicationRequest(request, find))],
  ['MedicationStatement', read(medicationStatementSchema, (statement, { find }) => mapMedicationStatement(statement, find))],
  ['AllergyIntolerance', read(allergySchema, mapAllergy)],
  ['Immunization', read(immunizationSchema, mapImmunization)],
  ['AdverseEvent', read(adverseEventSchema, mapAdverseEvent)],
  ['Coverage', read(coverageSchema, mapCoverage)],
  ['ServiceRequest', read(serviceRequestSchema, (request, { find }) => mapServiceRequest(request, find))],
  ['Appointment', read(appointmentSchema, mapAppointment)],
]);

/** Whether Relais keeps resources of this type. */
export function isKept(type: string): boolean {
  return mappings.has(type);
}

/** Maps one resource of a kept type; pure. */
export function mapResource(raw: RawResource, index: BundleIndex, today: string): MappingOutcome {
  const map = mappings.get(raw.type);
  if (!map) throw new Error('only kept types are mapped');
  const find = (reference: Reference): unknown => {
    const target = targetOf(reference, raw.fullUrl);
    if (target?.kind === 'contained') return containedOf(raw.resource).find((one) => one['id'] === target.id);
    const found = target ? index.find(target) : undefined;
    return found === 'ambiguous' ? undefined : found?.resource;
  };
  try {
    return { mapped: map(raw.resource, { today, find }) };
  } catch (error) {
    if (error instanceof NotKeptError) return { notKept: `${raw.type} (${error.why})` };
    if (!(error instanceof RejectedError)) throw error;
    return { code: error.code, place: placeIn(raw.place, error.path) };
  }
}

/** Resources inside another. They are counted as not kept; a drug described so is read through its request. */
export function containedOf(resource: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  const contained: readonly unknown[] = Array.isArray(resource['contained']) ? resource['contained'] : [];
  return contained.filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null && 'resourceType' in one && typeof one.resourceType === 'string');
}

function read<S extends z.ZodType>(schema: S, map: (value: z.output<S>, context: MappingContext) => Mapped) {
  return (resource: unknown, context: MappingContext): Mapped => {
    const parsed = schema.safeParse(resource);
    if (parsed.success) return map(parsed.data, context);
    const [issue] = parsed.error.issues;
    throw new RejectedError(codeOf(issue, resource), (issue?.path ?? []).map(String).join('.'));
  };
}

function codeOf(issue: z.core.$ZodIssue | undefined, resource: unknown): RejectionCode {
  const ours = rejectionCode.safeParse(issue?.message);
  if (ours.success) return ours.data;
  return valueAt(resource, issue?.path ?? []) === undefined ? 'VALUE_MISSING' : 'VALUE_INVALID';
}

function valueAt(resource: unknown, path: readonly PropertyKey[]): unknown {
  let value = resource;
  for (const step of path) value = typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? (value as Record<PropertyKey, unknown>)[step] : undefined;
  return value;
}

/** `entry[3].resource` and `component.0.code` → `entry[3].resource.component[0].code`. */
function placeIn(place: string, path: string): string {
  if (path === '') return place;
  const written = path.replace(/\.(\d+)(?=\.|$)/g, '[$1]');
  return place === '' ? written : `${place}.${written}`;
}
