import type { Disposition } from '#contract/referrals.ts';
import type { Modality, ProfessionalCode, Urgency } from '#contract/triage.ts';
import { roleOf } from '../triage/referral-outcome.ts';

/** What a person decides otherwise. */
export interface Override {
  readonly cls: Urgency;
  readonly primary: ProfessionalCode;
  readonly modality: Modality;
  readonly disposition: Disposition;
}

/**
 * The first way in which a decision contradicts itself, or null. An emergency goes to emergency and nothing else
 * does: a URG can therefore never be booked.
 */
export function overrideRefusal({ cls, primary, modality, disposition }: Override): { readonly path: string; readonly code: string } | null {
  if ((cls === 'URG') !== (disposition === 'emergency')) return { path: 'disposition', code: 'EMERGENCY_MISMATCH' };
  if (disposition === 'book' && (modality === 'ED' || modality === 'ECONSULT')) return { path: 'modality', code: 'NOT_A_VISIT' };
  if (disposition === 'book' && roleOf(primary) === null) return { path: 'primary', code: 'OUTSIDE_THE_CLINIC' };
  return null;
}
