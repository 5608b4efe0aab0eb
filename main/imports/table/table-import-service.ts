import type { Inputs, Outputs } from '#contract/index.ts';
import { type Preparation, tableMapping, type TableMapping, type TableProgress, type TableReading, type TableSurvey } from '#contract/table-imports.ts';
import type { Language } from '#contract/values.ts';
import { tableReport, type TableCounts } from '#contract/table-reports.ts';
import { civilDate } from '../../appointments/wall-time.ts';
import type { FileDelivery } from '../../delivery/file-delivery.ts';
import type { Intake } from '../../intake/intake.ts';
import { intakeFiles } from '../../intake/intake.ts';
import { addMilliseconds } from '../../platform/clock.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import type { JobHooks, JobStep } from '../../platform/long-work/job-list.ts';
import type { LongWork, RunningJob } from '../../platform/long-work/long-work.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import { reachOf } from '../../access/record-reach.ts';
import { createFactsReader } from '../../monitoring/known-results.ts';
import type { Caller } from '../../users/caller.ts';
import type { Session } from '../../users/session.ts';
import { heldFiles, hold } from './held-files.ts';
import { countRows } from './import-row-repository.ts';
import { listMappings, mappingFor, putMapping, removeMapping } from './mapping-repository.ts';
import { mappingFile, rejectedFile, rejectedStates, rejectedWorkbook } from './rejected-rows.ts';
import { isReasonTitle } from './rules/reason-column.ts';
import type { ImportMark } from '../imported-people-repository.ts';
import type { RequestContext } from '../imported-requests-repository.ts';
import { requestContext } from '../request-context.ts';
import type { TriageContentReader } from '../../referrals/active-triage-content.ts';
import { ResultsOnFile } from './result-row-check.ts';
import { checkTable, clearRows } from './table-check.ts';
import { createTableImportStore, forgetFile, listUnfinished, removeTableImport, setStage, type TableImport, untouchedSince } from './table-import-repository.ts';
import { checkJob, checkJobKind, checkOutcome, type CheckOutcome, readJob, readJobKind, runJob, runJobKind } from './table-jobs.ts';
import { headerSignature } from './table-proposal.ts';
import { readingOutcome, type ReadingOutcome, readTable } from './table-reading-job.ts';
import { createTableRowService } from './table-row-service.ts';
import { runTable } from './table-run.ts';
import { TableRefusedError } from './table-refused.ts';

const keptMilliseconds = 30 * 24 * 60 * 60 * 1000;
const mostUnfinished = 20;
const mostMappings = 100;

