import type { Inputs, Outputs } from '#contract/index.ts';
import type { SlotHold as HoldView, WaitingEntry } from '#contract/waiting.ts';
import { type RecordReach, reachOf } from '../../access/record-reach.ts';
import { professionalName } from '../../people/person-name.ts';
import { addMilliseconds } from '../../platform/clock.ts';
import type { VisitType } from '#contract/visit-types.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import type { Caller } from '../../users/caller.ts';
import { lockCalendars, overlaps, visitById } from '../appointment-repository.ts';
import { requireOwnCalendar } from '../booking-service.ts';
import { professionalHours, visitPatients } from '../calendar-repository.ts';
import { requireOpen } from '../closed-times.ts';
import { endHolds, heldStretch, holdById, holdsNow, insertHold, type SlotHold } from '../holds/hold-repository.ts';
import { lockResourcesFor, resourcesAt } from '../resources/reserve-resources.ts';
import { busyAround, toInterval } from '../slot-search.ts';
import { placeDuring, type Whereabouts } from '../slot-rules.ts';
import { visitTypeOf } from '../types/visit-type-repository.ts';
import { buffersOf, mayHold } from '../types/visit-type-rules.ts';
import { localDateTime, toMilliseconds } from '../wall-time.ts';
import { freedPlaces } from './freed-places.ts';
import { matchesOf } from './waiting-matches.ts';
import { accountNames, endEntry, entryById, type EntryRow, insertEntry, sameEntry, waitingEntries } from './waiting-repository.ts';

