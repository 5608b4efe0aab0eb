import { z } from 'zod';
import { operation } from './define.ts';
import { delivery } from './deliveries.ts';
import { filled, id, instant, isoDate, language, line } from './values.ts';

/** Longest calendar file that is read, in characters: years of somebody's appointments. */
export const maximumCalendarCharacters = 1_500_000;

/** Where the address of a feed lies on the server. */
export const feedPath = (token: string): string => `/calendar/${token}.ics`;

/** A problem of a calendar file, on a line of it. `zone`: a name of a time zone nobody knows. */
export const calendarFileProblem = z.object({
  line: z.int(),
  code: z.enum(['NOT_A_LINE', 'UNEXPECTED_END', 'UNFINISHED', 'NO_START', 'BAD_START', 'BAD_END', 'NO_END', 'UNKNOWN_ZONE', 'BAD_DURATION', 'RULE_NOT_FOLLOWED', 'BAD_EXCEPTION', 'BAD_PERIOD', 'TOO_MANY', 'NO_CALENDAR']),
  zone: z.string().optional(),
});

const feed = z.object({
  id,
  language,
  withNames: z.boolean(),
  openedAt: instant,
  openedBy: z.string().nullable(),
  lastReadAt: instant.nullable(),
});
export type CalendarFeed = z.infer<typeof feed>;

const busyCalendar = z.object({ id, name: z.string(), readAt: instant, readBy: z.string().nullable(), /** How many stretches it blocks from today on, and until when it was followed. */ times: z.int(), readUntil: isoDate });
export type BusyCalendar = z.infer<typeof busyCalendar>;

/** Why a calendar server did not take what was pushed. */
const pushProblem = z.enum(['UNREACHABLE', 'REFUSED', 'NO_COLLECTION', 'REDIRECTED', 'FAILED', 'NO_PASSWORD']);

/** Calendars that leave (files, addresses other programs read) and come in (when somebody is busy elsewhere). */
export const calendars = {
  /** Several visits, those of a series or of a person, as one calendar file; names only where they are wanted. On record. */
  visitsFile: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ appointmentIds: z.array(id).min(1).max(100), /** And the other visits to come of the people they are of. */ othersToCome: z.boolean().default(false), language, withName: z.boolean() }))
    .output(delivery),
  /** A professional's visits as a calendar file. With names: one's own calendar, or who may export what identifies. On record. */
  professionalFile: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ practitionerId: id, from: isoDate, days: z.int().min(1).max(400), language, withNames: z.boolean() }))
    .output(delivery),
  /** What of a professional's calendar leaves and comes in, and what the caller may do about it. */
  ofProfessional: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ practitionerId: id }))
    .output(z.object({ feeds: z.array(feed).max(50), busy: z.array(busyCalendar).max(20), mayChange: z.boolean(), mayName: z.boolean() })),
  /** Opens an address at which any program that knows it reads the professional's visits, until it is closed. The address is told here and never again. */
  openFeed: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ feedId: id, practitionerId: id, language, withNames: z.boolean() }))
    .output(z.object({ path: z.string() })),
  closeFeed: operation({ access: 'appointment.read', scope: 'clinic' }).input(z.object({ feedId: id })).output(z.object({ closed: z.literal(true) })),
  /** Reads when a professional is busy from a calendar file: times alone are kept. The same calendar again is replaced. Says what of the file could not be read. */
  readBusy: operation({ access: 'availability.write', scope: 'clinic' })
    .input(z.object({ calendarId: id, practitionerId: id, name: filled(80), text: z.string().max(maximumCalendarCharacters) }))
    .output(z.object({ events: z.int(), times: z.int(), problems: z.array(calendarFileProblem).max(400), inTheWay: z.int() })),
  /** Whether the clinic lets visits be pushed to calendar servers (CalDAV); off until somebody who manages its settings switches it on. */
  pushSettings: operation({ access: 'settings.manage', scope: 'clinic' }).output(z.object({ on: z.boolean() })),
  setPush: operation({ access: 'settings.manage', scope: 'clinic' }).input(z.object({ on: z.boolean() })).output(z.object({ on: z.boolean() })),
  /** Where a professional's visits are pushed to, and how the last time went. The password is never told. */
  pushTarget: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ practitionerId: id }))
    .output(z.object({ on: z.boolean(), target: z.object({ address: z.string(), userName: z.string(), withNames: z.boolean(), runAt: instant.nullable(), succeededAt: instant.nullable(), problem: pushProblem.nullable() }).nullable() })),
  /** Names the collection of a calendar server. `password` null keeps the one known for the same address. */
  setPushTarget: operation({ access: 'availability.write', scope: 'clinic' })
    .input(z.object({ practitionerId: id, address: filled(500), userName: line(200), password: z.string().max(500).nullable(), language, withNames: z.boolean() }))
    .output(z.object({ set: z.literal(true) })),
  removePushTarget: operation({ access: 'availability.write', scope: 'clinic' }).input(z.object({ practitionerId: id })).output(z.object({ removed: z.literal(true) })),
  /** Brings the server up to date now; by itself it is done every five minutes. */
  pushNow: operation({ access: 'availability.write', scope: 'clinic' })
    .input(z.object({ practitionerId: id }))
    .output(z.object({ written: z.int(), removed: z.int(), problem: pushProblem.nullable() })),
  /** Forgets a calendar and the times it blocked. */
  removeBusy: operation({ access: 'availability.write', scope: 'clinic' }).input(z.object({ calendarId: id })).output(z.object({ removed: z.literal(true) })),
};
