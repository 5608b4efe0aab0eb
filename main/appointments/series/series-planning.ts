import type { PlannedConflict, PlannedVisit } from '#contract/series.ts';
import type { VisitModality } from '#contract/values.ts';
import type { VisitType } from '#contract/visit-types.ts';
import { addMilliseconds } from '../../platform/clock.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { busyTimes, patientTimes } from '../appointment-repository.ts';
import { type ProfessionalHours, professionalHours } from '../calendar-repository.ts';
import { awayAt } from '../closed-times.ts';
import { freeSlotView } from '../free-slot-view.ts';
import { holdsNow } from '../holds/hold-repository.ts';
import { resourceUses } from '../resources/resource-repository.ts';
import { needsOf, resourcesMissing } from '../resources/resource-rules.ts';
import { busyAround, searchSlots, toInterval } from '../slot-search.ts';
import { nowhere, placeDuring } from '../slot-rules.ts';
import { mayHold } from '../types/visit-type-rules.ts';
import { addDays, daysFrom, instantAt, toMilliseconds } from '../wall-time.ts';
import { nearest } from './series-rules.ts';

/** How far around a time other places are looked for, and how many are told. */
const daysAround = 7;
const maximumAlternatives = 6;
const maximumPlaces = 600;

/** A visit of a series as it is wanted. */
export interface WantedVisit {
  readonly appointmentId: string | null;
  readonly version: number | null;
  readonly week: number | null;
  readonly practitionerId: string;
  readonly patientId: string;
  readonly local: string;
  /** Zone of the wall time. */
  readonly zone: string;
  readonly minutes: number;
  readonly modality: VisitModality;
  readonly type: VisitType | null;
  /** What its professional does around it, in milliseconds. */
  readonly buffer: { readonly before: number; readonly after: number };
  /** Whose visit it is before it moves: they hold it whatever its type says. */
  readonly holderId: string | null;
}

interface Planning {
  readonly zone: string;
  readonly now: string;
  readonly today: string;
  /** Visits that leave their places together. */
  readonly leaving: ReadonlySet<string>;
}

/** What stands against each visit, and where it could be instead. Nothing is written. */
export async function planVisits(db: ReadExecutor, wanted: readonly WantedVisit[], planning: Planning): Promise<PlannedVisit[]> {
  const everybody = await professionalHours(db, { practitionerId: null, role: null });
  const planned: PlannedVisit[] = [];
  for (const one of wanted) {
    const person = everybody.find(({ practitionerId }) => practitionerId === one.practitionerId);
    const startsAt = instantAt(one.local, one.zone);
    const conflicts = startsAt === null ? [conflict('skipped-hour')] : await conflictsOf(db, one, { startsAt, person, ...planning });
    planned.push({
      appointmentId: one.appointmentId, version: one.version, week: one.week, practitionerId: one.practitionerId, localStart: one.local, startsAt, minutes: one.minutes, conflicts,
      alternatives: conflicts.length === 0 ? [] : await alternativesTo(db, one, { people: everybody, person, ...planning }),
    });
  }
  return planned;
}

function conflict(kind: PlannedConflict['kind']): PlannedConflict {
  return { kind, away: [] };
}

async function conflictsOf(db: ReadExecutor, wanted: WantedVisit, at: Planning & { startsAt: string; person: ProfessionalHours | undefined }): Promise<PlannedConflict[]> {
  const { zone, now, startsAt, person, leaving } = at;
  const times = { practitionerId: wanted.practitionerId, startsAt, endsAt: addMilliseconds(startsAt, wanted.minutes * 60_000) };
  const where = placeDuring(person?.openings ?? [], toInterval(times), { zone, modality: wanted.modality });
  const place = { ...times, ...(where ?? nowhere(zone)) };
  const { busyFrom, busyUntil } = busyAround(times, wanted.buffer);
  const range = { from: place.startsAt, until: place.endsAt };
  const busy = { from: busyFrom ?? place.startsAt, until: busyUntil ?? place.endsAt };
  const conflicts: PlannedConflict[] = [];
  if (startsAt < now) conflicts.push(conflict('past'));
  if (!where) conflicts.push(conflict('hours'));
  const away = await awayAt(db, place);
  if (away.length > 0) conflicts.push({ kind: 'away', away });
  const stays = ({ id }: { readonly id: string }): boolean => !leaving.has(id);
  const held = await holdsNow(db, { practitionerIds: [wanted.practitionerId], ...busy, now, exceptPatientId: wanted.patientId });
  if (held.length > 0 || (await busyTimes(db, [wanted.practitionerId], busy)).some(stays)) conflicts.push(conflict('professional'));
  if ((await patientTimes(db, wanted.patientId, range)).some(stays)) conflicts.push(conflict('patient'));
  const uses = await resourceUses(db, { ...busy, except: [...leaving], now, exceptPatientId: wanted.patientId });
  const needed = resourcesMissing({ ...toInterval({ startsAt: busy.from, endsAt: busy.until }), siteId: place.siteId, roomId: place.roomId }, needsOf(wanted.type, wanted.modality), wanted.modality, uses);
  // Where nobody works there is no site to look at: the hours are said, and enough.
  if (where) conflicts.push(...needed.map(conflict));
  if (person && !mayBeHeldBy(wanted, person)) conflicts.push(conflict('competence'));
  return conflicts;
}

function mayBeHeldBy({ type, holderId }: WantedVisit, { practitionerId, role }: ProfessionalHours): boolean {
  return practitionerId === holderId || mayHold(type, role);
}

/** The nearest free places with the same professional; where there are none, with others of the profession, else with whoever may hold the visit. */
async function alternativesTo(db: ReadExecutor, wanted: WantedVisit, at: Planning & { people: readonly ProfessionalHours[]; person: ProfessionalHours | undefined }) {
  const { zone, now, today, people, person } = at;
  const date = wanted.local.slice(0, 10);
  const from = addDays(date, -daysAround) < today ? today : addDays(date, -daysAround);
  const days = daysFrom(from, addDays(date, daysAround)) + 1;
  if (!person || days < 1) return [];
  const goal = toMilliseconds(instantAt(wanted.local, wanted.zone) ?? `${wanted.local}:00.000Z`);
  const could = people.filter((one) => mayBeHeldBy(wanted, one));
  for (const among of [could.filter((one) => one === person), could.filter(({ role }) => role === person.role), could]) {
    const { slots } = await searchSlots(db, among, { zone, from, buffer: wanted.buffer, needs: needsOf(wanted.type, wanted.modality), days, modality: wanted.modality, minutes: wanted.minutes, now, patientId: wanted.patientId, limit: maximumPlaces, moving: wanted.appointmentId });
    const found = nearest(slots.flatMap((slot) => freeSlotView(slot, people, { dueOn: null })), wanted.local, (slot) => Math.abs(toMilliseconds(slot.startsAt) - goal), maximumAlternatives);
    if (found.length > 0) return found;
  }
  return [];
}
