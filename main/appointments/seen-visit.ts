import type { AppointmentView } from '#contract/appointments.ts';
import { reachOf } from '../access/record-reach.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { errorCode } from '../platform/database/unit-of-work.ts';
import type { Caller } from '../users/caller.ts';
import { visitById } from './appointment-repository.ts';
import { toAppointmentView } from './appointment-view.ts';
import { requireOwnCalendar } from './booking-service.ts';
import { visitPatients } from './calendar-repository.ts';
import { type AnyVisit, anyVisit, lastVisitChange } from './visit-undo-repository.ts';

/** Exclusion violation of PostgreSQL: the time was taken meanwhile. */
const takenCode = '23P01';

/** The visit a command is about, as its person saw it. @throws DeclaredError `NOT_FOUND`, `FORBIDDEN` (another's calendar), `STALE` naming who came in between */
export async function visitAsSeen(db: ReadExecutor, caller: Caller, { appointmentId, expectedVersion }: { appointmentId: string; expectedVersion: number }): Promise<AnyVisit> {
  const visit = await anyVisit(db, appointmentId);
  if (!visit) throw new DeclaredError('NOT_FOUND');
  requireOwnCalendar(caller, visit.practitionerId);
  if (visit.version !== expectedVersion) throw await staleVisit(db, visit);
  return visit;
}

export async function staleVisit(db: ReadExecutor, visit: AnyVisit): Promise<DeclaredError> {
  return new DeclaredError('STALE', { version: visit.version, changedBy: await lastVisitChange(db, visit), changedAt: visit.updatedAt });
}

/** A visit just written, as the contract shows it to whoever wrote it at a moment. */
export async function writtenVisit(db: ReadExecutor, caller: Caller, now: string, visit: AnyVisit): Promise<AppointmentView> {
  const row = await visitById(db, 'program', visit.id, 'any');
  const patient = (await visitPatients(db, reachOf(caller, 'appointment.read', now), [visit.patientId])).get(visit.patientId);
  if (!row || !patient) throw new Error('a visit just written cannot be read');
  return toAppointmentView(row, patient);
}

/** Runs a command that takes a time; what the database refuses as an overlap is `SLOT_TAKEN`. */
export async function orSlotTaken<T>(command: () => Promise<T>): Promise<T> {
  try {
    return await command();
  } catch (error) {
    if (errorCode(error) === takenCode) throw new DeclaredError('SLOT_TAKEN');
    throw error;
  }
}
