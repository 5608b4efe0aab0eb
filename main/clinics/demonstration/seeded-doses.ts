import { addDays, weekdayOf } from '../../appointments/wall-time.ts';
import type { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import type { WriteExecutor } from '../../platform/database/schema.ts';
import { administrationsOf, insertAdministration } from '../../pathways/doses/administration-repository.ts';
import { keepCall, planCalls } from '../../pathways/doses/call-repository.ts';
import { formerRecord, insertCorrection } from '../../pathways/doses/correction-repository.ts';
import { changeDose, type DoseRow, dosesOf, insertAnswers } from '../../pathways/doses/dose-repository.ts';
import { acknowledge, insertEscalation } from '../../pathways/doses/escalation-repository.ts';
import type { Services } from '../../services.ts';
import type { Caller } from '../../users/caller.ts';
import type { SeededRandom } from './random.ts';
import type { SeededInstrument } from './seeded-assessments.ts';
import { followAtHome } from './seeded-quality-of-life.ts';
import { writeCancer } from './seeded-cancers.ts';
import { confirmPanel, writePanel } from './seeded-laboratory.ts';
import { comeToHospital, findSomething } from './seeded-toxicity.ts';
import type { SeededPatient } from './seeded-patients.ts';
import type { Timeline } from './timeline.ts';

/** People of the demonstration treated by immunotherapy, first in hospital, then at home: doses given, calls made, alerts answered and waiting. */

interface History {
  readonly schedule: string;
  /** Days since inclusion. */
  readonly days: number;
  /** What happens around the dose of today, or after the last. */
  readonly now: 'nothing' | 'to-check' | 'fever' | 'diarrhoea' | 'ready';
}

const histories: readonly History[] = [
  { schedule: 'pembrolizumab-400', days: 60, now: 'nothing' },
  { schedule: 'nivolumab-480', days: 252, now: 'to-check' },
  { schedule: 'nivolumab-480', days: 448, now: 'fever' },
  { schedule: 'pembrolizumab-200', days: 406, now: 'diarrhoea' },
  { schedule: 'pembrolizumab-400', days: 294, now: 'ready' },
];
const entry = { 'ici-indicated': true, 'lives-in-area': true, 'accepts-programme': true, 'past-infusion-reaction': false, 'uncontrolled-autoimmune': false, transplant: false, 'combination-phase': false, 'interstitial-lung': false, 'past-myocarditis': false, 'prednisone-mg': 0 };
const gates = [
  {
    afterDays: 184,
    facts: {
      'months-on-treatment': 6, 'control-ct-stable': true, 'open-toxicity-grade': 0, 'past-toxicity-grade': 1, ecog: 1, 'home-phone': true, 'home-access': true, 'second-adult': true, 'home-clean': true, 'minutes-to-emergency': 22, 'nurse-assigned': true, 'back-up-named': true, 'doctor-agrees': true, 'workshops-done': 2,
      'venous-access': true, 'drug-on-home-list': true, 'consent-signed': true,
    },
  },
  { afterDays: 366, facts: { 'six-months-without-grade-3': true, 'labs-stable': true, 'autonomy-score': 90 } },
];
/** Most others, treated without anything that waits for an answer today. */
const mostOthers = 20;
/** How many days back the blood tests before a dose are in the record. */
const bloodTestsKept = 120;
/** What the list asks, as on a good day, but for the laboratory; the temperature is drawn. */
const answers: readonly (readonly [item: string, fact: string, value: boolean | number])[] = [
  ['condition', 'ecog', 1], ['condition', 'infection', false], ['steroids', 'prednisone-mg', 0],
];
const nothingFound = { version: '1.0.0', organs: [], unanswered: 0, worst: null, escalation: null };

interface Making {
  readonly services: Services;
  readonly unitOfWork: UnitOfWork;
  readonly caller: Caller;
  /** Who answers for the hospital. */
  readonly oncologistId: string;
  readonly timeline: Timeline;
  readonly random: SeededRandom;
  readonly newId: () => string;
  readonly instruments: ReadonlyMap<string, SeededInstrument>;
}

/** Days since an inclusion that was not on a Saturday or a Sunday: whole weeks on, no dose is either. */
const onWeekday = (days: number, today: string): number => (weekdayOf(addDays(today, -days)) > 5 ? days + 2 : days);

/** How many of the demonstration have something to do today, or their dose of today: those come first. */
export const withSomethingToDo = histories.length;

/** Treats the first of these people at home with something to do today, the others without. Answers who has a dose that waits for the nurse who gives it, and for nobody else. */
export async function treatAtHome(people: readonly SeededPatient[], { services, unitOfWork, caller, oncologistId, timeline, random, newId, instruments }: Making): Promise<string | null> {
  const { pathways } = services;
  const draw = random.for('doses');
  const reactions = random.for('reactions');
  const calls = random.for('calls');
  const definitionId = (await pathways.definitions()).find(({ code }) => code === 'home-immunotherapy')?.definitionId;
  if (definitionId === undefined) return null;
  let ready: string | null = null;
  const { today } = timeline;
  const others = Array.from({ length: Math.max(0, Math.min(mostOthers, people.length - histories.length)) }, (): History => ({ schedule: draw.pick(histories).schedule, days: onWeekday(draw.whole(40, 700), today), now: 'nothing' }));
  for (const [index, { schedule, days, now }] of [...histories, ...others].entries()) {
    const patientId = people[index]?.patient.id;
    if (patientId === undefined) return ready;
    const enrolmentId = newId();
    await unitOfWork.write((db) => writeCancer(db, patientId, { draw: random.for(`cancer-${index}`), timeline, newId, userId: oncologistId, days }));
    if (draw.chance(0.8)) await services.slots.setPreferences(caller, { patientId, expectedVersion: 0, weekdays: [], halfDays: [], modalities: [], noticeHours: null, travelKm: draw.whole(4, 60), travelMinutes: null, words: null });
    let version = (await pathways.propose(caller, { enrolmentId, patientId, definitionId })).version;
    const note = async (facts: Readonly<Record<string, boolean | number>>): Promise<void> => {
      version = (await pathways.noteFacts(caller, { enrolmentId, expectedVersion: version, facts: Object.entries(facts).map(([code, value]) => ({ code, value })) })).version;
    };
    await note(entry);
    version = (await pathways.include(caller, { enrolmentId, expectedVersion: version, on: timeline.day(-days), schedule })).version;
    for (const { afterDays, facts } of gates) {
      if (days < afterDays) break;
      await note(facts);
      version = (await pathways.advance(caller, { enrolmentId, expectedVersion: version, on: timeline.day(afterDays - days) })).version;
    }
    const homeFrom = timeline.day(184 - days);
    const concerns = { enrolmentId, patientId };
    const samples = random.for(`blood-${index}`);
    await unitOfWork.write((db) => followAtHome(db, concerns, { draw: random.for(`quality-${index}`), timeline, newId, callerId: caller.userId, instruments }));
    await unitOfWork.write(async (db) => {
      let last: DoseRow | undefined;
      for (const dose of await dosesOf(db, [enrolmentId])) {
        if (dose.dueOn >= today) continue;
        const isHome = dose.dueOn >= homeFrom;
        const by = { now: timeline.at(dose.dueOn, '11:20'), today: dose.dueOn, userId: caller.userId };
        await changeDose(db, dose.id, dose.version, { state: 'given', givenOn: dose.dueOn, givenSite: isHome ? 'home' : 'hospital' }, by);
        if (!isHome) continue;
        await keepCall(db, { id: newId(), ...concerns, doseId: dose.id, kind: 'before', answers: {}, found: nothingFound, action: 'go-on', words: null }, false, { ...by, now: timeline.at(dose.dueOn, '08:30') });
        const measuredOn = addDays(dose.dueOn, -1);
        // The laboratory of the last months; of before, what was given is enough.
        if (dose.dueOn >= timeline.day(-bloodTestsKept)) await confirmPanel(db, await writePanel(db, { patientId, at: timeline.at(measuredOn, '07:50') }, { draw: samples, newId }), { doseId: dose.id, patientId, measuredOn }, { ...by, newId });
        await give(db, dose, by);
        last = dose;
        await callAfterwards(db, dose, index >= histories.length);
      }
      if (index >= histories.length) await comeToHospital(db, { patientId, days }, { draw, timeline, newId, callerId: caller.userId, oncologistId });
      if (now === 'nothing' || !last) return;
      if (now === 'to-check') await correctLot(db, last);
      const due = (await dosesOf(db, [enrolmentId])).find(({ state, dueOn }) => state === 'planned' && dueOn === today);
      const by = { now: timeline.minutesAgo(50), today, userId: caller.userId };
      if (due) {
        // Yesterday's results are in the record, for whoever checks the dose to confirm.
        const measuredOn = timeline.day(-1);
        const measured = await writePanel(db, { patientId, at: timeline.at(measuredOn, '07:40') }, { draw: samples, newId });
        if (now === 'fever' || now === 'ready') await confirmPanel(db, measured, { doseId: due.id, patientId, measuredOn }, { ...by, newId });
        await insertAnswers(db, answers.map(([item, fact, value]) => ({ id: newId(), doseId: due.id, patientId, item, fact, value, words: null })), by);
        await keepCall(db, { id: newId(), ...concerns, doseId: due.id, kind: 'before', answers: {}, found: nothingFound, action: 'go-on', words: 'Se sent bien' }, false, by);
        if (now === 'ready') {
          await insertAnswers(db, [{ id: newId(), doseId: due.id, patientId, item: 'validation', fact: 'oncologist-validated', value: true, words: null }], { ...by, userId: oncologistId });
          await insertAnswers(db, [{ id: newId(), doseId: due.id, patientId, item: 'pharmacy', fact: 'pharmacy-released', value: true, words: null }], by);
          ready = enrolmentId;
        }
      }
      if (due && now === 'fever') {
        const told = { ...by, now: timeline.minutesAgo(35) };
        await insertAnswers(db, ([['temperature', 38.3], ['spo2', 96], ['spo2-drop', 1], ['systolic', 118], ['weight-loss', 1]] as const).map(([fact, value]) => ({ id: newId(), doseId: due.id, patientId, item: 'vitals', fact, value, words: fact === 'temperature' ? 'Frissons depuis hier soir' : null })), told);
        await insertEscalation(db, { id: newId(), ...concerns, doseId: due.id, callId: null, kind: 'no-go', level: null, grade: null, reasons: [{ fr: 'Température de 38 °C ou plus', en: 'Temperature of 38 °C or more' }], items: ['vitals'], roles: ['oncologist'], answerBy: timeline.minutesAgo(-25) }, told);
      }
      if (now === 'diarrhoea') {
        const [callId, id, on] = [newId(), newId(), timeline.day(-2)];
        const called = { now: timeline.at(on, '09:40'), today: on, userId: caller.userId };
        const organ = { organ: 'bowel', grade: 2, action: 'hold', escalation: 'orange', isEmergency: false } as const;
        await keepCall(db, { id: callId, ...concerns, doseId: last.id, kind: 'after', answers: { Q03: 'several' }, found: { ...nothingFound, organs: [organ], worst: 2, escalation: 'orange' }, action: 'hold', words: 'Cinq selles de plus par jour depuis trois jours' }, false, called);
        await insertEscalation(db, { id, ...concerns, doseId: last.id, callId, kind: 'toxicity', level: 'orange', grade: 2, reasons: [{ fr: 'Intestin\u00A0: grade 2. 4 à 6 selles par jour de plus, ou sang, glaires, douleur', en: 'Bowel: grade 2. 4 to 6 more stools a day, or blood, mucus, pain' }], items: [], roles: ['oncologist', 'coordinator'], answerBy: timeline.at(on, '13:40') }, called);
        await acknowledge(db, id, { action: 'hospital-visit', words: 'Coproculture et calprotectine demandées, vue demain' }, { now: timeline.at(on, '11:05'), userId: oncologistId });
      }
    });
  }
  return ready;

  /** The calls that follow a dose: those whose day has passed were made, one in ten a day late; the seventh day finds something now and then. */
  async function callAfterwards(db: WriteExecutor, dose: DoseRow, mayFind: boolean): Promise<void> {
    const { id: doseId, enrolmentId, patientId, dueOn } = dose;
    const planned = ([['day-1', 1], ['day-7', 7]] as const).map(([code, after]) => ({ id: newId(), enrolmentId, patientId, doseId, code, dueOn: addDays(dueOn, after) }));
    await planCalls(db, planned);
    for (const { id, code, dueOn: on } of planned) {
      if (on >= today || (code === 'day-7' && mayFind && (await findSomething(db, dose, { draw, timeline, newId, callerId: caller.userId, oncologistId, callId: id })))) continue;
      const calledOn = calls.chance(0.1) && addDays(on, 1) < today ? addDays(on, 1) : on;
      await keepCall(db, { id, enrolmentId, patientId, doseId, kind: 'after', answers: {}, found: nothingFound, action: 'go-on', words: null }, true, { now: timeline.at(calledOn, '09:15'), today: calledOn, userId: caller.userId });
    }
  }

  /** The lot of a dose was written down wrong, and corrected the same afternoon. */
  async function correctLot(db: WriteExecutor, { id: doseId, patientId, dueOn }: DoseRow): Promise<void> {
    const [written] = await administrationsOf(db, [doseId]);
    if (!written) return;
    const former = formerRecord({ givenOn: dueOn, site: 'home' }, { ...written, lot: `${written.lot.slice(0, -2)}${written.lot.slice(-1)}${written.lot.at(-2) ?? ''}` });
    await insertCorrection(db, { id: newId(), doseId, patientId, kind: 'corrected', reason: 'Chiffres du lot inversés, relus sur l’étiquette', former }, { now: timeline.at(dueOn, '15:40'), userId: caller.userId });
  }

  /** A dose given at home as it goes most of the time. */
  async function give(db: WriteExecutor, { id: doseId, enrolmentId, patientId, dueOn }: DoseRow, by: { readonly now: string; readonly userId: string }): Promise<void> {
    const vitals = ['start', 'min-15', 'min-30', 'end'].flatMap((moment) => [['temperature', draw.whole(364, 372) / 10], ['pulse', draw.whole(62, 84)], ['systolic', draw.whole(112, 138)], ['diastolic', draw.whole(64, 82)], ['spo2', draw.whole(95, 99)]].map(([measure, value]) => ({ moment, measure: String(measure), value: Number(value) })));
    const reacted = reactions.chance(0.05);
    const incidents = reacted ? [{ code: 'infusion-reaction', grade: 1, words: 'Bouffée de chaleur, passagère' }] : draw.chance(0.06) ? [{ code: 'device', grade: 1, words: 'Voie reposée' }] : [];
    if (reacted) {
      const id = newId();
      await insertEscalation(db, { id, enrolmentId, patientId, doseId, callId: null, kind: 'incident', level: 'yellow', grade: 1, reasons: [{ fr: 'Réaction à la perfusion\u00A0: grade 1. Passagère, perfusion non arrêtée. Bouffée de chaleur, passagère', en: 'Infusion reaction: grade 1. Transient, infusion not interrupted. Bouffée de chaleur, passagère' }], items: [], roles: ['coordinator'], answerBy: timeline.at(addDays(dueOn, 1), '23:59') }, by);
      await acknowledge(db, id, { action: 'go-on', words: 'Prémédication non nécessaire, surveillance à la prochaine dose' }, { now: timeline.at(dueOn, '14:10'), userId: oncologistId });
    }
    await insertAdministration(db, {
      id: newId(), doseId, patientId, givenOn: dueOn, started: '10:05', ended: '10:38', observedUntil: '11:10', identifiers: ['name-and-birth-date', 'national-number'], product: 'perfusion préparée en pharmacie', lot: `P${draw.whole(1000, 9999)}`, expiresOn: dueOn, vitals,
      incidents, words: null, act: 'home-infusion', judged: { verdict: { result: 'go' } },
    }, by);
  }
}
