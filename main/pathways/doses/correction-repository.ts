import { z } from 'zod';
import { type CorrectionKind, correctionKinds, formerAdministration } from '#contract/doses.ts';
import { careSite } from '#contract/pathways.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import type { AdministrationRow } from './administration-repository.ts';

/** What records of doses said before they were corrected. */

const former = z.object({ givenOn: z.string(), site: careSite, administration: formerAdministration.nullable() });
export type FormerRecord = z.infer<typeof former>;

/** The record of a dose as it is, to be kept beside what it becomes. */
export function formerRecord({ givenOn, site }: Pick<FormerRecord, 'givenOn' | 'site'>, written: AdministrationRow | undefined): FormerRecord {
  if (!written) return { givenOn, site, administration: null };
  const { started, ended, observedUntil, identifiers, product, lot, expiresOn, vitals, incidents, words, recordedAt, recordedByName } = written;
  return { givenOn, site, administration: { givenOn: written.givenOn, started, ended, observedUntil, identifiers: [...identifiers], product, lot, expiresOn, vitals: [...vitals], incidents: [...incidents], words, recordedAt, recordedBy: recordedByName ?? '' } };
}

export interface CorrectionRow {
  readonly id: string;
  readonly doseId: string;
  readonly kind: CorrectionKind;
  readonly reason: string;
  readonly former: FormerRecord;
  readonly madeAt: string;
  readonly byName: string | null;
}

/** Corrections of these doses, the last first. */
export async function correctionsOf(db: ReadExecutor, doseIds: readonly string[]): Promise<readonly CorrectionRow[]> {
  if (doseIds.length === 0) return [];
  const rows = await db.selectFrom('dose_correction as x').leftJoin('user_account as u', 'u.id', 'x.made_by').selectAll('x').select('u.display_name').where('x.dose_id', 'in', doseIds).orderBy('x.made_at', 'desc').orderBy('x.id', 'desc').execute();
  return rows.map((row) => ({ id: row.id, doseId: row.dose_id, kind: z.enum(correctionKinds).parse(row.kind), reason: row.reason, former: former.parse(JSON.parse(row.former)), madeAt: row.made_at, byName: row.display_name }));
}

export async function insertCorrection(db: WriteExecutor, row: Pick<CorrectionRow, 'id' | 'doseId' | 'kind' | 'reason' | 'former'> & { readonly patientId: string }, { now, userId }: { readonly now: string; readonly userId: string }): Promise<void> {
  await db.insertInto('dose_correction').values({ id: row.id, dose_id: row.doseId, patient_id: row.patientId, kind: row.kind, reason: row.reason, former: JSON.stringify(row.former), made_at: now, made_by: userId }).execute();
}
