import type { AcuteEventTold } from '#contract/acute-care.ts';
import type { Language } from '#contract/values.ts';
import type { ItemFields } from '../record-history/item-change-rules.ts';
import { organName } from './toxicity-organs.ts';

/** What an emergency visit or an admission says in the history of a record, named by what it is; the organ by its name. */
export function acuteEventFields({ kind, happenedOn, endedOn, hospital, reason, related, organ, grade, detected, symptomOn }: AcuteEventTold, language: Language): ItemFields {
  return { acuteEvent: kind, acuteOn: happenedOn, acuteEndedOn: endedOn, acuteHospital: hospital, acuteReason: reason, acuteRelated: related, acuteOrgan: organ && organName(organ, language), acuteGrade: grade, acuteDetected: detected, acuteSymptomOn: symptomOn };
}