/** Who waits for a place, what becomes free, whom it suits, and for whom it is held. It proposes and holds; it never books. */
export function createWaitingService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  const zone = clinic.timeZone;
  const reading = (caller: Caller): RecordReach => reachOf(caller, 'appointment.read', ports.clock.now());

  const entryViews = async (db: ReadExecutor, reach: RecordReach, entries: readonly EntryRow[]): Promise<WaitingEntry[]> => {
    const patients = await visitPatients(db, reach, entries.map(({ patientId }) => patientId));
    return entries.flatMap(({ patientId, words, ...entry }) => {
      const patient = patients.get(patientId);
      if (!patient) return [];
      const { teleSuitability: _tele, city: _city, ...named } = patient;
      return [{ ...entry, patient: named, words: patient.access === 'closed' ? null : words }];
    });
  };
  const holdViews = async (db: ReadExecutor, reach: RecordReach, holds: readonly SlotHold[]): Promise<HoldView[]> => {
    const patients = await visitPatients(db, reach, holds.map(({ patientId }) => patientId));
    const people = await professionalHours(db, { practitionerId: null, role: null });
    const names = await accountNames(db, holds.map(({ heldBy }) => heldBy));
    return holds.flatMap((hold) => {
      const patient = patients.get(hold.patientId);
      const person = people.find(({ practitionerId }) => practitionerId === hold.practitionerId);
      if (!patient || !person) return [];
      const { teleSuitability: _tele, city: _city, ...named } = patient;
      const own = placeDuring(person.openings, toInterval(hold), { zone, modality: hold.modality })?.zone ?? zone;
      return [{
        id: hold.id, patient: named, practitionerId: hold.practitionerId, startsAt: hold.startsAt, minutes: (toMilliseconds(hold.endsAt) - toMilliseconds(hold.startsAt)) / 60_000, modality: hold.modality, purpose: patient.access === 'closed' ? null : hold.purpose,
        professionalName: professionalName(person), localStart: localDateTime(hold.startsAt, own), zone: own, referralId: hold.referralId, entryId: hold.entryId, until: hold.until, heldBy: names.get(hold.heldBy) ?? null,
      }];
    });
  };

  return {
    list: async (caller: Caller): Promise<Outputs['waiting']['list']> =>
      unitOfWork.read(async (db) => ({ entries: await entryViews(db, reading(caller), await waitingEntries(db, { now: ports.clock.now() })) })),

    /** @throws DeclaredError `NOT_FOUND`, `ILLEGAL_STATE` (the visit they have is no longer to come), `INVALID` (another's visit) */
    add: async (caller: Caller, input: Inputs['waiting']['add']): Promise<Outputs['waiting']['add']> => {
      const now = ports.clock.now();
      return unitOfWork.write(async (db) => {
        if (!(await visitPatients(db, reading(caller), [input.patientId])).has(input.patientId)) throw new DeclaredError('NOT_FOUND');
        const visit = input.appointmentId ? await visitById(db, 'program', input.appointmentId) : null;
        if (visit === undefined) throw new DeclaredError('NOT_FOUND');
        if (visit && visit.patientId !== input.patientId) throw new DeclaredError('INVALID', { issues: [{ path: 'patientId', code: 'OTHER_PATIENT' }] });
        if (visit && (visit.status !== 'booked' || visit.startsAt < now)) throw new DeclaredError('ILLEGAL_STATE', { state: visit.status });
        const known = await sameEntry(db, input);
        if (known === undefined) {
          const words = input.words === '' ? null : input.words;
          await insertEntry(db, { id: input.entryId, patientId: input.patientId, appointmentId: input.appointmentId, role: input.role, modality: input.modality, dueOn: input.dueOn, words, now, userId: caller.userId });
          await audit.record(db, { userId: caller.userId, action: 'waiting-entry.added', entity: 'waiting-entry', entityId: input.entryId, patientId: input.patientId, detail: { appointmentId: input.appointmentId } });
        }
        const [entry] = await entryViews(db, reading(caller), await waitingEntries(db, { now, entryId: known ?? input.entryId }));
        if (!entry) throw new DeclaredError('NOT_FOUND');
        return entry;
      });
    },

    /** @throws DeclaredError `NOT_FOUND`, `DUPLICATE` (on the list again meanwhile) */
    remove: async (caller: Caller, { entryId, back }: Inputs['waiting']['remove']): Promise<Outputs['waiting']['remove']> => {
      const now = ports.clock.now();
      return unitOfWork.write(async (db) => {
        const entry = await entryById(db, entryId);
        if (!entry) throw new DeclaredError('NOT_FOUND');
        if ((entry.endedAt === null) === (back ?? false)) return { entryId };
        if (back && (await sameEntry(db, entry))) throw new DeclaredError('DUPLICATE', { field: 'entryId' });
        await endEntry(db, entryId, back ? null : { now, userId: caller.userId });
        await audit.record(db, { userId: caller.userId, action: back ? 'waiting-entry.restored' : 'waiting-entry.removed', entity: 'waiting-entry', entityId: entryId, patientId: entry.patientId });
        return { entryId };
      });
    },

    freed: async (_caller: Caller): Promise<Outputs['waiting']['freed']> => unitOfWork.read(async (db) => ({ places: await freedPlaces(db, { zone, now: ports.clock.now() }) })),

    /** @throws DeclaredError `NOT_FOUND` */
    matches: async (caller: Caller, { practitionerId, startsAt, minutes, modality }: Inputs['waiting']['matches']): Promise<Outputs['waiting']['matches']> =>
      unitOfWork.read(async (db) => {
        const [person] = await professionalHours(db, { practitionerId, role: null });
        if (!person) throw new DeclaredError('NOT_FOUND');
        return matchesOf(db, person, { startsAt, endsAt: addMilliseconds(startsAt, minutes * 60_000), modality }, { reach: reading(caller), zone, now: ports.clock.now() });
      }),

    holds: async (caller: Caller): Promise<Outputs['waiting']['holds']> => unitOfWork.read(async (db) => ({ holds: await holdViews(db, reading(caller), await holdsNow(db, { now: ports.clock.now() })) })),

    /** @throws DeclaredError `SLOT_TAKEN` (a visit or another hold; the person elsewhere), `AWAY` (closed then), `INVALID` (past, outside the hours), `FORBIDDEN` (another's calendar), `NOT_FOUND`, `DUPLICATE` */
    hold: async (caller: Caller, input: Inputs['waiting']['hold']): Promise<Outputs['waiting']['hold']> => {
      requireOwnCalendar(caller, input.practitionerId);
      const now = ports.clock.now();
      const place = {
        id: input.holdId, patientId: input.patientId, practitionerId: input.practitionerId, startsAt: input.startsAt, endsAt: addMilliseconds(input.startsAt, input.minutes * 60_000), modality: input.modality, referralId: input.referralId,
        entryId: input.entryId, heldAt: now, heldBy: caller.userId, until: addMilliseconds(now, input.forMinutes * 60_000),
      };
      return unitOfWork.write(async (db) => {
        await lockCalendars(db, unitOfWork.engine, place);
        const known = await holdById(db, place.id);
        if (known && (known.patientId !== place.patientId || known.startsAt !== place.startsAt || known.practitionerId !== place.practitionerId)) throw new DeclaredError('DUPLICATE', { field: 'holdId' });
        if (!known) {
          const hold = await heldWith(db, caller, place, input.purpose ?? null);
          await insertHold(db, hold);
          await audit.record(db, { userId: caller.userId, action: 'slot-hold.held', entity: 'slot-hold', entityId: hold.id, patientId: hold.patientId, detail: { professionalId: hold.practitionerId, until: hold.until } });
        }
        const [view] = await holdViews(db, reading(caller), await holdsNow(db, { now, id: place.id }));
        if (!view) throw new DeclaredError('NOT_FOUND');
        return view;
      });
    },

    /** @throws DeclaredError `NOT_FOUND`, `FORBIDDEN` (another's calendar) */
    release: async (caller: Caller, { holdId }: Inputs['waiting']['release']): Promise<Outputs['waiting']['release']> => {
      const now = ports.clock.now();
      return unitOfWork.write(async (db) => {
        const hold = await holdById(db, holdId);
        if (!hold) throw new DeclaredError('NOT_FOUND');
        requireOwnCalendar(caller, hold.practitionerId);
        if (hold.endedAt !== null || hold.until <= now) return { holdId };
        await endHolds(db, [holdId], { now, userId: caller.userId, outcome: 'released' });
        await audit.record(db, { userId: caller.userId, action: 'slot-hold.released', entity: 'slot-hold', entityId: holdId, patientId: hold.patientId });
        return { holdId };
      });
    },
  };

  /** A place with what is held with it. @throws DeclaredError where it is not free */
  async function heldWith(db: WriteExecutor, caller: Caller, place: Omit<SlotHold, 'purpose' | 'busyFrom' | 'busyUntil' | 'resourceIds'>, asked: string | null): Promise<SlotHold> {
    // Who has a visit and wants it earlier keeps its type.
    const visit = place.entryId === null ? undefined : (await waitingEntries(db, { now: place.heldAt, entryId: place.entryId }))[0]?.visit;
    const purpose = visit ? visit.purpose : asked;
    const type = await visitTypeOf(db, purpose);
    if (type === undefined && !visit) throw new DeclaredError('INVALID', { issues: [{ path: 'purpose', code: 'UNKNOWN' }] });
    const { busyFrom = null, busyUntil = null } = busyAround(place, buffersOf(type ?? null));
    const hold = { ...place, purpose, busyFrom, busyUntil, resourceIds: [] };
    const where = await refuseUnlessFree(db, caller, hold, type ?? null);
    const needed = { ...hold, ...where, id: visit?.id ?? '', busyFrom: busyFrom ?? undefined, busyUntil: busyUntil ?? undefined };
    await lockResourcesFor(db, needed, type ?? null, unitOfWork.engine);
    const resourceIds = await resourcesAt(db, needed, type ?? null, place.heldAt);
    if (resourceIds === null) throw new DeclaredError('SLOT_TAKEN');
    return { ...hold, resourceIds };
  }

  /** Where the place is. */
  async function refuseUnlessFree(db: ReadExecutor, caller: Caller, hold: SlotHold, type: VisitType | null): Promise<Whereabouts> {
    const [person] = await professionalHours(db, { practitionerId: hold.practitionerId, role: null });
    if (!person || !(await visitPatients(db, reading(caller), [hold.patientId])).has(hold.patientId)) throw new DeclaredError('NOT_FOUND');
    const invalid = (code: string): DeclaredError => new DeclaredError('INVALID', { issues: [{ path: 'startsAt', code }] });
    if (hold.startsAt < hold.heldAt) throw invalid('IN_THE_PAST');
    const where = placeDuring(person.openings, toInterval(hold), { zone, modality: hold.modality });
    if (!where) throw invalid('OUTSIDE_HOURS');
    // Nobody is kept a place while it is closed: that takes a reason, which a booking asks for.
    await requireOpen(db, { ...hold, ...where }, undefined);
    if (!mayHold(type, person.role)) throw new DeclaredError('INVALID', { issues: [{ path: 'practitionerId', code: 'COMPETENCE' }] });
    const stretch = heldStretch(hold);
    if ((await overlaps(db, { ...hold, id: '', busyFrom: stretch.startsAt, busyUntil: stretch.endsAt })) !== null) throw new DeclaredError('SLOT_TAKEN');
    // Whoever it is held for, the same person too: one place is held once.
    if ((await holdsNow(db, { practitionerIds: [hold.practitionerId], from: stretch.startsAt, until: stretch.endsAt, now: hold.heldAt })).length > 0) throw new DeclaredError('SLOT_TAKEN');
    return where;
  }
}
