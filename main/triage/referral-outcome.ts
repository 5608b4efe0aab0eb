import { z } from 'zod';
import { type Role, roles } from '#contract/permissions.ts';
import type { Disposition } from '#contract/referrals.ts';
import { type Decision, type ProfessionalCode, professionalCode } from '#contract/triage.ts';
import professionalRoles from './professional-roles.json' with { type: 'json' };

/** The role that answers for each professional code; `null` is somebody outside the clinic, to whom one writes. */
const roleByProfessional = z.record(professionalCode, z.enum(roles).nullable()).parse(professionalRoles);

/** The clinic's role for a professional code of the rules, or null when there is none. */
export function roleOf(professional: ProfessionalCode): Role | null {
  return roleByProfessional[professional];
}

/** Somebody outside the clinic: a professional code without a role, or `PED`, paediatric rheumatology. */
type Destination = ProfessionalCode | 'PED';

/** Where an accepted decision leads. `queueRole` owns the next step, always; a letter goes to each of `redirects`. */
export interface ReferralOutcome {
  readonly disposition: Disposition;
  readonly queueRole: Role;
  readonly redirects: readonly Destination[];
}

/**
 * Where a decision leads once accepted. An emergency stays with the rheumatologists until a call is recorded;
 * a child is redirected; written advice and visits go to the first professional of `pros` whose role somebody
 * holds. No queue is without an owner: without a holder it is the rheumatologists'.
 *
 * @param rolesPresent roles that somebody holds in the clinic
 */
export function outcomeFor(decision: Pick<Decision, 'cls' | 'modality' | 'pros' | 'flags'>, rolesPresent: Iterable<Role>): ReferralOutcome {
  const present = new Set(rolesPresent);
  const pediatric = decision.flags.includes('PEDIATRIC');
  const outside = decision.pros.filter((professional) => roleOf(professional) === null && professional !== 'ED');
  const redirects: readonly Destination[] = pediatric ? ['PED', ...outside] : outside;
  const inside = decision.pros.map(roleOf).filter((role) => role !== null);
  const queueRole = inside.find((role) => present.has(role)) ?? 'rheumatologist';

  if (decision.cls === 'URG') return { disposition: 'emergency', queueRole: 'rheumatologist', redirects };
  if (pediatric || inside.length === 0) return { disposition: 'redirect', queueRole, redirects };
  return { disposition: decision.modality === 'ECONSULT' ? 'advice' : 'book', queueRole, redirects };
}
