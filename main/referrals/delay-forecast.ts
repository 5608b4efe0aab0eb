import { type Role, roles } from '#contract/permissions.ts';
import type { Urgency } from '#contract/triage.ts';
import { type VisitModality, visitModality } from '#contract/values.ts';
import { freePlaces } from '../appointments/free-days.ts';
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

/** How far ahead places are looked for, and how many requests of one profession are judged. */
const daysAhead = 120;
const mostPlaces = 100;

/**
 * Which of these requests will pass their delay: each profession has its calendars, in which those due first take the first places
 * of their modality. One whose due date lies further ahead than is looked is not judged.
 */
export async function forecastOf(db: ReadExecutor, waiting: readonly WaitingForPlace[], { zone, now, horizon }: { zone: string; now: string; horizon: string }) {
  const found: { referralId: string; cls: Urgency; dueOn: string; placeOn: string | null }[] = [];
  for (const [role, list] of Map.groupBy(waiting, (one) => roleOf(one.role))) {
    const soonest = [...list].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1)).slice(0, mostPlaces);
    // A visit may lie across two places of another modality.
    const limit = 2 * soonest.length;
    const places = new Map<string, Awaited<ReturnType<typeof freePlaces>>>();
    for (const modality of new Set(soonest.map((one) => modalityOf(one.modality)))) places.set(modality, await freePlaces(db, { role, modality, zone, now, days: daysAhead, limit }));
    const classes = new Map(list.map(({ id, cls }) => [id, cls]));
    for (const { id, dueOn, placeOn } of breachesOf(soonest.map((one) => ({ id: one.id, dueOn: one.dueOn, kind: modalityOf(one.modality) })), places)) {
      const cls = classes.get(id);
      if (cls && (placeOn !== null || dueOn <= horizon)) found.push({ referralId: id, cls, dueOn, placeOn });
    }
  }
  return found;
}

export const forecastDays = daysAhead;

const roleOf = (role: string | null | undefined): Role => roles.find((one) => one === role) ?? 'rheumatologist';
const modalityOf = (modality: string | null | undefined): VisitModality => visitModality.options.find((one) => one === modality) ?? 'IN_PERSON';
