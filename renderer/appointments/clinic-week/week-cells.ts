import type { WeekVisit } from '#contract/appointments';

/** The week of the clinic as rows of professionals and columns of days. Pure. */

/** Visits by professional, then by date, each in the order of the day. */
export type WeekCells = ReadonlyMap<string, ReadonlyMap<string, readonly WeekVisit[]>>;

/** @param visits in the order of time */
export function cellsOf(visits: readonly WeekVisit[]): WeekCells {
  const byProfessional = Map.groupBy(visits, ({ practitionerId }) => practitionerId);
  return new Map([...byProfessional].map(([practitionerId, theirs]) => [practitionerId, Map.groupBy(theirs, dateOf)]));
}

export function dateOf({ localStart }: Pick<WeekVisit, 'localStart'>): string {
  return localStart.slice(0, 10);
}

export interface WeekShape {
  readonly cells: WeekCells;
  /** Rows and columns shown, in order. */
  readonly professionals: readonly string[];
  readonly dates: readonly string[];
}

/**
 * The visit an arrow leads to: down and up through a day of one professional and on to the next who has a visit that day, left and right to the
 * nearest in time of the next day of the same professional that has one. Nothing selected: the first. Null where there is nowhere to go.
 */
export function visitAfterKey(key: string, { cells, professionals, dates }: WeekShape, current: WeekVisit | null): string | null {
  if (!['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].includes(key)) return null;
  const cell = (practitionerId: string | undefined, date: string | undefined): readonly WeekVisit[] => cells.get(practitionerId ?? '')?.get(date ?? '') ?? [];
  if (!current) return professionals.flatMap((one) => dates.flatMap((date) => cell(one, date)))[0]?.id ?? null;
  const date = dateOf(current);
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const ofTheDay = professionals.flatMap((one) => cell(one, date));
    return ofTheDay[ofTheDay.findIndex(({ id }) => id === current.id) + (key === 'ArrowDown' ? 1 : -1)]?.id ?? null;
  }
  const step = key === 'ArrowRight' ? 1 : -1;
  for (let index = dates.indexOf(date) + step; index >= 0 && index < dates.length; index += step) {
    const others = cell(current.practitionerId, dates[index]);
    const nearest = others.toSorted((one, other) => distance(one, current) - distance(other, current))[0];
    if (nearest) return nearest.id;
  }
  return null;
}

function distance(one: WeekVisit, other: WeekVisit): number {
  const minutes = ({ localStart }: WeekVisit): number => Number(localStart.slice(11, 13)) * 60 + Number(localStart.slice(14));
  return Math.abs(minutes(one) - minutes(other));
}
