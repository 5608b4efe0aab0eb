import type { Role } from '#contract/permissions.ts';

/** Roles whose holders have a calendar. */
export const bookableRoles: readonly Role[] = [
  'rheumatologist', 'ips', 'nurse', 'auxiliary-nurse', 'physiotherapist', 'occupational-therapist', 'kinesiologist', 'pharmacist',
  'oncologist', 'coordinator', 'community-nurse',
];

/** The role somebody is booked under: the first bookable one they hold, or null. */
export function calendarRole(held: readonly Role[]): Role | null {
  return bookableRoles.find((role) => held.includes(role)) ?? null;
}

/** Whether nobody would be left to manage people, were this person no administrator any more. */
export function isLastAdministrator(activeAdministrators: readonly string[], userId: string): boolean {
  return activeAdministrators.every((one) => one === userId);
}

/** A shown name taken apart, for somebody who has no professional's record: the first word, and the rest. */
export function splitDisplayName(displayName: string): { givenName: string; familyName: string } {
  const [givenName = '', ...rest] = displayName.trim().split(/\s+/);
  return rest.length > 0 ? { givenName, familyName: rest.join(' ') } : { givenName: '', familyName: givenName };
}
