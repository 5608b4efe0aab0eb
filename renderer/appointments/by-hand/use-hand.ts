import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { AppointmentView } from '#contract/appointments';
import type { Despite } from '#contract/away';
import type { Outputs } from '#contract/index';
import { api, client } from '../../link/client.ts';
import { placeOf } from '../day-layout.ts';
import { useVisitLife } from '../use-visit-life.ts';
import { type HeldPlace, instantOf, isOvercomeByReason, isSamePlace } from './hand-rules.ts';

/** What is known of a place while a visit is held over it. */
export type Judgement = Outputs['visits']['tryMove'];

/** Where the columns of a calendar lead, and what follows a visit let go there. */
export interface HandTarget {
  readonly zone: string;
  /** Whose calendar and which day a column is. */
  readonly placeIn: (column: string) => { readonly practitionerId: string; readonly date: string };
  readonly onMoved: (visit: AppointmentView) => void;
  /** The move was taken back; the visit may stand on another day. */
  readonly onTakenBack: (visit: AppointmentView) => void;
}

export interface Held {
  readonly visit: AppointmentView & { readonly column: string };
  readonly origin: HeldPlace;
  readonly place: HeldPlace;
}

/** Why a visit that was let go stays where it was: what stood against the place, or what the command answered. */
export interface HandRefusal {
  readonly visit: AppointmentView;
  readonly judged: Judgement | null;
  /** The place, where a reason is enough to take it all the same: as it is asked for, and where it is drawn. */
  readonly place: { readonly asked: AskedPlace; readonly at: HeldPlace } | null;
  readonly error: unknown;
}

type AskedPlace = ReturnType<typeof askedOf>;

export interface Hand {
  readonly held: Held | null;
  /** What stands against the place under the hand; null until it is known, and where the visit already stands. */
  readonly judged: Judgement | null;
  readonly refusal: HandRefusal | null;
  /** Holds a visit over a place; a visit that is not booked cannot be held. */
  readonly hold: (visit: Held['visit'], to: (origin: HeldPlace) => HeldPlace) => void;
  /** Leaves it where it was. */
  readonly leave: () => void;
  /** Lets it go where it is held: moved, with a way back, or told why not. `keepsHold`: a refusal leaves it in the hand. */
  readonly letGo: (options: { readonly keepsHold: boolean }) => Promise<void>;
  /** Puts the refused visit there all the same. @returns whether it was moved */
  readonly letGoDespite: (reason: string) => Promise<boolean>;
  readonly isMoving: boolean;
}

/** A visit held over the calendar by the mouse or the keys: judged where it is held, moved only where nothing stands against it. */
export function useHand(target: HandTarget | null): Hand {
  const [held, setDrawn] = useState<Held | null>(null);
  // What the hand holds now: the pointer is let go before its last movement is drawn.
  const present = useRef<Held | null>(null);
  const setHeld = (next: Held | null): void => {
    present.current = next;
    setDrawn(next);
  };
  const [refusal, setRefusal] = useState<HandRefusal | null>(null);
  const life = useVisitLife((visit) => target?.onTakenBack(visit));
  const isElsewhere = held !== null && !isSamePlace(held.place, held.origin);
  const asked = held && target ? askedOf(held, target) : null;
  const judgement = useQuery(
    api.visits.tryMove.queryOptions({ input: asked ?? { appointmentId: '', practitionerId: '', startsAt: '', minutes: 5 }, enabled: asked !== null && isElsewhere, placeholderData: keepPreviousData, gcTime: 5_000 }),
  );

  const refuse = (visit: AppointmentView, why: Partial<HandRefusal>, keepsHold: boolean): void => {
    setRefusal({ visit, judged: null, place: null, error: null, ...why });
    if (!keepsHold) setHeld(null);
  };
  /** `kept`: what stays of a refusal where the move is refused in its turn. */
  const move = async (visit: AppointmentView, place: AskedPlace, despite: Despite | undefined, kept: Partial<HandRefusal>): Promise<boolean> => {
    const moved = await life.run('moved', () =>
      client.visits.move({ ...place, despite, expectedVersion: visit.version }).catch((error: unknown) => {
        refuse(visit, { ...kept, error }, false);
        throw error;
      }),
    );
    if (moved) target?.onMoved(moved);
    return moved !== null;
  };
  return {
    held,
    judged: isElsewhere ? (judgement.data ?? null) : null,
    refusal,
    hold: (visit, to) => {
      if (!target || visit.status !== 'booked' || life.isPending) return;
      setRefusal(null);
      const before = present.current?.visit.id === visit.id ? present.current : { visit, origin: originOf(visit), place: originOf(visit) };
      setHeld({ ...before, place: to(before.place) });
    },
    leave: () => {
      setHeld(null);
      setRefusal(null);
    },
    letGo: async ({ keepsHold }) => {
      const now = present.current;
      if (!now || !target || life.isPending) return;
      if (isSamePlace(now.place, now.origin)) return setHeld(null);
      const { visit } = now;
      const asked = askedOf(now, target);
      try {
        const judged = await client.visits.tryMove(asked);
        // Asked for beside the calendar: the hand is empty while one writes.
        if (isOvercomeByReason(judged.against)) return refuse(visit, { judged, place: { asked, at: now.place } }, false);
        if (judged.against.length > 0) return refuse(visit, { judged }, keepsHold);
        await move(visit, asked, undefined, {});
        setHeld(null);
      } catch (error) {
        refuse(visit, { error }, false);
      }
    },
    letGoDespite: async (reason) => {
      if (!refusal?.place || life.isPending) return false;
      const { visit, judged, place } = refusal;
      const [away, overbook] = (['away', 'professional-busy'] as const).map((obstacle) => (judged?.against.includes(obstacle) ? reason : null));
      const moved = await move(visit, place.asked, { away: away ?? null, overbook: overbook ?? null }, { judged, place });
      if (moved) setRefusal(null);
      return moved;
    },
    isMoving: life.isPending,
  };
}

function originOf(visit: Held['visit']): HeldPlace {
  const { from, until } = placeOf(visit);
  return { column: visit.column, from, minutes: until - from };
}

/** The place as an operation is asked about it. What was not carried in time keeps its instant, also in an hour that comes twice. */
function askedOf({ visit, origin, place }: Held, { placeIn, zone }: HandTarget) {
  const { practitionerId, date } = placeIn(place.column);
  const stays = place.from === origin.from && placeIn(origin.column).date === date;
  return { appointmentId: visit.id, practitionerId, startsAt: stays ? visit.startsAt : instantOf(date, place.from, zone), minutes: place.minutes };
}
