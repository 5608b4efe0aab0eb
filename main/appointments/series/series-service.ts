import type { AppointmentView } from '#contract/appointments.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import { type RecordReach, reachOf } from '../../access/record-reach.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import { DeclaredError, isDeclaredError } from '../../platform/declared-error.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import type { Caller } from '../../users/caller.ts';
import { liftVisits, lockAllCalendars, visitById, visitsOfSeries } from '../appointment-repository.ts';
import { toAppointmentView } from '../appointment-view.ts';
import type { createBookingService } from '../booking-service.ts';
import { professionalHours, visitPatients } from '../calendar-repository.ts';
import { addMilliseconds } from '../../platform/clock.ts';
import { keptAround, toInterval } from '../slot-search.ts';
import { placeDuring } from '../slot-rules.ts';
import { orSlotTaken, writtenVisit } from '../seen-visit.ts';
import type { createVisitLifeService } from '../visit-life-service.ts';
import { anyVisit } from '../visit-undo-repository.ts';
import type { createVisitUndoService } from '../visit-undo-service.ts';
import { visitTypeOf } from '../types/visit-type-repository.ts';
import { buffersOf } from '../types/visit-type-rules.ts';
import { civilDate, localDateTime, toMilliseconds } from '../wall-time.ts';
import { planVisits } from './series-planning.ts';
import { movedTimes, seriesTimes } from './series-rules.ts';

interface Parts {
  readonly booking: Pick<ReturnType<typeof createBookingService>, 'bookWithin'>;
  readonly life: Pick<ReturnType<typeof createVisitLifeService>, 'moveWithin' | 'cancelWithin'>;
  readonly undo: Pick<ReturnType<typeof createVisitUndoService>, 'undoBookingWithin' | 'undoStepWithin'>;
}

