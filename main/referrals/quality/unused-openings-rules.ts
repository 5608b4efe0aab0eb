import { urgencies, type Urgency } from '#contract/triage.ts';

/** Openings of the calendar that passed without a visit, and who waited meanwhile. Pure; civil dates, minutes. */

export interface OpeningDay {
  readonly practitionerId: string;
  readonly name: string;
  readonly role: string;
  readonly slotMinutes: number;
  readonly date: string;
  readonly planned: number;
  readonly away: number;
  readonly unused: number;
}

/** A request accepted for a profession: from the day it was decided to the day before it was seen or ended; null: it waits. */
export interface WaitingRequest {
  readonly role: string;
  readonly cls: Urgency;
  readonly since: string;
  readonly before: string | null;
}

export interface UnusedOpenings {
  readonly professionals: readonly { readonly practitionerId: string; readonly name: string; readonly role: string; readonly planned: number; readonly away: number; readonly unused: number; readonly openings: number; readonly whileWaiting: number }[];
  readonly classes: readonly { readonly cls: Urgency; readonly openings: number }[];
}

/** The most urgent class that waited for a profession on a day, or null where nobody did. */
function mostUrgent(waiting: readonly WaitingRequest[], date: string): Urgency | null {
  const present = waiting.filter(({ since, before }) => since < date && (before === null || before > date)).map(({ cls }) => cls);
  return urgencies.find((cls) => present.includes(cls)) ?? null;
}

/**
 * Hours by professional, and how many openings (of the usual length of a visit) passed unused on days when a request accepted
 * for that profession waited; by the most urgent class that did.
 */
export function unusedOpenings(days: readonly OpeningDay[], waiting: readonly WaitingRequest[]): UnusedOpenings {
  const ofRole = Map.groupBy(waiting, ({ role }) => role);
  const urgent = new Map<string, Urgency | null>();
  const waitedOn = (role: string, date: string): Urgency | null => {
    const key = `${role} ${date}`;
    const known = urgent.get(key);
    if (known !== undefined) return known;
    const found = mostUrgent(ofRole.get(role) ?? [], date);
    urgent.set(key, found);
    return found;
  };
  const byClass = new Map<Urgency, number>();
  const professionals = [...Map.groupBy(days, ({ practitionerId }) => practitionerId)].flatMap(([practitionerId, own]) => {
    const [first] = own;
    if (!first) return [];
    const sum = { planned: 0, away: 0, unused: 0, openings: 0, whileWaiting: 0 };
    for (const { date, role, planned, away, unused, slotMinutes } of own) {
      const openings = Math.floor(unused / slotMinutes);
      const cls = waitedOn(role, date);
      sum.planned += planned;
      sum.away += away;
      sum.unused += unused;
      sum.openings += openings;
      if (cls === null || openings === 0) continue;
      sum.whileWaiting += openings;
      byClass.set(cls, (byClass.get(cls) ?? 0) + openings);
    }
    return [{ practitionerId, name: first.name, role: first.role, ...sum }];
  });
  return { professionals, classes: urgencies.flatMap((cls) => (byClass.has(cls) ? [{ cls, openings: byClass.get(cls) ?? 0 }] : [])) };
}
