import type { Inputs, Outputs } from '#contract/index.ts';
import type { AppointmentView } from '#contract/appointments.ts';
import type { ModalityConcern } from '#contract/away.ts';
import { visitModality } from '#contract/values.ts';
import { type RecordReach, reachOf } from '../access/record-reach.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { readAway } from './absence-repository.ts';
import { awayOf } from './away-rules.ts';
import { setVideoTemplate, takenTimes, videoTemplate, type VisitRow, visitById, visitsBetween, writeConsent } from './appointment-repository.ts';
import { toAppointmentView } from './appointment-view.ts';
import { freeSlotView } from './free-slot-view.ts';
import { requireOwnCalendar } from './booking-service.ts';
import { allowedModalities, isAtDistance, modalityConcerns } from './booking-rules.ts';
import { bookableReferral, professionalHours, visitPatients } from './calendar-repository.ts';
import { awayToday, professionalDay, weekOf } from './professional-days.ts';
import { keptAround, searchSlots } from './slot-search.ts';
import { siteRows } from './sites/site-repository.ts';
import { hoursOn } from './slot-rules.ts';
import { templateProblem } from './video-room.ts';
import { anyVisit } from './visit-undo-repository.ts';
import { needsOf } from './resources/resource-rules.ts';
import { visitTypeOf, visitTypesOf } from './types/visit-type-repository.ts';
import { buffersOf, mayHold } from './types/visit-type-rules.ts';
import { addDays, civilDate, civilDay } from './wall-time.ts';

/** Visits shown for one day or week at most; the contract's bounds. */
const maximumVisits = 500;
const maximumCancelled = 200;
/** What speaks against a modality that only the record knows. */
const ofTheRecord: ReadonlySet<ModalityConcern> = new Set(['not-suitable', 'phone-only']);
/** Asks for every role, where a referral would otherwise narrow to that of its queue. */
const anyRole = 'any';

