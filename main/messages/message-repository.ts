import { sql, type SqlBool } from 'kysely';
import { messageAttempt, messageCause, messageChannel, type MessageChannel, messageOccasion, type MessageFilter, messageState, type MessageState } from '#contract/messages.ts';
import { language as languages, type Language, visitModality } from '#contract/values.ts';
import { isAmongWithinReach } from '../access/reach-repository.ts';
import type { RecordReach } from '../access/record-reach.ts';
import { professionalName } from '../people/person-name.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** The outbox: messages, where they stand, each try to send one. */

/** What each list of the outbox shows. */
export const statesOf: Readonly<Record<MessageFilter, readonly MessageState[]>> = {
  open: ['prepared'], ready: ['ready', 'sending'], held: ['held'], left: ['sent', 'printed', 'exported'], trouble: ['failed', 'unclear'], ended: ['withdrawn', 'cancelled'],
};
const newestFirst: ReadonlySet<MessageFilter> = new Set(['left', 'trouble', 'ended']);

export interface NewMessage {
  readonly id: string;
  readonly key: string;
  readonly ruleCode: string;
  readonly ruleVersion: number;
  readonly occasion: string;
  readonly patientId: string;
  readonly appointmentId: string | null;
  readonly stepId: string | null;
  readonly visitStartsAt: string | null;
  readonly language: Language;
  readonly channel: MessageChannel;
  readonly subject: string;
  readonly body: string;
  readonly state: 'prepared' | 'ready' | 'held';
  readonly cause: 'no-channel' | null;
  readonly dueAt: string;
  readonly expiresAt: string | null;
  readonly now: string;
}

/**
 * Keeps a message once: the same key again changes nothing, but that what the program had withdrawn, or held for want of a way to
 * reach the person, is prepared anew where there is one. False where nothing was written.
 */
export async function keepMessage(db: WriteExecutor, message: NewMessage): Promise<boolean> {
  const words = {
    rule_version: message.ruleVersion, patient_id: message.patientId, visit_starts_at: message.visitStartsAt, language: message.language, channel: message.channel, subject: message.subject, body: message.body,
    state: message.state, cause: message.cause, due_at: message.dueAt, expires_at: message.expiresAt, prepared_at: message.now, edited_at: null, edited_by: null, automatic_at: null, updated_at: message.now,
  };
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('message')
    .values({ ...words, id: message.id, key: message.key, rule_code: message.ruleCode, occasion: message.occasion, appointment_id: message.appointmentId, step_id: message.stepId })
    .onConflict((conflict) =>
      message.state === 'held'
        ? conflict.column('key').doUpdateSet({ ...words, version: sql`message.version + 1` }).where('message.state', '=', 'withdrawn')
        : conflict.column('key').doUpdateSet({ ...words, version: sql`message.version + 1` }).where((either) => either.or([either('message.state', '=', 'withdrawn'), either.and([either('message.state', '=', 'held'), either('message.cause', '=', 'no-channel')])])),
    )
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0) > 0;
}

function rows(db: ReadExecutor) {
  return db
    .selectFrom('message as m')
    .leftJoin('appointment as a', 'a.id', 'm.appointment_id')
    .leftJoin('practitioner as d', 'd.id', 'a.professional_id')
    .leftJoin('follow_up_step as b', (join) => join.onRef('b.id', '=', 'm.step_id').on('m.appointment_id', 'is', null))
    .leftJoin('user_account as e', 'e.id', 'm.edited_by')
    .select([
      'e.display_name as editor',
      'm.id', 'm.version', 'm.state', 'm.cause', 'm.rule_code', 'm.occasion', 'm.channel', 'm.language', 'm.patient_id', 'm.appointment_id', 'm.due_at', 'm.subject', 'm.attempts', 'm.body', 'm.edited_at',
      'm.prepared_at', 'm.updated_at', 'm.automatic_at', 'b.until_on', 'a.local_start', 'a.modality', 'd.prefix', 'd.family_name', 'd.given_name',
    ]);
}

type Selected = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

const kept = (row: Selected) => ({
  id: row.id, version: row.version, state: messageState.parse(row.state), cause: messageCause.nullable().catch(null).parse(row.cause), rule: row.rule_code, occasion: messageOccasion.parse(row.occasion),
  channel: messageChannel.parse(row.channel), language: languages.parse(row.language), patientId: row.patient_id, dueAt: row.due_at, subject: row.subject, attempts: row.attempts, body: row.body,
  editedAt: row.edited_at, editedByName: row.editor, preparedAt: row.prepared_at, updatedAt: row.updated_at,
  isAutomatic: row.automatic_at !== null, untilOn: row.until_on,
  visit: row.appointment_id === null ? null : { id: row.appointment_id, localStart: row.local_start ?? '', modality: visitModality.parse(row.modality), professionalName: professionalName({ prefix: row.prefix, familyName: row.family_name ?? '', givenName: row.given_name ?? '' }) },
});
export type KeptMessage = ReturnType<typeof kept>;

