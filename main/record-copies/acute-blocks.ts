import type { Language } from '#contract/values.ts';
import type { CopiedAcuteEvent } from '../acute-care/acute-event-repository.ts';
import { organName } from '../acute-care/toxicity-organs.ts';
import type { Block } from '../documents/document-blocks.ts';
import { labelled, tablePart, together, wordOf } from './copy-parts.ts';
import words from './record-copy-words.json' with { type: 'json' };
import { writtenDate } from './written-values.ts';

/** Emergency visits and admissions as a document one can read. Pure. */
export function acuteBlocks(events: readonly CopiedAcuteEvent[], language: Language): readonly Block[] {
  const own = words[language];
  const { acute, fields, fieldValues } = own;
  return tablePart(acute.title, [own.date, own.what, own.state, own.who], events.map((one) => [
    together([writtenDate(one.happenedOn, language), one.endedOn === null ? null : `${acute.until} ${writtenDate(one.endedOn, language)}`], ' '),
    together([wordOf(fieldValues.acuteEvent, one.kind), one.hospital, one.reason], ', '),
    together([
      labelled(fields.acuteRelated, wordOf(fieldValues.acuteRelated, one.related), language), one.organ && organName(one.organ, language), one.grade === null ? null : acute.grade.replace('{grade}', String(one.grade)),
      one.detected === null ? null : `${acute.detected} ${wordOf(fieldValues.acuteDetected, one.detected)}`, one.symptomOn === null ? null : labelled(acute.symptom, writtenDate(one.symptomOn, language), language),
      one.withdrawn === null ? null : together([acute.withdrawn, one.withdrawn], ' '),
    ], ', '),
    one.notedByName,
  ]), language);
}