/** Taking tables in, step by step: the page through the long-work thread, the command line in its own process. */
export function createTableImportService({ unitOfWork, audit, clinic, ports, store }: ServiceDependencies, intake: Intake, longWork: LongWork, files: FileDelivery, triageContent: TriageContentReader) {
  const tables = createTableImportStore(store.dataKey);
  const held = heldFiles(store);
  const facts = createFactsReader(clinic.timeZone);
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const requests = (db: ReadExecutor, mark: ImportMark): Promise<RequestContext> => requestContext(db, { mark, zone: clinic.timeZone, triageContent });

  /** @throws DeclaredError `NOT_FOUND` */
  const find = async (importId: string): Promise<TableImport> => {
    const table = await unitOfWork.read((db) => tables.read(db, importId));
    if (!table) throw new DeclaredError('NOT_FOUND');
    return table;
  };
  const preparationOf = async (importId: string): Promise<Preparation> => {
    const table = await find(importId);
    const counts = table.stage === 'reading' ? null : await unitOfWork.read((db) => countRows(db, importId));
    const { stage, fileName: name, bytes, createdAt: startedAt, byName, survey, mapping, remembered } = table;
    return { importId, stage, file: { name, bytes }, startedAt, byName, survey, mapping, remembered, counts };
  };
  /** Rows first and some at a time: 200,000 at once would hold up everybody. Left half-way, it is to be checked again. */
  const remove = async (importId: string): Promise<boolean> => {
    await unitOfWork.write((db) => setStage(db, importId, 'reading', ports.clock.now()));
    await clearRows(unitOfWork, importId);
    return unitOfWork.write((db) => removeTableImport(db, importId));
  };
  const bytesOf = async (table: Pick<TableImport, 'fileId'>): Promise<Uint8Array> => {
    if (table.fileId === null) throw new DeclaredError('INTAKE_GONE');
    return held.read(table.fileId);
  };
  const dropFile = async (table: TableImport): Promise<void> => {
    if (table.fileId === null) return;
    await unitOfWork.write((db) => forgetFile(db, table.id));
    await held.remove(table.fileId);
  };

  /** The mapping of files with these titles: one kept by name; of rows that come back corrected, that of the file they are from. */
  const mappingOf = async (db: ReadExecutor, columns: TableSurvey['columns']): Promise<{ readonly name: string; readonly mapping: TableMapping } | null> => {
    const signature = headerSignature(columns);
    const kept = await mappingFor(db, signature);
    if (kept || !columns.some(({ header }) => isReasonTitle(header))) return kept;
    const earlier = (await tables.latest(db, mostUnfinished)).find((one) => headerSignature(one.mapping.columns) === signature);
    return earlier ? { name: earlier.fileName, mapping: earlier.mapping } : null;
  };

  /** Reads in the long-work thread; with a mapping remembered for the titles found, a second time by it. */
  const readInThread = async (fileId: string, reading: TableReading | null): Promise<{ read: Exclude<ReadingOutcome, { refusal: unknown }>; remembered: string | null }> => {
    const inThread = async (input: { reading: TableReading | null; remembered: TableMapping | null }) =>
      readable(readingOutcome.parse(await longWork.start({ id: ports.newId(), kind: readJobKind, input: { fileId, ...input } }).result));
    const read = await inThread({ reading, remembered: null });
    const known = await unitOfWork.read((db) => mappingOf(db, read.survey.columns));
    return known ? { read: await inThread({ reading: read.mapping.reading, remembered: known.mapping }), remembered: known.name } : { read, remembered: null };
  };

  const follow = async function* (job: RunningJob, importId: string, total: number, end: (result: unknown) => Promise<TableProgress>): AsyncGenerator<TableProgress> {
    yield { kind: 'progress', importId, done: 0, total };
    for await (const step of job.steps) yield { kind: 'progress', importId, ...(step as JobStep) };
    yield await end(await job.result);
  };

  return {
    ...createTableRowService({ unitOfWork, clock: ports.clock, today, facts, tables }),

    /** @throws DeclaredError `INTAKE_GONE`, `BUSY`, `UNREADABLE_FILE` */
    begin: async (caller: Caller, { intakeId }: Inputs['tableImports']['begin']): Promise<Preparation> => {
      const [file] = intake.claim(caller.userId, [intakeId]) ?? [];
      if (!file) throw new DeclaredError('INTAKE_GONE');
      if (longWork.running) {
        intake.putBack(caller.userId, [file]);
        throw new DeclaredError('BUSY', { job: longWork.running.kind });
      }
      const importId = ports.newId();
      const fileId = ports.newId();
      try {
        await hold(held, fileId, await intakeFiles(store).read(file.id));
        const { read, remembered } = await readInThread(fileId, null);
        await unitOfWork.write((db) => tables.insert(db, { id: importId, fileId, fileName: file.name, bytes: file.bytes, sha256: file.sha256, startedBy: caller.userId, ...read, remembered }, ports.clock.now()));
      } catch (error) {
        await held.remove(fileId);
        throw error;
      } finally {
        await intake.discard([file.id]);
      }
      return preparationOf(importId);
    },

    /** @throws DeclaredError `NOT_FOUND`, `INTAKE_GONE`, `BUSY`, `UNREADABLE_FILE` */
    reread: async (_caller: Caller, { importId, reading }: Inputs['tableImports']['reread']): Promise<Preparation> => {
      const table = await find(importId);
      if (table.fileId === null || table.stage === 'done') throw new DeclaredError('ILLEGAL_STATE', { state: table.stage });
      const { read, remembered } = await readInThread(table.fileId, reading);
      await unitOfWork.write((db) => tables.update(db, importId, { stage: 'reading', ...read, remembered }, ports.clock.now()));
      return preparationOf(importId);
    },

    open: (_caller: Caller, { importId }: Inputs['tableImports']['open']): Promise<Preparation> => preparationOf(importId),

    unfinished: async (_caller: Caller): Promise<Outputs['tableImports']['unfinished']> => {
      const rows = await unitOfWork.read((db) => listUnfinished(db, mostUnfinished));
      return rows.map((row) => ({
        importId: row.id, stage: row.stage === 'checked' ? 'checked' : 'reading', file: { name: row.file_name, bytes: row.bytes }, startedAt: row.created_at, byName: row.display_name ?? row.started_by,
      }));
    },

    /** Keeps the mapping as it is being made. @throws DeclaredError `NOT_FOUND` */
    keep: async (_caller: Caller, { importId, mapping }: Inputs['tableImports']['keep']): Promise<Outputs['tableImports']['keep']> => {
      const table = await find(importId);
      const next = tableMapping.parse(mapping);
      if (table.stage === 'done' || JSON.stringify(next) === JSON.stringify(table.mapping)) return { stage: table.stage };
      await unitOfWork.write((db) => tables.update(db, importId, { ...table, mapping: next, stage: 'reading' }, ports.clock.now()));
      return { stage: 'reading' };
    },

    /** Gives an import up before anything was taken. @throws DeclaredError `NOT_FOUND`, `ILLEGAL_STATE` */
    discard: async (_caller: Caller, { importId }: Inputs['tableImports']['discard']): Promise<{ discarded: boolean }> => {
      const table = await find(importId);
      const counts = await unitOfWork.read((db) => countRows(db, importId));
      if ((counts.states.taken ?? 0) > 0) throw new DeclaredError('ILLEGAL_STATE', { state: 'taken' });
      await dropFile(table);
      return { discarded: await remove(importId) };
    },

    /** @throws DeclaredError `NOT_FOUND`, `INTAKE_GONE`, `ILLEGAL_STATE`, `BUSY`; the stream ends with `UNREADABLE_FILE` */
    check: async (caller: Caller, { importId, mapping }: Inputs['tableImports']['check']): Promise<AsyncGenerator<TableProgress>> => {
      const table = await find(importId);
      if (table.fileId === null) throw new DeclaredError('INTAKE_GONE');
      if (table.stage === 'done') throw new DeclaredError('ILLEGAL_STATE', { state: table.stage });
      if (longWork.running) throw new DeclaredError('BUSY', { job: longWork.running.kind });
      await unitOfWork.write((db) => tables.update(db, importId, { ...table, mapping: tableMapping.parse(mapping), stage: 'reading' }, ports.clock.now()));
      const job = longWork.start({ id: importId, kind: checkJobKind, input: { importId, reach: reachOf(caller, 'patient.read', ports.clock.now()) } });
      return follow(job, importId, table.survey.rows, async (result) => {
        const outcome = checkOutcome.parse(result);
        if ('refusal' in outcome) throw new DeclaredError('UNREADABLE_FILE', { cause: outcome.refusal, line: outcome.line });
        return { kind: 'counts', counts: await unitOfWork.read((db) => countRows(db, importId)), cancelled: !outcome.whole };
      });
    },

    /** @throws DeclaredError `NOT_FOUND`, `ILLEGAL_STATE` before the check, `BUSY` */
    run: async (caller: Caller, { importId }: Inputs['tableImports']['run']): Promise<AsyncGenerator<TableProgress>> => {
      const table = await find(importId);
      if (table.stage === 'reading') throw new DeclaredError('ILLEGAL_STATE', { state: table.stage });
      if (longWork.running) throw new DeclaredError('BUSY', { job: longWork.running.kind });
      const { states } = await unitOfWork.read((db) => countRows(db, importId));
      const job = longWork.start({ id: importId, kind: runJobKind, input: { importId, userId: caller.userId, reach: reachOf(caller, 'patient.read', ports.clock.now()) } });
      job.result.then(() => dropFile(table)).catch((error: unknown) => ports.log.error('import.unfinished', error));
      return follow(job, importId, states.ready ?? 0, (result) => Promise.resolve({ kind: 'report', report: tableReport.parse(result) }));
    },

    /** @throws DeclaredError `NOT_FOUND`: no such import, or no row of it that was not taken */
    rejectedFile: async (session: Session, caller: Caller, { importId }: Inputs['tableImports']['rejectedFile']): Promise<Outputs['tableImports']['rejectedFile']> => {
      const table = await find(importId);
      const { states } = await unitOfWork.read((db) => countRows(db, importId));
      const rows = rejectedStates.reduce((sum, state) => sum + (states[state] ?? 0), 0);
      if (rows === 0) throw new DeclaredError('NOT_FOUND');
      const sealed = await files.seal(rejectedWorkbook(unitOfWork, table, caller.language));
      await unitOfWork.write((db) => audit.record(db, { userId: caller.userId, action: 'import.rows-saved', entity: 'import_batch', entityId: importId, detail: { rows } }));
      return files.deliverSealed(session, rejectedFile(table.fileName, caller.language), sealed);
    },

    /** @throws DeclaredError `NOT_FOUND` */
    mappingFile: async (session: Session, caller: Caller, { importId, mapping }: Inputs['tableImports']['mappingFile']): Promise<Outputs['tableImports']['mappingFile']> => {
      const { fileName } = await find(importId);
      return files.deliver(session, mappingFile(fileName, caller.language), Buffer.from(`${JSON.stringify(tableMapping.parse(mapping), null, 2)}\n`));
    },

    mappings: (_caller: Caller): Promise<Outputs['tableImports']['mappings']> => unitOfWork.read((db) => listMappings(db, mostMappings)),
    remember: async (caller: Caller, { name, mapping }: Inputs['tableImports']['remember']): Promise<{ id: string }> => {
      const read = tableMapping.parse(mapping);
      const one = { id: ports.newId(), name, signature: headerSignature(read.columns), body: JSON.stringify(read), now: ports.clock.now(), userId: caller.userId };
      return { id: await unitOfWork.write((db) => putMapping(db, one)) };
    },
    forget: async (_caller: Caller, { id }: Inputs['tableImports']['forget']): Promise<{ forgotten: boolean }> => ({ forgotten: await unitOfWork.write((db) => removeMapping(db, id)) }),

    /** The jobs of the long-work thread. */
    readHeld: async (input: unknown): Promise<ReadingOutcome> => {
      const { fileId, reading, remembered } = readJob.parse(input);
      return readTable(await held.read(fileId), reading, remembered, today());
    },
    checkHeld: async (input: unknown, hooks: JobHooks): Promise<CheckOutcome> => {
      const { importId, reach } = checkJob.parse(input);
      const table = await find(importId);
      try {
        const whole = await checkTable(unitOfWork, { importId: table.id, bytes: await bytesOf(table), mapping: table.mapping, expected: table.survey.rows, today: today(), onFile: new ResultsOnFile(facts, reach), ...hooks });
        if (whole) await unitOfWork.write((db) => setStage(db, table.id, 'checked', ports.clock.now()));
        return { whole };
      } catch (error) {
        if (!(error instanceof TableRefusedError)) throw error;
        return { refusal: error.code, line: error.line };
      }
    },
    runHeld: async (input: unknown, hooks: JobHooks) => {
      const { importId, userId, reach } = runJob.parse(input);
      return runTable({ unitOfWork, audit, ports }, { table: await find(importId), userId, reach, country: clinic.country, language: clinic.language, today: today(), requests, ...hooks });
    },

    /**
     * All of it in this process, for the command line: read, checked and, unless only a check was asked for, taken.
     *
     * @throws TableRefusedError
     */
    importWhole: async (caller: Caller, file: { readonly name: string; readonly bytes: number; readonly sha256: string; readonly content: Uint8Array }, mapping: TableMapping, options: { readonly checkOnly: boolean } & JobHooks) => {
      const { userId } = caller;
      const reach = reachOf(caller, 'patient.read', ports.clock.now());
      const importId = ports.newId();
      const outcome = await readTable(file.content, null, mapping, today());
      if ('refusal' in outcome) throw new TableRefusedError(outcome.refusal, outcome.line);
      const now = ports.clock.now();
      await unitOfWork.write((db) => tables.insert(db, { id: importId, fileId: null, fileName: file.name, bytes: file.bytes, sha256: file.sha256, startedBy: userId, ...outcome, remembered: null }, now));
      const { onProgress, shouldStop } = options;
      const whole = await checkTable(unitOfWork, { importId, bytes: file.content, mapping: outcome.mapping, expected: outcome.survey.rows, today: today(), onFile: new ResultsOnFile(facts, reach), onProgress, shouldStop });
      if (whole) await unitOfWork.write((db) => setStage(db, importId, 'checked', now));
      if (whole && !options.checkOnly) return { importId, report: await runTable({ unitOfWork, audit, ports }, { table: await find(importId), userId, reach, country: clinic.country, language: clinic.language, today: today(), requests, onProgress, shouldStop }) };
      return { importId, report: null };
    },

    /** Forgets imports begun and not touched for thirty days, with the files they hold; at each opening of the clinic. */
    forgetOld: async (): Promise<number> => {
      const old = await unitOfWork.read((db) => untouchedSince(db, addMilliseconds(ports.clock.now(), -keptMilliseconds)));
      for (const { id, file_id: fileId } of old) {
        if (fileId !== null) await held.remove(fileId);
        await remove(id);
      }
      return old.length;
    },

    /** The rows that were not taken, for the command line. */
    rejectedRows: async (importId: string, language: Language): Promise<AsyncIterable<Uint8Array>> => rejectedWorkbook(unitOfWork, await find(importId), language),
    /** Removes what only a check left. */
    removeCheck: (importId: string): Promise<boolean> => remove(importId),
    countsOf: (importId: string): Promise<TableCounts> => unitOfWork.read((db) => countRows(db, importId)),
  };
}

/** @throws DeclaredError `UNREADABLE_FILE` */
function readable(outcome: ReadingOutcome): Exclude<ReadingOutcome, { refusal: unknown }> {
  if ('refusal' in outcome) throw new DeclaredError('UNREADABLE_FILE', { cause: outcome.refusal, line: outcome.line });
  return outcome;
}
