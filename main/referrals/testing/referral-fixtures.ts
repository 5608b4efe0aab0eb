import type { Inputs } from '#contract/index.ts';
import { identifierSystems } from '#contract/values.ts';
import type { Features } from '#contract/triage.ts';
import { sortKey } from '../../patients/patient-name.ts';
import type { TestClinic } from '../../testing/test-clinic.ts';

/** A fictional patient, straight into the tables. */
export async function aPatient(
  clinic: TestClinic,
  { familyName = 'Béland', givenName = 'Maryse', birthDate = '1979-02-08', nam = 'BELM79520817' }: { familyName?: string; givenName?: string; birthDate?: string | null; nam?: string | null } = {},
): Promise<string> {
  const id = clinic.ports.newId();
  const now = clinic.ports.clock.now();
  await clinic.store.unitOfWork.write(async (db) => {
    await db
      .insertInto('patient')
      .values({
        id, family_name: familyName, given_name: givenName, sort_key: sortKey(familyName, givenName), birth_date: birthDate, administrative_sex: 'F', language: 'fr',
        region_code: '06', phone: '514 555-0142', created_at: now, updated_at: now,
      })
      .execute();
    if (nam) await db.insertInto('patient_identifier').values({ id: clinic.ports.newId(), patient_id: id, system: identifierSystems.nam, value: nam }).execute();
  });
  return id;
}

/** Findings that lead to one class each, for a person of 47. */
export const findingsOf = {
  /** R01: hot joint with fever. */
  URG: { acute_hot_joint: true, fever: true },
  /** R18: red painful eye in inflammatory disease. */
  A: { pregnant: true, teratogen: true },
  /** R21: severe polyarthritis. */
  B: { swollen_joints: 8, morning_stiffness_min: 90, squeeze_positive: true, unable_work_selfcare: true, crp: 34 },
  /** R31: recent inflammatory arthritis. */
  C: { swollen_joints: 4, morning_stiffness_min: 60, acpa: 'high', rf: 'high', crp: 14 },
  /** R58: nothing recognised. */
  D: {},
  /** R51: mechanical osteoarthritis. */
  E: { oa: true, swollen_joints: 0, squeeze_positive: false, morning_stiffness_min: 5, crp: 2, haq: 0.3, falls_12m: 0, unable_work_selfcare: false },
} as const satisfies Record<string, Features>;

/** A request as the form sends it. */
export function aRequest(clinic: TestClinic, patientId: string, said: Partial<Inputs['referrals']['enter']> = {}): Inputs['referrals']['enter'] {
  return {
    referralId: clinic.ports.newId(), patientId, referrerId: null, receivedOn: '2026-11-16', reasonCode: 'RH04', requestedClass: 'C',
    freeText: 'Mains et poignets enflés depuis le début d’octobre.', findings: findingsOf.B, prerequisitesProvided: ['XR_HANDS_FEET'], ...said,
  };
}
