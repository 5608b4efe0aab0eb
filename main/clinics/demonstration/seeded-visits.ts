import type { VisitModality } from '#contract/values.ts';
import type { NewVisit } from '../../appointments/appointment-repository.ts';
import type { PlacedOpening } from '../../appointments/slot-rules.ts';
import { roomBytes, videoLink } from '../../appointments/video-room.ts';
import { toInstant, toMilliseconds, weekdayOf } from '../../appointments/wall-time.ts';
import type { Role } from '#contract/permissions.ts';
import type { SeededRandom } from './random.ts';
import type { SeededPatient } from './seeded-patients.ts';
import type { Timeline } from './timeline.ts';

/** A professional's calendar as the demonstration fills it. */
export interface SeededCalendar {
  readonly practitionerId: string;
  readonly role: Role;
  readonly slotMinutes: number;
  readonly openings: readonly PlacedOpening[];
}

/** Days before and after today that are filled, and how full: today well, places left to book in. */
const filledDays = [0, 1, -1, 2, 3, 4, 5, -2, -3, -4, 6, 7, 8, 9, 10];
/** Days between two visits of one person, and how many visits one person has in these days. */
const daysApart = 3;
const mostVisits = 2;
const fullness = (offset: number): number => (offset === 0 ? 0.84 : Math.abs(offset) === 1 ? 0.7 : offset < 0 ? 0.5 : 0.4);

const reasonsByRole: Readonly<Partial<Record<Role, readonly string[]>>> = {
  nurse: ['Suivi des labos', 'Enseignement, auto-injection', 'Appel après un nouveau médicament', 'Bilan prébiologique'],
  physiotherapist: ['Exercices, suivi', 'Évaluation de l’épaule', 'Évaluation du genou', 'Marche et équilibre'],
  'occupational-therapist': ['Orthèse de la main', 'Aides techniques', 'Poste de travail', 'Évaluation à domicile'],
};
const medicalReasons = ['Suivi 6 mois', 'Suivi 3 mois', 'Hors cible, réévaluation', 'Effet indésirable à revoir', 'Résultats à discuter'] as const;

