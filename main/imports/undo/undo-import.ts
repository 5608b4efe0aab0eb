import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { fieldChange, type FieldChange } from '#contract/record-history.ts';
import type { UndoReport } from '#contract/table-reports.ts';
import { changePatient, holdPatient, type PatientState } from '../../patients/patient-change.ts';
import type { PatientFields, PatientIdentifier } from '../../patients/patient-fields.ts';
import type { WriteExecutor } from '../../platform/database/schema.ts';
import { errorCode, type UnitOfWork } from '../../platform/database/unit-of-work.ts';
import type { JobHooks } from '../../platform/long-work/job-list.ts';
import { foreignChanges, isAsAfter } from '../../record-history/effective-change-rules.ts';
import { readChangesSince } from '../../record-history/record-history.ts';
import type { ImportDependencies } from '../import-dependencies.ts';
import { removeImportedDetails } from '../imported-details-repository.ts';
import { type KeptAsItIs, putBack } from './put-back.ts';
import { type BroughtTable, broughtTables, changedByLaterImport, rowsBefore, stillKept, whoWrote } from './rows-before-repository.ts';
import {
  clinicalRowsOf, clinicalTables, endUndoBatch, insertUndoBatch, markUndone, patientChangesOf, patientReferences, patientsMadeBy, practitionersMadeBy, readBatch, removeClinicalRows, removePatient,
  removePractitioner, removeRequestRow, requestReferences, requestRowsOf, usedRecords,
} from './undo-repository.ts';

export interface UndoRequest extends JobHooks {
  /** Of this undo, which is a batch itself. */
  readonly importId: string;
  readonly undoes: string;
  readonly userId: string;
}

const rowsPerTransaction = 100;
const mostKeptShown = 500;
const types = {
  observation: 'Observation', medication: 'MedicationStatement', allergy: 'AllergyIntolerance', vaccination: 'Immunization', condition: 'Condition', referral: 'ServiceRequest', appointment: 'Appointment', practitioner: 'Practitioner', patient: 'Patient',
} as const satisfies Readonly<Record<BroughtTable, string>>;
const referenceViolations: ReadonlySet<string> = new Set(['SQLITE_CONSTRAINT_FOREIGNKEY', '23503']);

/**
 * Takes an import back: what it made and nobody has touched goes, what it changed becomes as it was; whatever was changed
 * or used since stays and is listed with who did it. It is itself a batch, in small transactions; stopped, it can be run again.
 */
export async function undoImport({ unitOfWork, audit, ports }: ImportDependencies, request: UndoRequest): Promise<UndoReport> {
  const { importId, undoes, userId } = request;
  const now = ports.clock.now();
  const batch = await unitOfWork.read((db) => readBatch(db, undoes));
  if (!batch) throw new Error('the batch to undo is gone');
  await unitOfWork.write(async (db) => {
    await insertUndoBatch(db, { id: importId, undoes, startedAt: now, userId, files: batch.files });
    await audit.record(db, { userId, action: 'import.undo-started', entity: 'import_batch', entityId: importId });
  });
  const run = new UndoRun(unitOfWork, { ...request, startedAt: batch.started_at }, { now, newId: ports.newId });
  let state: 'done' | 'cancelled' | 'failed' = 'failed';
  try {
    state = (await run.all()) ? 'done' : 'cancelled';
    return run.report(state === 'cancelled');
  } finally {
    const ended = state;
    const report = run.report(ended !== 'done');
    await unitOfWork.write(async (db) => {
      await endUndoBatch(db, importId, { finishedAt: ports.clock.now(), state: ended, report: JSON.stringify(report) });
      await audit.record(db, { userId, action: 'import.undone', entity: 'import_batch', entityId: importId, detail: { removed: sum(report.removed), restored: sum(report.restored), kept: report.keptCount } });
    });
  }
}

class UndoRun {
  readonly #unitOfWork: UnitOfWork;
  readonly #request: UndoRequest & { readonly startedAt: string };
  readonly #mark: { readonly now: string; readonly newId: () => string };
  readonly #removed: Record<string, number> = {};
  readonly #restored: Record<string, number> = {};
  /** People somebody has changed since. */
  readonly #changedSince = new Set<string>();
  /** Records a change was taken back of; those that go altogether are not counted as put back. */
  readonly #takenBack = new Set<string>();
  readonly #kept: UndoReport['kept'] = [];
  #keptCount = 0;
  #done = 0;

