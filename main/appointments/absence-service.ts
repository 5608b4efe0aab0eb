import type { VisitInTheWay } from '#contract/absences.ts';
import type { Away } from '#contract/away.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import { reachOf } from '../access/record-reach.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import {
  absenceById, absencesBetween, holidayChoice, holidaysWorkedAt, insertAbsence, markAbsence, observedHolidays, readAway, readClosed, setHolidayChoice, workedHolidays, writeHolidayWorkedAt, writeWorkedHoliday,
} from './absence-repository.ts';
import { toAppointmentView } from './appointment-view.ts';
import { visitsDuring } from './appointment-repository.ts';
import { absenceProblem, awayDuring, awayIntervals, awayOf, placeOf, unanswered } from './away-rules.ts';
import { busyOverVisits } from './busy-repository.ts';
import { professionalHours, visitPatients } from './calendar-repository.ts';
import { awayAt } from './closed-times.ts';
import { holidaysOfGroups, holidaySources } from './holiday-rules.ts';
import { visitAsSeen, writtenVisit } from './seen-visit.ts';
import { siteRows } from './sites/site-repository.ts';
import { toInterval } from './slot-search.ts';
import { insertException } from './visit-exception-repository.ts';
import { addDays, civilDate, toInstant } from './wall-time.ts';

/** How far ahead visits in the way are looked for, in days. */
const horizonDays = 400;
const maximumInTheWay = 200;

