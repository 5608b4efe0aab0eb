import type { AppointmentView } from '#contract/appointments.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import { reachOf } from '../access/record-reach.ts';
import { addMilliseconds } from '../platform/clock.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { lockCalendars } from './appointment-repository.ts';
import { requireFree, requireOpen } from './closed-times.ts';
import { requireNotHeld, settleHolds } from './holds/held-places.ts';
import { requireOwnCalendar } from './booking-service.ts';
import { bookableReferral, professionalHours, visitPatients } from './calendar-repository.ts';
import { isLate } from './booking-rules.ts';
import { orSlotTaken, staleVisit, visitAsSeen, writtenVisit } from './seen-visit.ts';
import { busyAround, keptAround, toInterval } from './slot-search.ts';
import { mayHold } from './types/visit-type-rules.ts';
import { visitTypeOf } from './types/visit-type-repository.ts';
import { nowhere, placeDuring } from './slot-rules.ts';
import { freeResources } from './resources/resource-repository.ts';
import { reserveResources } from './resources/reserve-resources.ts';
import { cancelRefusal, markRefusal, moveRefusal, requestAfterMark, type StepRefusal } from './visit-life-rules.ts';
import { beginningRefusal, outcomeRefusal } from './remote/remote-visit-rules.ts';
import { remoteVersion, writeOutcome } from './remote/remote-visit-repository.ts';
import { insertStep, lastStep, moveReferral, type NewStep, placeVisit, setVisitStatus } from './visit-step-repository.ts';
import { insertException } from './visit-exception-repository.ts';
import { type AnyVisit, freeVisit, markReferralWaiting } from './visit-undo-repository.ts';
import { addDays, civilDate, localDateTime } from './wall-time.ts';

/** Refuses a visit booked for an act by somebody who is not trained for it on its day. */
export type VisitTraining = (db: WriteExecutor, visit: { readonly appointmentId: string; readonly practitionerId: string; readonly on: string }) => Promise<void>;

