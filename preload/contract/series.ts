import { z } from 'zod';
import { appointment, freeSlot, teleConsent } from './appointments.ts';
import { away } from './away.ts';
import { operation } from './define.ts';
import { id, instant, line, localDateTime, timeZone, visitModality } from './values.ts';
import { visitPurpose } from './visit-purposes.ts';
import { cancelCause, cancelParty, requestAfter } from './visit-steps.ts';

/** Visits of one series at most. */
const most = 26;

/** What stands against a visit at the time wanted: past, skipped by the change of the clock, outside the hours, closed, the professional or the person elsewhere, no room or equipment of its site free, another profession's to hold. */
export const plannedConflict = z.object({ kind: z.enum(['past', 'skipped-hour', 'hours', 'away', 'professional', 'patient', 'room', 'equipment', 'competence']), away: z.array(away) });
export type PlannedConflict = z.infer<typeof plannedConflict>;

/** One visit of a series as it would be: its time, what stands against it, and the nearest places instead. */
export const plannedVisit = z.object({
  /** The visit that would move; null for one that would be booked. */
  appointmentId: id.nullable(),
  version: z.int().nullable(),
  week: z.int().nullable(),
  practitionerId: id,
  localStart: localDateTime,
  /** Null where the clock skips the time. */
  startsAt: instant.nullable(),
  minutes: z.int(),
  conflicts: z.array(plannedConflict),
  alternatives: z.array(freeSlot).max(6),
});
export type PlannedVisit = z.infer<typeof plannedVisit>;

const seen = { appointmentId: id, expectedVersion: z.int() };
const views = z.object({ visits: z.array(appointment) });

/** Several visits at once: planned with every conflict, booked, moved, called off and taken back together, each in one transaction. */
export const series = {
  /** What a series would be: the first visit and the same weekday and time in later weeks, counted as `weeks` says (the first of them is the first visit's). Books nothing. */
  plan: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ patientId: id, practitionerId: id, modality: visitModality, minutes: z.int().min(5).max(240), startsAt: instant, purpose: visitPurpose.shape.code.nullable().default(null), weeks: z.array(z.int().min(0).max(260)).min(2).max(most) }))
    .output(z.object({ visits: z.array(plannedVisit) })),
  /** Books all of them or none; the first holds the referral. What cannot be: `SERIES_CONFLICT`, visit by visit. Sent again: answered from the rows. */
  book: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({
      seriesId: id, patientId: id, referralId: id.nullable(), modality: visitModality, minutes: z.int().min(5).max(240), patientZone: timeZone.nullable(), purpose: visitPurpose.shape.code.nullable(), reason: line(300).nullable(), consent: teleConsent.nullable(),
      visits: z.array(z.object({ appointmentId: id, practitionerId: id, startsAt: instant })).min(1).max(most),
    }))
    .output(views),
  /** The live visits of a series, by time. */
  open: operation({ access: 'appointment.read', scope: 'clinic' }).input(z.object({ seriesId: id })).output(views),
  /** What moving one visit would be for it and the booked ones after it: the same shift of day and time for each. */
  planMove: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ appointmentId: id, practitionerId: id, startsAt: instant }))
    .output(z.object({ visits: z.array(plannedVisit) })),
  /** Moves several visits of a series, all or none. */
  move: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ seriesId: id, visits: z.array(z.object({ ...seen, practitionerId: id, startsAt: instant, minutes: z.int().min(5).max(240) })).min(1).max(most) }))
    .output(views),
  /** Calls several visits of a series off, all or none. */
  cancel: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ seriesId: id, visits: z.array(z.object(seen)).min(1).max(most), party: cancelParty, cause: cancelCause, note: line(300).nullable(), request: requestAfter }))
    .output(views),
  /** Takes back what was done to several visits together, while none has changed since. */
  undo: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ seriesId: id, done: z.enum(['booked', 'moved', 'cancelled']), visits: z.array(z.object(seen)).min(1).max(most) }))
    .output(views),
};