/** Leave, closures and holidays. They never move a visit: what is in their way is listed until somebody moves it, calls it off or says that it stays. */
export function createAbsenceService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  const zone = clinic.timeZone;
  const today = (): string => civilDate(ports.clock.now(), zone);

  /** Booked visits to come in the way of any of these, with what closes their calendar, that nobody has said stay. */
  const inTheWay = async (db: ReadExecutor, caller: Caller, away: readonly Away[]): Promise<VisitInTheWay[]> => {
    const now = ports.clock.now();
    const reach = reachOf(caller, 'appointment.read', now);
    const stretches = away.flatMap((one) => awayIntervals(one, zone).map(({ from, until }) => ({ practitionerId: one.practitionerId, from: toInstant(from), until: toInstant(until) })));
    const visits = await visitsDuring(db, reach, { stretches, after: now, limit: maximumInTheWay });
    const patients = await visitPatients(db, reach, visits.map(({ patientId }) => patientId));
    return visits.flatMap((visit) => {
      const patient = patients.get(visit.patientId);
      const open = unanswered(awayDuring(awayOf(away, visit.practitionerId, [visit.siteId]), toInterval(visit), zone), visit.exceptions);
      return patient && open.length > 0 ? [{ visit: toAppointmentView(visit, patient), away: open }] : [];
    });
  };
  const requireCalendar = (caller: Caller, practitionerId: string | null): void => {
    if (!mayWrite(caller, practitionerId)) throw new DeclaredError('FORBIDDEN', { access: 'availability.write' });
  };

  /** Where something is closed: nothing said, everywhere. @throws DeclaredError `INVALID` (`UNKNOWN`: no site in use) */
  const placeAt = async (db: ReadExecutor, at: string | null | undefined): Promise<Pick<Away, 'siteIds' | 'zone'>> => {
    if (at === undefined) return {};
    const site = at === null ? null : (await siteRows(db)).find(({ id, retired }) => id === at && !retired);
    if (site === undefined) throw new DeclaredError('INVALID', { issues: [{ path: 'at', code: 'UNKNOWN' }] });
    return placeOf(at, site?.zone ?? null);
  };

  return {
    list: async (caller: Caller, { from, until }: Inputs['absences']['list']): Promise<Outputs['absences']['list']> =>
      unitOfWork.read(async (db) => {
        const choice = await holidayChoice(db);
        const worked = await workedHolidays(db, from, until);
        const workedAt = await holidaysWorkedAt(db, from, until);
        return {
          absences: (await absencesBetween(db, { firstDate: from, lastDate: until, practitionerIds: null })).map(({ away, addedAt, by }) => ({ ...away, addedAt, by })),
          holidays: holidaysOfGroups(await observedHolidays(db), from, until).slice(0, 200).map((holiday) => {
            const decided = worked.find(({ date }) => date === holiday.date);
            return {
              ...holiday, worked: decided ? { at: decided.at, by: decided.by } : null,
              workedAt: workedAt.filter(({ date }) => date === holiday.date).map(({ siteId, at, by }) => ({ siteId, at, by })),
            };
          }),
          choice,
          sources: [...holidaySources(choice.calendar)],
          may: { clinic: mayWrite(caller, null), everybody: caller.grants['availability.write'] === 'clinic', own: caller.grants['availability.write'] === 'own' ? caller.practitionerId : null },
        };
      }),

    /** @throws DeclaredError `FORBIDDEN` (another's leave, the clinic's closures), `INVALID`, `DUPLICATE` (the id is another's), `NOT_FOUND` */
    add: async (caller: Caller, input: Inputs['absences']['add']): Promise<Outputs['absences']['add']> => {
      const { absenceId, practitionerId, firstDate, lastDate, startsAt, endsAt } = input;
      requireCalendar(caller, practitionerId);
      const words = input.words === '' ? null : input.words;
      return unitOfWork.write(async (db) => {
        const place = await placeAt(db, input.at);
        const away: Away = { key: absenceId, kind: practitionerId === null ? 'closure' : 'leave', practitionerId, firstDate, lastDate, startsAt, endsAt, words, holiday: null, ...place };
        const problem = absenceProblem({ ...away, today: civilDate(ports.clock.now(), place.zone ?? zone) });
        if (problem) throw new DeclaredError('INVALID', { issues: [problem] });
        const known = await absenceById(db, absenceId);
        if (known && JSON.stringify(known.away) !== JSON.stringify(away)) throw new DeclaredError('DUPLICATE', { field: 'absenceId' });
        if (!known) {
          if (practitionerId !== null && (await professionalHours(db, { practitionerId, role: null })).length === 0) throw new DeclaredError('NOT_FOUND');
          await insertAbsence(db, away, { now: ports.clock.now(), userId: caller.userId });
          await audit.record(db, { userId: caller.userId, action: 'absence.added', entity: 'absence', entityId: absenceId, detail: { practitionerId, firstDate, lastDate, startsAt, endsAt, ...detailOf(input.at) } });
        }
        return { inTheWay: (await inTheWay(db, caller, [away])).length };
      });
    },

    /** @throws DeclaredError `FORBIDDEN`, `NOT_FOUND` */
    remove: async (caller: Caller, { absenceId, back }: Inputs['absences']['remove']): Promise<Outputs['absences']['remove']> =>
      unitOfWork.write(async (db) => {
        const known = await absenceById(db, absenceId);
        if (!known) throw new DeclaredError('NOT_FOUND');
        requireCalendar(caller, known.away.practitionerId);
        if (known.removed === back) {
          await markAbsence(db, absenceId, back ? null : { now: ports.clock.now(), userId: caller.userId });
          const { practitionerId, firstDate, lastDate } = known.away;
          await audit.record(db, { userId: caller.userId, action: back ? 'absence.restored' : 'absence.removed', entity: 'absence', entityId: absenceId, detail: { practitionerId, firstDate, lastDate } });
        }
        return { inTheWay: back ? (await inTheWay(db, caller, [known.away])).length : 0 };
      }),

    /** @throws DeclaredError `FORBIDDEN` */
    setHolidays: async (caller: Caller, choice: Inputs['absences']['setHolidays']): Promise<Outputs['absences']['setHolidays']> => {
      requireCalendar(caller, null);
      await unitOfWork.write(async (db) => {
        await setHolidayChoice(db, choice);
        await audit.record(db, { userId: caller.userId, action: 'holidays.set', entity: 'clinic', entityId: clinic.id, detail: { ...choice } });
      });
      return choice;
    },

    /** @throws DeclaredError `FORBIDDEN`, `NOT_FOUND` where the clinic observes no holiday that day */
    workHoliday: async (caller: Caller, { date, works, at }: Inputs['absences']['workHoliday']): Promise<Outputs['absences']['workHoliday']> => {
      requireCalendar(caller, null);
      return unitOfWork.write(async (db) => {
        const observed = holidaysOfGroups(await observedHolidays(db), date, date).some(({ siteIds }) => at === undefined || siteIds === undefined || siteIds.includes(at));
        if (!observed) throw new DeclaredError('NOT_FOUND');
        const decision = { date, works, now: ports.clock.now(), userId: caller.userId };
        await placeAt(db, at);
        if (await (at === undefined ? writeWorkedHoliday(db, decision) : writeHolidayWorkedAt(db, { ...decision, id: ports.newId(), siteId: at }))) {
          await audit.record(db, { userId: caller.userId, action: works ? 'holidays.worked' : 'holidays.closed', entity: 'clinic', entityId: clinic.id, detail: { date, ...detailOf(at) } });
        }
        const away = (await readAway(db, { firstDate: date, lastDate: date, practitionerIds: [] })).filter(({ kind }) => kind === 'holiday');
        return { inTheWay: (await inTheWay(db, caller, away)).length };
      });
    },

    inTheWay: async (caller: Caller, { practitionerId }: Inputs['absences']['inTheWay']): Promise<Outputs['absences']['inTheWay']> =>
      unitOfWork.read(async (db) => {
        const closed = await readClosed(db, { firstDate: today(), lastDate: addDays(today(), horizonDays), practitionerIds: practitionerId === null ? null : [practitionerId] });
        // Of the thousands of times somebody may be busy elsewhere, those that meet a visit.
        const busy = await busyOverVisits(db, { after: ports.clock.now(), practitionerId, limit: maximumInTheWay, zone });
        const all = (await inTheWay(db, caller, [...closed, ...busy])).slice(0, maximumInTheWay);
        return practitionerId === null ? all : all.filter(({ visit }) => visit.practitionerId === practitionerId);
      }),

    /** @throws DeclaredError `ILLEGAL_STATE` (no longer booked, or nothing is in its way), `STALE`, `FORBIDDEN` (another's calendar), `NOT_FOUND` */
    keepVisit: async (caller: Caller, input: Inputs['absences']['keepVisit']): Promise<Outputs['absences']['keepVisit']> =>
      unitOfWork.write(async (db) => {
        const now = ports.clock.now();
        const visit = await visitAsSeen(db, caller, input);
        const away = await awayAt(db, visit);
        if (visit.status !== 'booked' || away.length === 0) throw new DeclaredError('ILLEGAL_STATE', { state: visit.status });
        await insertException(db, { id: ports.newId(), appointmentId: visit.id, kind: 'away', reason: input.reason, away, concerns: [], place: visit, at: now, userId: caller.userId });
        await audit.record(db, { userId: caller.userId, action: 'appointment.kept', entity: 'appointment', entityId: visit.id, patientId: visit.patientId });
        return writtenVisit(db, caller, now, visit);
      }),
  };
}

/** Where, for the trail: nothing where it is everywhere. */
function detailOf(at: string | null | undefined): { siteId?: string } {
  return at === undefined ? {} : { siteId: at ?? 'clinic' };
}

/** Everybody's leave, one's own; the clinic's closures and holidays with everybody's, or with the clinic's settings. */
function mayWrite(caller: Caller, practitionerId: string | null): boolean {
  const reach = caller.grants['availability.write'];
  if (reach === 'clinic') return true;
  return practitionerId === null ? reach !== undefined && caller.grants['settings.manage'] !== undefined : reach === 'own' && caller.practitionerId === practitionerId;
}
