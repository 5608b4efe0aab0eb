import { weeklyOpening } from '#contract/people.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { HeldHours } from './past-hours-rules.ts';

/** The hours that were replaced, by professional, the oldest first; and when those in force now began, null: from the beginning. */
export async function hoursBefore(db: ReadExecutor, practitionerIds: readonly string[]): Promise<{ readonly before: ReadonlyMap<string, readonly HeldHours[]>; readonly presentSince: ReadonlyMap<string, string | null> }> {
  const rows = await db.selectFrom('weekly_hours_before').selectAll().where('practitioner_id', 'in', practitionerIds).orderBy('until_at').orderBy('id').execute();
  const present = await db.selectFrom('practitioner').select(['id', 'availability_changed_at']).where('id', 'in', practitionerIds).execute();
  const read = rows.map((row) => ({ practitionerId: row.practitioner_id, slotMinutes: row.slot_minutes, openings: weeklyOpening.array().parse(JSON.parse(row.openings)), sinceAt: row.since_at, untilAt: row.until_at }));
  return { before: Map.groupBy(read, ({ practitionerId }) => practitionerId), presentSince: new Map(present.map((row) => [row.id, row.availability_changed_at])) };
}
