import { z } from 'zod';
import { featureFields } from '#contract/triage.ts';
import { contentOf } from '../content/content-piece.ts';
import content from './content/result-findings.json' with { type: 'json' };

/** Which tests say which findings, checked as this module is loaded. */

const body = z.strictObject({
  /** How far before the request a result still speaks for it, in days. */
  daysBefore: z.int().min(1).max(730),
  source: z.string(),
  findings: z.array(z.strictObject({ test: z.string(), field: z.enum(featureFields), /** Of the test, or how many times the upper limit of the laboratory it is. */ of: z.enum(['value', 'upper-limit']), decimals: z.int().min(0).max(3) })).min(1),
});
export const builtInResultFindings = contentOf('result-findings', body).parse(content);
export type ResultFindings = z.infer<typeof body>;
