import { identifierSystems, spokenLanguages } from '#contract/values.ts';
import { ownExtensions } from '../../imports/fhir/fhir-elements.ts';
import type { IdentifierContent, PatientContent, PatientSettings, PractitionerContent } from '../../imports/fhir/mapped-resource.ts';
import { genderIdentity } from '../../imports/fhir/person-mapping.ts';
import { codeElement, codesOf, codeSystems } from './concept-elements.ts';
import { exportedId, extension, type Resource, resource, type Sourced } from './resource.ts';

export type ExportedPatient = Sourced & PatientContent & PatientSettings & { readonly identifiers: readonly IdentifierContent[] };
export type ExportedPractitioner = Sourced & PractitionerContent & { readonly identifiers: readonly Pick<IdentifierContent, 'system' | 'value'>[] };

/** The system under which Canada's other programs know the NAM. */
const publishedNamSystem = 'https://fhir.infoway-inforoute.ca/NamingSystem/ca-qc-patient-healthcare-id';
const genders: Readonly<Record<string, string>> = { M: 'male', F: 'female', X: 'other', unknown: 'unknown' };
const identifierUses: readonly (string | null)[] = ['usual', 'official', 'temp', 'secondary', 'old'];
const languageTag = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

export function patientResource(patient: ExportedPatient): Resource {
  return resource('Patient', exportedId(patient, 'Patient'), {
    extension: [
      ...extension(genderIdentity, { valueCodeableConcept: { text: patient.gender } }),
      ...extension(ownExtensions.region, { valueCode: patient.region_code }),
      ...extension(ownExtensions.mobility, { valueCode: patient.mobility === 'unknown' ? null : patient.mobility }),
      ...extension(ownExtensions.teleSuitability, { valueCode: patient.tele_suitability === 'unknown' ? null : patient.tele_suitability }),
    ],
    identifier: patient.identifiers.map(identifierElement),
    name: [{ use: 'official', ...nameElement(patient) }, ...(patient.birth_family_name === null ? [] : [{ use: 'maiden', family: patient.birth_family_name }])],
    telecom: contactElements(patient),
    gender: genders[patient.administrative_sex],
    birthDate: patient.birth_date,
    ...(patient.deceased_on === null ? { deceasedBoolean: patient.deceased === 1 ? true : undefined } : { deceasedDateTime: patient.deceased_on }),
    address: [addressElement(patient)],
    maritalStatus: codeElement(patient.marital_status, codeSystems.maritalStatus, codesOf.maritalStatus),
    communication: patient.language === null ? [] : [{ language: languageElement(patient.language), preferred: true }],
  });
}

export function practitionerResource(practitioner: ExportedPractitioner): Resource {
  return resource('Practitioner', exportedId(practitioner, 'Practitioner'), {
    extension: extension(ownExtensions.organization, { valueString: practitioner.organization }),
    identifier: practitioner.identifiers.map((one) => identifierElement({ ...one, use: null, valid_from: null, valid_to: null, issuer: null, ins_qualified: 0 })),
    active: practitioner.active === 1,
    name: [nameElement(practitioner)],
    telecom: contactElements(practitioner),
    gender: practitioner.administrative_sex === null ? undefined : genders[practitioner.administrative_sex],
    address: [addressElement(practitioner)],
    communication: spokenLanguages.parse(JSON.parse(practitioner.languages)).map(languageElement),
  });
}

function identifierElement({ system, value, use, valid_from, valid_to, issuer, ins_qualified }: IdentifierContent): unknown {
  const isQualified = system === identifierSystems.nir && ins_qualified === 1;
  return {
    extension: extension(ownExtensions.insQualified, { valueBoolean: isQualified ? true : null }),
    use: identifierUses.includes(use) ? use : undefined,
    type: identifierType(system, isQualified),
    system: system === identifierSystems.nam ? publishedNamSystem : system,
    value,
    period: { start: valid_from, end: valid_to },
    assigner: { display: issuer },
  };
}

/** What kind of number it is, in the codes of Canada and of France. */
function identifierType(system: string, isQualified: boolean): unknown {
  if (system === identifierSystems.nam) return { coding: [{ system: codeSystems.identifierType, code: 'JHN' }] };
  if (system !== identifierSystems.nir) return undefined;
  return { coding: [isQualified ? { system: codeSystems.frenchIdentifierType, code: 'INS-NIR' } : { system: codeSystems.identifierType, code: 'NH' }] };
}

/** Given names apart, as FHIR has them; put together again they are the same text. */
function nameElement({ family_name, given_name, prefix }: { family_name: string; given_name: string; prefix: string | null }): object {
  const parts = given_name.split(' ');
  return { family: family_name, given: parts.every((part) => part.trim() !== '') ? parts : [given_name], prefix: [prefix] };
}

function contactElements({ phone, email, fax = null }: { phone: string | null; email: string | null; fax?: string | null }): readonly unknown[] {
  const contacts = [['phone', phone], ['fax', fax], ['email', email]] as const;
  return contacts.flatMap(([system, value]) => (value === null || value === '' ? [] : [{ system, value }]));
}

function addressElement({ address_line, city, postal_code, country }: { address_line: string | null; city: string | null; postal_code: string | null; country: string | null }): unknown {
  return { line: [address_line], city, postalCode: postal_code, country };
}

function languageElement(language: string): unknown {
  return languageTag.test(language) ? { coding: [{ system: 'urn:ietf:bcp:47', code: language }] } : { text: language };
}