export interface Position {
  readonly at: string;
  readonly id: string;
}

/** One page of a list of the outbox, of records within reach. */
export async function messagePage(db: ReadExecutor, reach: RecordReach, filter: MessageFilter, { after, limit }: { readonly after: Position | null; readonly limit: number }): Promise<readonly KeptMessage[]> {
  const isNewest = newestFirst.has(filter);
  const found = await rows(db)
    .where('m.state', 'in', statesOf[filter])
    .where(isAmongWithinReach(reach, 'm.patient_id'))
    .$if(after !== null, (query) => query.where(isNewest ? sql<SqlBool>`(m.due_at, m.id) < (${after?.at ?? ''}, ${after?.id ?? ''})` : sql<SqlBool>`(m.due_at, m.id) > (${after?.at ?? ''}, ${after?.id ?? ''})`))
    .orderBy('m.due_at', isNewest ? 'desc' : 'asc')
    .orderBy('m.id', isNewest ? 'desc' : 'asc')
    .limit(limit)
    .execute();
  return found.map(kept);
}

/** How many messages stand where, of records within reach. */
export async function countMessages(db: ReadExecutor, reach: RecordReach): Promise<ReadonlyMap<string, number>> {
  const found = await db.selectFrom('message as m').select(['m.state', sql<number>`count(*)`.as('count')]).where(isAmongWithinReach(reach, 'm.patient_id')).groupBy('m.state').execute();
  return new Map(found.map((row) => [row.state, Number(row.count)]));
}

