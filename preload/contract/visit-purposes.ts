import { z } from 'zod';
import { bilingual } from './triage.ts';

/**
 * What a visit is for. `atDistance`: `blocked` is held back by video and telephone, `caution` goes with a condition, both say why
 * (EULAR 2022 and the Collège des médecins du Québec; the physician judges suitability each time).
 */
export const visitPurpose = z.object({
  code: z.string().min(1).max(60),
  label: bilingual,
  atDistance: z.enum(['blocked', 'caution', 'allowed']),
  why: bilingual.nullable(),
});
export type VisitPurpose = z.infer<typeof visitPurpose>;
