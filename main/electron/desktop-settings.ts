import { z } from 'zod';

/** What is chosen for this computer, beside any clinic. Nothing is asked of the network until somebody turns it on. */
export const desktopSettings = z.object({
  /** Languages whose spelling is checked. */
  spelling: z.array(z.enum(['fr', 'en'])),
  /** Whether new versions are looked for. */
  updates: z.boolean().default(false),
});
export type DesktopSettings = z.infer<typeof desktopSettings>;
export type SpellingLanguage = DesktopSettings['spelling'][number];

export const firstDesktopSettings: DesktopSettings = { spelling: [], updates: false };
