import { type Role, roles } from '#contract/permissions.ts';
import type { openingReason, restrictionReason, teamGround, teamStance } from '#contract/access.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

type Ground = z.infer<typeof teamGround>;
type Stance = z.infer<typeof teamStance>;

/** The restriction in force, with the name of whoever made it; null where there is none. */
export async function restrictionOf(db: ReadExecutor, patientId: string) {
  const row = await db
    .selectFrom('patient_restriction')
    .leftJoin('user_account', 'user_account.id', 'patient_restriction.restricted_by')
    .select(['patient_restriction.id', 'reason', 'words', 'restricted_at', 'restricted_by', 'display_name'])
    .where('patient_id', '=', patientId)
    .where('lifted_at', 'is', null)
    .executeTakeFirst();
  return row
    ? { id: row.id, reason: row.reason as z.infer<typeof restrictionReason>, words: row.words, at: row.restricted_at, byName: row.display_name ?? row.restricted_by }
    : null;
}

export async function insertRestriction(db: WriteExecutor, row: { id: string; patientId: string; reason: string; words: string; at: string; by: string }): Promise<void> {
  await db
    .insertInto('patient_restriction')
    .values({ id: row.id, patient_id: row.patientId, reason: row.reason, words: row.words, restricted_at: row.at, restricted_by: row.by, lifted_at: null, lifted_by: null, lifted_words: null })
    .execute();
}

export async function liftRestriction(db: WriteExecutor, id: string, lifted: { at: string; by: string; words: string }): Promise<void> {
  await db.updateTable('patient_restriction').set({ lifted_at: lifted.at, lifted_by: lifted.by, lifted_words: lifted.words }).where('id', '=', id).where('lifted_at', 'is', null).execute();
}

/** Accounts at work, by name, with their roles. */
export async function colleagues(db: ReadExecutor, limit: number): Promise<readonly { userId: string; name: string; roles: Role[] }[]> {
  const rows = await db.selectFrom('user_account').select(['id', 'display_name']).where('disabled_at', 'is', null).orderBy('display_name').orderBy('id').limit(limit).execute();
  const held = await db.selectFrom('user_role').select(['user_id', 'role']).execute();
  return rows.map((row) => ({ userId: row.id, name: row.display_name, roles: roles.filter((role) => held.some((one) => one.user_id === row.id && one.role === role)) }));
}

/** What puts accounts in a patient's care team, one row an account and ground; the same grounds as `isInCareTeam`. */
export async function teamGrounds(db: ReadExecutor, patientId: string): Promise<readonly { userId: string; ground: Ground }[]> {
  const { rows } = await sql<{ user_id: string; ground: Ground }>`
    select pr.restricted_by as user_id, 'restricted-it' as ground from patient_restriction pr where pr.patient_id = ${patientId} and pr.lifted_at is null
    union select cm.user_id, 'named' from care_team_member cm where cm.patient_id = ${patientId} and cm.removed_at is null and cm.stance = 'member'
    union select ua.id, 'visit' from appointment av join user_account ua on ua.practitioner_id = av.professional_id
      where av.patient_id = ${patientId} and av.live = 1 and (av.created_by <> ua.id or not exists (
        select 1 from patient_restriction pr where pr.patient_id = av.patient_id and pr.lifted_at is null and pr.restricted_at <= av.created_at))
    union select td.decided_by, 'decision' from referral rd join triage_decision td on td.referral_id = rd.id where rd.patient_id = ${patientId} and td.undone_at is null
    union select ur.user_id, 'queue' from referral rq join user_role ur on ur.role = rq.queue_role
      where rq.patient_id = ${patientId} and (rq.state = 'accepted' or rq.emergency_call_pending = 1)`.execute(db);
  return rows.map((row) => ({ userId: row.user_id, ground: row.ground }));
}

/** Whom the care team names and whom it keeps out. */
export async function stancesOf(db: ReadExecutor, patientId: string): Promise<ReadonlyMap<string, Stance>> {
  const rows = await db.selectFrom('care_team_member').select(['user_id', 'stance']).where('patient_id', '=', patientId).where('removed_at', 'is', null).execute();
  return new Map(rows.map((row) => [row.user_id, row.stance as Stance]));
}

/** Ends what was said of somebody, and says what holds from now on; `none` says nothing. */
export async function writeStance(db: WriteExecutor, row: { id: string; patientId: string; userId: string; stance: Stance; at: string; by: string }): Promise<void> {
  await db
    .updateTable('care_team_member')
    .set({ removed_at: row.at, removed_by: row.by })
    .where('patient_id', '=', row.patientId)
    .where('user_id', '=', row.userId)
    .where('removed_at', 'is', null)
    .execute();
  if (row.stance === 'none') return;
  await db
    .insertInto('care_team_member')
    .values({ id: row.id, patient_id: row.patientId, user_id: row.userId, stance: row.stance, added_at: row.at, added_by: row.by, removed_at: null, removed_by: null })
    .execute();
}

/** The version of a patient's row, which the history is counted by; null if nobody has this id. */
export async function patientVersion(db: ReadExecutor, patientId: string): Promise<number | null> {
  return (await db.selectFrom('patient').select('version').where('id', '=', patientId).executeTakeFirst())?.version ?? null;
}

export async function accountName(db: ReadExecutor, userId: string): Promise<string | null> {
  return (await db.selectFrom('user_account').select('display_name').where('id', '=', userId).executeTakeFirst())?.display_name ?? null;
}

export async function insertOpening(db: WriteExecutor, row: { id: string; patientId: string; userId: string; reason: z.infer<typeof openingReason>; words: string; at: string; until: string }): Promise<void> {
  await db
    .insertInto('record_opening')
    .values({
      id: row.id, patient_id: row.patientId, user_id: row.userId, reason: row.reason, words: row.words, opened_at: row.at, open_until: row.until, reviewed_at: null, reviewed_by: null,
      review_words: null,
    })
    .execute();
}
