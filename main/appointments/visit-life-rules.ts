import type { MoveObstacle } from '#contract/visits.ts';
import { type AppointmentStatus, type CancelCause, cancelCauses, type CancelParty, type VisitMark } from '#contract/visit-steps.ts';

/** From where a visit may be marked so. What is not listed is refused. */
const markedFrom: Readonly<Record<VisitMark, readonly AppointmentStatus[]>> = {
  confirmed: ['booked'],
  arrived: ['booked'],
  // A call or a video visit has nobody at the desk to note an arrival.
  'in-progress': ['booked', 'arrived'],
  done: ['booked', 'arrived', 'in-progress'],
  'no-show': ['booked'],
};

/** Why a step cannot be taken: not from where the visit stands, or a field is not acceptable. */
export type StepRefusal =
  | { readonly kind: 'state'; readonly state: AppointmentStatus | 'confirmed' }
  | { readonly kind: 'field'; readonly path: string; readonly code: 'BEFORE_VISIT_DAY' | 'BEFORE_VISIT' | 'VISIT_BEGUN' | 'CAUSE' | 'NOTE_REQUIRED' | 'IN_THE_PAST' | 'OUTSIDE_HOURS' | 'DECEASED' };

/**
 * The first reason against marking a visit, or null. Nothing of a visit happens before its civil day (in the visit's own
 * zone) but that it is confirmed; that nobody came can be known once it should have begun.
 *
 * @param visit `localStart` wall time of the visit, `today` civil date there now
 */
export function markRefusal(as: VisitMark, visit: { readonly status: AppointmentStatus; readonly startsAt: string; readonly localStart: string; readonly isConfirmed: boolean }, now: { readonly instant: string; readonly today: string }): StepRefusal | null {
  if (!markedFrom[as].includes(visit.status)) return { kind: 'state', state: visit.status };
  if (as === 'confirmed') {
    if (visit.isConfirmed) return { kind: 'state', state: 'confirmed' };
    return now.instant >= visit.startsAt ? { kind: 'field', path: 'as', code: 'VISIT_BEGUN' } : null;
  }
  if (now.today < visit.localStart.slice(0, 10)) return { kind: 'field', path: 'as', code: 'BEFORE_VISIT_DAY' };
  if (as === 'no-show' && now.instant < visit.startsAt) return { kind: 'field', path: 'as', code: 'BEFORE_VISIT' };
  return null;
}

/** The first reason against calling a visit off, or null: it is not booked, the cause is not one of that party, or `other` says nothing. */
export function cancelRefusal(status: AppointmentStatus, { party, cause, note }: { readonly party: CancelParty; readonly cause: CancelCause; readonly note: string | null }): StepRefusal | null {
  if (status !== 'booked') return { kind: 'state', state: status };
  const causes: readonly CancelCause[] = cancelCauses[party];
  if (!causes.includes(cause)) return { kind: 'field', path: 'cause', code: 'CAUSE' };
  if (cause === 'other' && !note) return { kind: 'field', path: 'note', code: 'NOTE_REQUIRED' };
  return null;
}

/** The first reason against moving a visit to another place, or null. That the place is free is judged by the database. */
export function moveRefusal(status: AppointmentStatus, place: { readonly startsAt: string; readonly now: string; readonly deceased: boolean; readonly works: boolean }): StepRefusal | null {
  if (status !== 'booked') return { kind: 'state', state: status };
  if (place.deceased) return { kind: 'field', path: 'appointmentId', code: 'DECEASED' };
  if (place.startsAt < place.now) return { kind: 'field', path: 'startsAt', code: 'IN_THE_PAST' };
  return place.works ? null : { kind: 'field', path: 'startsAt', code: 'OUTSIDE_HOURS' };
}

/** A place for a visit, as the hand holds it over the calendar: what is known of it. */
export interface PlaceFacts {
  readonly status: AppointmentStatus;
  /** Whether the caller may write in the calendar the visit stands in, and in the one it would go to. */
  readonly isOwnCalendar: boolean;
  readonly startsAt: string;
  readonly now: string;
  readonly deceased: boolean;
  /** In its modality; in any. */
  readonly works: boolean;
  readonly worksAtAll: boolean;
  /** Whether the professional may hold a visit of its type. */
  readonly isHolder: boolean;
  readonly professionalBusy: boolean;
  readonly patientBusy: boolean;
  /** Anything at all is in the way, by the rule that has the last word. */
  readonly overlaps: boolean;
  readonly isAway: boolean;
  /** Held for somebody else. */
  readonly isHeld: boolean;
}

/** Everything against a place, what cannot be overruled first. Empty exactly where a move without a reason would be taken. */
export function moveObstacles(facts: PlaceFacts): MoveObstacle[] {
  const against: MoveObstacle[] = [];
  if (facts.status !== 'booked') against.push('state');
  if (!facts.isOwnCalendar) against.push('not-yours');
  if (facts.deceased) against.push('deceased');
  if (facts.startsAt < facts.now) against.push('past');
  if (!facts.works) against.push(facts.worksAtAll ? 'other-modality' : 'outside-hours');
  if (!facts.isHolder) against.push('competence');
  if (facts.professionalBusy) against.push('professional-busy');
  if (facts.patientBusy) against.push('patient-busy');
  if (facts.isHeld) against.push('held');
  if (facts.overlaps && !facts.professionalBusy && !facts.patientBusy) against.push('taken');
  if (facts.isAway) against.push('away');
  return against;
}

/** The state a request takes once its visit is marked; null: it stays as it is. */
export function requestAfterMark(as: VisitMark): 'closed' | 'accepted' | null {
  if (as === 'done') return 'closed';
  return as === 'no-show' ? 'accepted' : null;
}
