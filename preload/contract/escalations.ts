import { z } from 'zod';
import { operation } from './define.ts';
import { pathwayRole } from './pathways.ts';
import { patientSummary } from './patients.ts';
import { escalationLevels } from './toxicity.ts';
import { bilingual } from './triage.ts';
import { cursor, filled, id, instant } from './values.ts';

/** What the hospital must answer, by when, and who answered what. */

export const escalationKinds = ['toxicity', 'no-go', 'incident'] as const;
export type EscalationKind = (typeof escalationKinds)[number];
/** What whoever answers decided. */
export const escalationActions = ['go-on', 'hold', 'stop', 'hospital-dose', 'hospital-visit', 'emergency', 'other'] as const;
export type EscalationAction = (typeof escalationActions)[number];
export const escalationStandings = ['open', 'late', 'acknowledged'] as const;

export const escalation = z.object({
  id, kind: z.enum(escalationKinds), level: z.enum(escalationLevels).nullable(), grade: z.int().nullable(), reasons: z.array(bilingual), to: z.array(pathwayRole), openedAt: instant, openedBy: z.string(), answerBy: instant, standing: z.enum(escalationStandings),
  acknowledgedAt: instant.nullable(), acknowledgedBy: z.string().nullable(), action: z.enum(escalationActions).nullable(), words: z.string().nullable(), doseId: id.nullable(), doseNumber: z.int().nullable(), mayAcknowledge: z.boolean(),
});
export type Escalation = z.infer<typeof escalation>;

const row = z.object({ escalation, patient: patientSummary, phone: z.string().nullable(), label: bilingual });
export type EscalationRow = z.infer<typeof row>;

export const escalations = {
  /** Escalations nobody has answered, those past their time first; or the answered ones, the last first. Of records the caller reads. */
  list: operation({ access: 'patient.clinical.read', scope: 'careTeam' })
    .input(z.object({ standing: z.enum(['waiting', 'acknowledged']), after: cursor.nullable(), limit: z.int().min(1).max(50).optional() }))
    .output(z.object({ rows: z.array(row), next: cursor.nullable(), waiting: z.int(), late: z.int(), now: instant })),
  /** Somebody answers for it, with what is done. @throws NOT_FOUND, RESTRICTED, FORBIDDEN for whoever it is not for, ILLEGAL_STATE once answered */
  acknowledge: operation({ access: 'patient.clinical.write', scope: 'own' }).input(z.object({ escalationId: id, action: z.enum(escalationActions), words: filled(600) })).output(z.object({ acknowledgedAt: instant })),
};
