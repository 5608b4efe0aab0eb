import type { Inputs, Outputs } from '#contract/index.ts';
import { reachOf } from '../access/record-reach.ts';
import { addMilliseconds } from '../platform/clock.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { busyTimes, overlaps, patientTimes, visitById } from './appointment-repository.ts';
import { isLate } from './booking-rules.ts';
import { mayWriteCalendar } from './booking-service.ts';
import { professionalHours, visitPatients } from './calendar-repository.ts';
import { awayAt } from './closed-times.ts';
import { busyAround, keptAround, toInterval } from './slot-search.ts';
import { mayHold } from './types/visit-type-rules.ts';
import { visitTypeOf } from './types/visit-type-repository.ts';
import { anyVisit } from './visit-undo-repository.ts';
import { holdsNow } from './holds/hold-repository.ts';
import { resourcesAt } from './resources/reserve-resources.ts';
import { nowhere, placeDuring } from './slot-rules.ts';
import { moveObstacles } from './visit-life-rules.ts';
import { localDateTime } from './wall-time.ts';

/** Judges places while a visit is held over the calendar, as the move itself will; it changes nothing. */
export function createMovePreviewService({ unitOfWork, clinic, ports }: ServiceDependencies) {
  const zone = clinic.timeZone;
  return {
    /** @throws DeclaredError `NOT_FOUND` for a visit out of reach, or somebody who is not at work in the clinic */
    tryMove: async (caller: Caller, { appointmentId, practitionerId, startsAt, minutes }: Inputs['visits']['tryMove']): Promise<Outputs['visits']['tryMove']> => {
      const now = ports.clock.now();
      const reach = reachOf(caller, 'appointment.read', now);
      return unitOfWork.read(async (db) => {
        const visit = await visitById(db, reach, appointmentId, 'any');
        const [professional] = await professionalHours(db, { practitionerId, role: null });
        const patient = visit && (await visitPatients(db, reach, [visit.patientId])).get(visit.patientId);
        if (!visit || !patient || !professional) throw new DeclaredError('NOT_FOUND');
        const endsAt = addMilliseconds(startsAt, minutes * 60_000);
        const where = placeDuring(professional.openings, toInterval({ startsAt, endsAt }), { zone, modality: visit.modality });
        const worksAtAll = placeDuring(professional.openings, toInterval({ startsAt, endsAt }), { zone, modality: null });
        const kept = await anyVisit(db, visit.id);
        const busy = kept ? busyAround({ startsAt, endsAt }, keptAround(kept)) : {};
        const type = (await visitTypeOf(db, kept?.purpose ?? null)) ?? null;
        const isHolder = practitionerId === visit.practitionerId || mayHold(type, professional.role);
        const place = { id: visit.id, patientId: visit.patientId, practitionerId, startsAt, endsAt, ...busy, ...(where ?? worksAtAll ?? nowhere(zone)) };
        const resources = await resourcesAt(db, { ...place, modality: visit.modality }, type, now);
        const range = { from: startsAt, until: endsAt, except: visit.id };
        const held = await holdsNow(db, { practitionerIds: [practitionerId], from: busy.busyFrom ?? startsAt, until: busy.busyUntil ?? endsAt, now, exceptPatientId: visit.patientId });
        const [localStart, localEnd] = [localDateTime(startsAt, place.zone), localDateTime(endsAt, place.zone)];
        const away = await awayAt(db, place);
        const against = moveObstacles({
          status: visit.status, isOwnCalendar: mayWriteCalendar(caller, visit.practitionerId) && mayWriteCalendar(caller, practitionerId), startsAt, now, deceased: patient.deceased,
          works: where !== null, worksAtAll: worksAtAll !== null,
          professionalBusy: (await busyTimes(db, [practitionerId], { ...range, from: busy.busyFrom ?? startsAt, until: busy.busyUntil ?? endsAt })).length > 0, isHolder, isHeld: held.length > 0, patientBusy: (await patientTimes(db, visit.patientId, range)).length > 0,
          overlaps: resources === null || (await overlaps(db, place)) !== null, isAway: away.length > 0,
        });
        return { against, away, localStart, localEnd, late: isLate(localStart.slice(0, 10), patient.access === 'closed' ? null : visit.dueOn) };
      });
    },
  };
}
