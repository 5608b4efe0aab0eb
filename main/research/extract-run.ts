import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ExtractPeople, ExtractScope } from '#contract/research.ts';
import type { Language } from '#contract/values.ts';
import { byteOrderMark, csvLine } from '../exports/csv-writing.ts';
import { ExportStoppedError } from '../exports/export-writing.ts';
import { type OutgoingFile, zipOf } from '../exports/outgoing-file.ts';
import type { Cell } from '../exports/table-rows.ts';
import { workbookParts } from '../exports/xlsx-writing.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { UnitOfWork } from '../platform/database/unit-of-work.ts';
import type { JobHooks } from '../platform/long-work/job-list.ts';
import { Carriers, type ToldOutline, toldOutlines } from './anonymity-rules.ts';
import { cappedAge, shiftedDate } from './date-shift-rules.ts';
import { dictionaryLines, type LineCounts, reportLines } from './extract-report.ts';
import { outlineRows } from './extract-rows-repository.ts';
import { dictionaryWords, extractTables, reportWords, type TableName, tableNames } from './extract-tables.ts';
import { broaderKey, labelOf, type LineTable, type SourceLine, sourceLines } from './source-lines.ts';
import type { StudyKey } from './study-key.ts';

/** People dealt with at once. */
const groupSize = 200;
const lineTables = tableNames.filter((name): name is LineTable => name !== 'participants');

/** What is extracted and of whom: those who consented, each with their key in the study. */
export interface ExtractOrder {
  readonly study: { readonly name: string; readonly approval: string; readonly smallestCell: number };
  readonly scope: ExtractScope;
  readonly keys: ReadonlyMap<string, StudyKey>;
  readonly people: ExtractPeople;
  readonly language: Language;
  readonly zone: string;
  /** Civil date. */
  readonly today: string;
}

interface Participant {
  readonly patientId: string;
  readonly key: StudyKey;
  readonly told: ToldOutline;
  readonly isDeceased: boolean;
}

/** A line of somebody; `number`: of the treatment it is or belongs to. */
interface FoundLine {
  readonly line: SourceLine;
  readonly participant: Participant;
  readonly number: number | null;
}

type ToldValues = ReadonlyMap<string, string | null>;

/** One extract at work: looked through once to learn what too few people have, then written, some people at a time. */
export class ExtractRun {
  readonly #unitOfWork: UnitOfWork;
  readonly #order: ExtractOrder;
  readonly #hooks: JobHooks;
  #participants: readonly Participant[] = [];
  /** What each value is told as, by table and column; keys by table alone. */
  readonly #told = new Map<string, ToldValues>();
  readonly #counts = new Map<LineTable, LineCounts>();
  #done = 0;

  constructor(unitOfWork: UnitOfWork, order: ExtractOrder, hooks: JobHooks) {
    this.#unitOfWork = unitOfWork;
    this.#order = order;
    this.#hooks = hooks;
  }

