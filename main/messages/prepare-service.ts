import { language as languages, type Language } from '#contract/values.ts';
import { civilDate } from '../appointments/wall-time.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import { clinicLetterhead, peopleToReach } from './contact-repository.ts';
import { type RuleInForce, rulesInForce } from './message-rule-service.ts';
import { changeMessage, keepMessage, outdatedMessages } from './message-repository.ts';
import { channelFor, composeMessage, type MessageValues } from './message-text-rules.ts';
import { dueAt, lastRemindedDate, withinDay } from './message-timing.ts';
import { messageValues, valuesToBook, type Written } from './message-values.ts';
import { occasionsOf, stepsToBook } from './occasion-repository.ts';

/** Messages prepared or withdrawn in one transaction. */
const batchSize = 100;
/** Transactions of one rule in one go; the rest comes the next time. */
const mostBatches = 20;

/** Something a rule asks a message for. */
interface Asked {
  readonly key: string;
  readonly patientId: string;
  readonly appointmentId: string | null;
  readonly stepId: string | null;
  readonly visitStartsAt: string | null;
  readonly timed: { readonly visitDate: string; readonly eventAt: string };
  readonly expiresAt: string | null;
  readonly valuesFor: (language: Language, to: Written) => MessageValues;
}

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

  /** What a rule asks a message for, whatever it is: of a visit, or of one to book. */
  const askedBy = async (db: ReadExecutor, rule: RuleInForce, onSince: string, now: string): Promise<readonly Asked[]> => {
    const lastDate = lastRemindedDate(rule.days, now, zone);
    if (rule.occasion === 'visit-to-book') {
      const found = await stepsToBook(db, { code: rule.code, opensFrom: civilDate(onSince, zone), opensBy: lastDate, limit: batchSize });
      return found.map(({ key, stepId, patientId, fromOn, untilOn }) => ({
        key, patientId, appointmentId: null, stepId, visitStartsAt: null, timed: { visitDate: fromOn, eventAt: now }, expiresAt: null, valuesFor: (language, to) => valuesToBook(untilOn, language, to),
      }));
    }
    const occasion = rule.occasion;
    const visits = await occasionsOf(db, { code: rule.code, occasion, modalities: rule.modalities, since: onSince, now, leavesFrom: withinDay(now, zone), lastDate, limit: batchSize });
    return visits.map((visit) => ({
      key: visit.key, patientId: visit.patientId, appointmentId: visit.appointmentId, stepId: visit.stepId, visitStartsAt: visit.startsAt, timed: { visitDate: visit.localStart.slice(0, 10), eventAt: visit.eventAt },
      expiresAt: occasion === 'after-no-show' ? null : visit.startsAt, valuesFor: (language, to) => messageValues(visit, language, to),
    }));
  };

  /** One batch of a rule; how many occasions were looked at, and how many messages written. */
  const batchOf = (rule: RuleInForce, onSince: string): Promise<{ readonly seen: number; readonly written: number }> =>
    unitOfWork.write(async (db) => {
      const now = ports.clock.now();
      const found = await askedBy(db, rule, onSince, now);
      const people = await peopleToReach(db, found.map(({ patientId }) => patientId));
      const letterhead = await clinicLetterhead(db);
      let written = 0;
      for (const { key, patientId, appointmentId, stepId, visitStartsAt, timed, expiresAt, valuesFor } of found) {
        const person = people.get(patientId);
        if (!person) continue;
        const channel = channelFor(rule.channels, person, clinic.country);
        const language: Language = languages.catch(clinic.language).parse(person.language);
        const text = composeMessage(rule, { channel: channel ?? rule.channels[0] ?? 'letter', language, values: valuesFor(language, { person, clinicName: clinic.name, letterhead }) });
        const isKept = await keepMessage(db, {
          id: ports.newId(), key, ruleCode: rule.code, ruleVersion: rule.version, occasion: rule.occasion, patientId, appointmentId, stepId, visitStartsAt, language, channel: channel ?? rule.channels[0] ?? 'letter', ...text,
          state: channel === null ? 'held' : 'prepared', cause: channel === null ? 'no-channel' : null, dueAt: dueAt({ occasion: rule.occasion, days: rule.days, ...timed }, now, zone), expiresAt, now,
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
