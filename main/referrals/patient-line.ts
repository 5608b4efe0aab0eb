import type { PatientSummary } from '#contract/patients.ts';
import { identifierSystems } from '#contract/values.ts';
import { accessFrom } from '../access/reach-repository.ts';
import { maskNam } from '../patients/nam-rules.ts';

/** The columns of a patient that a line needs. */
interface PatientColumns {
  readonly family_name: string;
  readonly given_name: string;
  readonly birth_date: string | null;
  readonly administrative_sex: string;
  readonly region_code: string | null;
  readonly deceased: number;
  /** An `accessColumn`. */
  readonly access: number;
}

/** A patient as a line of a list names them: insurance number masked. */
export function patientLine(id: string, patient: PatientColumns, identifiers: readonly { system: string; value: string }[]): PatientSummary {
  const valueOf = (system: string) => identifiers.find((identifier) => identifier.system === system)?.value ?? null;
  const nam = valueOf(identifierSystems.nam);
  return {
    id,
    familyName: patient.family_name,
    givenName: patient.given_name,
    birthDate: patient.birth_date,
    administrativeSex: patient.administrative_sex as PatientSummary['administrativeSex'],
    maskedNam: nam && maskNam(nam),
    fileNumber: valueOf(identifierSystems.file),
    regionCode: patient.region_code,
    deceased: patient.deceased === 1,
    access: accessFrom(patient.access),
  };
}
