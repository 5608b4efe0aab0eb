import { createHash, randomBytes } from 'node:crypto';
import type { Inputs, Outputs } from '#contract/index.ts';
import { feedPath } from '#contract/calendars.ts';
import { reachOf } from '../access/record-reach.ts';
import type { VisitInTheWay } from '#contract/absences.ts';
import { visitsCalendarFile } from '../appointments/visit-calendar-file.ts';
import { addDays, civilDate, civilDay, toInstant, toMilliseconds } from '../appointments/wall-time.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { readBusyTimes } from './busy-times.ts';
import { mayChange, mayName, requireChange } from './exchange-rights.ts';
import { busyCalendarById, busyCalendars, closeFeed, deleteBusyCalendar, feedById, idsToCome, insertFeed, openFeeds, replaceBusyCalendar } from './exchange-repository.ts';
import { asCalendarVisit, calendarName, nameAtWork, visitsByIds, visitsOfProfessional } from './visits-as-files.ts';

/** How far ahead a calendar's repeated events are followed, in days: as far as visits in the way are looked for. */
const busyDays = 400;
/** Calendars read for one professional. */
const mostCalendars = 20;

/** What other desks and services are asked: visits that stand in somebody's way now. */
type InTheWay = (caller: Caller, input: { practitionerId: string }) => Promise<readonly VisitInTheWay[]>;