/** Several visits at once: each command is one transaction, all or nothing, and can be taken back as one. */
export function createSeriesService({ unitOfWork, clinic, ports }: ServiceDependencies, parts: Parts) {
  const zone = clinic.timeZone;
  const reading = (caller: Caller): RecordReach => reachOf(caller, 'appointment.read', ports.clock.now());

  /** Does the same to each visit and tells every one that cannot be. */
  const each = async <Visit extends { readonly appointmentId: string }>(visits: readonly Visit[], command: (visit: Visit) => Promise<AppointmentView>): Promise<AppointmentView[]> => {
    const done: AppointmentView[] = [];
    const conflicts: { appointmentId: string; code: string }[] = [];
    for (const visit of visits) {
      try {
        done.push(await command(visit));
      } catch (error) {
        // What somebody else changed is told as it is; so is what the whole command may not do.
        if (!isDeclaredError(error) || !toldTogether.has(error.code)) throw error;
        conflicts.push({ appointmentId: visit.appointmentId, code: error.code });
      }
    }
    if (conflicts.length > 0) throw new DeclaredError('SERIES_CONFLICT', { conflicts });
    return done;
  };
  const viewsOf = async (db: ReadExecutor, reach: RecordReach, seriesId: string): Promise<AppointmentView[]> => {
    const rows = await visitsOfSeries(db, reach, seriesId);
    const patients = await visitPatients(db, reach, rows.map(({ patientId }) => patientId));
    return rows.flatMap((row) => {
      const patient = patients.get(row.patientId);
      return patient ? [toAppointmentView(row, patient)] : [];
    });
  };
  /** Calendars of all visits a command is about, and of where they go; visits of another series are none of it. */
  const hold = async (db: WriteExecutor, seriesId: string, visits: readonly { readonly appointmentId: string; readonly practitionerId?: string }[]): Promise<void> => {
    const known = await Promise.all(visits.map(({ appointmentId }) => visitById(db, 'program', appointmentId, 'any')));
    if (known.some((visit) => visit?.seriesId !== seriesId)) throw new DeclaredError('NOT_FOUND');
    const practitionerIds = [...known.flatMap((visit) => (visit ? [visit.practitionerId] : [])), ...visits.flatMap(({ practitionerId }) => (practitionerId ? [practitionerId] : []))];
    await lockAllCalendars(db, unitOfWork.engine, { practitionerIds, patientId: known[0]?.patientId ?? '' });
  };

  return {
    /** @throws DeclaredError `NOT_FOUND`, `INVALID` (an unknown type) */
    plan: async (caller: Caller, input: Inputs['series']['plan']): Promise<Outputs['series']['plan']> => {
      const now = ports.clock.now();
      return unitOfWork.read(async (db) => {
        if (!(await visitPatients(db, reading(caller), [input.patientId])).has(input.patientId)) throw new DeclaredError('NOT_FOUND');
        const { patientId, practitionerId, minutes, modality } = input;
        const type = await visitTypeOf(db, input.purpose ?? null);
        if (type === undefined) throw new DeclaredError('INVALID', { issues: [{ path: 'purpose', code: 'UNKNOWN' }] });
        // The same hour at the place of the first visit, whatever the clocks do in between.
        const [person] = await professionalHours(db, { practitionerId, role: null });
        const first = { startsAt: input.startsAt, endsAt: addMilliseconds(input.startsAt, minutes * 60_000) };
        const own = placeDuring(person?.openings ?? [], toInterval(first), { zone, modality })?.zone ?? zone;
        const wanted = seriesTimes(localDateTime(input.startsAt, own), input.weeks).map(({ week, local }) => ({ appointmentId: null, version: null, week, practitionerId, patientId, local, zone: own, minutes, modality, type, buffer: buffersOf(type), holderId: null }));
        return { visits: await planVisits(db, wanted, { zone, now, today: civilDate(now, zone), leaving: new Set() }) };
      });
    },

    /** @throws DeclaredError `SERIES_CONFLICT` with each visit that cannot be, `ILLEGAL_STATE`, `FORBIDDEN`, `NOT_FOUND`, `DUPLICATE`, `INVALID` */
    book: async (caller: Caller, input: Inputs['series']['book']): Promise<Outputs['series']['book']> => {
      const { seriesId, visits: wanted, referralId, patientId, modality, minutes, patientZone, purpose, reason, consent } = input;
      const ordered = [...wanted].sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1));
      return orSlotTaken(() =>
        unitOfWork.write(async (db) => {
          await lockAllCalendars(db, unitOfWork.engine, { practitionerIds: ordered.map(({ practitionerId }) => practitionerId), patientId });
          const first = ordered[0]?.appointmentId;
          const visits = await each(ordered, (visit) =>
            parts.booking.bookWithin(db, caller, { ...visit, patientId, referralId: visit.appointmentId === first ? referralId : null, minutes, modality, patientZone, purpose, reason, consent }, seriesId),
          );
          return { visits };
        }),
      );
    },

    open: async (caller: Caller, { seriesId }: Inputs['series']['open']): Promise<Outputs['series']['open']> => unitOfWork.read(async (db) => ({ visits: await viewsOf(db, reading(caller), seriesId) })),

    /** @throws DeclaredError `NOT_FOUND` for a visit of no series */
    planMove: async (caller: Caller, { appointmentId, practitionerId, startsAt }: Inputs['series']['planMove']): Promise<Outputs['series']['planMove']> => {
      const now = ports.clock.now();
      return unitOfWork.read(async (db) => {
        const visit = await visitById(db, reading(caller), appointmentId);
        if (!visit?.seriesId) throw new DeclaredError('NOT_FOUND');
        const others = (await visitsOfSeries(db, reading(caller), visit.seriesId)).filter((one) => one.id === visit.id || (one.status === 'booked' && one.startsAt > visit.startsAt));
        const known = new Map(await Promise.all(others.map(async ({ id }) => [id, await keptOf(db, id)] as const)));
        const wanted = movedTimes(others, visit.localStart, localDateTime(startsAt, visit.zone)).map(({ visit: one, local }) => ({
          appointmentId: one.id, version: one.version, week: null, practitionerId: one.practitionerId === visit.practitionerId ? practitionerId : one.practitionerId, patientId: one.patientId, local, zone: one.zone,
          minutes: minutesOf(one), modality: one.modality, holderId: one.practitionerId, ...(known.get(one.id) ?? nothingKept),
        }));
        return { visits: await planVisits(db, wanted, { zone, now, today: civilDate(now, zone), leaving: new Set(others.map(({ id }) => id)) }) };
      });
    },

    /** @throws DeclaredError `SERIES_CONFLICT`, `STALE`, `FORBIDDEN`, `NOT_FOUND` */
    move: async (caller: Caller, { seriesId, visits }: Inputs['series']['move']): Promise<Outputs['series']['move']> => {
      const now = ports.clock.now();
      return orSlotTaken(() =>
        unitOfWork.write(async (db) => {
          await hold(db, seriesId, visits);
          await liftVisits(db, visits.map(({ appointmentId }) => appointmentId));
          return { visits: await each(visits, (visit) => parts.life.moveWithin(db, caller, visit, now)) };
        }),
      );
    },

    /** @throws DeclaredError `SERIES_CONFLICT` (one no longer booked), `INVALID`, `STALE`, `FORBIDDEN`, `NOT_FOUND` */
    cancel: async (caller: Caller, { seriesId, visits, ...why }: Inputs['series']['cancel']): Promise<Outputs['series']['cancel']> => {
      const now = ports.clock.now();
      return unitOfWork.write(async (db) => {
        await hold(db, seriesId, visits);
        return { visits: await each(visits, (visit) => parts.life.cancelWithin(db, caller, { ...visit, ...why }, now)) };
      });
    },

    /** @throws DeclaredError `SERIES_CONFLICT` (a place taken meanwhile), `STALE`, `ILLEGAL_STATE`, `FORBIDDEN`, `NOT_FOUND` */
    undo: async (caller: Caller, { seriesId, done, visits }: Inputs['series']['undo']): Promise<Outputs['series']['undo']> => {
      const now = ports.clock.now();
      return orSlotTaken(() =>
        unitOfWork.write(async (db) => {
          await hold(db, seriesId, visits);
          if (done === 'moved') await liftVisits(db, visits.map(({ appointmentId }) => appointmentId));
          const undone = await each(visits, async (visit) => {
            if (done !== 'booked') return parts.undo.undoStepWithin(db, caller, visit, now);
            await parts.undo.undoBookingWithin(db, caller, visit, now);
            const row = await anyVisit(db, visit.appointmentId);
            if (!row) throw new DeclaredError('NOT_FOUND');
            return writtenVisit(db, caller, now, row);
          });
          return { visits: undone };
        }),
      );
    },
  };
}

const nothingKept = { type: null, buffer: { before: 0, after: 0 } };

/** The type of a visit, and the time around it, as it keeps them. */
async function keptOf(db: ReadExecutor, appointmentId: string) {
  const visit = await anyVisit(db, appointmentId);
  return visit ? { type: (await visitTypeOf(db, visit.purpose)) ?? null, buffer: keptAround(visit) } : nothingKept;
}

/** Refusals that are of one visit: told for all of them at once. */
const toldTogether: ReadonlySet<string> = new Set(['SLOT_TAKEN', 'AWAY', 'INVALID', 'ILLEGAL_STATE']);

function minutesOf({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): number {
  return (toMilliseconds(endsAt) - toMilliseconds(startsAt)) / 60_000;
}
