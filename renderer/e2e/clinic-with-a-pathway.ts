import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, civilDate } from '../../main/appointments/wall-time.ts';
import { createClinic } from '../../main/clinics/clinic-creation.ts';
import { seededRandom } from '../../main/clinics/demonstration/random.ts';
import { writePanel } from '../../main/clinics/demonstration/seeded-laboratory.ts';
import { openClinic } from '../../main/clinics/open-clinic.ts';
import { trainForHome } from '../../main/pathways/doses/testing/dosed-patient.ts';
import { systemClock } from '../../main/platform/clock.ts';
import { newId } from '../../main/platform/ids.ts';
import { memoryLog } from '../../main/platform/log.ts';
import { callerFrom } from '../../main/users/caller.ts';

export const everybody = { login: 'i.chauvin', password: 'huit chevaux verts sur la rivière' } as const;

/** A team of one, who holds every role of immunotherapy at home and is trained for it; somebody known to the clinic, on no pathway yet. */
export async function clinicWithAPathway(): Promise<{ readonly directory: string; readonly patientId: string; readonly remove: () => void }> {
  const parent = mkdtempSync(join(tmpdir(), 'relais-pathway-'));
  const directory = join(parent, 'clinic');
  const ports = { clock: systemClock, newId, log: memoryLog(), dataDirectory: parent, pageDirectory: parent };
  const zone = 'Europe/Paris';
  const { store } = await createClinic(
    directory,
    {
      clinic: { name: 'HAD du Rhône', setting: 'home-care', country: 'FR', region: '84', timeZone: zone, language: 'fr', demonstration: false },
      administrator: { givenName: 'Isabelle', familyName: 'Chauvin', ...everybody, roles: ['administrator', 'coordinator', 'oncologist', 'pharmacist', 'community-nurse'] },
    },
    ports,
  );
  const { services } = await openClinic(store, ports);
  const patientId = newId();
  const account = await store.unitOfWork.read((db) => db.selectFrom('user_account').select(['id', 'login', 'practitioner_id']).executeTakeFirstOrThrow());
  const coordinator = callerFrom({ ...account, practitionerId: account.practitioner_id, displayName: 'Isabelle Chauvin', language: 'fr', theme: 'system', roles: ['coordinator'] });
  await services.patients.register(coordinator, {
    patientId, familyName: 'Béland', givenName: 'Maryse', birthFamilyName: null, birthDate: '1959-04-02', administrativeSex: 'F', nam: null, fileNumber: 'H-12', language: 'fr', phone: '04 65 71 01 37', email: null, addressLine: null, city: 'Villeurbanne', postalCode: null, regionCode: null, mobility: 'unknown', teleSuitability: 'unknown',
  });
  await trainForHome({ services, newId, coordinator }, account.practitioner_id ?? '', addDays(civilDate(ports.clock.now(), zone), -400));
  // The blood test of this morning is in the record.
  await store.unitOfWork.write((db) => writePanel(db, { patientId, at: ports.clock.now() }, { draw: seededRandom(1).for('blood'), newId }));
  await store.close();
  return { directory, patientId, remove: () => rmSync(parent, { recursive: true, force: true }) };
}
