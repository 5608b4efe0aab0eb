import type { Inputs } from '#contract/index.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { type RecordReach, reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { renderPdf } from '../documents/pdf-document.ts';
import { byteOrderMark, csvLine } from '../exports/csv-writing.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { clinicLetterhead, peopleToReach, type PersonToReach } from './contact-repository.ts';
import { messagePages } from './message-document.ts';
import { changeMessage, insertAttempt, type KeptMessage, messageById } from './message-repository.ts';
import { addressOf, mayReach } from './message-text-rules.ts';
import words from './message-words.json' with { type: 'json' };
import { staleMessage } from './outbox-service.ts';
import { mayTakeAway } from './outbox-rules.ts';

interface Leaving {
  readonly message: KeptMessage;
  readonly person: PersonToReach;
}

/** Messages that leave in somebody's hands: printed, or as a table another program sends. */
export function createMessagePaperService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  const reading = (caller: Caller): RecordReach => reachOf(caller, 'patient.read', ports.clock.now());

  /** Takes messages away under the eyes of who asked, all of them or none. */
  const take = async (db: WriteExecutor, caller: Caller, asked: Inputs['messages']['print']['messages'], how: 'printed' | 'exported', now: string): Promise<readonly Leaving[]> => {
    const leaving: Leaving[] = [];
    for (const { messageId, expectedVersion } of asked) {
      const message = await messageById(db, messageId);
      if (!message) throw new DeclaredError('NOT_FOUND');
      await requireOpenRecord(db, reading(caller), message.patientId);
      if (message.version !== expectedVersion) throw staleMessage(message);
      const person = (await peopleToReach(db, [message.patientId])).get(message.patientId);
      // What somebody refused is not sent by another way round.
      const refusedBy = how === 'printed' ? 'letter' : message.channel;
      if (!person || !mayTakeAway(message.state) || person.wants[refusedBy] === false || (how === 'exported' && !mayReach(message.channel, person.wants))) throw new DeclaredError('ILLEGAL_STATE', { state: message.state });
      if (!(await changeMessage(db, message, { state: how }, now))) throw staleMessage(message);
      const channel = how === 'printed' ? 'letter' : message.channel;
      await insertAttempt(db, { id: ports.newId(), messageId, at: now, userId: caller.userId, channel, address: addressOf(channel, person, clinic.country) ?? '', outcome: how, detail: '', endedAt: now });
      await audit.record(db, { userId: caller.userId, action: `message.${how}`, entity: 'message', entityId: messageId, patientId: message.patientId, detail: { channel } });
      leaving.push({ message, person });
    }
    return leaving;
  };

  return {
    /** @throws DeclaredError `ILLEGAL_STATE` (left already, given up, or refused by the person), `STALE`, `RESTRICTED`, `NOT_FOUND` */
    print: async (caller: Caller, { messages }: Inputs['messages']['print']): Promise<{ readonly name: string; readonly content: Uint8Array }> => {
      const now = ports.clock.now();
      // Made before anything is noted: what cannot be made is not called printed.
      const { letterhead, people } = await unitOfWork.read(async (db) => {
        const found = await Promise.all(messages.map(({ messageId }) => messageById(db, messageId)));
        const known = found.flatMap((message) => (message ? [message] : []));
        for (const { patientId } of known) await requireOpenRecord(db, reading(caller), patientId);
        const persons = await peopleToReach(db, known.map(({ patientId }) => patientId));
        return { letterhead: await clinicLetterhead(db), people: known.flatMap((message) => (persons.has(message.patientId) ? [{ message, person: persons.get(message.patientId) as PersonToReach }] : [])) };
      });
      const document = messagePages(people, { clinic, letterhead, by: caller.displayName, at: now });
      const content = await renderPdf(document);
      await unitOfWork.write((db) => take(db, caller, messages, 'printed', now));
      return { name: `${document.title}.pdf`, content };
    },

    /** @throws DeclaredError `ILLEGAL_STATE`, `STALE`, `RESTRICTED`, `NOT_FOUND` */
    exportFile: async (caller: Caller, { messages }: Inputs['messages']['exportFile']): Promise<{ readonly name: string; readonly content: Uint8Array }> => {
      const now = ports.clock.now();
      const leaving = await unitOfWork.write((db) => take(db, caller, messages, 'exported', now));
      const lines = leaving.map(({ message, person }) =>
        csvLine([
          message.id, person.familyName, person.givenName, message.language, message.channel, message.channel === 'email' ? person.email : null, message.channel === 'sms' ? addressOf('sms', person, clinic.country) : null,
          person.addressLine, person.city, person.postalCode, message.visit?.localStart.replace('T', ' ') ?? message.untilOn ?? '', message.subject, message.body,
        ]),
      );
      const own = words[clinic.language];
      return { name: `Messages ${civilDate(now, clinic.timeZone)}.csv`, content: Buffer.from(byteOrderMark + csvLine(own.columns) + lines.join(''), 'utf8') };
    },
  };
}
