import type { TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';

/** Somebody of this name on file. */
export async function addPatient(clinic: TestClinic, caller: Caller, familyName: string): Promise<string> {
  const patientId = clinic.ports.newId();
  await clinic.services.patients.register(caller, {
    patientId, familyName, givenName: 'Essai', birthFamilyName: null, birthDate: '1970-05-02', administrativeSex: 'F', nam: null, fileNumber: null, language: 'fr', phone: null, email: null, addressLine: null, city: null,
    postalCode: null, regionCode: null, mobility: 'unknown', teleSuitability: 'unknown',
  });
  return patientId;
}
