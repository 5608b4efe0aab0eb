import { z } from 'zod';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';

/**
 * Who reads a record that became one of two: as few people as read the more restricted of them. Of two restrictions the
 * earlier stays in force, for nobody lets themselves in by booking after it; whom either keeps out is kept out. A row of the
 * record that stays which gives way waits on the one that went, and comes back when the merge is undone.
 */

/** Ids of the rows of the record that stays which give way, by table. */
export const asideRows = z.object({ patient_restriction: z.array(z.string()).default([]), care_team_member: z.array(z.string()).default([]) }).partial();
export type AsideRows = z.infer<typeof asideRows>;

/** Ends the rows that give way, so that those of the record that goes can take their place; answers which. */
export async function setAside(db: WriteExecutor, survivorId: string, retiredId: string, now: string): Promise<AsideRows> {
  const restrictions = await db.selectFrom('patient_restriction').select(['id', 'patient_id', 'restricted_at']).where('patient_id', 'in', [survivorId, retiredId]).where('lifted_at', 'is', null).execute();
  const own = restrictions.find((row) => row.patient_id === survivorId);
  const other = restrictions.find((row) => row.patient_id === retiredId);
  const stances = await db.selectFrom('care_team_member').select(['id', 'patient_id', 'user_id', 'stance']).where('patient_id', 'in', [survivorId, retiredId]).where('removed_at', 'is', null).execute();
  const keptOut = new Set(stances.filter((row) => row.patient_id === retiredId && row.stance === 'excluded').map((row) => row.user_id));
  const aside: AsideRows = {
    patient_restriction: own && other && other.restricted_at < own.restricted_at ? [own.id] : [],
    care_team_member: stances.filter((row) => row.patient_id === survivorId && row.stance !== 'excluded' && keptOut.has(row.user_id)).map(({ id }) => id),
  };
  await endAside(db, aside, now);
  return aside;
}

/** Ends them for as long as rows change places. */
export async function endAside(db: WriteExecutor, { patient_restriction: restrictions = [], care_team_member: members = [] }: AsideRows, now: string): Promise<void> {
  if (restrictions.length > 0) await db.updateTable('patient_restriction').set({ lifted_at: now }).where('id', 'in', restrictions).execute();
  if (members.length > 0) await db.updateTable('care_team_member').set({ removed_at: now }).where('id', 'in', members).execute();
}

/** Puts them in force again, on the other record of the two. */
export async function putAside(db: WriteExecutor, { patient_restriction: restrictions = [], care_team_member: members = [] }: AsideRows, fromId: string, toId: string): Promise<void> {
  if (restrictions.length > 0) await db.updateTable('patient_restriction').set({ patient_id: toId, lifted_at: null }).where('id', 'in', restrictions).where('patient_id', '=', fromId).execute();
  if (members.length > 0) await db.updateTable('care_team_member').set({ patient_id: toId, removed_at: null }).where('id', 'in', members).where('patient_id', '=', fromId).execute();
}

/** Whether who reads the record was changed after a moment: taking the merge back would open half of it, or undo that unseen. */
export async function isAccessChangedSince(db: ReadExecutor, patientId: string, since: string): Promise<boolean> {
  const restriction = await db.selectFrom('patient_restriction').select('id').where('patient_id', '=', patientId).where((eb) => eb.or([eb('restricted_at', '>', since), eb('lifted_at', '>', since)])).executeTakeFirst();
  const stance = await db.selectFrom('care_team_member').select('id').where('patient_id', '=', patientId).where((eb) => eb.or([eb('added_at', '>', since), eb('removed_at', '>', since)])).executeTakeFirst();
  return restriction !== undefined || stance !== undefined;
}