  constructor(unitOfWork: UnitOfWork, request: UndoRequest & { readonly startedAt: string }, mark: { readonly now: string; readonly newId: () => string }) {
    this.#unitOfWork = unitOfWork;
    this.#request = request;
    this.#mark = mark;
  }

  /** @returns false when it was asked to stop */
  async all(): Promise<boolean> {
    if (!(await this.#changes())) return false;
    // What was brought up to date first: what this import itself had made goes afterwards.
    for (const table of broughtTables) if (!((await this.#putBack(table)) && (await this.#tellLaterImports(table)))) return false;
    if (!(await this.#requests('appointment')) || !(await this.#requests('referral'))) return false;
    if (!(await this.#details())) return false;
    for (const table of clinicalTables) if (!(await this.#clinical(table))) return false;
    return (await this.#patients()) && (await this.#practitioners());
  }

  report(cancelled: boolean): UndoReport {
    return { importId: this.#request.importId, undoes: this.#request.undoes, removed: this.#removed, restored: { ...(this.#takenBack.size > 0 ? { Patient: this.#takenBack.size } : {}), ...this.#restored }, kept: this.#kept, keptCount: this.#keptCount, cancelled };
  }

  /** Rows on file the import had brought up to date say again what they said, where nobody has changed them since. */
  async #putBack(table: BroughtTable): Promise<boolean> {
    const { undoes } = this.#request;
    return this.#pages(async (after) => {
      const entries = await this.#unitOfWork.read((db) => rowsBefore(db, undoes, table, after, rowsPerTransaction));
      const ready = entries.filter(({ entityId }) => !this.#changedSince.has(entityId));
      const outcomes = await putBack(this.#unitOfWork, table, undoes, ready);
      for (const [position, outcome] of outcomes.entries()) {
        const entry = ready[position];
        // What this import had made itself and then changed is about to go.
        if (!entry || outcome === 'gone' || (outcome === 'restored' && entry.before.row['import_id'] === undoes)) continue;
        if (outcome !== 'restored') this.#keepAs({ type: types[table], ...outcome });
        else if (table === 'patient') this.#takenBack.add(entry.entityId);
        else add(this.#restored, types[table], 1);
      }
      return entries;
    });
  }

  /** What this import made and a later one has brought up to date since stays as that one left it. */
  async #tellLaterImports(table: BroughtTable): Promise<boolean> {
    const { undoes, startedAt } = this.#request;
    return this.#pages(async (after) => {
      const rows = await this.#unitOfWork.read((db) => changedByLaterImport(db, undoes, startedAt, table, after, rowsPerTransaction));
      for (const { entityId } of rows) {
        const found = await this.#unitOfWork.read((db) => whoWrote(db, table, entityId, undoes));
        if (found) this.#keepAs({ type: types[table], reason: 'CHANGED', ...found });
      }
      return rows;
    });
  }

  /** Adverse events and coverages it hung on drugs, few enough for one transaction each kind. */
  async #details(): Promise<boolean> {
    if (await this.#mustStop()) return false;
    const removed = await this.#unitOfWork.write((db) => removeImportedDetails(db, this.#request.undoes));
    for (const [type, count] of Object.entries(removed)) add(this.#removed, type, count);
    return true;
  }

  async #clinical(table: (typeof clinicalTables)[number]): Promise<boolean> {
    const { undoes, startedAt } = this.#request;
    return this.#pages(async (after) => {
      const rows = await this.#unitOfWork.read((db) => clinicalRowsOf(db, table, undoes, after, rowsPerTransaction));
      const ids = rows.map(({ id }) => id);
      const [removed, told] = await this.#unitOfWork.write(async (db) => [
        await removeClinicalRows(db, table, rows.filter(({ version, created_at }) => version === 1 && created_at >= startedAt).map(({ id }) => id)), await stillKept(db, undoes, table, ids),
      ] as const);
      add(this.#removed, types[table], removed);
      for (const row of rows.filter(({ id }) => !told.has(id))) {
        const { id, patient_id: patientId, text, created_at: madeAt, version } = row;
        if (madeAt < startedAt) this.#keepAs({ type: types[table], patientId, name: text.slice(0, 200), reason: 'UPDATED', byName: null, at: null });
        else if (version > 1) await this.#keepChanged(table, id);
      }
      return rows;
    });
  }

  /** What the import changed of people on file goes back, where nothing changed after it. */
  async #changes(): Promise<boolean> {
    let after: string | null = null;
    for (;;) {
      if (await this.#mustStop()) return false;
      const rows = await this.#unitOfWork.read((db) => patientChangesOf(db, this.#request.undoes, after, rowsPerTransaction));
      if (rows.length === 0) return true;
      const outcomes = await this.#unitOfWork.write(async (db) => {
        const done: { readonly patientId: string; readonly version: number; readonly restored: boolean; readonly name: string }[] = [];
        for (const row of rows) {
          const before = await holdPatient(db, row.entity_id);
          if (!before) continue;
          const restored = isAsAfter(row.version, before.version, await readChangesSince(db, { entity: 'patient', entityId: row.entity_id }, row.version));
          if (restored) await this.#restore(db, before, row);
          done.push({ patientId: row.entity_id, version: row.version, restored, name: `${before.fields.familyName}, ${before.fields.givenName}` });
        }
        return done;
      });
      for (const { patientId, version, restored, name } of outcomes) {
        if (restored) this.#takenBack.add(patientId);
        else {
          this.#changedSince.add(patientId);
          const [last] = foreignChanges(await this.#unitOfWork.read((db) => readChangesSince(db, { entity: 'patient', entityId: patientId }, version)), []).slice(-1);
          this.#keepAs({ type: 'Patient', patientId, name, reason: 'CHANGED', byName: last?.byName ?? null, at: last?.at ?? null });
        }
      }
      after = rows.at(-1)?.id ?? null;
      this.#tell(rows.length);
    }
  }

  async #restore(db: WriteExecutor, before: PatientState, row: { readonly id: string; readonly changes: string }): Promise<void> {
    const changes = z.array(fieldChange).parse(JSON.parse(row.changes));
    await changePatient(db, before, { fields: fieldsBefore(changes), identifiers: identifiersBefore(before.identifiers, changes), userId: this.#request.userId, origin: 'undo', undoes: row.id, importId: this.#request.importId }, this.#mark);
    await markUndone(db, this.#request.undoes, [before.id]);
  }

  async #patients(): Promise<boolean> {
    const references = await this.#unitOfWork.read(patientReferences);
    return this.#pages(async (after) => {
      const { undoes, startedAt } = this.#request;
      const rows = await this.#unitOfWork.read((db) => patientsMadeBy(db, undoes, startedAt, after, rowsPerTransaction));
      // A merge the undo itself took back leaves versions behind; only what somebody else did counts.
      const { gone, used, changed } = await this.#unitOfWork.write(async (db) => {
        const inUse = await usedRecords(db, references, undoes, rows.map(({ id }) => id));
        const found = { gone: [] as string[], used: [] as (typeof rows)[number][], changed: [] as { readonly row: (typeof rows)[number]; readonly by: string; readonly at: string }[] };
        for (const row of rows) {
          const foreign = foreignChanges(await readChangesSince(db, { entity: 'patient', entityId: row.id }, 0), [undoes, this.#request.importId]).at(-1);
          if (foreign) found.changed.push({ row, by: foreign.byName, at: foreign.at });
          else if (inUse.has(row.id)) found.used.push(row);
          else {
            await removePatient(db, row.id);
            found.gone.push(row.id);
          }
        }
        await markUndone(db, undoes, found.gone);
        return found;
      });
      add(this.#removed, 'Patient', gone.length);
      for (const id of gone) this.#takenBack.delete(id);
      for (const row of used) this.#keepAs({ type: 'Patient', patientId: row.id, name: `${row.family_name}, ${row.given_name}`, reason: 'USED', byName: null, at: null });
      for (const { row, by, at } of changed) this.#keepAs({ type: 'Patient', patientId: row.id, name: `${row.family_name}, ${row.given_name}`, reason: 'CHANGED', byName: by, at });
      return rows;
    });
  }

  async #practitioners(): Promise<boolean> {
    return this.#pages(async (after) => {
      const { undoes, startedAt } = this.#request;
      const rows = await this.#unitOfWork.read((db) => practitionersMadeBy(db, undoes, startedAt, after, rowsPerTransaction));
      const told = await this.#unitOfWork.read((db) => stillKept(db, undoes, 'practitioner', rows.map(({ id }) => id)));
      for (const row of rows.filter(({ id }) => !told.has(id))) {
        const outcome = row.version > 1 ? 'CHANGED' : await this.#remove((db) => removePractitioner(db, row.id));
        if (outcome === null) add(this.#removed, 'Practitioner', 1);
        else this.#keepAs({ type: 'Practitioner', patientId: null, name: `${row.family_name}, ${row.given_name}`, reason: outcome, byName: null, at: null });
      }
      return rows;
    });
  }

  /** Visits, then requests: those nobody decided, booked, moved or asked about. */
  async #requests(table: 'appointment' | 'referral'): Promise<boolean> {
    const { undoes, startedAt } = this.#request;
    const references = table === 'referral' ? await this.#unitOfWork.read(requestReferences) : [];
    return this.#pages(async (after) => {
      const rows = await this.#unitOfWork.read((db) => requestRowsOf(db, table, undoes, after, rowsPerTransaction));
      const ids = rows.map(({ id }) => id);
      const used = await this.#unitOfWork.read((db) => usedRecords(db, references, undoes, ids));
      const told = await this.#unitOfWork.read((db) => stillKept(db, undoes, table, ids));
      for (const { id, patient_id: patientId, created_at: madeAt, version } of rows) {
        if (told.has(id)) continue;
        if (madeAt >= startedAt && version > 1) {
          await this.#keepChanged(table, id);
          continue;
        }
        let papers = 0;
        const outcome = madeAt < startedAt ? 'UPDATED' : used.has(id) ? 'USED' : await this.#remove(async (db) => {
          papers = await removeRequestRow(db, table, id, undoes);
        });
        if (outcome === null) {
          add(this.#removed, types[table], 1);
          add(this.#removed, 'DocumentReference', papers);
        }
        else this.#keepAs({ type: types[table], patientId, name: '', reason: outcome, byName: null, at: null });
      }
      return rows;
    });
  }

  /** What something points at stays: the database says so. */
  async #remove(removal: (db: WriteExecutor) => Promise<void>): Promise<'USED' | null> {
    try {
      await this.#unitOfWork.write(removal);
      return null;
    } catch (error) {
      if (referenceViolations.has(errorCode(error))) return 'USED';
      throw error;
    }
  }

