import type { ModalityConcern } from '#contract/away.ts';
import type { RemoteVisit } from '#contract/remote-visits.ts';
import type { VisitModality } from '#contract/values.ts';
import type { AppointmentStatus, VisitMark } from '#contract/visit-steps.ts';
import type { VisitPurpose } from '#contract/visit-purposes.ts';
import { isAtDistance, modalityConcerns, type TeleSuitability } from '../booking-rules.ts';

/** What a visit at a distance is judged on. */
export interface RemoteFacts {
  readonly modality: VisitModality;
  /** Modality of the decision on its request, if there is one. */
  readonly decided: string | null;
  readonly suitability: TeleSuitability;
  readonly purpose: VisitPurpose | null;
}

/**
 * Whether this visit may be held at a distance (domain.md §3.6): `blocked` where something speaks against it, `ask` where its
 * purpose goes with a condition, or nobody said what it is for or whether it suits the person; the judgement of each visit stays
 * a professional's.
 */
export function suitabilityOf({ modality, decided, suitability, purpose }: RemoteFacts): RemoteVisit['suitability'] {
  const concerns: ModalityConcern[] = modalityConcerns(modality, decided, suitability, purpose);
  const why = purpose?.why ?? null;
  if (concerns.length > 0) return { state: 'blocked', concerns, why };
  const isKnown = purpose !== null && suitability !== 'unknown';
  return { state: isKnown && purpose.atDistance === 'allowed' ? 'allowed' : 'ask', concerns, why };
}

/** Why what was verified of a visit at a distance cannot be kept, or null; from its civil day on, until it is over. */
export function checkRefusal(visit: { readonly modality: VisitModality; readonly status: AppointmentStatus; readonly localStart: string }, today: string): { readonly state: AppointmentStatus } | { readonly path: string; readonly code: string } | null {
  if (!isAtDistance(visit.modality)) return { path: 'appointmentId', code: 'FACE_TO_FACE' };
  if (visit.status !== 'booked' && visit.status !== 'arrived' && visit.status !== 'in-progress') return { state: visit.status };
  return today < visit.localStart.slice(0, 10) ? { path: 'appointmentId', code: 'BEFORE_VISIT_DAY' } : null;
}

/** What is missing before a visit at a distance begins or is said to be done; null where nothing is, or where it is face to face. */
export function beginningRefusal(as: VisitMark, visit: { readonly modality: VisitModality; readonly hasChecklist: boolean; readonly hasConsent: boolean }): 'CHECKLIST' | 'CONSENT' | null {
  if (!isAtDistance(visit.modality) || (as !== 'in-progress' && as !== 'done')) return null;
  if (!visit.hasConsent) return 'CONSENT';
  return visit.hasChecklist ? null : 'CHECKLIST';
}

/** Why an outcome does not go with what is noted of a visit, or null. */
export function outcomeRefusal(as: VisitMark, modality: VisitModality): 'NOT_DONE' | 'FACE_TO_FACE' | null {
  if (as !== 'done') return 'NOT_DONE';
  return isAtDistance(modality) ? null : 'FACE_TO_FACE';
}

