import type { TableMapping } from '#contract/table-imports.ts';
import { featuresSchema, type Features, type Finding, urgency, type Urgency } from '#contract/triage.ts';
import { foldText } from '../../../patients/patient-name.ts';
import { builtInTriageContent } from '../../../triage/triage-content.ts';
import { readNumber } from './number-rules.ts';
import { splitName } from './person-name-rules.ts';
import { comparedLicence } from '../../../people/licence-rules.ts';
import { readPrerequisites } from './request-prerequisites.ts';
import type { RowCells } from './row-cells.ts';

/** What a line of a table of requests asks, beside whom it is about: when it came, why, from whom, with which findings. Pure. */

export interface RowReferrer {
  readonly familyName: string;
  readonly givenName: string;
  readonly prefix: string | null;
  readonly place: string | null;
  /** Of their licence, letters and digits alone; absent where the line gives none. A number without a name has both names empty. */
  readonly number?: string;
}

export interface RowRequest {
  readonly receivedOn: string;
  /** A code of the reasons for referral; null where the words of the file are none of them. */
  readonly reasonCode: string | null;
  readonly requestedClass: Urgency | null;
  readonly words: string;
  /** What the file says and nothing else: a blank, or what nobody knows, stays unknown. */
  readonly findings: Features;
  readonly referrer: RowReferrer | null;
  /** Codes of the prerequisites that are done; absent where the line says of none. */
  readonly prerequisites?: readonly string[];
}

const { reasons } = builtInTriageContent.reasons.body;
const { findings } = builtInTriageContent.dictionary.body;
const longestWords = 8000;

const yes = new Set(['oui', 'o', 'yes', 'y', 'vrai', 'true', 'x', 'present', 'presente', 'positif', 'positive', '1']);
const no = new Set(['non', 'n', 'no', 'faux', 'false', 'absent', 'absente', 'negatif', 'negative', '0']);
const unknown = new Set(['inconnu', 'inconnue', 'unknown', 'nsp', 'ne sait pas', 'nd', 'n d', 'na', 'n a', 'non precise', 'non fait', 'not done']);
/** How people write the level of an antibody beside the words of the dictionary. */
const levels: Readonly<Record<string, readonly string[]>> = { neg: ['negatif', 'negative', 'non', 'no', '0'], low: ['faible', 'faiblement positif', 'bas', 'low', 'weak', 'weakly positive'], high: ['eleve', 'elevee', 'fort', 'forte', 'fortement positif', 'high', 'strong', 'strongly positive'] };
const titled = /^(dre?|docteure?|doctor|md|m\.?d\.?|mme|m|ips)\.?\s+/i;

/** Findings by every name they have, folded. */
const byName = new Map(findings.flatMap((finding) => [finding.field, ...Object.values(finding.label), ...Object.values(finding.shortLabel ?? {})].map((name) => [foldText(name), finding] as const)));

/** The finding a title names: its code, or its name in French or English; undefined where it names none. */
export function findingNamed(title: string): Finding | undefined {
  return byName.get(foldText(title));
}

/** Reads what a line asks; null, with its problems, where that cannot be. */
export function readRequest(row: RowCells, mapping: TableMapping, today: string): RowRequest | null {
  const before = row.problems.length;
  const receivedOn = receivedOf(row);
  const reason = row.all('requestReason')[0];
  const reasonCode = reason === undefined ? null : reasonOf(reason.text);
  const prerequisites = readPrerequisites(row, mapping, receivedOn, today);
  const said = [...(reason !== undefined && reasonCode === null ? [reason.text] : []), ...row.all('requestWords').map(({ text }) => text), ...prerequisites.words];
  const words = [...new Set(said)].join('\n');
  if (words.length > longestWords) row.problem('TOO_LONG', 'requestWords', row.column('requestWords'), words);
  const found = findingsOf(row, mapping);
  const requestedClass = classOf(row);
  if (reasonCode === null && words === '' && Object.keys(found).length === 0) row.problem('REQUEST_EMPTY', 'requestReason', row.column('requestReason') ?? row.column('requestWords'), '');
  const referrer = referrerOf(row);
  const stops = row.problems.slice(before).length > 0;
  return stops || receivedOn === null ? null : { receivedOn, reasonCode, requestedClass, words, findings: found, referrer, ...(prerequisites.provided.length > 0 && { prerequisites: prerequisites.provided }) };
}

