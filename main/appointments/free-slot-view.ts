import type { FreeSlot } from '#contract/appointments.ts';
import { professionalName } from '../people/person-name.ts';
import { isLate } from './booking-rules.ts';
import type { ProfessionalHours } from './calendar-repository.ts';
import type { FoundSlot } from './slot-search.ts';
import { localDateTime, toInstant } from './wall-time.ts';

/** A free slot as the contract shows it; nothing where its professional is not among those asked about. */
export function freeSlotView(slot: FoundSlot, people: readonly ProfessionalHours[], { dueOn }: { dueOn: string | null }): FreeSlot[] {
  const person = people.find((one) => one.practitionerId === slot.practitionerId);
  if (!person) return [];
  const [startsAt, endsAt] = [toInstant(slot.from), toInstant(slot.until)];
  const localStart = localDateTime(startsAt, slot.zone);
  return [{
    practitionerId: slot.practitionerId, professionalName: professionalName(person), role: person.role, startsAt, endsAt, minutes: (slot.until - slot.from) / 60_000,
    localStart, zone: slot.zone, site: person.sites.get(slot.siteId ?? '') ?? null, insideDelay: !isLate(localStart.slice(0, 10), dueOn), away: [...slot.away], overbooks: slot.overbooks,
  }];
}
