import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insertVisit } from '../../main/appointments/appointment-repository.ts';
import { addPatient } from '../../main/appointments/testing/booking-fixtures.ts';
import { localDateTime } from '../../main/appointments/wall-time.ts';
import { createClinic } from '../../main/clinics/clinic-creation.ts';
import { openClinic } from '../../main/clinics/open-clinic.ts';
import { addMilliseconds, systemClock } from '../../main/platform/clock.ts';
import { newId } from '../../main/platform/ids.ts';
import { memoryLog } from '../../main/platform/log.ts';

export const doctor = { login: 'g.lachance', password: 'huit chevaux verts sur la rivière' } as const;

/** A clinic whose only rheumatologist, also its administrator, has a video visit now, with consent. */
export async function clinicWithARemoteVisit(): Promise<{ readonly directory: string; readonly remove: () => void }> {
  const parent = mkdtempSync(join(tmpdir(), 'relais-remote-'));
  const directory = join(parent, 'clinic');
  const ports = { clock: systemClock, newId, log: memoryLog(), dataDirectory: parent, pageDirectory: parent };
  const zone = 'America/Toronto';
  const { store } = await createClinic(
    directory,
    {
      clinic: { name: 'Clinique du Lac', setting: 'private-office', country: 'CA', region: '06', timeZone: zone, language: 'fr', demonstration: false },
      administrator: { givenName: 'Geneviève', familyName: 'Lachance', ...doctor, roles: ['administrator', 'rheumatologist'] },
    },
    ports,
  );
  await openClinic(store, ports);
  const patientId = await addPatient(store);
  const startsAt = `${ports.clock.now().slice(0, 16)}:00.000Z`;
  await store.unitOfWork.write(async (db) => {
    const { id } = await db.selectFrom('practitioner').select('id').executeTakeFirstOrThrow();
    const account = await db.selectFrom('user_account').select('id').executeTakeFirstOrThrow();
    await insertVisit(db, {
      id: newId(), patientId, practitionerId: id, referralId: null, startsAt, endsAt: addMilliseconds(startsAt, 1_800_000), localStart: localDateTime(startsAt, zone), zone, patientZone: null, modality: 'VIDEO',
      reason: null, purpose: 'flare', videoLink: null, consent: { given: true, how: 'verbal', limitsExplained: true, notedAt: startsAt, notedBy: account.id }, createdAt: startsAt, createdBy: account.id,
    });
  });
  await store.close();
  return { directory, remove: () => rmSync(parent, { recursive: true, force: true }) };
}
