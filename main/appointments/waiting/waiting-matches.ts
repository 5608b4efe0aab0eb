import type { Site } from '#contract/sites.ts';
import type { WaitingMatch } from '#contract/waiting.ts';
import type { VisitModality } from '#contract/values.ts';
import type { RecordReach } from '../../access/record-reach.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { allowedModalities } from '../booking-rules.ts';
import { type ProfessionalHours, type VisitPatient, visitPatients } from '../calendar-repository.ts';
import { siteDistances } from '../ranking/home-places.ts';
import { siteRows } from '../sites/site-repository.ts';
import { noPreferences, preferencesOf } from '../ranking/preference-repository.ts';
import { knownOfPerson, languagesSpoken, nothingKnown } from '../ranking/ranking-repository.ts';
import { pointsOf } from '../ranking/slot-ranking-rules.ts';
import { slotWeights } from '../ranking/slot-weights.ts';
import { resourcesAt } from '../resources/reserve-resources.ts';
import { busyAround, toInterval } from '../slot-search.ts';
import { placeDuring } from '../slot-rules.ts';
import { visitTypeOf } from '../types/visit-type-repository.ts';
import { buffersOf, mayHold } from '../types/visit-type-rules.ts';
import { civilDate, daysFrom, localDateTime, toMilliseconds, weekdayOf } from '../wall-time.ts';
import { matchReasons } from './match-rules.ts';
import { matchWeights } from './match-weights.ts';
import { busyPatients, type EntryRow, waitingEntries, type WaitingRequest, waitingRequests } from './waiting-repository.ts';

/** Requests looked at for one place, the soonest due first, and those proposed. */
const [maximumRequests, maximumMatches] = [60, 10];
const hour = 3_600_000;

export interface OfferedPlace {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly modality: VisitModality;
}

interface Candidate {
  readonly patientId: string;
  readonly request: WaitingRequest | null;
  readonly entry: EntryRow | null;
  readonly since: string;
}

/** Who could take a place of a professional, best first. Whoever cannot come then or in that way is left out. */
export async function matchesOf(
  db: ReadExecutor,
  person: ProfessionalHours,
  place: OfferedPlace,
  { reach, zone, now }: { reach: RecordReach; zone: string; now: string },
): Promise<{ matches: WaitingMatch[]; considered: number }> {
  const entries = await waitingEntries(db, { now, wantedRole: person.role });
  const requests = await waitingRequests(db, person.role, maximumRequests);
  const candidates: Candidate[] = [
    ...requests.map((request) => ({ patientId: request.patientId, request, entry: null, since: request.receivedAt })),
    ...entries.map((entry) => ({ patientId: entry.patientId, request: null, entry, since: entry.addedAt })),
  ];
  const patientIds = candidates.map(({ patientId }) => patientId);
  const patients = await visitPatients(db, reach, patientIds);
  const busy = await busyPatients(db, patientIds, { from: place.startsAt, until: place.endsAt });
  const wishes = await preferencesOf(db, patientIds);
  const languages = await languagesSpoken(db, [person.practitionerId]);
  const sites = (await siteRows(db)).filter(({ retired }) => !retired);
  const matches: WaitingMatch[] = [];
  for (const candidate of candidates) {
    const patient = patients.get(candidate.patientId);
    if (!patient || patient.deceased || busy.has(candidate.patientId) || !suits(candidate, patient, place)) continue;
    if (!(await hasWhatItNeeds(db, candidate, person, place, { zone, now }))) continue;
    // Of a closed record, that somebody waits and since when is of the list; the rest plays no part.
    const isClosed = patient.access === 'closed';
    const known = isClosed ? nothingKnown : await knownOfPerson(db, candidate.patientId, now);
    matches.push(matched(candidate, patient, person, place, { known, wishes: (isClosed ? undefined : wishes.get(candidate.patientId)) ?? noPreferences, languages, sites, zone, now }));
  }
  const inOrder = matches.sort((one, other) => other.points - one.points || (one.patient.id < other.patient.id ? -1 : 1));
  return { matches: inOrder.slice(0, maximumMatches), considered: candidates.length };
}

/** Whether the way and the time suit at all. A visit they have keeps its way, and is only moved to an earlier time. */
function suits({ request, entry }: Candidate, patient: VisitPatient, place: OfferedPlace): boolean {
  if (entry?.visit) return entry.visit.modality === place.modality && entry.visit.startsAt > place.startsAt;
  if (entry?.modality && entry.modality !== place.modality) return false;
  return allowedModalities(request?.modality ?? null, patient.teleSuitability, null).includes(place.modality);
}

/** Whether the visit somebody has could be held there: by that profession, with its room and equipment. */
async function hasWhatItNeeds(db: ReadExecutor, { patientId, entry }: Candidate, person: ProfessionalHours, place: OfferedPlace, { zone, now }: { zone: string; now: string }): Promise<boolean> {
  if (!entry?.visit) return true;
  const type = (await visitTypeOf(db, entry.visit.purpose)) ?? null;
  const where = placeDuring(person.openings, toInterval(place), { zone, modality: place.modality });
  if (!where || !mayHold(type, person.role)) return false;
  return (await resourcesAt(db, { id: entry.visit.id, patientId, ...place, ...busyAround(place, buffersOf(type)), ...where }, type, now)) !== null;
}

function matched(
  { request, entry, since }: Candidate,
  patient: VisitPatient,
  person: ProfessionalHours,
  place: OfferedPlace,
  { known, wishes, languages, sites, zone, now }: { known: Awaited<ReturnType<typeof knownOfPerson>>; wishes: typeof noPreferences; languages: ReadonlyMap<string, readonly string[]>; sites: readonly Site[]; zone: string; now: string },
): WaitingMatch {
  const where = placeDuring(person.openings, toInterval(place), { zone, modality: place.modality });
  const local = localDateTime(place.startsAt, where?.zone ?? zone);
  const [date, today] = [local.slice(0, 10), civilDate(now, zone)];
  const [cls, dueOn] = [request?.cls ?? null, request?.dueOn ?? entry?.dueOn ?? null];
  const reasons = matchReasons(
    {
      practitionerId: person.practitionerId, siteId: where?.siteId ?? null, role: person.role, modality: place.modality, date, time: local.slice(11), weekday: weekdayOf(date), inDays: daysFrom(today, date), inHours: (toMilliseconds(place.startsAt) - toMilliseconds(now)) / hour,
    },
    {
      ...known, ...wishes, siteKm: siteDistances(known.home, sites), cls, dueInDays: dueOn === null ? null : daysFrom(today, dueOn), notBeforeInDays: null, roleAsked: null, rolesNext: [], modalityDecided: null, cautionAtDistance: false, languages,
      waitedDays: daysFrom(civilDate(since, zone), today), earlierByDays: entry?.visit ? daysFrom(civilDate(place.startsAt, zone), civilDate(entry.visit.startsAt, zone)) : null,
    },
    matchWeights,
    slotWeights,
  );
  const { teleSuitability: _tele, city: _city, ...named } = patient;
  return { patient: named, referralId: request?.id ?? null, entryId: entry?.id ?? null, cls, dueOn, visit: entry?.visit ?? null, points: pointsOf(reasons), reasons };
}
