import { z } from 'zod';
import { freeSlot } from './appointments.ts';
import { away } from './away.ts';
import { operation } from './define.ts';
import { roles } from './permissions.ts';
import { id, instant, isoDate, line, localDateTime, visitModality } from './values.ts';
import { visitPurpose } from './visit-purposes.ts';

export const halfDay = z.enum(['morning', 'afternoon']);
export type HalfDay = z.infer<typeof halfDay>;

const wishes = {
  /** 1 Monday … 7 Sunday; an empty list: any day. */
  weekdays: z.array(z.int().min(1).max(7)).max(7),
  halfDays: z.array(halfDay).max(2),
  modalities: z.array(visitModality).max(4),
  /** How long before a visit the person must be told. */
  noticeHours: z.int().min(0).max(720).nullable(),
  /** One way to the clinic. */
  travelKm: z.int().min(0).max(5000).nullable(),
  travelMinutes: z.int().min(0).max(6000).nullable(),
  words: line(300).nullable(),
};

/** When, how and from how far somebody can come; `version` 0: nobody has said. */
export const visitPreferences = z.object({ ...wishes, version: z.int(), setAt: instant.nullable(), setBy: z.string().nullable() });
export type VisitPreferences = z.infer<typeof visitPreferences>;

/** What raises or lowers a place among others. */
const slotReasonCode = z.enum([
  'in-time', 'late', 'too-early', 'wait', 'role-asked', 'role-next', 'role-other', 'modality-decided', 'modality-caution', 'mobility', 'travel-saved', 'site-nearest', 'site-farther', 'same-day', 'same-round', 'same-professional', 'language-spoken',
  'language-not-spoken', 'weekday-wished', 'weekday-other', 'half-day-wished', 'half-day-other', 'modality-wished', 'modality-other', 'short-notice',
  'class', 'overdue', 'breach', 'earlier', 'waited',
]);

/** One reason for where a place stands: what it gains (or loses) by it, in points, and the facts its words need. */
export const slotReason = z.object({
  code: slotReasonCode,
  points: z.number(),
  facts: z.object({ days: z.int(), visits: z.int(), km: z.int(), minutes: z.int(), hours: z.int(), role: z.enum(roles), modality: visitModality, name: z.string(), weekday: z.int(), halfDay, on: isoDate, language: z.string() }).partial(),
});
export type SlotReason = z.infer<typeof slotReason>;

/** A place with why it stands where it stands; the strongest reason first. */
export const rankedSlot = freeSlot.extend({
  modality: visitModality,
  points: z.number(),
  reasons: z.array(slotReason),
  /** Other starts of the same half-day, with the same professional and in the same modality. */
  otherTimes: z.array(z.object({ startsAt: instant, endsAt: instant, localStart: localDateTime })).max(12),
});

export const slots = {
  /**
   * The best places for somebody, with the reasons of each: the best of each half-day of each professional, best first. `modality`
   * null: each of those allowed. `dueOn` and `notBefore`: the window where no referral says it (a planned step, a recall).
   * It books nothing.
   */
  best: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({
      referralId: id.nullable(), patientId: id.nullable(), practitionerId: id.nullable(), role: line(40).nullable(), modality: visitModality.nullable(), minutes: z.int().min(5).max(240).nullable(),
      purpose: visitPurpose.shape.code.nullable().default(null), from: isoDate, days: z.int().min(1).max(190), dueOn: isoDate.nullable().default(null), notBefore: isoDate.nullable().default(null), limit: z.int().min(1).max(100).default(20),
    }))
    .output(z.object({
      slots: z.array(rankedSlot), /** Half-days with a place among which these are the best. */ halfDays: z.int(), /** Places looked at. */ places: z.int(),
      dueOn: isoDate.nullable(), searchedUntil: isoDate, away: z.array(away).max(50), /** Version of the weights. */ weights: z.string(),
    })),
  /** What somebody said of when, how and from how far they can come. */
  preferences: operation({ access: 'appointment.read', scope: 'clinic' }).input(z.object({ patientId: id })).output(visitPreferences),
  /** Replaces it; what was said before stays on record. Another's change in between: `STALE`. */
  setPreferences: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ patientId: id, expectedVersion: z.int(), ...wishes }))
    .output(visitPreferences),
};
