import { z } from 'zod';
import { planStates } from '#contract/plans.ts';

/** How a plan stood before a move on a pathway changed it, kept with the move so that it can be taken back. */
export const planStanding = z.object({ state: z.enum(planStates), since: z.string(), reason: z.string().nullable(), note: z.string().nullable(), putOffDays: z.number() });
export type PlanStanding = z.infer<typeof planStanding>;
