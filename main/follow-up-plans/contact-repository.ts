import { contactOutcomes, contactWays, departureReasons, type LostDefinition, lostDefinition } from '#contract/recalls.ts';
import { z } from 'zod';
import { livingRecord } from '../patients/duplicates/merge-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** Attempts to reach people, who is no longer followed here, and when somebody counts as lost. */

const lostSetting = 'lost-to-follow-up';
/** Shown of one person. */
const mostContacts = 200;

function contactRows(db: ReadExecutor) {
  return db.selectFrom('recall_contact as c').leftJoin('user_account as u', 'u.id', 'c.noted_by').select(['c.id', 'c.patient_id', 'c.way', 'c.outcome', 'c.words', 'c.noted_at', 'u.display_name']).where('c.withdrawn_at', 'is', null);
}

const contactOf = (row: Awaited<ReturnType<ReturnType<typeof contactRows>['execute']>>[number]) => ({ id: row.id, way: z.enum(contactWays).parse(row.way), outcome: z.enum(contactOutcomes).parse(row.outcome), words: row.words, at: row.noted_at, by: row.display_name ?? '' });
export type ContactRow = ReturnType<typeof contactOf>;

/** Attempts to reach one person, the last first. */
export async function contactsOf(db: ReadExecutor, patientId: string): Promise<ContactRow[]> {
  return (await contactRows(db).where('c.patient_id', '=', await livingRecord(db, patientId)).orderBy('c.noted_at', 'desc').orderBy('c.id', 'desc').limit(mostContacts).execute()).map(contactOf);
}

/** Attempts to reach these people, by person, the last first. */
export async function contactsOfMany(db: ReadExecutor, patientIds: readonly string[]): Promise<ReadonlyMap<string, readonly ContactRow[]>> {
  const found = new Map<string, ContactRow[]>();
  if (patientIds.length === 0) return found;
  for (const row of await contactRows(db).where('c.patient_id', 'in', patientIds).orderBy('c.noted_at', 'desc').orderBy('c.id', 'desc').execute()) found.set(row.patient_id, [...(found.get(row.patient_id) ?? []), contactOf(row)]);
  return found;
}

export async function contactById(db: ReadExecutor, id: string): Promise<{ readonly patientId: string } | undefined> {
  const row = await db.selectFrom('recall_contact').select('patient_id').where('id', '=', id).executeTakeFirst();
  return row && { patientId: row.patient_id };
}

export interface NewContact {
  readonly id: string;
  readonly patientId: string;
  readonly way: string;
  readonly outcome: string;
  readonly words: string | null;
  readonly now: string;
  readonly userId: string;
}

export async function insertContact(db: WriteExecutor, { id, patientId, way, outcome, words, now, userId }: NewContact): Promise<void> {
  await db.insertInto('recall_contact').values({ id, patient_id: await livingRecord(db, patientId), way, outcome, words, noted_at: now, noted_by: userId, withdrawn_at: null, withdrawn_by: null }).execute();
}

/** Takes an attempt back; false where that was done already. */
export async function withdrawContact(db: WriteExecutor, id: string, { now, userId }: { readonly now: string; readonly userId: string }): Promise<boolean> {
  const done = await db.updateTable('recall_contact').set({ withdrawn_at: now, withdrawn_by: userId }).where('id', '=', id).where('withdrawn_at', 'is', null).executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

/** Whether somebody is followed here no longer; null: they are. */
export async function departureOf(db: ReadExecutor, patientId: string) {
  const row = await db
    .selectFrom('follow_up_departure as d')
    .leftJoin('user_account as u', 'u.id', 'd.noted_by')
    .select(['d.id', 'd.reason', 'd.since_on', 'd.words', 'u.display_name'])
    .where('d.patient_id', '=', await livingRecord(db, patientId))
    .where('d.ended_at', 'is', null)
    .orderBy('d.noted_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { id: row.id, reason: z.enum(departureReasons).parse(row.reason), sinceOn: row.since_on, words: row.words, by: row.display_name ?? '' };
}

export async function departureById(db: ReadExecutor, id: string): Promise<{ readonly patientId: string } | undefined> {
  const row = await db.selectFrom('follow_up_departure').select('patient_id').where('id', '=', id).executeTakeFirst();
  return row && { patientId: row.patient_id };
}

export async function insertDeparture(db: WriteExecutor, departure: { readonly id: string; readonly patientId: string; readonly reason: string; readonly sinceOn: string; readonly words: string | null; readonly now: string; readonly userId: string }): Promise<void> {
  const { id, patientId, reason, sinceOn, words, now, userId } = departure;
  await db.insertInto('follow_up_departure').values({ id, patient_id: await livingRecord(db, patientId), reason, since_on: sinceOn, words, noted_at: now, noted_by: userId, ended_at: null, ended_by: null }).execute();
}

/** Ends a departure; false where that was done already. */
export async function endDeparture(db: WriteExecutor, id: string, { now, userId }: { readonly now: string; readonly userId: string }): Promise<boolean> {
  const done = await db.updateTable('follow_up_departure').set({ ended_at: now, ended_by: userId }).where('id', '=', id).where('ended_at', 'is', null).executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

/** When somebody counts as lost, as the clinic said; null: as the program comes. */
export async function lostOfClinic(db: ReadExecutor): Promise<LostDefinition | null> {
  const row = await db.selectFrom('clinic_setting').select('value').where('key', '=', lostSetting).executeTakeFirst();
  return row === undefined ? null : lostDefinition.parse(JSON.parse(row.value));
}

export async function writeLost(db: WriteExecutor, definition: LostDefinition, { now, userId }: { readonly now: string; readonly userId: string }): Promise<void> {
  const values = { value: JSON.stringify(definition), updated_at: now, updated_by: userId };
  await db.insertInto('clinic_setting').values({ key: lostSetting, ...values }).onConflict((conflict) => conflict.column('key').doUpdateSet(values)).execute();
}
