import { z } from 'zod';
import { operation } from './define.ts';
import { patientSummary } from './patients.ts';
import { roles } from './permissions.ts';
import { filled, id, instant } from './values.ts';

/** Why a record is restricted. */
export const restrictionReason = z.enum(['person-request', 'colleague-or-relative', 'known-person', 'safety', 'other']);
/** Why somebody outside the care team opens it. */
export const openingReason = z.enum(['emergency', 'care', 'triage', 'booking', 'record', 'other']);
/** What puts somebody in the care team. */
export const teamGround = z.enum(['restricted-it', 'named', 'visit', 'decision', 'queue']);
/** What a person of the clinic may say of a colleague and a record: named in its care team, kept out, or neither. */
export const teamStance = z.enum(['member', 'excluded', 'none']);

/** Minutes for which an opening by exception lasts. */
export const openingMinutes = 60;

const words = filled(500);

export const teamMember = z.object({
  userId: id,
  name: z.string(),
  roles: z.array(z.enum(roles)),
  stance: teamStance,
  grounds: z.array(teamGround),
});
export type TeamMember = z.infer<typeof teamMember>;

/** An opening by exception, as the care team and whoever reviews it see it. */
export const recordOpening = z.object({
  openingId: id,
  openedAt: instant,
  openUntil: instant,
  userId: id,
  byName: z.string(),
  reason: openingReason,
  words: z.string(),
  review: z.object({ at: instant, byName: z.string(), words: z.string().nullable() }).nullable(),
});
export type RecordOpening = z.infer<typeof recordOpening>;

export const access = {
  /** What may be said of a closed record to whoever stands before it: whose it is. */
  door: operation({ access: 'patient.read', scope: 'clinic' }).input(z.object({ patientId: id })).output(z.object({ patient: patientSummary, minutes: z.int() })),
  /**
   * Opens a closed record by exception, for a time, with a reason; the care team and the administrator are told. The same id
   * again is answered from the row. @throws NOT_FOUND; ILLEGAL_STATE `open` when nothing is closed to the caller
   */
  openByException: operation({ access: 'record.open-restricted', scope: 'clinic' })
    .input(z.object({ openingId: id, patientId: id, reason: openingReason, words }))
    .output(z.object({ openUntil: instant })),
  /** Restriction, care team and openings of a record, for those who read it. @throws NOT_FOUND, RESTRICTED */
  standing: operation({ access: 'patient.read', scope: 'clinic' })
    .input(z.object({ patientId: id }))
    .output(
      z.object({
        restriction: z.object({ reason: restrictionReason, words: z.string(), at: instant, byName: z.string() }).nullable(),
        team: z.array(teamMember).max(500),
        openings: z.array(recordOpening).max(50),
        /** The caller may restrict, lift and change the team: by right, not by an opening. */
        mayChange: z.boolean(),
      }),
    ),
  /** @throws NOT_FOUND; ILLEGAL_STATE `restricted` when it is already */
  restrict: operation({ access: 'record.restrict', scope: 'clinic' })
    .input(z.object({ patientId: id, reason: restrictionReason, words }))
    .output(z.object({ restrictedAt: instant })),
  /** @throws NOT_FOUND, RESTRICTED; ILLEGAL_STATE `open` when it is not restricted; FORBIDDEN to whoever is there by an opening */
  lift: operation({ access: 'record.restrict', scope: 'clinic' }).input(z.object({ patientId: id, words })).output(z.object({ liftedAt: instant })),
  /** @throws NOT_FOUND, RESTRICTED; FORBIDDEN to whoever is there by an opening */
  setStance: operation({ access: 'record.restrict', scope: 'clinic' })
    .input(z.object({ patientId: id, userId: id, stance: teamStance }))
    .output(z.object({ stance: teamStance })),
  /** People one may name: who has an account of the clinic and reads records. */
  colleagues: operation({ access: 'record.restrict', scope: 'clinic' }).output(z.array(z.object({ userId: id, name: z.string(), roles: z.array(z.enum(roles)) })).max(500)),
};
