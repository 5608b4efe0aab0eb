import type { FieldValue } from '#contract/record-history.ts';
import type { Bilingual } from '#contract/triage.ts';
import { dose as anyDose, route as knownRoute } from '#contract/treatments.ts';
import type { Language } from '#contract/values.ts';
import { doseText } from '../treatments/dose-words.ts';
import { together, wordOf } from './copy-parts.ts';
import words from './record-copy-words.json' with { type: 'json' };
import { writtenDate } from './written-values.ts';

/** Changes of a record in words: which field, of which thing, from what to what. Pure. */

const dates: ReadonlySet<string> = new Set(['onsetOn', 'diagnosisEndedOn', 'givenOn', 'expiresOn', 'startedOn', 'endedOn', 'coverageSentOn', 'coverageApprovedOn', 'coverageRenewsOn', 'acuteOn', 'acuteEndedOn', 'acuteSymptomOn']);

/** `onsetOn:Gout` is « Début (Gout) ». @param plans what follow-up plans are called, by code */
export function changedField(field: string, language: Language, plans: Readonly<Record<string, Bilingual>> = {}): string {
  const [kind = '', ...rest] = field.split(':');
  const name = wordOf(words[language].fields, kind);
  if (kind.startsWith('plan') && rest.length > 0) return `${name} (${plans[rest.join(':').split(' ')[0] ?? '']?.[language] ?? rest.join(':')})`;
  return rest.length > 0 && kind !== 'identifier' ? `${name} (${wordOf(words[language].fieldValues.acuteEvent, rest.join(':'))})` : name;
}

export function changedValue(field: string, value: FieldValue, language: Language): string {
  const kind = field.split(':')[0] ?? '';
  if (value === null) return '';
  if (typeof value !== 'object') return dates.has(kind) && typeof value === 'string' ? writtenDate(value, language) : wordOf((words[language].fieldValues as Readonly<Record<string, Readonly<Record<string, string>>>>)[kind] ?? {}, String(value));
  if (kind.startsWith('plan')) return plannedIn(value, language);
  if (kind === 'dose') return doseIn(value, language);
  return kind === 'adverseEvent' ? eventIn(value, language) : Object.values(value).filter((part) => part !== null && part !== false).join(' ');
}

type Parts = Readonly<Record<string, string | number | boolean | null>>;

function doseIn(parts: Parts, language: Language): string {
  const dose = anyDose.safeParse(parts).data;
  const from = typeof parts['from'] === 'string' ? `(${writtenDate(parts['from'], language)})` : null;
  return together([dose ? doseText(dose, knownRoute.safeParse(parts['route']).data ?? null, language) : null, from], ' ');
}

function eventIn(parts: Parts, language: Language): string {
  const own = words[language].treatment;
  const text = (name: string): string => String(parts[name] ?? '');
  return together([text('term'), writtenDate(text('on'), language), `${own.grade} ${text('grade')}`, parts['serious'] === true ? own.serious : null, wordOf(own.outcomes, text('outcome')), text('note')], ', ');
}

/** A plan, one of its dates or steps: its words, its day, where it stands. */
function plannedIn(parts: Parts, language: Language): string {
  const text = (name: string): string => String(parts[name] ?? '');
  return together([text(language), text('code').includes('.') ? '' : text('code'), text('version'), wordOf(words[language].followUp.step, text('state')), text('on') === '' ? '' : writtenDate(text('on'), language), text('words')], ', ');
}
