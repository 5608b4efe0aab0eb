import type { TableMapping } from '#contract/table-imports.ts';
import { foldText } from '../../../patients/patient-name.ts';
import { builtInTriageContent } from '../../../triage/triage-content.ts';
import type { RowCells } from './row-cells.ts';
import { readDate } from './table-dates.ts';

/** Which tests a line of a table of requests says were prescribed, and which of them are done. Pure. */

export interface RowPrerequisites {
  /** Codes of those that are done by the day the request came. */
  readonly provided: readonly string[];
  /** What the line says beside that (days, tests only prescribed, tests of no list), in its own words. */
  readonly words: readonly string[];
}

const { prerequisites } = builtInTriageContent.reasons.body;

/** Prerequisites by every name they have, folded; the longest first, so that "Urine protein/creatinine" is not taken for a shorter one. */
const names = prerequisites.flatMap(({ code, label }) => [code, ...Object.values(label)].map((name) => [foldText(name), code] as const)).sort(([one], [other]) => other.length - one.length);

const done = /^(fait|faite|faits|faites|recu|recue|resultat|resultats|oui|o|x|ok|joint|jointe|au dossier|complete|done|received|result|results|yes|y|attached|on file|1)\b/;
const notDone = /^(prescrit|prescrite|prescrits|prescrites|demande|demandee|requis|requise|en attente|a faire|a venir|prevu|prevue|non|n|absent|manquant|non fait|pending|ordered|prescribed|requested|to do|due|scheduled|no|missing|not done|0)\b/;
const nothingSaid = new Set(['', 'inconnu', 'inconnue', 'unknown', 'nsp', 'nd', 'na']);
const day = /(\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{4})/;

/** The prerequisite a title names, with or without "date": its code; null where it names none. */
export function prerequisiteNamed(title: string): string | null {
  const folded = foldText(title).replace(/^date (de la |de l |du |des |de |d )?/, '').replace(/ (date|fait|faite|done|result|resultat)$/, '').trim();
  return names.find(([name]) => name === folded)?.[1] ?? null;
}

interface Said {
  readonly code: string | null;
  readonly isDone: boolean;
  /** It says more than that a known test is done. */
  readonly saysMore: boolean;
}

/** Reads what a cell says of one test: done, done on a day, or only prescribed. */
function stateOf(code: string | null, text: string, { mapping, today, receivedOn }: { mapping: TableMapping; today: string; receivedOn: string | null }): Said {
  const folded = foldText(text);
  const written = day.exec(text)?.[0];
  const read = written === undefined ? null : readDate(written, mapping.dateOrder, Number(today.slice(0, 4)));
  const on = read !== null && 'date' in read ? read.date : null;
  // A day after the request came is when the test is planned.
  const isLater = on !== null && receivedOn !== null && on > receivedOn;
  const isDone = code !== null && !notDone.test(folded) && !isLater;
  return { code, isDone, saysMore: !isDone || !(text === '' || done.test(folded)) || on !== null };
}

/** Reads a list of tests ("FSC 2026-11-02; VS prescrite") and columns that are each one test. */
export function readPrerequisites(row: RowCells, mapping: TableMapping, receivedOn: string | null, today: string): RowPrerequisites {
  const provided = new Set<string>();
  const words: string[] = [];
  for (const { text, column } of row.all('prerequisite')) {
    const header = mapping.columns[column]?.label ?? mapping.columns[column]?.header ?? '';
    const own = prerequisiteNamed(header);
    if (own !== null) {
      if (nothingSaid.has(foldText(text))) continue;
      const said = stateOf(own, text, { mapping, today, receivedOn });
      if (said.isDone) provided.add(own);
      if (said.saysMore) words.push(`${header} : ${text}`);
      continue;
    }
    const items = text.split(/[;|\n]|,(?!\d)/).map((item) => item.trim()).filter((item) => item !== '').map((item) => itemOf(item, { mapping, today, receivedOn }));
    for (const { code, isDone } of items) if (code !== null && isDone) provided.add(code);
    if (items.some(({ saysMore }) => saysMore)) words.push(`${header} : ${text}`);
  }
  return { provided: prerequisites.map(({ code }) => code).filter((code) => provided.has(code)), words };
}

/** A test of a list and what stands after its name. */
function itemOf(item: string, context: { mapping: TableMapping; today: string; receivedOn: string | null }): Said {
  const folded = foldText(item);
  const named = names.find(([name]) => folded === name || folded.startsWith(`${name} `));
  if (!named) return { code: null, isDone: false, saysMore: true };
  const rest = folded.slice(named[0].length).trim();
  const written = day.exec(item)?.[0];
  return stateOf(named[1], [rest.replace(/^(le|du|on|the) /, ''), written === undefined ? '' : written].filter((part) => part !== '').join(' '), context);
}
