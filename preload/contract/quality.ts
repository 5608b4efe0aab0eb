import { z } from 'zod';
import { operation } from './define.ts';
import { patientSummary } from './patients.ts';
import { cursor, filled, id, instant } from './values.ts';

/** Data to be looked at: missing, contradictory, implausible; what was looked at and holds. */

export const qualityChecks = {
  missing: ['no-diagnosis', 'no-score', 'no-serology', 'unsigned-visit', 'no-start', 'no-stop-reason'],
  contradictory: ['stop-before-start', 'two-advanced', 'remission-tender', 'male-pregnancy', 'after-death', 'onset-before-birth'],
  implausible: ['implausible-result', 'implausible-age'],
} as const;
export const qualityCheckCodes = [...qualityChecks.missing, ...qualityChecks.contradictory, ...qualityChecks.implausible] as const;
export const qualityCheckCode = z.enum(qualityCheckCodes);
export type QualityCheckCode = (typeof qualityCheckCodes)[number];

const finding = z.object({
  patient: patientSummary,
  /** The row it is about; empty for the person. */
  subject: z.string(),
  /** What it rests on, as it was entered. */
  facts: z.string(),
  verdict: z.object({ id, reason: z.string(), at: instant, by: z.string() }).nullable(),
});
export type QualityFinding = z.infer<typeof finding>;

export const quality = {
  /** Every check with how many findings are open, and how many were verified and hold. */
  list: operation({ access: 'cohort.use', scope: 'clinic' }).output(z.object({ checks: z.array(z.object({ check: qualityCheckCode, open: z.int(), verified: z.int() })), catchingUp: z.boolean() })),
  /** Findings of a check, by name. @throws INVALID for a cursor that is not ours */
  page: operation({ access: 'cohort.use', scope: 'clinic' })
    .input(z.object({ check: qualityCheckCode, verified: z.boolean(), after: cursor.nullable().default(null) }))
    .output(z.object({ findings: z.array(finding).max(100), next: cursor.nullable() })),
  /** Says of a finding that it was looked at and holds, until its facts change. @throws NOT_FOUND, RESTRICTED, STALE (other facts by now) */
  verify: operation({ access: 'cohort.use', scope: 'clinic' })
    .input(z.object({ verdictId: id, check: qualityCheckCode, patientId: id, subject: z.string().max(80), facts: z.string().max(1000), reason: filled(300) }))
    .output(z.object({ verified: z.boolean() })),
  /** Takes such a word back: the finding is to be looked at again. @throws NOT_FOUND, RESTRICTED */
  reopen: operation({ access: 'cohort.use', scope: 'clinic' }).input(z.object({ verdictId: id })).output(z.object({ reopened: z.boolean() })),
};
