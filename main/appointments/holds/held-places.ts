import { DeclaredError } from '../../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import { endEntriesPlaced, endHolds, holdsNow } from './hold-repository.ts';

interface Place {
  readonly patientId: string;
  readonly practitionerId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly busyFrom?: string | undefined;
  readonly busyUntil?: string | undefined;
}

/** A place held for somebody else is taken until the hold ends. @throws DeclaredError `SLOT_TAKEN` */
export async function requireNotHeld(db: ReadExecutor, place: Place, now: string): Promise<void> {
  const held = await holdsNow(db, { practitionerIds: [place.practitionerId], from: place.busyFrom ?? place.startsAt, until: place.busyUntil ?? place.endsAt, now, exceptPatientId: place.patientId });
  if (held.length > 0) throw new DeclaredError('SLOT_TAKEN');
}

/** The place held for somebody became theirs: the hold is over, and what they waited for with it. */
export async function settleHolds(db: WriteExecutor, place: Place & { readonly id: string }, who: { now: string; userId: string }): Promise<void> {
  const held = await holdsNow(db, { practitionerIds: [place.practitionerId], from: place.startsAt, until: place.endsAt, now: who.now });
  const own = held.filter(({ patientId }) => patientId === place.patientId);
  await endHolds(db, own.map(({ id }) => id), { ...who, outcome: 'booked' });
  await endEntriesPlaced(db, own.flatMap(({ entryId }) => (entryId === null ? [] : [entryId])), { ...who, appointmentId: place.id });
}
