import { type Role, roles } from '#contract/permissions.ts';
import type { Urgency } from '#contract/triage.ts';
import { type VisitModality, visitModality } from '#contract/values.ts';
import { freeDays } from '../appointments/free-days.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { breachesOf } from '../triage/delay-clock-rules.ts';

/** A request accepted and not yet booked. */
export interface WaitingForPlace {
  readonly id: string;
  readonly cls: Urgency;
  readonly dueOn: string;
  readonly role: string | null;
  readonly modality: string | null;
}

/** How far ahead places are looked for, and how many of one kind are looked at. */
const daysAhead = 120;
const mostPlaces = 60;

/**
 * Which of these requests will pass their delay: each profession and modality has its own places, and those due first take the
 * first ones. One whose due date lies further ahead than is looked is not judged.
 */
export async function forecastOf(db: ReadExecutor, waiting: readonly WaitingForPlace[], { zone, now, horizon }: { zone: string; now: string; horizon: string }) {
  const kinds = Map.groupBy(waiting, ({ role, modality }) => `${role ?? 'rheumatologist'} ${modality ?? ''}`);
  const found: { referralId: string; cls: Urgency; dueOn: string; placeOn: string | null }[] = [];
  for (const list of kinds.values()) {
    const [one] = list;
    const days = await freeDays(db, { role: roleOf(one?.role), modality: modalityOf(one?.modality), zone, now, days: daysAhead, limit: Math.min(list.length, mostPlaces) });
    const classes = new Map(list.map(({ id, cls }) => [id, cls]));
    const soonest = [...list].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1)).slice(0, mostPlaces);
    for (const { id, dueOn, placeOn } of breachesOf(soonest, days)) {
      const cls = classes.get(id);
      if (cls && (placeOn !== null || dueOn <= horizon)) found.push({ referralId: id, cls, dueOn, placeOn });
    }
  }
  return found;
}

export const forecastDays = daysAhead;

const roleOf = (role: string | null | undefined): Role => roles.find((one) => one === role) ?? 'rheumatologist';
const modalityOf = (modality: string | null | undefined): VisitModality => visitModality.options.find((one) => one === modality) ?? 'IN_PERSON';
