import { z } from 'zod';
import { isoDate } from './values.ts';

/** What results on file would say of a request: proposed, to be confirmed one by one. */
export const findingOnFile = z.object({
  field: z.string(),
  value: z.number(),
  /** Civil date of the result. */
  on: isoDate,
  /** The result as it was given: the figure or words, and the unit. */
  shown: z.string(),
});
export type FindingOnFile = z.infer<typeof findingOnFile>;
