import type { Away } from '#contract/away.ts';
import type { SlotReason } from '#contract/slots.ts';
import type { VisitModality } from '#contract/values.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { awayBetween } from '../away-rules.ts';
import type { ProfessionalHours } from '../calendar-repository.ts';
import { findFreeSlots, type Slot } from '../slot-rules.ts';
import type { ResourceNeeds } from '../resources/resource-rules.ts';
import { readCalendars, resourceSearch, toldAway } from '../slot-search.ts';
import { addDays, type OffsetStretch, toMilliseconds, weekdayOf, zoneDays } from '../wall-time.ts';
import { byRank, halfDayOf, type PersonFacts, pointsOf, type Ranked, reasonsOf } from './slot-ranking-rules.ts';
import type { SlotWeights } from './slot-weights.ts';

/** Days read at a time. */
const chunkDays = 28;
/** Places looked at in one chunk; far more than a clinic of fifty has. */
const maximumPlaces = 100_000;
/** Other starts of the same half-day told with a place. */
const maximumOtherTimes = 12;
const [minuteMilliseconds, dayMilliseconds] = [60_000, 86_400_000];

/** The best place of a half-day of one professional in one modality. */
export interface RankedPlace extends Slot, Ranked {
  readonly reasons: readonly SlotReason[];
  /** The other places of that half-day, in order. */
  readonly others: readonly Slot[];
}

export interface RankedSearch {
  readonly zone: string;
  readonly from: string;
  readonly days: number;
  readonly modalities: readonly VisitModality[];
  readonly minutes: number | null;
  readonly needs: (modality: VisitModality) => ResourceNeeds;
  readonly buffer: { readonly before: number; readonly after: number };
  readonly now: string;
  /** Today in the clinic's zone. */
  readonly today: string;
  readonly patientId: string | null;
  readonly limit: number;
}

interface HalfDayPlaces {
  readonly date: string;
  readonly time: string;
  readonly inDays: number;
  readonly modality: VisitModality;
  readonly places: Slot[];
}

/** Ranks every free place of these professionals, and answers the best half-days, best first. */
export async function rankPlaces(
  db: ReadExecutor,
  people: readonly ProfessionalHours[],
  search: RankedSearch,
  person: PersonFacts,
  weights: SlotWeights,
): Promise<{ ranked: RankedPlace[]; halfDays: number; places: number; away: Away[] }> {
  const ranked: RankedPlace[] = [];
  const met = new Map<string, Away>();
  const roleOf = new Map(people.map((one) => [one.practitionerId, one.role]));
  const now = toMilliseconds(search.now);
  let places = 0;
  for (let done = 0; done < search.days; done += chunkDays) {
    const from = addDays(search.from, done);
    const days = Math.min(chunkDays, search.days - done);
    const { calendars, patientBusy, away } = await readCalendars(db, people, { zone: search.zone, from, days, patientId: search.patientId, now: search.now });
    for (const one of awayBetween(away, from, addDays(from, days - 1))) met.set(one.key, one);
    const zones = zoneDays(search.zone, from, days);
    const clocks = new Map<string, ReturnType<typeof wallClock>>();
    const clockOf = (zone: string): ReturnType<typeof wallClock> => {
      const clock = clocks.get(zone) ?? wallClock(zones.of(zone), search.today);
      clocks.set(zone, clock);
      return clock;
    };
    const halfDays = new Map<string, HalfDayPlaces>();
    for (const modality of search.modalities) {
      const hasResources = await resourceSearch(db, { zone: search.zone, from, days, moving: null, now: search.now, patientId: search.patientId, modality, buffer: search.buffer, needs: search.needs(modality) });
      const { slots } = findFreeSlots(calendars, { zone: search.zone, from, days, modality, minutes: search.minutes, buffer: search.buffer, hasResources, notBefore: now, patientBusy, limit: maximumPlaces });
      places += slots.length;
      for (const slot of slots) {
        const { date, time, inDays } = clockOf(slot.zone)(slot.from);
        const key = `${slot.practitionerId} ${date} ${halfDayOf(time)} ${modality}`;
        const known = halfDays.get(key);
        if (known) known.places.push(slot);
        else halfDays.set(key, { date, time, inDays, modality, places: [slot] });
      }
    }
    for (const halfDay of halfDays.values()) {
      const best = bestOf(halfDay, roleOf, now, person, weights);
      if (best) ranked.push(best);
    }
  }
  const sorted = ranked.sort(byRank);
  return { ranked: sorted.slice(0, search.limit), halfDays: sorted.length, places, away: toldAway(met.values()) };
}

/** Of one half-day only the notice tells one place from another: the first one told early enough, else the first. */
function bestOf({ date, time, inDays, modality, places }: HalfDayPlaces, roleOf: ReadonlyMap<string, ProfessionalHours['role']>, now: number, person: PersonFacts, weights: SlotWeights): RankedPlace | null {
  const inHours = (slot: Slot): number => (slot.from - now) / (60 * minuteMilliseconds);
  const best = places.find((slot) => person.noticeHours === null || inHours(slot) >= person.noticeHours) ?? places[0];
  const role = best && roleOf.get(best.practitionerId);
  if (!role) return null;
  const reasons = reasonsOf({ practitionerId: best.practitionerId, siteId: best.siteId, role, modality, date, time, weekday: weekdayOf(date), inDays, inHours: inHours(best) }, person, weights);
  return { ...best, modality, points: pointsOf(reasons), reasons, others: places.filter((slot) => slot !== best).slice(0, maximumOtherTimes) };
}

/** The wall clock of a zone in a stretch of days, without a calendar library for each of thousands of places. */
function wallClock(stretches: readonly OffsetStretch[], today: string): (instant: number) => { date: string; time: string; inDays: number } {
  const todayNumber = dayNumberOf(today);
  const dates = new Map<number, string>();
  return (instant) => {
    const stretch = stretches.find(({ until }) => instant < until) ?? stretches.at(-1);
    const local = instant + (stretch?.offset ?? 0);
    const day = Math.floor(local / dayMilliseconds);
    let date = dates.get(day);
    if (date === undefined) dates.set(day, (date = addDays('1970-01-01', day)));
    const minutes = Math.floor((local - day * dayMilliseconds) / minuteMilliseconds);
    return { date, time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`, inDays: day - todayNumber };
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Days from 1970-01-01 to a civil date. */
function dayNumberOf(date: string): number {
  return toMilliseconds(`${date}T00:00:00.000Z`) / dayMilliseconds;
}
