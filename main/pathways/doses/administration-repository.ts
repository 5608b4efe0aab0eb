import { z } from 'zod';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import type { WrittenAdministration } from './administration-rules.ts';

/** How doses were given, as it is kept. */

export interface AdministrationRow extends WrittenAdministration {
  readonly id: string;
  readonly doseId: string;
  readonly patientId: string;
  readonly product: string;
  readonly lot: string;
  readonly words: string | null;
  readonly act: string;
  readonly recordedAt: string;
  readonly recordedByName: string | null;
  /** The checklist was a GO when it was recorded. */
  readonly wasGo: boolean;
}

const identifiers = z.array(z.string());
const vitals = z.array(z.object({ moment: z.string(), measure: z.string(), value: z.number() }));
const judged = z.object({ verdict: z.object({ result: z.string() }) });
const incidents = z.array(z.object({ code: z.string(), grade: z.number(), words: z.string() }));

/** Of these doses. */
export async function administrationsOf(db: ReadExecutor, doseIds: readonly string[]): Promise<readonly AdministrationRow[]> {
  if (doseIds.length === 0) return [];
  const rows = await db.selectFrom('dose_administration as g').leftJoin('user_account as u', 'u.id', 'g.recorded_by').selectAll('g').select('u.display_name').where('g.dose_id', 'in', doseIds).orderBy('g.given_on').orderBy('g.id').execute();
  return rows.map((row) => ({
    id: row.id, doseId: row.dose_id, patientId: row.patient_id, givenOn: row.given_on, started: row.started, ended: row.ended, observedUntil: row.observed_until, identifiers: identifiers.parse(JSON.parse(row.identifiers)), product: row.product, lot: row.lot, expiresOn: row.expires_on,
    vitals: vitals.parse(JSON.parse(row.vitals)), incidents: incidents.parse(JSON.parse(row.incidents)), words: row.words, act: row.act, recordedAt: row.recorded_at, recordedByName: row.display_name, wasGo: judged.safeParse(JSON.parse(row.judged)).data?.verdict.result === 'go',
  }));
}

export async function insertAdministration(db: WriteExecutor, row: Omit<AdministrationRow, 'recordedAt' | 'recordedByName' | 'wasGo'> & { readonly judged: unknown }, { now, userId }: { readonly now: string; readonly userId: string }): Promise<void> {
  await db
    .insertInto('dose_administration')
    .values({
      id: row.id, dose_id: row.doseId, patient_id: row.patientId, given_on: row.givenOn, started: row.started, ended: row.ended, observed_until: row.observedUntil, identifiers: JSON.stringify(row.identifiers), product: row.product, lot: row.lot, expires_on: row.expiresOn,
      vitals: JSON.stringify(row.vitals), incidents: JSON.stringify(row.incidents), words: row.words, act: row.act, judged: JSON.stringify(row.judged), recorded_at: now, recorded_by: userId,
    })
    .execute();
}

/** What a record says from now on; what it said is kept by whoever changes it. */
export async function changeAdministration(db: WriteExecutor, id: string, row: Omit<WrittenAdministration, 'givenOn'> & Pick<AdministrationRow, 'product' | 'lot' | 'words'>): Promise<void> {
  await db
    .updateTable('dose_administration')
    .set({ started: row.started, ended: row.ended, observed_until: row.observedUntil, identifiers: JSON.stringify(row.identifiers), product: row.product, lot: row.lot, expires_on: row.expiresOn, vitals: JSON.stringify(row.vitals), incidents: JSON.stringify(row.incidents), words: row.words })
    .where('id', '=', id)
    .execute();
}

/** Takes a record away that was entered in error; what it said is kept by whoever takes it. */
export async function deleteAdministration(db: WriteExecutor, id: string): Promise<void> {
  await db.deleteFrom('dose_administration').where('id', '=', id).execute();
}
