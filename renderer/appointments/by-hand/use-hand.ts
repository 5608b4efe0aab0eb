import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { AppointmentView } from '#contract/appointments';
import type { Outputs } from '#contract/index';
import { api, client } from '../../link/client.ts';
import { placeOf } from '../day-layout.ts';
import { useVisitLife } from '../use-visit-life.ts';
import { type HeldPlace, instantOf, isSamePlace } from './hand-rules.ts';

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
  readonly error: unknown;
}

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
    setRefusal({ visit, judged: null, error: null, ...why });
    if (!keepsHold) setHeld(null);
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
        if (judged.against.length > 0) return refuse(visit, { judged }, keepsHold);
        const moved = await life.run('moved', () =>
          client.visits.move({ ...asked, expectedVersion: visit.version }).catch((error: unknown) => {
            refuse(visit, { error }, false);
            throw error;
          }),
        );
        setHeld(null);
        if (moved) target.onMoved(moved);
      } catch (error) {
        refuse(visit, { error }, false);
      }
    },
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
