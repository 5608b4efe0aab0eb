import type { AppointmentView } from '#contract/appointments.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import type { VisitStepKind } from '#contract/visit-steps.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { lockCalendars, overlaps } from './appointment-repository.ts';
import { requireNotHeld } from './holds/held-places.ts';
import { reopenEntriesPlaced } from './holds/hold-repository.ts';
import { professionalHours } from './calendar-repository.ts';
import { reserveResources } from './resources/reserve-resources.ts';
import { placeDuring } from './slot-rules.ts';
import { busyAround, keptAround, toInterval } from './slot-search.ts';
import { visitTypeOf } from './types/visit-type-repository.ts';
import { mayOverbookAt } from './visit-exception-repository.ts';
import { orSlotTaken, staleVisit, visitAsSeen, writtenVisit } from './seen-visit.ts';
import { type BeforeStep, lastStep, markStepUndone, moveReferral, placeVisit, referralState } from './visit-step-repository.ts';
import { writeOutcome } from './remote/remote-visit-repository.ts';
import { type AnyVisit, freeVisit, markReferralWaiting } from './visit-undo-repository.ts';

/** Compensating commands of the schedule: a booking taken back, a visit put back, its last step taken back. All leave their trace. */
export function createVisitUndoService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  /** Puts a visit where it was, its request with it. @throws DeclaredError `SLOT_TAKEN`, `STALE`, `ILLEGAL_STATE` where the request went on meanwhile */
  const putBack = async (db: WriteExecutor, visit: AnyVisit, before: Omit<BeforeStep, 'referralState'>, referral: { from: string; to: string } | null, who: { now: string; userId: string }): Promise<void> => {
    const place = { ...before, ...busyAround(before, keptAround(visit)), id: visit.id, patientId: visit.patientId };
    await lockCalendars(db, unitOfWork.engine, place);
    const taken = await overlaps(db, place);
    const overbooked = taken === 'professional' && (await mayOverbookAt(db, visit.id, place));
    if (taken !== null && !overbooked) throw new DeclaredError('SLOT_TAKEN');
    await requireNotHeld(db, place, who.now);
    if (!(await placeVisit(db, visit, { ...place, overbooked }, who.now))) throw await staleVisit(db, visit);
    const [professional] = await professionalHours(db, { practitionerId: place.practitionerId, role: null });
    const roomId = placeDuring(professional?.openings ?? [], toInterval(place), { zone: clinic.timeZone, modality: visit.modality })?.roomId ?? null;
    await reserveResources(db, { ...place, roomId, modality: visit.modality }, (await visitTypeOf(db, visit.purpose)) ?? null, { engine: unitOfWork.engine, newId: ports.newId, now: who.now });
    if (visit.referralId && referral && !(await moveReferral(db, visit.referralId, referral, who))) {
      throw new DeclaredError('ILLEGAL_STATE', { state: (await referralState(db, visit.referralId)) ?? 'closed' });
    }
  };
  const undoLast = async (db: WriteExecutor, caller: Caller, visit: AnyVisit, now: string): Promise<VisitStepKind> => {
    const step = await lastStep(db, visit.id);
    if (!step) throw new DeclaredError('ILLEGAL_STATE', { state: visit.status });
    const { referralState: stateBefore, ...before } = step.before;
    const who = { now, userId: caller.userId };
    await putBack(db, visit, before, stateBefore ? { from: stateLeft(step.kind, step.requestAfter), to: stateBefore } : null, who);
    await markStepUndone(db, step.id, who);
    // A visit moved to an earlier place for which its person waited: they wait again.
    if (step.kind === 'moved') await reopenEntriesPlaced(db, visit.id);
    // What a visit at a distance left to book goes with the word that it was done.
    if (step.kind === 'done') await writeOutcome(db, visit.id, null, who);
    return step.kind;
  };

  /** Takes one booking back in a transaction that is open. */
  const undoBookingWithin = async (db: WriteExecutor, caller: Caller, input: Inputs['appointments']['undoBooking'], now: string): Promise<void> => {
    const visit = await visitAsSeen(db, caller, input);
    if (visit.status !== 'booked') throw new DeclaredError('ILLEGAL_STATE', { state: visit.status });
    if (!(await freeVisit(db, visit, { now, userId: caller.userId, cause: 'booked-by-mistake' }))) throw await staleVisit(db, visit);
    if (visit.referralId) await markReferralWaiting(db, visit.referralId, { now, userId: caller.userId });
    await reopenEntriesPlaced(db, visit.id);
    await audit.record(db, {
      userId: caller.userId, action: 'appointment.booking-undone', entity: 'appointment', entityId: visit.id, patientId: visit.patientId, detail: { referralId: visit.referralId },
    });
  };
  /** Takes the last step of one visit back in a transaction that is open. */
  const undoStepWithin = async (db: WriteExecutor, caller: Caller, input: Inputs['visits']['undoStep'], now: string): Promise<AppointmentView> => {
    const visit = await visitAsSeen(db, caller, input);
    const step = await undoLast(db, caller, visit, now);
    await audit.record(db, { userId: caller.userId, action: 'appointment.step-undone', entity: 'appointment', entityId: visit.id, patientId: visit.patientId, detail: { step } });
    return writtenVisit(db, caller, now, visit);
  };

  return {
    undoBookingWithin,
    undoStepWithin,

    /** @throws DeclaredError `STALE` (moved, cancelled, consent noted since), `ILLEGAL_STATE` (no longer booked), `FORBIDDEN`, `NOT_FOUND` */
    undoBooking: async (caller: Caller, input: Inputs['appointments']['undoBooking']): Promise<Outputs['appointments']['undoBooking']> => {
      const now = ports.clock.now();
      return unitOfWork.write(async (db) => {
        await undoBookingWithin(db, caller, input, now);
        return { version: input.expectedVersion + 1 };
      });
    },

    /**
     * @throws DeclaredError `SLOT_TAKEN` (by the professional or the patient meanwhile), `ILLEGAL_STATE` (the visit stands, or its
     * referral no longer waits for one), `STALE`, `FORBIDDEN`, `NOT_FOUND`
     */
    restore: async (caller: Caller, input: Inputs['appointments']['restore']): Promise<Outputs['appointments']['restore']> => {
      const now = ports.clock.now();
      return orSlotTaken(() =>
        unitOfWork.write(async (db) => {
          const visit = await visitAsSeen(db, caller, input);
          if (visit.live === 1) throw new DeclaredError('ILLEGAL_STATE', { state: visit.status });
          if ((await lastStep(db, visit.id))?.kind === 'cancelled') await undoLast(db, caller, visit, now);
          else await putBack(db, visit, { ...visit, status: 'booked' }, visit.referralId ? { from: 'accepted', to: 'booked' } : null, { now, userId: caller.userId });
          await audit.record(db, { userId: caller.userId, action: 'appointment.restored', entity: 'appointment', entityId: visit.id, patientId: visit.patientId });
          return writtenVisit(db, caller, now, visit);
        }),
      );
    },

    /** @throws DeclaredError `SLOT_TAKEN` (its place, meanwhile), `ILLEGAL_STATE` (nothing to take back, or its request went on), `STALE`, `FORBIDDEN`, `NOT_FOUND` */
    undoStep: async (caller: Caller, input: Inputs['visits']['undoStep']): Promise<Outputs['visits']['undoStep']> => {
      const now = ports.clock.now();
      return orSlotTaken(() => unitOfWork.write((db) => undoStepWithin(db, caller, input, now)));
    },
  };
}

/** The state in which a step left the request of its visit: a cancellation alone may have left it in either. */
function stateLeft(kind: VisitStepKind, requestAfter: string | null): string {
  if (kind === 'done') return 'closed';
  return requestAfter === 'closed' ? 'closed' : 'accepted';
}