/** The messages to one person, the last first. */
export async function messagesOf(db: ReadExecutor, patientId: string, { after, limit }: { readonly after: Position | null; readonly limit: number }): Promise<readonly KeptMessage[]> {
  const found = await rows(db)
    .where('m.patient_id', '=', patientId)
    .$if(after !== null, (query) => query.where(sql<SqlBool>`(m.prepared_at, m.id) < (${after?.at ?? ''}, ${after?.id ?? ''})`))
    .orderBy('m.prepared_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(limit)
    .execute();
  return found.map(kept);
}

export async function messageById(db: ReadExecutor, id: string): Promise<KeptMessage | undefined> {
  const row = await rows(db).where('m.id', '=', id).executeTakeFirst();
  return row && kept(row);
}

/** Every try to send a message, the first first, with who asked for it. */
export async function attemptsOf(db: ReadExecutor, messageId: string) {
  const found = await db
    .selectFrom('message_attempt as t')
    .leftJoin('user_account as u', 'u.id', 't.by_user')
    .select(['t.at', 't.channel', 't.address', 't.outcome', 't.detail', 'u.display_name'])
    .where('t.message_id', '=', messageId)
    .orderBy('t.at')
    .orderBy('t.id')
    .limit(50)
    .execute();
  return found.map(({ channel, outcome, ...row }) => ({ ...row, channel: messageChannel.parse(channel), outcome: messageAttempt.shape.outcome.parse(outcome) }));
}

export interface StateChange {
  readonly state: MessageState;
  readonly cause?: string | null;
  readonly channel?: MessageChannel;
  readonly dueAt?: string;
  readonly attempts?: number;
  /** Let leave by the program; null: no more. */
  readonly automaticAt?: string | null;
  readonly subject?: string;
  readonly body?: string;
  readonly edited?: { readonly at: string; readonly by: string };
}

/** Changes a message that still has the version seen; false where somebody was faster. */
export async function changeMessage(db: WriteExecutor, seen: { readonly id: string; readonly version: number }, change: StateChange, now: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('message')
    .set({
      state: change.state, cause: change.cause ?? null, version: seen.version + 1, updated_at: now,
      ...(change.channel === undefined ? {} : { channel: change.channel }), ...(change.dueAt === undefined ? {} : { due_at: change.dueAt }), ...(change.attempts === undefined ? {} : { attempts: change.attempts }), ...(change.automaticAt === undefined ? {} : { automatic_at: change.automaticAt }),
      ...(change.subject === undefined ? {} : { subject: change.subject }), ...(change.body === undefined ? {} : { body: change.body }), ...(change.edited === undefined ? {} : { edited_at: change.edited.at, edited_by: change.edited.by }),
    })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

export async function insertAttempt(
  db: WriteExecutor,
  attempt: { readonly id: string; readonly messageId: string; readonly at: string; readonly userId: string; readonly channel: MessageChannel; readonly address: string; readonly outcome: string; readonly detail: string; readonly endedAt: string | null },
): Promise<void> {
  const { id, messageId, at, userId, channel, address, outcome, detail, endedAt } = attempt;
  await db.insertInto('message_attempt').values({ id, message_id: messageId, at, by_user: userId, channel, address, outcome, detail, ended_at: endedAt }).execute();
}

/** Messages that have not left and are no longer so: what the visit, the step or the person became speaks against them. */
export async function outdatedMessages(db: ReadExecutor, now: string, limit: number): Promise<readonly { readonly id: string; readonly version: number; readonly cause: string }[]> {
  const found = await db
    .selectFrom('message as m')
    .leftJoin('appointment as a', 'a.id', 'm.appointment_id')
    .innerJoin('patient as p', 'p.id', 'm.patient_id')
    .leftJoin('appointment_step as s', 's.id', 'm.step_id')
    .leftJoin('follow_up_step as b', 'b.id', 'm.step_id')
    .leftJoin('follow_up_plan as f', 'f.id', 'b.plan_id')
    .leftJoin('appointment as given', (join) => join.onRef('given.id', '=', 'b.appointment_id').on('given.live', '=', 1).on('given.status', '!=', 'no-show'))
    .select(['m.id', 'm.version', sql<string>`case when p.deceased = 1 then 'deceased' when m.expires_at is not null and m.expires_at <= ${now} then 'visit-past' else 'visit-changed' end`.as('cause')])
    .where('m.state', 'in', ['prepared', 'ready', 'held'])
    .where(sql<SqlBool>`(
      p.deceased = 1 or (m.expires_at is not null and m.expires_at <= ${now}) or s.undone_at is not null
      or (m.occasion in ('before-visit', 'visit-booked', 'visit-moved') and (a.live = 0 or a.status <> 'booked' or a.starts_at <> m.visit_starts_at))
      or (m.occasion = 'visit-cancelled' and a.status <> 'cancelled')
      or (m.occasion = 'after-no-show' and a.status <> 'no-show')
      or (m.occasion = 'visit-to-book' and (b.id is null or b.state <> 'open' or f.state <> 'running' or given.id is not null)))`)
    .orderBy('m.id')
    .limit(limit)
    .execute();
  return found;
}

/** Withdraws what is prepared for a person by a channel they no longer want. */
export async function openMessagesBy(db: ReadExecutor, patientId: string, channel: MessageChannel): Promise<readonly { readonly id: string; readonly version: number }[]> {
  return db.selectFrom('message').select(['id', 'version']).where('patient_id', '=', patientId).where('channel', '=', channel).where('state', 'in', ['prepared', 'ready', 'held']).execute();
}


/** Messages let leave by a channel that are due and still say something, the first due first. */
export async function dueMessages(db: ReadExecutor, channel: MessageChannel, now: string, limit: number): Promise<readonly KeptMessage[]> {
  const found = await rows(db)
    .where('m.state', '=', 'ready')
    .where('m.channel', '=', channel)
    .where('m.due_at', '<=', now)
    .where((either) => either.or([either('m.expires_at', 'is', null), either('m.expires_at', '>', now)]))
    .orderBy('m.due_at')
    .orderBy('m.id')
    .limit(limit)
    .execute();
  return found.map(kept);
}

/** Messages on their way since before an instant, with the try that never ended. */
export async function abandonedMessages(db: ReadExecutor, before: string): Promise<readonly { readonly id: string; readonly version: number; readonly patientId: string; readonly attemptId: string | null }[]> {
  const found = await db
    .selectFrom('message as m')
    .leftJoin('message_attempt as t', (join) => join.onRef('t.message_id', '=', 'm.id').on('t.outcome', '=', 'started'))
    .select(['m.id', 'm.version', 'm.patient_id', 't.id as attempt_id'])
    .where('m.state', '=', 'sending')
    .where('m.updated_at', '<', before)
    .limit(100)
    .execute();
  return found.map((row) => ({ id: row.id, version: row.version, patientId: row.patient_id, attemptId: row.attempt_id }));
}

/** How a try ended, and when. */
export async function endAttempt(db: WriteExecutor, id: string, { outcome, detail, now }: { readonly outcome: string; readonly detail: string; readonly now: string }): Promise<void> {
  await db.updateTable('message_attempt').set({ outcome, detail, ended_at: now }).where('id', '=', id).execute();
}
