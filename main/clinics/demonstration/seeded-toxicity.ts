import { insertAcuteEvent } from '../../acute-care/acute-event-repository.ts';
import { addDays } from '../../appointments/wall-time.ts';
import { keepCall } from '../../pathways/doses/call-repository.ts';
import type { DoseRow } from '../../pathways/doses/dose-repository.ts';
import { acknowledge, insertEscalation } from '../../pathways/doses/escalation-repository.ts';
import type { WriteExecutor } from '../../platform/database/schema.ts';
import type { SeededRandom } from './random.ts';
import type { Timeline } from './timeline.ts';

/** What calls find in people of the demonstration treated at home, and what takes them to hospital: now and then, and answered. */

interface Drawing {
  readonly draw: SeededRandom;
  readonly timeline: Timeline;
  readonly newId: () => string;
  readonly callerId: string;
  readonly oncologistId: string;
}

const findings = [
  { organ: 'skin', grade: 1, action: 'go-on', escalation: 'yellow', answers: { Q01: 'small' }, words: 'Plaques rouges aux bras', reason: { fr: 'Peau\u00A0: grade 1', en: 'Skin: grade 1' }, answer: '14:20' },
  { organ: 'fatigue', grade: 1, action: 'go-on', escalation: 'yellow', answers: { Q11: 'rest' }, words: 'Fatigue en fin de journée', reason: { fr: 'Fatigue\u00A0: grade 1', en: 'Fatigue: grade 1' }, answer: '16:05' },
  { organ: 'joint', grade: 1, action: 'go-on', escalation: 'yellow', answers: { Q09: 'mild' }, words: 'Mains raides le matin', reason: { fr: 'Articulations\u00A0: grade 1', en: 'Joints: grade 1' }, answer: '15:40' },
  { organ: 'bowel', grade: 2, action: 'hold', escalation: 'orange', answers: { Q03: 'several' }, words: 'Quatre selles de plus par jour', reason: { fr: 'Intestin\u00A0: grade 2', en: 'Bowel: grade 2' }, answer: '11:15' },
] as const;
const visits = [
  { kind: 'emergency', reason: 'Diarrhée et déshydratation', related: 'yes', organ: 'bowel', grade: 3, detected: 'call', symptomDays: 3, stayDays: null },
  { kind: 'emergency', reason: 'Chute à domicile', related: 'no', organ: null, grade: null, detected: null, symptomDays: null, stayDays: null },
  { kind: 'emergency', reason: 'Essoufflement', related: 'unknown', organ: null, grade: null, detected: 'home', symptomDays: 2, stayDays: null },
  { kind: 'admission', reason: 'Pneumopathie, corticothérapie', related: 'yes', organ: 'lung', grade: 3, detected: 'hospital', symptomDays: 4, stayDays: 6 },
] as const;

/** The call of the seventh day after a dose, planned under `callId`, finds something once in six; the hospital answers the same day. Answers whether it did. */
export async function findSomething(db: WriteExecutor, { id: doseId, enrolmentId, patientId, dueOn }: DoseRow, { draw, timeline, newId, callerId, oncologistId, callId }: Drawing & { readonly callId: string }): Promise<boolean> {
  const on = addDays(dueOn, 7);
  if (!draw.chance(0.16) || on >= timeline.today) return false;
  const { organ, grade, action, escalation, answers, words, reason, answer } = draw.pick(findings);
  const symptomOn = addDays(on, -draw.whole(0, 3));
  const id = newId();
  const by = { now: timeline.at(on, '09:30'), today: on, userId: callerId };
  await keepCall(db, { id: callId, enrolmentId, patientId, doseId, kind: 'after', answers, found: { version: '1.0.0', organs: [{ organ, grade, action, escalation, isEmergency: false }], unanswered: 0, worst: grade, escalation }, action, words, symptomOn }, true, by);
  await insertEscalation(db, { id, enrolmentId, patientId, doseId, callId, kind: 'toxicity', level: escalation, grade, reasons: [reason], items: [], roles: ['oncologist', 'coordinator'], answerBy: grade > 1 ? timeline.at(on, '13:30') : timeline.at(addDays(on, 1), '17:00') }, by);
  await acknowledge(db, id, { action: grade > 1 ? 'hospital-visit' : 'go-on', words: grade > 1 ? 'Vue demain en consultation' : 'Surveillance, rappel dans une semaine' }, { now: timeline.at(on, answer), userId: oncologistId });
  return true;
}

/** An emergency visit or an admission, less than once in a hundred and fifty days on the pathway. */
export async function comeToHospital(db: WriteExecutor, { patientId, days }: { readonly patientId: string; readonly days: number }, { draw, timeline, newId, callerId }: Drawing): Promise<void> {
  for (let since = 150; since < days; since += 150) {
    if (!draw.chance(0.45)) continue;
    const { symptomDays, stayDays, ...told } = draw.weighted(visits.map((visit) => [visit, visit.kind === 'admission' ? 1 : 3] as const));
    const on = timeline.day(draw.whole(8, 140) - since);
    await insertAcuteEvent(db, { ...told, happenedOn: on, endedOn: stayDays === null ? null : addDays(on, stayDays), hospital: 'Hôpital Maisonneuve-Rosemont', symptomOn: symptomDays === null ? null : addDays(on, -symptomDays) }, { id: newId(), patientId, userId: callerId, now: timeline.at(addDays(on, 1), '10:10') });
  }
}