  async #keepChanged(table: BroughtTable, id: string): Promise<void> {
    const found = await this.#unitOfWork.read((db) => whoWrote(db, table, id, this.#request.undoes));
    if (found) this.#keepAs({ type: types[table], reason: 'CHANGED', ...found });
  }

  #keepAs(kept: KeptAsItIs & { readonly type: string }): void {
    this.#keptCount += 1;
    if (this.#kept.length < mostKeptShown) this.#kept.push(kept);
  }

  /** Page after page of ids, a transaction each, until there are no more or it is asked to stop. */
  async #pages(page: (after: string) => Promise<readonly { readonly id: string }[]>): Promise<boolean> {
    for (let after = ''; ; ) {
      if (await this.#mustStop()) return false;
      const rows = await page(after);
      this.#tell(rows.length);
      if (rows.length < rowsPerTransaction) return true;
      after = rows.at(-1)?.id ?? after;
    }
  }

  #tell(count: number): void {
    this.#done += count;
    this.#request.onProgress({ done: this.#done, total: this.#done });
  }

  async #mustStop(): Promise<boolean> {
    await nextTurn();
    return this.#request.shouldStop();
  }
}

function fieldsBefore(changes: readonly FieldChange[]): Partial<PatientFields> {
  return Object.fromEntries(changes.filter(({ field }) => !field.startsWith('identifier:')).map(({ field, from }) => [field, field === 'deceased' ? from === true : from]));
}

function identifiersBefore(present: readonly PatientIdentifier[], changes: readonly FieldChange[]): readonly PatientIdentifier[] {
  const before = new Map(present.map((one) => [one.id, one]));
  for (const { field, from } of changes) {
    if (!field.startsWith('identifier:')) continue;
    const id = field.slice('identifier:'.length);
    if (from === null || typeof from !== 'object') before.delete(id);
    else {
      const text = (part: string): string | null => (typeof from[part] === 'string' ? from[part] : null);
      before.set(id, { id, system: text('system') ?? '', value: text('value') ?? '', use: text('use'), issuer: text('issuer'), validFrom: text('validFrom'), validTo: text('validTo'), insQualified: from['insQualified'] === true });
    }
  }
  return [...before.values()];
}

function add(counts: Record<string, number>, type: string, count: number): void {
  if (count > 0) counts[type] = (counts[type] ?? 0) + count;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
