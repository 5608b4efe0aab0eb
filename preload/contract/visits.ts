import { z } from 'zod';
import { appointment } from './appointments.ts';
import { away, despite } from './away.ts';
import { operation } from './define.ts';
import { delivery } from './deliveries.ts';
import { chosenRoom } from './resources.ts';
import { id, instant, language, line, localDateTime } from './values.ts';
import { remoteOutcome } from './remote-visits.ts';
import { cancelCause, cancelParty, requestAfter, visitMark } from './visit-steps.ts';

/** Visits one command may mark at once. */
export const mostVisitsAtOnce = 100;

/** Why one of several visits was left as it was: the code of the error, and that of the field where one is not acceptable. */
const refusal = z.object({ appointmentId: id, code: z.string(), field: z.string().nullable(), state: z.string().nullable(), changedBy: z.string().nullable() });

const seen = { appointmentId: id, expectedVersion: z.int() };

/**
 * What stands against a place for a visit: it is no longer booked, the calendar is not the caller's to write, the time is past,
 * nobody works then (at all, or not in its modality), another profession holds visits of its type, the professional, the patient or what the visit needs is taken, the place is held for somebody else, the person
 * has died, the calendar is closed (which a reason may overrule).
 */
export const moveObstacle = z.enum(['state', 'not-yours', 'past', 'outside-hours', 'other-modality', 'competence', 'professional-busy', 'patient-busy', 'held', 'taken', 'deceased', 'away']);
export type MoveObstacle = z.infer<typeof moveObstacle>;

/** The life of a visit once booked. Every command needs the version seen: what somebody else did in between is `STALE`. */
export const visits = {
  /**
   * Notes that the person will come, has come, is with the professional, that the visit took place, or that nobody came. Before
   * the visit's day (a no-show: before its time; confirming: always possible) `INVALID` with `BEFORE_VISIT_DAY` or `BEFORE_VISIT`;
   * not from where the visit stands: `ILLEGAL_STATE`. A visit at a distance begins, and is done, with its verifications kept
   * (`CHECKLIST`) and consent noted (`CONSENT`). A visit done closes its request; after a no-show the request waits for a place
   * again. `outcome`: of a visit at a distance that is done.
   */
  mark: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ ...seen, as: visitMark, outcome: remoteOutcome.nullable().default(null) }))
    .output(appointment),
  /** Notes the same of several visits, each by itself: what is refused is told one by one and holds back none of the others. */
  markMany: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ visits: z.array(z.object(seen)).min(1).max(mostVisitsAtOnce), as: visitMark }))
    .output(z.object({ done: z.array(appointment).max(mostVisitsAtOnce), refused: z.array(refusal).max(mostVisitsAtOnce) })),
  /** Moves a booked visit to another place, of the same or another professional. A taken place: `SLOT_TAKEN`; a closed calendar: `AWAY`, unless a reason is given; the visit then stays where it is. */
  move: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ ...seen, practitionerId: id, startsAt: instant, minutes: z.int().min(5).max(240), despite: despite.optional(), roomId: chosenRoom }))
    .output(appointment),
  /** What a move would meet, without moving: everything against the place, so that it is told before the visit is let go there. */
  tryMove: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ appointmentId: id, practitionerId: id, startsAt: instant, minutes: z.int().min(5).max(240) }))
    .output(z.object({ against: z.array(moveObstacle), /** What closes the calendar then. */ away: z.array(away), localStart: localDateTime, localEnd: localDateTime, /** After the due date of its request. */ late: z.boolean() })),
  /** Calls a booked visit off: by whom, why, and what becomes of its request. Its time is free again; the delay of the request runs on. */
  cancel: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ ...seen, party: cancelParty, cause: cancelCause, note: line(300).nullable(), request: requestAfter }))
    .output(appointment),
  /** Takes the last step back: the visit, its place and its request stand as before it. Its place taken meanwhile: `SLOT_TAKEN`. */
  undoStep: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object(seen))
    .output(appointment),
  /** The visit as a file for a calendar (iCalendar), in a language, with the patient's name only where it is wanted. On record. */
  calendarFile: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ appointmentId: id, language, withName: z.boolean() }))
    .output(delivery),
};
