/** Every permission an operation can ask for. The matrix role × permission is data in `main/users/roles.json`. */
export const permissions = [
  'patient.read',
  'patient.write',
  'patient.clinical.read',
  'patient.clinical.write',
  'allergy.write',
  'record.restrict',
  'record.open-restricted',
  'record.copy',
  'referral.read',
  'referral.enter',
  'referral.complete',
  'triage.confirm.urgent',
  'triage.confirm.routine',
  'triage.override',
  'referral.return',
  'referrer.manage',
  'appointment.read',
  'appointment.book',
  'message.send',
  'availability.write',
  'import.run',
  'import.undo',
  'export.identified',
  'research.extract',
  'indicators.read',
  'cohort.use',
  'training.manage',
  'pathway.manage',
  'payment.manage',
  'people.manage',
  'settings.manage',
  'backup.run',
  'audit.read',
] as const;
export type Permission = (typeof permissions)[number];

/**
 * Which records a caller reaches through an operation: all of the clinic's, those of the care team, one's own,
 * or only counts. Repositories take the caller's scope as an argument.
 */
export const scopes = ['clinic', 'careTeam', 'own', 'aggregate'] as const;
export type Scope = (typeof scopes)[number];

/** Role codes of the clinic; a person may hold several. */
export const roles = [
  'rheumatologist',
  'ips',
  'nurse',
  'auxiliary-nurse',
  'physiotherapist',
  'occupational-therapist',
  'kinesiologist',
  'pharmacist',
  'secretary',
  'programme-lead',
  'administrator',
  'oncologist',
  'coordinator',
  'community-nurse',
] as const;
export type Role = (typeof roles)[number];
