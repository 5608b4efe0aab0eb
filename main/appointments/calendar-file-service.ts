import type { Inputs } from '#contract/index.ts';
import { reachOf } from '../access/record-reach.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { visitById } from './appointment-repository.ts';
import { visitPatients } from './calendar-repository.ts';
import { professionalName } from '../people/person-name.ts';
import { calendarFileName, visitCalendarFile } from './visit-calendar-file.ts';
import { anyVisit } from './visit-undo-repository.ts';

/** A visit as a file for a calendar; that it was made is on record. Of a record closed to the caller it has no video link. */
export function createCalendarFileService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  return {
    /** @throws DeclaredError `NOT_FOUND` */
    make: async (caller: Caller, { appointmentId, language, withName }: Inputs['visits']['calendarFile']): Promise<{ name: string; content: Buffer }> =>
      unitOfWork.write(async (db) => {
        const reach = reachOf(caller, 'appointment.read', ports.clock.now());
        const visit = await visitById(db, reach, appointmentId, 'any');
        const row = visit && (await anyVisit(db, appointmentId));
        const patient = visit && (await visitPatients(db, reach, [visit.patientId])).get(visit.patientId);
        if (!visit || !row || !patient) throw new DeclaredError('NOT_FOUND');
        await audit.record(db, { userId: caller.userId, action: 'appointment.calendar-file', entity: 'appointment', entityId: visit.id, patientId: visit.patientId, detail: { named: withName } });
        const { id, version, startsAt, endsAt, zone, modality, videoLink, localStart } = visit;
        const content = visitCalendarFile(
          { id, version, startsAt, endsAt, zone, modality, videoLink, professionalName: professionalName(visit.professional), siteName: visit.site?.name ?? null, isCancelled: visit.status === 'cancelled', changedAt: row.updatedAt },
          { clinicId: clinic.id, clinicName: clinic.name, language, patientName: withName ? `${patient.familyName}, ${patient.givenName}` : null },
        );
        return { name: calendarFileName(localStart, language), content: Buffer.from(content) };
      }),
  };
}
