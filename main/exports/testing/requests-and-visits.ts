import type { AppointmentStatus, CancelCause, CancelParty } from '#contract/visit-steps.ts';
import { identifierSystems } from '#contract/values.ts';
import { sortKey } from '../../patients/patient-name.ts';
import type { TestClinic } from '../../testing/test-clinic.ts';

/** A visit of every status; of those called off, by each party. */
const visits: readonly { readonly status: AppointmentStatus; readonly party?: CancelParty; readonly cause?: CancelCause; readonly note?: string }[] = [
  { status: 'booked' }, { status: 'arrived' }, { status: 'done' }, { status: 'no-show' },
  { status: 'cancelled', party: 'patient', cause: 'transport' }, { status: 'cancelled', party: 'clinic', cause: 'other', note: '=Dégât d’eau; «\u00a0fermé\u00a0»' },
  { status: 'cancelled', party: 'referrer', cause: 'seen-elsewhere' }, { status: 'cancelled', party: 'other', cause: 'deceased' },
];

/** Two requests and visits entered by hand, one with findings, for a person registered here. */
export async function enterRequestsAndVisits(clinic: TestClinic): Promise<{ patientId: string }> {
  const secretary = await clinic.caller('secretary');
  const { practitionerId } = await clinic.caller('rheumatologist');
  const { ports } = clinic;
  const patientId = ports.newId();
  await clinic.services.patients.register(secretary, {
    patientId, familyName: 'O’Neill-Bérubé', givenName: 'Zoé Anne', birthFamilyName: '=Côté', birthDate: '1958-03-14', administrativeSex: 'F', nam: null, fileNumber: '00123', language: 'fr',
    phone: '+1 514 555-0101', email: 'zoe@exemple.test', addressLine: '1, rue «\u00a0X\u00a0»', city: 'Gaspé', postalCode: 'G4X 1A1', regionCode: '11', mobility: 'aid', teleSuitability: 'phone-only',
  });
  const number = { patient_id: patientId, use: null, issuer: null, valid_from: null, valid_to: null, ins_qualified: 0 };
  await clinic.store.unitOfWork.write((db) =>
    db
      .insertInto('patient_identifier')
      .values([
        { ...number, id: ports.newId(), system: identifierSystems.nir, value: '258033674821445', use: 'official', ins_qualified: 1 },
        { ...number, id: ports.newId(), system: identifierSystems.nam, value: 'ONEZ58531418', valid_from: '2019-03', valid_to: '2027-03' },
        { ...number, id: ports.newId(), system: identifierSystems.foreign, value: 'BE 58.03.14-123.45', issuer: 'Belgique, registre national' },
      ])
      .execute(),
  );
  const referrerId = ports.newId();
  const now = ports.clock.now();
  await clinic.store.unitOfWork.write((db) =>
    db
      .insertInto('practitioner')
      .values({ id: referrerId, family_name: 'Dubois', given_name: 'Luc', prefix: 'Dr', sort_key: sortKey('Dubois', 'Luc'), search_terms: 'dubois luc', organization: 'GMF du Port', created_at: now, updated_at: now })
      .execute(),
  );
  const form = { patientId, referrerId, requestedClass: 'B' as const, prerequisitesProvided: [], receivedOn: '2026-11-10' };
  const answered = ports.newId();
  await clinic.services.referrals.enter(secretary, { ...form, referralId: answered, reasonCode: 'RH01', freeText: 'Synovites des MCP,\nraideur matinale; «\u00a0à voir\u00a0».', findings: { swollen_joints: 4, crp: 18.5, fever: false } });
  await clinic.services.referrals.enter(secretary, { ...form, referralId: ports.newId(), referrerId: null, reasonCode: null, requestedClass: null, freeText: '', findings: {} });
  for (const state of ['declined', 'cancelled'] as const) {
    const ended = ports.newId();
    await clinic.services.referrals.enter(secretary, { ...form, referralId: ended, reasonCode: null, freeText: `Demande ${state}`, findings: {} });
    await clinic.store.unitOfWork.write((db) => db.updateTable('referral').set({ state }).where('id', '=', ended).execute());
  }
  await clinic.store.unitOfWork.write(async (db) => {
    for (const [index, visit] of visits.entries()) {
      const id = ports.newId();
      const [day, isCancelled] = [20 + index, visit.status === 'cancelled'];
      await db
        .insertInto('appointment')
        .values({
          id, patient_id: patientId, professional_id: practitionerId ?? '', referral_id: index === 0 ? answered : null, starts_at: `2026-11-${day}T15:00:00.000Z`, ends_at: `2026-11-${day}T15:30:00.000Z`, local_start: `2026-11-${day}T10:00`,
          zone: 'America/Toronto', patient_zone: null, modality: 'VIDEO', status: visit.status, live: isCancelled ? 0 : 1, reason: 'Premier rendez-vous', video_link: null, consent: null, created_at: now, created_by: secretary.userId, updated_at: now,
          cancelled_at: isCancelled ? now : null, cancel_cause: visit.cause ?? null,
        })
        .execute();
      if (!isCancelled) continue;
      await db
        .insertInto('appointment_step')
        .values({ id: ports.newId(), appointment_id: id, kind: 'cancelled', at: now, by_user: secretary.userId, version: 2, before: '{}', party: visit.party ?? null, cause: visit.cause ?? null, note: visit.note ?? null, request_after: null })
        .execute();
    }
  });
  return { patientId };
}
