import type { Language } from '#contract/values.ts';
import type { Block } from '../documents/document-blocks.ts';
import type { CopiedDoses } from '../pathways/doses/dose-copy-repository.ts';
import { tablePart, together, wordOf } from './copy-parts.ts';
import words from './record-copy-words.json' with { type: 'json' };
import { writtenDate, writtenInstant, writtenNumber } from './written-values.ts';

/** Doses as a document one can read: what was answered before each, how it was given, calls and escalations. Pure. */
export function doseBlocks({ doses, calls, escalations }: CopiedDoses, language: Language, zone: string): readonly Block[] {
  const own = words[language];
  const { dose } = own;
  const said = (value: boolean | number | null): string => (typeof value === 'boolean' ? (value ? own.yes : own.pathway.no) : value === null ? '' : String(value));
  const graded = (grade: number | null): string | null => (grade === null ? null : dose.grade.replace('{grade}', String(grade)));
  return tablePart(dose.title, [own.date, own.what, own.state, own.who], [
    ...doses.flatMap((one) => [
      [writtenDate(one.on, language), together([dose.number.replace('{number}', String(one.number)), one.drug[language]], ', '), together([wordOf(dose.state, one.state), one.reason && wordOf(dose.reason, one.reason), one.words], ', '), ''],
      ...one.answers.map((answer) => [writtenDate(answer.on, language), together([`   ${dose.answer}`, answer.label[language]], ', '), together([said(answer.value), answer.measuredOn && dose.sampled.replace('{date}', writtenDate(answer.measuredOn, language)), answer.convertedFrom && dose.converted.replace('{value}', `${writtenNumber(answer.convertedFrom.value, language)} ${answer.convertedFrom.unit}`), answer.words], ', '), answer.who]),
      ...(one.given
        ? [[writtenDate(one.on, language), together([`   ${one.given.product}`, dose.lot.replace('{lot}', one.given.lot), dose.expires.replace('{date}', writtenDate(one.given.expiresOn, language)), ...one.given.identifiers.map((label) => label[language])], ', '), together([`${one.given.started}–${one.given.ended}`, ...one.given.incidents.map((incident) => together([incident.label[language], graded(incident.grade), incident.words], ', ')), one.given.words]), one.given.who]]
        : []),
      ...one.corrections.map((was) => [writtenInstant(was.madeAt, zone, language), together([`   ${wordOf(dose.corrections, was.kind)}`, writtenDate(was.on, language), was.product, was.lot && dose.lot.replace('{lot}', was.lot), was.started && `${was.started}–${was.ended ?? ''}`, ...was.incidents, was.words], ', '), was.reason, was.who]),
    ]),
    ...calls.map((call) => [writtenDate(call.on, language), together([dose.call, call.doseNumber === null ? null : dose.number.replace('{number}', String(call.doseNumber))], ', '), together([wordOf(dose.calls, call.state), graded(call.grade), call.action && wordOf(dose.action, call.action), call.words], ', '), call.who]),
    ...escalations.map((one) => [writtenInstant(one.openedAt, zone, language), together([dose.escalation, ...one.reasons.map((reason) => reason[language])]), one.acknowledgedAt === null ? dose.waiting : together([writtenInstant(one.acknowledgedAt, zone, language), one.action && wordOf(dose.action, one.action), one.words], ', '), one.who]),
  ], language);
}
