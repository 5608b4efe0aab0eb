import { randomBytes } from 'node:crypto';
import type { Inputs, Outputs } from '#contract/index.ts';
import type { AppointmentView } from '#contract/appointments.ts';
import type { VisitTypeEntry } from '#contract/visit-types.ts';
import { type RecordReach, reachOf } from '../access/record-reach.ts';
import { addMilliseconds } from '../platform/clock.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { errorCode } from '../platform/database/unit-of-work.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { insertVisit, lockCalendars, type NewVisit, videoTemplate, visitById, type VisitRow } from './appointment-repository.ts';
import { toAppointmentView } from './appointment-view.ts';
import { requireFree, requireOpen } from './closed-times.ts';
import { reserveResources } from './resources/reserve-resources.ts';
import { requireNotHeld, settleHolds } from './holds/held-places.ts';
import { allowedModalities, bookingRefusal, isAtDistance, isLate, modalityConcerns } from './booking-rules.ts';
import { type BookableReferral, bookableReferral, markReferralBooked, professionalHours, type VisitPatient, visitPatients } from './calendar-repository.ts';
import { busyAround, toInterval } from './slot-search.ts';
import { nowhere, placeDuring } from './slot-rules.ts';
import { insertException } from './visit-exception-repository.ts';
import { visitTypeOf } from './types/visit-type-repository.ts';
import { buffersOf, typeRefusal } from './types/visit-type-rules.ts';
import { roomBytes, videoLink } from './video-room.ts';
import { isTimeZone, localDateTime } from './wall-time.ts';

/** Exclusion and uniqueness violations of PostgreSQL: somebody else was faster, or this very request already arrived. */
const takenCodes = new Set(['23P01', '23505']);

type BookingInput = Inputs['appointments']['book'];

/** Booking, the one command under contention: all of it in one transaction, the database has the last word on overlaps. */
export function createBookingService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  const zone = clinic.timeZone;
  const reading = (caller: Caller): RecordReach => reachOf(caller, 'appointment.read', ports.clock.now());

  const refuseUnlessAllowed = (
    { visit, patient, referral, purpose, now, works, isOverridden }: { visit: NewVisit; patient: VisitPatient; referral: BookableReferral | undefined; purpose: VisitTypeEntry | null; now: string; works: boolean; isOverridden: boolean },
  ): void => {
    const refusal = bookingRefusal({
      referral: referral ?? null,
      patient,
      modality: visit.modality,
      allowedModalities: isOverridden ? [visit.modality] : allowedModalities(referral?.modality ?? null, patient.teleSuitability, purpose),
      startsAt: visit.startsAt,
      now,
      works,
      knownZone: visit.patientZone === null || isTimeZone(visit.patientZone),
    });
    if (refusal?.kind === 'state') throw new DeclaredError('ILLEGAL_STATE', { state: refusal.state });
    if (refusal) throw new DeclaredError('INVALID', { issues: [{ path: refusal.path, code: refusal.code }] });
  };

  const attempt = async (caller: Caller, input: BookingInput, db: WriteExecutor, seriesId: string | null = null): Promise<AppointmentView> => {
    await lockCalendars(db, unitOfWork.engine, input);
    const known = await visitById(db, 'program', input.appointmentId);
    if (known) return answerAgain(db, reading(caller), known, input);

    const patient = (await visitPatients(db, reading(caller), [input.patientId])).get(input.patientId);
    if (!patient) throw new DeclaredError('NOT_FOUND');
    const now = ports.clock.now();
    const [professional] = await professionalHours(db, { practitionerId: input.practitionerId, role: null });
    if (!professional) throw new DeclaredError('NOT_FOUND');
    const place = placeDuring(professional.openings, toInterval(timesAndWords(input)), { zone, modality: input.modality });
    const purpose = await visitTypeOf(db, input.purpose ?? null);
    if (purpose === undefined) throw new DeclaredError('INVALID', { issues: [{ path: 'purpose', code: 'UNKNOWN' }] });
    const visit: NewVisit = { ...newVisit(input, { ...(place ?? nowhere(zone)), now, userId: caller.userId, template: await videoTemplate(db) }), ...busyAround(timesAndWords(input), buffersOf(purpose)), seriesId };
    const overbook = await requireFree(db, visit, input.despite);
    await requireNotHeld(db, visit, now);
    const referral = input.referralId ? await bookableReferral(db, input.referralId) : undefined;
    if (input.referralId && !referral) throw new DeclaredError('NOT_FOUND');
    const unfit = typeRefusal(purpose, { role: professional.role, cls: referral?.cls ?? null });
    if (unfit) throw new DeclaredError('INVALID', { issues: [unfit] });
    const concerns = modalityConcerns(visit.modality, referral?.modality ?? null, patient.teleSuitability, purpose);
    const modalityReason = concerns.length > 0 && input.despite?.modality ? input.despite.modality : null;
    if (modalityReason !== null && caller.grants['triage.override'] === undefined) throw new DeclaredError('FORBIDDEN', { access: 'triage.override' });
    refuseUnlessAllowed({ visit, patient, referral, purpose, now, works: place !== null, isOverridden: modalityReason !== null });

    const away = await requireOpen(db, { ...visit, siteId: visit.siteId ?? null }, input.despite);
    await insertVisit(db, { ...visit, overbooked: overbook !== null });
    await reserveResources(db, { ...visit, siteId: visit.siteId ?? null, roomId: place?.roomId ?? null, chosenRoomId: input.roomId }, purpose, { engine: unitOfWork.engine, newId: ports.newId, now });
    await settleHolds(db, visit, { now, userId: caller.userId });
    for (const exception of [away, overbook]) if (exception) await insertException(db, { ...exception, id: ports.newId(), appointmentId: visit.id, at: now, userId: caller.userId });
    if (modalityReason !== null) await insertException(db, { id: ports.newId(), appointmentId: visit.id, kind: 'modality', reason: modalityReason, away: [], concerns, place: visit, at: now, userId: caller.userId });
    if (referral && !(await markReferralBooked(db, referral, { now, userId: caller.userId }))) {
      throw new DeclaredError('ILLEGAL_STATE', { state: (await bookableReferral(db, referral.id))?.state ?? 'closed' });
    }
    await audit.record(db, {
      userId: caller.userId, action: 'appointment.booked', entity: 'appointment', entityId: visit.id, patientId: visit.patientId,
      detail: {
        professionalId: visit.practitionerId, modality: visit.modality, referralId: visit.referralId, consentNoted: visit.consent !== null,
        late: isLate(visit.localStart.slice(0, 10), referral?.dueOn ?? null), despite: [...(away ? ['away'] : []), ...(overbook ? ['overbook'] : []), ...(modalityReason === null ? [] : ['modality', ...concerns])].join(' ') || null,
      },
    });
    const row = await visitById(db, 'program', visit.id);
    if (!row) throw new Error('a visit just booked cannot be read');
    return toAppointmentView(row, patient);
  };

  return {
    /** One visit of several, in the transaction of all of them; judged and refused as one booked by itself. */
    bookWithin: (db: WriteExecutor, caller: Caller, input: BookingInput, seriesId: string): Promise<AppointmentView> => {
      requireOwnCalendar(caller, input.practitionerId);
      return attempt(caller, input, db, seriesId);
    },

    /**
     * Books a visit; a referral becomes `booked`. Sent again with the same id and content (a cut connection, a double
     * press), it is answered from the row.
     *
     * @throws DeclaredError `SLOT_TAKEN` (the professional or the patient), `AWAY` (closed, and no reason given), `ILLEGAL_STATE` (the referral does not wait
     * for a visit), `INVALID`, `DUPLICATE` (the id belongs to another visit), `FORBIDDEN` (another's calendar; a modality held back), `NOT_FOUND`
     */
    book: async (caller: Caller, input: BookingInput): Promise<Outputs['appointments']['book']> => {
      requireOwnCalendar(caller, input.practitionerId);
      try {
        return await unitOfWork.write((db) => attempt(caller, input, db));
      } catch (error) {
        if (!takenCodes.has(errorCode(error))) throw error;
        return unitOfWork.read(async (db) => {
          const known = await visitById(db, 'program', input.appointmentId);
          if (known) return answerAgain(db, reading(caller), known, input);
          throw new DeclaredError('SLOT_TAKEN');
        });
      }
    },
  };
}

