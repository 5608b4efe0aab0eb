import { z } from 'zod';

const words = z.object({ fr: z.string(), en: z.string() });

/** Who would do an act, which, and how they stand with each kind of training they lack for it; nobody known: `person` null. `mayState`: they may do it by saying what they rest on. */
export const lackingTraining = z.object({ act: words, person: z.string().nullable(), lacks: z.array(z.object({ label: words, standing: z.enum(['held', 'expiring', 'expired', 'short', 'none']) })), mayState: z.boolean() });
export type LackingTraining = z.infer<typeof lackingTraining>;
