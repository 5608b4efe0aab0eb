import type { Mapped, MappedTreatmentDetail } from '../../imports/fhir/mapped-resource.ts';
import { allergyResource, conditionResource, medicationResource, observationResource } from '../fhir/clinical-resources.ts';
import { immunizationResource } from '../fhir/immunization-resource.ts';
import { patientResource, practitionerResource } from '../fhir/person-resources.ts';
import { appointmentResource, serviceRequestResource } from '../fhir/request-resources.ts';
import { relativeReference, type Resource } from '../fhir/resource.ts';
import { adverseEventResource, coverageResource } from '../fhir/treatment-detail-resources.ts';

const sourced = { id: '0b5b0d2c-1111-4000-8000-000000000001', source_system: null, source_id: null };
const patient = '0b5b0d2c-1111-4000-8000-0000000000aa';
const practitioner = '0b5b0d2c-1111-4000-8000-0000000000bb';

/** What an import would keep, as it leaves again: the rows in between are written and read unchanged. */
export function asResource(mapped: Mapped): Resource {
  switch (mapped.table) {
    case 'patient':
      return patientResource({ ...sourced, ...mapped.content, ...mapped.settings, identifiers: mapped.identifiers });
    case 'practitioner':
      return practitionerResource({ ...sourced, ...mapped.content, identifiers: mapped.identifiers });
    case 'condition':
      return conditionResource({ ...sourced, ...mapped.content, patient }, relativeReference);
    case 'allergy':
      return allergyResource({ ...sourced, ...mapped.content, patient }, relativeReference);
    case 'vaccination':
      return immunizationResource({ ...sourced, ...mapped.content, patient }, relativeReference);
    case 'treatment_event':
      return adverseEventResource({ id: sourced.id, ...mapped.content, patient, drug: drugOf(mapped) }, relativeReference);
    case 'treatment_coverage':
      return coverageResource({ id: sourced.id, ...mapped.content, patient, drug: drugOf(mapped) }, relativeReference);
    case 'observation':
      return observationResource({ ...sourced, ...mapped.content, components: mapped.components, patient }, relativeReference);
    case 'medication':
      return medicationResource({ ...sourced, ...mapped.content, patient, practitioner: null }, relativeReference);
    case 'referral': {
      const { content, findings } = mapped;
      const received = content.received_at ?? '2026-03-10T14:00:00.000Z';
      return serviceRequestResource(
        {
          ...sourced, patient, referrer: null, advice_pending: 0, queue_role: null, papers: [], ended_reason: content.ended_elsewhere ?? null, ...content, findings: JSON.stringify(findings), prerequisites_provided: JSON.stringify(content.prerequisites_provided),
          received_at: received, completed_on: content.completed_on ?? '2026-03-10',
        },
        relativeReference,
      );
    }
    case 'appointment': {
      const { content } = mapped;
      return appointmentResource({ ...sourced, patient, professional: practitioner, referral: null, ...content, ends_at: content.ends_at ?? '', zone: content.zone ?? 'America/Toronto', live: content.status === 'cancelled' ? 0 : 1 }, relativeReference);
    }
  }
}

function drugOf({ drugs }: MappedTreatmentDetail): { readonly type: 'MedicationStatement'; readonly id: string } {
  return { type: 'MedicationStatement', id: drugs[0]?.reference?.split('/').at(-1) ?? '' };
}
