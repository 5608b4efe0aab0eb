import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, civilDate } from '../../main/appointments/wall-time.ts';
import { anEntry } from '../../main/assessments/testing/assessment-fixtures.ts';
import { createClinic } from '../../main/clinics/clinic-creation.ts';
import { openClinic } from '../../main/clinics/open-clinic.ts';
import { systemClock } from '../../main/platform/clock.ts';
import { newId } from '../../main/platform/ids.ts';
import { memoryLog } from '../../main/platform/log.ts';
import { callerFrom } from '../../main/users/caller.ts';

export const rheumatologist = { login: 'i.chauvin', password: 'huit chevaux verts sur la rivière' } as const;

/**
 * A rheumatologist alone, whose training in inflammatory diseases is noted, in biologics not; two people on no pathway yet. Béland takes adalimumab
 * since fourteen weeks, whose authorisation ends in thirty days, and her CDAI fell by half; Hébert was at target at both ends of seven months.
 */
export async function clinicWithABiologic() {
  const parent = mkdtempSync(join(tmpdir(), 'relais-biologic-'));
  const directory = join(parent, 'clinic');
  const ports = { clock: systemClock, newId, log: memoryLog(), dataDirectory: parent, pageDirectory: parent };
  const zone = 'America/Toronto';
  const { store } = await createClinic(
    directory,
    {
      clinic: { name: 'Rhumatologie du Parc', setting: 'private-office', country: 'CA', region: '06', timeZone: zone, language: 'fr', demonstration: false },
      administrator: { givenName: 'Isabelle', familyName: 'Chauvin', ...rheumatologist, roles: ['administrator', 'rheumatologist'] },
    },
    ports,
  );
  const { services } = await openClinic(store, ports);
  const account = await store.unitOfWork.read((db) => db.selectFrom('user_account').select(['id', 'login', 'practitioner_id']).executeTakeFirstOrThrow());
  const caller = callerFrom({ ...account, practitionerId: account.practitioner_id, displayName: 'Isabelle Chauvin', language: 'fr', theme: 'system', roles: ['administrator', 'rheumatologist'] });
  const today = civilDate(ports.clock.now(), zone);
  const day = (days: number): string => addDays(today, days);
  const register = async (familyName: string, givenName: string): Promise<string> => {
    const patientId = newId();
    await services.patients.register(caller, { patientId, familyName, givenName, birthFamilyName: null, birthDate: '1964-04-02', administrativeSex: 'F', nam: null, fileNumber: null, language: 'fr', phone: '514 555-0137', email: null, addressLine: null, city: 'Montréal', postalCode: null, regionCode: null, mobility: 'wheelchair', teleSuitability: 'unknown' });
    return patientId;
  };
  const sign = async (patientId: string, on: string, globalMm: number): Promise<void> => {
    const { assessmentId } = await services.assessments.begin(caller, { patientId, appointmentId: null });
    await services.assessments.save(caller, { assessmentId, expectedVersion: 1, entry: anEntry({ on, jointSet: '28', instruments: ['cdai'], values: { patient_global_mm: globalMm, physician_global_mm: globalMm } }) });
    await services.assessments.sign(caller, { assessmentId, expectedVersion: 2 });
  };
  const [biologic, stable] = [await register('Béland', 'Maryse'), await register('Hébert', 'Luce')];
  await sign(biologic, day(-100), 90);
  await sign(biologic, day(-7), 40);
  await sign(stable, day(-230), 40);
  await sign(stable, day(-10), 20);
  const lineId = newId();
  const added = await services.treatments.add(caller, { lineId, patientId: biologic, ingredient: 'adalimumab', text: '', din: null, dose: null, route: null, startedOn: day(-98), endedOn: null, stopReason: null, stopNote: '', indication: '', weight: null, confirmations: [{ guard: 'pre-biologic', reason: 'Liste vérifiée ailleurs' }] });
  await services.treatments.cover(caller, { lineId, expectedVersion: added.version, coverage: { payer: 'RAMQ', sentOn: day(-130), approvedOn: day(-120), renewsOn: day(30), note: '' } });
  await services.credentials.add(caller, { credentialId: newId(), practitionerId: caller.practitionerId ?? '', kind: 'inflammatory-diseases', hours: 7, obtainedOn: day(-400), expiresOn: null, issuer: 'Réseau' });
  await store.close();
  return { directory, day, remove: () => rmSync(parent, { recursive: true, force: true }) };
}