/** Some may only book in their own calendar. */
export function mayWriteCalendar(caller: Caller, practitionerId: string): boolean {
  return caller.grants['appointment.book'] === 'clinic' || caller.practitionerId === practitionerId;
}

/** @throws DeclaredError `FORBIDDEN` where the calendar is another's and the caller may write in their own alone */
export function requireOwnCalendar(caller: Caller, practitionerId: string): void {
  if (!mayWriteCalendar(caller, practitionerId)) throw new DeclaredError('FORBIDDEN', { access: 'appointment.book' });
}

async function answerAgain(db: ReadExecutor, reach: RecordReach, known: VisitRow, input: BookingInput): Promise<AppointmentView> {
  const { startsAt, endsAt, patientZone, reason } = timesAndWords(input);
  const same =
    known.patientId === input.patientId && known.referralId === input.referralId && known.practitionerId === input.practitionerId && known.startsAt === startsAt &&
    known.endsAt === endsAt && known.modality === input.modality && known.patientZone === patientZone && known.reason === reason && known.purpose === (input.purpose ?? null);
  const patient = (await visitPatients(db, reach, [known.patientId])).get(known.patientId);
  if (!same || !patient) throw new DeclaredError('DUPLICATE', { field: 'appointmentId' });
  return toAppointmentView(known, patient);
}

/** What the row keeps of the input; a zone only where the patient is elsewhere than the professional. */
function timesAndWords(input: BookingInput) {
  return {
    startsAt: input.startsAt,
    endsAt: addMilliseconds(input.startsAt, input.minutes * 60_000),
    patientZone: isAtDistance(input.modality) ? input.patientZone : null,
    reason: input.reason === '' ? null : input.reason,
  };
}

function newVisit(input: BookingInput, { zone, siteId, now, userId, template }: { zone: string; siteId: string | null; now: string; userId: string; template: string | null }): NewVisit {
  const { startsAt, endsAt, patientZone, reason } = timesAndWords(input);
  const { consent, modality } = input;
  return {
    id: input.appointmentId, patientId: input.patientId, practitionerId: input.practitionerId, referralId: input.referralId, startsAt, endsAt,
    localStart: localDateTime(startsAt, zone), zone, siteId, patientZone, modality, reason, purpose: input.purpose ?? null,
    videoLink: modality === 'VIDEO' ? videoLink(template, randomBytes(roomBytes)) : null,
    consent: consent && isAtDistance(modality) ? { ...consent, notedAt: now, notedBy: userId } : null,
    createdAt: now, createdBy: userId,
  };
}