/** A time that is already a visit's. */
export interface TakenTime {
  readonly practitionerId: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** What visits are planned from. */
export interface VisitPlan {
  readonly calendars: readonly SeededCalendar[];
  readonly people: readonly SeededPatient[];
  /** Whether a calendar is closed on a date. */
  readonly isClosed: (practitionerId: string, date: string) => boolean;
  /** What is booked already. */
  readonly booked: readonly TakenTime[];
  /** Account that booked them. */
  readonly booker: string;
  readonly timeline: Timeline;
  readonly random: SeededRandom;
  readonly newId: () => string;
  /** Template of video links. */
  readonly template: string;
}

/**
 * Fills the calendars around today with visits of people the clinic follows, around what is already booked. Nobody is
 * in two places at once: between two visits of one person there are some days.
 */
export function planVisits({ calendars, isClosed, people, booked, booker, timeline, random, newId, template }: VisitPlan): readonly NewVisit[] {
  const followed = people.filter(({ profile }) => profile !== null);
  // The people of the requests have the coming visits their story gives them.
  const filling = [...followed.filter(({ key }) => key === 'gauthier'), ...random.for('order').shuffled(followed.filter(({ key }) => key === null))];
  const waiting = filling.map((person) => ({ person, offsets: [] as readonly number[] }));
  const visits: NewVisit[] = [];
  const taken = new Map<string, TakenTime[]>();
  // No opening of the demonstration goes on past midnight in UTC.
  const dayOf = ({ practitionerId, startsAt }: TakenTime): string => `${practitionerId} ${startsAt.slice(0, 10)}`;
  const take = (time: TakenTime): void => void taken.set(dayOf(time), [...(taken.get(dayOf(time)) ?? []), time]);
  const isFree = ({ practitionerId }: SeededCalendar, { startsAt, endsAt }: Slot): boolean =>
    !(taken.get(dayOf({ practitionerId, startsAt, endsAt })) ?? []).some((one) => one.startsAt < endsAt && one.endsAt > startsAt);
  for (const time of booked) take(time);

  const make = (calendar: SeededCalendar, slot: Slot, person: SeededPatient, modality: VisitModality, offset: number, draw: SeededRandom): void => {
    const { practitionerId } = calendar;
    const atDistance = modality === 'VIDEO' || modality === 'PHONE';
    const noted = atDistance && (offset < 0 || draw.chance(0.75));
    const createdAt = timeline.at(timeline.day(Math.min(offset, 0) - draw.whole(20, 90)), `1${draw.whole(0, 5)}:${draw.whole(10, 59)}`);
    visits.push({
      id: newId(), patientId: person.patient.id, practitionerId, referralId: null, startsAt: slot.startsAt, endsAt: slot.endsAt,
      localStart: slot.localStart, zone: slot.zone, siteId: slot.siteId, patientZone: atDistance && person.zone !== slot.zone ? person.zone : null, modality,
      reason: draw.pick(reasonsByRole[calendar.role] ?? medicalReasons), purpose: 'stable-follow-up',
      videoLink: modality === 'VIDEO' ? videoLink(template, Uint8Array.from({ length: roomBytes }, () => draw.whole(0, 255))) : null,
      consent: noted ? { given: true, how: 'verbal', limitsExplained: true, notedAt: createdAt, notedBy: booker } : null,
      createdAt, createdBy: booker,
    });
    take({ practitionerId, startsAt: slot.startsAt, endsAt: slot.endsAt });
  };

  // Today first: a small demonstration fills the day one looks at.
  for (const offset of filledDays) {
    for (const calendar of calendars) {
      if (isClosed(calendar.practitionerId, timeline.day(offset))) continue;
      const draw = random.for(`visits ${offset} ${calendar.role} ${calendar.practitionerId}`);
      for (const slot of slotsOf(calendar, timeline.day(offset), timeline)) {
        if (!isFree(calendar, slot) || !draw.chance(fullness(offset))) continue;
        const modality = modalityOf(slot.modalities, draw);
        const index = waiting.findIndex(({ person, offsets }) => canCome(person, modality) && isNear(person, slot, timeline) && offsets.length < mostVisits && offsets.every((other) => Math.abs(other - offset) >= daysApart));
        const [next] = index === -1 ? [] : waiting.splice(index, 1);
        if (!next) continue;
        waiting.push({ person: next.person, offsets: [...next.offsets, offset] });
        make(calendar, slot, next.person, modality, offset, draw);
      }
    }
  }

  // Before and after these days: when each was last seen, and for some, when they come back.
  const medical = calendars.filter(({ role }) => role === 'rheumatologist' || role === 'ips');
  for (const person of followed) {
    const draw = random.for(`around ${person.patient.id}`);
    const wished = [...(person.knownForDays > 60 ? [-draw.whole(12, Math.min(210, person.knownForDays))] : []), ...(person.key === null && draw.chance(0.5) ? [draw.whole(16, 150)] : [])];
    for (const offset of wished) {
      const calendar = medical.length > 0 ? draw.pick(medical) : undefined;
      const slots = calendar && !isClosed(calendar.practitionerId, timeline.day(offset)) ? slotsOf(calendar, timeline.day(offset), timeline) : [];
      if (!calendar || slots.length === 0) continue;
      const slot = draw.pick(slots);
      const modality = slot.modalities.find((one) => canCome(person, one));
      if (modality && isNear(person, slot, timeline) && isFree(calendar, slot)) make(calendar, slot, person, modality, offset, draw);
    }
  }
  return visits;
}

interface Slot {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly localStart: string;
  readonly zone: string;
  readonly siteId: string | null;
  readonly modalities: readonly VisitModality[];
}

/** The times of a calendar on a date. */
export function slotsOf(calendar: SeededCalendar, date: string, timeline: Timeline): readonly Slot[] {
  return calendar.openings
    .filter(({ weekday }) => weekday === weekdayOf(date))
    .flatMap(({ startsAt, endsAt, modalities, siteId = null, zone = timeline.zone }) => {
      const [from, until] = [toMilliseconds(timeline.at(date, startsAt, zone)), toMilliseconds(timeline.at(date, endsAt, zone))];
      const length = calendar.slotMinutes * 60_000;
      return Array.from({ length: Math.floor((until - from) / length) }, (_, index) => ({
        startsAt: toInstant(from + index * length), endsAt: toInstant(from + (index + 1) * length), localStart: wallTime(date, startsAt, index * calendar.slotMinutes), zone, siteId, modalities,
      }));
    });
}

/** Wall time so many minutes after another on the same date; no opening of the demonstration crosses midnight or a clock change. */
function wallTime(date: string, startsAt: string, minutes: number): string {
  const [hour = 0, minute = 0] = startsAt.split(':').map(Number);
  const total = hour * 60 + minute + minutes;
  return `${date}T${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}

function modalityOf(modalities: readonly VisitModality[], draw: SeededRandom): VisitModality {
  return draw.weighted(modalities.map((modality, index) => [modality, index === 0 ? 3 : 1] as const));
}

/** Whether a person comes to a site: to one of another zone, those who live there. */
export function isNear({ zone }: Pick<SeededPatient, 'zone'>, slot: { readonly zone: string }, timeline: Timeline): boolean {
  return slot.zone === timeline.zone || slot.zone === zone;
}

/** Whether a person can be seen so: at home only those who stay there, by video only those who can. */
export function canCome({ patient }: SeededPatient, modality: VisitModality): boolean {
  const homebound = patient.mobility === 'homebound';
  if (modality === 'HOME') return homebound;
  if (modality === 'IN_PERSON') return !homebound;
  return modality === 'VIDEO' ? patient.teleSuitability === 'yes' : patient.teleSuitability === 'yes' || patient.teleSuitability === 'phone-only';
}
