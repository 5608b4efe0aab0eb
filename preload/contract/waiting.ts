import { z } from 'zod';
import { operation } from './define.ts';
import { patientSummary } from './patients.ts';
import { roles } from './permissions.ts';
import { slotReason } from './slots.ts';
import { visitPurpose } from './visit-purposes.ts';
import { id, instant, isoDate, line, localDateTime, timeZone, visitModality } from './values.ts';

const role = z.enum(roles);
const named = patientSummary.extend({ phone: z.string().nullable() });

/** Somebody who wants a visit earlier than the one they have, or one at all. */
export const waitingEntry = z.object({
  id,
  patient: named,
  role,
  modality: visitModality.nullable(),
  dueOn: isoDate.nullable(),
  words: z.string().nullable(),
  /** The visit they have and want earlier. */
  visit: z.object({ id, startsAt: instant, localStart: localDateTime, purpose: visitPurpose.shape.code.nullable(), version: z.int(), modality: visitModality }).nullable(),
  addedAt: instant,
  addedBy: z.string().nullable(),
});
export type WaitingEntry = z.infer<typeof waitingEntry>;

const place = { practitionerId: id, startsAt: instant, minutes: z.int().min(5).max(240), modality: visitModality };

/** A place held for somebody: by whom, until when. */
export const slotHold = z.object({ id, patient: named, ...place, professionalName: z.string(), localStart: localDateTime, zone: timeZone, purpose: visitPurpose.shape.code.nullable(), referralId: id.nullable(), entryId: id.nullable(), until: instant, heldBy: z.string().nullable() });
export type SlotHold = z.infer<typeof slotHold>;

/** A place that became free: its visit was called off or moved, nobody came to it (what is left of its time), or the hours are new. */
export const freedPlace = z.object({ ...place, professionalName: z.string(), role, endsAt: instant, localStart: localDateTime, zone: timeZone, why: z.enum(['cancelled', 'moved', 'no-show', 'hours']), at: instant });
export type FreedPlace = z.infer<typeof freedPlace>;

/** Somebody who could take a place, with why they stand where they stand. */
export const waitingMatch = z.object({
  patient: named,
  referralId: id.nullable(),
  entryId: id.nullable(),
  cls: z.string().nullable(),
  dueOn: isoDate.nullable(),
  visit: waitingEntry.shape.visit,
  points: z.number(),
  reasons: z.array(slotReason),
});
export type WaitingMatch = z.infer<typeof waitingMatch>;

/** Who waits, what becomes free, and for whom a place is held meanwhile. Nothing here books by itself. */
export const waiting = {
  /** Those who want a visit earlier, or one at all, the soonest due first; accepted requests without a visit are in their own list. */
  list: operation({ access: 'appointment.read', scope: 'clinic' }).output(z.object({ entries: z.array(waitingEntry).max(200) })),
  /** Puts somebody on the list; a visit they have already on it: answered from that row. */
  add: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ entryId: id, patientId: id, appointmentId: id.nullable(), role, modality: visitModality.nullable(), dueOn: isoDate.nullable(), words: line(300).nullable() }))
    .output(waitingEntry),
  /** Takes somebody off the list, or (`back`) puts them on it again. */
  remove: operation({ access: 'appointment.book', scope: 'clinic' }).input(z.object({ entryId: id, back: z.boolean().default(false) })).output(z.object({ entryId: id })),
  /** Places of the coming weeks that became free and still are, the soonest first. */
  freed: operation({ access: 'appointment.read', scope: 'clinic' }).output(z.object({ places: z.array(freedPlace).max(60) })),
  /** Who could take a place, best first, with the reasons; who cannot come then or in that way is left out. It proposes, a person decides. */
  matches: operation({ access: 'appointment.read', scope: 'clinic' }).input(z.object(place)).output(z.object({ matches: z.array(waitingMatch).max(20), considered: z.int() })),
  /** Places held now, on every desk. */
  holds: operation({ access: 'appointment.read', scope: 'clinic' }).output(z.object({ holds: z.array(slotHold).max(200) })),
  /** Holds a place for somebody for so many minutes, with the room and equipment of its type (of somebody who has a visit, that of the visit); then it is free again by itself. Taken or held for another: `SLOT_TAKEN`; closed then: `AWAY`. */
  hold: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ holdId: id, ...place, patientId: id, referralId: id.nullable(), entryId: id.nullable(), purpose: visitPurpose.shape.code.nullable().default(null), forMinutes: z.int().min(5).max(2880) }))
    .output(slotHold),
  /** Lets a place go before its hold ends. */
  release: operation({ access: 'appointment.book', scope: 'clinic' }).input(z.object({ holdId: id })).output(z.object({ holdId: id })),
};
