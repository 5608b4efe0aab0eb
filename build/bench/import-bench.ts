import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { TableMapping } from '#contract/table-imports.ts';
import { identifierSystems } from '#contract/values.ts';
import type { NewPatient } from '../../main/patients/patient-repository.ts';
import { type BenchClinic, openBare, openBenchClinic } from './bench-clinic.ts';
import type { Measurement } from './bench-report.ts';
import { timingOf } from './measure.ts';
import { population } from './population.ts';

const reference = 'floor: the same rows, inserted bare';
const rowsPerTransaction = 200;
/** One row in so many is about somebody on file already. */
const knownEvery = 20;
const columns = ['familyName', 'givenName', 'birthDate', 'sex', 'nam', 'fileNumber', 'phone', 'city'] as const;

/** Taking in a registry of so many rows, each looked for among the people on file, beside inserting what it brings with the driver alone. */
export async function benchImport(size: number, rows: number): Promise<Measurement> {
  const source = await openBenchClinic(size);
  await source.close();
  const folder = mkdtempSync(join(tmpdir(), 'relais-bench-import-'));
  try {
    const content = registryOf(rows, source.sample);
    const file = { name: 'registre.csv', bytes: content.length, sha256: '', content };
    const hooks = { onProgress: () => undefined, shouldStop: () => false };
    const clinic = await copyOf(source, size, folder, 'clinic');
    const { tableImports } = clinic.services;
    const beforeCheck = performance.now();
    const checked = await tableImports.importWhole(clinic.caller, file, mapping, { ...hooks, checkOnly: true });
    const check = performance.now() - beforeCheck;
    await tableImports.removeCheck(checked.importId);
    const beforeImport = performance.now();
    const { importId, report } = await tableImports.importWhole(clinic.caller, file, mapping, { ...hooks, checkOnly: false });
    const whole = performance.now() - beforeImport;
    const made = madeBy(clinic, importId);
    await clinic.close();
    const bare = await copyOf(source, size, folder, 'bare');
    const floor = insertBare(bare, made);
    await bare.close();
    const { creates, merges, total } = report?.counts ?? { creates: 0, merges: 0, total: 0 };
    const taken = report?.counts.states.taken ?? 0;
    return {
      job: `Import of ${rows.toLocaleString('en-CA')} rows, duplicates looked for`, size, reference,
      timings: [timingOf(reference, [floor]), timingOf('Relais, every row checked', [check]), timingOf('Relais, checked and taken', [whole])],
      note: `${taken} of ${total} rows taken (${report?.created['Patient'] ?? 0} people made, ${report?.updated['Patient'] ?? 0} found on file; ${creates + merges} left ready), ${(taken / (whole / 1000)).toFixed(0)} rows a second.`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const mapping: TableMapping = {
  version: 1, reading: { format: 'delimited', encoding: 'utf-8', separator: ';', sheet: null, headerLine: 1 }, dateOrder: 'ymd', decimal: null, values: { sex: { F: 'F', M: 'M' } }, merge: 'fill', sure: 'merge', likely: 'create',
  columns: columns.map((field) => ({ header: field, field, label: null, unit: null })),
};

/** A registry in CSV: people nobody knows, and now and then one of the clinic's own. */
function registryOf(rows: number, known: readonly NewPatient[]): Buffer {
  const strangers = [...population(rows, 2)].flat();
  const people = strangers.map((person, index) => (index % knownEvery === 0 ? (known[(index / knownEvery) % known.length] ?? person) : person));
  return Buffer.from([columns.join(';'), ...people.map(lineOf)].join('\n'));
}

function lineOf(person: NewPatient): string {
  const number = (system: string): string => person.identifiers.find((one) => one.system === system)?.value ?? '';
  const { familyName, givenName, birthDate, administrativeSex, phone, city } = person;
  return [familyName, givenName, birthDate ?? '', administrativeSex, number(identifierSystems.nam), number(identifierSystems.file), phone ?? '', city ?? ''].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';');
}

async function copyOf(source: BenchClinic, size: number, folder: string, name: string): Promise<BenchClinic> {
  const directory = join(folder, name);
  cpSync(source.directory, directory, { recursive: true });
  return openBenchClinic(size, directory);
}

type Row = Readonly<Record<string, string | number | null>>;
const tables = ['patient', 'patient_identifier', 'patient_search'] as const;

/** The rows an import made, table by table. */
function madeBy(clinic: BenchClinic, importId: string): readonly (readonly [table: string, rows: readonly Row[]])[] {
  const bare = openBare(clinic);
  const made = tables.map((table) => {
    const of = table === 'patient' ? 'where import_id = ?' : 'where patient_id in (select id from patient where import_id = ?)';
    return [table, bare.prepare(`select * from ${table} ${of}`).all(importId) as Row[]] as const;
  });
  bare.close();
  return made;
}

/** Inserts them with prepared statements and nothing else, in transactions as large as an import's. @returns milliseconds */
function insertBare(clinic: BenchClinic, made: ReturnType<typeof madeBy>): number {
  const bare = openBare(clinic, { readonly: false });
  const started = performance.now();
  for (const [table, rows] of made) {
    const names = Object.keys(rows[0] ?? {});
    if (names.length === 0) continue;
    const insert = bare.prepare(`insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`);
    const some = bare.transaction((chunk: readonly Row[]) => {
      for (const row of chunk) insert.run(...names.map((name) => row[name] ?? null));
    }) as Database.Transaction<(chunk: readonly Row[]) => void>;
    for (let first = 0; first < rows.length; first += rowsPerTransaction) some.immediate(rows.slice(first, first + rowsPerTransaction));
  }
  const elapsed = performance.now() - started;
  bare.close();
  return elapsed;
}
