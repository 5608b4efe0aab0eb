import type { NewVisit } from '../../appointments/appointment-repository.ts';
import type { SeededRandom } from './random.ts';
import type { SeededPatient } from './seeded-patients.ts';
import { canCome, isNear, slotsOf, type SeededCalendar, type TakenTime } from './seeded-visits.ts';
import type { Timeline } from './timeline.ts';

/** Visits of the years before the team, when physicians alone saw people, each in person: what the team is compared with. */

/** Days before today that a visit of then lies, from and to: one of the year before the team, one of the year before that. */
const yearsBefore = [[250, 420], [430, 780]] as const;
/** How many of those who were known by then came. */
const came = 0.55;
/** Somebody is known for so many days before they come back. */
const knownBefore = 40;

interface Earlier {
  readonly calendars: readonly SeededCalendar[];
  /** What is booked already. */
  readonly booked: readonly TakenTime[];
  readonly booker: string;
  readonly timeline: Timeline;
  readonly random: SeededRandom;
  readonly newId: () => string;
}

/** Plans a follow-up visit in each of the two years for some of those known by then, where the physician's calendar of the day has a place. */
export function planEarlierVisits(people: readonly SeededPatient[], { calendars, booked, booker, timeline, random, newId }: Earlier): readonly NewVisit[] {
  const physicians = calendars.filter(({ role }) => role === 'rheumatologist');
  const taken = new Set(booked.map(({ practitionerId, startsAt }) => `${practitionerId} ${startsAt}`));
  const visits: NewVisit[] = [];
  if (physicians.length === 0) return visits;
  for (const person of people.filter((one) => one.key === null && one.profile !== null && canCome(one, 'IN_PERSON'))) {
    const draw = random.for(`before the team ${person.patient.id}`);
    for (const [nearest, furthest] of yearsBefore) {
      const daysAgo = draw.whole(nearest, furthest);
      const calendar = draw.pick(physicians);
      const isThere = draw.chance(came);
      if (!isThere || person.knownForDays < daysAgo + knownBefore) continue;
      const slot = [0, 1, 2, 3, 4, 5, 6]
        .flatMap((later) => slotsOf(calendar, timeline.day(-daysAgo + later), timeline))
        .find((one) => one.modalities.includes('IN_PERSON') && isNear(person, one, timeline) && !taken.has(`${calendar.practitionerId} ${one.startsAt}`));
      if (!slot) continue;
      taken.add(`${calendar.practitionerId} ${slot.startsAt}`);
      const createdAt = timeline.at(timeline.day(-daysAgo - draw.whole(20, 90)), `1${draw.whole(0, 5)}:${draw.whole(10, 59)}`);
      visits.push({
        id: newId(), patientId: person.patient.id, practitionerId: calendar.practitionerId, referralId: null, startsAt: slot.startsAt, endsAt: slot.endsAt, localStart: slot.localStart, zone: slot.zone, siteId: slot.siteId, patientZone: null,
        modality: 'IN_PERSON', reason: draw.pick(['Suivi 6 mois', 'Suivi 3 mois', 'Résultats à discuter']), purpose: 'stable-follow-up', videoLink: null, consent: null, createdAt, createdBy: booker,
      });
    }
  }
  return visits;
}
