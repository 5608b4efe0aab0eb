import type { Urgency } from '#contract/triage.ts';
import type { Grants } from '../users/permission-rules.ts';
import { rankOf } from './triage-rules.ts';

/** Who may say yes to a class, and who may change it. The matrix role × permission is in `main/users/roles.json`. */

type Granted = Pick<Grants, 'triage.confirm.urgent' | 'triage.confirm.routine' | 'triage.override'>;

/** The permission that confirming a class asks for: URG, A and B ask for more than C to E. */
export function confirmPermission(cls: Urgency): 'triage.confirm.urgent' | 'triage.confirm.routine' {
  return rankOf(cls) <= rankOf('B') ? 'triage.confirm.urgent' : 'triage.confirm.routine';
}

/** Whether somebody may confirm a referral in this class. */
export function mayConfirm(grants: Granted, cls: Urgency): boolean {
  return grants[confirmPermission(cls)] !== undefined;
}

/**
 * Whether somebody may replace the proposed class. Raising is safe and open to whoever may triage at all; lowering,
 * or deciding otherwise within the same class, asks for `triage.override` (rheumatologist, IPS).
 */
export function mayOverride(grants: Granted, fromCls: Urgency, toCls: Urgency): boolean {
  if (grants['triage.override'] !== undefined) return true;
  const mayTriage = grants['triage.confirm.routine'] !== undefined || grants['triage.confirm.urgent'] !== undefined;
  return mayTriage && rankOf(toCls) < rankOf(fromCls);
}
