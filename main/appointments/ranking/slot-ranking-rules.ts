import type { Role } from '#contract/permissions.ts';
import type { HalfDay, SlotReason } from '#contract/slots.ts';
import type { VisitModality } from '#contract/values.ts';
import type { Mobility, SlotWeights } from './slot-weights.ts';

/** A place as it is judged. Civil date and wall time of the clinic. */
export interface PlaceFacts {
  readonly practitionerId: string;
  /** Null: the clinic itself. */
  readonly siteId: string | null;
  readonly role: Role;
  readonly modality: VisitModality;
  readonly date: string;
  /** `HH:mm` */
  readonly time: string;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  /** Days from today, and hours from now. */
  readonly inDays: number;
  readonly inHours: number;
}

/** For whom places are ranked. What nobody has said is null or empty, and judges nothing. */
export interface PersonFacts {
  readonly cls: string | null;
  /** The window: civil dates, as days from today; null where it is open. */
  readonly dueInDays: number | null;
  readonly notBeforeInDays: number | null;
  readonly roleAsked: Role | null;
  /** Who sees the person after the first, as decided at triage. */
  readonly rolesNext: readonly Role[];
  readonly modalityDecided: VisitModality | null;
  /** What the visit is for goes at a distance with a condition. */
  readonly cautionAtDistance: boolean;
  readonly mobility: Mobility;
  /** About how far each site is from home, in kilometres; a site of which that is not known is not among them. */
  readonly siteKm: ReadonlyMap<string, number>;
  readonly travelKm: number | null;
  readonly travelMinutes: number | null;
  /** Professionals seen before, with the civil date of the last time. */
  readonly seen: ReadonlyMap<string, string>;
  /** Visits to come at the clinic itself: civil date and with whom. */
  readonly visitsOn: ReadonlyMap<string, string>;
  /** Homes each professional already goes to near that of the person, by professional and civil date (`roundOf`). */
  readonly rounds: ReadonlyMap<string, number>;
  /** The person's language, and what each professional speaks; absent: nobody has said. */
  readonly language: string | null;
  readonly languages: ReadonlyMap<string, readonly string[]>;
  readonly weekdays: readonly number[];
  readonly halfDays: readonly HalfDay[];
  readonly modalities: readonly VisitModality[];
  readonly noticeHours: number | null;
}

const noon = '12:00';

export function halfDayOf(time: string): HalfDay {
  return time < noon ? 'morning' : 'afternoon';
}

/** The round of a professional on a day, as `PersonFacts.rounds` names it. */
export const roundOf = (practitionerId: string, date: string): string => `${practitionerId} ${date}`;

const comesToTheClinic = (modality: VisitModality): boolean => modality === 'IN_PERSON';
const isAtDistance = (modality: VisitModality): boolean => modality === 'VIDEO' || modality === 'PHONE';
const rounded = (points: number): number => Math.round(points * 10) / 10;

/** Every reason for or against a place, the strongest first; a reason of no weight is left out. */
export function reasonsOf(place: PlaceFacts, person: PersonFacts, weights: SlotWeights): SlotReason[] {
  return [...window(place, person, weights), ...professional(place, person, weights), ...way(place, person, weights), ...wishes(place, person, weights)]
    .map((reason) => ({ ...reason, points: rounded(reason.points) }))
    .filter(({ points }) => points !== 0)
    .sort((one, other) => Math.abs(other.points) - Math.abs(one.points));
}

/** What a place is worth: the sum of its reasons. */
export function pointsOf(reasons: readonly SlotReason[]): number {
  return rounded(reasons.reduce((sum, { points }) => sum + points, 0));
}

function window({ inDays }: PlaceFacts, { cls, dueInDays, notBeforeInDays }: PersonFacts, { due, wait }: SlotWeights): SlotReason[] {
  const reasons: SlotReason[] = [];
  if (notBeforeInDays !== null && inDays < notBeforeInDays) {
    const days = notBeforeInDays - inDays;
    reasons.push({ code: 'too-early', points: Math.max(due.earlyAtMost, due.earlyPerDay * days), facts: { days } });
  } else if (dueInDays !== null && inDays > dueInDays) {
    const days = inDays - dueInDays;
    reasons.push({ code: 'late', points: Math.max(due.lateAtMost, due.latePerDay * days), facts: { days } });
  } else if (dueInDays !== null) reasons.push({ code: 'in-time', points: due.inTime, facts: { days: dueInDays - inDays } });
  // Waiting counts from the first day that suits: a step planned for later does not wait before it.
  const days = Math.max(0, inDays - Math.max(0, notBeforeInDays ?? 0));
  const perDay = wait.perDay[isClass(cls) ? cls : 'none'];
  return [...reasons, { code: 'wait', points: Math.max(wait.atMost, perDay * days), facts: { days } }];
}

function isClass(cls: string | null): cls is 'URG' | 'A' | 'B' | 'C' | 'D' | 'E' {
  return cls !== null && ['URG', 'A', 'B', 'C', 'D', 'E'].includes(cls);
}