/** Calendars that leave as files or at an address, and times that come in from somebody's own calendar. */
export function createExchangeService({ unitOfWork, audit, clinic, ports }: ServiceDependencies, inTheWay: InTheWay) {
  const zone = clinic.timeZone;
  const nameOf = async (db: ReadExecutor, practitionerId: string): Promise<string> => {
    const name = await nameAtWork(db, practitionerId);
    if (name === null) throw new DeclaredError('NOT_FOUND');
    return name;
  };

  return {
    /** @throws DeclaredError `NOT_FOUND` where none of them is within reach */
    visitsFile: async (caller: Caller, { appointmentIds, othersToCome, language, withName }: Inputs['calendars']['visitsFile']): Promise<{ name: string; content: Buffer }> =>
      unitOfWork.write(async (db) => {
        const now = ports.clock.now();
        const asked = othersToCome ? [...appointmentIds, ...(await idsToCome(db, appointmentIds, now))] : appointmentIds;
        const filed = await visitsByIds(db, reachOf(caller, 'appointment.read', now), asked);
        if (filed.length === 0) throw new DeclaredError('NOT_FOUND');
        for (const { visit } of filed) {
          await audit.record(db, { userId: caller.userId, action: 'appointment.calendar-file', entity: 'appointment', entityId: visit.id, patientId: visit.patientId, detail: { named: withName } });
        }
        const text = visitsCalendarFile(filed.map((one) => asCalendarVisit(one, withName ? 'all' : 'none')), { clinicId: clinic.id, clinicName: clinic.name, language });
        return { name: calendarName(language, 'visits'), content: Buffer.from(text) };
      }),

    /** @throws DeclaredError `FORBIDDEN` (names of another's patients without the right to export them), `NOT_FOUND` */
    professionalFile: async (caller: Caller, { practitionerId, from, days, language, withNames }: Inputs['calendars']['professionalFile']): Promise<{ name: string; content: Buffer }> => {
      if (withNames && !mayName(caller, practitionerId)) throw new DeclaredError('FORBIDDEN', { access: 'export.identified' });
      return unitOfWork.write(async (db) => {
        const name = await nameOf(db, practitionerId);
        const range = { practitionerId, from: civilDay(from, zone).from, until: civilDay(addDays(from, days), zone).from };
        const filed = await visitsOfProfessional(db, reachOf(caller, 'appointment.read', ports.clock.now()), range);
        await audit.record(db, { userId: caller.userId, action: 'calendar.exported', entity: 'practitioner', entityId: practitionerId, detail: { named: withNames, rows: filed.length } });
        const text = visitsCalendarFile(filed.map((one) => asCalendarVisit(one, withNames ? 'all' : 'none')), { clinicId: clinic.id, clinicName: clinic.name, language }, `${clinic.name}, ${name}`);
        return { name: calendarName(language, 'calendar'), content: Buffer.from(text) };
      });
    },

    ofProfessional: async (caller: Caller, { practitionerId }: Inputs['calendars']['ofProfessional']): Promise<Outputs['calendars']['ofProfessional']> =>
      unitOfWork.read(async (db) => ({
        feeds: await openFeeds(db, practitionerId), busy: await busyCalendars(db, practitionerId, ports.clock.now()),
        mayChange: mayChange(caller, practitionerId), mayName: mayChange(caller, practitionerId) && mayName(caller, practitionerId),
      })),

    /** @throws DeclaredError `FORBIDDEN` (another's calendar, names without the right), `DUPLICATE` (the id is taken), `NOT_FOUND` */
    openFeed: async (caller: Caller, { feedId, practitionerId, language, withNames }: Inputs['calendars']['openFeed']): Promise<Outputs['calendars']['openFeed']> => {
      requireChange(caller, practitionerId);
      if (withNames && !mayName(caller, practitionerId)) throw new DeclaredError('FORBIDDEN', { access: 'export.identified' });
      const token = randomBytes(32).toString('base64url');
      await unitOfWork.write(async (db) => {
        await nameOf(db, practitionerId);
        // The address cannot be told again: a second request with the same id has no answer.
        if (await feedById(db, feedId)) throw new DeclaredError('DUPLICATE', { field: 'feedId' });
        await insertFeed(db, { id: feedId, practitionerId, tokenHash: hashOf(token), language, withNames, now: ports.clock.now(), userId: caller.userId });
        await audit.record(db, { userId: caller.userId, action: 'calendar-feed.opened', entity: 'calendar-feed', entityId: feedId, detail: { practitionerId, named: withNames } });
      });
      return { path: feedPath(token) };
    },

    /** @throws DeclaredError `FORBIDDEN` (another's calendar), `NOT_FOUND` */
    closeFeed: async (caller: Caller, { feedId }: Inputs['calendars']['closeFeed']): Promise<Outputs['calendars']['closeFeed']> =>
      unitOfWork.write(async (db) => {
        const feed = await feedById(db, feedId);
        if (!feed) throw new DeclaredError('NOT_FOUND');
        requireChange(caller, feed.practitionerId);
        if (feed.isOpen) {
          await closeFeed(db, feedId, { now: ports.clock.now(), userId: caller.userId });
          await audit.record(db, { userId: caller.userId, action: 'calendar-feed.closed', entity: 'calendar-feed', entityId: feedId, detail: { practitionerId: feed.practitionerId } });
        }
        return { closed: true };
      }),

    /** @throws DeclaredError `FORBIDDEN` (another's calendar), `INVALID` with `NO_CALENDAR` or `TOO_MANY`, `DUPLICATE` (the id is another's), `NOT_FOUND` */
    readBusy: async (caller: Caller, { calendarId, practitionerId, name, text }: Inputs['calendars']['readBusy']): Promise<Outputs['calendars']['readBusy']> => {
      requireChange(caller, practitionerId);
      const now = ports.clock.now();
      const today = civilDate(now, zone);
      const readUntil = addDays(today, busyDays);
      const { times, events, problems } = readBusyTimes(text, { zone, from: toMilliseconds(civilDay(today, zone).from), until: toMilliseconds(civilDay(readUntil, zone).from) });
      if (problems.some(({ code }) => code === 'NO_CALENDAR')) throw new DeclaredError('INVALID', { issues: [{ path: 'text', code: 'NO_CALENDAR' }] });
      await unitOfWork.write(async (db) => {
        await nameOf(db, practitionerId);
        const known = await busyCalendarById(db, calendarId);
        if (known && known.practitionerId !== practitionerId) throw new DeclaredError('DUPLICATE', { field: 'calendarId' });
        if (!known && (await busyCalendars(db, practitionerId, now)).length >= mostCalendars) throw new DeclaredError('INVALID', { issues: [{ path: 'calendarId', code: 'TOO_MANY' }] });
        const rows = times.map(({ from, until }) => ({ startsAt: toInstant(from), endsAt: toInstant(until) }));
        await replaceBusyCalendar(db, { id: calendarId, practitionerId, name, times: rows, readUntil, now, userId: caller.userId, newId: ports.newId });
        await audit.record(db, { userId: caller.userId, action: known ? 'busy-calendar.replaced' : 'busy-calendar.read', entity: 'busy-calendar', entityId: calendarId, detail: { practitionerId, rows: rows.length } });
      });
      const met = (await inTheWay(caller, { practitionerId })).filter(({ away }) => away.some(({ kind }) => kind === 'busy'));
      return { events, times: times.length, problems: [...problems].slice(0, 400), inTheWay: met.length };
    },

    /** @throws DeclaredError `FORBIDDEN` (another's calendar), `NOT_FOUND` */
    removeBusy: async (caller: Caller, { calendarId }: Inputs['calendars']['removeBusy']): Promise<Outputs['calendars']['removeBusy']> =>
      unitOfWork.write(async (db) => {
        const known = await busyCalendarById(db, calendarId);
        if (!known) throw new DeclaredError('NOT_FOUND');
        requireChange(caller, known.practitionerId);
        await deleteBusyCalendar(db, calendarId);
        await audit.record(db, { userId: caller.userId, action: 'busy-calendar.removed', entity: 'busy-calendar', entityId: calendarId, detail: { practitionerId: known.practitionerId } });
        return { removed: true };
      }),
  };
}

/** How an address's unguessable part is kept: 256 random bits need no slow hash. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
