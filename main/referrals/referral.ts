import type { Disposition, ReferralAction, ReferralState } from '#contract/referrals.ts';
import { urgencies, type Urgency } from '#contract/triage.ts';
import { mayConfirm, mayOverride } from '../triage/confirmation.ts';
import type { Grants } from '../users/permission-rules.ts';

/** Where a referral may go from where it stands. What is not listed is refused. */
const transitions: Readonly<Record<ReferralState, readonly ReferralState[]>> = {
  received: ['accepted', 'emergency', 'redirected', 'advised', 'declined', 'cancelled'],
  accepted: ['received', 'booked', 'accepted', 'emergency', 'redirected', 'advised', 'declined', 'cancelled'],
  booked: ['accepted', 'closed'],
  emergency: ['closed'],
  redirected: ['closed'],
  advised: ['closed'],
  declined: ['received'],
  cancelled: ['received'],
  closed: [],
};

/** Whether a referral in one state may go to another. */
export function mayBecome(from: ReferralState, to: ReferralState): boolean {
  return transitions[from].includes(to);
}

const stateOfDisposition: Readonly<Record<Disposition, ReferralState>> = {
  book: 'accepted',
  emergency: 'emergency',
  redirect: 'redirected',
  advice: 'advised',
};

/** The state a referral takes once decided. An emergency is never `accepted`: it cannot be booked. */
export function stateAfter(disposition: Disposition): ReferralState {
  return stateOfDisposition[disposition];
}

/** What the choice of actions depends on. `proposedCls` is null when no proposal can be made (age unknown). */
export interface ReferralStanding {
  readonly state: ReferralState;
  readonly proposedCls: Urgency | null;
  readonly decidedCls: Urgency | null;
  readonly emergencyCallPending: boolean;
}

/** The classes this person may decide instead of the proposed one, or of the one decided while no visit is booked. */
export function overridableTo({ state, proposedCls, decidedCls }: ReferralStanding, grants: Grants): Urgency[] {
  const from = decidedCls ?? proposedCls;
  if (!proposedCls || !from || !mayBeDecidedAgain(state)) return [];
  return urgencies.filter((cls) => mayOverride(grants, from, cls));
}

/** What this person may do with the referral now; the page draws its buttons from it and the service checks it again. */
export function allowedActions(referral: ReferralStanding, grants: Grants): ReferralAction[] {
  const { state, proposedCls, emergencyCallPending } = referral;
  const actions: ReferralAction[] = [];
  if (state === 'received' && proposedCls && mayConfirm(grants, proposedCls)) actions.push('accept');
  if (overridableTo(referral, grants).length > 0) actions.push('override');
  if (emergencyCallPending && grants['triage.confirm.urgent']) actions.push('record-emergency-call');
  if (state === 'accepted' && grants['appointment.book']) actions.push('book');
  if (state === 'received' && grants['referral.complete']) actions.push('complete-findings');
  return actions;
}

/** What the work on the desk depends on, beside the decision. */
export interface DeskStanding {
  readonly state: ReferralState;
  /** A decision stands, unchanged since, and this person may take it back. */
  readonly undoable: boolean;
  readonly inOwnQueue: boolean;
  readonly claimed: 'by-nobody' | 'by-me' | 'by-another';
  readonly asked: boolean;
  /** Whose opinion is awaited, seen from this person. */
  readonly opinion: 'none' | 'mine' | 'asked-by-me' | 'others';
  /** The visit that was booked took place. */
  readonly seen: boolean;
  readonly emergencyCallPending: boolean;
  /** Written advice was decided on and its letter is not made. */
  readonly advicePending: boolean;
}

/** What this person may do with the referral beside deciding: take it back, take it from its queue, send it back, ask. */
export function deskActions({ state, undoable, inOwnQueue, claimed, asked, opinion, seen, emergencyCallPending, advicePending }: DeskStanding, grants: Grants): ReferralAction[] {
  const actions: ReferralAction[] = [];
  if (undoable) actions.push('undo');
  const mayWorkQueue = state === 'accepted' && inOwnQueue && grants['referral.return'] !== undefined;
  if (mayWorkQueue && claimed === 'by-nobody') actions.push('claim');
  if (mayWorkQueue && claimed === 'by-me') actions.push('release');
  if (mayWorkQueue && claimed !== 'by-another') actions.push('return');
  // Whoever decides otherwise may give a referral of any queue to somebody of it.
  if (state === 'accepted' && grants['referral.return'] !== undefined && (inOwnQueue || grants['triage.override'] !== undefined)) actions.push('assign');
  if (grants['triage.confirm.routine']) {
    if (opinion === 'none' && mayBeDecidedAgain(state)) actions.push('ask-opinion');
    if (opinion === 'mine') actions.push('give-opinion');
    if (opinion === 'asked-by-me' || (opinion !== 'none' && grants['triage.override'])) actions.push('withdraw-opinion');
  }
  if (grants['referral.complete'] && asked) actions.push('end-asking');
  if (grants['referral.complete'] && !asked && mayBeDecidedAgain(state)) actions.push('ask');
  if (grants['referral.complete'] && mayBeDecidedAgain(state)) actions.push('pause');
  const mayTriage = grants['triage.confirm.routine'] !== undefined || grants['triage.confirm.urgent'] !== undefined;
  if (!grants['referral.complete']) return actions;
  // Refusing is a clinical decision; taking back what nobody asks for any more is not.
  if (mayTriage && mayBecome(state, 'declined')) actions.push('decline');
  if (mayBecome(state, 'cancelled')) actions.push('cancel');
  // A visit to come, a call or a letter to make, is not done with.
  if (mayBecome(state, 'closed') && (state !== 'booked' || seen) && !emergencyCallPending && !advicePending) actions.push('close');
  if ((state === 'declined' && mayTriage) || state === 'cancelled') actions.push('reopen');
  return actions;
}

/** A decision may still be replaced while no visit is booked on it. */
export function mayBeDecidedAgain(state: ReferralState): boolean {
  return state === 'received' || state === 'accepted';
}
