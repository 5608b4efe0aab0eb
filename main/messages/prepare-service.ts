import { language as languages, type Language } from '#contract/values.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import { clinicLetterhead, peopleToReach } from './contact-repository.ts';
import { type RuleInForce, rulesInForce } from './message-rule-service.ts';
import { changeMessage, keepMessage, outdatedMessages } from './message-repository.ts';
import { channelFor, composeMessage } from './message-text-rules.ts';
import { dueAt, lastRemindedDate } from './message-timing.ts';
import { messageValues } from './message-values.ts';
import { occasionsOf } from './occasion-repository.ts';

/** Messages prepared or withdrawn in one transaction. */
const batchSize = 100;
/** Transactions of one rule in one go; the rest comes the next time. */
const mostBatches = 20;

/** Prepares what the rules ask for and withdraws what is no longer so; each message once, however often and wherever it is asked. */
export function createPrepareService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  const zone = clinic.timeZone;

  const withdraw = async (): Promise<number> => {
    let withdrawn = 0;
    for (let batch = 0; batch < mostBatches; batch += 1) {
      const now = ports.clock.now();
      const found = await unitOfWork.write(async (db) => {
        const outdated = await outdatedMessages(db, now, batchSize);
        for (const { id, version, cause } of outdated) await changeMessage(db, { id, version }, { state: 'withdrawn', cause }, now);
        return outdated.length;
      });
      withdrawn += found;
      if (found < batchSize) break;
    }
    return withdrawn;
  };

  /** One batch of a rule; how many visits were looked at, and how many messages written. */
  const batchOf = (rule: RuleInForce, onSince: string): Promise<{ readonly seen: number; readonly written: number }> =>
    unitOfWork.write(async (db) => {
      const now = ports.clock.now();
      const found = await occasionsOf(db, { code: rule.code, occasion: rule.occasion, modalities: rule.modalities, since: onSince, now, lastDate: lastRemindedDate(rule.days, now, zone), limit: batchSize });
      const people = await peopleToReach(db, found.map(({ patientId }) => patientId));
      const letterhead = await clinicLetterhead(db);
      let written = 0;
      for (const visit of found) {
        const person = people.get(visit.patientId);
        if (!person) continue;
        const channel = channelFor(rule.channels, person, clinic.country);
        const language: Language = languages.catch(clinic.language).parse(person.language);
        const text = composeMessage(rule, { channel: channel ?? rule.channels[0] ?? 'letter', language, values: messageValues(visit, language, { person, clinicName: clinic.name, letterhead }) });
        const isKept = await keepMessage(db, {
          id: ports.newId(), key: visit.key, ruleCode: rule.code, ruleVersion: rule.version, occasion: rule.occasion, patientId: visit.patientId, appointmentId: visit.appointmentId, stepId: visit.stepId,
          visitStartsAt: visit.startsAt, language, channel: channel ?? rule.channels[0] ?? 'letter', ...text, state: channel === null ? 'held' : 'prepared', cause: channel === null ? 'no-channel' : null,
          dueAt: dueAt({ occasion: rule.occasion, days: rule.days, visitDate: visit.localStart.slice(0, 10), eventAt: visit.eventAt }, now, zone),
          expiresAt: rule.occasion === 'after-no-show' ? null : visit.startsAt, now,
        });
        if (isKept) written += 1;
      }
      return { seen: found.length, written };
    });

  /**
   * @param userId who asked, or the program
   */
  const prepare = async (userId: string): Promise<{ prepared: number; withdrawn: number }> => {
    const withdrawn = await withdraw();
    let prepared = 0;
    for (const rule of await unitOfWork.read(rulesInForce)) {
      if (!rule.isOn || rule.onSince === null) continue;
      for (let batch = 0; batch < mostBatches; batch += 1) {
        const { seen, written } = await batchOf(rule, rule.onSince);
        prepared += written;
        // Those held for want of a way come again: a batch of them alone ends it.
        if (seen < batchSize || written === 0) break;
      }
    }
    if (prepared + withdrawn > 0) await unitOfWork.write((db) => audit.record(db, { userId, action: 'message.prepared', entity: 'message', entityId: null, detail: { prepared, withdrawn } }));
    return { prepared, withdrawn };
  };

  return { prepare };
}
