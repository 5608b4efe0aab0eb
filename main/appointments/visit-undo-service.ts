import type { Inputs, Outputs } from '#contract/index.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { errorCode } from '../platform/database/unit-of-work.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { lockCalendars, overlaps, visitById } from './appointment-repository.ts';
import { toAppointmentView } from './appointment-view.ts';
import { requireOwnCalendar } from './booking-service.ts';
import { bookableReferral, markReferralBooked, visitPatients } from './calendar-repository.ts';
import { type AnyVisit, anyVisit, freeVisit, lastVisitChange, markReferralWaiting, takeVisitBack } from './visit-undo-repository.ts';

const everything = { scope: 'clinic', practitionerId: null } as const;
/** Exclusion violation of PostgreSQL: the time was taken meanwhile. */
const takenCode = '23P01';

/** Compensating commands of the schedule: a booking taken back, a visit put back. Both leave their trace. */
export function createVisitUndoService({ unitOfWork, audit, ports }: ServiceDependencies) {
  const asSeen = async (db: WriteExecutor, caller: Caller, appointmentId: string, expectedVersion: number): Promise<AnyVisit> => {
    const visit = await anyVisit(db, appointmentId);
    if (!visit) throw new DeclaredError('NOT_FOUND');
    requireOwnCalendar(caller, visit.practitionerId);
    if (visit.version !== expectedVersion) throw await stale(db, visit);
    return visit;
  };

  return {
    /** @throws DeclaredError `STALE` (moved, cancelled, consent noted since), `ILLEGAL_STATE` (no longer booked), `FORBIDDEN`, `NOT_FOUND` */
    undoBooking: async (caller: Caller, { appointmentId, expectedVersion }: Inputs['appointments']['undoBooking']): Promise<Outputs['appointments']['undoBooking']> => {
      const now = ports.clock.now();
      return unitOfWork.write(async (db) => {
        const visit = await asSeen(db, caller, appointmentId, expectedVersion);
        if (visit.live === 0) throw new DeclaredError('ILLEGAL_STATE', { state: 'cancelled' });
        if (!(await freeVisit(db, visit, { now, userId: caller.userId, cause: 'booked-by-mistake' }))) throw await stale(db, visit);
        if (visit.referralId) await markReferralWaiting(db, visit.referralId, { now, userId: caller.userId });
        await audit.record(db, {
          userId: caller.userId, action: 'appointment.booking-undone', entity: 'appointment', entityId: visit.id, patientId: visit.patientId, detail: { referralId: visit.referralId },
        });
        return { version: expectedVersion + 1 };
      });
    },

    /**
     * @throws DeclaredError `SLOT_TAKEN` (by the professional or the patient meanwhile), `ILLEGAL_STATE` (the visit stands, or its
     * referral no longer waits for one), `STALE`, `FORBIDDEN`, `NOT_FOUND`
     */
    restore: async (caller: Caller, { appointmentId, expectedVersion }: Inputs['appointments']['restore']): Promise<Outputs['appointments']['restore']> => {
      const now = ports.clock.now();
      try {
        return await unitOfWork.write(async (db) => {
          const visit = await asSeen(db, caller, appointmentId, expectedVersion);
          if (visit.live === 1) throw new DeclaredError('ILLEGAL_STATE', { state: 'booked' });
          await lockCalendars(db, unitOfWork.engine, visit);
          if (await overlaps(db, visit)) throw new DeclaredError('SLOT_TAKEN');
          if (!(await takeVisitBack(db, visit, now))) throw await stale(db, visit);
          const referral = visit.referralId ? await bookableReferral(db, visit.referralId) : undefined;
          if (referral && !(await markReferralBooked(db, referral, { now, userId: caller.userId }))) throw new DeclaredError('ILLEGAL_STATE', { state: referral.state });
          await audit.record(db, { userId: caller.userId, action: 'appointment.restored', entity: 'appointment', entityId: visit.id, patientId: visit.patientId });
          const row = await visitById(db, everything, visit.id);
          const patient = (await visitPatients(db, [visit.patientId])).get(visit.patientId);
          if (!row || !patient) throw new Error('a visit just put back cannot be read');
          return toAppointmentView(row, patient);
        });
      } catch (error) {
        if (errorCode(error) === takenCode) throw new DeclaredError('SLOT_TAKEN');
        throw error;
      }
    },
  };
}

async function stale(db: ReadExecutor, visit: AnyVisit): Promise<DeclaredError> {
  return new DeclaredError('STALE', { version: visit.version, changedBy: await lastVisitChange(db, visit), changedAt: visit.updatedAt });
}