/** The schedule: free slots, the day, visits and their consent, the template of video links. */
export function createAppointmentService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  const zone = clinic.timeZone;
  const reading = (caller: Caller): RecordReach => reachOf(caller, 'appointment.read', ports.clock.now());

  return {
    /** @throws DeclaredError `NOT_FOUND`, `INVALID` where neither a referral nor a patient is named */
    prepare: async (caller: Caller, input: Inputs['appointments']['prepare']): Promise<Outputs['appointments']['prepare']> =>
      unitOfWork.read(async (db) => {
        const referral = input.referralId ? await bookableReferral(db, input.referralId) : null;
        if (referral === undefined) throw new DeclaredError('NOT_FOUND');
        const patientId = referral?.patientId ?? input.patientId;
        if (!patientId) throw new DeclaredError('INVALID', { issues: [{ path: 'patientId', code: 'REQUIRED' }] });
        const patient = (await visitPatients(db, reading(caller), [patientId])).get(patientId);
        if (!patient) throw new DeclaredError('NOT_FOUND');
        const types = await visitTypesOf(db);
        const purpose = input.purpose ? types.find(({ code }) => code === input.purpose) : null;
        if (purpose === undefined) throw new DeclaredError('INVALID', { issues: [{ path: 'purpose', code: 'UNKNOWN' }] });
        const allowed = allowedModalities(referral?.modality ?? null, patient.teleSuitability, purpose);
        const isClosed = patient.access === 'closed';
        return {
          patient: isClosed ? { ...patient, teleSuitability: 'unknown' } : patient,
          referral: referral && {
            id: referral.id, state: referral.state, cls: referral.cls, reasonCode: isClosed ? null : referral.reasonCode, dueOn: referral.dueOn, queueRole: referral.queueRole,
          },
          modality: allowed[0] ?? 'IN_PERSON',
          allowedModalities: allowed,
          blocked: visitModality.options
            .filter((modality) => !allowed.includes(modality))
            // Of a closed record, that it is not suitable is not told: it is offered as any other that is not allowed.
            .map((modality) => ({ modality, concerns: modalityConcerns(modality, referral?.modality ?? null, patient.teleSuitability, purpose).filter((concern) => !isClosed || !ofTheRecord.has(concern)) })),
          purposes: types.filter(({ retired, classes }) => !retired && (classes.length === 0 || classes.some((cls) => cls === referral?.cls))).map(({ isBuiltIn: _isBuiltIn, retired: _retired, version: _version, ...type }) => type),
          mayOverrideModality: caller.grants['triage.override'] !== undefined && !isClosed,
          zone,
          hasVideoLink: (await videoTemplate(db)) !== null,
          onlyCalendar: caller.grants['appointment.book'] === 'own' ? caller.practitionerId : null,
        };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `INVALID` (an unknown type) */
    freeSlots: async (_caller: Caller, input: Inputs['appointments']['freeSlots']): Promise<Outputs['appointments']['freeSlots']> => {
      const now = ports.clock.now();
      const today = civilDate(now, zone);
      return unitOfWork.read(async (db) => {
        const referral = input.referralId ? await bookableReferral(db, input.referralId) : null;
        if (referral === undefined) throw new DeclaredError('NOT_FOUND');
        const role = input.role === anyRole ? null : (input.role ?? referral?.queueRole ?? null);
        // A visit being moved keeps its type and the time around it.
        const kept = input.moving ? await anyVisit(db, input.moving) : undefined;
        const type = kept ? ((await visitTypeOf(db, kept.purpose)) ?? null) : await visitTypeOf(db, input.purpose ?? null);
        if (type === undefined) throw new DeclaredError('INVALID', { issues: [{ path: 'purpose', code: 'UNKNOWN' }] });
        const people = (await professionalHours(db, { practitionerId: input.practitionerId, role })).filter((one) => one.practitionerId === kept?.practitionerId || mayHold(type, one.role));
        const { slots, searchedUntil, away } = await searchSlots(db, people, {
          zone, from: input.from < today ? today : input.from, days: input.days, modality: input.modality, minutes: input.minutes ?? type?.minutes ?? null, buffer: kept ? keptAround(kept) : buffersOf(type), needs: needsOf(type, input.modality), now,
          patientId: referral?.patientId ?? input.patientId, limit: input.limit ?? 60, moving: input.moving ?? null, throughAway: input.throughAway ?? false, throughTaken: input.throughTaken ?? false,
        });
        const dueOn = referral?.dueOn ?? null;
        return {
          slots: slots.flatMap((slot) => freeSlotView(slot, people, { dueOn })),
          dueOn,
          searchedUntil,
          away,
        };
      });
    },

    /** Opens a visit; the reading is audited. @throws DeclaredError `NOT_FOUND` */
    open: async (caller: Caller, { appointmentId }: Inputs['appointments']['open']): Promise<Outputs['appointments']['open']> =>
      unitOfWork.write(async (db) => {
        const visit = await visitById(db, reading(caller), appointmentId, 'any');
        if (!visit) throw new DeclaredError('NOT_FOUND');
        await audit.recordReading(db, { userId: caller.userId, action: 'appointment.opened', entity: 'appointment', entityId: visit.id, patientId: visit.patientId });
        return viewOf(db, reading(caller), visit);
      }),

    /** @throws DeclaredError `NOT_FOUND` for a site nobody knows */
    day: async (caller: Caller, { date, practitionerId, siteId }: Inputs['appointments']['day']): Promise<Outputs['appointments']['day']> =>
      unitOfWork.read(async (db) => {
        const site = siteId ? (await siteRows(db)).find(({ id }) => id === siteId) : null;
        if (site === undefined) throw new DeclaredError('NOT_FOUND');
        const axis = site?.zone ?? zone;
        const people = await professionalHours(db, { practitionerId, role: null });
        const practitionerIds = people.map((person) => person.practitionerId);
        const range = weekOf(date, zone);
        const week = await takenTimes(db, practitionerIds, range);
        const away = await readAway(db, { firstDate: range.monday, lastDate: addDays(range.monday, 6), practitionerIds });
        return {
          date,
          zone: axis,
          professionals: people.map((person) => {
            const theirs = professionalDay(person, week.filter((visit) => visit.practitionerId === person.practitionerId), { zone, date, away: awayOf(away, person.practitionerId) });
            return site ? { ...theirs, hours: hoursOn(person.openings.filter((opening) => opening.siteId === site.id), date, axis) } : theirs;
          }),
          ...(await visitsIn(db, reading(caller), { ...civilDay(date, axis), practitionerId })),
        };
      }),

    /** @throws DeclaredError `NOT_FOUND` for somebody who is not at work in the clinic */
    week: async (caller: Caller, { date, practitionerId }: Inputs['appointments']['week']): Promise<Outputs['appointments']['week']> =>
      unitOfWork.read(async (db) => {
        const [person] = await professionalHours(db, { practitionerId, role: null });
        if (!person) throw new DeclaredError('NOT_FOUND');
        const range = weekOf(date, zone);
        const away = await readAway(db, { firstDate: range.monday, lastDate: addDays(range.monday, 6), practitionerIds: [practitionerId] });
        const { hours: _hours, away: _away, ...professional } = professionalDay(person, await takenTimes(db, [practitionerId], range), { zone, date, away });
        return {
          monday: range.monday,
          zone,
          professional,
          days: [0, 1, 2, 3, 4, 5, 6].map((day) => {
            const dayDate = addDays(range.monday, day);
            return { date: dayDate, hours: hoursOn(person.openings, dayDate, zone), away: awayToday(person, away, dayDate) };
          }),
          ...(await visitsIn(db, reading(caller), { ...range, practitionerId })),
        };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `FORBIDDEN` (another's calendar), `INVALID` where the visit is not at a distance */
    noteConsent: async (caller: Caller, { appointmentId, consent }: Inputs['appointments']['noteConsent']): Promise<Outputs['appointments']['noteConsent']> =>
      unitOfWork.write(async (db) => {
        const visit = await visitById(db, reading(caller), appointmentId);
        if (!visit) throw new DeclaredError('NOT_FOUND');
        requireOwnCalendar(caller, visit.practitionerId);
        if (!isAtDistance(visit.modality)) throw new DeclaredError('INVALID', { issues: [{ path: 'consent', code: 'NOT_AT_DISTANCE' }] });
        const written = await writeConsent(db, appointmentId, { ...consent, notedAt: ports.clock.now(), notedBy: caller.userId });
        if (!written) return viewOf(db, reading(caller), visit);
        await audit.record(db, {
          userId: caller.userId, action: 'appointment.consent-noted', entity: 'appointment', entityId: visit.id, patientId: visit.patientId, detail: { how: consent.how },
        });
        return viewOf(db, reading(caller), (await visitById(db, reading(caller), appointmentId)) ?? visit);
      }),

    videoSettings: async (_caller: Caller): Promise<Outputs['appointments']['videoSettings']> => unitOfWork.read(async (db) => ({ template: await videoTemplate(db) })),

    /** @throws DeclaredError `INVALID` with `ROOM_MISSING` or `NOT_HTTPS` */
    setVideoSettings: async (caller: Caller, { template }: Inputs['appointments']['setVideoSettings']): Promise<Outputs['appointments']['setVideoSettings']> => {
      const problem = template === null ? null : templateProblem(template);
      if (problem) throw new DeclaredError('INVALID', { issues: [{ path: 'template', code: problem }] });
      await unitOfWork.write(async (db) => {
        await setVideoTemplate(db, template);
        await audit.record(db, { userId: caller.userId, action: 'video-template.set', entity: 'clinic', entityId: clinic.id });
      });
      return { template };
    },
  };
}

async function viewOf(db: ReadExecutor, reach: RecordReach, visit: VisitRow): Promise<AppointmentView> {
  const patient = (await visitPatients(db, reach, [visit.patientId])).get(visit.patientId);
  if (!patient) throw new DeclaredError('NOT_FOUND');
  return toAppointmentView(visit, patient);
}

/** Visits that start in a stretch of time, those that hold it and those called off, with their patients. */
async function visitsIn(db: ReadExecutor, reach: RecordReach, range: { from: string; until: string; practitionerId: string | null }): Promise<{ appointments: AppointmentView[]; cancelled: AppointmentView[] }> {
  const { from, until, practitionerId } = range;
  const live = await visitsBetween(db, reach, { from, until, practitionerId, limit: maximumVisits });
  const cancelled = await visitsBetween(db, reach, { from, until, practitionerId, limit: maximumCancelled, liveness: 'cancelled' });
  const patients = await visitPatients(db, reach, [...live, ...cancelled].map((row) => row.patientId));
  const views = (rows: readonly VisitRow[]): AppointmentView[] => rows.flatMap((row) => {
    const patient = patients.get(row.patientId);
    return patient ? [toAppointmentView(row, patient)] : [];
  });
  return { appointments: views(live), cancelled: views(cancelled) };
}
