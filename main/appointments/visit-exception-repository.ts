import { away, modalityConcern, type VisitException, visitException } from '#contract/away.ts';
import { z } from 'zod';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

const facts = z.object({ away: z.array(away), concerns: z.array(modalityConcern).default([]) });

/** Where a visit stands: what is in spite of leave there is no longer so elsewhere. */
export interface VisitPlace {
  readonly practitionerId: string;
  readonly startsAt: string;
}

export interface NewException extends Pick<VisitException, 'kind' | 'reason' | 'away' | 'concerns'> {
  readonly id: string;
  readonly appointmentId: string;
  readonly place: VisitPlace;
  readonly at: string;
  readonly userId: string;
}

export async function insertException(db: WriteExecutor, exception: NewException): Promise<void> {
  const { id, appointmentId, kind, reason, place, at, userId } = exception;
  await db
    .insertInto('visit_exception')
    .values({
      id, appointment_id: appointmentId, kind, reason, facts: JSON.stringify({ away: exception.away, concerns: exception.concerns } satisfies z.infer<typeof facts>), professional_id: place.practitionerId, starts_at: place.startsAt,
      at, by_user: userId,
    })
    .execute();
}

/** Whether somebody gave a reason for a visit to stand over another at a place. */
export async function mayOverbookAt(db: ReadExecutor, appointmentId: string, { practitionerId, startsAt }: VisitPlace): Promise<boolean> {
  const row = await db.selectFrom('visit_exception').select('id').where('appointment_id', '=', appointmentId).where('kind', '=', 'overbook').where('professional_id', '=', practitionerId).where('starts_at', '=', startsAt).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** What was decided of visits in spite of what spoke against it, where they stand now; in order, by visit. */
export async function exceptionsOf(db: ReadExecutor, visits: readonly (VisitPlace & { readonly id: string })[]): Promise<ReadonlyMap<string, readonly VisitException[]>> {
  if (visits.length === 0) return new Map();
  const rows = await db
    .selectFrom('visit_exception as e')
    .leftJoin('user_account as u', 'u.id', 'e.by_user')
    .select(['e.appointment_id', 'e.kind', 'e.reason', 'e.facts', 'e.professional_id', 'e.starts_at', 'e.at', 'u.display_name'])
    .where('e.appointment_id', 'in', visits.map(({ id }) => id))
    .orderBy('e.at')
    .orderBy('e.id')
    .execute();
  const found = visits.map(({ id, practitionerId, startsAt }) => {
    const here = rows.filter((row) => row.appointment_id === id && (row.kind === 'modality' || (row.professional_id === practitionerId && row.starts_at === startsAt)));
    return [id, here.map((row) => ({ kind: visitException.shape.kind.parse(row.kind), reason: row.reason, ...facts.parse(JSON.parse(row.facts)), at: row.at, by: row.display_name }))] as const;
  });
  return new Map(found.filter(([, exceptions]) => exceptions.length > 0));
}
