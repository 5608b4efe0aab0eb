import { z } from 'zod';
import { cohortDefinition } from './cohorts.ts';
import { operation } from './define.ts';
import { patientSummary } from './patients.ts';
import { bilingual } from './triage.ts';
import { cursor, filled, id, instant, isoDate, line } from './values.ts';

/** What is done for the people of a cohort at once: calling them back, saying who is responsible for them. */

/** People one command may be about; beyond it the definition is to be narrowed. */
export const mostAtOnce = 2000;

/** Who is to be reached: with a step due, late, or lost to follow-up. */
export const followLists = ['due', 'late', 'lost'] as const;
export const contactWays = ['phone', 'letter', 'email', 'other'] as const;
export const contactOutcomes = ['reached', 'message', 'no-answer', 'wrong-number', 'declined'] as const;
export const departureReasons = ['moved', 'elsewhere', 'declined'] as const;

const contact = z.object({ id, way: z.enum(contactWays), outcome: z.enum(contactOutcomes), words: z.string().nullable(), at: instant, by: z.string() });
const departure = z.object({ id, reason: z.enum(departureReasons), sinceOn: isoDate, words: z.string().nullable(), by: z.string() });

/** When somebody counts as lost: a visit of their plan not booked so many months after its window; without a plan, so many months after the last visit. Never with a visit to come. */
export const lostDefinition = z.object({ afterStepMonths: z.int().min(1).max(60), afterVisitMonths: z.int().min(3).max(120) });
export type LostDefinition = z.infer<typeof lostDefinition>;

const recall = z.object({ id, version: z.int(), patient: patientSummary, phone: z.string().nullable(), dueOn: isoDate, reason: z.string(), byName: z.string() });

export const recalls = {
  /** Puts everybody who answers now on the list of recalls; those on it already stay as they are. @throws INVALID (`definition`, TOO_MANY), BUSY (records still being read) */
  create: operation({ access: 'cohort.use', scope: 'clinic' })
    .input(z.object({ definition: cohortDefinition, cohortId: id.nullable(), dueOn: isoDate, reason: filled(200) }))
    .output(z.object({ created: z.int(), already: z.int() })),
  /** Says which professional is responsible for everybody who answers now; null: nobody. @throws INVALID, NOT_FOUND (no such professional of the clinic), BUSY */
  assign: operation({ access: 'cohort.use', scope: 'clinic' }).input(z.object({ definition: cohortDefinition, practitionerId: id.nullable() })).output(z.object({ assigned: z.int() })),
  /** The same for one person; `expected` is who it was as far as the caller saw. @throws NOT_FOUND (no such person, or professional of the clinic), RESTRICTED, STALE */
  setResponsible: operation({ access: 'cohort.use', scope: 'clinic' }).input(z.object({ patientId: id, practitionerId: id.nullable(), expected: id.nullable() })).output(z.object({ practitionerId: id.nullable() })),
  /** People to call back whose day has come, the oldest first; and how many. @throws INVALID for a cursor that is not ours */
  list: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ after: cursor.nullable().default(null), limit: z.int().min(1).max(100).default(50) }))
    .output(z.object({ recalls: z.array(recall).max(100), next: cursor.nullable(), total: z.int() })),
  /**
   * People to reach, of living people still followed here, the longest first: with a step of a plan due, late, or lost to
   * follow-up. @throws INVALID for a cursor that is not ours
   */
  follow: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ list: z.enum(followLists), after: cursor.nullable().default(null), limit: z.int().min(1).max(100).default(50) }))
    .output(z.object({
      rows: z.array(z.object({
        patient: patientSummary, phone: z.string().nullable(), sinceOn: isoDate, daysLate: z.int(), ground: z.enum(['step', 'visit']), lastVisitOn: isoDate.nullable(), step: bilingual.nullable(), isRecalled: z.boolean(),
        contacts: z.int(), lastContact: contact.nullable(),
      })).max(100),
      next: cursor.nullable(), total: z.int(), today: isoDate, definition: lostDefinition, source: bilingual, mayDefine: z.boolean(),
    })),
  /** Puts these people on the list of recalls; those on it already stay as they are. @throws RESTRICTED, NOT_FOUND */
  createFor: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ patientIds: z.array(id).min(1).max(200), dueOn: isoDate, reason: filled(200) }))
    .output(z.object({ created: z.int(), already: z.int() })),
  /** Attempts to reach somebody, the last first, and whether they are followed here no longer. @throws NOT_FOUND, RESTRICTED */
  standing: operation({ access: 'appointment.read', scope: 'clinic' }).input(z.object({ patientId: id })).output(z.object({ contacts: z.array(contact).max(200), departure: departure.nullable() })),
  /** Notes an attempt to reach somebody. The same id again is answered from the row. @throws NOT_FOUND, RESTRICTED */
  noteContact: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ contactId: id, patientId: id, way: z.enum(contactWays), outcome: z.enum(contactOutcomes), words: line(300) }))
    .output(z.object({ noted: z.boolean() })),
  /** Takes an attempt noted by mistake back. */
  withdrawContact: operation({ access: 'appointment.book', scope: 'clinic' }).input(z.object({ contactId: id })).output(z.object({ withdrawn: z.boolean() })),
  /** Says that somebody is followed here no longer: their name leaves every list of recalls. @throws NOT_FOUND, RESTRICTED, INVALID */
  depart: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ departureId: id, patientId: id, reason: z.enum(departureReasons), sinceOn: isoDate, words: line(300) }))
    .output(z.object({ noted: z.boolean() })),
  /** They came back, or it was a mistake. */
  returned: operation({ access: 'appointment.book', scope: 'clinic' }).input(z.object({ departureId: id })).output(z.object({ ended: z.boolean() })),
  /** Changes when somebody counts as lost. */
  defineLost: operation({ access: 'triage.override', scope: 'clinic' }).input(lostDefinition).output(lostDefinition),
  /** Takes a person off the list: called, or not to be called any more. @throws NOT_FOUND, RESTRICTED, STALE */
  close: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ recallId: id, expectedVersion: z.int(), state: z.enum(['done', 'dropped']), outcome: line(300) }))
    .output(z.object({ version: z.int() })),
};
