import { z } from 'zod';
import { cohortDefinition } from './cohorts.ts';
import { operation } from './define.ts';
import { patientSummary } from './patients.ts';
import { cursor, filled, id, isoDate, line } from './values.ts';

/** What is done for the people of a cohort at once: calling them back, saying who is responsible for them. */

/** People one command may be about; beyond it the definition is to be narrowed. */
export const mostAtOnce = 2000;

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
  /** Takes a person off the list: called, or not to be called any more. @throws NOT_FOUND, RESTRICTED, STALE */
  close: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ recallId: id, expectedVersion: z.int(), state: z.enum(['done', 'dropped']), outcome: line(300) }))
    .output(z.object({ version: z.int() })),
};
