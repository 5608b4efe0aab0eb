import { z } from 'zod';
import { operation } from './define.ts';
import { urgency } from './triage.ts';
import { isoDate } from './values.ts';

/** Counts below this are not given: they could point to somebody. */
export const smallestCount = 5;

/** How many, or null where there are some but fewer than `smallestCount`, or where it would tell such a count. */
const guardedCount = z.int().nullable();

/** Whether access is good, in three figures; each is defined in `main/indicators/access-rules.ts` and said beside it on the page. */
export const accessFigures = z.object({
  asOf: isoDate,
  /** Requests received from this day on count in the last two. */
  since: isoDate,
  /** Requests nobody has seen to yet, by class; `null` is the class of those without one. */
  open: z.object({ total: guardedCount, classes: z.array(z.object({ cls: urgency.nullable(), count: guardedCount })) }),
  /** Share with a first visit on or before their due date, from 0 to 1, and of how many. Null under `smallestCount`. */
  inside: z.object({ share: z.number(), of: z.int() }).nullable(),
  /** Days from the request to its first visit: half waited this long or less. */
  wait: z.object({ medianDays: z.number(), of: z.int() }).nullable(),
});
export type AccessFigures = z.infer<typeof accessFigures>;

export const indicators = {
  /** Counts only, no person; small ones are held back. */
  access: operation({ access: 'indicators.read', scope: 'aggregate' }).output(accessFigures),
};
