import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addPatient } from '../../main/appointments/testing/booking-fixtures.ts';
import { createClinic } from '../../main/clinics/clinic-creation.ts';
import { openClinic } from '../../main/clinics/open-clinic.ts';
import { systemClock } from '../../main/platform/clock.ts';
import { newId } from '../../main/platform/ids.ts';
import { memoryLog } from '../../main/platform/log.ts';
import { callerFrom } from '../../main/users/caller.ts';
import { insertAccount } from '../../main/users/user-repository.ts';

export const administrator = { login: 'g.lachance', password: 'huit chevaux verts sur la rivière' } as const;

/** A clinic of which a restricted record was opened by exception, closed again; the administrator is Geneviève Lachance. */
export async function clinicWithAnOpening(): Promise<{ readonly directory: string; readonly remove: () => void }> {
  const parent = mkdtempSync(join(tmpdir(), 'relais-opening-'));
  const directory = join(parent, 'clinic');
  const ports = { clock: systemClock, newId, log: memoryLog(), dataDirectory: parent, pageDirectory: parent };
  const { store } = await createClinic(
    directory,
    {
      clinic: { name: 'Clinique du Lac', setting: 'private-office', country: 'CA', region: '06', timeZone: 'America/Toronto', language: 'fr', demonstration: false },
      administrator: { givenName: 'Geneviève', familyName: 'Lachance', ...administrator, roles: ['administrator'] },
    },
    ports,
  );
  const { services } = await openClinic(store, ports);
  const person = async (login: string, displayName: string, role: 'nurse' | 'secretary') => {
    const account = { id: newId(), login, displayName, practitionerId: null, language: 'fr', roles: [role] } as const;
    await store.unitOfWork.write((db) => insertAccount(db, { ...account, now: ports.clock.now() }));
    return callerFrom({ ...account, theme: 'system' });
  };
  const patientId = await addPatient(store);
  await services.access.restrict(await person('c.dube', 'Chantal Dubé', 'secretary'), { patientId, reason: 'person-request', words: 'Demande signée' });
  await services.access.openByException(await person('s.gagnon', 'Sophie Gagnon', 'nurse'), { openingId: newId(), patientId, reason: 'emergency', words: 'Appel de l’urgence' });
  await store.close();
  return { directory, remove: () => rmSync(parent, { recursive: true, force: true }) };
}
