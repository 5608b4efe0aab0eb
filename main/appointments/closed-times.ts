import type { Away, Despite } from '#contract/away.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { readAway } from './absence-repository.ts';
import { overlaps } from './appointment-repository.ts';
import { awayDuring, awayOf } from './away-rules.ts';
import { clinicZone } from './calendar-repository.ts';
import { toInterval } from './slot-search.ts';
import type { NewException } from './visit-exception-repository.ts';
import { addDays, civilDate } from './wall-time.ts';

/** A time in somebody's calendar. */
interface Place {
  readonly practitionerId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly zone: string;
  /** Null: the clinic itself. */
  readonly siteId: string | null;
}

/** What was decided in spite of something, before it is the visit's. */
type KeptException = Pick<NewException, 'kind' | 'reason' | 'away' | 'concerns' | 'place'>;

/** What closes a calendar during a visit. */
export async function awayAt(db: ReadExecutor, place: Place): Promise<Away[]> {
  const { practitionerId, startsAt, endsAt, siteId } = place;
  const zone = await clinicZone(db);
  // A day more on either side: what is closed elsewhere is written in the days of its own clock.
  const away = await readAway(db, { firstDate: addDays(civilDate(startsAt, zone), -1), lastDate: addDays(civilDate(endsAt, zone), 1), practitionerIds: [practitionerId] });
  return awayDuring(awayOf(away, practitionerId, [siteId]), toInterval(place), zone);
}

/**
 * Judges a time against other visits: null where it is free, what is to be kept with the visit where its professional has
 * another then and a reason was given. Nobody is a patient at two places at once.
 *
 * @throws DeclaredError `SLOT_TAKEN`
 */
export async function requireFree(db: ReadExecutor, visit: Parameters<typeof overlaps>[1], despite: Despite | undefined): Promise<KeptException | null> {
  const taken = await overlaps(db, visit);
  if (taken === null) return null;
  const reason = despite?.overbook;
  if (taken === 'patient' || !reason) throw new DeclaredError('SLOT_TAKEN');
  return { kind: 'overbook', reason, away: [], concerns: [], place: { practitionerId: visit.practitionerId, startsAt: visit.startsAt } };
}

/**
 * Judges a time that is about to be taken: null where the calendar is open, what is to be kept with the visit where it is
 * closed and a reason was given.
 *
 * @throws DeclaredError `AWAY` with what closes it, where no reason was given
 */
export async function requireOpen(db: ReadExecutor, place: Place, despite: Despite | undefined): Promise<KeptException | null> {
  const away = await awayAt(db, place);
  if (away.length === 0) return null;
  const reason = despite?.away;
  if (!reason) throw new DeclaredError('AWAY', { away });
  return { kind: 'away', reason, away, concerns: [], place: { practitionerId: place.practitionerId, startsAt: place.startsAt } };
}
