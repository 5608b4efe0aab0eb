import type { FreeSlot } from '#contract/appointments';
import type { PlannedVisit } from '#contract/series';

/** Rhythms offered, in weeks as people count them; `free`: whichever are typed. */
export const rhythms = { follow: [1, 4, 8, 12], weekly: [1, 2, 3, 4, 5, 6], monthly: [1, 5, 9, 13], quarterly: [1, 14, 27, 40] } as const;
export type Rhythm = keyof typeof rhythms | 'free';

const most = 26;
const lastWeek = 260;

/** Weeks as they are typed ("1, 4, 8 et 12"), in order, each once; null where they make no series. */
export function typedWeeks(text: string): readonly number[] | null {
  const found = text.split(/[^\d]+/u).filter((part) => part !== '').map(Number);
  const weeks = [...new Set(found)].sort((one, other) => one - other);
  return weeks.length < 2 || weeks.length > most || weeks.some((week) => week > lastWeek) ? null : weeks;
}

/** A place a visit of the series may have. */
export interface SeriesPlace extends Pick<FreeSlot, 'practitionerId' | 'startsAt' | 'localStart'> {
  /** Named where it is not who was chosen. */
  readonly professionalName: string | null;
}

/** Where a planned visit may be: the time wanted where nothing stands against it, else the places instead, the nearest first. */
export function placesOf(visit: PlannedVisit): readonly SeriesPlace[] {
  const own = visit.conflicts.length === 0 && visit.startsAt !== null ? [{ practitionerId: visit.practitionerId, startsAt: visit.startsAt, localStart: visit.localStart, professionalName: null }] : [];
  return [...own, ...visit.alternatives.map((slot) => ({ practitionerId: slot.practitionerId, startsAt: slot.startsAt, localStart: slot.localStart, professionalName: slot.practitionerId === visit.practitionerId ? null : slot.professionalName }))];
}

export function placeKey({ practitionerId, startsAt }: Pick<SeriesPlace, 'practitionerId' | 'startsAt'>): string {
  return `${startsAt} ${practitionerId}`;
}

/** Chosen not to be placed. */
export const leftOut = '';

/** The place of a planned visit: the one chosen while it is still there, else the first; null where it is left out or there is none. */
export function chosenPlace(visit: PlannedVisit, chosen: string | undefined): SeriesPlace | null {
  const places = placesOf(visit);
  if (chosen === leftOut) return null;
  return places.find((place) => placeKey(place) === chosen) ?? places[0] ?? null;
}
