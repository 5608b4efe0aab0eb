import { z } from 'zod';

/** What two records share, or contradict each other in; each has its weight in the rules. */
export const duplicateReason = z.enum([
  'same-number', 'near-number', 'different-number', 'same-file-number',
  'same-birth-date', 'swapped-birth-date', 'near-birth-date', 'partial-birth-date', 'different-birth-date',
  'same-family-name', 'birth-family-name', 'similar-family-name', 'different-family-name',
  'same-given-name', 'similar-given-name', 'different-given-name', 'swapped-names',
  'same-sex', 'different-sex', 'same-phone', 'different-phone', 'same-email', 'same-postal-code', 'different-postal-code',
]);
export type DuplicateReason = z.infer<typeof duplicateReason>;

export const duplicateStrength = z.enum(['certain', 'probable', 'possible']);
export type DuplicateStrength = z.infer<typeof duplicateStrength>;

/** A reason and its weight in bits; negative speaks against. */
export const weighedReason = z.object({ reason: duplicateReason, weight: z.number() });
export type WeighedReason = z.infer<typeof weighedReason>;
