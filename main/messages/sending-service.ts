import { addMilliseconds } from '../platform/clock.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import { type KeptChannel, keptChannels } from './channel-repository.ts';
import { peopleToReach } from './contact-repository.ts';
import { abandonedMessages, changeMessage, dueMessages, endAttempt, insertAttempt, type KeptMessage } from './message-repository.ts';
import { addressOf, mayReach } from './message-text-rules.ts';
import { withinDay } from './message-timing.ts';
import { mostTries, retryAfterMinutes } from './retry-rules.ts';
import type { Outgoing, SendResult } from './sending.ts';

/** Messages sent in one go; the rest waits for the next. */
const mostAtOnce = 30;
/** How often the rules are asked where nothing is to be sent. */
const preparedEveryMilliseconds = 10 * 60_000;
/** A message still on its way after this belongs to a process that is gone: longer than any try can last. */
const abandonedAfterMilliseconds = 10 * 60_000;

interface Claimed {
  readonly message: KeptMessage;
  readonly attemptId: string;
  readonly channel: KeptChannel;
  readonly outgoing: Outgoing;
}

/**
 * Sends what was let leave by the channels that are switched on. A message is claimed in a transaction before it leaves, by one
 * process alone; what happened is written after. A process that dies in between leaves it `sending`: nobody knows whether it left, and
 * it is never sent again by itself.
 */
export function createSendingService({ unitOfWork, audit, clinic, ports }: ServiceDependencies, prepare: (userId: string) => Promise<unknown>, release: (channels: readonly string[], userId: string) => Promise<number>, send: (channel: KeptChannel, message: Outgoing) => Promise<SendResult>) {
  const userId = 'system:schedule';
  let isStopping = false;
  let preparedAt: string | null = null;
  let running: Promise<number> | null = null;

  /** Claims the next message that is due, or null. What may no longer be sent so is held instead. */
  const claim = (channel: KeptChannel): Promise<Claimed | 'held' | null> =>
    unitOfWork.write(async (db) => {
      const now = ports.clock.now();
      const [message] = await dueMessages(db, channel.channel, now, 1);
      if (!message) return null;
      const person = (await peopleToReach(db, [message.patientId])).get(message.patientId);
      const to = person && mayReach(channel.channel, person.wants) ? addressOf(channel.channel, person, clinic.country) : null;
      if (to === null) {
        await changeMessage(db, message, { state: 'held', cause: 'no-channel' }, now);
        return 'held';
      }
      if (!(await changeMessage(db, message, { state: 'sending', attempts: message.attempts + 1 }, now))) return 'held';
      const attemptId = ports.newId();
      await insertAttempt(db, { id: attemptId, messageId: message.id, at: now, userId, channel: channel.channel, address: to, outcome: 'started', detail: '', endedAt: null });
      return { message, attemptId, channel, outgoing: { id: message.id, to, subject: message.subject, body: message.body } };
    });

  const note = ({ message, attemptId, channel }: Claimed, { outcome, detail }: SendResult): Promise<void> =>
    unitOfWork.write(async (db) => {
      const now = ports.clock.now();
      const tries = message.attempts + 1;
      const seen = { id: message.id, version: message.version + 1 };
      await endAttempt(db, attemptId, { outcome: outcome === 'retry' ? 'failed' : outcome, detail, now });
      const isSpent = outcome === 'retry' && tries >= mostTries;
      if (outcome === 'retry' && !isSpent) await changeMessage(db, seen, { state: 'ready', dueAt: withinDay(addMilliseconds(now, retryAfterMinutes(tries) * 60_000), clinic.timeZone) }, now);
      else if (outcome === 'sent') await changeMessage(db, seen, { state: 'sent' }, now);
      else if (outcome === 'unclear') await changeMessage(db, seen, { state: 'unclear' }, now);
      else await changeMessage(db, seen, { state: 'failed', cause: isSpent ? 'retries-spent' : 'refused' }, now);
      await audit.record(db, { userId, action: outcome === 'sent' ? 'message.sent' : 'message.not-sent', entity: 'message', entityId: message.id, patientId: message.patientId, detail: { channel: channel.channel, outcome, tries } });
    });

  /** What a process that is gone left on its way: it may have left, so somebody has to decide. */
  const recover = (): Promise<void> =>
    unitOfWork.write(async (db) => {
      const now = ports.clock.now();
      for (const { id, version, patientId, attemptId } of await abandonedMessages(db, addMilliseconds(now, -abandonedAfterMilliseconds))) {
        if (!(await changeMessage(db, { id, version }, { state: 'unclear' }, now))) continue;
        if (attemptId !== null) await endAttempt(db, attemptId, { outcome: 'unclear', detail: '', now });
        await audit.record(db, { userId, action: 'message.not-sent', entity: 'message', entityId: id, patientId, detail: { outcome: 'unclear' } });
      }
    });

  const run = async (): Promise<number> => {
    if (clinic.demonstration) return 0;
    await recover();
    const channels = (await unitOfWork.read(keptChannels)).filter(({ isOn }) => isOn);
    const now = ports.clock.now();
    const maySend = channels.length > 0 && withinDay(now, clinic.timeZone) === now;
    // What changed since it was let leave does not leave; without a channel, the outbox is kept up to date all the same.
    if (maySend || preparedAt === null || addMilliseconds(preparedAt, preparedEveryMilliseconds) <= now) {
      await prepare(userId);
      preparedAt = now;
    }
    if (!maySend) return 0;
    await release(channels.map(({ channel }) => channel), userId);
    let sent = 0;
    for (const channel of channels) {
      for (let tried = 0; tried < mostAtOnce && !isStopping; tried += 1) {
        const claimed = await claim(channel);
        if (claimed === null) break;
        if (claimed === 'held') continue;
        const result = await send(channel, claimed.outgoing);
        await note(claimed, result);
        if (result.outcome === 'sent') sent += 1;
        // A server that does not answer now is not asked for every message.
        if (result.outcome === 'retry') break;
      }
    }
    return sent;
  };

  return {
    /** Sends what is due; asked again while at work, it answers with the work going on. */
    sendDue: (): Promise<number> => {
      if (isStopping) return Promise.resolve(0);
      running ??= run().finally(() => {
        running = null;
      });
      return running;
    },
    /** Sends nothing more; resolves once the message on its way has its outcome. */
    close: async (): Promise<void> => {
      isStopping = true;
      await running?.catch(() => 0);
    },
  };
}
