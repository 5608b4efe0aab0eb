import type { RejectionCode } from '#contract/imports.ts';
import type { BundleIndex } from './fhir/bundle-reading.ts';
import type { RawResource } from './fhir/raw-resource.ts';
import type { MappedClinical, MappedPatient, MappedPractitioner } from './fhir/mapped-resource.ts';
import { containedOf, isKept, mapResource } from './fhir/resource-mapping.ts';
import type { RequestItem } from './request-import.ts';
import type { DetailItem } from './treatment-detail-import.ts';

export interface PersonItem {
  readonly raw: RawResource;
  readonly mapped: MappedPatient | MappedPractitioner;
}

/** A row about a patient, waiting for whom it is about to be found. */
export interface ClinicalItem {
  readonly raw: RawResource;
  readonly mapped: MappedClinical;
  readonly source: string;
  /** Found already, for a row that was put off. */
  readonly patientId?: string;
  readonly practitionerId?: string | null;
}

export interface SortedResources {
  readonly people: readonly PersonItem[];
  readonly clinical: readonly ClinicalItem[];
  /** What hangs on drugs: after them, wherever it stands. */
  readonly details: readonly DetailItem[];
  /** Requests, then visits: a visit may answer a request of the same file, wherever that stands in it. */
  readonly requests: readonly RequestItem[];
  readonly refused: readonly { readonly raw: RawResource; readonly place: string; readonly code: RejectionCode }[];
  /** Types that are only counted, one for each resource. */
  readonly notKept: readonly string[];
}

/** Sorts a file's resources: kept and mapped, refused, or only counted. Pure. @param today civil date in UTC */
export function sortResources(resources: readonly RawResource[], index: BundleIndex, source: string, today: string): SortedResources {
  const people: PersonItem[] = [];
  const clinical: ClinicalItem[] = [];
  const requests: RequestItem[] = [];
  const details: DetailItem[] = [];
  const refused: SortedResources['refused'][number][] = [];
  const notKept: string[] = [];
  for (const raw of resources) {
    for (const inside of containedOf(raw.resource)) notKept.push(`${String(inside['resourceType'])} (contained)`);
    if (!isKept(raw.type)) {
      notKept.push(raw.type);
      continue;
    }
    const outcome = mapResource(raw, index, today);
    if ('code' in outcome) refused.push({ raw, ...outcome });
    else if ('notKept' in outcome) notKept.push(outcome.notKept);
    else if (outcome.mapped.table === 'patient' || outcome.mapped.table === 'practitioner') people.push({ raw, mapped: outcome.mapped });
    else if (outcome.mapped.table === 'referral' || outcome.mapped.table === 'appointment') requests.push({ raw, mapped: outcome.mapped, source });
    else if (outcome.mapped.table === 'treatment_event' || outcome.mapped.table === 'treatment_coverage') details.push({ raw, mapped: outcome.mapped, source });
    else clinical.push({ raw, mapped: outcome.mapped, source });
  }
  const inOrder = [...requests.filter(({ mapped }) => mapped.table === 'referral'), ...requests.filter(({ mapped }) => mapped.table === 'appointment')];
  return { people, clinical, details, requests: inOrder, refused, notKept };
}
