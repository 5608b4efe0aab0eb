import { z } from 'zod';
import { bilingual } from '#contract/triage.ts';

const code = z.string().min(1).max(60);

/** A piece of clinical content of a kind: it says what it is, how far it may be trusted and where it comes from. */
export function contentOf<K extends string, B extends z.ZodType>(kind: K, body: B) {
  return z.strictObject({
    kind: z.literal(kind),
    id: code,
    // A clinic's own version says which shipped one it began from: `1.0.0+clinic.3`.
    version: z.string().regex(/^\d+\.\d+\.\d+(\+clinic\.\d+)?$/),
    status: z.enum(['unreviewed', 'signed-off']),
    sources: z.array(z.strictObject({ code, label: bilingual })).min(1),
    signedOffBy: z.string().min(1).optional(),
    body,
  }).refine((content) => (content.status === 'signed-off') === (content.signedOffBy !== undefined), { error: 'signed-off needs signedOffBy' });
}
