import type { Inputs, Outputs } from '#contract/index.ts';
import { longestMessage, type Message, type MessageFilter, type MessageRow } from '#contract/messages.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { type RecordReach, reachOf } from '../access/record-reach.ts';
import { decodePosition, encodePosition } from '../patients/history-cursor.ts';
import { DeclaredError, isDeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { insertPreference, namedPeople, peopleToReach, preferencesOf } from './contact-repository.ts';
import { attemptsOf, changeMessage, countMessages, type KeptMessage, messageById, messagePage, messagesOf, openMessagesBy, statesOf } from './message-repository.ts';
import { addressOf, channelFor } from './message-text-rules.ts';
import { mayDecide, mayWrite } from './outbox-rules.ts';
import { rulesInForce } from './message-rule-service.ts';

const defaultPage = 50;
const defaultHistory = 20;

/** The outbox: messages looked at, changed, let leave, kept back, given up; and by which channels people want them. */
export function createOutboxService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  const reading = (caller: Caller): RecordReach => reachOf(caller, 'patient.read', ports.clock.now());

  const shown = (message: KeptMessage): Omit<MessageRow, 'patient'> => {
    const { id, version, state, cause, rule, occasion, channel, language, visit, untilOn, isAutomatic, dueAt, subject, attempts } = message;
    return { id, version, state, cause, rule, occasion, channel, language, visit, untilOn, isAutomatic, dueAt, subject, attempts };
  };

  const whole = async (db: ReadExecutor, caller: Caller, message: KeptMessage): Promise<Message> => {
    const [patient] = await namedPeople(db, reading(caller), [message.patientId]);
    const person = (await peopleToReach(db, [message.patientId])).get(message.patientId);
    if (!patient || !person) throw new DeclaredError('NOT_FOUND');
    const tries = await attemptsOf(db, message.id);
    const editor = message.editedAt === null ? null : { at: message.editedAt, by: message.editedByName };
    return {
      ...shown(message), patient, body: message.body, address: addressOf(message.channel, person, clinic.country), edited: editor, preparedAt: message.preparedAt,
      tries: tries.map(({ at, channel, address, outcome, detail, display_name }) => ({ at, by: display_name, channel, address, outcome, detail })),
    };
  };

  /** A message as its reader saw it. @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `STALE` */
  const asSeen = async (db: ReadExecutor, caller: Caller, { messageId, expectedVersion }: { readonly messageId: string; readonly expectedVersion?: number }): Promise<KeptMessage> => {
    const message = await messageById(db, messageId);
    if (!message) throw new DeclaredError('NOT_FOUND');
    await requireOpenRecord(db, reading(caller), message.patientId);
    if (expectedVersion !== undefined && message.version !== expectedVersion) throw staleMessage(message);
    return message;
  };

  const decideOne = (caller: Caller, seen: { readonly messageId: string; readonly expectedVersion: number }, to: Inputs['messages']['decide']['to']): Promise<number> =>
    unitOfWork.write(async (db) => {
      const now = ports.clock.now();
      const message = await asSeen(db, caller, seen);
      if (!mayDecide(to, message.state)) throw new DeclaredError('ILLEGAL_STATE', { state: message.state });
      const channel = to === 'ready' || to === 'prepared' ? await wayTo(db, message) : message.channel;
      if (!(await changeMessage(db, message, { state: to, channel, automaticAt: null }, now))) throw staleMessage(message);
      await audit.record(db, { userId: caller.userId, action: `message.${to}`, entity: 'message', entityId: message.id, patientId: message.patientId, detail: { channel } });
      return message.version + 1;
    });

  /** The channel a message would leave by: its own where the person may still be reached so, else the next of its rule. @throws DeclaredError `ILLEGAL_STATE` where there is none */
  const wayTo = async (db: ReadExecutor, message: KeptMessage): Promise<MessageRow['channel']> => {
    const person = (await peopleToReach(db, [message.patientId])).get(message.patientId);
    const rule = (await rulesInForce(db)).find(({ code }) => code === message.rule);
    const channel = person ? channelFor([message.channel, ...(rule?.channels ?? []).filter((one) => message.body.length <= longestMessage[one] && (one === 'sms') === (message.channel === 'sms'))], person, clinic.country) : null;
    if (channel === null) throw new DeclaredError('ILLEGAL_STATE', { state: 'no-channel' });
    return channel;
  };

  return {
    /** @throws DeclaredError `INVALID` for a cursor that is not ours */
    list: (caller: Caller, { filter, after, limit }: Inputs['messages']['list']): Promise<Outputs['messages']['list']> => {
      const position = after ? decodePosition(after) : null;
      const most = limit ?? defaultPage;
      const reach = reading(caller);
      return unitOfWork.read(async (db) => {
        const found = await messagePage(db, reach, filter, { after: position, limit: most + 1 });
        const page = found.slice(0, most);
        const people = new Map((await namedPeople(db, reach, [...new Set(page.map(({ patientId }) => patientId))])).map((patient) => [patient.id, patient]));
        const counts = await countMessages(db, reach);
        const last = page.at(-1);
        return {
          rows: page.flatMap((message) => {
            const patient = people.get(message.patientId);
            return patient ? [{ ...shown(message), patient }] : [];
          }),
          next: found.length > most && last ? encodePosition({ at: last.dueAt, id: last.id }) : null,
          counts: Object.fromEntries(Object.entries(statesOf).map(([name, states]) => [name, states.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0)])) as Record<MessageFilter, number>,
        };
      });
    },

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    open: (caller: Caller, { messageId }: Inputs['messages']['open']): Promise<Outputs['messages']['open']> =>
      unitOfWork.write(async (db) => {
        const message = await asSeen(db, caller, { messageId });
        await audit.recordReading(db, { userId: caller.userId, action: 'message.opened', entity: 'message', entityId: message.id, patientId: message.patientId });
        return whole(db, caller, message);
      }),

    /** @throws DeclaredError `ILLEGAL_STATE`, `INVALID` (`TOO_LONG`), `STALE`, `RESTRICTED`, `NOT_FOUND` */
    edit: (caller: Caller, { subject, body, ...seen }: Inputs['messages']['edit']): Promise<Outputs['messages']['edit']> =>
      unitOfWork.write(async (db) => {
        const now = ports.clock.now();
        const message = await asSeen(db, caller, seen);
        if (!mayWrite(message.state)) throw new DeclaredError('ILLEGAL_STATE', { state: message.state });
        if (body.length > longestMessage[message.channel]) throw new DeclaredError('INVALID', { issues: [{ path: 'body', code: 'TOO_LONG' }] });
        // What was let leave is looked at again once its words are others.
        const state = message.state === 'ready' ? 'prepared' : message.state;
        if (!(await changeMessage(db, message, { state, cause: message.cause, subject, body, edited: { at: now, by: caller.userId } }, now))) throw staleMessage(message);
        await audit.record(db, { userId: caller.userId, action: 'message.edited', entity: 'message', entityId: message.id, patientId: message.patientId });
        return whole(db, caller, await asSeen(db, caller, { messageId: message.id }));
      }),

    /** @throws only what no single message is to blame for */
    decide: async (caller: Caller, { messages, to }: Inputs['messages']['decide']): Promise<Outputs['messages']['decide']> => {
      const done: Outputs['messages']['decide']['done'] = [];
      const refused: Outputs['messages']['decide']['refused'] = [];
      for (const seen of messages) {
        try {
          done.push({ messageId: seen.messageId, version: await decideOne(caller, seen, to) });
        } catch (error) {
          if (!isDeclaredError(error)) throw error;
          refused.push({ messageId: seen.messageId, code: error.code, state: ((error.data ?? {}) as { readonly state?: string }).state ?? null });
        }
      }
      return { done, refused };
    },

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    preferences: (caller: Caller, { patientId }: Inputs['messages']['preferences']): Promise<Outputs['messages']['preferences']> =>
      unitOfWork.read(async (db) => {
        await requireOpenRecord(db, reading(caller), patientId);
        return preferencesOf(db, patientId);
      }),

    /** Said once more is noted once more: each time by whom and when. @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    setPreference: (caller: Caller, { patientId, channel, wants, note }: Inputs['messages']['setPreference']): Promise<Outputs['messages']['setPreference']> =>
      unitOfWork.write(async (db) => {
        const now = ports.clock.now();
        await requireOpenRecord(db, reading(caller), patientId);
        await insertPreference(db, { id: ports.newId(), patientId, channel, wants, note, now, userId: caller.userId });
        await audit.record(db, { userId: caller.userId, action: wants ? 'contact.wanted' : 'contact.refused', entity: 'contact', entityId: null, patientId, detail: { channel } });
        if (!wants) await withdrawAll(db, patientId, channel, now);
        return preferencesOf(db, patientId);
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `INVALID` for a cursor that is not ours */
    ofPatient: (caller: Caller, { patientId, after, limit }: Inputs['messages']['ofPatient']): Promise<Outputs['messages']['ofPatient']> => {
      const position = after ? decodePosition(after) : null;
      const most = limit ?? defaultHistory;
      return unitOfWork.read(async (db) => {
        await requireOpenRecord(db, reading(caller), patientId);
        const found = await messagesOf(db, patientId, { after: position, limit: most + 1 });
        const page = found.slice(0, most);
        const last = page.at(-1);
        return { rows: page.map(shown), next: found.length > most && last ? encodePosition({ at: last.preparedAt, id: last.id }) : null };
      });
    },
  };
}

/** What is prepared for a person by a channel they no longer want does not leave. */
async function withdrawAll(db: WriteExecutor, patientId: string, channel: MessageRow['channel'], now: string): Promise<void> {
  for (const message of await openMessagesBy(db, patientId, channel)) await changeMessage(db, message, { state: 'withdrawn', cause: 'unsubscribed' }, now);
}

export function staleMessage({ version, editedByName, updatedAt }: KeptMessage): DeclaredError {
  return new DeclaredError('STALE', { version, changedBy: editedByName, changedAt: updatedAt });
}