/** What happens to a visit once booked: it takes place or not, moves, is called off. Each step is kept with who and when, and can be taken back. */
export function createVisitLifeService({ unitOfWork, audit, clinic, ports }: ServiceDependencies, requireTrained: VisitTraining) {
  const zone = clinic.timeZone;

  /** Keeps a step; `referralState`: what the request was, where the step changed it. */
  const keep = (db: WriteExecutor, visit: AnyVisit, step: Pick<NewStep, 'kind' | 'at' | 'userId' | 'cancelled'> & { referralState: string | null }): Promise<void> => {
    const { referralState, ...rest } = step;
    const { status, practitionerId, startsAt, endsAt, localStart } = visit;
    return insertStep(db, { ...rest, id: ports.newId(), appointmentId: visit.id, version: visit.version + 1, before: { status, practitionerId, startsAt, endsAt, localStart, zone: visit.zone, siteId: visit.siteId, referralState } });
  };
  const entry = (caller: Caller, visit: AnyVisit) => ({ userId: caller.userId, entity: 'appointment', entityId: visit.id, patientId: visit.patientId });

  /** Moves one visit in a transaction that is open; judged as a booking is. */
  const moveWithin = async (db: WriteExecutor, caller: Caller, input: Inputs['visits']['move'], now: string): Promise<AppointmentView> => {
    requireOwnCalendar(caller, input.practitionerId);
    const visit = await visitAsSeen(db, caller, input);
    await lockCalendars(db, unitOfWork.engine, { practitionerId: input.practitionerId, patientId: visit.patientId });
    const [professional] = await professionalHours(db, { practitionerId: input.practitionerId, role: null });
    const times = { practitionerId: input.practitionerId, startsAt: input.startsAt, endsAt: addMilliseconds(input.startsAt, input.minutes * 60_000) };
    const where = placeDuring(professional?.openings ?? [], toInterval(times), { zone, modality: visit.modality });
    const place = { ...times, ...busyAround(times, keptAround(visit)), ...(where ?? nowhere(zone)), localStart: localDateTime(input.startsAt, where?.zone ?? zone) };
    const overbook = await requireFree(db, { ...place, id: visit.id, patientId: visit.patientId }, input.despite);
    await requireNotHeld(db, { ...place, patientId: visit.patientId }, now);
    const patient = (await visitPatients(db, reachOf(caller, 'appointment.read', now), [visit.patientId])).get(visit.patientId);
    if (!professional || !patient) throw new DeclaredError('NOT_FOUND');
    refuse(moveRefusal(visit.status, { startsAt: place.startsAt, now, deceased: patient.deceased, works: where !== null }));
    await requireTrained(db, { appointmentId: visit.id, practitionerId: place.practitionerId, on: place.localStart.slice(0, 10) });
    const type = (await visitTypeOf(db, visit.purpose)) ?? null;
    if (visit.practitionerId !== place.practitionerId && !mayHold(type, professional.role)) refuseField('practitionerId', 'COMPETENCE');
    const away = await requireOpen(db, place, input.despite);
    if (!(await placeVisit(db, visit, { ...place, overbooked: overbook !== null, status: 'booked' }, now))) throw await staleVisit(db, visit);
    await reserveResources(db, { ...place, id: visit.id, patientId: visit.patientId, modality: visit.modality, chosenRoomId: input.roomId }, type, { engine: unitOfWork.engine, newId: ports.newId, now });
    for (const exception of [away, overbook]) if (exception) await insertException(db, { ...exception, id: ports.newId(), appointmentId: visit.id, at: now, userId: caller.userId });
    await settleHolds(db, { ...place, id: visit.id, patientId: visit.patientId }, { now, userId: caller.userId });
    await keep(db, visit, { kind: 'moved', at: now, userId: caller.userId, referralState: null });
    const dueOn = visit.referralId ? ((await bookableReferral(db, visit.referralId))?.dueOn ?? null) : null;
    await audit.record(db, {
      ...entry(caller, visit), action: 'appointment.moved',
      detail: { professionalId: place.practitionerId, late: isLate(place.localStart.slice(0, 10), dueOn), despite: [...(away ? ['away'] : []), ...(overbook ? ['overbook'] : [])].join(' ') || null },
    });
    return writtenVisit(db, caller, now, visit);
  };
  /** Calls one visit off in a transaction that is open. */
  const cancelWithin = async (db: WriteExecutor, caller: Caller, input: Inputs['visits']['cancel'], now: string): Promise<AppointmentView> => {
    const note = input.note === '' ? null : input.note;
    const { party, cause } = input;
    const visit = await visitAsSeen(db, caller, input);
    refuse(cancelRefusal(visit.status, { party, cause, note }));
    const who = { now, userId: caller.userId };
    if (!(await freeVisit(db, visit, { ...who, cause }))) throw await staleVisit(db, visit);
    const request = visit.referralId && (await endRequest(db, visit.referralId, input.request, who)) ? input.request : null;
    await keep(db, visit, { kind: 'cancelled', at: now, userId: caller.userId, referralState: request ? 'booked' : null, cancelled: { party, cause, note, request } });
    await audit.record(db, { ...entry(caller, visit), action: 'appointment.cancelled', detail: { party, cause, request, referralId: visit.referralId } });
    return writtenVisit(db, caller, now, visit);
  };

  return {
    /** @throws DeclaredError `ILLEGAL_STATE`, `INVALID` (`BEFORE_VISIT_DAY`, `BEFORE_VISIT`, `VISIT_BEGUN`, `CHECKLIST`, `CONSENT`, `NOT_DONE`, `FACE_TO_FACE`), `STALE`, `NOT_TRAINED` (the act it was booked for), `FORBIDDEN` (another's calendar), `NOT_FOUND` */
    mark: async (caller: Caller, input: Inputs['visits']['mark']): Promise<Outputs['visits']['mark']> => {
      const now = ports.clock.now();
      return unitOfWork.write(async (db) => {
        const visit = await visitAsSeen(db, caller, input);
        const today = civilDate(now, visit.zone);
        refuse(markRefusal(input.as, { ...visit, isConfirmed: (await lastStep(db, visit.id))?.kind === 'confirmed' }, { instant: now, today }));
        const missing = beginningRefusal(input.as, { modality: visit.modality, hasConsent: visit.consent !== null, hasChecklist: (await remoteVersion(db, visit.id)).hasChecklist });
        refuseField('as', missing);
        if (input.as === 'in-progress' || input.as === 'done') await requireTrained(db, { appointmentId: visit.id, practitionerId: visit.practitionerId, on: visit.localStart.slice(0, 10) });
        const outcome = input.outcome ?? null;
        if (outcome) refuseField('outcome', outcomeRefusal(input.as, visit.modality));
        if (!(await setVisitStatus(db, visit, input.as === 'confirmed' ? visit.status : input.as, now))) throw await staleVisit(db, visit);
        if (input.as === 'no-show') await freeResources(db, [visit.id]);
        const after = requestAfterMark(input.as);
        const moved = visit.referralId && after ? await moveReferral(db, visit.referralId, { from: 'booked', to: after }, { now, userId: caller.userId }) : false;
        await keep(db, visit, { kind: input.as, at: now, userId: caller.userId, referralState: moved ? 'booked' : null });
        if (outcome) await writeOutcome(db, visit.id, { ...outcome, until: outcome.convert ? addDays(today, outcome.convert.withinDays) : null }, { now, userId: caller.userId });
        await audit.record(db, { ...entry(caller, visit), action: markActions[input.as], ...(outcome && { detail: { toBook: outcome.convert !== null } }) });
        return writtenVisit(db, caller, now, visit);
      });
    },

    /**
     * Judged as a booking is, in one transaction; what is refused leaves the visit where it was.
     *
     * @throws DeclaredError `SLOT_TAKEN` (the professional or the patient), `AWAY` (closed, and no reason given), `ILLEGAL_STATE`, `INVALID`, `STALE`, `NOT_TRAINED`, `FORBIDDEN`, `NOT_FOUND`
     */
    move: async (caller: Caller, input: Inputs['visits']['move']): Promise<Outputs['visits']['move']> => orSlotTaken(() => unitOfWork.write((db) => moveWithin(db, caller, input, ports.clock.now()))),

    /** @throws DeclaredError `ILLEGAL_STATE`, `INVALID` (`CAUSE`, `NOTE_REQUIRED`), `STALE`, `FORBIDDEN`, `NOT_FOUND` */
    cancel: async (caller: Caller, input: Inputs['visits']['cancel']): Promise<Outputs['visits']['cancel']> => unitOfWork.write((db) => cancelWithin(db, caller, input, ports.clock.now())),

    moveWithin,
    cancelWithin,
  };
}

const markActions = { confirmed: 'appointment.confirmed', arrived: 'appointment.arrived', 'in-progress': 'appointment.begun', done: 'appointment.done', 'no-show': 'appointment.missed' } as const;

function refuse(refusal: StepRefusal | null): void {
  if (refusal?.kind === 'state') throw new DeclaredError('ILLEGAL_STATE', { state: refusal.state });
  if (refusal) throw new DeclaredError('INVALID', { issues: [{ path: refusal.path, code: refusal.code }] });
}

function refuseField(path: string, code: string | null): void {
  if (code !== null) throw new DeclaredError('INVALID', { issues: [{ path, code }] });
}

/** The request of a visit called off waits again, or is closed; false where it was not booked. */
async function endRequest(db: WriteExecutor, referralId: string, after: 'waits' | 'closed', who: { now: string; userId: string }): Promise<boolean> {
  if (after === 'closed') return moveReferral(db, referralId, { from: 'booked', to: 'closed' }, who);
  return markReferralWaiting(db, referralId, who);
}
