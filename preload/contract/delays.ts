import { z } from 'zod';

/** The classes whose delay a clinic may make shorter; an emergency has none. */
export const delayClasses = ['A', 'B', 'C', 'D', 'E'] as const;
export type DelayClass = (typeof delayClasses)[number];

const daysByClass = z.object({ A: z.int(), B: z.int(), C: z.int(), D: z.int(), E: z.int() });

/** How long each class may wait in a clinic, from the complete request, and which days count. */
export const delaySettings = z.object({ counting: z.enum(['calendar', 'working']), days: daysByClass });
export type DelaySettings = z.infer<typeof delaySettings>;

/** The delays of the clinic beside the calendar days given for the classes, which none may exceed. */
export const clinicDelays = z.object({ settings: delaySettings, given: daysByClass });
