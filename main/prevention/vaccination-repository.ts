import { z } from 'zod';
import { livingRecord } from '../patients/duplicates/merge-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** A row of `vaccination`, entered here or imported. */
export interface VaccinationRow {
  readonly id: string;
  readonly patientId: string;
  readonly version: number;
  readonly updatedAt: string;
  readonly codings: readonly { readonly system: string | null; readonly code: string | null }[];
  readonly code: string | null;
  readonly text: string;
  readonly status: string;
  readonly statusReason: string | null;
  readonly statusNote: string | null;
  readonly givenOn: string | null;
  readonly givenWords: string | null;
  readonly lot: string | null;
  readonly expiresOn: string | null;
  readonly site: string | null;
  readonly route: string | null;
  readonly doseNumber: number | null;
  readonly primarySource: boolean | null;
  readonly reportOrigin: string | null;
  readonly note: string | null;
  readonly imported: boolean;
  readonly recordedOn: string | null;
  readonly recordedBy: string | null;
}

const noLonger = 'entered-in-error';
const otherCodings = z.array(z.object({ system: z.string().optional(), code: z.string().optional() }));
/** Nobody's record has more. */
const most = 1000;

function vaccinations(db: ReadExecutor) {
  return db.selectFrom('vaccination as v').leftJoin('user_account as u', 'u.id', 'v.recorded_by').selectAll('v').select('u.display_name');
}

function rowOf(row: Awaited<ReturnType<ReturnType<typeof vaccinations>['execute']>>[number]): VaccinationRow {
  const others = row.other_codings === null ? [] : (otherCodings.safeParse(JSON.parse(row.other_codings)).data ?? []);
  return {
    id: row.id, patientId: row.patient_id, version: row.version, updatedAt: row.updated_at, code: row.code, text: row.text, status: row.status, statusReason: row.status_reason, statusNote: row.status_note,
    codings: [{ system: row.code_system, code: row.code }, ...others.map(({ system, code }) => ({ system: system ?? null, code: code ?? null }))],
    givenOn: row.given_on, givenWords: row.given_words, lot: row.lot_number, expiresOn: row.expires_on, site: row.site, route: row.route, doseNumber: row.dose_number,
    primarySource: row.primary_source === null ? null : row.primary_source === 1, reportOrigin: row.report_origin, note: row.note, imported: row.source_hash !== null, recordedOn: row.recorded_on?.slice(0, 10) ?? null, recordedBy: row.display_name,
  };
}

/** Vaccinations of a record but those entered in error, newest first. */
export async function vaccinationsOf(db: ReadExecutor, patientId: string): Promise<readonly VaccinationRow[]> {
  const found = await vaccinations(db).where('v.patient_id', '=', await livingRecord(db, patientId)).where('v.status', '!=', noLonger).orderBy('v.id').limit(most).execute();
  return found.map(rowOf).sort((one, other) => compare(other.givenOn ?? '', one.givenOn ?? '') || compare(other.id, one.id));
}

export async function vaccinationById(db: ReadExecutor, id: string): Promise<VaccinationRow | undefined> {
  const row = await vaccinations(db).where('v.id', '=', id).where('v.status', '!=', noLonger).executeTakeFirst();
  return row && rowOf(row);
}

/** What is written of a vaccination. */
export interface VaccinationColumns {
  readonly code_system: string | null;
  readonly code: string | null;
  readonly other_codings: string | null;
  readonly text: string;
  readonly status: string;
  readonly status_reason: string | null;
  readonly status_note: string | null;
  readonly given_on: string;
  readonly given_words: null;
  readonly lot_number: string | null;
  readonly expires_on: string | null;
  readonly site: string | null;
  readonly route: string | null;
  readonly dose_number: number | null;
  readonly primary_source: number;
  readonly report_origin: string | null;
  readonly note: string | null;
}

export async function insertVaccination(db: WriteExecutor, columns: VaccinationColumns, { id, patientId, now, today, userId }: { readonly id: string; readonly patientId: string; readonly now: string; readonly today: string; readonly userId: string }): Promise<void> {
  await db
    .insertInto('vaccination')
    .values({ id, patient_id: await livingRecord(db, patientId), source_system: null, source_id: null, source_hash: null, import_id: null, ...columns, recorded_on: today, recorded_by: userId, created_at: now, updated_at: now })
    .execute();
}

/** Changes a vaccination at the version seen; false when it has moved on. A later import of the same row leaves it. */
export async function changeVaccination(db: WriteExecutor, id: string, version: number, change: Partial<VaccinationColumns> | 'withdrawn', now: string): Promise<boolean> {
  const columns = change === 'withdrawn' ? { status: noLonger } : change;
  const done = await db.updateTable('vaccination').set({ ...columns, source_hash: null, updated_at: now, version: version + 1 }).where('id', '=', id).where('version', '=', version).executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

/** The date of birth on file, as partial as it is. */
export async function birthDateOf(db: ReadExecutor, patientId: string): Promise<string | null> {
  const row = await db.selectFrom('patient').select('birth_date').where('id', '=', await livingRecord(db, patientId)).executeTakeFirst();
  return row?.birth_date ?? null;
}

export type CopiedVaccination = Awaited<ReturnType<typeof everyVaccinationOf>>[number];

/** Every vaccination of a person as it is kept, for a copy of the record; what was entered by mistake is among them, marked. */
export async function everyVaccinationOf(db: ReadExecutor, patientId: string) {
  const rows = await vaccinations(db).where('v.patient_id', '=', patientId).orderBy('v.id').execute();
  return rows
    .map(({ import_id: _import, source_hash: _hash, patient_id: _patient, version: _version, display_name, recorded_by, ...row }) => ({ ...row, recorded_by: display_name ?? recorded_by }))
    .sort((one, other) => compare(other.given_on ?? '', one.given_on ?? ''));
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
