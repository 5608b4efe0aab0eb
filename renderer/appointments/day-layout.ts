/** Where things stand in the team's day, and where the arrows lead. Pure; minutes are wall minutes since midnight. */

export interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** What the layout needs of a visit; `column`: the professional in the team's day, the day in a week. */
export interface PlacedVisit {
  readonly id: string;
  readonly column: string;
  /** Wall date and time, `YYYY-MM-DDTHH:mm`. */
  readonly localStart: string;
  readonly localEnd: string;
}

/** Hours of a day, `HH:mm`; `siteId` null or absent: at the clinic itself. */
export interface PlacedHours {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly siteId?: string | null;
}

interface WorkingDay {
  readonly hours: readonly PlacedHours[];
}

const day = 24 * 60;

/** Minutes of a wall time `HH:mm`. */
export function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

/** Where a visit stands on the day it starts; one that ends the next day stops at midnight. */
export function placeOf({ localStart, localEnd }: Pick<PlacedVisit, 'localStart' | 'localEnd'>): Stretch {
  const from = minutesOf(localStart.slice(11));
  const sameDay = localStart.slice(0, 10) === localEnd.slice(0, 10);
  return { from, until: sameDay ? Math.max(minutesOf(localEnd.slice(11)), from) : day };
}

/** Whole hours shown: an ordinary day of 8 to 17, wider where somebody works or is seen earlier or later. */
export function shownHours(professionals: readonly WorkingDay[], visits: readonly PlacedVisit[]): { readonly first: number; readonly last: number } {
  const stretches = [
    ...professionals.flatMap(({ hours }) => hours.map(({ startsAt, endsAt }) => ({ from: minutesOf(startsAt), until: minutesOf(endsAt) }))),
    ...visits.map(placeOf),
  ];
  const first = Math.min(8 * 60, ...stretches.map(({ from }) => from));
  const last = Math.max(17 * 60, ...stretches.map(({ until }) => until));
  return { first: Math.floor(first / 60), last: Math.ceil(last / 60) };
}

/** The parts of the shown hours in which a professional does not work. */
export function closedStretches({ hours }: WorkingDay, { first, last }: { readonly first: number; readonly last: number }): Stretch[] {
  const closed: Stretch[] = [];
  let from = first * 60;
  for (const { startsAt, endsAt } of hours) {
    if (minutesOf(startsAt) > from) closed.push({ from, until: minutesOf(startsAt) });
    from = Math.max(from, minutesOf(endsAt));
  }
  if (from < last * 60) closed.push({ from, until: last * 60 });
  return closed;
}

/** The part of the shown hours that leave, a closure or a holiday takes. */
function awayStretch({ startsAt, endsAt }: { readonly startsAt: string | null; readonly endsAt: string | null }, { first, last }: { readonly first: number; readonly last: number }): Stretch {
  const from = Math.min(Math.max(startsAt === null ? 0 : minutesOf(startsAt), first * 60), last * 60);
  return { from, until: Math.max(Math.min(endsAt === null ? day : minutesOf(endsAt), last * 60), from) };
}

/** The parts of the shown hours that something of some places takes: in the hours of those places; all of it where it is of all, or nobody works there. */
export function awayStretches(away: { readonly startsAt: string | null; readonly endsAt: string | null; readonly siteIds?: readonly (string | null)[] | undefined }, hours: readonly PlacedHours[], shown: { readonly first: number; readonly last: number }): Stretch[] {
  const whole = awayStretch(away, shown);
  const { siteIds } = away;
  const there = siteIds === undefined ? [] : hours.filter(({ siteId }) => siteIds.includes(siteId ?? null));
  if (there.length === 0) return [whole];
  return there.map(({ startsAt, endsAt }) => ({ from: Math.max(whole.from, minutesOf(startsAt)), until: Math.min(whole.until, minutesOf(endsAt)) })).filter(({ from, until }) => from < until);
}

/** Of the visits called off, those whose time nobody has taken since; of several at a time, the last. */
export function freedPlaces<Visit extends PlacedVisit>(live: readonly Visit[], cancelled: readonly Visit[]): Visit[] {
  const meets = (one: PlacedVisit, other: PlacedVisit): boolean =>
    one.column === other.column && placeOf(one).from < placeOf(other).until && placeOf(other).from < placeOf(one).until;
  return cancelled.filter((visit, index) => !live.some((other) => meets(visit, other)) && !cancelled.slice(index + 1).some((other) => meets(visit, other)));
}

/** Which of how many strips of its column a visit takes. */
export interface Strip {
  readonly at: number;
  readonly of: number;
}

/**
 * Visits of a column that meet stand side by side, none over another: each takes the first strip that is free by its time,
 * and all that meet, one through another, share the width. Of two that begin together, the first of the list comes first.
 */
export function strips(visits: readonly PlacedVisit[]): ReadonlyMap<string, Strip> {
  const found = new Map<string, Strip>();
  for (const column of new Set(visits.map((visit) => visit.column))) {
    let together: { readonly id: string; readonly at: number }[] = [];
    // When each strip is free again.
    let freeAt: number[] = [];
    const share = (): void => {
      for (const { id, at } of together) found.set(id, { at, of: freeAt.length });
      together = [];
      freeAt = [];
    };
    const inOrder = visits.filter((visit) => visit.column === column).map((visit) => ({ id: visit.id, ...placeOf(visit) })).sort((one, other) => one.from - other.from);
    for (const { id, from, until } of inOrder) {
      if (freeAt.every((free) => free <= from)) share();
      const free = freeAt.findIndex((end) => end <= from);
      const at = free === -1 ? freeAt.length : free;
      freeAt[at] = until;
      together.push({ id, at });
    }
    share();
  }
  return found;
}

/**
 * The visit an arrow leads to: up and down within a column, left and right to the nearest in time of the
 * next column that has one. Nothing selected: the first visit. Null where there is nowhere to go.
 *
 * @param columns left to right
 */
export function visitAfterArrow(key: string, visits: readonly PlacedVisit[], columns: readonly string[], current: string | null): string | null {
  if (!['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].includes(key)) return null;
  const inColumn = (column: string | undefined): PlacedVisit[] =>
    visits.filter((visit) => visit.column === column).sort((one, other) => placeOf(one).from - placeOf(other).from);
  const present = visits.find((visit) => visit.id === current);
  if (!present) return columns.flatMap(inColumn)[0]?.id ?? null;
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const column = inColumn(present.column);
    return column[column.indexOf(present) + (key === 'ArrowDown' ? 1 : -1)]?.id ?? null;
  }
  const step = key === 'ArrowRight' ? 1 : -1;
  const at = placeOf(present).from;
  for (let index = columns.indexOf(present.column) + step; index >= 0 && index < columns.length; index += step) {
    const nearest = inColumn(columns[index]).sort((one, other) => Math.abs(placeOf(one).from - at) - Math.abs(placeOf(other).from - at))[0];
    if (nearest) return nearest.id;
  }
  return null;
}
