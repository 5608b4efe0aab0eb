import { type DosePeriod, route as knownRoute } from '#contract/treatments.ts';
import type { Language } from '#contract/values.ts';
import type { Block } from '../documents/document-blocks.ts';
import { doseText } from '../treatments/dose-words.ts';
import type { CopiedTreatment } from '../treatments/treatment-copy-repository.ts';
import { labelled, spanOf, tablePart, together, wordOf } from './copy-parts.ts';
import words from './record-copy-words.json' with { type: 'json' };
import { writtenDate, writtenInstant } from './written-values.ts';

/** Drugs as a document one can read: all of them at a glance, then each line with its doses, why it ended, what went wrong, who pays. Pure. */
export function treatmentBlocks(treatments: readonly CopiedTreatment[], language: Language, timeZone: string): readonly Block[] {
  const own = words[language];
  return [
    ...tablePart(own.medications, [own.date, own.what, own.until, own.state], treatments.map((one) => [
      writtenDate(one.started_on ?? one.authored_on, language), one.text, writtenDate(one.ended_on, language), wordOf(own.treatment.status, one.status),
    ]), language),
    ...treatments.flatMap((one): Block[] => {
      const items = [...one.doses.map((period) => doseLine(period, language)).filter((said) => said !== null), ...courseLines(one, language, timeZone)];
      return items.length === 0 ? [] : [{ kind: 'heading', level: 2, text: one.text, note: wordOf(own.treatment.drugClass, one.drug_class) }, { kind: 'list', items }];
    }),
  ];
}

/** How long a dose held and what it was; null for one of which nothing is known. */
function doseLine({ from, to, dose, route, text }: DosePeriod, language: Language): string | null {
  const said = dose === null ? together([text, route], ', ') : doseText(dose, knownRoute.safeParse(route).data ?? null, language);
  return said === '' ? null : labelled(spanOf(from, to, language) || words[language].treatment.dose, said, language);
}

function courseLines(one: CopiedTreatment, language: Language, timeZone: string): readonly string[] {
  const own = words[language].treatment;
  const day = (date: string | null): string => writtenDate(date, language);
  const dated = (label: string, date: string | null): string | null => (date === null ? null : `${label} ${day(date)}`);
  const noted = (name: string, at: string): string => ` (${name}, ${writtenInstant(at, timeZone, language)})`;
  const { coverage } = one;
  const ending = together([one.stop_reason === null ? null : wordOf(own.stopReasons, one.stop_reason), one.stop_note]);
  return [
    ...(one.reason_text ? [labelled(own.indication, one.reason_text, language)] : []),
    ...(ending === '' ? [] : [labelled(one.status === 'entered-in-error' ? own.takenOut : own.stopped, ending, language)]),
    ...one.events.map((event) => {
      const said = together([
        `${event.term}, ${own.grade} ${event.grade} (${wordOf(own.grades, String(event.grade))})`, event.serious ? own.serious : null, wordOf(own.outcomes, event.outcome), event.note, event.withdrawn_at === null ? null : own.mistaken,
      ]);
      return `${labelled(`${own.event}, ${day(event.happened_on)}`, said, language)}${noted(event.recorded_by, event.recorded_at)}`;
    }),
    ...(coverage === null ? [] : [labelled(own.coverage, together([coverage.payer, dated(own.sent, coverage.sent_on), dated(own.approved, coverage.approved_on), dated(own.renews, coverage.renews_on), coverage.note]), language)]),
    ...one.confirmations.map((confirmed) => `${labelled(own.confirmed, together([wordOf(own.guards, confirmed.guard), confirmed.detail, confirmed.reason]), language)}${noted(confirmed.confirmed_by, confirmed.confirmed_at)}`),
  ];
}