function professional({ practitionerId, role }: PlaceFacts, person: PersonFacts, { role: byRole, continuity, language }: SlotWeights): SlotReason[] {
  const reasons: SlotReason[] = [];
  if (person.roleAsked === role) reasons.push({ code: 'role-asked', points: byRole.asked, facts: { role } });
  else if (person.rolesNext.includes(role)) reasons.push({ code: 'role-next', points: byRole.next, facts: { role } });
  else if (person.roleAsked !== null) reasons.push({ code: 'role-other', points: byRole.other, facts: { role: person.roleAsked } });
  const on = person.seen.get(practitionerId);
  if (on !== undefined) reasons.push({ code: 'same-professional', points: continuity.same, facts: { on } });
  const spoken = person.languages.get(practitionerId);
  if (person.language !== null && spoken && spoken.length > 0) {
    const speaks = spoken.includes(person.language);
    reasons.push({ code: speaks ? 'language-spoken' : 'language-not-spoken', points: speaks ? language.spoken : language.notSpoken, facts: { language: person.language } });
  }
  return reasons;
}

/** How the person gets there, or is spared it. */
function way({ practitionerId, modality, date, siteId }: PlaceFacts, person: PersonFacts, { modality: byModality, mobility, travel, grouping }: SlotWeights): SlotReason[] {
  const reasons: SlotReason[] = [];
  if (person.modalityDecided === modality) reasons.push({ code: 'modality-decided', points: byModality.decided, facts: { modality } });
  if (person.cautionAtDistance && isAtDistance(modality)) reasons.push({ code: 'modality-caution', points: byModality.caution, facts: { modality } });
  if (person.mobility !== 'independent' && person.mobility !== 'unknown') reasons.push({ code: 'mobility', points: mobility[person.mobility][modality], facts: { modality } });
  if (comesToTheClinic(modality) && siteId !== null) reasons.push(...between(siteId, person, travel));
  const groupedWith = comesToTheClinic(modality) ? person.visitsOn.get(date) : undefined;
  if (groupedWith !== undefined) reasons.push({ code: 'same-day', points: grouping.sameDay, facts: { name: groupedWith } });
  const homes = modality === 'HOME' ? (person.rounds.get(roundOf(practitionerId, date)) ?? 0) : 0;
  if (homes > 0) reasons.push({ code: 'same-round', points: Math.min(grouping.roundAtMost, grouping.round * homes), facts: { visits: homes } });
  if (!comesToTheClinic(modality) || groupedWith !== undefined) {
    // There and back.
    const [km, minutes] = [(person.travelKm ?? 0) * 2, (person.travelMinutes ?? 0) * 2];
    const points = Math.min(travel.atMost, (km / 100) * travel.perHundredKilometres + (minutes / 60) * travel.perHour);
    reasons.push({ code: 'travel-saved', points, facts: { km, minutes } });
  }
  return reasons;
}

/** Farther than the nearest of the sites looked at, or the nearest of several: by how much, there and back. */
function between(siteId: string, { siteKm }: PersonFacts, travel: SlotWeights['travel']): SlotReason[] {
  const own = siteKm.get(siteId);
  const others = [...siteKm].filter(([other]) => other !== siteId).map(([, km]) => km);
  if (own === undefined || others.length === 0) return [];
  const difference = own - Math.min(...others);
  const km = Math.round(Math.abs(difference) * 2);
  if (km < travel.betweenFrom) return [];
  const points = Math.min(travel.atMost, (km / 100) * travel.perHundredKilometres);
  return [difference > 0 ? { code: 'site-farther', points: -points, facts: { km } } : { code: 'site-nearest', points, facts: { km } }];
}

function wishes({ weekday, time, modality, inHours }: PlaceFacts, person: PersonFacts, { wishes: by }: SlotWeights): SlotReason[] {
  const reasons: SlotReason[] = [];
  const halfDay = halfDayOf(time);
  const judge = (wished: boolean, [yes, no]: readonly [SlotReason['code'], SlotReason['code']], [gained, lost]: readonly [number, number], facts: SlotReason['facts']): void => {
    reasons.push(wished ? { code: yes, points: gained, facts } : { code: no, points: lost, facts });
  };
  if (person.weekdays.length > 0) judge(person.weekdays.includes(weekday), ['weekday-wished', 'weekday-other'], [by.weekday, by.otherWeekday], { weekday });
  if (person.halfDays.length > 0) judge(person.halfDays.includes(halfDay), ['half-day-wished', 'half-day-other'], [by.halfDay, by.otherHalfDay], { halfDay });
  if (person.modalities.length > 0) judge(person.modalities.includes(modality), ['modality-wished', 'modality-other'], [by.modality, by.otherModality], { modality });
  if (person.noticeHours !== null && inHours < person.noticeHours) reasons.push({ code: 'short-notice', points: by.shortNotice, facts: { hours: person.noticeHours } });
  return reasons;
}

/** A place in the order: what it is worth, and when it is. */
export interface Ranked {
  readonly points: number;
  readonly from: number;
  readonly practitionerId: string;
  readonly modality: VisitModality;
}

const modalityOrder: readonly VisitModality[] = ['IN_PERSON', 'HOME', 'VIDEO', 'PHONE'];

/** Best first; of two worth the same the sooner, then always in the same order. */
export function byRank(one: Ranked, other: Ranked): number {
  return other.points - one.points || one.from - other.from || (one.practitionerId < other.practitionerId ? -1 : Number(one.practitionerId > other.practitionerId)) || modalityOrder.indexOf(one.modality) - modalityOrder.indexOf(other.modality);
}
