import { z } from 'zod';
import { instant, line, localDateTime } from './values.ts';

/** Where a visit stands. `no-show`: the person did not come. That a booked visit is confirmed is a step, not a state: moved, it is to be confirmed again. */
export const appointmentStatus = z.enum(['booked', 'arrived', 'in-progress', 'done', 'no-show', 'cancelled']);
export type AppointmentStatus = z.infer<typeof appointmentStatus>;

/** What happens to a visit once booked. */
export const visitStepKind = z.enum(['confirmed', 'arrived', 'in-progress', 'done', 'no-show', 'moved', 'cancelled']);
export type VisitStepKind = z.infer<typeof visitStepKind>;

/** What may be noted of a visit by a word. */
export const visitMark = z.enum(['confirmed', 'arrived', 'in-progress', 'done', 'no-show']);
export type VisitMark = z.infer<typeof visitMark>;

/** Who called a visit off. Days lost because of the patient can be told apart later; the delay itself never stops. */
export const cancelParty = z.enum(['patient', 'clinic', 'referrer', 'other']);
export type CancelParty = z.infer<typeof cancelParty>;

/** Why a visit is called off. `other` needs a note. */
export const cancelCause = z.enum([
  'unavailable', 'ill', 'transport', 'declined', 'seen-elsewhere', 'professional-absent', 'closed', 'rescheduled', 'not-needed', 'withdrawn', 'deceased', 'weather', 'other',
]);
export type CancelCause = z.infer<typeof cancelCause>;

/** The causes that go with who called it off. */
export const cancelCauses = {
  patient: ['unavailable', 'ill', 'transport', 'declined', 'seen-elsewhere', 'other'],
  clinic: ['professional-absent', 'closed', 'rescheduled', 'not-needed', 'other'],
  referrer: ['withdrawn', 'seen-elsewhere', 'other'],
  other: ['deceased', 'weather', 'other'],
} as const satisfies Readonly<Record<CancelParty, readonly CancelCause[]>>;

/** What becomes of the request a cancelled visit was for: it waits for another place, or it is closed. */
export const requestAfter = z.enum(['waits', 'closed']);
export type RequestAfter = z.infer<typeof requestAfter>;

/** One step in the life of a visit that stands: what, when, by whom; of a move, from where; of a cancellation, by whom and why. */
export const visitStep = z.object({
  kind: visitStepKind,
  at: instant,
  by: z.string().nullable(),
  from: z.object({ localStart: localDateTime, professionalName: z.string() }).nullable(),
  cancelled: z.object({ party: cancelParty, cause: cancelCause, note: line(300).nullable(), request: requestAfter.nullable() }).nullable(),
});
export type VisitStep = z.infer<typeof visitStep>;
