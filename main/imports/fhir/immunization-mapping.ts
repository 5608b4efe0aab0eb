import { conceptCode, conceptColumns, conceptText, firstFilled, mainCoding } from './fhir-concepts.ts';
import type { CodeableConcept } from './fhir-elements.ts';
import type { FhirImmunization } from './fhir-schemas.ts';
import type { MappedClinical } from './mapped-resource.ts';

/** Why a vaccine was not given, as FHIR codes it: immune, a medical precaution, out of stock, the person objects. */
export const notGivenCodes = ['IMMUNE', 'MEDPREC', 'OSTOCK', 'PATOBJ'] as const;

/** What stands where nobody knows when it was given: FHIR asks for a date or words. */
export const whenUnknown = '?';

/** A vaccination as kept: given, not given and why, or entered in error. */
export function mapImmunization(immunization: FhirImmunization): MappedClinical {
  const givenOn = immunization.occurrenceDateTime ?? null;
  const inWords = immunization.occurrenceString === whenUnknown ? null : (immunization.occurrenceString ?? null);
  return {
    table: 'vaccination',
    subject: immunization.patient,
    content: {
      ...conceptColumns(immunization.vaccineCode, 'vaccineCode'),
      status: immunization.status,
      ...reasonColumns(immunization.statusReason),
      given_on: givenOn,
      given_words: givenOn === null ? inWords : null,
      lot_number: immunization.lotNumber ?? null,
      expires_on: immunization.expirationDate ?? null,
      site: conceptCode(immunization.site),
      route: conceptCode(immunization.route),
      dose_number: immunization.protocolApplied?.find((one) => one.doseNumberPositiveInt !== undefined)?.doseNumberPositiveInt ?? null,
      primary_source: immunization.primarySource === undefined ? null : Number(immunization.primarySource),
      report_origin: conceptCode(immunization.reportOrigin),
      note: firstFilled((immunization.note ?? []).map((one) => one.text).join('\n')),
      recorded_on: immunization.recorded ?? null,
    },
  };
}

/** A code FHIR gives and the words beside it; else the words alone. */
function reasonColumns(reason: CodeableConcept | undefined): { readonly status_reason: string | null; readonly status_note: string | null } {
  const code = mainCoding(reason)?.code ?? null;
  const isKnown = notGivenCodes.some((one) => one === code);
  return isKnown ? { status_reason: code, status_note: reason?.text ?? null } : { status_reason: null, status_note: conceptText(reason) };
}
