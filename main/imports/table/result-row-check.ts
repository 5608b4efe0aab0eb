import { closedAmong } from '../../access/reach-repository.ts';
import type { RecordReach } from '../../access/record-reach.ts';
import type { RowProblem, TableMapping } from '#contract/table-imports.ts';
import type { FactsReader } from '../../monitoring/known-results.ts';
import { livingRecord } from '../../patients/duplicates/merge-repository.ts';
import { holdersOf } from '../../patients/patient-repository.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import type { ImportRow } from './import-row-repository.ts';
import { keptResultKey, type NamedBy, readResultRow, type ReadResultRow, resultKey } from './rules/result-row.ts';

/** Checks a line with one result: whose it is by number alone, and whether the record has it already. */

/** What people's records hold, looked up once a person while a file is read; lines met before count as held. */
export class ResultsOnFile {
  readonly #facts: FactsReader;
  readonly #reach: RecordReach;
  readonly #byPerson = new Map<string, Set<string>>();

  /** @param reach whoever checks: of a record closed to them nothing is told */
  constructor(facts: FactsReader, reach: RecordReach) {
    this.#facts = facts;
    this.#reach = reach;
  }

  /** Whether a record is closed to whoever checks. */
  async isClosed(db: ReadExecutor, patientId: string): Promise<boolean> {
    return (await closedAmong(db, this.#reach, [patientId])).size > 0;
  }

  /** Whether the person has a result; from now on they do, if `takes`. */
  async has(db: ReadExecutor, patientId: string, key: string, takes: boolean): Promise<boolean> {
    const kept = this.#byPerson.get(patientId) ?? new Set((await this.#facts.factsOf(db, patientId)).results.map(keptResultKey));
    this.#byPerson.set(patientId, kept);
    const isKnown = kept.has(key);
    if (takes) kept.add(key);
    return isKnown;
  }
}

/** @param today civil date of the clinic */
export async function checkResultRow(db: ReadExecutor, row: { readonly line: number; readonly cells: readonly string[] }, mapping: TableMapping, today: string, onFile: ResultsOnFile): Promise<ImportRow> {
  const read = readResultRow(row.cells, mapping, today);
  const named = await personNamed(db, read, onFile);
  const problems = [...read.problems, ...('problem' in named && named.problem ? [named.problem] : [])];
  const person = 'person' in named ? named.person : null;
  const base = { line: row.line, cells: row.cells, name: person?.name ?? numberIn(read), birthDate: person?.birthDate ?? null, problems, patientId: null };
  if (read.result === null || person === null) return { ...base, state: 'problem', candidates: [], decision: null };
  const isAsked = problems.some(({ code }) => code === 'RESULT_IMPLAUSIBLE');
  if (await onFile.has(db, person.id, resultKey(read.result), !isAsked)) return { ...base, state: 'unchanged', candidates: [], decision: null, patientId: person.id };
  const candidates = [{ patientId: person.id, line: null, sure: true, reasons: ['same-number'] }];
  return isAsked ? { ...base, state: 'undecided', candidates, decision: null } : { ...base, state: 'ready', candidates, decision: { kind: 'merge', patientId: person.id } };
}

interface NamedPerson {
  readonly id: string;
  readonly name: string;
  readonly birthDate: string | null;
}

/** The one person on file whom every number of the line means; a problem when there is none, or not one. */
async function personNamed(db: ReadExecutor, { numbers, birthDate }: ReadResultRow, onFile: ResultsOnFile): Promise<{ readonly person: NamedPerson } | { readonly problem: RowProblem | null }> {
  const [first] = numbers;
  if (!first) return { problem: null };
  const said = (code: 'PERSON_UNKNOWN' | 'PERSON_DISAGREES' | 'RECORD_CLOSED', { field, column, values }: NamedBy) => ({ problem: { code, field, column, value: values[0] ?? '' } });
  const found: { readonly by: NamedBy; readonly ids: ReadonlySet<string> }[] = [];
  for (const by of numbers) {
    const ids = new Set<string>();
    for (const value of by.values) for (const holder of await holdersOf(db, by.system, value)) ids.add(await livingRecord(db, holder));
    found.push({ by, ids });
  }
  const people = new Set(found.flatMap(({ ids }) => [...ids]));
  const [patientId] = people;
  if (patientId === undefined) return said('PERSON_UNKNOWN', first);
  // Two numbers of one line that mean two people, or of which nobody has the other: whose result it is is not sure.
  const other = found.find(({ ids }) => ids.size !== 1 || !ids.has(patientId));
  if (other) return said(other.ids.size === 0 ? 'PERSON_UNKNOWN' : 'PERSON_DISAGREES', other.by);
  if (await onFile.isClosed(db, patientId)) return said('RECORD_CLOSED', first);
  const person = await db.selectFrom('patient').select(['family_name', 'given_name', 'birth_date']).where('id', '=', patientId).executeTakeFirstOrThrow();
  if (birthDate !== null && person.birth_date !== null && !person.birth_date.startsWith(birthDate) && !birthDate.startsWith(person.birth_date)) return said('PERSON_DISAGREES', first);
  return { person: { id: patientId, name: `${person.family_name}, ${person.given_name}`, birthDate: person.birth_date } };
}

function numberIn({ numbers }: ReadResultRow): string {
  return numbers[0]?.values[0] ?? '';
}
