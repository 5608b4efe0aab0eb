import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { FreeSlot } from '#contract/appointments';
import type { Away } from '#contract/away';
import type { SlotReason } from '#contract/slots';
import type { VisitModality } from '#contract/values';
import { api } from '../../link/client.ts';

/** Best first, each with its reasons; or every place, soonest first. */
export type PlaceOrder = 'best' | 'soonest';

/** A place as the search shows it. */
export interface Place extends FreeSlot {
  readonly modality: VisitModality;
  /** Null where places are not ranked. */
  readonly reasons: readonly SlotReason[] | null;
  /** Other starts of its half-day. */
  readonly otherTimes: readonly Pick<FreeSlot, 'startsAt' | 'endsAt' | 'localStart'>[];
}

export interface PlacesWanted {
  readonly referralId: string | null;
  readonly patientId: string | null;
  readonly practitionerId: string | null;
  readonly role: string | null;
  /** Null: whichever of those allowed suits best; soonest first it is `usual`. */
  readonly modality: VisitModality | null;
  readonly usual: VisitModality;
  readonly minutes: number | null;
  readonly purpose: string | null;
  readonly from: string;
  /** The window of a step or a recall, where no referral says it. */
  readonly dueOn: string | null;
  readonly days: number;
  readonly limit: number;
  readonly order: PlaceOrder;
  /** Also places during leave and closures, soonest first alone. */
  readonly throughAway: boolean;
  /** Also places over other visits, soonest first alone. */
  readonly throughTaken: boolean;
  readonly enabled: boolean;
}

export interface PlacesFound {
  readonly slots: readonly Place[];
  /** Half-days among which the best are shown; null where places are not ranked. */
  readonly halfDays: number | null;
  readonly dueOn: string | null;
  readonly searchedUntil: string;
  readonly away: readonly Away[];
}

const maximumRanked = 100;

/** The places of a search in the order asked for. */
export function usePlaces(wanted: PlacesWanted) {
  const { referralId, patientId, practitionerId, role, modality, usual, minutes, purpose, from, dueOn, days, limit, order, throughAway, throughTaken, enabled } = wanted;
  const isRanked = order === 'best' && !throughAway && !throughTaken;
  const whom = { referralId, patientId, practitionerId, role, minutes, from, days };
  const best = useQuery(
    api.slots.best.queryOptions({
      input: { ...whom, modality, purpose, dueOn, limit: Math.min(limit, maximumRanked) }, placeholderData: keepPreviousData, enabled: enabled && isRanked,
      select: (found): PlacesFound => found,
    }),
  );
  const soonest = useQuery(
    api.appointments.freeSlots.queryOptions({
      input: { ...whom, modality: modality ?? usual, purpose, limit, throughAway, throughTaken }, placeholderData: keepPreviousData, enabled: enabled && !isRanked,
      select: (found): PlacesFound => ({ ...found, halfDays: null, slots: found.slots.map((slot) => ({ ...slot, modality: modality ?? usual, reasons: null, otherTimes: [] })) }),
    }),
  );
  return { found: isRanked ? best : soonest, isRanked };
}

/** Every start one may choose: each place, and the other times of its half-day. */
export function everyTime(slots: readonly Place[]): readonly Place[] {
  return slots.flatMap((slot) => [slot, ...slot.otherTimes.map((time) => ({ ...slot, ...time }))]);
}
