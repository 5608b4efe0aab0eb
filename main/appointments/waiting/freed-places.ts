import type { FreedPlace } from '#contract/waiting.ts';
import { visitModality } from '#contract/values.ts';
import { professionalName } from '../../people/person-name.ts';
import { addMilliseconds } from '../../platform/clock.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { busyTimes } from '../appointment-repository.ts';
import { type ProfessionalHours, professionalHours } from '../calendar-repository.ts';
import { awayAt } from '../closed-times.ts';
import { holdsNow } from '../holds/hold-repository.ts';
import { resourcesAt } from '../resources/reserve-resources.ts';
import { searchSlots, toInterval } from '../slot-search.ts';
import { placeDuring, type Whereabouts } from '../slot-rules.ts';
import { civilDate, localDateTime, toInstant, toMilliseconds } from '../wall-time.ts';
import { changedHours, type LeftPlace, leftPlaces } from './waiting-repository.ts';

const day = 86_400_000;
/** Places of the coming weeks; left in the last ones; hours changed in the last days. */
const [daysAhead, daysBack, daysOfHours] = [60, 30, 7];
const [maximumLeft, maximumFreed, placesOfHours, weeksOfHours] = [120, 60, 3, 3];

type Place = Omit<LeftPlace, 'why'> & Pick<FreedPlace, 'why'>;

/** Places that became free and still are: nobody has them or holds them, and the professional works. */
export async function freedPlaces(db: ReadExecutor, { zone, now }: { zone: string; now: string }): Promise<FreedPlace[]> {
  const people = await professionalHours(db, { practitionerId: null, role: null });
  const left: Place[] = await leftPlaces(db, { now, until: addMilliseconds(now, daysAhead * day), since: addMilliseconds(now, -daysBack * day), limit: maximumLeft });
  const places = [...left, ...(await placesOfNewHours(db, people, { zone, now }))].sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1));
  const freed = new Map<string, FreedPlace>();
  for (const place of places) {
    const key = `${place.practitionerId} ${place.startsAt}`;
    const person = people.find(({ practitionerId }) => practitionerId === place.practitionerId);
    if (!person || freed.size >= maximumFreed || freed.has(key)) continue;
    const where = await freeAt(db, place, person, { zone, now });
    if (!where) continue;
    freed.set(key, {
      ...place, professionalName: professionalName(person), role: person.role, minutes: (toMilliseconds(place.endsAt) - toMilliseconds(place.startsAt)) / 60_000, localStart: localDateTime(place.startsAt, where.zone), zone: where.zone,
    });
  }
  return [...freed.values()];
}

/** Where a place is, if it is still free; else null. */
async function freeAt(db: ReadExecutor, place: Place, person: ProfessionalHours, { zone, now }: { zone: string; now: string }): Promise<Whereabouts | null> {
  const range = { from: place.startsAt, until: place.endsAt };
  const where = placeDuring(person.openings, toInterval(place), { zone, modality: place.modality });
  if (!where || (await busyTimes(db, [place.practitionerId], range)).length > 0) return null;
  if ((await holdsNow(db, { practitionerIds: [place.practitionerId], ...range, now })).length > 0) return null;
  // A room of the professional's own that somebody else is in is no place either.
  if ((await resourcesAt(db, { id: '', patientId: '', ...place, ...where }, null, now)) === null) return null;
  return (await awayAt(db, { ...place, ...where })).length === 0 ? where : null;
}

/** The first places of those whose weekly hours are new. */
async function placesOfNewHours(db: ReadExecutor, people: readonly ProfessionalHours[], { zone, now }: { zone: string; now: string }): Promise<Place[]> {
  const places: Place[] = [];
  for (const { practitionerId, at } of await changedHours(db, addMilliseconds(now, -daysOfHours * day))) {
    const person = people.find((one) => one.practitionerId === practitionerId);
    const modality = visitModality.options.find((one) => person?.openings.some(({ modalities }) => modalities.includes(one)));
    if (!person || !modality) continue;
    const { slots } = await searchSlots(db, [person], { zone, from: civilDate(now, zone), days: weeksOfHours * 7, modality, minutes: null, now, patientId: null, limit: placesOfHours });
    places.push(...slots.map((slot) => ({ practitionerId, startsAt: toInstant(slot.from), endsAt: toInstant(slot.until), modality, why: 'hours' as const, at: at ?? now })));
  }
  return places;
}
