import { z } from 'zod';
import { doseReasons } from '#contract/doses.ts';
import { careSite } from '#contract/pathways.ts';

/** What moves of a person did to their doses and calls, kept with the move so that it can be taken back. */

const reason = z.enum(doseReasons).nullable();

/** Doses taken away and called off, and calls dropped, at the end of a course. `version`: of the dose once called off. */
export const endedCourse = z.object({
  removed: z.array(z.object({ id: z.string(), number: z.number(), schedule: z.string(), idealOn: z.string(), dueOn: z.string(), site: careSite.nullable(), reason, words: z.string().nullable() })),
  cancelled: z.array(z.object({ id: z.string(), version: z.number(), reason, words: z.string().nullable() })),
  calls: z.array(z.string()),
});
export type EndedCourse = z.infer<typeof endedCourse>;

/** A dose put off: the day it had, and its version once moved. */
export const putOffDose = z.object({ id: z.string(), version: z.number(), dueOn: z.string() });
export type PutOffDose = z.infer<typeof putOffDose>;