function receivedOf(row: RowCells): string | null {
  const column = row.column('requestOn');
  const date = row.date('requestOn', true);
  if (date !== null && date.length < 10) row.problem('DATE_PARTIAL', 'requestOn', column, date);
  else if (date === null && !row.problems.some(({ field }) => field === 'requestOn')) row.problem('CELL_MISSING', 'requestOn', column, '');
  return date?.length === 10 ? date : null;
}

/** `RH04`, `RH04 Polyarthrite…`, or the whole name of a reason. */
function reasonOf(text: string): string | null {
  const code = /^(RH\d{2})\b/i.exec(text)?.[1]?.toUpperCase();
  const named = reasons.find((reason) => reason.code === code) ?? reasons.find(({ label }) => Object.values(label).some((name) => foldText(name) === foldText(text)));
  return named?.code ?? null;
}

function classOf(row: RowCells): Urgency | null {
  const cell = row.all('requestClass')[0];
  if (!cell) return null;
  const read = urgency.safeParse(cell.text.toUpperCase().replace(/^(CLASSE?|PRIORIT[ÉE]|PRIORITY|CODE)\s+/u, '')).data;
  if (read === undefined) row.problem('CELL_UNREADABLE', 'requestClass', cell.column, cell.text);
  return read ?? null;
}

function findingsOf(row: RowCells, mapping: TableMapping): Features {
  const found: Record<string, unknown> = {};
  for (const { text, column } of row.all('finding')) {
    if (unknown.has(foldText(text)) || text === '?') continue;
    const { label, header } = mapping.columns[column] ?? { label: null, header: '' };
    const finding = findingNamed(label ?? header);
    if (!finding) {
      row.problem('FINDING_UNKNOWN', 'finding', column, label ?? header);
      continue;
    }
    const value = valueOf(finding, text, mapping.decimal);
    const read = value === undefined ? undefined : featuresSchema.safeParse({ [finding.field]: value });
    if (read?.success) found[finding.field] = value;
    else row.problem('CELL_UNREADABLE', 'finding', column, text);
  }
  return found;
}

function valueOf(finding: Finding, text: string, decimal: TableMapping['decimal']): boolean | number | string | undefined {
  const folded = foldText(text);
  switch (finding.kind) {
    case 'boolean':
      return yes.has(folded) ? true : no.has(folded) ? false : undefined;
    case 'number': {
      const unit = Object.values(finding.unit ?? {}).find((one) => text.toLowerCase().endsWith(one.toLowerCase()));
      const read = readNumber(unit ? text.slice(0, -unit.length) : text, decimal);
      return 'number' in read ? read.number : undefined;
    }
    case 'enum':
      return finding.options?.find(({ code, label }) => [code, ...Object.values(label), ...(levels[code] ?? [])].some((name) => foldText(name) === folded))?.code;
    case 'list':
      return undefined;
  }
}

function referrerOf(row: RowCells): RowReferrer | null {
  const cell = row.all('referrer')[0];
  const place = row.text('referrerPlace');
  const number = licenceOf(row);
  if (!cell) return number === null ? null : { familyName: '', givenName: '', prefix: null, place, number };
  const prefix = /^dre\b/i.test(cell.text) ? 'Dre' : /^(dr|docteur|doctor)\b/i.test(cell.text) ? 'Dr' : null;
  const bare = cell.text.replace(titled, '').replace(/,?\s*(m\.?d\.?|ips)$/i, '').trim();
  const split = splitName(bare);
  const words = bare.split(/\s+/);
  const named = split ?? (words.length > 1 ? { givenName: words[0] ?? '', familyName: words.slice(1).join(' ') } : { givenName: '', familyName: bare });
  if (named.familyName === '' || named.familyName.length > 80 || named.givenName.length > 80) {
    row.problem(named.familyName === '' ? 'CELL_UNREADABLE' : 'TOO_LONG', 'referrer', cell.column, cell.text);
    return null;
  }
  return { ...named, prefix, place, ...(number !== null && { number }) };
}

/** The number of a licence as it is compared: letters and digits alone, "no 1-23456" and "123456" being one. */
function licenceOf(row: RowCells): string | null {
  const cell = row.all('referrerNumber')[0];
  if (!cell) return null;
  const number = comparedLicence(cell.text.replace(/^(no|num[ée]ro|n°|permis|licen[cs]e|cmq)[\s.:#]*/iu, ''));
  if (number !== '') return number;
  row.problem('CELL_UNREADABLE', 'referrerNumber', cell.column, cell.text);
  return null;
}