  /** The files: a CSV for each table, all of them as a workbook, the dictionary and the report. */
  async files(): Promise<readonly OutgoingFile[]> {
    const { language } = this.#order;
    await this.#meetPeople();
    await this.#lookThrough();
    const cells = (name: TableName): AsyncIterable<readonly Cell[]> => (name === 'participants' ? this.#participantLines() : this.#lines(name));
    const titles = (name: TableName): readonly string[] => Object.keys(extractTables[name].columns);
    const dictionary = dictionaryLines(language);
    const report = (): readonly (readonly Cell[])[] => reportLines({ ...this.#order, outlines: this.#participants.map(({ told }) => told), lines: this.#counts });
    const sheets = [
      ...tableNames.map((name) => ({ name: extractTables[name].file[language], titles: titles(name), lines: cells(name) })),
      { name: dictionaryWords.file[language], titles: dictionaryWords.columns[language], lines: each(() => dictionary) },
      { name: reportWords.file[language], titles: reportWords.columns[language], lines: each(report) },
    ];
    return [
      ...tableNames.map((name) => ({ name: `${extractTables[name].file[language]}.csv`, content: csvOf(titles(name), cells(name)) })),
      { name: `${dictionaryWords.file[language]}.csv`, content: csvOf(dictionaryWords.columns[language], each(() => dictionary)) },
      // After the tables: it tells what was left out of them.
      { name: `${reportWords.file[language]}.csv`, content: csvOf(reportWords.columns[language], each(report)) },
      { name: language === 'fr' ? 'extrait.xlsx' : 'extract.xlsx', content: zipOf(workbookParts(sheets, language), null) },
    ];
  }

  /** Who they are to others, told as closely as leaves each among enough; in the order of their identifiers, which is none. */
  async #meetPeople(): Promise<void> {
    const { keys, study } = this.#order;
    const found: { readonly patientId: string; readonly key: StudyKey; readonly age: number | null; readonly sex: string | null; readonly region: string | null; readonly isDeceased: boolean }[] = [];
    for (const ids of inGroups([...keys.keys()])) {
      for (const row of await this.#read((db) => outlineRows(db, ids))) {
        const key = keys.get(row.id);
        if (key) found.push({ patientId: row.id, key, age: cappedAge(row.birth_date, key.includedOn), sex: row.administrative_sex === 'unknown' ? null : row.administrative_sex, region: row.region_code, isDeceased: row.deceased === 1 });
      }
    }
    found.sort((one, other) => (one.key.code < other.key.code ? -1 : 1));
    const told = toldOutlines(found, study.smallestCell);
    this.#participants = found.map(({ patientId, key, isDeceased }, index) => ({ patientId, key, isDeceased, told: told[index] ?? { ageBand: null, sex: null, region: null } }));
  }

  /** Learns which codes too few people have, then which other values, of the lines that are told. */
  async #lookThrough(): Promise<void> {
    const { smallestCell } = this.#order.study;
    for (const table of lineTables) {
      if (!Object.values(extractTables[table].columns).some(({ kind }) => kind === 'key')) continue;
      const carriers = new Carriers(smallestCell);
      for await (const one of this.#sourceLines(table)) if (one.line.key && !isUndated(one)) carriers.note(one.line.key, one.line.patientId);
      this.#told.set(table, carriers.told((key) => broaderKey(table, key)));
    }
    for (const table of lineTables) {
      const carriers = new Map(categoriesOf(table).map((column) => [column, new Carriers(smallestCell)]));
      for await (const one of this.#sourceLines(table)) {
        if (this.#reasonLeft(table, one) !== null) continue;
        for (const [column, people] of carriers) {
          const value = one.line.values[column] ?? null;
          if (value !== null) people.note(String(value), one.line.patientId);
        }
      }
      for (const [column, people] of carriers) this.#told.set(`${table}.${column}`, people.told());
    }
  }

  async *#participantLines(): AsyncGenerator<readonly Cell[]> {
    const deceased = this.#participants.filter(({ isDeceased }) => isDeceased).length;
    const isTold = deceased >= this.#order.study.smallestCell;
    for (const { key, told, isDeceased } of this.#participants) yield await Promise.resolve([key.code, told.ageBand, told.sex, told.region, isTold && isDeceased ? '1' : null]);
  }

  async *#lines(table: LineTable): AsyncGenerator<readonly Cell[]> {
    const counts: LineCounts = { written: 0, rare: 0, uncoded: 0, undated: 0, broader: 0 };
    this.#counts.set(table, counts);
    for await (const one of this.#sourceLines(table)) {
      const reason = this.#reasonLeft(table, one);
      if (reason !== null) {
        counts[reason] += 1;
        continue;
      }
      counts.written += 1;
      if (one.line.key !== undefined && one.line.key !== this.#keyOf(table, one.line)) counts.broader += 1;
      yield this.#cells(table, one);
    }
  }

  /** The key a line is told under; null for one too few people have, and in tables without keys. */
  #keyOf(table: LineTable, { key }: SourceLine): string | null {
    return key ? (this.#told.get(table)?.get(key) ?? null) : null;
  }

  /** Why a line is left out; null for one that is told. */
  #reasonLeft(table: LineTable, one: FoundLine): 'rare' | 'uncoded' | 'undated' | null {
    const { line, number } = one;
    if (line.key === null) return 'uncoded';
    if (isUndated(one)) return 'undated';
    if (line.key !== undefined && this.#keyOf(table, line) === null) return 'rare';
    // An adverse event of a drug that is not told.
    return table === 'adverse_events' && number === null ? 'rare' : null;
  }

  #cells(table: LineTable, { line, participant: { key: study }, number }: FoundLine): readonly Cell[] {
    const { language } = this.#order;
    const key = this.#keyOf(table, line);
    const [system, code] = key?.includes('|') ? key.split('|') : [null, key];
    return Object.entries(extractTables[table].columns).map(([column, { kind }]): Cell => {
      switch (kind) {
        case 'id':
          return study.code;
        case 'date':
          return shiftedDate(line.dates[column] ?? null, study.daysBack);
        case 'system':
          return system ?? null;
        case 'key':
          return code ?? null;
        case 'label':
          return key === null ? null : labelOf(table, key, language);
        case 'category': {
          const value = line.values[column] ?? null;
          return value === null ? null : (this.#told.get(`${table}.${column}`)?.get(String(value)) ?? null);
        }
        case 'number':
          return column === 'treatment' ? number : (line.values[column] ?? null);
        case 'outline':
          return null;
      }
    });
  }

  /** Of the treatments told of these people: 1 the first of each. */
  async #treatmentNumbers(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const numbers = new Map<string, number>();
    const last = new Map<string, number>();
    for (const { patientId, line, key } of await this.#read((db) => sourceLines(db, 'treatments', ids, this.#order.zone))) {
      if (line === undefined || !key || (this.#told.get('treatments')?.get(key) ?? null) === null) continue;
      const number = (last.get(patientId) ?? 0) + 1;
      last.set(patientId, number);
      numbers.set(line, number);
    }
    return numbers;
  }

  /** The lines of a table, by person in the order of their identifiers. */
  async *#sourceLines(table: LineTable): AsyncGenerator<FoundLine> {
    for (const group of inGroups(this.#participants)) {
      const ids = group.map(({ patientId }) => patientId);
      const byPerson = Map.groupBy(await this.#read((db) => sourceLines(db, table, ids, this.#order.zone)), ({ patientId }) => patientId);
      const numbers = table === 'treatments' || table === 'adverse_events' ? await this.#treatmentNumbers(ids) : null;
      for (const participant of group) {
        for (const line of byPerson.get(participant.patientId) ?? []) yield { line, participant, number: line.line === undefined ? null : (numbers?.get(line.line) ?? null) };
      }
      this.#done += group.length;
      // Looked through for codes, then for other values, then written twice: as a CSV and as a sheet.
      this.#hooks.onProgress({ done: this.#done, total: Math.max(this.#done, this.#participants.length * lineTables.length * 4) });
    }
  }

  async #read<T>(work: (db: ReadExecutor) => Promise<T>): Promise<T> {
    await nextTurn();
    if (this.#hooks.shouldStop()) throw new ExportStoppedError();
    return this.#unitOfWork.read(work);
  }
}

/** Whether a line lacks the date without which it says nothing. */
function isUndated({ line, participant }: FoundLine): boolean {
  return line.when !== undefined && shiftedDate(line.dates[line.when] ?? null, participant.key.daysBack) === null;
}

function categoriesOf(table: LineTable): readonly string[] {
  return Object.entries(extractTables[table].columns).flatMap(([column, { kind }]) => (kind === 'category' ? [column] : []));
}

function inGroups<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / groupSize) }, (_, index) => all.slice(index * groupSize, (index + 1) * groupSize));
}

async function* csvOf(titles: readonly string[], lines: AsyncIterable<readonly Cell[]>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(byteOrderMark + csvLine(titles));
  let waiting = '';
  for await (const line of lines) {
    waiting += csvLine(line);
    if (waiting.length > 65_536) {
      yield encoder.encode(waiting);
      waiting = '';
    }
  }
  if (waiting !== '') yield encoder.encode(waiting);
}

/** Worked out when they are asked for. */
async function* each(lines: () => readonly (readonly Cell[])[]): AsyncGenerator<readonly Cell[]> {
  for (const line of lines()) yield await Promise.resolve(line);
}
