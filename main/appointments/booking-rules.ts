import type { ModalityConcern } from '#contract/away.ts';
import type { VisitModality } from '#contract/values.ts';
import type { VisitPurpose } from '#contract/visit-purposes.ts';
import type { VisitType } from '#contract/visit-types.ts';

export type TeleSuitability = 'yes' | 'phone-only' | 'no' | 'unknown';

/** What a booking is judged on. Dates in the clinic's zone. */
export interface BookingFacts {
  /** Null: a visit without a referral. */
  readonly referral: { readonly state: string; readonly patientId: string } | null;
  readonly patient: { readonly id: string; readonly deceased: boolean };
  readonly modality: VisitModality;
  readonly allowedModalities: readonly VisitModality[];
  readonly startsAt: string;
  readonly now: string;
  /** Whether the professional works at that time in that modality. */
  readonly works: boolean;
  /** Whether the patient's zone, if one is given, exists. */
  readonly knownZone: boolean;
}

/** Why a visit cannot be booked: the referral is not waiting for one, or a field is not acceptable. */
export type BookingRefusal =
  | { readonly kind: 'state'; readonly state: string }
  | { readonly kind: 'field'; readonly path: string; readonly code: 'OTHER_PATIENT' | 'DECEASED' | 'IN_THE_PAST' | 'MODALITY' | 'OUTSIDE_HOURS' | 'UNKNOWN_ZONE' };

/** The first reason against a booking, or null. That the time is free is judged by the database. */
export function bookingRefusal(facts: BookingFacts): BookingRefusal | null {
  const { referral, patient } = facts;
  if (referral && referral.patientId !== patient.id) return field('patientId', 'OTHER_PATIENT');
  if (referral && referral.state !== 'accepted') return { kind: 'state', state: referral.state };
  if (patient.deceased) return field('patientId', 'DECEASED');
  if (facts.startsAt < facts.now) return field('startsAt', 'IN_THE_PAST');
  if (!facts.allowedModalities.includes(facts.modality)) return field('modality', 'MODALITY');
  if (!facts.works) return field('startsAt', 'OUTSIDE_HOURS');
  if (!facts.knownZone) return field('patientZone', 'UNKNOWN_ZONE');
  return null;
}

type FieldRefusal = Extract<BookingRefusal, { kind: 'field' }>;

function field(path: string, code: FieldRefusal['code']): FieldRefusal {
  return { kind: 'field', path, code };
}

/** What a visit is for, with the modalities its type is held in; none named: those its purpose allows. */
type Purpose = (Pick<VisitPurpose, 'atDistance'> & Partial<Pick<VisitType, 'modalities'>>) | null;

const faceToFace: readonly VisitModality[] = ['IN_PERSON', 'HOME'];
const atDistance: readonly VisitModality[] = ['VIDEO', 'PHONE'];

/** A visit at a distance needs the patient's consent; it may be booked before it is obtained. */
export function isAtDistance(modality: VisitModality): boolean {
  return atDistance.includes(modality);
}

/**
 * Modalities in which a visit may be booked, that of the decision first. A decision for a visit in person (or at
 * home) stays face to face: diagnosis and the start of a treatment are not decided at a distance (EULAR 2022,
 * points 2 and 3). A decision at a distance may always become a visit in person: the patient may ask for it.
 *
 * @param decided modality of the decision; null, or one that is no visit: every modality, in person first
 * @param suitability what the record says of visits at a distance with this patient
 * @param purpose what the visit is for, where somebody said: what is not done at a distance stays face to face
 */
export function allowedModalities(decided: string | null, suitability: TeleSuitability, purpose: Purpose = null): VisitModality[] {
  const distant = purpose?.atDistance === 'blocked' ? [] : atDistance.filter((modality) => suitability === 'yes' || suitability === 'unknown' || (suitability === 'phone-only' && modality === 'PHONE'));
  const chosen = [...faceToFace, ...atDistance].find((modality) => modality === decided);
  const judged = chosen && faceToFace.includes(chosen) ? faceToFace : [...faceToFace, ...distant];
  // A type held in none of what the decision and the person allow goes with the next: it is then held in spite of its type.
  const ofType = judged.filter((modality) => isOfType(purpose, modality));
  const possible = ofType.length > 0 ? ofType : judged;
  const first = chosen && possible.includes(chosen) ? chosen : fallback(chosen, possible);
  return [first, ...possible.filter((modality) => modality !== first)];
}

/**
 * What speaks against a modality: empty where it is allowed. The judgement of each visit stays a professional's, who may go on in
 * spite of it with a reason (domain.md, telehealth practice rules: the physician judges suitability each time).
 */
export function modalityConcerns(modality: VisitModality, decided: string | null, suitability: TeleSuitability, purpose: Purpose = null): ModalityConcern[] {
  if (!isAtDistance(modality)) return isOfType(purpose, modality) ? [] : ['purpose'];
  const concerns: ModalityConcern[] = faceToFace.some((one) => one === decided) ? ['decided-face-to-face'] : [];
  if (suitability === 'no') concerns.push('not-suitable');
  if (suitability === 'phone-only' && modality === 'VIDEO') concerns.push('phone-only');
  if (purpose?.atDistance === 'blocked' || !isOfType(purpose, modality)) concerns.push('purpose');
  return concerns;
}

/** Whether a type is held in a modality. */
function isOfType(purpose: Purpose, modality: VisitModality): boolean {
  return !purpose?.modalities || purpose.modalities.length === 0 || purpose.modalities.includes(modality);
}

/** Video that is not suitable becomes a telephone call where that is, else a visit in person. */
function fallback(chosen: VisitModality | undefined, possible: readonly VisitModality[]): VisitModality {
  if (chosen === 'VIDEO' && possible.includes('PHONE')) return 'PHONE';
  return possible.includes('IN_PERSON') ? 'IN_PERSON' : (possible[0] ?? 'IN_PERSON');
}

/** Whether a visit on this civil date is after the due date. Nothing due: never late. */
export function isLate(date: string, dueOn: string | null): boolean {
  return dueOn !== null && date > dueOn;
}
