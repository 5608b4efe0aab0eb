import { definitionVersions, enrolmentsOf } from '../pathway-repository.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { administrationsOf } from './administration-repository.ts';
import { callsOf } from './call-repository.ts';
import { correctionsOf } from './correction-repository.ts';
import { answersOf, dosesOf } from './dose-repository.ts';
import { escalationsOf } from './escalation-repository.ts';

/** Doses of a person for a copy of the record: what was planned, answered, given, called about and escalated, with its words. */

export type CopiedDoses = Awaited<ReturnType<typeof everyDoseOf>>;

export async function everyDoseOf(db: ReadExecutor, patientId: string) {
  const enrolments = await enrolmentsOf(db, patientId);
  const ids = enrolments.map(({ id }) => id);
  const doses = await dosesOf(db, ids);
  const doseIds = doses.map(({ id }) => id);
  const [answers, given, corrections] = [await answersOf(db, doseIds), await administrationsOf(db, doseIds), await correctionsOf(db, doseIds)];
  const bodies = new Map((await definitionVersions(db, [...new Set(enrolments.map(({ definitionId }) => definitionId))])).map(({ id, content }) => [id, content.body]));
  const bodyOf = (enrolmentId: string) => bodies.get(enrolments.find(({ id }) => id === enrolmentId)?.definitionId ?? '');
  return {
    doses: doses.map(({ id, enrolmentId, number, schedule, dueOn, state, site, reason, words, givenOn, givenSite }) => {
      const body = bodyOf(enrolmentId);
      const planned = body?.dosing?.schedules.find(({ code }) => code === schedule);
      const form = body?.dosing?.administration;
      const written = given.find(({ doseId }) => doseId === id);
      return {
        number, on: givenOn ?? dueOn, state, site: givenSite ?? site, drug: planned ? { fr: `${planned.drug.fr}, ${planned.dose.fr}`, en: `${planned.drug.en}, ${planned.dose.en}` } : { fr: schedule, en: schedule }, reason, words,
        answers: answers.filter(({ doseId }) => doseId === id).map(({ fact, value, words: said, answeredOn, measuredOn, convertedFrom, byName }) => ({ label: body?.facts.find(({ code }) => code === fact)?.label ?? { fr: fact, en: fact }, value, words: said, on: answeredOn, measuredOn, convertedFrom, who: byName })),
        corrections: corrections.filter(({ doseId }) => doseId === id).map(({ kind, reason: why, former, madeAt, byName }) => ({ kind, reason: why, on: former.givenOn, product: former.administration?.product ?? null, lot: former.administration?.lot ?? null, started: former.administration?.started ?? null, ended: former.administration?.ended ?? null, words: former.administration?.words ?? null, incidents: former.administration?.incidents.map((one) => one.words) ?? [], madeAt, who: byName })),
        given: written
          ? {
              product: written.product, lot: written.lot, expiresOn: written.expiresOn, started: written.started, ended: written.ended, observedUntil: written.observedUntil, words: written.words, who: written.recordedByName, vitals: written.vitals,
              identifiers: written.identifiers.map((code) => form?.identifiers.find((one) => one.code === code)?.label ?? { fr: code, en: code }),
              incidents: written.incidents.map(({ code, grade, words: said }) => ({ label: form?.incidents.find((one) => one.code === code)?.label ?? { fr: code, en: code }, grade, words: said })),
            }
          : null,
      };
    }),
    calls: (await callsOf(db, ids)).map(({ dueOn, calledOn, state, doseNumber, found, action, words, byName }) => ({ on: calledOn ?? dueOn, state, doseNumber, grade: found?.worst ?? null, action, words, who: byName })),
    escalations: (await escalationsOf(db, ids)).map(({ openedAt, reasons, acknowledgedAt, acknowledgedByName, action, words }) => ({ openedAt, reasons, acknowledgedAt, action, words, who: acknowledgedByName })),
  };
}
