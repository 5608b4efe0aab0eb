import { keySystems } from '../../imports/source-key.ts';
import { pruned } from '../../imports/fhir/element-pruning.ts';

/** A FHIR R4 resource as it is written. */
export interface Resource {
  readonly resourceType: string;
  readonly id: string;
  readonly [element: string]: unknown;
}

/**
 * What Relais writes, in the order in which one needs the other. `RequestTask`: how far the work on a request is, a FHIR Task
 * apart from those of follow-up plans.
 */
export const resourceTypes = ['Practitioner', 'Patient', 'Condition', 'AllergyIntolerance', 'Immunization', 'MedicationRequest', 'MedicationStatement', 'AdverseEvent', 'Coverage', 'Observation', 'ServiceRequest', 'DocumentReference', 'RequestTask', 'Appointment', 'CarePlan', 'Task', 'Communication', 'Encounter'] as const;
export type ResourceType = (typeof resourceTypes)[number];
/** What has a table of its own: papers have none, and where a request stands is a column of the requests. */
export type TableType = Exclude<ResourceType, 'DocumentReference' | 'RequestTask'>;

/** The FHIR type of what is written. */
export function fhirType(type: ResourceType): string {
  return type === 'RequestTask' ? 'Task' : type;
}

export function hasTable(type: ResourceType): type is TableType {
  return type !== 'DocumentReference' && type !== 'RequestTask';
}

/** How a resource points at another: `Patient/…` in a file per type, `urn:uuid:…` in a bundle. */
export type Refer = (type: ResourceType, id: string) => { readonly reference: string };

export const relativeReference: Refer = (type, id) => ({ reference: `${fhirType(type)}/${id}` });
export const bundleReference: Refer = (_type, id) => ({ reference: `urn:uuid:${id}` });

/** Where a row came from, as far as it gives the resource its id. */
export interface Sourced {
  readonly id: string;
  readonly source_system: string | null;
  readonly source_id: string | null;
}

/**
 * The id a row leaves under: the UUID it came with, else our own. Whoever gets it back, here or in another Relais,
 * recognises it.
 */
export function exportedId({ id, source_system, source_id }: Sourced, type: ResourceType): string {
  const prefix = `${type}/`;
  return source_system === keySystems.uuid && source_id?.startsWith(prefix) ? source_id.slice(prefix.length) : id;
}

/** A resource without empty elements. */
export function resource(resourceType: ResourceType, id: string, elements: Readonly<Record<string, unknown>>): Resource {
  return { resourceType: fhirType(resourceType), id, ...(pruned(elements) as Record<string, unknown> | undefined) };
}

/** An extension with a value, or nothing. */
export function extension(url: string, value: Readonly<Record<string, unknown>>): readonly unknown[] {
  return pruned(value) === undefined ? [] : [{ url, ...value }];
}
