import { ownExtensions } from '../../imports/fhir/fhir-elements.ts';
import type { CoverageContent, EventContent } from '../../imports/fhir/mapped-resource.ts';
import { fhirOutcomes, severityOfGrade } from '../../imports/fhir/treatment-detail-mapping.ts';
import { codeSystems } from './concept-elements.ts';
import { extension, type Refer, type Resource, resource } from './resource.ts';

/** Whose drug it hangs on: the ids the patient and the drug leave under. */
interface OfDrug {
  readonly id: string;
  readonly patient: string;
  readonly drug: { readonly type: 'MedicationRequest' | 'MedicationStatement'; readonly id: string };
}
export type ExportedEvent = OfDrug & EventContent;
export type ExportedCoverage = OfDrug & CoverageContent;

/** Who pays is required in FHIR; where nobody wrote it, that is what is said. */
const unknownPayer = { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] };

/** An adverse event put down to a drug, with its CTCAE grade beside FHIR's three degrees. */
export function adverseEventResource(row: ExportedEvent, refer: Refer): Resource {
  const outcome = Object.hasOwn(fhirOutcomes, row.outcome) ? fhirOutcomes[row.outcome as keyof typeof fhirOutcomes] : 'unknown';
  return resource('AdverseEvent', row.id, {
    extension: [...extension(ownExtensions.eventGrade, { valueCode: String(row.grade) }), ...extension(ownExtensions.note, { valueString: row.note || undefined })],
    actuality: 'actual',
    event: { text: row.term },
    subject: refer('Patient', row.patient),
    date: row.happened_on,
    recordedDate: row.recorded_at,
    seriousness: { coding: [{ system: codeSystems.eventSeriousness, code: row.serious === 1 ? 'Serious' : 'Non-serious' }] },
    severity: { coding: [{ system: codeSystems.eventSeverity, code: severityOfGrade[row.grade] }] },
    outcome: { coding: [{ system: codeSystems.eventOutcome, code: outcome }] },
    suspectEntity: [{ instance: refer(row.drug.type, row.drug.id) }],
  });
}

/** Who pays for a drug: approved from, to be renewed by. */
export function coverageResource(row: ExportedCoverage, refer: Refer): Resource {
  return resource('Coverage', row.id, {
    extension: [
      ...extension(ownExtensions.coveredDrug, { valueReference: refer(row.drug.type, row.drug.id) }),
      ...extension(ownExtensions.sentOn, { valueDate: row.sent_on }),
      ...extension(ownExtensions.note, { valueString: row.note || undefined }),
    ],
    status: 'active',
    beneficiary: refer('Patient', row.patient),
    period: { start: row.approved_on, end: row.renews_on },
    payor: [row.payer === '' ? unknownPayer : { display: row.payer }],
  });
}
