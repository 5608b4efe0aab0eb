import { whenUnknown } from '../../imports/fhir/immunization-mapping.ts';
import type { VaccinationContent } from '../../imports/fhir/mapped-resource.ts';
import { codeElement, codesOf, codeSystems, conceptElement } from './concept-elements.ts';
import { exportedId, type Refer, type Resource, resource, type Sourced } from './resource.ts';

/** A vaccination and whose it is: the id the patient leaves under. */
export type ExportedVaccination = Sourced & { readonly patient: string } & VaccinationContent;

const unknownReason = { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] };

/** A vaccination as FHIR's Immunization. FHIR asks when; where nobody knows, that is what is said. */
export function immunizationResource(row: ExportedVaccination, refer: Refer): Resource {
  const { status_reason, status_note, given_on, given_words } = row;
  const reason = { coding: status_reason === null ? [] : [{ system: codeSystems.actReason, code: status_reason }], text: status_note };
  const when = given_on !== null ? { occurrenceDateTime: given_on } : given_words !== null ? { occurrenceString: given_words } : { occurrenceString: whenUnknown, _occurrenceString: unknownReason };
  return resource('Immunization', exportedId(row, 'Immunization'), {
    status: row.status,
    statusReason: reason,
    vaccineCode: conceptElement(row),
    patient: refer('Patient', row.patient),
    ...when,
    recorded: row.recorded_on,
    primarySource: row.primary_source === null ? undefined : row.primary_source === 1,
    reportOrigin: codeElement(row.report_origin, codeSystems.immunizationOrigin, codesOf.immunizationOrigin),
    lotNumber: row.lot_number,
    expirationDate: row.expires_on,
    site: codeElement(row.site, codeSystems.actSite, codesOf.actSite),
    route: codeElement(row.route, codeSystems.vaccineRoute, codesOf.vaccineRoute),
    note: [{ text: row.note }],
    protocolApplied: [{ doseNumberPositiveInt: row.dose_number }],
  });
}
