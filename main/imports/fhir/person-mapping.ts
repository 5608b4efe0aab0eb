import { Temporal } from 'temporal-polyfill';
import { mobility, teleSuitability } from '#contract/registry.ts';
import type { AdministrativeSex } from '#contract/values.ts';
import { conceptText, firstFilled, mainCoding } from './fhir-concepts.ts';
import { isBefore } from './fhir-dates.ts';
import { extensionAt, ownExtensions } from './fhir-elements.ts';
import { addressOf, contactOf, identifiersOf, namesOf } from './fhir-people.ts';
import type { FhirPatient, FhirPractitioner } from './fhir-schemas.ts';
import type { MappedPatient, MappedPractitioner, PatientSettings } from './mapped-resource.ts';
import { RejectedError } from './rejection.ts';

/** What a list of languages holds at most, and each of them. */
const [mostLanguages, longestLanguage] = [12, 60];

const sexes: Readonly<Record<string, AdministrativeSex>> = { male: 'M', female: 'F', other: 'X' };
export const genderIdentity = 'http://hl7.org/fhir/StructureDefinition/patient-genderIdentity';

/**
 * A Patient as kept.
 *
 * @param today civil date in UTC, against which a birth is in the future
 * @throws RejectedError
 */
export function mapPatient(patient: FhirPatient, today: string): MappedPatient {
  const { familyName, givenName, prefix, birthFamilyName } = namesOf(patient.name);
  const { birthDate, deceasedDateTime } = patient;
  if (patient.deceasedBoolean !== undefined && deceasedDateTime !== undefined) throw new RejectedError('VALUE_INVALID', 'deceasedBoolean');
  if (birthDate !== undefined && isBefore(latestDay(today), birthDate)) throw new RejectedError('DATE_IMPOSSIBLE', 'birthDate');
  if (birthDate !== undefined && deceasedDateTime !== undefined && isBefore(deceasedDateTime, birthDate)) throw new RejectedError('DATE_IMPOSSIBLE', 'deceasedDateTime');
  const spoken = patient.communication?.find((one) => one.preferred === true) ?? patient.communication?.[0];
  const gender = extensionAt(patient.extension, genderIdentity)?.valueCodeableConcept;
  return {
    table: 'patient',
    content: {
      family_name: familyName,
      given_name: givenName,
      birth_family_name: birthFamilyName,
      prefix,
      birth_date: birthDate ?? null,
      administrative_sex: sexes[patient.gender ?? ''] ?? 'unknown',
      gender: conceptText(gender),
      language: firstFilled(mainCoding(spoken?.language)?.code, conceptText(spoken?.language)),
      phone: contactOf(patient.telecom, 'phone'),
      email: contactOf(patient.telecom, 'email'),
      ...addressOf(patient.address),
      deceased: patient.deceasedBoolean === true || deceasedDateTime !== undefined ? 1 : 0,
      deceased_on: deceasedDateTime ?? null,
      marital_status: firstFilled(mainCoding(patient.maritalStatus)?.code, conceptText(patient.maritalStatus)),
    },
    identifiers: identifiersOf(patient.identifier),
    settings: settingsOf(patient),
  };
}

/** What a clinic itself knows of somebody, as another Relais wrote it; taken when the person is put on file, never later. */
function settingsOf({ extension }: FhirPatient): PatientSettings {
  const code = (url: string): string | undefined => extensionAt(extension, url)?.valueCode;
  return {
    region_code: code(ownExtensions.region) ?? null,
    mobility: mobility.safeParse(code(ownExtensions.mobility)).data ?? 'unknown',
    tele_suitability: teleSuitability.safeParse(code(ownExtensions.teleSuitability)).data ?? 'unknown',
  };
}

/** @throws RejectedError */
export function mapPractitioner(practitioner: FhirPractitioner): MappedPractitioner {
  const { familyName, givenName, prefix } = namesOf(practitioner.name);
  return {
    table: 'practitioner',
    content: {
      family_name: familyName,
      given_name: givenName,
      prefix,
      administrative_sex: practitioner.gender === undefined ? null : (sexes[practitioner.gender] ?? 'unknown'),
      phone: contactOf(practitioner.telecom, 'phone'),
      fax: contactOf(practitioner.telecom, 'fax'),
      email: contactOf(practitioner.telecom, 'email'),
      ...addressOf(practitioner.address),
      organization: extensionAt(practitioner.extension, ownExtensions.organization)?.valueString ?? null,
      active: practitioner.active === false ? 0 : 1,
      languages: JSON.stringify(spokenBy(practitioner)),
    },
    identifiers: identifiersOf(practitioner.identifier),
  };
}

/** By tag, else by words; each once, in the order of the alphabet. */
function spokenBy({ communication = [] }: FhirPractitioner): string[] {
  const spoken = communication.flatMap((one) => firstFilled(mainCoding(one)?.code, conceptText(one)) ?? []).map((one) => one.trim());
  return [...new Set(spoken)].filter((one) => one !== '' && one.length <= longestLanguage).sort().slice(0, mostLanguages);
}

/** Somewhere on Earth it is already tomorrow: only a birth after that is in the future. */
function latestDay(today: string): string {
  return Temporal.PlainDate.from(today).add({ days: 1 }).toString();
}
