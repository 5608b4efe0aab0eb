import type { FactReading } from '#contract/pathways.ts';
import type { Language } from '#contract/values.ts';
import type { Block } from '../documents/document-blocks.ts';
import type { CopiedPathway } from '../pathways/pathway-copy-repository.ts';
import { tablePart, together, wordOf } from './copy-parts.ts';
import words from './record-copy-words.json' with { type: 'json' };
import { writtenDate } from './written-values.ts';

/** Pathways as a document one can read: each with its moves and what was noted for it. Pure. */
export function pathwayBlocks(pathways: readonly CopiedPathway[], language: Language): readonly Block[] {
  const own = words[language];
  const { pathway } = own;
  const said = (value: boolean | number | null): string => (typeof value === 'boolean' ? (value ? own.yes : pathway.no) : value === null ? '' : String(value));
  /** Each value the answer rested on, with its day. */
  const rested = ({ lines }: FactReading): string => lines.map(({ label, words: text, on }) => together([label[language], text?.[language], on === null ? null : `(${writtenDate(on, language)})`], ' ')).join('; ');
  return tablePart(own.pathways, [own.date, own.what, own.state, own.who], pathways.flatMap((one) => [
    [writtenDate(one.includedOn ?? one.since, language), one.label?.[language] ?? one.code, together([wordOf(pathway.state, one.state), one.note], ', '), ''],
    ...one.events.map((event) => [writtenDate(event.on, language), together([`   ${wordOf(pathway.move, event.move)}`, event.phase?.[language]], ', '), together([event.reason?.[language], event.note, event.undone && together([pathway.undone.replace('{name}', event.undone.by), event.undone.reason], ', ')], ', '), event.who]),
    ...one.nurses.map((nurse) => [writtenDate(nurse.from, language), together([`   ${pathway.nurse[nurse.part]}`, nurse.name], ', '), together([nurse.until === null ? null : `${own.until} ${writtenDate(nurse.until, language)}`, nurse.words], ', '), nurse.who]),
    ...one.workshops.map((workshop) => [
      writtenDate(workshop.on, language), together([`   ${pathway.workshop[workshop.state]}`, workshop.theme], ', '),
      together([workshop.attended === false ? pathway.workshop.absent : null, workshop.scoreBefore === null && workshop.scoreAfter === null ? null : `${pathway.workshop.scores} ${String(workshop.scoreBefore ?? '-')} / ${String(workshop.scoreAfter ?? '-')}`, workshop.satisfaction === null ? null : `${pathway.workshop.satisfaction} ${String(workshop.satisfaction)}`, workshop.note || null], ', '), workshop.name,
    ]),
    ...one.facts.map((fact) => [writtenDate(fact.on, language), `   ${fact.label?.[language] ?? ''}`, together([said(fact.value), fact.restedOn && `${pathway.taking[fact.restedOn.taking]} ${rested(fact.restedOn.reading)}`], ', '), fact.who]),
  ]), language);
}
