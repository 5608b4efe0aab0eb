import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { operation } from './define.ts';
import { id } from './values.ts';

/** What may have changed, as the page keeps it; `presence`: who has which request open. */
export const liveTopic = z.enum(['patients', 'referrals', 'appointments', 'messages', 'hours', 'referrers', 'imports', 'duplicates', 'cohorts', 'presence']);
export type LiveTopic = z.infer<typeof liveTopic>;

/** Something was written, here or at another desk. It says where to look again, never what. */
export const liveChange = z.object({
  topics: z.array(liveTopic).max(liveTopic.options.length),
  /** Whose records, of those the caller may read; null: not named one by one, so any. */
  patientIds: z.array(id).max(60).nullable(),
});
export type LiveChange = z.infer<typeof liveChange>;

export const live = {
  /** What changes, as it changes, of what the caller may read; begins with one that names nothing, and ends with the session. */
  changes: operation({ access: 'signed-in', scope: 'clinic' }).output(eventIterator(liveChange)),
};
